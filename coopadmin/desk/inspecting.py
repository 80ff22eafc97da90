"""What the audit committee takes along beside its papers: receipts, and a copy to look at."""

from __future__ import annotations

from pathlib import Path
from stat import S_IREAD

from coopadmin.attachments.queries import attachments_of, content_of
from coopadmin.ledger.audit import AuditFacts
from coopadmin.ledger.model import Entry
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.store.backup import copy_checked


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
