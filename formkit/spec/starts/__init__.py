"""What "New site" begins with: one file of `trades/` is one trade.

The law of this folder: text in, text out; no fact that was not given, no praise that nobody spoke.
To add a trade, write its file: a spec with every text in several languages, the prices examples (they are written as
notes), and in `trade` its name, its icon (an SVG path of 24 by 24) and in `also` the types and words that mean it too.
- `trades.py`  what the files say       - `answers.py`  what is asked
- `start.py`   answers -> the spec      - `facts.py`    what was answered, as a spec says it
- `writing.py` data -> YAML             - `notes.yaml`  the notes in a new spec
"""

from formkit.spec.starts.answers import StartAnswers
from formkit.spec.starts.facts import clock_of
from formkit.spec.starts.start import found_trade, start
from formkit.spec.starts.trades import Trade, trade_of, trades

__all__ = ["StartAnswers", "Trade", "clock_of", "found_trade", "start", "trade_of", "trades"]
