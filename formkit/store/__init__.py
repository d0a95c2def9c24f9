"""Where submissions and deliveries are kept: SQLite by default, PostgreSQL by its URL.

The law of this folder: SQL lives here and nowhere else.
Facts of formkit.model come in and go out, never a row.
A method of Store is one transaction: on disk when it returns, nothing of it there when it raises.
The moment (`now`, `at`) is passed in, aware of its time zone, and comes out in UTC.
Trouble of the database is a StoreUnavailable, and the store works again as soon as the trouble ends.
Open one Store per process, after any fork; its methods may be called from any thread.
"""

from formkit.store.claims import Outcome
from formkit.store.deliveries import Counts, Undelivered
from formkit.store.history import AlreadySpent
from formkit.store.store import ReferenceTaken, Store, open_store
from formkit.store.uploads import Place, UploadGone

__all__ = [
    "AlreadySpent", "Counts", "Outcome", "Place", "ReferenceTaken", "Store", "Undelivered", "UploadGone", "open_store",
]  # fmt: skip
