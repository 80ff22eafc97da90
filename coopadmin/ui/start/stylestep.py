"""The step of logo and colour, before there is a file to keep them in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from coopadmin.attachments.service import check_logo
from coopadmin.kernel.problem import Refused
from coopadmin.ui.choosing import content_of
from coopadmin.ui.housestyle import COLOURS, StyleChooser
from coopadmin.ui.kit.cards import Panel
from coopadmin.words import say

USUAL = next(iter(COLOURS))


class StyleStep(Panel):
    """A logo is remembered by its path, and read again when the file is made."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self._path: Path | None = None
        self._logo = b""
        self.chooser = StyleChooser()
        self.chooser.logo_chosen.connect(self.take_logo)
        self.chooser.logo_removed.connect(self._remove_logo)
        self.body.addWidget(self.chooser)
        self.body.addStretch(1)
        self.forget()

    def set_name(self, name: str) -> None:
        """The name that stands on the piece of paper."""
        self.name = name
        self._show()

    def forget(self) -> None:
        """The mark and the colour of the program, as when the step is skipped."""
        self._path, self._logo, self.chooser.colour = None, b"", USUAL
        self._show()

    def take_logo(self, path: Path) -> None:
        """Use this picture, or say why it cannot be used."""
        try:
            content = content_of(path)
            problems = list(check_logo(path.name, content))
            if problems:
                raise Refused(problems)
        except Refused as refused:
            self.chooser.show_logo_problem(" ".join(say(each) for each in refused.problems))
            return
        self._path, self._logo = path, content
        self._show()

    def _remove_logo(self) -> None:
        self._path, self._logo = None, b""
        self._show()

    def _show(self) -> None:
        shown = "" if self._path is None else self._path.name
        self.chooser.show_style(self.name, shown, self._logo, self.chooser.colour)

    def draft(self) -> dict[str, Any]:
        return {"logo": str(self._path or ""), "colour": self.chooser.colour}

    def restore(self, kept: Mapping[str, Any]) -> None:
        self.forget()
        self.chooser.colour = str(kept.get("colour") or USUAL)
        self._show()
        if kept.get("logo"):
            self.take_logo(Path(kept["logo"]))

    def submit(self) -> None:
        if self.chooser.is_right():
            logo = None if self._path is None else (self._path.name, self._logo)
            self.saved.emit({"accent": self.chooser.colour, "logo": logo})
        else:
            self.chooser.box.control.setFocus()
            self.ensure_visible(self.chooser.messages)

    def focus_first(self) -> None:
        self.chooser.choose_button.setFocus()
