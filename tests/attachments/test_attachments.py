"""Files in the books: kept once, linked and unlinked, undone, swept, and checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.orm import Session

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.attachments.queries import content_of, list_attachments, logo_of, room_taken
from coopadmin.attachments.rules import NewAttachment, Owner, kept_name
from coopadmin.attachments.service import attach, detach, remove_logo, set_logo
from coopadmin.desk.check_books import check_books
from coopadmin.desk.task_queries import task_facts
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from coopadmin.store.engine import connect
from tests.fixtures import NOW

PDF = b"%PDF-1.7\nDe huur van het dorpshuis"
Undone = Callable[[Callable[[], Any]], Any]


def drawn(size: tuple[int, int] = (60, 40), form: str = "PNG", colour: str = "#B9740F") -> bytes:
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, form)
    return written.getvalue()


@pytest.fixture
def owner(books: Books) -> Owner:
    return Owner("activity", books.do(add_activity, NewActivity("Dorpsbus", "transport")))


def refused(books: Books, *call: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [problem.code for problem in raised.value.problems]


def test_a_file_is_attached_taken_away_and_both_are_undone(
    books: Books, owner: Owner, undone: Undone
) -> None:
    new = NewAttachment(owner, "Huur 2026.PDF", PDF, date(2026, 1, 5))
    made = undone(lambda: books.do(attach, new))
    (row,) = books.ask(list_attachments, owner)
    assert (row.name, row.kind, row.size) == ("Huur 2026.pdf", "pdf", len(PDF))
    assert row.dated == date(2026, 1, 5)
    assert books.ask(content_of, made) == PDF
    undone(lambda: books.do(detach, made))
    assert books.ask(list_attachments, owner) == []
    books.undo()
    assert books.ask(content_of, made) == PDF


def test_the_same_content_is_kept_once(books: Books, owner: Owner) -> None:
    for name in ("een.pdf", "twee.pdf"):
        books.do(attach, NewAttachment(owner, name, PDF))
    assert books.ask(room_taken) == len(PDF)
    assert books.ask(task_facts, date(2026, 3, 3)).attached == len(PDF), "the home page is told"
    first, second = books.ask(list_attachments, owner)
    books.do(detach, first.id)
    assert books.ask(content_of, second.id) == PDF


def test_no_content_stands_in_the_history(books: Books, owner: Owner) -> None:
    books.do(detach, books.do(attach, NewAttachment(owner, "huur.pdf", PDF)))

    def images(session: Session) -> str:
        rows = session.execute(
            text("SELECT coalesce(before, '') || coalesce(after, '') FROM change")
        )
        return "".join(row[0] for row in rows)

    assert "dorpshuis" not in books.ask(images)


def test_what_is_no_document_or_too_large_is_refused(books: Books, owner: Owner) -> None:
    wrong = ("spel.pdf", b"MZ\x90\x00"), ("leeg.pdf", b""), ("groot.pdf", PDF + bytes(11 * 2**20))
    codes = [refused(books, attach, NewAttachment(owner, name, content)) for name, content in wrong]
    assert codes == [["attachment.kind"], ["attachment.empty"], ["attachment.large"]]
    assert books.ask(room_taken) == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Temp\nota.exe", "nota.pdf"),
        ("verslag 2.0 concept", "verslag 2.0 concept.pdf"),
        ("Notulen: maart?.PDF", "Notulen maart.pdf"),
        ("...", "bijlage.pdf"),
    ],
)
def test_a_file_is_called_after_what_it_is(name: str, kept: str) -> None:
    assert kept_name(name, "pdf") == kept


def test_the_owner_cannot_be_undone_while_a_file_belongs_to_it(books: Books, owner: Owner) -> None:
    made = books.do(attach, NewAttachment(owner, "huur.pdf", PDF))
    adding = books.ask(lambda session: session.execute(
        text("SELECT id FROM done WHERE code = 'activities.add'")).scalar_one())  # fmt: skip
    with pytest.raises(Refused) as raised:
        books.undo(adding)
    assert raised.value.problems[0].code == "undo.used"
    books.do(detach, made)
    books.undo(adding)


def test_what_was_taken_away_is_swept_after_its_term_and_then_stays_away(
    books: Books, owner: Owner
) -> None:
    made = books.do(attach, NewAttachment(owner, "huur.pdf", PDF))
    books.do(detach, made)
    taking = books.ask(lambda session: session.execute(
        text("SELECT id FROM done ORDER BY sequence DESC LIMIT 1")).scalar_one())  # fmt: skip
    books.clock = lambda: NOW + timedelta(days=89)
    other = books.do(attach, NewAttachment(owner, "logo.png", drawn()))
    assert books.ask(room_taken) == len(PDF) + len(drawn())
    books.clock = lambda: NOW + timedelta(days=91)
    books.do(detach, other)
    assert books.ask(room_taken) == len(drawn()), "that one was taken away just now"
    with pytest.raises(Refused) as raised:
        books.undo(taking)
    assert raised.value.problems[0].code == "undo.swept"


def test_a_damaged_content_is_found_by_the_check(books: Books, owner: Owner) -> None:
    made = books.do(attach, NewAttachment(owner, "huur.pdf", PDF))
    engine = connect(books.path)
    with engine.begin() as connection:
        connection.execute(text("UPDATE attachment_content SET content = x'00'"))
    assert [each.code for each in check_books(books)] == ["check.attachment"]
    with engine.begin() as connection:
        connection.execute(text("UPDATE attachment_content SET content = :was"), {"was": PDF})
        connection.execute(text("UPDATE attachment SET owner_id = 1"))
    assert "check.attachment_owner" in [each.code for each in check_books(books)]
    with engine.begin() as connection:
        connection.execute(text("UPDATE attachment SET owner_id = :id"), {"id": owner.id})
    engine.dispose()
    assert books.ask(content_of, made) == PDF


def test_a_logo_is_chosen_replaced_and_taken_away(books: Books, undone: Undone) -> None:
    assert books.ask(logo_of) == b""
    undone(lambda: books.do(set_logo, "merk.png", drawn()))
    assert books.ask(logo_of) == drawn()
    undone(lambda: books.do(set_logo, "merk.jpg", drawn(form="JPEG")))
    assert books.ask(logo_of) == drawn(form="JPEG")
    undone(lambda: books.do(remove_logo))
    assert books.ask(logo_of) == b""


def test_a_large_logo_is_scaled_and_another_kind_is_refused(books: Books) -> None:
    books.do(set_logo, "merk.png", drawn((3000, 1500)))
    with Image.open(BytesIO(books.ask(logo_of))) as kept:
        assert kept.size == (1200, 600)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert refused(books, set_logo, "merk.svg", svg) == ["logo.kind"]
    assert refused(books, set_logo, "merk.png", b"MZ") == ["attachment.kind"]
