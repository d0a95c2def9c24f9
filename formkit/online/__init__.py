"""What is online, compared with what was built.

The law of this folder: it only reads, within a time and a size; what it finds is said in words, never raised, but
for an address that can't be reached at all.
- `faults.py`   what can be wrong with an address
- `fetch.py`    one address -> its answer, redirects on its own host followed and no other
- `compare.py`  each file of a built site against what its host shows
- `reach.py`    the forms of its pages against the endpoint
"""

from formkit.online.compare import Comparison, compare
from formkit.online.faults import Fault, Unreachable
from formkit.online.fetch import Fetcher
from formkit.online.reach import Reached, forms_of, reach

__all__ = ["Comparison", "Fault", "Fetcher", "Reached", "Unreachable", "compare", "forms_of", "reach"]
