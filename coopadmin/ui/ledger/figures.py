"""A figure of the statements as it is opened: the posts that it is made of, and their lines."""

from __future__ import annotations

from dataclasses import dataclass

from coopadmin.kernel.money import Money
from coopadmin.ledger.posted import AT_A_TIME, PostedLine, Wanted, list_posted
from coopadmin.store import Books
from coopadmin.words import _


@dataclass(frozen=True)
class Post:
    """An account, or one within an activity: its amount, and which lines are behind it.

    `sign` turns the amount of a line to the side on which the figure stands. `carried` when what
    stood there at the beginning of the year belongs to it.
    """

    key: str
    title: str
    amount: Money
    wanted: Wanted
    sign: int = 1
    carried: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure with its name and a note beside it, such as the budget; `row` is where it stands."""

    key: str
    title: str
    amount: Money
    note: str
    posts: tuple[Post, ...]
    row: object = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line under its post, turned to its side; `balance` is what stood there after it.

    Without a `line` it is what stood there when the year began.
    """

    id: object
    line: PostedLine | None
    words: str
    amount: Money
    balance: Money


class Loaded:
    """The lines of one post as far as they were asked for, the newest first."""

    def __init__(self, books: Books, post: Post) -> None:
        self._books, self.post = books, post
        self.lines: list[PostedLine] = []
        self.whole = False

    def more(self, most: int = AT_A_TIME) -> None:
        """Ask for the lines that follow; the first time for as many as are wanted."""
        if not self.whole:
            last = self.lines[-1] if self.lines else None
            found = self._books.ask(list_posted, self.post.wanted, most, last)
            self.whole = len(found) < most
            self.lines += found

    def rows(self) -> tuple[ShownLine, ...]:
        """As they are shown; what stood there at the beginning comes last."""
        post, stands, rows = self.post, self.post.amount, []
        for line in self.lines:
            amount = line.amount * post.sign
            rows.append(ShownLine(line.id, line, "", amount, stands))
            stands -= amount
        if self.whole and post.carried and stands:
            words = _("Opening amount")
            rows.append(ShownLine(f"opening {post.key}", None, words, stands, stands))
        return tuple(rows)
