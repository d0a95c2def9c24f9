"""Fixtures for every test."""

pytest_plugins = [
    "tests.isolation",
    "tests.databases",
    "tests.smtp",
    "tests.faulty",
    "tests.chromium",
    "tests.hosts",
    "tests.live",
    "tests.processes",
]
