"""The processings that the program itself does, in plain words: whose data, what for, who gets it.

Which data that are follows from the tables; a table belongs to the processing of its feature, or
to one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coopadmin.kernel.problem import N_

NOBODY = N_("Nobody outside the board.")


@dataclass(frozen=True)
class Processing:
    """One line of the register of processing (AVG 30), as `N_()` texts."""

    name: str
    purpose: str
    people: str
    recipients: str = NOBODY


MEMBERS, OFFICERS, CONSENTS, NOTES = "members", "officers", "consents", "notes"
MONEY, CAPITAL, MEETINGS, VOLUNTEERS = "money", "capital", "meetings", "volunteers"
DOCUMENTS, BOARD, HISTORY, BREACHES, LETTERS = (
    "documents",
    "board",
    "history",
    "breaches",
    "letters",
)
PROCESSINGS: Mapping[str, Processing] = {
    MEMBERS: Processing(
        N_("Register of members"),
        N_("To know who is a member, since when, and how they are reached and convened."),
        N_("Members, former members, applicants, and who lives in a household with them"),
        N_("The board. Where members are liable, the trade register gets a list (BW 2:61)."),
    ),
    MONEY: Processing(
        N_("Contributions and payments"),
        N_("To charge contributions, see what was paid, and keep the books that the law asks for."),
        N_("Members, former members, and who pays for them"),
        N_("The treasurer, the audit committee, the bank and, where it asks, the tax office."),
    ),
    CAPITAL: Processing(
        N_("Capital of members"),
        N_("To know who put in how much, and what must be repaid when."),
        N_("Members and former members with capital in the cooperative"),
        N_("The treasurer, the audit committee and the bank."),
    ),
    MEETINGS: Processing(
        N_("Meetings, minutes and annual reports"),
        N_("To hold general meetings, count votes, and keep what was decided."),
        N_("Members, their proxies, and guests at meetings"),
        N_("The members, through minutes and annual reports; the municipality, where it pays."),
    ),
    OFFICERS: Processing(
        N_("Board and committees"),
        N_("To know who holds which office, and to register directors where the law asks it."),
        N_("Directors, supervisors and members of committees"),
        N_("The members, the bank, and the trade register of the Chamber of Commerce."),
    ),
    VOLUNTEERS: Processing(
        N_("Volunteers and their hours"),
        N_("To divide the work, to thank, and to account for what was done with a grant."),
        N_("Volunteers"),
        N_("Who leads an activity; the municipality gets totals without names."),
    ),
    LETTERS: Processing(
        N_("Letters and e-mail"),
        N_("To reach members, and to know what was sent to whom."),
        N_("Members, applicants and volunteers"),
        N_("The provider of the mailbox, and who delivers the post."),
    ),
    CONSENTS: Processing(
        N_("Consents"),
        N_("To show who consented to what, and since when (AVG 7)."),
        N_("Members, and parents of members under 16"),
    ),
    NOTES: Processing(
        N_("Notes on people"),
        N_("To remember what was agreed with somebody, for a limited time."),
        N_("Members and volunteers"),
    ),
    DOCUMENTS: Processing(
        N_("Documents"),
        N_("To keep forms, letters and contracts with what they are about."),
        N_("Who is named in a document"),
    ),
    BOARD: Processing(
        N_("Work of the board"),
        N_("To keep tasks, deadlines and selections of members."),
        N_("Directors, volunteers, and who is named in a task"),
    ),
    HISTORY: Processing(
        N_("History and security of the file"),
        N_(
            "To see who changed what, to take back mistakes, and to prove that nothing was altered."
        ),
        N_("Who works with the file, and those whose data were changed"),
        N_("The board and the audit committee."),
    ),
    BREACHES: Processing(
        N_("Data breaches and this register"),
        N_("To write down every data breach, as the law asks (AVG 33)."),
        N_("Those whose data a breach was about"),
        N_("The Autoriteit Persoonsgegevens, when a breach is reported."),
    ),
}

OF_FEATURE: Mapping[str, str] = {
    "people": MEMBERS,
    "members": MEMBERS,
    "contributions": MONEY,
    "ledger": MONEY,
    "payments": MONEY,
    "bank": MONEY,
    "capital": CAPITAL,
    "meetings": MEETINGS,
    "annual": MEETINGS,
    "volunteers": VOLUNTEERS,
    "activities": VOLUNTEERS,
    "correspondence": LETTERS,
    "attachments": DOCUMENTS,
    "deadlines": BOARD,
    "desk": BOARD,
    "cooperative": BOARD,
    "store": HISTORY,
    "privacy": BREACHES,
}
OF_TABLE: Mapping[str, str] = {
    "consent": CONSENTS,
    "consent_purpose": CONSENTS,
    "person_note": NOTES,
    "selection": BOARD,
    "term_of_office": OFFICERS,
}
