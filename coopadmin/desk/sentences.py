"""How history tells an operation: a sentence that begins with who did it."""

from __future__ import annotations

from coopadmin.store.work import operation_named
from coopadmin.words import _


def first_name(who: str) -> str:
    """What somebody is called at this table: the first word of a signature."""
    return who.split(" ", maxsplit=1)[0]


def told(code: str, about: str, who: str, turns: int = 0) -> str:
    """`Hanneke admitted Geertje Bergsma as a member`, in the language spoken.

    `turns` counts how often it was turned: 1 took it back, 2 did it again, 3 took that back.
    """
    meant, name = operation_named(code), first_name(who)
    if turns:
        again = turns % 2 == 0
        pattern = _("{who} did again: {what}") if again else _("{who} took back: {what}")
        return pattern.format(who=name, what=titled(code, about))
    if not meant.told or ("{about}" in meant.told and not about):
        return f"{name}: {titled(code, about)}"
    return _(meant.told).format(who=name, about=about)


def titled(code: str, about: str) -> str:
    """`Admit member: Geertje Bergsma`: the same as a title."""
    label = _(operation_named(code).label)
    return f"{label}: {about}" if about else label
