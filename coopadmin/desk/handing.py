"""Handing the file to somebody: marked, and copied to where that person gets it."""

from __future__ import annotations

from pathlib import Path

from coopadmin.store import Books
from coopadmin.store.backup import copy_checked
from coopadmin.store.custody import hand_over


def hand_over_to(books: Books, to: str, note: str = "", copy: Path | None = None) -> None:
    """Mark the file as handed over, and write what the other gets to `copy`.

    Without a copy the file itself lies where the other can reach it. A copy that cannot be
    written leaves nothing handed over. Raises Refused and StoreTrouble.
    """
    books.do(hand_over, to, books.origin, note)
    if copy is None:
        return
    try:
        copy_checked(books.path, copy, books.key)
    except BaseException:
        books.undo()
        raise


def copy_in(folder: Path, path: Path) -> Path:
    """Where the copy of a file goes in a folder; the folder may also be the name of a file."""
    return folder / path.name if folder.is_dir() else folder
