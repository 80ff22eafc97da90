"""Audit files for the screen: the jobs that read, try, take over and save, with frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopadmin.desk.lists import Saved
from coopadmin.desk.takeover import (
    Takeover,
    TakeoverPlan,
    known_accounts,
    plan_takeover,
    take_over_books,
)
from coopadmin.formats.auditfile_reading import ReadAuditFile, read_audit_file
from coopadmin.formats.auditfile_writing import audit_file_as_xml
from coopadmin.formats.encodings import read_bytes
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ledger.auditfile import audit_file_of
from coopadmin.ledger.mapping import Known
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.words import speaking


@dataclass(frozen=True)
class TriedBooks:
    """The books of a file, and what beginning with them would do.

    Without `plan` it cannot be, for the reasons in `problems`; with one they say why only the
    closing balance can be taken.
    """

    path: Path
    read: ReadAuditFile
    wanted: Takeover
    plan: TakeoverPlan | None
    problems: tuple[Problem, ...]
    known: tuple[Known, ...]


def open_audit_file(books: Books, path: Path) -> TriedBooks:
    """Read a file and try it as a whole, else its closing balance. Raises Refused."""
    read = read_audit_file(read_bytes(path), path.name)
    whole = _tried(books, path, read, Takeover(read.file))
    if whole.plan is not None:
        return whole
    closing = _tried(books, path, read, Takeover(read.file, closing=True))
    return whole if closing.plan is None else _with_problems(closing, whole.problems)


def try_takeover(
    books: Books, opened: TriedBooks, closing: bool, accounts: Mapping[str, str]
) -> TriedBooks:
    """The same file with other wishes; of a closing balance also why it cannot be the whole."""
    wanted = Takeover(opened.read.file, closing, accounts)
    tried = _tried(books, opened.path, opened.read, wanted)
    if not closing or tried.plan is None:
        return tried
    whole = _tried(books, opened.path, opened.read, Takeover(opened.read.file, False, accounts))
    return _with_problems(tried, whole.problems)


def take_over(books: Books, wanted: Takeover) -> TakeoverPlan:
    """Begin the books with the file. Raises Refused."""
    return books.do(take_over_books, wanted)


def save_audit_file(books: Books, label: str, version: str, path: Path, language: str) -> Saved:
    """Write the audit file of a book year, whole or not at all. Raises Refused."""
    with speaking(language):
        audit = books.ask(audit_file_of, label, books.today())
        content = audit_file_as_xml(audit, version)
    write_whole(path, content)
    return Saved(path, audit.totals.lines)


def _tried(books: Books, path: Path, read: ReadAuditFile, wanted: Takeover) -> TriedBooks:
    known = tuple(books.ask(known_accounts))
    try:
        plan = books.ask(plan_takeover, wanted)
    except Refused as refused:
        return TriedBooks(path, read, wanted, None, refused.problems, known)
    return TriedBooks(path, read, wanted, plan, (), known)


def _with_problems(tried: TriedBooks, problems: tuple[Problem, ...]) -> TriedBooks:
    return TriedBooks(tried.path, tried.read, tried.wanted, tried.plan, problems, tried.known)
