"""Pages of the help that are made from the open window: the year, the keys, the licences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence

from coopadmin import __version__
from coopadmin.desk.year_round import year_markdown, year_round
from coopadmin.desk.year_round_queries import get_year_facts
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from coopadmin.ui.kit.page import Page
from coopadmin.words import _, say

LICENCES = Path(__file__).parents[3] / "resources" / "licences"
PORTABLE = QKeySequence.SequenceFormat.PortableText


def the_year(books: Books) -> str:
    """What is done in the book year of today, with its real days."""
    try:
        facts = books.ask(get_year_facts, books.today())
    except Refused as refused:
        return say(refused.problems[0])
    return year_markdown(year_round(facts))


def the_keys(window: Sequence[QAction], pages: Iterable[tuple[str, Page]]) -> str:
    """The keys of these actions, and of each page with its title: its actions and its hints."""
    parts = [_section(_("Everywhere"), _keys_of(window))]
    for title, page in pages:
        # Where an action has the key too, its words say more than those of the hint.
        hints = [(" ".join(f"`{key}`" for key in hint.keys), hint.word) for hint in page.hints()]
        parts.append(_section(title, [*hints, *_keys_of(page.menu_actions())]))
    return "\n\n".join(filter(None, parts))


def _keys_of(actions: Iterable[QAction]) -> Iterator[tuple[str, str]]:
    for action in actions:
        key = action.shortcut().toString(PORTABLE)
        if key and action.text():
            yield f"`{key}`", action.text().replace("&", "").rstrip("…")


def _section(title: str, keys: Iterable[tuple[str, str]]) -> str:
    rows = [f"| {key} | {words} |" for key, words in dict(keys).items()]
    if not rows:
        return ""
    key, what = _("Key"), _("What it does")
    return "\n".join([f"## {title}\n\n| {key} | {what} |\n|---|---|", *rows])


def about() -> str:
    """The version, and whose work is in the program under which licences."""
    page = (LICENCES / "README.md").read_text(encoding="utf-8")
    packages = "\n".join(line for line in page.splitlines() if line.startswith("|"))
    signs = (LICENCES / "fonts-and-icons.txt").read_text(encoding="utf-8")
    lines = "\n".join(
        f"  {line.strip()}" if line.startswith(" ") else f"- {line}" for line in signs.splitlines()
    )
    parts = (
        _("This is version {version}.").format(version=__version__),
        "## " + _("Packages of others"),
        packages,
        "## " + _("Fonts and icons"),
        lines,
    )
    return "\n\n".join(parts)


def computed_pages(
    books: Books,
    window: Callable[[], Sequence[QAction]],
    pages: Callable[[], list[tuple[str, Page]]],
) -> dict[str, Callable[[], str]]:
    """The pages by their names, made when they are shown."""
    return {
        "year": lambda: the_year(books),
        "keyboard": lambda: the_keys(window(), pages()),
        "about": about,
    }
