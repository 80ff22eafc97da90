"""Member numbers that were given once, and are not given again."""

from __future__ import annotations

import json

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from coopadmin.members.model import Membership
from coopadmin.store.audit import DELETE
from coopadmin.store.model import Change, Done

IMPORT_CODE = "members.import"


def numbers_given_back(session: Session) -> set[int]:
    """Numbers of memberships that are gone, except those of a list whose import was taken back.

    A list is often read twice before it is right; nobody was told those numbers.
    """
    undone = aliased(Done)
    images = session.scalars(
        select(Change.before)
        .join(Done, Done.id == Change.done_id)
        .outerjoin(undone, undone.id == Done.undoes)
        .where(
            Change.table_name == Membership.__tablename__,
            Change.kind == DELETE,
            Change.before.is_not(None),
            or_(undone.id.is_(None), undone.code != IMPORT_CODE),
        )
    )
    return {int(json.loads(image or "{}")["number"]) for image in images}
