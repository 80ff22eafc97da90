"""Operations on consents: give, withdraw, remove, and the purposes of the cooperative itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select

from coopadmin.kernel.problem import refuse
from coopadmin.people.consent_rules import (
    CONVOCATION,
    PURPOSES,
    Given,
    Giver,
    ManyConsents,
    NewConsent,
    check_consent,
    check_purpose,
    check_withdrawal,
)
from coopadmin.people.consents import BY_EMAIL, list_purposes
from coopadmin.people.model import Consent, ConsentPurpose, Person
from coopadmin.people.names import spoken_name
from coopadmin.store.model import Done
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _, count


@operation("consents.give", N_("Note consent"), N_("{who} noted a consent of {about}"))
def give_consent(work: Work, new: NewConsent) -> None:
    """Somebody consents to a purpose; to convocation by e-mail it is noted with the person."""
    person = work.get(Person, new.person_id)
    own = _purpose(work, new.purpose)
    known = _known(work, person, new.purpose)
    giver = Giver(person.birth_date, person.birth_year, person.death_date)
    work.check(check_consent(new, giver, known, work.today))
    work.about = f"{spoken_name(person)}: {_named(own, new.purpose)}"
    if new.purpose == CONVOCATION:
        if not person.email:
            raise refuse(
                "person.convocation",
                N_("To convene by e-mail an e-mail address is needed (BW 2:41)."),
                field="purpose",
            )
        person.convocation_by, person.convocation_consent_on = BY_EMAIL, new.given_on
        return
    work.add(
        Consent(
            person_id=person.id,
            purpose=new.purpose,
            purpose_id=own.id if own is not None else None,
            given_on=new.given_on,
            channel=new.channel,
            source=new.source.strip(),
            guardian=new.guardian.strip(),
        )
    )


@operation("consents.give_many", N_("Note consents"), N_("{who} noted consents to {about}"))
def give_consents(work: Work, new: ManyConsents) -> int:
    """Everybody of these consents who does not yet; gives how many that were.

    Children and the dead are left out, because they cannot consent themselves.
    """
    own = _purpose(work, new.purpose)
    if new.purpose == CONVOCATION:
        raise refuse(
            "consent.one_by_one",
            N_("Consent to convocation by e-mail is noted at each member (BW 2:41)."),
            field="purpose",
        )
    first = NewConsent(0, new.purpose, new.given_on, new.channel, new.source.strip())
    work.check(check_consent(first, Giver(), (), work.today))
    known: dict[int, list[Given]] = defaultdict(list)
    for kept in work.session.scalars(select(Consent).where(Consent.purpose == new.purpose)):
        known[kept.person_id].append(Given(kept.given_on, kept.withdrawn_on))
    wanted = set(new.person_ids)
    columns = (Person.id, Person.birth_date, Person.birth_year, Person.death_date)
    giving = []
    for row in work.session.execute(select(*columns).order_by(Person.id)):
        giver = Giver(row.birth_date, row.birth_year, row.death_date)
        if row.id in wanted and not any(
            check_consent(first, giver, known.get(row.id, ()), work.today)
        ):
            giving.append(row.id)
    if not giving:
        raise refuse(
            "consent.nobody", N_("Nobody of these can still consent: they do already, or cannot.")
        )
    rest = {
        "purpose": new.purpose,
        "purpose_id": own.id if own is not None else None,
        "given_on": new.given_on,
        "withdrawn_on": None,
        "channel": new.channel,
        "source": first.source,
        "guardian": "",
    }
    work.add_many(Consent, [{"person_id": each, **rest} for each in giving])
    work.about = f"{_named(own, new.purpose)}: {count(len(giving))}"
    return len(giving)


@operation("consents.withdraw", N_("Withdraw consent"), N_("{who} withdrew a consent of {about}"))
def withdraw_consent(work: Work, person_id: int, purpose: str, withdrawn_on: date) -> None:
    """From that day on somebody does not consent any more; that it was given stays in the file.

    Who is not convened by e-mail any more gets a letter.
    """
    person = work.get(Person, person_id)
    own = _purpose(work, purpose)
    held = next((each for each in _known(work, person, purpose) if each.withdrawn_on is None), None)
    work.check(check_withdrawal(held, withdrawn_on, work.today))
    work.about = f"{spoken_name(person)}: {_named(own, purpose)}"
    if purpose == CONVOCATION:
        person.convocation_by, person.convocation_consent_on = "letter", None
        return
    row = next(each for each in _rows(work, person_id, purpose) if each.withdrawn_on is None)
    row.withdrawn_on = withdrawn_on


@operation("consents.remove", N_("Remove consent"), N_("{who} removed a consent of {about}"))
def remove_consent(work: Work, consent_id: int) -> None:
    """It was noted by mistake: it was never given."""
    row = work.get(Consent, consent_id)
    person = work.get(Person, row.person_id)
    own = work.get(ConsentPurpose, row.purpose_id) if row.purpose_id is not None else None
    work.about = f"{spoken_name(person)}: {_named(own, row.purpose)}"
    work.remove(row)


@operation("consents.add_purpose", N_("Add purpose"), N_("{who} added a consent: {about}"))
def add_purpose(work: Work, name: str, explanation: str = "") -> int:
    """Something else that the cooperative asks consent for; gives its number."""
    taken = [each.name for each in list_purposes(work.session)]
    work.check(check_purpose(name, explanation, taken))
    row = work.add(
        ConsentPurpose(
            number=1 + (work.session.scalar(select(func.max(Done.sequence))) or 0),
            name=" ".join(name.split()),
            explanation=explanation.strip(),
            in_use=True,
        )
    )
    work.about = row.name
    return row.number


def put_purpose(
    work: Work, number: int, name: str, explanation: str, in_use: bool
) -> tuple[str, str]:
    """A purpose as it is from now on; gives what it was called and is called. Raises Refused."""
    row = _purpose(work, str(number))
    if row is None:
        raise _unknown(str(number))
    others = [each.name for each in list_purposes(work.session) if each.number != number]
    work.check(check_purpose(name, explanation, others))
    old = row.name
    row.name, row.explanation = " ".join(name.split()), explanation.strip()
    row.in_use = in_use
    work.about = row.name
    return old, row.name


def join_consents(work: Work, kept_id: int, gone_id: int) -> None:
    """Of one person who stood there twice: two consents to one thing at one time are one.

    Where either was withdrawn, it was. Those of the entry that goes are removed then.
    """
    kept, gone = (
        work.session.scalars(
            select(Consent).where(Consent.person_id == each).order_by(Consent.given_on)
        ).all()
        for each in (kept_id, gone_id)
    )
    twice = []
    for row in gone:
        for known in kept:
            ends = [each.withdrawn_on for each in (known, row) if each.withdrawn_on]
            starts = [each.given_on for each in (known, row)]
            if known.purpose == row.purpose and max(starts) <= min(ends, default=date.max):
                known.given_on, known.withdrawn_on = min(starts), min(ends, default=None)
                twice.append(row.id)
                break
    work.remove_many(Consent, twice)


def _purpose(work: Work, key: str) -> ConsentPurpose | None:
    """The own purpose under a key; None for one that every cooperative has."""
    if key in PURPOSES:
        return None
    wanted = int(key) if key.isascii() and key.isdigit() else 0
    row = work.session.scalars(
        select(ConsentPurpose).where(ConsentPurpose.number == wanted)
    ).first()
    if row is None:
        raise _unknown(key)
    return row


def _unknown(key: str) -> Exception:
    return refuse(
        "consent.purpose",
        N_("“{text}” is no purpose. Choose one of: {choices}."),
        field="purpose",
        text=key,
        choices=", ".join(PURPOSES),
    )


def _named(own: ConsentPurpose | None, key: str) -> str:
    return _(PURPOSES[key]) if own is None else own.name


def _rows(work: Work, person_id: int, purpose: str) -> list[Consent]:
    statement = select(Consent).where(Consent.person_id == person_id, Consent.purpose == purpose)
    return list(work.session.scalars(statement))


def _known(work: Work, person: Person, purpose: str) -> list[Given]:
    if purpose == CONVOCATION:
        since = person.convocation_consent_on
        held = person.convocation_by == BY_EMAIL and since is not None
        return [Given(since)] if held and since is not None else []
    return [Given(row.given_on, row.withdrawn_on) for row in _rows(work, person.id, purpose)]
