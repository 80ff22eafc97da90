"""The tests of the history start from the program itself."""

from tests.app.program import program

__all__ = ["program"]
