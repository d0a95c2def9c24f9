"""An existing HTML page with forms -> a spec, and what will behave differently.

The law of this folder: text in, text out; what stands in the page is never trusted, and the spec is checked like any.
"""

from formkit.imported.reading import OldForm, OldPage, read_page
from formkit.imported.writing import Imported, import_page

__all__ = ["Imported", "OldForm", "OldPage", "import_page", "read_page"]
