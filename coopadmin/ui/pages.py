"""The pages of the window in their order, named as dotted strings and loaded at first use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coopadmin.kernel.loading import loaded
from coopadmin.words import N_

if TYPE_CHECKING:
    from coopadmin.ui.kit.page import Page


@dataclass(frozen=True)
class Part:
    """A part of a page that is found by its name; `place` is for the page's `visit`.

    `called` are other words by which people look for it.
    """

    title: str
    place: Any
    called: str = ""


@dataclass(frozen=True)
class Command:
    """What the page offers under this name, found before the page was loaded; and its key."""

    title: str
    key: str = ""


@dataclass(frozen=True)
class PageEntry:
    """A line of the sidebar: where it stands, its key, and the class that is its page.

    `group` is the title of its group, "" for the top and BOTTOM for the fixed part below.
    `key` is in Qt's notation; keys keep the numbers of the whole program, so that they do not
    shift when a page comes or goes. `where` is `package.module:Class`. `parts` and `commands` are
    for who searches; `drafts` are screens in it that keep drafts under a name of their own.
    """

    name: str
    title: str
    icon: str
    group: str
    key: str
    where: str
    parts: tuple[Part, ...] = ()
    commands: tuple[Command, ...] = ()
    drafts: tuple[str, ...] = ()


FINDER = "coopadmin.ui.finding:Finder"
HELP = "coopadmin.ui.help.beside:HelpBeside"
LIST_DEEDS = "coopadmin.ui.listkeys:list_deeds"
"""What a window has beside its pages, loaded when it gets its books."""

TOP, BOTTOM = "", "bottom"
PEOPLE, MONEY, GOVERNING = N_("People"), N_("Money"), N_("Governing")

PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "overview", N_("Overview"), "home", TOP, "Ctrl+1", "coopadmin.ui.overview.page:OverviewPage"
    ),
    PageEntry(
        "members",
        N_("Members"),
        "users",
        PEOPLE,
        "Ctrl+2",
        "coopadmin.ui.members.page:MembersPage",
        parts=(
            Part(N_("Households"), "households"),
            Part(N_("Age, area and kind"), "profile"),
            Part(N_("Birthdays"), "birthdays"),
            Part(N_("Jubilees"), "jubilees"),
        ),
        commands=(
            Command(N_("New member"), "Ctrl+N"),
            Command(N_("Read in a list"), "Ctrl+I"),
            Command(N_("Export")),
        ),
        drafts=("households", "import"),
    ),
    PageEntry(
        "hours",
        N_("Volunteer hours"),
        "clock-heart",
        PEOPLE,
        "Ctrl+4",
        "coopadmin.ui.volunteers.page:HoursPage",
        commands=(Command(N_("Add activity")), Command(N_("Read list of hours"), "Ctrl+I")),
    ),
    PageEntry(
        "letters",
        N_("Letters and e-mail"),
        "mail",
        PEOPLE,
        "Ctrl+5",
        "coopadmin.ui.letters.page:LettersPage",
        commands=(Command(N_("New text"), "Ctrl+N"),),
    ),
    PageEntry(
        "contributions",
        N_("Contributions"),
        "receipt-euro",
        MONEY,
        "Ctrl+6",
        "coopadmin.ui.contributions.page:ContributionsPage",
        parts=(
            Part(N_("Tariffs"), "tariffs"),
            Part(N_("Charge members"), "run"),
            Part(N_("Capital"), "capital"),
        ),
    ),
    PageEntry(
        "ledger",
        N_("Books"),
        "book",
        MONEY,
        "Ctrl+8",
        "coopadmin.ui.ledger.page:LedgerPage",
        parts=(
            Part(
                N_("Income and expenditure"),
                "income",
                N_("profit and loss, result, statement, what came in, what it cost, surplus"),
            ),
            Part(
                N_("Balance sheet"),
                "balance",
                N_("assets, liabilities, reserves, debts, equity, what we have, what we owe"),
            ),
            Part(
                N_("Ledger"),
                "accounts",
                N_("accounts, ledger cards, trial balance, debit, credit, general ledger"),
            ),
        ),
        commands=(
            Command(N_("Received"), "Ctrl+Shift+O"),
            Command(N_("Paid"), "Ctrl+B"),
            Command(N_("From account to account")),
            Command(N_("Still to pay")),
        ),
    ),
    PageEntry(
        "meetings",
        N_("Meetings"),
        "gavel",
        GOVERNING,
        "Ctrl+0",
        "coopadmin.ui.meetings.page:MeetingsPage",
        parts=(Part(N_("Resolutions"), "resolutions"),),
        commands=(Command(N_("New meeting"), "Ctrl+N"),),
    ),
    PageEntry(
        "annual",
        N_("Annual report"),
        "report",
        GOVERNING,
        "Ctrl+J",
        "coopadmin.ui.annual.page:AnnualPage",
        commands=(
            Command(N_("Make PDF"), "Ctrl+Shift+S"),
            Command(N_("Print…"), "Ctrl+P"),
            Command(N_("Adopted by resolution…")),
        ),
    ),
    PageEntry(
        "history",
        N_("History"),
        "history",
        BOTTOM,
        "Ctrl+H",
        "coopadmin.ui.history.page:HistoryPage",
    ),
    PageEntry(
        "settings",
        N_("Settings"),
        "settings",
        BOTTOM,
        "Ctrl+,",
        "coopadmin.ui.settings.page:SettingsPage",
        parts=(
            Part(
                N_("Cooperative"),
                "cooperative",
                N_("name, address, legal form, book year, bank account, IBAN, seat"),
            ),
            Part(
                N_("Statutes"),
                "statutes",
                N_("rules, articles, term of notice, majority, quorum, term of convocation"),
            ),
            Part(
                N_("Board and committees"),
                "officers",
                N_("chair, secretary, treasurer, board members, committee, care circle, appoint"),
            ),
            Part(
                N_("Retirement schedule"),
                "officers schedule",
                N_("rota, who retires when, end of terms, reappointment, re-election"),
            ),
            Part(
                N_("Kinds of membership"),
                "kinds",
                N_("types of members, votes per member, membership types"),
            ),
            Part(
                N_("Own fields"),
                "own_fields",
                N_("extra fields, custom fields, more details of members, questions of our own"),
            ),
            Part(
                N_("Chart of accounts"),
                "chart",
                N_("ledger accounts, RGS codes, account numbers"),
            ),
            Part(
                N_("Deadlines"),
                "deadlines",
                N_("contracts, insurance, permits, subscriptions, grants, certificate of conduct"),
            ),
            Part(
                N_("Privacy"),
                "privacy",
                N_("GDPR, consent, data protection, data breach"),
            ),
            Part(
                N_("Register of processing"),
                "privacy register",
                N_("register of processing activities, AVG 30, recipients"),
            ),
            Part(
                N_("Privacy statement"),
                "privacy statement",
                N_("statement for the website, what we do with your data"),
            ),
            Part(
                N_("Data breaches"),
                "privacy breaches",
                N_("leak, lost stick, 72 hours, Autoriteit Persoonsgegevens"),
            ),
            Part(
                N_("Who can be erased"),
                "privacy erasing",
                N_("erase, forget, anonymise, former members, retention terms"),
            ),
            Part(
                N_("Legal amounts"),
                "rates",
                N_("rates, allowance for volunteers, kilometres, ceiling, statutory maximum"),
            ),
            Part(
                N_("Sending e-mail"),
                "mail",
                N_("SMTP, server, mailbox, sender, password, provider, test message"),
            ),
            Part(
                N_("House style"),
                "style",
                N_("logo, colours, letterhead, layout of papers"),
            ),
            Part(
                N_("Documents"),
                "documents",
                N_("attachments, files, PDF, pictures, room, disk space, large files"),
            ),
            Part(
                N_("Who is at work"),
                "who",
                N_("user, my name, another name, signature, log in"),
            ),
            Part(
                N_("Backup"),
                "backup",
                N_("copies, restore, put back, stick, safe copy, recover"),
            ),
            Part(
                N_("Appearance"),
                "appearance",
                N_("letter size, larger text, font, dark, night, language, English, Dutch, theme"),
            ),
        ),
    ),
)


def load(entry: PageEntry) -> type[Page]:
    """The class of a page, imported when it is first shown."""
    found: type[Page] = loaded(entry.where)
    return found
