"""An existing HTML page with forms -> a spec, and what will behave differently.

The law of this folder: bytes or text in, text out; what stands in the page is never trusted, and the spec is checked
like any.
"""

from formkit.imported.letters import page_text
from formkit.imported.reading import OldForm, OldPage, read_page
from formkit.imported.writing import Imported, import_page

__all__ = ["Imported", "OldForm", "OldPage", "import_page", "page_text", "read_page"]
