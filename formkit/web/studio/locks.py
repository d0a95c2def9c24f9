"""While a file can't be read whole nothing is changed in it: why, in the reader's language."""

from formkit.web.studio.desk import Reading
from formkit.web.studio.problems import in_words
from formkit.web.studio.said import said, spoken, table, words_of_trouble


def lock_of(reading: Reading) -> str:
    """Why nothing but the last good state is shown, if there was any; "" where all can be changed."""
    if reading.source:
        return ""
    never = "" if reading.site else "_never"
    if reading.trouble:
        return said(f"lock.trouble{never}", what=words_of_trouble(reading.trouble))
    first = next((one for one in reading.problems if one.severity == "error"), reading.problems[0])
    told = in_words([first], table(spoken()))[0]
    return said(f"lock.broken{never}", line=first.line, what=f"{told.message} {told.hint}".strip())
