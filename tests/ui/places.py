"""Every place one can look at: all pages and their parts, forms open, sections of settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coopadmin.ledger.booking import BY_HAND
from coopadmin.ledger.posted import Wanted, list_posted
from coopadmin.ui.ledger.takeover import TakeoverScreen
from coopadmin.ui.window import MainWindow


@dataclass(frozen=True)
class Place:
    """A part of a page; `show` brings a page that is shown already there."""

    page: str
    part: str = ""
    show: Callable[[Any], object] | None = None

    @property
    def name(self) -> str:
        return f"{self.page}-{self.part}" if self.part else self.page


def _meeting(day: str, view: str = "") -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.visit(day)
        if view:
            page.show_view(view)

    return show


def _visit(place: object) -> Callable[[Any], object]:
    return lambda page: page.visit(place)


def _capital(then: Callable[[Any], object]) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.show_capital()
        then(page.capital)

    return show


def _added(section: str) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.visit(section)
        page.section(section).add()

    return show


def _more(which: str) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.visit(("more", which))
        page.part("more").add_row()

    return show


def _let_go(credited: bool) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.show_charges()
        page.charges.let_go(credited)

    return show


def _privacy(part: str, adds: bool = False) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.visit(f"privacy {part}")
        if adds:
            page.section("privacy").shown.add()

    return show


def _note_many(page: Any) -> None:
    page.visit("privacy consents")
    part = page.section("privacy").shown
    part.note_many(part.table.shown_rows()[-1])


def _about_a_member(what: str) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.visit(1)
        page.edit(what)

    return show


def _budget(deed: str) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.visit("budget")
        getattr(page.part("budget"), deed)()

    return show


def _explained(page: Any) -> None:
    page.visit("income")
    part = page.part("income")
    part.table.choose("expense transport")
    part.explain_row()


def _filtered(page: Any) -> None:
    page.visit("ready unseen")
    page.list.filters.ask("age")


def _opening_balance(page: Any) -> None:
    page.show_books()
    page.begin_books()


def _take_over(page: Any) -> None:
    page.show_books()
    page.begin_books(TakeoverScreen)


def _book_otherwise(page: Any) -> None:
    page.visit("income")
    lines = page.desk.books.ask(list_posted, Wanted(page.year().label))
    page.change_entry(next(line.entry_id for line in lines if line.source in BY_HAND))


CAME, TO_COME = "2025-05-22", "2026-05-22"
SECTIONS = (
    "cooperative", "statutes", "officers", "kinds", "own_fields", "chart", "deadlines", "privacy",
    "rates", "mail",
    "style", "documents", "who", "backup", "appearance",
)  # fmt: skip
ADDED_TO = ("officers", "kinds", "own_fields", "chart", "deadlines")
PRIVACY = ("consents", "register", "statement", "breaches", "erasing")
ADDED_TO_PRIVACY = ("consents", "register", "breaches", "erasing")
ABOUT_A_MEMBER = (
    "person", "membership", "end", "died", "suspend", "note", "erase", "consent:newsletter",
)  # fmt: skip
MORE_LISTS = ("assets", "funds", "accruals", "gifts")
PLAIN_FORMS = ("received", "paid", "move", "owed")
PLACES: tuple[Place, ...] = (
    Place("overview"),
    Place("members"),
    Place("members", "import", _visit("import")),
    Place("members", "households", _visit("households")),
    Place("members", "doubles", _visit("doubles")),
    Place("members", "birthdays", _visit("birthdays")),
    Place("members", "jubilees", _visit("jubilees")),
    Place("members", "filtered", _visit("ready unseen")),
    Place("members", "filter", _filtered),
    Place("hours"),
    Place("hours", "reading", lambda page: page.read_list()),
    Place("contributions", "", lambda page: page.show_charges()),
    Place("contributions", "tariffs", _visit("tariffs")),
    Place("contributions", "run", _visit("run")),
    Place("contributions", "capital", _visit("capital")),
    Place("ledger", "", _visit("income")),
    Place("ledger", "balance", _visit("balance")),
    Place("ledger", "accounts", _visit("accounts")),
    *(Place("ledger", each, _visit(("more", each))) for each in MORE_LISTS),
    Place("ledger", "year-end", _visit("year-end")),
    Place("ledger", "budget", _visit("budget")),
    Place("ledger", "cash", _visit("cash")),
    Place("ledger", "takeover", _take_over),
    Place("meetings", "", lambda page: page.back()),
    Place("meetings", "resolutions", _visit("resolutions")),
    Place("meetings", "preparing", _meeting(TO_COME, "preparing")),
    Place("meetings", "recording", _meeting(CAME, "recording")),
    Place("meetings", "minutes", _meeting(CAME, "minutes")),
    Place("letters", "", lambda page: page.back()),
    Place("letters", "made", lambda page: page.open_latest()),
    Place("annual"),
    Place("annual", "earlier", _visit("earlier")),
    Place("history"),
    *(Place("settings", section, _visit(section)) for section in SECTIONS),
    *(Place("settings", f"privacy-{part}", _privacy(part)) for part in PRIVACY),
)
FORMS: tuple[Place, ...] = (
    Place("overview", "task", lambda page: page.new_task()),
    Place("members", "new", _visit("new")),
    Place("members", "applicant", lambda page: page.new_applicant()),
    *(Place("members", what, _about_a_member(what)) for what in ABOUT_A_MEMBER),
    Place("hours", "activity", lambda page: page.add_activity()),
    Place("ledger", "opening", _opening_balance),
    Place("contributions", "tariff", lambda page: page.set_tariff()),
    Place("contributions", "credit", _let_go(True)),
    Place("contributions", "write-off", _let_go(False)),
    Place("contributions", "capital-movement", _capital(lambda view: view.begin())),
    Place("contributions", "capital-kind", _capital(lambda view: view.begin_kind())),
    Place("ledger", "change", _book_otherwise),
    Place("ledger", "budget-new", _budget("make")),
    Place("ledger", "budget-limits", _budget("change_limits")),
    Place("ledger", "explanation", _explained),
    *(Place("ledger", f"{each}-new", _more(each)) for each in MORE_LISTS),
    *(Place("ledger", name, _visit(("form", name))) for name in PLAIN_FORMS),
    Place("ledger", "count", _visit(("cash", None, "count"))),
    Place("meetings", "new", _visit("new")),
    Place("letters", "text", lambda page: page.new_text()),
    Place("letters", "whom", _visit(("invitation", 0))),
    *(Place("settings", f"{name}-new", _added(name)) for name in ADDED_TO),
    Place("settings", "privacy-consents-many", _note_many),
    *(
        Place("settings", f"privacy-{part}-new", _privacy(part, adds=True))
        for part in ADDED_TO_PRIVACY
    ),
)


def show(window: MainWindow, place: Place) -> Any:
    """Go there; gives the page. Its worker may still be busy."""
    window.show_page(place.page)
    page = window.page(place.page)
    if place.show is not None:
        place.show(page)
    return page
