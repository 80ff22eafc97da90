"""The keys of what is typed at an agenda item and is not yet an operation."""

from __future__ import annotations

MINUTES, VOTE = "minutes", "vote"


def draft_key(kind: str, meeting_id: int, item_id: int) -> str:
    """The key of a draft of one agenda item: `minutes 17 42`."""
    return f"{kind} {meeting_id} {item_id}"


def drafted_item(key: str) -> tuple[int, int] | None:
    """The meeting and the agenda item of such a key; None for the key of a form."""
    kind, _space, rest = key.partition(" ")
    numbers = rest.split()
    if kind in (MINUTES, VOTE) and len(numbers) == 2 and all(map(str.isdigit, numbers)):
        return int(numbers[0]), int(numbers[1])
    return None
