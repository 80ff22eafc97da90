"""Address books as lists of members."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopadmin.formats.headings import propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import list_members
from coopadmin.members.reading import plan_import
from coopadmin.store import Books
from tests.members.lists import Lists, outcomes

THREE = r"""BEGIN:VCARD
VERSION:3.0
N:van den Berg;Annie;;drs.;
FN:Annie van den Berg
item1.EMAIL;TYPE=INTERNET;TYPE=WORK:werk@voorbeeld.nl
EMAIL;TYPE=HOME,PREF:annie@voorbeeld.nl
TEL;TYPE=CELL:06-12345678
TEL;TYPE=HOME,VOICE:0343-123456
ADR;TYPE=HOME:;;Molenweg 3;Beemdervelde;;1234 AB;Nederland
BDAY:19500312
NOTE:Een regel\, en nog
  een\nklaar
PHOTO;ENCODING=b:AAAA
 BBBB
END:VCARD
"""
FOUR = r"""BEGIN:VCARD
VERSION:4.0
FN:Jan de Boer
N:Boer;Jan;;;
BDAY:--0201
TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+31-6-12345679
END:VCARD
begin:vcard
VERSION:4.0
KIND:org
FN:Bakkerij Mol; de lekkerste
ORG:Bakkerij Mol;Winkel
END:VCARD
"""
TWO = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Z=FCrn;Ren=
=E9
END:VCARD
"""


def test_cards_become_people_whatever_version_wrote_them(books: Books, tmp_path: Path) -> None:
    lists = Lists(tmp_path, books)
    plan = lists.read(*(THREE + FOUR + TWO).splitlines())
    assert outcomes(plan) == ["added"] * 4
    bakery, annie, jan, rene = books.ask(list_members)
    assert (annie.name, annie.address, annie.town) == (
        "Annie van den Berg",
        "Molenweg 3",
        "Beemdervelde",
    )
    assert (annie.email, annie.mobile) == ("annie@voorbeeld.nl", "+31612345678")
    assert (bakery.name, bakery.nature) == ("Bakkerij Mol", "organisation")
    assert (jan.name, jan.mobile, rene.name) == ("Jan de Boer", "+31612345679", "René Zürn")
    assert plan.lines[1].line == 16, "a card is found by the line on which it begins"
    (note,) = (use for use in plan.ignored if use.guess == "note")
    assert note.reason is not None
    assert note.reason.code == "column.free_text"


def test_ten_thousand_cards_are_one_list(books: Books, tmp_path: Path) -> None:
    path = tmp_path / "adressen.vcf"
    cards = (f"BEGIN:VCARD\nN:Mol{n};Jan\nFN:x\nEND:VCARD\n" for n in range(10_000))
    path.write_text("".join(cards))
    sheet = read_list(path)
    assert len(sheet.rows) == 10_000
    assert {"surname", "call_name"} <= propose_mapping(sheet).fields.keys()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (THREE.replace("END:VCARD\n", ""), "list.card_endless"),
        (THREE.replace("END:VCARD\n", "BEGIN:VCARD\nN:x\nEND:VCARD"), "list.card_endless"),
        ("BEGIN:VCARD\nEND:VCARD\n", "list.empty"),
    ],
)
def test_what_is_no_address_book_gives_one_sentence(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "adressen.vcf"
    path.write_text(text)
    with pytest.raises(Refused) as refused:
        read_list(path)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_an_address_book_read_again_updates(books: Books, tmp_path: Path) -> None:
    lists = Lists(tmp_path, books)
    lists.read(*THREE.splitlines())
    wanted = lists.wanted(*THREE.replace("0343-123456", "0343-654321").splitlines())
    plan = books.ask(plan_import, wanted, books.today())
    assert [(line.outcome, line.changes) for line in plan.lines] == [("changed", ("phone",))]
