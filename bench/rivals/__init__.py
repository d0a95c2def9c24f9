"""What formkit is measured against: a Flask view that does nothing, and the app that tutorials teach."""
