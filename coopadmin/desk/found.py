"""What a search gives, and how well it fits what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import N_

PERSON, ACTIVITY, MEETING, RESOLUTION = "person", "activity", "meeting", "resolution"
OPEN_ITEM, PAYMENT, REPORT, DEADLINE = "open-item", "payment", "report", "deadline"
HOUSEHOLD, SELECTION = "household", "selection"
ACCOUNT, ENTRY, ASSET = "account", "entry", "asset"
LETTER_TEXT, SENDING = "letter-text", "sending"
KINDS = {
    PERSON: N_("Person"),
    ACTIVITY: N_("Activity"),
    MEETING: N_("Meeting"),
    RESOLUTION: N_("Resolution"),
    OPEN_ITEM: N_("Open item"),
    PAYMENT: N_("Payment"),
    REPORT: N_("Annual report"),
    DEADLINE: N_("Deadline"),
    HOUSEHOLD: N_("Household"),
    SELECTION: N_("Selection"),
    ACCOUNT: N_("Account"),
    ASSET: N_("Fixed asset"),
    ENTRY: N_("Booking"),
    LETTER_TEXT: N_("Text of a letter"),
    SENDING: N_("Mailing"),
}
EXACT, BEGINS, CONTAINS = range(3)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: its kind, its name, a second line, and the page and place that show it."""

    kind: str
    title: str
    note: str
    page: str
    place: object
    rank: int


def rank_of(title: str, text: str) -> int | None:
    """How well a title fits: EXACT, every word BEGINS one, CONTAINS it; None when one does not."""
    bare, words = searchable(title), searchable(text).split()
    if not words or not all(word in bare for word in words):
        return None
    if " ".join(words) == bare:
        return EXACT
    begin = all(f" {word}" in f" {bare}" for word in words)
    return BEGINS if begin else CONTAINS
