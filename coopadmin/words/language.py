"""Which language is spoken here and now, and the texts in it."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parents[2] / "resources" / "locale"
LANGUAGES = ("nl", "en")

_default = ["nl"]
_for_now: ContextVar[str | None] = ContextVar("language", default=None)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("coopadmin", LOCALE, [code], fallback=True)


def language() -> str:
    """The code of the language spoken here: `nl` or `en`."""
    return _for_now.get() or _default[0]


def speak(code: str) -> None:
    """Choose the language of the whole program; raises ValueError for one that it does not have."""
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for {code!r}")
    _default[0] = code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Another language for one piece of work, such as an English report from a Dutch screen."""
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for {code!r}")
    token = _for_now.set(code)
    try:
        yield
    finally:
        _for_now.reset(token)


def _(text: str) -> str:
    """The text in the language spoken now; the empty text stays empty."""
    return _catalogue(language()).gettext(text) if text else ""


def ngettext(one: str, more: str, number: int) -> str:
    return _catalogue(language()).ngettext(one, more, number)
