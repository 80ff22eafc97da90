"""One part of the settings: what every one of them is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page


class Section(QWidget):
    """A part of the settings; content goes into `column`.

    `reload` asks the books anew; `wrong` says in words what is not right in it, for the list.
    """

    NOTE: ClassVar[str] = ""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    @property
    def desk(self) -> Desk:
        return self.page.desk

    def reload(self) -> None:
        """Show what the file says now."""

    def visit(self, thing: str) -> None:
        """Show one thing in it, as a search or a task names it."""

    def head_actions(self) -> Sequence[Action]:
        """What can be done in it, for the head of the page."""
        return ()

    def hints(self) -> Sequence[Hint]:
        return ()

    def first_focus(self) -> QWidget | None:
        return None

    def next_problem(self) -> bool:
        """F8: go to the next thing that is wrong; False where a form does that itself."""
        return False

    def leave(self) -> None:
        """Another section or page is shown."""
