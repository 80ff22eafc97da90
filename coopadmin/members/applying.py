"""Operations on applications: asked, admitted, refused, withdrawn, and what was told of it."""

from __future__ import annotations

from datetime import date

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.kernel.problem import Problem, refuse
from coopadmin.members.admission import (
    ADMITTED,
    BOARD,
    REFUSED,
    WAITING,
    WITHDRAWN,
    ChangedApplication,
    NewAdmission,
    NewApplication,
    NewRefusal,
    check_admission,
    check_applicant,
    check_application,
    check_decision,
    check_refusal,
    check_told,
)
from coopadmin.members.applications import is_waiting
from coopadmin.members.model import Application, Membership, MembershipKind
from coopadmin.members.queries import periods_of
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.consent_rules import NewConsent
from coopadmin.people.consenting import give_consent
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.rules import check_person
from coopadmin.people.service import add_person
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _


@operation(
    "members.apply", N_("Record application"), N_("{who} recorded the application of {about}")
)
def record_application(work: Work, new: NewApplication) -> int:
    """Somebody asks to become a member; gives the id of the application."""
    if new.person is None and new.person_id is None:
        raise refuse("application.nobody", N_("Choose who applies."), field="person_id")
    work.get(MembershipKind, new.kind_id)
    form = get_cooperative(work.session).legal_form
    problems: list[Problem] = list(check_application(new, form, work.today))
    if new.person is not None:
        problems += check_person(new.person, work.today)
    if new.person_id is not None:
        member = any(
            work.today <= period.last for period in periods_of(work.session, new.person_id)
        )
        waiting = is_waiting(work.session, new.person_id)
        problems += check_applicant(waiting=waiting, member=member)
    work.check(problems)
    person_id = add_person(work, new.person) if new.person is not None else new.person_id
    assert person_id is not None
    row = work.add(
        Application(
            person_id=person_id,
            kind_id=new.kind_id,
            applied_on=new.applied_on,
            channel=new.channel,
            kept_at=new.kept_at.strip(),
            outcome=WAITING,
        )
    )
    for purpose in new.consents:
        consent = NewConsent(
            person_id,
            purpose,
            new.applied_on,
            new.channel,
            source=new.kept_at,
            guardian=new.guardian,
        )
        give_consent(work, consent)
    work.about = _name(work, row)
    return row.id


@operation(
    "members.change_application",
    N_("Change application"),
    N_("{who} changed the application of {about}"),
)
def change_application(work: Work, changed: ChangedApplication) -> None:
    """An application as it is from now on, while nothing was decided before its day."""
    row = work.get(Application, changed.application_id)
    work.get(MembershipKind, changed.kind_id)
    form = get_cooperative(work.session).legal_form
    problems = list(check_application(changed, form, work.today))
    if row.decided_on is not None and row.decided_on < changed.applied_on:
        problems.append(
            Problem(
                "application.decided_before",
                N_("It was decided on {decided}; the application is not of a later day."),
                {"decided": row.decided_on},
                "applied_on",
            )
        )
    work.check(problems)
    row.kind_id, row.applied_on = changed.kind_id, changed.applied_on
    row.channel, row.kept_at = changed.channel, changed.kept_at.strip()
    work.about = _name(work, row)


@operation(
    "members.admit_applicant",
    N_("Admit applicant"),
    N_("{who} recorded that {about} was admitted as a member"),
)
def admit_applicant(work: Work, new: NewAdmission) -> int:
    """An applicant becomes a member by a resolution; gives the id of the membership."""
    row = work.get(Application, new.application_id)
    work.check(
        (
            *check_decision(row.outcome, row.applied_on, new.decided_on, new.body, work.today),
            *check_admission(new, row.applied_on),
        )
    )
    name = _name(work, row)
    subject = _("Admission of {name} as a member").format(name=name)
    resolution_id = new.resolution_id or _resolution(work, new.body, new.decided_on, subject)
    membership_id = admit_member(
        work,
        NewMember(
            kind_id=row.kind_id,
            since=new.since,
            person_id=row.person_id,
            number=new.number,
            applied_on=row.applied_on,
            resolution_id=resolution_id,
            persons_covered=new.persons_covered,
        ),
    )
    work.get(Membership, membership_id).number_told_on = new.number_told_on
    row.outcome, row.decided_on, row.resolution_id = ADMITTED, new.decided_on, resolution_id
    row.membership_id = membership_id
    work.about = name
    return membership_id


@operation(
    "members.refuse_applicant",
    N_("Refuse applicant"),
    N_("{who} recorded that {about} was refused as a member"),
)
def refuse_applicant(work: Work, new: NewRefusal) -> None:
    """The board does not admit somebody, who may then ask the general meeting (BW 2:33)."""
    row = work.get(Application, new.application_id)
    work.check(
        (
            *check_decision(row.outcome, row.applied_on, new.decided_on, BOARD, work.today),
            *check_refusal(new),
        )
    )
    name = _name(work, row)
    subject = _("Refusal of {name} as a member").format(name=name)
    row.resolution_id = new.resolution_id or _resolution(work, BOARD, new.decided_on, subject)
    row.outcome, row.decided_on = REFUSED, new.decided_on
    row.reason, row.told_on = new.reason.strip(), new.told_on
    work.about = name


@operation(
    "members.withdraw_application",
    N_("Withdraw application"),
    N_("{who} recorded that {about} withdrew the application"),
)
def withdraw_application(work: Work, application_id: int, withdrawn_on: date) -> None:
    """The applicant does not want to become a member any more."""
    row = work.get(Application, application_id)
    work.check(check_decision(row.outcome, row.applied_on, withdrawn_on, BOARD, work.today))
    row.outcome, row.decided_on = WITHDRAWN, withdrawn_on
    work.about = _name(work, row)


@operation(
    "members.ask_meeting",
    N_("Ask the general meeting"),
    N_("{who} recorded that {about} asks the general meeting to admit"),
)
def ask_meeting(work: Work, application_id: int, asked_on: date) -> None:
    """Who was refused asks the general meeting, which may still admit (BW 2:33)."""
    row = work.get(Application, application_id)
    if row.outcome != REFUSED or row.decided_on is None:
        raise refuse("application.not_refused", N_("This applicant was not refused."))
    work.check(check_told(asked_on, row.decided_on, "asked_on"))
    row.meeting_asked_on = asked_on
    work.about = _name(work, row)


@operation(
    "members.tell_number",
    N_("Member number communicated"),
    N_("{who} recorded that {about} heard the member number"),
)
def tell_number(work: Work, membership_id: int, told_on: date) -> None:
    """The day on which a member heard the number (BW 2:61 asks it of W.A. and B.A.)."""
    row = work.get(Membership, membership_id)
    decided = row.applied_on or row.since
    work.check(check_told(told_on, decided, "told_on"))
    row.number_told_on = told_on
    work.about = spoken_name(work.get(Person, row.person_id))


def _name(work: Work, row: Application) -> str:
    return spoken_name(work.get(Person, row.person_id))


def _resolution(work: Work, body: str, decided_on: date, subject: str) -> int:
    return add_resolution(
        work, NewResolution(body, decided_on, subject, "", rule="absolute", outcome="accepted")
    )
