"""The tests of the home page start from the program itself."""

from tests.app.program import program

__all__ = ["program"]
