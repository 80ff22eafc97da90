"""Making letters and labels in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from coopadmin.attachments.queries import logo_of
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.queries import get_sending
from coopadmin.correspondence.recipients import Message, Plan, Written
from coopadmin.correspondence.report import LetterLook, labels, letters
from coopadmin.correspondence.rules import EMAIL, LETTER
from coopadmin.desk.letters import Wording, sending_of, write
from coopadmin.kernel.problem import N_, refuse
from coopadmin.paper import Built, LabelSheet
from coopadmin.paper.output import write_whole
from coopadmin.store import Books


@dataclass(frozen=True)
class Envelope:
    """How letters are printed: the window of the envelope at the right, all letters large."""

    window_right: bool = False
    large: bool = False


def print_letters(books: Books, path: Path, number: int, envelope: Envelope) -> Built:
    """Write all letters of a sending into one PDF, the whole file or nothing.

    Raises Refused when there are none, or when it cannot be written.
    """
    title = books.ask(get_sending, number).name
    wording, plan = books.ask(sending_of, number)
    built = letters(
        title,
        books.ask(write, wording, _some(plan, LETTER), books.today()),
        books.ask(_look, books, wording, envelope),
    )
    write_whole(path, built.pdf)
    return built


def print_one(
    books: Books, wording: Wording, message: Message, envelope: Envelope
) -> tuple[Built, Written]:
    """One message as it will be, for a preview."""
    (written,) = books.ask(write, wording, [message], books.today())
    look = books.ask(_look, books, wording, envelope)
    return letters(written.subject, [written], look), written


def print_labels(
    books: Books, path: Path, number: int, sheet: LabelSheet, skipped: int = 0
) -> Built:
    """Write a label for every letter of a sending. Raises Refused as `print_letters`."""
    title = books.ask(get_sending, number).name
    wording, plan = books.ask(sending_of, number)
    look = books.ask(_look, books, wording, Envelope())
    built = labels(title, _some(plan, LETTER), sheet, look, skipped)
    write_whole(path, built.pdf)
    return built


def addresses_of(session: Session, number: int) -> list[str]:
    """Where the e-mails of a sending go. Raises Refused when there are none."""
    return [each.sent_to for each in _some(sending_of(session, number)[1], EMAIL)]


def _some(plan: Plan, way: str) -> list[Message]:
    found = plan.of_way(way)
    if not found:
        sentence = {
            LETTER: N_("Nobody gets this by letter."),
            EMAIL: N_("Nobody gets this by e-mail."),
        }[way]
        raise refuse("letters.none_of_way", sentence)
    return found


def _look(session: Session, books: Books, wording: Wording, envelope: Envelope) -> LetterLook:
    return LetterLook(
        get_cooperative(session),
        logo_of(session),
        books.today(),
        wording.language,
        envelope.window_right,
        envelope.large,
    )
