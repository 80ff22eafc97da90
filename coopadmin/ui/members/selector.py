"""What the filters of the members page do: whom they take, and selections kept under a name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from coopadmin.desk.selecting import (
    change_selection,
    remove_selection,
    rename_selection,
    save_selection,
)
from coopadmin.kernel.problem import Refused
from coopadmin.members.ready import ReadySelection, ready_selections
from coopadmin.members.selection_rules import EVERYBODY as ALL
from coopadmin.members.selection_rules import Selection
from coopadmin.members.selections import SelectionRow, get_selection, list_selections
from coopadmin.people.own_fields import list_own_fields
from coopadmin.ui.members.filterparts import choices_of
from coopadmin.ui.members.register import (
    APPLICANTS,
    EVERYBODY,
    Choice,
    Taken,
    choice_of,
    is_large,
    states_of,
    take,
)
from coopadmin.words import _

TAKING = "members.take"


class Selector:
    """The filters of one page and the selections of its file."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.list, self.desk = page.list, page.desk
        self._saved = ALL
        bar = self.bar = self.list.filters
        bar.choices_of = partial(choices_of, self.desk.books)
        bar.save_as, bar.rename_to = self.save, self.rename
        bar.selected.connect(self._selected)
        bar.opened.connect(self.open)
        bar.change_wanted.connect(self.change)
        self.list.narrowed.connect(self._compare)
        bar.remove_wanted.connect(self.remove)

    @property
    def selection(self) -> Selection:
        """The filters that are on, without state and search."""
        selection: Selection = self.bar.selection
        return selection

    def books_changed(self) -> None:
        """The menus anew: another month, or selections and own fields that came or went."""
        fields = self.desk.books.ask(list_own_fields, in_use=True)
        self.bar.offer([field.name for field in fields])
        rows = [row for row in self.desk.books.ask(list_selections) if row.understood]
        self.bar.show_saved(ready_selections(self.desk.today()), rows)
        if self.bar.name:
            found = [row.selection for row in rows if row.name == self.bar.name]
            self.bar.show_selection(self.selection, self.bar.name if found else "")
            self._saved = found[0] if found else ALL
            self._compare()

    def arrived(self, taken: Taken) -> None:
        """A register was loaded; where the filters have become others since, these are asked."""
        self.books_changed()
        if taken.selection != self.selection:
            self._selected(self.selection)
        elif taken.problems:
            self._page.messages.show_problems(taken.problems)

    def open(self, chosen: ReadySelection | SelectionRow) -> None:
        """Show whom it takes: its state, its words to search for, and its filters."""
        wanted = chosen.selection
        state = choice_of(wanted.status)
        rest = replace(wanted, text="", status=() if state else wanted.status)
        self.list.choice = state or EVERYBODY
        self._saved = wanted
        self.bar.show_selection(rest, chosen.name if isinstance(chosen, SelectionRow) else "")
        if self.list.search.text() != wanted.text:
            self.list.search.setText(wanted.text)
        self._selected(rest)
        self.list.table.setFocus()

    def open_key(self, key: str) -> None:
        """Show one of those that every file has, by its key."""
        for each in ready_selections(self.desk.today()):
            if each.key == key:
                self.open(each)

    def open_named(self, name: str) -> None:
        """Show the saved one of this name; a sentence where there is none any more."""
        self._page.messages.clear()
        try:
            self.open(self.desk.books.ask(get_selection, name))
        except Refused as refused:
            self._page.messages.show_problems(refused.problems)

    def whole(self) -> Selection:
        """The filters with the state and the words that are searched for, as they are saved."""
        status = tuple(sorted(self.selection.status)) or states_of(self.list.choice)
        return replace(self.selection, text=self.list.search.text().strip(), status=status)

    def save(self, name: str) -> None:
        """Keep the filters under a name. Raises Refused."""
        self.desk.books.do(save_selection, name, self.whole())
        self._named(name)

    def rename(self, name: str) -> None:
        """Another name for the one that is shown. Raises Refused."""
        self.desk.books.do(rename_selection, self.bar.name, name)
        self._named(name)

    def change(self) -> None:
        """The one that is shown takes from now on whom these filters take."""
        if self._page.do(change_selection, self.bar.name, self.whole()):
            self._named(self.bar.name)

    def remove(self) -> None:
        """The one that is shown goes; its filters stay on."""
        self._page.do(remove_selection, self.bar.name)

    def _named(self, name: str) -> None:
        self._saved = self.whole()
        self.bar.show_selection(self.selection, " ".join(name.split()))

    def _compare(self) -> None:
        """Say whether state, search and filters are still those that were saved."""
        saved = replace(self._saved, status=tuple(sorted(self._saved.status)))
        self.bar.set_changed(bool(self.bar.name) and self.whole() != saved)

    def _selected(self, selection: Selection) -> None:
        if self.list.choice.status == APPLICANTS:
            self.list.choice = Choice()
        day = self._page.day or self.desk.today()
        if is_large(self.desk.books, day):
            task = self.desk.runner.run(
                take, self.desk.books, day, selection, key=TAKING, title=_("Selecting members")
            )
            task.done.connect(self._show)
        else:
            self._show(take(self.desk.books, day, selection))

    def _show(self, taken: Taken) -> None:
        self._page.messages.clear()
        if taken.problems:
            self._page.messages.show_problems(taken.problems)
        self.list.show_taken(taken)
