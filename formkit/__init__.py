"""formkit: one YAML file becomes a business-card site with forms whose messages arrive.

The law of this package: imports point down only (tests/test_import_law.py).
cli > web > site, intake, outbox, inbox (none imports another) > spec, forms, spam, edit
    > fields, channels, themes, store > source, words > errors, model, settings
"""

__version__ = "0.1.0"
