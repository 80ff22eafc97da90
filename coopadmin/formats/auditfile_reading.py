"""Reading the audit file of another program: XAF 3.1, 3.2 and 4.0, refused when it does not add up.

Elements are known by their names alone, so that what a version has more or less does not matter.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from coopadmin.formats.auditfile import (
    ACCOUNT_CODES,
    CREDIT,
    CURRENCY,
    DEBIT,
    JOURNAL_CODES,
    RELATION_CODES,
    AuditAccount,
    AuditCompany,
    AuditFile,
    AuditJournal,
    AuditLine,
    AuditRelation,
    AuditTransaction,
    OpeningLine,
)
from coopadmin.formats.auditfile_checks import OPENING, Control, checked, exact_cents, left_out
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Refused, refuse

_GOVERNMENT = "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1"
VERSIONS = {
    "http://www.auditfiles.nl/XAF/3.1": "3.1",
    "http://www.auditfiles.nl/XAF/3.2": "3.2",
    f"{_GOVERNMENT}.0/structures/XmlAuditfileFinancieel3.2.1": "3.2",
    f"{_GOVERNMENT}.1/structures/XmlauditfileXAF_4.0": "4.0",
    # Neither is the name of the schema, but programs write them: the first stands in its
    # explanation, the other nowhere.
    "http://www.odb.belastingdienst.nl/XAF/4.0": "4.0",
    "http://www.auditfiles.nl/XAF/4.0": "4.0",
}
_BY_NAMESPACE = {name.lower(): version for name, version in VERSIONS.items()}
_ACCOUNT_KINDS = {code: kind for kind, code in ACCOUNT_CODES.items()}
_JOURNAL_KINDS = {code: kind for kind, code in JOURNAL_CODES.items()} | {"O": OPENING}
_RELATION_KINDS = {code: kind for kind, code in RELATION_CODES.items()}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[TZ+-])")
_RGS = re.compile(r"[BW](?:[A-Z][A-Za-z0-9]{2}){1,5}")
_RGS_PLACES = ("RGScode", "conceptRef", "leadReference", "leadCode", "leadCrossRef")
# Files that call themselves ISO-8859-1 and come from Windows hold these: “ ” ’ – € and others.
_WINDOWS = {
    code: bytes([code]).decode("cp1252", "ignore") or "\ufffd" for code in range(0x80, 0xA0)
}
_READ_OF_LINE = set(
    "nr accID docRef effDate settDate desc amnt amntTp custSupID cost costID project projID".split()
)

MAX_ELEMENTS = 3_000_000
"""A year with a quarter of a million lines; more would fill the memory of a small computer."""

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadAuditFile:
    """What stood in a file: its books, its version, and what of it is not taken over."""

    file: AuditFile
    version: str
    remarks: tuple[Problem, ...]


def read_audit_file(content: bytes, name: str) -> ReadAuditFile:
    """The books of one year; `name` is only for the sentences.

    Refused, with the line or the entry, when it is no audit file of a known version, when an
    element that is needed lacks or cannot be read, when an account is unknown or of an unknown
    kind, and when entries, the opening balance or the totals do not add up.
    """
    reading = _Reading(name)
    if content.startswith(b"PK\x03\x04"):
        raise refuse(
            "auditfile.packed",
            N_("“{name}” is a packed file (ZIP). Unpack it and choose the file that was in it."),
            name=name,
        )
    try:
        for element in _elements(content, reading):
            reading.take(element)
    except etree.XMLSyntaxError as trouble:
        line = trouble.lineno or 1
        raise refuse(
            "auditfile.broken",
            N_("“{name}” cannot be read from line {line} on. Make the audit file once more."),
            name=name,
            line=line,
        ) from trouble
    return reading.result()


def _elements(content: bytes, reading: _Reading) -> Iterator[etree._Element]:
    """The elements of a file as they end; its root is judged before anything else is read."""
    events = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    begun = 0
    for event, element in events:
        if event == "end":
            yield element
            continue
        if not begun:
            reading.begin(element)
        begun += 1
        if begun > MAX_ELEMENTS:
            raise reading.refusal(
                "too_large", N_("“{name}” holds more than one year of books. Export one year.")
            )


@dataclass
class _Reading:
    """What was read so far."""

    name: str
    version: str = ""
    header: Texts = field(default_factory=dict)
    company: Texts = field(default_factory=dict)
    town: str = ""
    accounts: dict[str, AuditAccount] = field(default_factory=dict)
    relations: dict[str, AuditRelation] = field(default_factory=dict)
    opening: list[OpeningLine] = field(default_factory=list)
    opening_control: Control = field(default_factory=Control)
    control: Control = field(default_factory=Control)
    journals: list[AuditJournal] = field(default_factory=list)
    # Entries of the journal that is being read, and those of period 0, which are an opening.
    entries: list[AuditTransaction] = field(default_factory=list)
    zero: list[AuditTransaction] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def begin(self, root: etree._Element) -> None:
        qualified = etree.QName(root)
        written: Any = root.getroottree().docinfo  # the stubs lack this
        if written.doctype:
            raise self.refusal(
                "doctype",
                N_("“{name}” begins with definitions (DOCTYPE), which no audit file does."),
            )
        if qualified.localname != "auditfile":
            raise self.refusal(
                "no_auditfile", N_("“{name}” is not an audit file. Export one (XAF 3.2).")
            )
        namespace = qualified.namespace or ""
        self.version = _BY_NAMESPACE.get(namespace.strip().rstrip("/").lower(), "")
        if not self.version:
            raise self.refusal(
                "namespace",
                N_(
                    "“{name}” is an audit file of a kind that this program does not know"
                    " (“{namespace}”). Export it as XAF 3.2."
                ),
                namespace=namespace or "CLAIR",
            )

    def take(self, element: etree._Element) -> None:
        match etree.QName(element).localname, _parent(element):
            case "header", "auditfile":
                self.header = _texts(element)
            case "company", "auditfile":
                self.company = _texts(element)
            case "streetAddress", "company":
                self.town = self.town or _texts(element).get("city", "")
            case "customerSupplier", "customersSuppliers":
                self.take_relation(_texts(element))
            case "ledgerAccount", "generalLedger":
                self.take_account(element)
            case "openingBalance", "company":
                self.opening_control.said = _texts(element)
            case "obLine", "openingBalance":
                texts = _texts(element)
                account = self.needed(texts, "accID", element)
                amount = self.amount(texts, element, self.opening_control)
                self.opening.append(OpeningLine(account, amount))
            case "obSubledgers" | "subledgers" as part, _:
                self.dropped[part] += 1
                element.clear()
            case "transaction", "journal":
                self.take_transaction(element)
                element.clear()
            case "journal", "transactions":
                self.take_journal(_texts(element))
                element.clear()
            case "transactions", "company":
                self.control.said = _texts(element)
            case _:
                pass

    def take_relation(self, texts: Texts) -> None:
        number = texts.get("custSupID", "")
        kind = _RELATION_KINDS.get(texts.get("custSupTp", "B"), "both")
        self.relations[number] = AuditRelation(number, texts.get("custSupName", ""), kind)

    def take_account(self, element: etree._Element) -> None:
        texts = _texts(element)
        number, code = self.needed(texts, "accID", element), texts.get("accTp", "")
        if code not in _ACCOUNT_KINDS:
            raise self.refusal(
                "account_kind",
                N_(
                    "“{name}”, line {line}: account {account} is of the unknown kind “{kind}”. It"
                    " must be B (balance sheet) or P (profit and loss)."
                ),
                line=element.sourceline,
                account=number,
                kind=code,
            )
        if number in self.accounts:
            raise self.refusal(
                "account_twice",
                N_("“{name}”, line {line}: account {account} stands in the list twice."),
                line=element.sourceline,
                account=number,
            )
        concepts = (each.text for each in element.iter("{*}conceptRef"))
        texts["conceptRef"] = next((text for text in concepts if text), "")
        self.accounts[number] = AuditAccount(
            number, texts.get("accDesc", "") or number, _ACCOUNT_KINDS[code], _rgs(texts)
        )

    def take_transaction(self, element: etree._Element) -> None:
        texts = _texts(element)
        dated = self.day(texts, "trDt", element)
        lines = []
        for line in element.iterchildren("{*}trLine"):
            said = _texts(line)
            self.dropped.update(said.keys() - _READ_OF_LINE)
            self.dropped.update(
                etree.QName(part).localname for part in line.iterchildren("{*}vat", "{*}currency")
            )
            lines.append(
                AuditLine(
                    self.needed(said, "accID", line),
                    self.amount(said, line, self.control),
                    self.day(said, "effDate", line) if said.get("effDate") else dated,
                    said.get("docRef", ""),
                    said.get("desc", ""),
                    said.get("custSupID", ""),
                    said.get("cost", said.get("costID", "")),
                    said.get("project", said.get("projID", "")),
                )
            )
        entry = AuditTransaction(
            texts.get("nr", ""),
            dated,
            texts.get("desc", ""),
            tuple(lines),
            texts.get("Source", texts.get("sourceID", "")),
        )
        in_zero = texts.get("periodNumber", "").strip("0") == "" and "periodNumber" in texts
        (self.zero if in_zero else self.entries).append(entry)

    def take_journal(self, texts: Texts) -> None:
        number = texts.get("jrnID", "")
        kind = _JOURNAL_KINDS.get(texts.get("jrnTp", ""), "memorial")
        title = texts.get("desc", "") or number
        for opens, entries in ((True, self.zero), (False, self.entries)):
            if entries:
                shown = OPENING if opens else kind
                self.journals.append(AuditJournal(number, title, shown, tuple(entries)))
        self.zero, self.entries = [], []

    def result(self) -> ReadAuditFile:
        if self.header.get("curCode", CURRENCY) != CURRENCY:
            raise self.refusal(
                "currency",
                N_("“{name}” is kept in {currency}. This program keeps books in euros only."),
                currency=self.header["curCode"],
            )
        first, last = (self.day(self.header, end, None) for end in ("startDate", "endDate"))
        if last < first:
            raise self.unreadable("endDate", self.header["endDate"], None)
        audit = AuditFile(
            AuditCompany(
                self.company.get("companyName", ""),
                self.company.get("Commercenr", self.company.get("companyIdent", "")),
                self.company.get("taxRegIdent", ""),
                self.town,
            ),
            BookYear(Period(first, last), self.header.get("fiscalYear") or str(last.year)),
            self.day(self.header, "dateCreated", None) if self.header.get("dateCreated") else last,
            self.header.get("softwareDesc", ""),
            self.header.get("softwareVersion", ""),
            tuple(self.accounts.values()),
            tuple(self.relations.values()),
            tuple(self.opening),
            tuple(self.journals),
            self.header.get("RGSVersion", ""),
        )
        audit, remarks = checked(audit, self.name, self.opening_control, self.control)
        return ReadAuditFile(audit, self.version, (*remarks, *left_out(self.dropped)))

    def needed(self, texts: Texts, element: str, at: etree._Element | None) -> str:
        if not (text := texts.get(element, "")):
            raise self.refusal(
                "missing",
                N_("“{name}”, line {line}: the element “{element}” is missing or empty."),
                element=element,
                line=at.sourceline if at is not None else 1,
            )
        return text

    def day(self, texts: Texts, element: str, at: etree._Element | None) -> date:
        text = self.needed(texts, element, at)
        try:
            if not _DAY.match(text):
                raise ValueError(text)
            return date.fromisoformat(text[:10])
        except ValueError:
            raise self.unreadable(element, text, at) from None

    def amount(self, texts: Texts, at: etree._Element, control: Control) -> Money:
        """The amount of a line, exactly; a negative debit is a credit."""
        text, side = self.needed(texts, "amnt", at), self.needed(texts, "amntTp", at)
        if side not in (DEBIT, CREDIT):
            raise self.unreadable("amntTp", side, at)
        if (cents := exact_cents(text)) is None:
            raise self.unreadable("amnt", text, at)
        control.count(cents, in_debit=side == DEBIT)
        return Money(cents if side == DEBIT else -cents)

    def unreadable(self, element: str, text: str, at: etree._Element | None) -> Refused:
        return self.refusal(
            "unreadable",
            N_("“{name}”, line {line}: “{text}” cannot be read as the value of “{element}”."),
            element=element,
            text=text[:40],
            line=at.sourceline if at is not None else 1,
        )

    def refusal(self, code: str, sentence: str, **values: Any) -> Refused:
        return refuse(f"auditfile.{code}", sentence, name=self.name, **values)


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return etree.QName(parent).localname if parent is not None else ""


def _texts(element: etree._Element) -> Texts:
    """The texts that stand directly in an element, by name; the first of each, without ends."""
    found: Texts = {}
    for child in element.iterchildren("{*}*"):
        if len(child) == 0:
            text = (child.text or "").strip().translate(_WINDOWS)
            found.setdefault(etree.QName(child).localname, text)
    return found


def _rgs(texts: Texts) -> str:
    """The code of the reference scheme, wherever a version or a program puts it."""
    for place in _RGS_PLACES:
        code = texts.get(place, "").rpartition("#")[2].rpartition(":")[2]
        if match := _RGS.match(code):
            return match[0]
    return ""
