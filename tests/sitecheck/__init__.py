"""The checks of a good site over the whole matrix: every theme in every language, and every example in its own theme.

`sitecheck.mjs` looks at one site at a time and knows nothing of formkit; what is Python here makes the sites, walks
through the pages that the server makes, and judges. `make sitecheck` runs all; the tests run the quick parts.
"""
