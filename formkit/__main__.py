"""`python -m formkit` is `formkit`."""

from formkit.cli import main

if __name__ == "__main__":
    main()
