"""The pages of the help in the language spoken: which there are, what they say, and finding one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coopadmin.help.markdown import Block, Heading, blocks, lines_of, text_of
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import refuse
from coopadmin.words import N_, language

FOLDER = Path(__file__).parents[2] / "resources" / "help"
GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    (N_("To begin"), ("beginning", "importing", "finding", "lists")),
    (
        N_("Screens"),
        (
            "overview",
            "members",
            "hours",
            "letters",
            "contributions",
            "ledger",
            "meetings",
            "annual",
            "history",
            "settings",
        ),
    ),
    (
        N_("Step by step"),
        (
            "ending",
            "households",
            "doubles",
            "selections",
            "payments",
            "budget",
            "capital",
            "auditfile",
            "bookings",
            "accounts",
            "statements",
            "yearend",
            "lasting",
            "voting",
            "minutes",
            "statutes",
            "officers",
            "fields",
            "deadlines",
            "email",
            "rates",
        ),
    ),
    (N_("Safe and in order"), ("backups", "laptops", "troubles", "privacy", "limits")),
    (N_("At hand"), ("year", "keyboard", "about")),
)
FIRST = GROUPS[0][1][0]
NAMES: tuple[str, ...] = tuple(name for _title, names in GROUPS for name in names)
SNIPPET = 110


@dataclass(frozen=True)
class HelpPage:
    """One page; its title is its first heading."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class HelpRow:
    """A piece of a page that was searched for; `anchor` is empty for the page as a whole.

    `rank` is 0 when the words stand in the title of the page, 1 in the heading, 2 in the text.
    """

    page: str
    title: str
    heading: str
    anchor: str
    snippet: str
    rank: int

    @property
    def target(self) -> str:
        """What a link to it says."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


def source_of(name: str) -> str:
    """The Markdown of a page; raises Refused for one that does not exist."""
    if name not in NAMES:
        raise refuse(
            "help.no_page",
            N_("The help has no page “{name}”. The pages are: {names}."),
            name=name,
            names=", ".join(NAMES),
        )
    return (FOLDER / language() / f"{name}.md").read_text(encoding="utf-8")


def made_of(name: str, source: str) -> HelpPage:
    """A page of this Markdown; each heading gets an anchor, so that a search can open it there."""
    numbered = tuple(_anchored(blocks(source)))
    first = numbered[0]
    assert isinstance(first, Heading)
    return HelpPage(name, text_of(first.line), numbered)


def _anchored(found: Sequence[Block]) -> Iterator[Block]:
    for number, block in enumerate(found):
        if isinstance(block, Heading) and block.level > 1 and not block.anchor:
            yield Heading(block.level, block.line, f"part-{number}")
        else:
            yield block


def get_page(name: str) -> HelpPage:
    """A page in the language spoken; raises Refused for one that does not exist."""
    return _page(name, language())


@cache
def _page(name: str, _spoken: str) -> HelpPage:
    return made_of(name, source_of(name))


def list_pages() -> list[HelpPage]:
    """All pages in the order of the contents."""
    return [get_page(name) for name in NAMES]


def split_target(target: str) -> tuple[str, str]:
    """`members#export` is the page and the place in it."""
    page, _sign, anchor = target.partition("#")
    return page, anchor


def find_help(text: str) -> list[HelpRow]:
    """Where all the words stand, without regard to accents and capitals; titles come first."""
    words = searchable(text).split()
    if not words:
        return []
    found = [
        _row(page, part, words, rank)
        for page in list_pages()
        for part in _parts(page)
        if (rank := _rank(page, part, words)) is not None
    ]
    return sorted(found, key=lambda row: row.rank)


def _parts(page: HelpPage) -> Iterator[tuple[Heading, list[str]]]:
    """Each heading with the lines under it."""
    heading: Heading | None = None
    lines: list[str] = []
    for block in page.blocks:
        if isinstance(block, Heading):
            if heading is not None:
                yield heading, lines
            heading, lines = block, []
        else:
            lines += map(text_of, lines_of(block))
    if heading is not None:
        yield heading, lines


def _rank(page: HelpPage, part: tuple[Heading, list[str]], words: list[str]) -> int | None:
    heading, lines = part
    title, head = searchable(page.title), searchable(text_of(heading.line))
    if heading.level == 1 and all(word in title for word in words):
        return 0
    if all(word in head for word in words):
        return 1
    whole = " ".join((head, *map(searchable, lines)))
    return 2 if all(word in whole for word in words) else None


def _row(page: HelpPage, part: tuple[Heading, list[str]], words: list[str], rank: int) -> HelpRow:
    heading, lines = part
    title = "" if heading.level == 1 else text_of(heading.line)
    return HelpRow(page.name, page.title, title, heading.anchor, _snippet(lines, words), rank)


def _snippet(lines: list[str], words: list[str]) -> str:
    """The words around the first that was found, else the beginning."""
    for line in lines:
        pieces = line.split()
        for number, piece in enumerate(pieces):
            if any(word in searchable(piece) for word in words):
                start = max(0, number - 5)
                return _cut(" ".join(pieces[start:]), "… " if start else "")
    return _cut(lines[0] if lines else "", "")


def _cut(text: str, before: str) -> str:
    if len(text) <= SNIPPET:
        return before + text
    return f"{before}{text[:SNIPPET].rsplit(' ', 1)[0]} …"
