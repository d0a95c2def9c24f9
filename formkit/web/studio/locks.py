"""While a file can't be read whole nothing is changed in it: why, in the reader's language."""

from formkit.errors import Problem
from formkit.web.studio.desk import Reading
from formkit.web.studio.said import said, words_of_trouble


def lock_of(reading: Reading) -> str:
    """Why only the last good state is shown; "" where all can be changed."""
    if reading.source:
        return ""
    if reading.trouble:
        return said("lock.trouble", what=words_of_trouble(reading.trouble))
    first = next((one for one in reading.problems if one.severity == "error"), reading.problems[0])
    return said("lock.broken", line=first.line, what=_sentence(first))


def _sentence(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message
