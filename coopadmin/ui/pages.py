"""The pages of the window in their order, named as dotted strings and loaded at first use."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from coopadmin.ui.kit.page import Page
from coopadmin.words import N_


@dataclass(frozen=True)
class PageEntry:
    """A line of the sidebar: where it stands, its key, and the class that is its page.

    `group` is the title of its group, "" for the top and BOTTOM for the fixed part below.
    `key` is in Qt's notation; keys keep the numbers of the whole program, so that they do not
    shift when a page comes or goes. `where` is `package.module:Class`.
    """

    name: str
    title: str
    icon: str
    group: str
    key: str
    where: str


TOP, BOTTOM = "", "bottom"
PEOPLE, MONEY, GOVERNING = N_("People"), N_("Money"), N_("Governing")

PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "overview", N_("Overview"), "home", TOP, "Ctrl+1", "coopadmin.ui.overview.page:OverviewPage"
    ),
    PageEntry(
        "members", N_("Members"), "users", PEOPLE, "Ctrl+2", "coopadmin.ui.members.page:MembersPage"
    ),
    PageEntry(
        "hours",
        N_("Volunteer hours"),
        "clock-heart",
        PEOPLE,
        "Ctrl+4",
        "coopadmin.ui.volunteers.page:HoursPage",
    ),
    PageEntry(
        "contributions",
        N_("Contributions"),
        "receipt-euro",
        MONEY,
        "Ctrl+6",
        "coopadmin.ui.contributions.page:ContributionsPage",
    ),
    PageEntry(
        "meetings",
        N_("Meetings"),
        "gavel",
        GOVERNING,
        "Ctrl+0",
        "coopadmin.ui.meetings.page:MeetingsPage",
    ),
    PageEntry(
        "annual",
        N_("Annual report"),
        "report",
        GOVERNING,
        "Ctrl+J",
        "coopadmin.ui.annual.page:AnnualPage",
    ),
    PageEntry(
        "history",
        N_("History"),
        "history",
        BOTTOM,
        "Ctrl+H",
        "coopadmin.ui.history.page:HistoryPage",
    ),
    PageEntry(
        "settings",
        N_("Settings"),
        "settings",
        BOTTOM,
        "Ctrl+,",
        "coopadmin.ui.settings.page:SettingsPage",
    ),
)


def load(entry: PageEntry) -> type[Page]:
    """The class of a page, imported when it is first shown."""
    module, _colon, name = entry.where.partition(":")
    found: type[Page] = getattr(importlib.import_module(module), name)
    return found
