"""How somebody records the hours of volunteers and a general meeting at the keyboard."""

from __future__ import annotations

from typing import Any

from coopadmin.meetings.rules import ITEM_KINDS
from coopadmin.words import _
from tests.journeys import village
from tests.journeys.person import Person

MEETING: Any = village.MEETING
ITEMS: Any = MEETING["agenda"]


def fill_hours(person: Person) -> None:
    """Hours typed in the sheets of two activities, one of them new; one line cannot be typed."""
    person.keys("Ctrl+4", "Alt+Left")
    person.walks_to(_("Activities"))
    # The second of those that a village has at once.
    person.keys("Down", "Return")
    person.sees("Dorpsbus: ")
    person.keys("Ctrl+N")
    add_volunteers(person, "Annie", "Geertje")
    # The cursor is on the first person, in the days before the first whole week.
    person.keys("Tab")
    person.types("2,5")
    person.keys("Tab")
    person.types("2:30")
    person.keys("Return")
    person.sees("Dorpsbus: 5")
    person.keys("Alt+Right")
    # Whoever has no hours in this month comes first: Annie; Geertje stands below her.
    person.keys("Tab", "Return")
    person.types("2u30")
    person.keys("Return")
    person.sees("Dorpsbus: 2,5")
    person.presses(_("Add activity"))
    person.fills(_("Name"), "Klussendienst")
    person.keys("Ctrl+S")
    add_volunteers(person, "Geertje", "Wim")
    person.keys("Tab")
    person.types("150m")
    person.keys("Return")
    person.sees("Klussendienst: 2,5")
    person.types("-2")
    person.keys("Return")
    person.sees(_("Hours cannot be less than zero."))
    person.keys("Return")
    person.presses(_("Make it empty"))
    person.keys("Ctrl+Z")
    person.sees("Klussendienst: 0 ")
    person.keys("Ctrl+Y")
    person.sees("Klussendienst: 2,5")


def add_volunteers(person: Person, *names: str) -> None:
    """Put people on the list of the activity; then back to its sheet."""
    for name in names:
        person.types(name)
        person.keys("Return")
    person.keys("Esc")


def record_meeting(person: Person) -> None:
    """The general meeting: agenda, who came, a proxy, the vote, what was said."""
    person.keys("Ctrl+0", "Ctrl+N")
    person.fills(_("Name"), MEETING["title"])
    person.fills(_("Date"), "26-2-2026")
    person.fills(_("Place"), MEETING["place"])
    person.fills(_("Agenda to begin with"), _("Begin with an empty agenda"))
    person.keys("Ctrl+S")
    person.walks_to(_("Meeting"))
    person.keys("Left")
    for item in ITEMS:
        person.keys("Ctrl+N")
        person.fills(_("Title"), item["title"])
        person.fills(_("Kind"), _(ITEM_KINDS[item["kind"]]))
        if "proposal" in item:
            person.fills(_("Proposal"), item["proposal"])
        person.keys("Ctrl+S")
    person.fills(_("Sent on"), "5-2-2026")
    person.presses(_("Record"))
    person.walks_to(_("Preparation"))
    person.keys("Right")
    check_in(person)
    for number, item in enumerate(ITEMS, 1):
        if number > 1:
            person.keys("Ctrl+Down")
        if "proposal" in item:
            vote(person)
        person.walks_to(_("Minutes of item {number}").format(number=number))
        person.types(item["minutes"])
        person.keys("Ctrl+S")
    close(person)


def close(person: Person) -> None:
    """Who led it, when it ended, and the minutes for everybody to read."""
    person.presses(_("About the meeting"))
    person.fills(_("Ended at"), MEETING["ends"])
    person.fills(_("Chair"), "Annie van den Berg")
    person.fills(_("Minute taker"), "Geertje 't Hart")
    person.keys("Ctrl+S")
    person.presses(_("Close meeting"))
    person.presses(_("Open for inspection"))


def check_in(person: Person) -> None:
    """Who came, by number, and who sent somebody."""
    for number in MEETING["attendance"]:
        person.walks_to(_("Check in: name or member number, then Enter"))
        person.types(str(number))
        person.keys("Return")
    for proxy in MEETING["proxies"]:
        person.presses(_("Proxy"))
        person.fills(_("Gives the proxy"), str(proxy["grantor"]))
        person.fills(_("Votes for him or her"), str(proxy["holder"]))
        person.keys("Ctrl+S")


def vote(person: Person) -> None:
    """Three for, one against, by the letters of the counters."""
    counted = MEETING["votes"][0]
    person.walks_to(_("For"))
    person.keys(*["V"] * counted["for"], *["T"] * counted["against"])
    person.presses(_("Record outcome"))
