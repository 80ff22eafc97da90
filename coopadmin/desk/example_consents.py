"""What the villagers of the example consent to: most to something, some no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from coopadmin.people.consent_rules import (
    EMAIL_POST,
    MEMBERS_LIST,
    NEWSLETTER,
    PHONE,
    PHOTOGRAPHS,
)

_SHARES = {EMAIL_POST: 0.7, NEWSLETTER: 0.6, MEMBERS_LIST: 0.75, PHOTOGRAPHS: 0.45, PHONE: 0.2}
_BY_EMAIL = (EMAIL_POST, NEWSLETTER)
_WITHDRAWN = 0.04


def consents_given(
    people: Sequence[tuple[int, date, str]], today: date, chance: Random
) -> list[dict[str, Any]]:
    """Rows of consents of these people: (person id, first day as a member, e-mail address)."""
    rows = []
    for person_id, since, email in people:
        if since > today:
            continue
        for purpose, share in _SHARES.items():
            given = chance.random() < share
            withdrawn = chance.random() < _WITHDRAWN
            if not given or (purpose in _BY_EMAIL and not email):
                continue
            rows.append(
                {
                    "person_id": person_id,
                    "purpose": purpose,
                    "purpose_id": None,
                    "given_on": since,
                    "withdrawn_on": max(since, today - timedelta(days=40)) if withdrawn else None,
                    "channel": "form",
                    "source": "",
                    "guardian": "",
                }
            )
    return rows
