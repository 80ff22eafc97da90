"""Which operations of a long history may say some words, found by the database."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from coopadmin.kernel.folding import normalised
from coopadmin.store.model import Done
from coopadmin.store.work import operation_named
from coopadmin.words import _

# A word may run over the marks between what a sentence is made of: `“eetpunt”`.
_PARTS = re.compile(r"[^\W_]+")


def may_say(session: Session, words: Sequence[str]) -> ColumnElement[bool]:
    """Which operations may say all words, so that few sentences are made to see which do.

    The database knows no letters with accents: what has any is looked at too, and so is undoing,
    whose words are those of another operation.
    """
    known = session.execute(select(Done.code, Done.who).distinct()).all()
    codes, people = {code for code, _who in known}, {who for _code, who in known}
    meant = {code: operation_named(code) for code in codes}
    said = {code: normalised(f"{_(one.told)} {_(one.label)}") for code, one in meant.items()}
    return and_(
        true(),
        *(
            or_(
                Done.code.in_([code for code in codes if part in said[code]]),
                Done.who.in_([who for who in people if part in normalised(who)]),
                Done.about.contains(part, autoescape=True),
                Done.about.op("GLOB")("*[^ -~]*"),
                Done.undoes.is_not(None),
            )
            for part in _PARTS.findall(" ".join(words))
        ),
    )
