"""One e-mail per recipient: heads that hold, drafts for mail programs, lists for BCC."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

import pytest

from coopadmin.correspondence.mail import (
    MOST_BYTES,
    Enclosure,
    Mail,
    Mailbox,
    bcc_list,
    bytes_of,
    message_id,
    own_domain,
    save_drafts,
)
from coopadmin.kernel.problem import Refused

SENT = datetime.fromisoformat("2026-03-03T20:41+01:00")
MAIL = Mail(
    Mailbox("secretaris@beemdervelde.example", "Zorgcoöperatie Beemdervelde U.A."),
    Mailbox("j.lindenberg@voorbeeld.example", "Jan Lindenberg"),
    "Oproeping ledenvergadering",
    "Beste Jan,\n\nKom op 28 mei.\n",
    SENT,
    message_id("beemdervelde.example", 1, 2),
)
NAMES = [
    "Jan Lindenberg",
    "Ünal, Bob “x”",
    'Jan "de Lange" Smit',
    "Smit; Jan (penningmeester) <x@elders.example>",
    "O'Neil \\ zoon",
    "x" * 200,
    "é," + "a" * 70 + ', b "c"',
    "Çağla " * 20 + "Boer",
    "名前, テスト",
    "😀" * 40,
]


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back_as_it_was_and_names_one_address(name: str) -> None:
    raw = bytes_of(replace(MAIL, recipient=replace(MAIL.recipient, name=name)))
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    # By the rules of RFC 2047 as older programs follow them.
    head = str(message_from_bytes(raw)["To"]).replace("\r\n", "").replace("\n", "")
    ((shown, address),) = getaddresses([head])
    assert str(make_header(decode_header(shown))) == name
    assert address == MAIL.recipient.email


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\x00", "\u2028", "\x85"])
@pytest.mark.parametrize("where", ["sender", "recipient", "subject", "enclosure"])
def test_another_line_in_a_head_is_refused(sign: str, where: str) -> None:
    smuggled = f"Jan{sign}Bcc: elders@elders.example"
    wrong = {
        "sender": {"sender": replace(MAIL.sender, name=smuggled)},
        "recipient": {"recipient": replace(MAIL.recipient, name=smuggled)},
        "subject": {"subject": smuggled},
        "enclosure": {"enclosures": (Enclosure(smuggled, b""),)},
    }[where]
    with pytest.raises(Refused, match="one line"):
        bytes_of(replace(MAIL, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "email",
    ["", "jan", "jan@x.nl, piet@x.nl", "jan@x.nl\nBcc: y@x.nl", "<jan@x.nl> piet@x.nl", "jän@x.nl"],
)
def test_an_address_that_is_none_or_more_than_one_is_refused(email: str) -> None:
    with pytest.raises(Refused, match="Correct it"):
        bytes_of(replace(MAIL, recipient=Mailbox(email, "Jan")))


def test_the_whole_message() -> None:
    long = "Een regel die langer is dan een server aanneemt. " * 40
    papers = (Enclosure("Notulen 2025, concept é.pdf", b"%PDF-1.7\n\x00\xff"),)
    message = read(bytes_of(replace(MAIL, text=f"Beste Zoë,\n{long}\n.\n", enclosures=papers)))
    assert message["From"].addresses[0].display_name == "Zorgcoöperatie Beemdervelde U.A."
    assert [each.addr_spec for each in message["To"].addresses] == [MAIL.recipient.email]
    assert message["Cc"] is message["Bcc"] is message["Reply-To"] is None
    assert parsedate_to_datetime(message["Date"]) == SENT
    assert message["Message-ID"] == MAIL.message_id
    body = message.get_body()
    assert body is not None
    assert body["Content-Language"] == "nl"
    assert body.get_content().replace("\r\n", "\n") == f"Beste Zoë,\n{long}\n.\n"
    (paper,) = message.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == (papers[0].name, "application/pdf")
    assert paper.get_payload(decode=True) == papers[0].content


def test_a_calendar_says_in_its_head_what_it_does() -> None:
    for content, method in ((b"METHOD:PUBLISH", "PUBLISH"), (b"METHOD:CANCEL", "CANCEL")):
        raw = bytes_of(replace(MAIL, enclosures=(Enclosure("alv.ics", content),)))
        (dates,) = read(raw).iter_attachments()
        assert dates.get_content_type() == "text/calendar"
        assert dates["Content-Type"].params["method"] == method


def test_an_internationalised_domain_travels_in_plain_letters() -> None:
    raw = bytes_of(replace(MAIL, recipient=Mailbox("jan@café.example", "Jan")))
    assert b"To: Jan <jan@xn--caf-dma.example>\r\n" in raw


def test_files_that_no_server_takes_are_refused_before_anything_is_sent() -> None:
    papers = (Enclosure("film.mp4", bytes(MOST_BYTES)), Enclosure("x", b"y"))
    with pytest.raises(Refused, match="15 MB"):
        bytes_of(replace(MAIL, enclosures=papers))
    with pytest.raises(Refused, match="subject"):
        bytes_of(replace(MAIL, subject="  "))


def test_an_id_is_the_same_for_the_same_letter_and_of_the_own_domain() -> None:
    assert message_id("x.example", 1, "2") == message_id("x.example", 1, "2")
    assert message_id("x.example", 1, 2) != message_id("x.example", 12)
    assert message_id("x.example", 1).endswith("@x.example>")


@pytest.mark.parametrize(
    ("email", "website", "domain"),
    [
        ("info@beemdervelde.example", "", "beemdervelde.example"),
        ("info@café.example", "", "xn--caf-dma.example"),
        ("", "https://www.beemdervelde.example:443/leden", "beemdervelde.example"),
        ("geen adres", "beemdervelde.example", "beemdervelde.example"),
        ("", "", "coopadmin.invalid"),
    ],
)
def test_the_own_domain(email: str, website: str, domain: str) -> None:
    assert own_domain(email, website) == domain


def test_drafts_have_safe_and_different_names_and_are_marked_as_unsent(tmp_path: Path) -> None:
    names = ["Jan Smit", "Jan Smit", "../../etc/Çağla: <x>", "CON", ". .", "y" * 300]
    mails = [replace(MAIL, recipient=replace(MAIL.recipient, name=name)) for name in names]
    made = save_drafts(mails, tmp_path)
    assert sorted(made) == sorted(tmp_path.iterdir())
    assert [path.name for path in made[:5]] == [
        "001 Jan Smit.eml", "002 Jan Smit.eml", "003 etc Çağla x.eml", "004 CON.eml",
        "005 e-mail.eml",
    ]  # fmt: skip
    assert max(len(path.name) for path in made) < 80
    for mail, path in zip(mails, made, strict=True):
        message = read(path.read_bytes())
        assert message["X-Unsent"] == "1"
        assert message["To"].addresses[0].display_name == mail.recipient.name
    assert b"X-Unsent" not in bytes_of(MAIL)


def test_drafts_write_over_nothing_and_begin_only_when_all_can_be_made(tmp_path: Path) -> None:
    (first,) = save_drafts([MAIL], tmp_path)
    kept = first.read_bytes()
    (second,) = save_drafts([replace(MAIL, subject="Anders")], tmp_path)
    assert (first.read_bytes(), second.name) == (kept, "001 Jan Lindenberg 2.eml")
    with pytest.raises(Refused):
        save_drafts([MAIL, replace(MAIL, recipient=Mailbox("geen"))], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    with pytest.raises(Refused, match="Choose another folder"):
        save_drafts([MAIL], tmp_path / "is er niet")


def test_a_list_for_bcc_names_each_once_in_portions_and_what_is_no_address() -> None:
    typed = [
        "a@x.example",
        "A@X.example",
        "b@x.example",
        "geen",
        "",
        "c@x.example",
        "jan@café.example",
    ]
    found = bcc_list(typed, most=3)
    assert found.portions == ("a@x.example, b@x.example, c@x.example", "jan@café.example")
    assert (found.addresses, found.twice, found.invalid) == (4, 1, ("geen", ""))
    assert bcc_list(typed, between="; ").portions == (
        "a@x.example; b@x.example; c@x.example; jan@café.example",
    )
    assert bcc_list([]).portions == ()
