"""What the members page offers over its list: buttons in the head, keys, lines in the menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coopadmin.members.jubilees import BIRTHDAY
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.members.papers import print_list
from coopadmin.words import _


def offers_of(page: Any) -> Sequence[Action]:
    """The same whoever is chosen; what can be done with one member stands beside the list."""
    register = page.list.register
    why_not = _("This file is only looked at.") if page.desk.books.read_only else ""
    quiet = page.forms.form is not None or (register is not None and not register.rows)
    return (
        Action(
            _("Export"),
            page.export,
            "download",
            why_not="" if len(page.list.table) else _("There are no members to export."),
        ),
        Action(
            _("List for members"),
            lambda: print_list(page, page.day or page.desk.today()),
            "file-type-pdf",
        ),
        Action(_("Households"), page.show_households, "home", key="Ctrl+Shift+H"),
        Action(_("Age, area and kind"), page.show_profile, "users-group"),
        Action(
            _("Birthdays and jubilees"),
            lambda: page.besides.show_celebrations(BIRTHDAY),
            "calendar",
            key="Ctrl+Shift+J",
        ),
        Action(_("Doubles"), page.show_doubles, "copy", key="Ctrl+Shift+D"),
        Action(_("Read in a list"), page.read_list, key="Ctrl+I", why_not=why_not),
        Action(
            _("New applicant"), page.new_applicant, "mailbox", key="Ctrl+Shift+A", why_not=why_not
        ),
        Action(
            _("New member"),
            page.new_member,
            "user-plus",
            primary=not quiet,
            key="Ctrl+N",
            why_not=why_not,
        ),
        Action(
            _("Search in this list"), page.find_in_list, "search", key="Ctrl+F", in_header=False
        ),
    )
