"""Fixtures for every test."""

from hypothesis import settings

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

settings.register_profile("formkit", deadline=None)  # a busy machine is no mistake
settings.load_profile("formkit")
