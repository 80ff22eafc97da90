"""While somebody new is typed: who is in the file already under that name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coopadmin.members.queries import memberships_of
from coopadmin.people.queries import PersonRow, find_people
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import INFO, Messages
from coopadmin.ui.members.labels import number_shown
from coopadmin.words import _

KNOWN_MS = 350
_NAME_FIELDS = ("call_name", "surname", "organisation_name")


class KnownPeople(QObject):
    """Watches the name in a form; offers to `look_at` a member or to `take` a person we know.

    `words` are on the button that takes.
    """

    def __init__(
        self,
        desk: Desk,
        form: Form,
        look_at: Callable[[int], object],
        take: Callable[[int], object],
        words: str,
    ) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._look_at, self._take, self._words = look_at, take, words
        self._told: tuple[int, ...] = ()
        self._found = Messages()
        form.body.insertWidget(1, self._found)
        pause = QTimer(form)
        pause.setSingleShot(True)
        pause.setInterval(KNOWN_MS)
        pause.timeout.connect(self._look)
        form.edited.connect(lambda name: pause.start() if name in _NAME_FIELDS else None)

    def _look(self) -> None:
        people = self._resembling()
        ids = tuple(person.id for person in people)
        if ids == self._told:
            return
        self._told = ids
        self._found.clear()
        for person in people[:2]:
            self._tell(person)

    def _resembling(self) -> list[PersonRow]:
        form = self._form
        names = [str(form.box(name).text()).strip() for name in _NAME_FIELDS]
        last = names[2] if form.box("organisation_name").isVisible() else names[1]
        if len(last) < 3 or (last == names[1] and not names[0]):
            return []
        first = "" if last == names[2] else names[0]
        return self._desk.books.ask(find_people, f"{first} {last}", limit=3)

    def _tell(self, person: PersonRow) -> None:
        members = self._desk.books.ask(memberships_of, person.id, self._desk.today())
        place = f", {person.address}" if person.address else ""
        running = next((row for row in members if row.until is None), None)
        if running is not None:
            words = _("{name} is a member already: {number}{place}.").format(
                name=person.name, number=number_shown(running.number), place=place
            )
            number = running.membership_id
            action = Action(_("Look"), lambda: self._look_at(number))
        else:
            words = _("{name} is in the file already{place}.").format(name=person.name, place=place)
            action = Action(self._words, lambda: self._take(person.id))
        self._found.show_message(INFO, words, "", [action])
