"""The official Formspree clients, from the npm registry, talk to our endpoint."""
