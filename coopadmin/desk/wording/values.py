"""How a value of any table is written in history: tokens in words, amounts, dates, yes and no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coopadmin.activities.rules import THEMES
from coopadmin.annual.rules import EARLIER_FIGURES, SECTIONS
from coopadmin.capital.rules import MOVEMENTS, REPAYMENTS, TREATMENTS
from coopadmin.contributions.rules import PRO_RATA
from coopadmin.cooperative.names import LEGAL_FORMS
from coopadmin.cooperative.rules import KINDS, TIES
from coopadmin.cooperative.wording import majority_words, rate_label, rate_value
from coopadmin.correspondence.rules import OCCASIONS, REASONS, RESULTS, WAYS
from coopadmin.correspondence.server import SECURITIES
from coopadmin.deadlines.rules import KINDS as DEADLINE_KINDS
from coopadmin.deadlines.rules import UNITS as NOTICE_UNITS
from coopadmin.desk.changed import ChangedRow
from coopadmin.desk.erase_rules import STEPS as ERASING_STEPS
from coopadmin.desk.wording.words import TABLES
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.ledger.cash import pieces_in_words
from coopadmin.ledger.entries import JOURNALS, SOURCES
from coopadmin.ledger.places import FUND_KINDS, PLACES
from coopadmin.ledger.rules import ITEM_KINDS as ITEM_KINDS_OWED
from coopadmin.ledger.rules import SETTLED_BY
from coopadmin.ledger.year_states import STEPS as YEAR_STEPS
from coopadmin.ledger.year_steps import TITLES as YEAR_END_TITLES
from coopadmin.meetings.rules import FORMS, ITEM_KINDS, METHODS, OUTCOMES, STATUSES, SUBJECTS
from coopadmin.members.admission import OUTCOMES as APPLICATION_OUTCOMES
from coopadmin.members.rules import COOPERATIVE_GROUNDS, END_REASONS, MEMBER_GROUNDS
from coopadmin.members.sanctions import SANCTION_OUTCOMES
from coopadmin.members.selection_words import text_in_words
from coopadmin.people.consent_rules import CHANNELS, PURPOSES
from coopadmin.people.own_rules import BASES as OWN_BASES
from coopadmin.people.own_rules import KEEPS as OWN_KEEPS
from coopadmin.people.own_rules import KINDS as OWN_KINDS
from coopadmin.people.own_rules import shown_of_any_kind
from coopadmin.people.rules import BODIES, CONVOCATIONS, NATURES, OFFICES
from coopadmin.privacy.rules import REPORTS, RISKS, TELLINGS
from coopadmin.words import N_, _, clock, date_short, hours, money, month_name

NOTHING = "–"
_LANGUAGES = {"nl": N_("Dutch"), "en": N_("English")}
_SALUTATIONS = {"mr": N_("Mr"), "mrs": N_("Mrs"), "neutral": N_("Neutral")}
_NAME_USAGES = {
    "own": N_("own surname"),
    "partner": N_("partner’s surname"),
    "partner-own": N_("partner’s, then own"),
    "own-partner": N_("own, then partner’s"),
}
_STEPS = {
    "handed": N_("handed over"),
    "taken-back": N_("taken back"),
    "continued": N_("gone on with"),
}
_DIRECTIONS = {"receivable": N_("to receive"), "payable": N_("to pay")}
_OWN = N_("Own purpose")
_STATEMENT_LINES = {token: place.label for token, place in PLACES.items()}
_OCCASIONS = {token: each.title for token, each in OCCASIONS.items()}
_TOKENS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("account", "place"): _STATEMENT_LINES,
    ("activity", "theme"): THEMES,
    ("agenda_item", "kind"): ITEM_KINDS,
    ("breach", "report"): REPORTS,
    ("breach", "risk"): RISKS,
    ("breach", "telling"): TELLINGS,
    ("capital_movement", "type"): MOVEMENTS,
    ("application", "channel"): CHANNELS,
    ("came_back", "way"): WAYS,
    ("application", "outcome"): APPLICATION_OUTCOMES,
    ("consent", "channel"): CHANNELS,
    ("cooperative", "kind"): KINDS,
    ("cooperative", "legal_form"): LEGAL_FORMS,
    ("custody", "kind"): _STEPS,
    ("deadline", "kind"): DEADLINE_KINDS,
    ("deadline", "unit"): NOTICE_UNITS,
    ("earlier_figure", "code"): EARLIER_FIGURES,
    ("letter_template", "language"): _LANGUAGES,
    ("letter_template", "occasion"): _OCCASIONS,
    ("entry", "journal"): JOURNALS,
    ("entry", "source"): SOURCES,
    ("erasure", "step"): ERASING_STEPS,
    ("explanation", "place"): _STATEMENT_LINES,
    ("fund", "kind"): FUND_KINDS,
    ("year_check", "step"): YEAR_END_TITLES,
    ("year_step", "step"): YEAR_STEPS,
    ("meeting", "form"): FORMS,
    ("meeting", "status"): STATUSES,
    ("membership", "end_ground"): COOPERATIVE_GROUNDS | MEMBER_GROUNDS,
    ("membership", "end_reason"): END_REASONS,
    ("open_item", "direction"): _DIRECTIONS,
    ("open_item", "kind"): ITEM_KINDS_OWED,
    ("own_field", "basis"): OWN_BASES,
    ("own_field", "keep"): OWN_KEEPS,
    ("own_field", "kind"): OWN_KINDS,
    ("person", "convocation_by"): CONVOCATIONS,
    ("person", "name_usage"): _NAME_USAGES,
    ("person", "nature"): NATURES,
    ("person", "salutation"): _SALUTATIONS,
    ("privacy_text", "language"): _LANGUAGES,
    ("report_text", "language"): _LANGUAGES,
    ("report_text", "section"): SECTIONS,
    ("resolution", "outcome"): OUTCOMES,
    ("sanction", "outcome"): SANCTION_OUTCOMES,
    ("sending", "language"): _LANGUAGES,
    ("sending", "occasion"): _OCCASIONS,
    ("mail_server", "security"): SECURITIES,
    ("sent_letter", "reason"): REASONS,
    ("sent_letter", "result"): RESULTS,
    ("sent_letter", "way"): WAYS,
    ("settlement", "method"): SETTLED_BY,
    ("share_kind", "repaid"): REPAYMENTS,
    ("share_kind", "treatment"): TREATMENTS,
    ("statutes_profile", "tie_on_persons"): TIES,
    ("tariff", "pro_rata"): PRO_RATA,
    ("term_of_office", "body"): BODIES,
    ("term_of_office", "office"): OFFICES,
    ("vote", "method"): METHODS,
    ("vote", "outcome"): OUTCOMES,
    ("vote", "subject"): SUBJECTS,
}
_OTHER: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("cash_count", "pieces"): pieces_in_words,
    ("consent", "purpose"): lambda key: _(PURPOSES.get(key, _OWN)),
    ("cooperative", "year_begins_in"): month_name,
    ("dated_rate", "code"): rate_label,
    ("membership", "number"): lambda number: f"{number:04d}",
    ("own_field", "choices"): lambda choices: ", ".join(choices.splitlines()),
    ("own_value", "lasting"): shown_of_any_kind,
    ("own_value", "value"): shown_of_any_kind,
    ("selection", "criteria"): text_in_words,
    ("task_mark", "code"): lambda code: _("own task") if code == "own" else _("task by the rules"),
    ("resolution", "rule"): majority_words,
    ("statutes_profile", "amendment_majority"): majority_words,
    ("statutes_profile", "amendment_quorum"): majority_words,
    ("statutes_profile", "majority"): majority_words,
    ("statutes_profile", "quorum"): majority_words,
    ("vote", "majority"): majority_words,
}


@dataclass(frozen=True)
class WasBecame:
    """One line of the table: what it is about, what it was, what it became."""

    id: str
    label: str
    was: str
    became: str


def shown(table: str, column: str, value: Any) -> str:
    """One value in the language spoken; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if (table, column) in _OTHER:
        return _OTHER[table, column](value)
    if (table, column) in _TOKENS:
        return _(_TOKENS[table, column].get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Duration):
        return _("{hours} hours").format(hours=hours(value))
    if isinstance(value, datetime):
        return f"{date_short(value.date())}, {clock(value)}"
    if isinstance(value, date):
        return date_short(value)
    return str(value)


def lines_of(row: ChangedRow, place: int) -> list[WasBecame]:
    """The cells of one changed row; `place` tells rows with the same columns apart."""
    known = {cell.column: cell for cell in row.cells}
    code = known["code"].after or known["code"].before if "code" in known else ""
    lines = []
    for cell in row.cells:
        if (row.table, cell.column) == ("dated_rate", "value") and code:
            was, became = (
                NOTHING if value is None else rate_value(code, value)
                for value in (cell.before, cell.after)
            )
        else:
            was, became = (
                shown(row.table, cell.column, value) for value in (cell.before, cell.after)
            )
        words = TABLES[row.table].columns if row.table in TABLES else {}
        label = _(words.get(cell.column, cell.column))
        lines.append(WasBecame(f"{place}.{cell.column}", label, was, became))
    return lines


def heading_of(row: ChangedRow) -> str:
    """What a changed row is: `Persoon: Geertje Bergsma`."""
    word = _(TABLES[row.table].row) if row.table in TABLES else row.table
    return f"{word}: {row.name}" if row.name else word
