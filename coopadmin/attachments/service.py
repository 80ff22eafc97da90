"""Operations on attachments: put a file in, take it away, the logo; and sweeping contents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import delete, or_, select

from coopadmin.attachments.model import Attachment, AttachmentContent
from coopadmin.attachments.queries import list_attachments, logo_owner
from coopadmin.attachments.rules import (
    KEPT_AFTER,
    LOGO_KINDS,
    LONGEST_LOGO,
    LONGEST_SIDE,
    USUAL_MEGABYTES,
    NewAttachment,
    check_logo_kind,
    check_new_attachment,
    kept_name,
)
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.formats.filekinds import kind_of
from coopadmin.formats.pictures import fitted
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.store.audit import DELETE
from coopadmin.store.model import Change, Done
from coopadmin.store.work import Work, operation


@operation("attachments.attach", N_("Attach file"), N_("{who} attached {about}"))
def attach(work: Work, new: NewAttachment) -> int:
    """Put a file in the books and link it to its owner; gives the id of the link.

    Pictures are made no larger than a page shows. The same content is kept once.
    """
    return _attach(work, new, LONGEST_SIDE)


@operation("attachments.detach", N_("Take away attachment"), N_("{who} took away {about}"))
def detach(work: Work, attachment_id: int) -> None:
    """Take the link away; the content stays as long as undo may need it."""
    row = work.get(Attachment, attachment_id)
    work.about = row.name
    work.remove(row)
    _sweep(work)


def check_logo(name: str, content: bytes) -> Iterator[Problem]:
    """What would be refused of a logo, for who has no file yet to put it in."""
    kind = kind_of(content)
    yield from check_new_attachment(name, len(content), kind, USUAL_MEGABYTES)
    yield from check_logo_kind(name, kind)
    if kind in LOGO_KINDS:
        try:
            fitted(content, LONGEST_LOGO, "logo")
        except Refused as refused:
            yield from refused.problems


@operation("cooperative.set_logo", N_("Choose logo"), N_("{who} chose the logo {about}"))
def set_logo(work: Work, name: str, content: bytes) -> int:
    """This PNG or JPEG stands on documents from now on, in the place of another one."""
    work.check(check_logo_kind(name, kind_of(content)))
    _take_away_logo(work)
    return _attach(work, NewAttachment(logo_owner(work.session), name, content), LONGEST_LOGO)


@operation("cooperative.remove_logo", N_("Take away logo"), N_("{who} took away the logo {about}"))
def remove_logo(work: Work) -> None:
    """Documents bear the mark of the program again."""
    _take_away_logo(work)
    _sweep(work)


def _take_away_logo(work: Work) -> None:
    for row in list_attachments(work.session, logo_owner(work.session)):
        work.about = row.name
        work.remove(work.get(Attachment, row.id))


def _attach(work: Work, new: NewAttachment, longest: int) -> int:
    kind = kind_of(new.content)
    most = get_cooperative(work.session).attachment_megabytes
    work.check(check_new_attachment(new.name, len(new.content), kind, most))
    content = fitted(new.content, longest) if kind in LOGO_KINDS else new.content
    sha256 = hashlib.sha256(content).hexdigest()
    known = select(AttachmentContent.id).where(AttachmentContent.sha256 == sha256)
    if work.session.scalars(known).first() is None:
        work.add(AttachmentContent(sha256=sha256, kind=kind, size=len(content), content=content))
    row = work.add(
        Attachment(
            sha256=sha256,
            owner_table=new.owner.table,
            owner_id=new.owner.id,
            role=new.owner.role,
            name=kept_name(new.name, kind),
            dated=new.dated or work.today,
        )
    )
    work.about = row.name
    _sweep(work)
    return row.id


def _sweep(work: Work) -> None:
    """Remove contents that nothing is linked to, and that were taken away long enough ago.

    Until then undo brings the link back with its content; afterwards it is refused.
    """
    work.session.flush()
    loose = set(
        work.session.scalars(
            select(AttachmentContent.sha256).where(
                AttachmentContent.sha256.not_in(select(Attachment.sha256))
            )
        )
    )
    if not loose:
        return
    images = work.session.scalars(
        select(Change.before)
        .outerjoin(Done, Done.id == Change.done_id)
        .where(
            Change.table_name == Attachment.__tablename__,
            Change.kind == DELETE,
            Change.before.is_not(None),
            # The line of this very operation is written when it ends.
            or_(Done.id.is_(None), Done.time > work.now - KEPT_AFTER),
        )
    )
    recent = {json.loads(image or "{}")["sha256"] for image in images}
    work.session.connection().execute(
        delete(AttachmentContent).where(AttachmentContent.sha256.in_(loose - recent))
    )
