"""Tables of tasks and longer terms for accounts, and of people who were erased."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text, reference

TASK = personal("interest", "books", "nothing")
WHO = personal("interest", "books", "“Oud-lid” and the member number")
IN_BOOKS = personal("legal", "books", "nothing")


class OwnTask(Stored):
    """Something that somebody wants done; `number` is never given twice."""

    __tablename__ = "own_task"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text, info=TASK)
    due: Mapped[date | None]
    who: Mapped[str] = mapped_column(Text, default="", info=WHO)
    note: Mapped[str] = mapped_column(Text, default="", info=TASK)


class TaskMark(Stored):
    """One task, own or of a rule, that was ticked off by somebody or put off until a day.

    `code` and `about` are those of `rules.TaskKey`; `about` can hold the name of a director.
    """

    __tablename__ = "task_mark"
    __table_args__ = (UniqueConstraint("code", "about"),)

    code: Mapped[str] = plain_text()
    about: Mapped[str] = mapped_column(Text, default="", info=TASK)
    title: Mapped[str] = mapped_column(Text, info=TASK)
    done_on: Mapped[date | None]
    done_by: Mapped[str] = mapped_column(Text, default="", info=WHO)
    put_off_until: Mapped[date | None]


class Erasure(Stored):
    """Somebody who was erased: how far (`desk.erase_rules`), when, and what the books still keep.

    The person is called a former member everywhere else; `name` and `iban` stand here for who
    checks the books, until the longest term ends on `kept_until`.
    """

    __tablename__ = "erasure"
    __table_args__ = (UniqueConstraint("person_id"), UniqueConstraint("number"))

    number: Mapped[int]
    person_id: Mapped[int] = reference("person.id", index=False)
    step: Mapped[str] = plain_text()
    erased_on: Mapped[date]
    kept_until: Mapped[date | None]
    name: Mapped[str] = mapped_column(Text, default="", info=IN_BOOKS)
    iban: Mapped[str] = mapped_column(Text, default="", info=IN_BOOKS)


class ExtendedTerm(Stored):
    """The members gave more months for the accounts of a book year."""

    __tablename__ = "extended_term"
    __table_args__ = (UniqueConstraint("book_year"),)

    book_year: Mapped[str] = plain_text()
    months: Mapped[int]
    decided_on: Mapped[date]
