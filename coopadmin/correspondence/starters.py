"""The start set: a text for every occasion, in Dutch and in English, that goes with the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coopadmin.correspondence.rules import OCCASIONS, OWN
from coopadmin.words import _, speaking

FOLDER = Path(__file__).parents[2] / "resources" / "letters"


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A text to choose; `ours` where it was written or changed here, `started` if in the start set.

    `occasion` is a token of OCCASIONS. Those of the start set have it as their code.
    """

    code: str
    language: str
    occasion: str
    name: str
    subject: str
    body: str
    ours: bool = False
    started: bool = False

    @property
    def subject_to_read(self) -> str:
        """The subject with the names of its fields, without their brackets."""
        return self.subject.replace("{{ ", "").replace(" }}", "")


@cache
def start_set() -> Mapping[tuple[str, str], TemplateRow]:
    """By code and language; a file begins with its subject, then a blank line, then the text."""
    found = {}
    for path in sorted(FOLDER.glob("*/*.txt")):
        subject, _blank, body = path.read_text(encoding="utf-8").partition("\n\n")
        code, language = path.stem, path.parent.name
        with speaking(language):
            name = _(OCCASIONS[code if code in OCCASIONS else OWN].title)
        found[code, language] = TemplateRow(
            code, language, code, name, subject.strip(), body.strip(), started=True
        )
    return found
