"""Opening and making .coop files, and bringing older ones up to date."""

from coopadmin.migrations.opening import REVISION, new_books, open_books

__all__ = ["REVISION", "new_books", "open_books"]
