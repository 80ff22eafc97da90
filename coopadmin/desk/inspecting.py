"""What the audit committee takes along beside its papers: receipts, and a copy to look at."""

from __future__ import annotations

from pathlib import Path
from stat import S_IREAD

from coopadmin.attachments.queries import attachments_of, content_of, logo_of
from coopadmin.kernel.problem import Problem
from coopadmin.ledger.audit import USUAL_SIZE, AuditFacts, audit_of_year
from coopadmin.ledger.audit_paper import audit_paper
from coopadmin.ledger.model import Entry
from coopadmin.ledger.papers import Printing
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.store.backup import copy_checked


def print_audit(
    books: Books, path: Path, label: str, language: str, seed: int, size: int = USUAL_SIZE
) -> tuple[Problem, ...]:
    """Write the papers of the committee; gives what the reader should know. Raises Refused."""
    facts = books.ask(audit_of_year, label, seed, size, books.revision, books.today())
    built = audit_paper(facts, Printing(language, books.ask(logo_of)))
    write_whole(path, built.pdf)
    return built.problems


def save_receipts(books: Books, facts: AuditFacts, folder: Path) -> int:
    """Write the receipts of the sample under the number of their booking; gives how many."""
    folder.mkdir(parents=True, exist_ok=True)
    files = books.ask(attachments_of, Entry.__tablename__)
    written = 0
    for each in facts.sample:
        for place, file in enumerate(files.get(each.id, ()), 1):
            name = f"{each.number}-{place}{Path(file.name).suffix}"
            write_whole(folder / name, books.ask(content_of, file.id))
            written += 1
    return written


def copy_to_inspect(books: Books, target: Path) -> None:
    """Write a copy of the file that is marked read-only, so that it opens to be looked at.

    The file itself stays as it is. Raises Refused when the target is there already.
    """
    copy_checked(books.path, target, books.key)
    target.chmod(S_IREAD)
