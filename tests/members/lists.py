"""Lists of members for tests, written as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coopadmin.formats.headings import choose_columns, propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.members.importing import ListImport
from coopadmin.members.plan import ImportPlan
from coopadmin.members.reading import import_members, plan_import
from coopadmin.store import Books

NOTHING: Mapping[str, str] = {}


class Lists:
    """Writes lists into a folder and reads them into the books."""

    def __init__(self, folder: Path, books: Books) -> None:
        self.folder = folder
        self.books = books

    def wanted(
        self, *lines: str, choices: Mapping[str, str] = NOTHING, strict: bool = False
    ) -> ListImport:
        """A list with these lines, the first being the headings; `choices` map columns by hand."""
        path = self.folder / "leden.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        sheet = read_list(path)
        mapping = choose_columns(sheet, propose_mapping(sheet), choices)
        return ListImport(sheet, mapping, strict=strict)

    def read(self, *lines: str, choices: Mapping[str, str] = NOTHING) -> ImportPlan:
        return self.books.do(import_members, self.wanted(*lines, choices=choices))

    def plan(self, *lines: str, choices: Mapping[str, str] = NOTHING) -> ImportPlan:
        wanted = self.wanted(*lines, choices=choices)
        return self.books.ask(plan_import, wanted, self.books.today())


def outcomes(plan: ImportPlan) -> list[str]:
    """What happened with each line, with the codes of the reasons."""
    return [
        " ".join([line.outcome, *(reason.code.removeprefix("line.") for reason in line.reasons)])
        for line in plan.lines
    ]
