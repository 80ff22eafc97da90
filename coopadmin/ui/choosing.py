"""Choosing files and folders with the dialogs of the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from coopadmin.kernel.problem import N_, refuse
from coopadmin.words import _

SUFFIX = ".coop"


def _filter() -> str:
    return _("Files of Coopadmin (*.coop)")


def file_to_open(parent: QWidget | None, title: str, folder: Path) -> Path | None:
    """A file that exists, or None when the person chose nothing."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder), _filter())
    return Path(name) if name else None


def file_to_make(parent: QWidget | None, title: str, suggested: Path) -> Path | None:
    """Where a file is to be made, ending in .coop."""
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), _filter())
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def content_of(path: Path) -> bytes:
    """The bytes of a file that was chosen; Refused when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        sentence = N_("“{name}” cannot be read. Check the name and the folder.")
        raise refuse("file.unreadable", sentence, name=path.name) from fault


def folder_to_use(parent: QWidget | None, title: str, folder: Path) -> Path | None:
    """A folder that exists."""
    there = folder if folder.is_dir() else folder.parent
    name = QFileDialog.getExistingDirectory(parent, title, str(there))
    return Path(name) if name else None
