"""International bank account numbers (ISO 13616)."""

from __future__ import annotations

import re

from coopadmin.kernel.problem import N_, refuse

_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_LENGTHS = {"NL": 18, "BE": 16, "DE": 22}


def parse_iban(text: str, field: str | None = None) -> str:
    """The IBAN in capitals without spaces; raises Refused when the mod-97 check fails."""
    iban = re.sub(r"[\s.-]", "", text).upper()
    sound = _SHAPE.fullmatch(iban) and len(iban) == _LENGTHS.get(iban[:2], len(iban))
    if sound:
        digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
        sound = int(digits) % 97 == 1
    if not sound:
        raise refuse(
            "iban.wrong",
            N_("“{text}” is not an IBAN. Compare it with the bank card or statement."),
            field=field,
            text=text,
        )
    return iban


def shown_iban(iban: str) -> str:
    """In groups of four, as banks print it."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
