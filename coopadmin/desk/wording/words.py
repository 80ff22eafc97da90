"""What tables and columns are called in history: a word for every audited table and column."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.householdwords import HOUSEHOLDS
from coopadmin.desk.wording.ledgerwords import LEDGER
from coopadmin.desk.wording.letterwords import LETTERS
from coopadmin.desk.wording.moneywords import MONEY
from coopadmin.desk.wording.paperwords import PAPER_TABLES
from coopadmin.desk.wording.privacywords import PRIVACY
from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.desk.wording.taskwords import TASKS
from coopadmin.words import N_

_NAME, _NOTE, _KIND, _BOOK_YEAR = N_("Name"), N_("Note"), N_("Kind"), N_("Book year")
_FIRST, _LAST, _SINCE, _UNTIL = N_("First day"), N_("Last day"), N_("Since"), N_("Until")
_DATED, _DUE, _AMOUNT = N_("Dated"), N_("Due"), N_("Amount")
_PERSON, _ACTIVITY, _MEETING = N_("Person"), N_("Activity"), N_("Meeting")
_NUMBER, _POSITION, _RESOLUTION = N_("Number"), N_("Place in the list"), N_("Resolution")
_BODY, _SUBJECT, _TEXT, _VOTES = N_("Body"), N_("Subject"), N_("Text"), N_("Votes")
_FOR, _AGAINST, _BLANK, _INVALID = N_("For"), N_("Against"), N_("Blank"), N_("Invalid")
_VALID_FROM, _SOURCE, _VALUE = N_("Valid from"), N_("Source"), N_("Value")
_CODE, _OUTCOME, _MAJORITY = N_("What it is"), N_("Outcome"), N_("Majority")
_WHAT, _WHO, _BY_WHEN = N_("What"), N_("Who"), N_("By when")
_BLANK_COUNTS, _TOWN, _EMAIL = N_("Blank votes count"), N_("Town"), N_("E-mail")


TABLES: Mapping[str, TableWords] = {
    **MONEY,
    **LEDGER,
    **PAPER_TABLES,
    **TASKS,
    **HOUSEHOLDS,
    **PRIVACY,
    **LETTERS,
    "action_item": TableWords(
        N_("Action item"),
        {
            "meeting_id": _MEETING,
            "agenda_item_id": N_("Agenda item"),
            "text": _WHAT,
            "who": _WHO,
            "due": _BY_WHEN,
            "done_on": N_("Done on"),
        },
    ),
    "activity": TableWords(
        _ACTIVITY,
        {
            "name": _NAME,
            "theme": N_("Theme"),
            "aim": N_("Aim"),
            "target_group": N_("For whom"),
            "since": _SINCE,
            "until": _UNTIL,
            "position": _POSITION,
            "unit": N_("What is counted"),
            "counts_people": N_("Different people counted too"),
            "target_hours": N_("Aim: hours a year"),
            "target_count": N_("Aim: number a year"),
        },
    ),
    "activity_count": TableWords(
        N_("Number counted"),
        {
            "activity_id": _ACTIVITY,
            "what": N_("Of what"),
            "first": _FIRST,
            "last": _LAST,
            "number": _NUMBER,
        },
    ),
    "activity_lead": TableWords(
        N_("Lead of an activity"), {"activity_id": _ACTIVITY, "person_id": _PERSON}
    ),
    "agenda_item": TableWords(
        N_("Agenda item"),
        {
            "meeting_id": _MEETING,
            "position": N_("Place on the agenda"),
            "kind": _KIND,
            "title": N_("Title"),
            "planned_minutes": N_("Minutes planned"),
            "presenter": N_("Presented by"),
            "proposal": N_("Proposal"),
            "minutes": N_("Minutes"),
        },
    ),
    "application": TableWords(
        N_("Application"),
        {
            "person_id": _PERSON,
            "kind_id": N_("Kind of membership"),
            "applied_on": N_("Applied on"),
            "channel": N_("How"),
            "kept_at": N_("Kept at"),
            "outcome": N_("Outcome"),
            "decided_on": N_("Decided on"),
            "reason": N_("Reason"),
            "told_on": N_("Told on"),
            "meeting_asked_on": N_("Asked the general meeting on"),
            "resolution_id": _RESOLUTION,
            "membership_id": N_("Membership"),
        },
    ),
    "attendance": TableWords(
        N_("Attendance"),
        {
            "meeting_id": _MEETING,
            "person_id": _PERSON,
            "guest": N_("Guest"),
            "votes": _VOTES,
        },
    ),
    "cooperative": TableWords(
        N_("Cooperative"),
        {
            "name": _NAME,
            "legal_form": N_("Legal form"),
            "kind": _KIND,
            "founded_on": N_("Founded on"),
            "year_begins_in": N_("The book year begins in"),
            "town": _TOWN,
            "municipality": N_("Municipality"),
            "email": _EMAIL,
            "website": N_("Website"),
            "chamber_number": N_("Number at the Chamber of Commerce"),
            "iban": N_("IBAN"),
            "accent": N_("Colour of documents"),
            "attachment_megabytes": N_("Largest attachment (MB)"),
            "example": N_("Example"),
        },
    ),
    "custody": TableWords(
        N_("Handover of the file"),
        {
            "number": _NUMBER,
            "kind": _KIND,
            "time": N_("Time"),
            "origin": N_("Computer"),
            "who": _WHO,
            "name": N_("To whom"),
            "note": _NOTE,
        },
    ),
    "dated_rate": TableWords(
        N_("Amount of law or policy"),
        {
            "code": _CODE,
            "valid_from": _VALID_FROM,
            "value": _VALUE,
            "source": _SOURCE,
            "to_be_checked": N_("To be checked"),
        },
    ),
    "earlier_figure": TableWords(
        N_("Figure of an earlier year"), {"book_year": _BOOK_YEAR, "code": _CODE, "value": _VALUE}
    ),
    "exceptional_year": TableWords(
        N_("Short or long year"), {"label": _BOOK_YEAR, "first": _FIRST, "last": _LAST}
    ),
    "hour_entry": TableWords(
        N_("Hours"),
        {
            "person_id": _PERSON,
            "activity_id": _ACTIVITY,
            "people": N_("People"),
            "first": _FIRST,
            "last": _LAST,
            "worked": N_("Worked"),
            "estimated": N_("Estimated"),
            "note": _NOTE,
        },
    ),
    "lock": TableWords(
        N_("Lock"),
        {
            "kind": _KIND,
            "key": N_("Of what"),
            "reason": N_("Reason"),
            "resolution": _RESOLUTION,
        },
    ),
    "meeting": TableWords(
        _MEETING,
        {
            "body": _BODY,
            "title": N_("Title"),
            "held_on": N_("Day"),
            "begins": N_("Begins"),
            "ends": N_("Ends"),
            "place": N_("Place"),
            "form": N_("Form"),
            "convened_on": N_("Convened on"),
            "convocation_explanation": N_("Why convened late"),
            "documents": N_("Documents"),
            "candidates": N_("Candidates"),
            "status": N_("State"),
            "chair_id": N_("Chair"),
            "minute_taker_id": N_("Minutes taken by"),
            "adopted_by_id": N_("Adopted by"),
            "adopted_on": N_("Adopted on"),
        },
    ),
    "membership": TableWords(
        N_("Membership"),
        {
            "number": N_("Member number"),
            "person_id": _PERSON,
            "kind_id": N_("Kind of membership"),
            "payer_id": N_("Payer"),
            "since": N_("Member since"),
            "since_estimated": N_("First day estimated"),
            "until": N_("Member until"),
            "end_reason": N_("Reason of end"),
            "notice_on": N_("Notice received on"),
            "applied_on": N_("Applied on"),
            "resolution_id": _RESOLUTION,
            "end_ground": N_("Ground of end"),
            "acknowledged_on": N_("Acknowledged on"),
            "number_told_on": N_("Number communicated on"),
            "persons_covered": N_("Persons covered"),
            "remark": N_("Remark"),
        },
    ),
    "membership_kind": TableWords(
        N_("Kind of membership"),
        {
            "name": _NAME,
            "votes": _VOTES,
            "covers_household": N_("Covers a household"),
            "shared_contribution": N_("One contribution per household"),
            "shared_votes": N_("A household votes as one"),
            "position": _POSITION,
            "in_use": N_("In use"),
        },
    ),
    "person": TableWords(
        _PERSON,
        {
            "nature": _KIND,
            "salutation": N_("Form of address"),
            "title": N_("Title before the name"),
            "initials": N_("Initials"),
            "first_names": N_("First names"),
            "call_name": N_("First name used"),
            "prefix": N_("Surname prefix"),
            "surname": N_("Surname"),
            "partner_prefix": N_("Prefix of partner’s surname"),
            "partner_surname": N_("Partner’s surname"),
            "name_usage": N_("Use of surnames"),
            "organisation_name": N_("Name of organisation"),
            "birth_date": N_("Date of birth"),
            "birth_year": N_("Year of birth"),
            "death_date": N_("Date of death"),
            "street": N_("Street"),
            "house_number": N_("House number"),
            "house_letter": N_("House letter"),
            "house_addition": N_("Addition to house number"),
            "postcode": N_("Postcode"),
            "town": _TOWN,
            "country": N_("Country"),
            "email": _EMAIL,
            "phone": N_("Telephone"),
            "mobile": N_("Mobile"),
            "iban": N_("IBAN"),
            "convocation_by": N_("Convocation"),
            "convocation_consent_on": N_("Consent to convocation by e-mail"),
            "large_print": N_("Letters in large print"),
            "note": _NOTE,
        },
    ),
    "proxy": TableWords(
        N_("Proxy"),
        {
            "meeting_id": _MEETING,
            "grantor_id": N_("Given by"),
            "holder_id": N_("Given to"),
            "votes": _VOTES,
            "instruction": N_("Instruction"),
        },
    ),
    "report_text": TableWords(
        N_("Text of the annual report"),
        {
            "book_year": _BOOK_YEAR,
            "section": N_("Section"),
            "language": N_("Language"),
            "text": _TEXT,
        },
    ),
    "resolution": TableWords(
        _RESOLUTION,
        {
            "body": _BODY,
            "year": N_("Year"),
            "sequence": _NUMBER,
            "decided_on": N_("Decided on"),
            "subject": _SUBJECT,
            "text": _TEXT,
            "rule": _MAJORITY,
            "outcome": _OUTCOME,
            "votes_for": _FOR,
            "votes_against": _AGAINST,
            "votes_blank": _BLANK,
            "votes_invalid": _INVALID,
            "published_on": N_("Made known on"),
            "follow_up": N_("Follow-up"),
        },
    ),
    "sanction": TableWords(
        N_("Suspension or expulsion"),
        {
            "membership_id": N_("Membership"),
            "expels": N_("Expulsion"),
            "first": _FIRST,
            "last": _LAST,
            "reasons": N_("Reasons"),
            "told_on": N_("Told on"),
            "appealed_on": N_("Appealed on"),
            "outcome": N_("Outcome"),
            "resolution_id": _RESOLUTION,
        },
    ),
    "statutes_profile": TableWords(
        N_("Statutes profile"),
        {
            "valid_from": _VALID_FROM,
            "convocation_days": N_("Days of convocation"),
            "amendment_convocation_days": N_("Days of convocation, change of statutes"),
            "termination_days": N_("Days of notice"),
            "termination_pro_rata": N_("Pays for part of the year only"),
            "majority": _MAJORITY,
            "amendment_majority": N_("Majority, change of statutes"),
            "blank_counts": _BLANK_COUNTS,
            "tie_on_persons": N_("Tie on persons"),
            "quorum": N_("Quorum"),
            "amendment_quorum": N_("Quorum, change of statutes"),
            "proxies_per_holder": N_("Proxies per holder"),
            "electronic_votes": N_("Electronic votes"),
            "board_term_years": N_("Years of a board term"),
            "board_terms": N_("Board terms at most"),
            "audit_committee_size": N_("Members of the audit committee"),
            "source": _SOURCE,
            "checked": N_("Compared with the statutes"),
        },
    ),
    "term_of_office": TableWords(
        N_("Term of office"),
        {
            "person_id": _PERSON,
            "body": _BODY,
            "office": N_("Office"),
            "first": _FIRST,
            "planned_last": N_("Planned last day"),
            "last": _LAST,
            "number": N_("Term number"),
            "group_name": N_("Committee or circle"),
            "votes": _VOTES,
            "most_terms": N_("Terms at most"),
            "resolution_id": _RESOLUTION,
        },
    ),
    "volunteer_task": TableWords(
        N_("Place on the hours list"),
        {"activity_id": _ACTIVITY, "person_id": _PERSON, "since": _SINCE, "until": _UNTIL},
    ),
    "vote": TableWords(
        N_("Vote"),
        {
            "meeting_id": _MEETING,
            "agenda_item_id": N_("Agenda item"),
            "proposal": N_("Proposal"),
            "subject": _SUBJECT,
            "method": N_("Way of voting"),
            "majority": _MAJORITY,
            "blank_counts": _BLANK_COUNTS,
            "votes_for": _FOR,
            "votes_against": _AGAINST,
            "votes_blank": _BLANK,
            "votes_invalid": _INVALID,
            "votes_abstained": N_("Abstained"),
            "outcome": _OUTCOME,
            "by_lot": N_("Decided by lot"),
            "explanation": N_("Explanation"),
            "resolution_id": _RESOLUTION,
        },
    ),
}
