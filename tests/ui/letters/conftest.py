"""The tests of the settings start from the program itself."""

from tests.app.program import program

__all__ = ["program"]
