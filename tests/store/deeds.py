"""Small operations over persons, to try the store with."""

from __future__ import annotations

from typing import Any

from coopadmin.annual.model import ReportText
from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.people.model import Person
from coopadmin.store.model import Lock
from coopadmin.store.work import UndoneBy, Work, operation

BLANK: dict[str, Any] = {
    column.key: "" if column.type.python_type is str else None
    for column in Person.__table__.columns
    if column.key != "id"
} | {"nature": "natural", "convocation_by": "letter", "large_print": False}


@operation("test.add", N_("Add person"))
def add(work: Work, /, surname: str, **fields: Any) -> int:
    work.about = surname
    return work.add(Person(surname=surname, sort_key=surname.lower(), **fields)).id


@operation("test.change", N_("Change person"))
def change(work: Work, /, person_id: int, **fields: Any) -> None:
    person = work.get(Person, person_id)
    for name, value in fields.items():
        setattr(person, name, value)


@operation("test.remove", N_("Remove person"))
def remove(work: Work, person_id: int) -> None:
    work.remove(work.get(Person, person_id))


@operation("test.many", N_("Add persons"))
def add_many(work: Work, surnames: list[str]) -> list[int]:
    return work.add_many(
        Person, [{**BLANK, "surname": name, "sort_key": name.lower()} for name in surnames]
    )


@operation("test.rename", N_("Rename persons"))
def rename_many(work: Work, names: dict[int, str]) -> None:
    work.change_many(Person, [{"id": key, "surname": name} for key, name in names.items()])


@operation("test.rename_and_note", N_("Rename and note"))
def rename_and_note(work: Work, renamed: int, noted: int, note: str) -> None:
    person = work.get(Person, noted)
    work.change_many(Person, [{"id": renamed, "surname": "Renamed"}])
    person.note = note


@operation("test.weed", N_("Take one out and note"))
def weed(work: Work, gone: int, noted: int, note: str) -> None:
    person = work.get(Person, noted)
    work.remove_many(Person, [gone])
    person.note = note


@operation(
    "test.send", N_("Send a letter"), undone_by=UndoneBy(never=N_("A letter that left stays out."))
)
def send(work: Work, person_id: int) -> None:
    work.get(Person, person_id).note = "sent"


@operation("test.lock", N_("Lock"))
def lock(work: Work, kind: str, key: str, reason: str) -> None:
    work.lock(kind, key, reason)


@operation("test.unlock", N_("Unlock"))
def unlock(work: Work, lock_id: int) -> None:
    work.remove(work.get(Lock, lock_id))


@operation("test.write", N_("Write"))
def write(work: Work, year: str, words: str) -> int:
    return work.add(ReportText(book_year=year, section="preface", language="nl", text=words)).id


@operation("test.rewrite", N_("Rewrite"))
def rewrite(work: Work, text_id: int, words: str) -> None:
    work.get(ReportText, text_id).text = words


@operation("test.rewrite_many", N_("Rewrite all"))
def rewrite_many(work: Work, text_id: int, words: str) -> None:
    work.change_many(ReportText, [{"id": text_id, "text": words}])


@operation("test.move", N_("Move to the next year"))
def move_to_next_year(work: Work, rewritten: int, moved: int) -> None:
    text = work.get(ReportText, moved)
    work.change_many(ReportText, [{"id": rewritten, "text": "New words."}])
    text.book_year = "2026"


@operation("test.doubt", N_("Do something odd"))
def doubt(work: Work) -> None:
    work.check([question("odd", N_("Is this really so?"))])
    add(work, "Odd")


@operation("test.refuse", N_("Refuse"))
def refused(work: Work) -> None:
    add(work, "Half done")
    work.session.flush()
    work.check([Problem("a", "First."), Problem("b", "Second.")])


@operation("test.around", N_("Go around the audit"))
def around(work: Work, statement: Any) -> None:
    work.session.execute(statement)
