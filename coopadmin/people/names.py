"""How a name is shown, sorted and addressed by the rules of Dutch (DOMAIN section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_

# These are never written with a capital: de heer 't Hart, mevrouw d'Ancona (onzetaal.nl).
_ALWAYS_SMALL = ("'", "’", "d'", "d’", "l'", "l’")


class Salutation(StrEnum):
    """How somebody is addressed; empty text where that is not known."""

    MR = "mr"
    MRS = "mrs"
    NEUTRAL = "neutral"


class NameUsage(StrEnum):
    """Which surname somebody uses (BRP 61.10: E, P, V, N); empty text counts as the own name."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_OWN = "partner-own"
    OWN_PARTNER = "own-partner"


class Named(Protocol):
    """Whatever has the parts of a name: a stored person, a row of a list, new input."""

    @property
    def salutation(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def first_names(self) -> str: ...
    @property
    def call_name(self) -> str: ...
    @property
    def prefix(self) -> str: ...
    @property
    def surname(self) -> str: ...
    @property
    def partner_prefix(self) -> str: ...
    @property
    def partner_surname(self) -> str: ...
    @property
    def name_usage(self) -> str: ...
    @property
    def organisation_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of one name by themselves."""

    surname: str = ""
    prefix: str = ""
    initials: str = ""
    first_names: str = ""
    call_name: str = ""
    partner_prefix: str = ""
    partner_surname: str = ""
    name_usage: str = ""
    salutation: str = ""
    title: str = ""
    organisation_name: str = ""


def surname_parts(name: Named) -> tuple[str, str]:
    """Prefix and core of the surname in use: (`van den`, `Berg-de Vries`) for own-partner.

    Without a partner's name the own name is used, and the other way round.
    """
    own, partner = (name.prefix, name.surname), (name.partner_prefix, name.partner_surname)
    if not name.partner_surname or name.name_usage in ("", NameUsage.OWN):
        return own if name.surname else partner
    if name.name_usage == NameUsage.PARTNER or not name.surname:
        return partner
    first, second = own, partner
    if name.name_usage == NameUsage.PARTNER_OWN:
        first, second = partner, own
    return first[0], f"{first[1]}-{_joined(*second)}"


def given_name(name: Named) -> str:
    """What somebody is called: the name used, else the first names, else the initials."""
    return name.call_name or name.first_names or name.initials


def initials(name: Named) -> str:
    """The initials, made from the first names or the name used where they are not kept."""
    if name.initials:
        return name.initials
    words = (name.first_names or name.call_name).replace("-", " ").split()
    return "".join(("IJ" if word[:2] == "IJ" else word[0].upper()) + "." for word in words)


def spoken_name(name: Named) -> str:
    """As people say it, on screen: `Annie van den Berg-Holtrop`; an organisation by its name."""
    prefix, core = surname_parts(name)
    if not core:
        return name.organisation_name or given_name(name)
    return spoken(given_name(name), prefix, core)


def spoken(given: str, prefix: str, core: str) -> str:
    """The same of a given name, and prefix and core of the surname in use."""
    if not given:
        return _joined(capitalised(prefix), core)
    if given[-1] in _APOSTROPHES or prefix[-1:] in _APOSTROPHES:
        return _joined(given, prefix, core)
    # Nearly everybody, in lists of thousands.
    return f"{given} {prefix} {core}" if prefix else f"{given} {core}"


def formal_name(name: Named) -> str:
    """With title and initials, as on an envelope: `dr. J.P. van den Berg`."""
    prefix, core = surname_parts(name)
    if not core:
        return name.organisation_name or given_name(name)
    letters = initials(name)
    if not (letters or name.title):
        return _joined(capitalised(prefix), core)
    return _joined(name.title, letters, prefix, core)


def sorted_name(name: Named) -> str:
    """Surname first, as on an attendance list: `Berg-Holtrop, Annie van den`."""
    prefix, core = surname_parts(name)
    if not core:
        return name.organisation_name or given_name(name)
    behind = _joined(given_name(name), prefix)
    return f"{core}, {behind}" if behind else core


def sort_key(name: Named) -> str:
    """What a list is sorted on: core of the surname, given name, prefix; for `ORDER BY` as it is.

    No accents, no capitals, no signs; `ij` counts as `y`, as in the telephone directory. Two
    blanks end the surname, so that Berg comes before Bergsma and Berg-Holtrop.
    """
    prefix, core = surname_parts(name)
    parts = (core or name.organisation_name, given_name(name), prefix)
    return "  ".join(_sortable(part) for part in parts if part)


def capitalised(prefix: str) -> str:
    """A prefix without a given name in front: `Van den`; `'t` and `d'` stay small."""
    if not prefix or prefix.startswith(_ALWAYS_SMALL):
        return prefix
    return prefix[0].upper() + prefix[1:]


def addressed_surname(name: Named) -> str:
    """The surname behind Mr or Mrs: `Van den Berg`, `'t Hart`."""
    prefix, core = surname_parts(name)
    return _joined(capitalised(prefix), core)


def salutation_of(name: Named, *, informal: bool = False) -> tuple[str, dict[str, str]]:
    """How a letter begins: an `N_()` template and its values, for `_(template).format(**values)`.

    By surname where Mr or Mrs is known, else by the whole name (*Geachte J. van den Berg*);
    `informal` by the given name (*Beste Jan*). An organisation gets no name.
    """
    _prefix, core = surname_parts(name)
    if not core and not given_name(name):
        return N_("Dear Sir or Madam"), {}
    if informal and (name.call_name or name.first_names):
        return N_("Hello {name}"), {"name": given_name(name)}
    if core and name.salutation == Salutation.MR:
        return N_("Dear Mr {surname}"), {"surname": addressed_surname(name)}
    if core and name.salutation == Salutation.MRS:
        return N_("Dear Mrs {surname}"), {"surname": addressed_surname(name)}
    return N_("Dear {name}"), {"name": formal_name(name)}


_APOSTROPHES = frozenset("'’")


def _joined(*parts: str) -> str:
    text = ""
    for part in parts:
        # d'Ancona and l'Amour are written in one.
        glued = text.endswith(("d'", "d’", "l'", "l’")) and text.rpartition(" ")[2][:-1] in "dlDL"
        text += part if not (text and part) or glued else f" {part}"
    return text


def _sortable(text: str) -> str:
    signs = normalised(text)
    if signs.isalnum():
        return signs
    return " ".join("".join(sign if sign.isalnum() else " " for sign in signs).split())
