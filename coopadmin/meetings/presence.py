"""Operations on who is there: members and guests coming in, proxies given and revoked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from coopadmin.cooperative.queries import get_statutes
from coopadmin.kernel.problem import N_, Problem
from coopadmin.meetings.facts import VoterRow
from coopadmin.meetings.model import Attendance, Meeting, Proxy
from coopadmin.meetings.queries import get_meeting, voters_on
from coopadmin.meetings.rules import NewProxy, check_proxy, check_texts
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.store.work import Work, operation


@operation(
    "meetings.record_attendance",
    N_("Record attendance"),
    N_("{who} recorded who was present: {about}"),
)
def record_attendance(work: Work, meeting_id: int, person_ids: Sequence[int]) -> None:
    """Members come in, with the votes of their kind on that day; proxies they gave lapse."""
    meeting = work.get(Meeting, meeting_id)
    facts = get_meeting(work.session, meeting_id)
    there = {each.person.person_id for each in facts.present}
    # Whoever comes lets a proxy lapse; what a mate in the household casts stays there.
    coming = [each for each in facts.casting if each in there or each not in person_ids]
    voters = voters_on(work.session, meeting.held_on, [*coming, *person_ids], meeting.body)
    work.check(
        (
            *_too_early(meeting.held_on, work.today),
            *check_attendance(person_ids, voters, there, meeting.held_on),
        )
    )
    lapsed = [proxy.id for proxy in facts.proxies if proxy.grantor.person_id in person_ids]
    work.remove_many(Proxy, lapsed)
    work.add_many(Attendance, attendance_rows(meeting_id, person_ids, voters))
    work.about = ", ".join(voters[person_id].person.name for person_id in person_ids[:3])


@operation("meetings.record_guest", N_("Record guest"), N_("{who} recorded a guest: {about}"))
def record_guest(work: Work, meeting_id: int, name: str) -> int:
    """Someone without a vote comes in; gives the id of the line."""
    meeting = work.get(Meeting, meeting_id)
    work.check((*_too_early(meeting.held_on, work.today), *check_guest(name)))
    work.about = name.strip()
    return work.add(Attendance(meeting_id=meeting.id, guest=name.strip(), votes=0)).id


@operation(
    "meetings.remove_attendance",
    N_("Remove from attendance"),
    N_("{who} took {about} off the list of those present"),
)
def remove_attendance(work: Work, attendance_id: int) -> None:
    """Somebody was not there after all, or has left; a proxy held counts no more."""
    row = work.get(Attendance, attendance_id)
    work.about = row.guest if row.person_id is None else _name(work, row.person_id)
    work.remove(row)


@operation("meetings.record_proxy", N_("Record proxy"), N_("{who} recorded a proxy of {about}"))
def record_proxy(work: Work, meeting_id: int, new: NewProxy) -> int:
    """One member lets another vote; gives its id. Limits are those of the statutes (BW 2:38)."""
    meeting = work.get(Meeting, meeting_id)
    facts = get_meeting(work.session, meeting_id)
    voters = voters_on(
        work.session, meeting.held_on, [*facts.casting, new.grantor_id], meeting.body
    )
    given = {proxy.grantor.person_id: proxy.holder.person_id for proxy in facts.proxies}
    there = {each.person.person_id for each in facts.present}
    most = get_statutes(work.session, meeting.held_on).proxies_per_holder
    work.check(check_proxies([new], voters, there, given, most))
    work.about = voters[new.grantor_id].person.name
    return work.add(proxy_row(meeting_id, new, voters)).id


@operation("meetings.revoke_proxy", N_("Revoke proxy"), N_("{who} revoked the proxy of {about}"))
def revoke_proxy(work: Work, proxy_id: int) -> None:
    """A proxy that was withdrawn, or noted by mistake."""
    row = work.get(Proxy, proxy_id)
    work.about = _name(work, row.grantor_id)
    work.remove(row)


def _name(work: Work, person_id: int) -> str:
    return spoken_name(work.get(Person, person_id))


def attendance_rows(
    meeting_id: int, person_ids: Sequence[int], voters: Mapping[int, VoterRow]
) -> list[dict[str, object]]:
    """Lines of the attendance list for members, in the order in which they came."""
    return [
        {
            "meeting_id": meeting_id,
            "person_id": person_id,
            "guest": "",
            "votes": voters[person_id].votes,
        }
        for person_id in person_ids
    ]


def proxy_row(meeting_id: int, new: NewProxy, voters: Mapping[int, VoterRow]) -> Proxy:
    """A proxy with the votes that its grantor has on the day of the meeting."""
    return Proxy(
        meeting_id=meeting_id,
        grantor_id=new.grantor_id,
        holder_id=new.holder_id,
        votes=voters[new.grantor_id].votes,
        instruction=new.instruction.strip(),
    )


def check_attendance(
    person_ids: Sequence[int], voters: Mapping[int, VoterRow], there: set[int], day: date
) -> Iterator[Problem]:
    """Everyone who comes in is a member on the day, and comes in once."""
    seen = set(there)
    for person_id in person_ids:
        voter = voters.get(person_id)
        if voter is None:
            yield Problem(
                "attendance.no_member",
                N_("This person is not a member on {day}. Enter a guest instead."),
                {"day": day},
                "person",
            )
        elif person_id in seen:
            yield Problem(
                "attendance.double",
                N_("{name} is on the attendance list already."),
                {"name": voter.person.name},
                "person",
            )
        seen.add(person_id)


def check_guest(name: str) -> Iterator[Problem]:
    """A guest has a name that can be kept."""
    if not name.strip():
        yield Problem("attendance.guest", N_("Type the name of the guest."), field="guest")
    yield from check_texts({"guest": name})


def check_proxies(
    proxies: Sequence[NewProxy],
    voters: Mapping[int, VoterRow],
    there: set[int],
    given: Mapping[int, int],
    most: int | None,
) -> Iterator[Problem]:
    """Each proxy in turn, beside those given before it (`given`: holder by grantor)."""
    names = {person_id: row.person.name for person_id, row in voters.items()}
    votes = {person_id: row.votes for person_id, row in voters.items()}
    known = dict(given)
    for new in proxies:
        yield from check_texts({"instruction": new.instruction})
        if new.grantor_id in known:
            yield Problem(
                "proxy.double",
                N_("{name} has given a proxy to {holder} already. Revoke that one first."),
                {
                    "name": names.get(new.grantor_id, ""),
                    "holder": names.get(known[new.grantor_id], ""),
                },
                "grantor",
            )
            continue
        yield from check_proxy(
            new,
            names=names,
            votes=votes,
            present=there,
            held_already=Counter(known.values())[new.holder_id],
            most=most,
        )
        known[new.grantor_id] = new.holder_id


def _too_early(held_on: date, today: date) -> Iterator[Problem]:
    if held_on > today:
        yield Problem(
            "attendance.too_early",
            N_("This meeting is on {day}. Attendance can be recorded from that day on."),
            {"day": held_on},
        )
