"""The garbage collector of processes that do one thing many times."""

import gc

YOUNG_OBJECTS = 20_000  # between two looks of the collector; Python's own 700 is for small programs


def spare_what_is_loaded() -> None:
    """What is loaded stays for ever: the collector looks at what comes later alone, and less often.

    Processes that are forked after it do as this one.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
