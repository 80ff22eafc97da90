"""The tests of the program start from the program itself."""

from tests.app.program import program

__all__ = ["program"]
