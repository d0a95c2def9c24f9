"""Sentences about visitors, proved in a real browser against the whole of formkit and a real mail server."""
