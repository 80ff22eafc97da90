"""Audit files that we write: valid by their schemas and rules, whatever stands in a name."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
import pyxaf
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coopadmin.formats.auditfile import (
    AuditAccount,
    AuditCompany,
    AuditFile,
    AuditJournal,
    AuditLine,
    AuditRelation,
    AuditTransaction,
    OpeningLine,
)
from coopadmin.formats.auditfile_reading import read_audit_file
from coopadmin.formats.auditfile_writing import VERSIONS, audit_file_as_xml
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from tests.realfiles import real_file

YEAR = BookYear.starting(date(2025, 7, 1))


def line(account: str, cents: int, **more: str) -> AuditLine:
    return AuditLine(account, Money(cents), date(2025, 9, 3), "2025-0007", **more)


def entry(number: str, *lines: AuditLine, description: str = "") -> AuditTransaction:
    return AuditTransaction(number, date(2025, 9, 3), description, lines, source="item")


SOUND = AuditFile(
    company=AuditCompany("Coöperatie De Esdoorn U.A.", "12345678", "", "Ravenwoud"),
    year=YEAR,
    created=date(2026, 8, 1),
    program="coopadmin",
    program_version="0.1.0",
    accounts=(
        AuditAccount("10201", "Bankrekening", "balance", "BLimBanRba"),
        AuditAccount("10202", "Spaarrekening", "balance", "BLimBanRba"),
        AuditAccount("05253", "Overige reserves", "balance", "BEivOvrOrs"),
        AuditAccount("13011", "Debiteuren", "balance"),
        AuditAccount("80000", "Contributies", "result", "WOmzNohOlh"),
    ),
    relations=(
        AuditRelation("L0012", "Anna van der Berg", "customer", Money(0), Money(2500)),
        AuditRelation("L0013", "Bakkerij “Het Brood” & Zn.", "supplier"),
    ),
    opening=(OpeningLine("10201", Money(123_45)), OpeningLine("05253", Money(-123_45))),
    journals=(
        AuditJournal(
            "VERK",
            "Verkoop",
            "sales",
            (
                entry(
                    "2025-2026-0001",
                    line("13011", 25_00, relation="L0012", cost="Boodschappendienst"),
                    line("80000", -25_00, project="Fonds <Buurt>"),
                    description="Contributie 2025 & entree",
                ),
            ),
        ),
        AuditJournal("BANK", "Bank", "bank", ()),
    ),
    rgs_version="3.7",
)


def schema_32() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(real_file("xsd/XmlAuditfileFinancieel3.2.xsd")))


def ours(version: str, audit: AuditFile = SOUND) -> etree._Element:
    return etree.fromstring(audit_file_as_xml(audit, version))


def found(root: etree._Element, name: str) -> list[str | None]:
    return [element.text for element in root.iter(f"{{*}}{name}")]


def complaints(content: bytes) -> list[str]:
    """What the rules of the format say of a file, from its container to the codes in it."""
    return [
        f"{finding.code} {finding.message}"
        for finding in pyxaf.validate(io.BytesIO(content), xsd=True).findings
        if finding.severity > pyxaf.Severity.INFO
    ]


def test_version_3_2_is_valid_by_its_schema() -> None:
    schema_32().assertValid(ours("3.2"))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_passes_the_schema_and_every_rule_of_its_version(version: str) -> None:
    content = audit_file_as_xml(SOUND, version)
    assert complaints(content) == []
    read = pyxaf.validate(io.BytesIO(content), xsd=True)
    assert read.format.version == version
    assert read.format.namespace_status == pyxaf.NamespaceStatus.OFFICIAL
    assert read.stats["lines"] == 2
    assert "L4x xsd" in read.checked


@pytest.mark.parametrize("version", VERSIONS)
def test_a_rule_that_is_broken_would_be_seen(version: str) -> None:
    content = audit_file_as_xml(SOUND, version).replace(b"<amnt>25.00<", b"<amnt>25.01<", 1)
    codes = {complaint[:7] for complaint in complaints(content)}
    assert codes == {"XAF5007", "XAF5010"}


@pytest.mark.parametrize("version", VERSIONS)
def test_books_without_entries_and_relations_are_valid(version: str) -> None:
    empty = replace(SOUND, relations=(), opening=(), journals=(), company=AuditCompany("De Brug"))
    content = audit_file_as_xml(empty, version)
    assert complaints(content) == []
    if version == "3.2":
        schema_32().assertValid(etree.fromstring(content))


def test_totals_stand_above_the_lines() -> None:
    root = ours("4.0")
    assert found(root, "linesCount") == ["2", "2"]
    assert found(root, "totalDebit") == ["123.45", "25.00"]
    assert found(root, "totalCredit") == ["123.45", "25.00"]
    assert found(root, "amntTp") == ["D", "C", "D", "C"]


def test_a_code_that_several_accounts_share_gets_a_number_of_its_own_behind_it() -> None:
    codes = ["BLimBanRba.01", "BLimBanRba.02", "BEivOvrOrs", "WOmzNohOlh"]
    assert found(ours("4.0"), "RGScode") == codes
    assert found(ours("3.2"), "leadReference") == codes


def test_activity_and_grant_stand_with_the_line_in_the_words_of_the_version() -> None:
    assert found(ours("3.2"), "costID") == ["Boodschappendienst"]
    assert found(ours("4.0"), "cost") == ["Boodschappendienst"]
    assert found(ours("4.0"), "project") == ["Fonds <Buurt>"]


def test_an_entry_stands_in_the_month_of_its_book_year() -> None:
    root = ours("3.2")
    assert found(root, "periodNumber") == [*map(str, range(1, 13)), "3"]
    assert found(root, "startDatePeriod")[:2] == ["2025-07-01", "2025-08-01"]


@pytest.mark.parametrize("version", VERSIONS)
def test_long_texts_are_cut_to_what_the_version_has_room_for(version: str) -> None:
    long = "Vereniging tot Nut van Allen " * 60
    account = AuditAccount("1", long, "balance")
    relation = AuditRelation("1", long, "both")
    audit = replace(
        SOUND,
        company=AuditCompany(long, town=long),
        accounts=(*SOUND.accounts, account),
        relations=(*SOUND.relations, relation),
        journals=(
            AuditJournal(
                "M", long, "memorial",
                (entry("1", line("10201", 5, cost=long), line("1", -5), description=long),),
            ),
        ),
    )  # fmt: skip
    assert complaints(audit_file_as_xml(audit, version)) == []
    assert found(ours(version, audit), "custSupName")[-1] == long[:50]


def test_a_number_that_would_be_cut_is_refused() -> None:
    twin = AuditAccount("9" * 36, "Te lang", "balance")
    with pytest.raises(Refused, match="at most 35 signs"):
        audit_file_as_xml(replace(SOUND, accounts=(twin,)), "4.0")


def test_signs_that_xml_cannot_hold_are_shown_as_missing() -> None:
    audit = replace(SOUND, company=AuditCompany("Een\x00twee\x0bdrie\ufffevier\ud800"))
    assert found(ours("4.0", audit), "companyName") == ["Een�twee�drie�vier�"]


@given(
    text=st.text(max_size=60),
    cents=st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6),
    version=st.sampled_from(VERSIONS),
)
def test_whatever_is_written_is_valid_and_reads_back_the_same(
    text: str, cents: list[int], version: str
) -> None:
    lines = [line("10201", each, description=text) for each in cents]
    last = line("80000", -sum(cents))
    audit = replace(
        SOUND,
        company=AuditCompany(text or "x"),
        journals=(AuditJournal("M", "Memo", "memorial", (entry("1", *lines, last),)),),
    )
    content = audit_file_as_xml(audit, version)
    assert complaints(content) == []
    read = read_audit_file(content, "boek.xaf")
    assert (read.version, read.remarks) == (version, ())
    assert read.file.totals == audit.totals
    assert read.file.opening == audit.opening
    (journal,) = read.file.journals
    assert [each.amount.cents for each in journal.transactions[0].lines] == [*cents, -sum(cents)]


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_written_is_read_back(version: str) -> None:
    read = read_audit_file(audit_file_as_xml(SOUND, version), "boek.xaf").file
    assert (read.year, read.created) == (SOUND.year, SOUND.created)
    assert read.company == SOUND.company
    assert [(each.number, each.name, each.kind) for each in read.accounts] == [
        (each.number, each.name, each.kind) for each in SOUND.accounts
    ]
    assert [re.sub(r"\W.*", "", each.rgs) for each in read.accounts] == [
        each.rgs for each in SOUND.accounts
    ]
    assert [(each.number, each.name, each.kind) for each in read.relations] == [
        (each.number, each.name, each.kind) for each in SOUND.relations
    ]
    assert [journal for journal in read.journals if journal.transactions] == [SOUND.journals[0]]
