"""Audit files of other programs: tolerant of how they write, refused when they do not add up."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from coopadmin.formats import auditfile_reading
from coopadmin.formats.auditfile_reading import VERSIONS, ReadAuditFile, read_audit_file
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.words import say

NAMESPACE = "http://www.auditfiles.nl/XAF/3.2"
HEADER = """<header><fiscalYear>2025</fiscalYear><startDate>2025-01-01</startDate>
<endDate>2025-12-31</endDate><curCode>EUR</curCode><dateCreated>2026-02-01</dateCreated>
<softwareDesc>Ander pakket</softwareDesc><softwareVersion>9</softwareVersion></header>"""
ACCOUNTS = """<generalLedger>
<ledgerAccount><accID>1000</accID><accDesc>Bank</accDesc><accTp>B</accTp></ledgerAccount>
<ledgerAccount><accID>0500</accID><accDesc>Reserve</accDesc><accTp>B</accTp></ledgerAccount>
<ledgerAccount><accID>8000</accID><accDesc>Contributie</accDesc><accTp>P</accTp></ledgerAccount>
</generalLedger>"""
OPENING = """<openingBalance><opBalDate>2025-01-01</opBalDate><linesCount>2</linesCount>
<totalDebit>100.00</totalDebit><totalCredit>100.00</totalCredit>
<obLine><nr>1</nr><accID>1000</accID><amnt>100</amnt><amntTp>D</amntTp></obLine>
<obLine><nr>2</nr><accID>0500</accID><amnt>100.0</amnt><amntTp>C</amntTp></obLine>
</openingBalance>"""
TRANSACTIONS = """<transactions><linesCount>2</linesCount><totalDebit>25.50</totalDebit>
<totalCredit>25.50</totalCredit><journal><jrnID>20</jrnID><desc>Bankboek</desc><jrnTp>B</jrnTp>
<transaction><nr>1</nr><desc>Contributie</desc><periodNumber>3</periodNumber>
<trDt>2025-03-04</trDt>
<trLine><nr>1</nr><accID>1000</accID><docRef>B1</docRef><effDate>2025-03-03</effDate>
<amnt>25.50</amnt><amntTp>D</amntTp></trLine>
<trLine><nr>2</nr><accID>8000</accID><docRef>B1</docRef><effDate>2025-03-03</effDate>
<desc>maart</desc><amnt>25.50</amnt><amntTp>C</amntTp></trLine>
</transaction></journal></transactions>"""


def written(
    *changes: tuple[str, str],
    namespace: str = NAMESPACE,
    head: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """A sound file in which texts are replaced, each of which must stand in it."""
    text = (
        f'{head}<auditfile xmlns="{namespace}">{HEADER}<company><companyIdent>7</companyIdent>'
        "<companyName>De Brug</companyName><taxRegistrationCountry>NL</taxRegistrationCountry>"
        f"<taxRegIdent></taxRegIdent>{ACCOUNTS}{OPENING}{TRANSACTIONS}</company></auditfile>"
    )
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def read(*changes: tuple[str, str], namespace: str = NAMESPACE) -> ReadAuditFile:
    return read_audit_file(written(*changes, namespace=namespace).encode(), "boek.xaf")


def refused(content: bytes | str) -> str:
    """The one code with which a file is refused, after its sentence was said."""
    with pytest.raises(Refused) as caught:
        read_audit_file(content.encode() if isinstance(content, str) else content, "boek.xaf")
    (problem,) = caught.value.problems
    assert "boek.xaf" in say(problem)
    return problem.code.removeprefix("auditfile.")


def test_the_books_of_a_year_are_read_exactly() -> None:
    found = read()
    assert (found.version, found.remarks) == ("3.2", ())
    audit = found.file
    assert audit.company.name == "De Brug"
    assert audit.year.label == "2025"
    assert [(each.number, each.kind) for each in audit.accounts] == [
        ("1000", "balance"), ("0500", "balance"), ("8000", "result"),
    ]  # fmt: skip
    assert [(each.account, each.amount) for each in audit.opening] == [
        ("1000", Money(10000)), ("0500", Money(-10000)),
    ]  # fmt: skip
    (journal,) = audit.journals
    assert (journal.name, journal.kind) == ("Bankboek", "bank")
    assert [each.amount for each in journal.transactions[0].lines] == [Money(2550), Money(-2550)]


@pytest.mark.parametrize(("namespace", "version"), VERSIONS.items())
def test_every_namespace_that_programs_write_is_known(namespace: str, version: str) -> None:
    assert read(namespace=namespace).version == version
    assert read(namespace=namespace.lower() + "/").version == version


def test_files_in_other_encodings_are_read() -> None:
    head = '<?xml version="1.0" encoding="{}"?>'
    for name, codec in (("UTF-16", "utf-16"), ("ISO-8859-1", "cp1252"), ("windows-1252", "cp1252")):
        text = written(("De Brug", "Coöperatie ’t Eén"), head=head.format(name))
        assert read_audit_file(text.encode(codec), "x").file.company.name == "Coöperatie ’t Eén"


def test_a_mixed_account_and_a_code_of_the_reference_scheme_are_read() -> None:
    concept = (
        "<accTp>M</accTp><taxonomy><taxoRef>rgs</taxoRef><entryPoint><entryPointRef>x"
        "</entryPointRef><conceptRef>rgs:BLimBanRba</conceptRef></entryPoint></taxonomy>"
    )
    lead = "<accTp>B</accTp><leadReference>BEivOvrOrs.01</leadReference>"
    bank, reserve, _income = read(
        ("Bank</accDesc><accTp>B</accTp>", f"Bank</accDesc>{concept}"),
        ("Reserve</accDesc><accTp>B</accTp>", f"Reserve</accDesc>{lead}"),
    ).file.accounts
    assert (bank.kind, bank.rgs) == ("mixed", "BLimBanRba")
    assert reserve.rgs == "BEivOvrOrs"


def test_amounts_below_zero_change_sides() -> None:
    found = read(
        ("25.50</amnt><amntTp>D", "-25.50</amnt><amntTp>C"),
        ("<totalDebit>25.50", "<totalDebit>0"),
        ("<totalCredit>25.50", "<totalCredit>0.000"),
    )
    assert [each.amount.cents for each in found.file.lines()] == [2550, -2550]


def test_an_opening_balance_that_is_booked_becomes_one() -> None:
    opening = TRANSACTIONS.replace("<periodNumber>3", "<periodNumber>0").replace("8000", "0500")
    found = read((OPENING, ""), (TRANSACTIONS, opening))
    assert [(each.account, each.amount.cents) for each in found.file.opening] == [
        ("1000", 2550), ("0500", -2550),
    ]  # fmt: skip
    assert found.file.journals == ()
    assert [remark.code for remark in found.remarks] == ["auditfile.opening_entries"]


def test_an_opening_balance_that_stands_there_twice_is_read_once() -> None:
    opening = TRANSACTIONS.replace("<jrnTp>B", "<jrnTp>O").replace("8000", "0500")
    opening = opening.replace("25.50", "100.00")
    found = read((TRANSACTIONS, opening))
    assert [each.amount.cents for each in found.file.opening] == [10000, -10000]
    assert found.file.journals == ()


def test_what_is_not_taken_over_is_said() -> None:
    more = (
        "<custSupID>1</custSupID><invRef>F1</invRef><vat><vatID>1</vatID><vatPerc>21</vatPerc>"
        "<vatAmnt>4</vatAmnt><vatAmntTp>D</vatAmntTp></vat><currency><curCode>USD</curCode>"
        "<curAmnt>30</curAmnt></currency></trLine>"
    )
    found = read(("</trLine>", more), ("</openingBalance>", "<obSubledgers/></openingBalance>"))
    assert [remark.code.partition(".")[2] for remark in found.remarks] == [
        "vat", "foreign", "open_items", "left_out",
    ]  # fmt: skip
    assert "invRef" in say(found.remarks[-1])
    assert "custSupID" not in say(found.remarks[-1])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<accTp>P", "<accTp>Q", "account_kind"),
        ("<accTp>P</accTp>", "", "account_kind"),
        ("<accID>0500</accID><accDesc>", "<accID>1000</accID><accDesc>", "account_twice"),
        ("<accID>0500</accID><amnt>", "<accID>0501</accID><amnt>", "opening_account"),
        ("<accID>8000</accID><docRef>", "<accID>8001</accID><docRef>", "entry_account"),
        (ACCOUNTS, "", "no_accounts"),
        ("<amnt>25.50</amnt><amntTp>C", "<amnt>25.51</amnt><amntTp>C", "entry_unbalanced"),
        ("<totalDebit>25.50", "<totalDebit>25.51", "totals"),
        ("<totalCredit>25.50", "<totalCredit>veel", "totals"),
        ("<linesCount>2</linesCount><totalDebit>25", "<linesCount>9</linesCount><totalDebit>25",
         "totals"),
        ("<totalDebit>100.00", "<totalDebit>99.99", "totals"),
        ("<curCode>EUR", "<curCode>USD", "currency"),
        ("<trDt>2025-03-04</trDt>", "", "missing"),
        ("<trDt>2025-03-04", "<trDt>2025-02-30", "unreadable"),
        ("<trDt>2025-03-04", "<trDt>4 maart 2025", "unreadable"),
        ("<endDate>2025", "<endDate>2024", "unreadable"),
        ("<amnt>25.50", "<amnt>25,50", "unreadable"),
        ("<amnt>25.50", "<amnt>25.505", "unreadable"),
        ("<amnt>25.50", "<amnt>100000000000.00", "unreadable"),
        ("<amnt>25.50", "<amnt>1e3", "unreadable"),
        ("<amnt>25.50", "<amnt>NaN", "unreadable"),
        ("<amntTp>D", "<amntTp>X", "unreadable"),
        ("</company>", "", "broken"),
        ("</auditfile>", "", "broken"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_sound_is_refused_with_one_sentence(
    old: str, new: str, code: str
) -> None:
    assert refused(written((old, new))) == code


def test_an_opening_balance_that_does_not_balance_is_refused() -> None:
    off = OPENING.replace("<amnt>100.0<", "<amnt>90<").replace(
        "<totalCredit>100", "<totalCredit>90"
    )
    assert refused(written((OPENING, off))) == "opening_unbalanced"


def test_two_opening_balances_that_differ_are_refused() -> None:
    opening = TRANSACTIONS.replace("<jrnTp>B", "<jrnTp>O")
    assert refused(written((TRANSACTIONS, opening))) == "two_openings"


def test_the_sentence_names_line_and_element() -> None:
    with pytest.raises(Refused, match=r"line 10.*“lots”.*“amnt”"):
        read_audit_file(written(("<amnt>100.0<", "<amnt>lots<")).encode(), "boek.xaf")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken"),
        (b"rekening;bedrag\n1000;25\n", "broken"),
        (b"\x00\x01\x02" * 100, "broken"),
        (b'<?xml version="1.0" encoding="klingon"?><auditfile/>', "broken"),
        (b"<html><body>Niet gevonden</body></html>", "no_auditfile"),
        (b"<auditfile><header><auditfileVersion>CLAIR2.00</auditfileVersion></header></auditfile>",
         "namespace"),
        (b'<auditfile xmlns="http://example.org/XAF/9.9"></auditfile>', "namespace"),
    ],
)  # fmt: skip
def test_what_is_no_audit_file_of_a_known_kind_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_packed_file_is_refused_with_advice() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("boek.xaf", written())
    assert refused(stream.getvalue()) == "packed"


def test_entities_are_never_looked_up_or_multiplied() -> None:
    bomb = '<!DOCTYPE auditfile [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refused(written(("De Brug", "&b;"), head=bomb)) == "doctype"
    outside = '<!DOCTYPE auditfile [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    assert refused(written(("De Brug", "&a;"), head=outside)) == "doctype"
    elsewhere = '<!DOCTYPE auditfile SYSTEM "http://127.0.0.1:9/auditfile.dtd">'
    assert refused(written(head=elsewhere)) == "doctype"


def test_a_file_that_goes_too_deep_is_refused() -> None:
    deep = "<a>" * 100_000
    assert refused(written(("<company>", f"<company>{deep}"))) == "broken"


def test_a_file_of_millions_of_elements_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(auditfile_reading, "MAX_ELEMENTS", 1_000)
    assert read().version == "3.2"
    assert refused(written(("<company>", f"<company>{'<a/>' * 1_000}"))) == "too_large"


def test_a_file_cut_off_anywhere_is_refused() -> None:
    whole = written().encode()
    for end in range(0, len(whole) - 1, 97):
        assert refused(whole[:end]) == "broken"
