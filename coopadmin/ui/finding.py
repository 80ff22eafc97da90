"""Search everything: what each source finds for a text, and what was found before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from coopadmin.desk.finding import find_everything
from coopadmin.desk.found import (
    ACCOUNT,
    ACTIVITY,
    ASSET,
    CONTAINS,
    DEADLINE,
    ENTRY,
    HOUSEHOLD,
    LETTER_TEXT,
    MEETING,
    OPEN_ITEM,
    PAYMENT,
    PERSON,
    REPORT,
    RESOLUTION,
    SELECTION,
    SENDING,
    Found,
    rank_of,
)
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.palette import Hit, Palette
from coopadmin.ui.pages import PageEntry, Part
from coopadmin.words import N_, _, key_name

Source = Callable[[str], Iterable[Hit]]
PEOPLE, ACTIVITIES, MEETINGS = N_("People"), N_("Activities"), N_("Meetings")
RESOLUTIONS, MONEY, SCREENS = N_("Resolutions"), N_("Money"), N_("Screens")
DEADLINES, HOUSEHOLDS, SELECTIONS = N_("Deadlines"), N_("Households"), N_("Selections")
LETTERS, BOOKS = N_("Letters and e-mail"), N_("Books")
COMMANDS, HELP, RECENT = N_("Commands"), N_("Help"), N_("Found before")
REMEMBERED, PER_GROUP = 5, 6
_SHOWN = {
    PERSON: (PEOPLE, "users"),
    ACTIVITY: (ACTIVITIES, "clock-heart"),
    MEETING: (MEETINGS, "gavel"),
    RESOLUTION: (RESOLUTIONS, "list-check"),
    DEADLINE: (DEADLINES, "hourglass"),
    HOUSEHOLD: (HOUSEHOLDS, "home"),
    SELECTION: (SELECTIONS, "adjustments"),
    OPEN_ITEM: (MONEY, "receipt-euro"),
    PAYMENT: (MONEY, "checks"),
    ACCOUNT: (BOOKS, "book"),
    ASSET: (BOOKS, "book"),
    ENTRY: (BOOKS, "receipt-euro"),
    LETTER_TEXT: (LETTERS, "mail"),
    SENDING: (LETTERS, "mail-forward"),
    REPORT: (SCREENS, "report"),
}


def _rank_of_part(part: Part, page: str, text: str) -> int | None:
    """How well a part fits by its own name, by that of its page, or by what people call it.

    English words are known in every language, because that is what programs often say.
    """
    for title in (_(part.title), f"{_(part.title)} {page}"):
        rank = rank_of(title, text)
        if rank is not None:
            return rank
    known = (
        f"{title} {called}"
        for title, called in (
            (_(part.title), _(part.called) if part.called else ""),
            (part.title, part.called),
        )
    )
    return CONTAINS if any(rank_of(words, text) is not None for words in known) else None


class Finder(QObject):
    """The search of one window; `sources` give what they find, in the order of the groups.

    `here` is the command of Ctrl+F, for pages that have no search of their own.
    """

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        entries: Sequence[PageEntry],
        page: Callable[[str], Page],
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._entries, self._page = window, desk, entries, page
        self._recent: list[Hit] = []
        self.here = QAction(self)
        self.here.setShortcut(QKeySequence("Ctrl+F"))
        self.here.triggered.connect(lambda _on=False: self.open())
        self.palette: Palette | None = None
        self.sources: list[Source] = [self._in_books, self._screens, self._commands]

    def open(self) -> None:
        """Show the line to type in, empty, over the page."""
        if self.palette is None:
            nothing = _("Nothing found. Type fewer words, or only a part of one.")
            self.palette = Palette(self._window, _("Search everything"), self.find, nothing)
            self.palette.closed.connect(self._closed)

    def give_way(self, actions: Iterable[QAction]) -> None:
        """Leave Ctrl+F to a page that searches itself: two commands with one key do nothing."""
        key = self.here.shortcut()
        self.here.setEnabled(all(action.shortcut() != key for action in actions))

    def close(self) -> None:
        """Take it away, because the window shows something else."""
        if self.palette is not None:
            self.palette.close_it()

    def _closed(self) -> None:
        self.palette = None

    def find(self, text: str) -> list[Hit]:
        """What all sources find; for nothing typed, what was found before and the screens."""
        if not text.strip():
            return [*self._recent, *(self._screen(entry, 2) for entry in self._entries)]
        found = [hit for source in self.sources for hit in source(text)]
        # Many texts of letters are called as what one does: doing that comes first.
        found.sort(key=lambda hit: hit.group == LETTERS)
        return [self._kept(hit) for hit in found] or self._newcomer(" ".join(text.split()))

    def _kept(self, hit: Hit) -> Hit:
        """The same, remembered when it is chosen."""

        def run() -> None:
            again = replace(hit, group=RECENT, rank=0)
            others = [old for old in self._recent if old.title != hit.title]
            self._recent = [again, *others][:REMEMBERED]
            hit.run()

        return replace(hit, run=run)

    # Sources.

    def _in_books(self, text: str) -> list[Hit]:
        desk = self._desk
        rows = desk.books.ask(find_everything, text, desk.today(), PER_GROUP)
        hits = [self._found(row) for row in rows]
        if sum(hit.group == PEOPLE for hit in hits) == PER_GROUP:
            title = _("All members with “{text}”").format(text=text.strip())
            go = partial(desk.go, "members", text.strip())
            hits.insert(PER_GROUP, Hit(PEOPLE, title, _("in the list of members"), "search", go))
        return hits

    def _found(self, row: Found) -> Hit:
        group, icon = _SHOWN[row.kind]
        go = partial(self._desk.go, row.page, row.place)
        return Hit(group, row.title, row.note, icon, go, row.rank)

    def _screens(self, text: str) -> list[Hit]:
        hits = []
        for entry in self._entries:
            rank = rank_of(_(entry.title), text)
            if rank is not None:
                hits.append(self._screen(entry, rank))
            for part in entry.parts:
                rank = _rank_of_part(part, _(entry.title), text)
                if rank is not None:
                    go = partial(self._desk.go, entry.name, part.place)
                    hits.append(Hit(SCREENS, _(part.title), _(entry.title), entry.icon, go, rank))
        return sorted(hits, key=lambda hit: hit.rank)

    def _screen(self, entry: PageEntry, rank: int) -> Hit:
        go = partial(self._desk.go, entry.name)
        return Hit(SCREENS, _(entry.title), entry.key, entry.icon, go, rank)

    def _commands(self, text: str) -> list[Hit]:
        hits = []
        for entry in self._entries:
            for command in entry.commands:
                rank = rank_of(f"{_(command.title)} {_(entry.title)}", text)
                if rank is not None:
                    note = " · ".join(filter(None, (_(entry.title), key_name(command.key))))
                    run = partial(self._carry_out, entry.name, _(command.title))
                    hits.append(Hit(COMMANDS, _(command.title), note, "bolt", run, rank))
        return sorted(hits, key=lambda hit: hit.rank)

    def _carry_out(self, name: str, title: str) -> None:
        """Go to a page and do there what its button does, or say why it cannot be done now."""
        self._desk.go(name)
        for action in self._page(name).page_actions():
            if action.text == title:
                if action.why_not:
                    self._desk.note(action.why_not)
                else:
                    action.run()
                return
        self._desk.note(_("This cannot be done now. Finish what is open on this page first."))

    def _newcomer(self, name: str) -> list[Hit]:
        if self._desk.books.read_only or not any(sign.isalpha() for sign in name):
            return []
        run = partial(self._desk.go, "members", ("new", name))
        title = _("New member with this name")
        return [Hit(COMMANDS, title, name, "user-plus", run)]
