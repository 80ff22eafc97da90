"""The last step: who begins, where the file is made and where its backups go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from coopadmin.cooperative.names import name_ending
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.choosing import SUFFIX, file_to_make, folder_to_use
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.fields import Field, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.program import Program
from coopadmin.words import N_, _

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST_NAME = 80

PLACE_PARTS: tuple[Part, ...] = (
    Field(
        "who",
        N_("Your name"),
        width=320,
        hint=N_("It stands beside everything you change. It is no password."),
    ),
    Section(),
    Field(
        "path",
        N_("The file"),
        width=680,
        hint=N_("Everything is in this one file. Keep it where only the board can get at it."),
    ),
    Field(
        "backup_folder",
        N_("Backups"),
        width=680,
        hint=N_("A copy every day. Best on another disk or a stick."),
    ),
)


class PlaceStep(Form):
    """Who begins, where the file is made and where its backups go."""

    def __init__(self, program: Program, today: date) -> None:
        super().__init__(PLACE_PARTS, self._checked, today, cancel=False)
        self._program = program
        self._suggested, self._suggested_folder = "", ""
        self.show_footer(False)
        self.box("path").add_beside(Button(_("Choose…"), self._choose_path))
        self.box("backup_folder").add_beside(Button(_("Choose…"), self._choose_folder))
        self.set_values({"who": program.preferences().who})

    def suggest(self, name: str) -> None:
        """Fill in a place for the file of this name, unless the person chose one."""
        path = free_path(self._program.documents(), file_name(name))
        if self.box("path").text() in ("", self._suggested):
            self._suggested = str(path)
            self.box("path").set_text(self._suggested)
        kept = self._program.preferences().backup_folder
        folder = kept or str(self._program.usual_backup_folder(path))
        if self.box("backup_folder").text() in ("", self._suggested_folder):
            self._suggested_folder = folder
            self.box("backup_folder").set_text(folder)

    def _choose_path(self) -> None:
        chosen = file_to_make(self, _("Where the file is made"), Path(self.box("path").text()))
        if chosen is not None:
            self.box("path").set_text(str(chosen))

    def _choose_folder(self) -> None:
        there = Path(self.box("backup_folder").text())
        chosen = folder_to_use(self, _("A folder for backups"), there)
        if chosen is not None:
            self.box("backup_folder").set_text(str(chosen))

    def _checked(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> dict[str, Any]:
        path = Path(values["path"]).expanduser()
        problems = []
        if not path.is_absolute():
            problems.append(
                Problem("start.path", N_("Type the whole path, or choose."), {}, "path")
            )
        elif path.exists():
            sentence = N_("There is a file of this name already. Choose another name.")
            problems.append(Problem("start.exists", sentence, {}, "path"))
        folder = Path(values["backup_folder"]).expanduser()
        if not folder.is_absolute():
            sentence = N_("Type the whole path, or choose.")
            problems.append(Problem("start.folder", sentence, {}, "backup_folder"))
        if problems:
            raise Refused(problems)
        whole = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        who = " ".join(values["who"].split())
        return {"who": who, "path": whole, "backup_folder": folder}


def file_name(name: str) -> str:
    """The name of a legal person as the name of a file, without its W.A., B.A. or U.A."""
    bare = name.strip()
    if name_ending(bare):
        bare = re.sub(r"[\s,(]+[wbu][\s.]*a[\s.)]*$", "", bare, flags=re.IGNORECASE) or bare
    bare = " ".join(_NOT_IN_NAMES.sub(" ", bare).split())[:LONGEST_NAME].strip(" .")
    return bare or "Coopadmin"


def free_path(folder: Path, stem: str) -> Path:
    """A path in the folder that no file has yet."""
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path
