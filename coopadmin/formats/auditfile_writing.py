"""Writing the audit file: XAF 3.2, and 4.0, the only one that is accepted from 2027."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    AuditFile,
    AuditLine,
    AuditTransaction,
    Totals,
)
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.words import _

VERSIONS = ("3.2", "4.0")
# Signs that XML cannot hold, not even escaped. Source: XML 1.0, production 2.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANY = 0
_DAY, _AMOUNT, _COUNT, _CODE = 10, 21, 10, 3
_TOTALS = {"linesCount": _COUNT, "totalDebit": _AMOUNT, "totalCredit": _AMOUNT}
_AMOUNTS = {"amnt": _AMOUNT, "amntTp": _CODE}
_ID = 35
# Two of these cut to the same letters would be one: longer ones are refused.
_IDS = {"accID", "custSupID", "jrnID", "nr"}

Values = Mapping[str, str | None]


@dataclass(frozen=True)
class _Shape:
    """What a version has room for: elements in their order, each with the longest text in it."""

    namespace: str
    elements: Mapping[str, Mapping[str, int]]


_SHAPES = {
    "3.2": _Shape(
        "http://www.auditfiles.nl/XAF/3.2",
        {
            "header": {
                "fiscalYear": 9,
                "startDate": _DAY,
                "endDate": _DAY,
                "curCode": _CODE,
                "dateCreated": _DAY,
                "softwareDesc": 50,
                "softwareVersion": 20,
            },
            "company": {
                "companyIdent": _ID,
                "companyName": 999,
                "taxRegistrationCountry": _CODE,
                "taxRegIdent": 30,
            },
            "streetAddress": {"city": 50, "country": _CODE},
            "customerSupplier": {"custSupID": _ID, "custSupName": 50, "custSupTp": _CODE},
            "ledgerAccount": {"accID": _ID, "accDesc": 999, "accTp": _CODE, "leadReference": 999},
            "period": {"periodNumber": _CODE, "startDatePeriod": _DAY, "endDatePeriod": _DAY},
            "openingBalance": {"opBalDate": _DAY, "opBalDesc": 999, **_TOTALS},
            "obLine": {"nr": _ID, "accID": _ID, **_AMOUNTS},
            "transactions": _TOTALS,
            "journal": {"jrnID": _ID, "desc": _ANY, "jrnTp": _CODE},
            "transaction": {
                "nr": _ID,
                "desc": _ANY,
                "periodNumber": _CODE,
                "trDt": _DAY,
                "sourceID": _ID,
            },
            "trLine": {
                "nr": _ID,
                "accID": _ID,
                "docRef": 999,
                "effDate": _DAY,
                "desc": _ANY,
                **_AMOUNTS,
                "custSupID": _ID,
                "costID": _ID,
                "projID": _ID,
            },
        },
    ),
    # The name of the schema itself: what the explanation beside it prints is another.
    "4.0": _Shape(
        "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0",
        {
            "header": {
                "fiscalYear": 9,
                "startDate": _DAY,
                "endDate": _DAY,
                "curCode": _CODE,
                "dateCreated": _DAY,
                "softwareDesc": 50,
                "softwareVersion": 20,
                "RGSVersion": 20,
            },
            "company": {
                "Commercenr": 100,
                "companyName": 255,
                "taxRegistrationCountry": _CODE,
                "taxRegIdent": 30,
            },
            "streetAddress": {"city": 50, "country": _CODE},
            "customerSupplier": {
                "custSupID": _ID,
                "custSupName": 50,
                "custSupTp": _CODE,
                "opBalDesc": _AMOUNT,
                "opBalTp": _CODE,
                "clBalDesc": _AMOUNT,
                "clBalTp": _CODE,
            },
            "ledgerAccount": {"accID": _ID, "accDesc": 255, "accTp": _CODE, "RGScode": 255},
            "period": {"periodNumber": _CODE, "startDatePeriod": _DAY, "endDatePeriod": _DAY},
            "openingBalance": _TOTALS,
            "obLine": {"nr": _ID, "accID": _ID, **_AMOUNTS},
            "transactions": _TOTALS,
            "journal": {"jrnID": _ID, "desc": _ANY, "jrnTp": _CODE},
            "transaction": {
                "nr": _ID,
                "desc": _ANY,
                "periodNumber": _CODE,
                "trDt": _DAY,
                "Source": 999,
            },
            "trLine": {
                "nr": _ID,
                "accID": _ID,
                "docRef": 255,
                "effDate": _DAY,
                "desc": _ANY,
                **_AMOUNTS,
                "custSupID": _ID,
                "cost": 999,
                "project": 999,
            },
        },
    ),
}


def audit_file_as_xml(audit: AuditFile, version: str = "4.0") -> bytes:
    """The file in one of VERSIONS, as UTF-8.

    Texts are cut at what the version has room for; signs that XML cannot hold become U+FFFD.
    Refused for a number of more than 35 signs. The values must be sound: every line on an
    account of the list, every transaction within the year and balanced.
    """
    shape = _SHAPES[version]
    names: dict[Any, str] = {None: shape.namespace}  # the stubs know no default namespace
    root = etree.Element(f"{{{shape.namespace}}}auditfile", nsmap=names)
    _add(root, "header", _header(audit), shape)
    company = _add(root, "company", _company(audit), shape)
    _add(company, "streetAddress", {"city": audit.company.town or None, "country": "NL"}, shape)
    if audit.relations:
        relations = _add(company, "customersSuppliers", {}, shape)
        for relation in audit.relations:
            values = {
                "custSupID": relation.number,
                "custSupName": relation.name,
                "custSupTp": RELATION_CODES[relation.kind],
                **_amount(relation.opening, "opBalDesc", "opBalTp"),
                **_amount(relation.closing, "clBalDesc", "clBalTp"),
            }
            _add(relations, "customerSupplier", values, shape)
    accounts = _add(company, "generalLedger", {}, shape)
    for account, rgs in _with_own_codes(audit.accounts):
        values = {
            "accID": account.number,
            "accDesc": account.name,
            "accTp": ACCOUNT_CODES[account.kind],
            "leadReference": rgs,
            "RGScode": rgs,
        }
        _add(accounts, "ledgerAccount", values, shape)
    months = list(audit.year.period.months())
    periods = _add(company, "periods", {}, shape)
    for number, month in enumerate(months, 1):
        values = {
            "periodNumber": str(number),
            "startDatePeriod": month.first.isoformat(),
            "endDatePeriod": month.last.isoformat(),
        }
        _add(periods, "period", values, shape)
    values = {
        "opBalDate": audit.year.first.isoformat(),
        "opBalDesc": _("Opening balance"),
        **_totals(audit.opening_totals),
    }
    opening = _add(company, "openingBalance", values, shape)
    for number, line in enumerate(audit.opening, 1):
        values = {"nr": str(number), "accID": line.account, **_amount(line.amount)}
        _add(opening, "obLine", values, shape)
    transactions = _add(company, "transactions", _totals(audit.totals), shape)
    period_of = {(month.first.year, month.first.month): at for at, month in enumerate(months, 1)}
    for journal in audit.journals:
        values = {
            "jrnID": journal.number,
            "desc": journal.name,
            "jrnTp": JOURNAL_CODES[journal.kind],
        }
        book = _add(transactions, "journal", values, shape)
        for transaction in journal.transactions:
            _add_transaction(book, transaction, period_of, shape)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _header(audit: AuditFile) -> Values:
    return {
        "fiscalYear": audit.year.label,
        "startDate": audit.year.first.isoformat(),
        "endDate": audit.year.last.isoformat(),
        "curCode": CURRENCY,
        "dateCreated": audit.created.isoformat(),
        "softwareDesc": audit.program,
        "softwareVersion": audit.program_version,
        "RGSVersion": audit.rgs_version or None,
    }


def _company(audit: AuditFile) -> Values:
    return {
        "companyIdent": audit.company.chamber_number or None,
        "Commercenr": audit.company.chamber_number or None,
        "companyName": audit.company.name,
        "taxRegistrationCountry": "NL",
        "taxRegIdent": audit.company.tax_number,
    }


def _add_transaction(
    book: etree._Element,
    transaction: AuditTransaction,
    period_of: Mapping[tuple[int, int], int],
    shape: _Shape,
) -> None:
    day: date = transaction.dated
    values = {
        "nr": transaction.number,
        "desc": transaction.description or None,
        "periodNumber": str(period_of[day.year, day.month]),
        "trDt": day.isoformat(),
        "sourceID": transaction.source or None,
        "Source": transaction.source or None,
    }
    entry = _add(book, "transaction", values, shape)
    for number, line in enumerate(transaction.lines, 1):
        _add(entry, "trLine", {"nr": str(number), **_line(line)}, shape)


def _line(line: AuditLine) -> dict[str, str | None]:
    return {
        "accID": line.account,
        "docRef": line.document,
        "effDate": line.dated.isoformat(),
        "desc": line.description or None,
        **_amount(line.amount),
        "custSupID": line.relation or None,
        "costID": line.cost or None,
        "cost": line.cost or None,
        "projID": line.project or None,
        "project": line.project or None,
    }


def _amount(amount: Money, value: str = "amnt", side: str = "amntTp") -> dict[str, str | None]:
    return {value: str(Money(abs(amount.cents))), side: CREDIT if amount.cents < 0 else DEBIT}


def _totals(totals: Totals) -> dict[str, str | None]:
    return {
        "linesCount": str(totals.lines),
        "totalDebit": str(totals.debit),
        "totalCredit": str(totals.credit),
    }


def _with_own_codes(
    accounts: tuple[AuditAccount, ...],
) -> Iterator[tuple[AuditAccount, str | None]]:
    """Every account with its RGS code, which a file may name only once.

    Several accounts under one code get `.01`, `.02` behind it, as the scheme lets its users do.
    """
    times = Counter(account.rgs for account in accounts if account.rgs)
    given: defaultdict[str, int] = defaultdict(int)
    for account in accounts:
        if times[account.rgs] > 1:
            given[account.rgs] += 1
            yield account, f"{account.rgs}.{given[account.rgs]:02}"
        else:
            yield account, account.rgs or None


def _add(parent: etree._Element, name: str, values: Values, shape: _Shape) -> etree._Element:
    """A new element with those of the values that the version knows; None stays out."""
    element = etree.SubElement(parent, f"{{{shape.namespace}}}{name}")
    for child, longest in shape.elements.get(name, {}).items():
        text = values[child]
        if text is not None:
            written = etree.SubElement(element, f"{{{shape.namespace}}}{child}")
            written.text = _fitting(text, child, longest)
    return element


def _fitting(text: str, name: str, longest: int) -> str:
    clean = _NOT_IN_XML.sub("\ufffd", text)
    if name in _IDS:
        clean = clean.strip()
        if len(clean) > longest:
            raise refuse(
                "auditfile.long_number",
                N_("The number “{text}” is too long for an audit file. Give at most 35 signs."),
                text=clean,
            )
    return clean[:longest] if longest else clean
