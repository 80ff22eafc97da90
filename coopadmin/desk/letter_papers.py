"""Making letters and labels in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from coopadmin.attachments.queries import logo_of
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.queries import get_sending, list_sent
from coopadmin.correspondence.report import LetterLook, labels, letters
from coopadmin.correspondence.rules import LETTER, WAITING
from coopadmin.correspondence.service import note_done
from coopadmin.desk.letters import Envelope, Wording, messages_by, sending_of, write
from coopadmin.kernel.problem import Problem
from coopadmin.paper import Built, LabelSheet
from coopadmin.paper.output import write_whole
from coopadmin.store import Books


def print_letters(books: Books, path: Path, number: int, envelope: Envelope) -> Built:
    """Write all letters of a sending into one PDF, the whole file or nothing.

    Raises Refused when there are none, or when it cannot be written.
    """
    title = books.ask(get_sending, number).name
    wording, plan = books.ask(sending_of, number)
    built = letters(
        title,
        books.ask(write, wording, messages_by(plan, LETTER), books.today()),
        books.ask(_look, books, wording, envelope),
    )
    write_whole(path, built.pdf)
    return built


def letters_job(books: Books, number: int, path: Path, envelope: Envelope) -> tuple[Problem, ...]:
    """Write the letters and note them as printed; gives what the reader should know."""
    built = print_letters(books, path, number, envelope)
    if any(row.way == LETTER and row.result == WAITING for row in books.ask(list_sent, number)):
        books.do(note_done, number, LETTER)
    return built.problems


def labels_job(
    books: Books, number: int, path: Path, sheet: LabelSheet, skipped: int
) -> tuple[Problem, ...]:
    """Write the labels; gives what the reader should know."""
    return print_labels(books, path, number, sheet, skipped).problems


def print_labels(
    books: Books, path: Path, number: int, sheet: LabelSheet, skipped: int = 0
) -> Built:
    """Write a label for every letter of a sending. Raises Refused as `print_letters`."""
    title = books.ask(get_sending, number).name
    wording, plan = books.ask(sending_of, number)
    look = books.ask(_look, books, wording, Envelope())
    built = labels(title, messages_by(plan, LETTER), sheet, look, skipped)
    write_whole(path, built.pdf)
    return built


def _look(session: Session, books: Books, wording: Wording, envelope: Envelope) -> LetterLook:
    return LetterLook(
        get_cooperative(session),
        logo_of(session),
        books.today(),
        wording.language,
        envelope.window_right,
        envelope.large,
    )
