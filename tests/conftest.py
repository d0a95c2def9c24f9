pytest_plugins = ["tests.smtp"]
