"""What came back is read from the reports that servers write, and from nothing else."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.correspondence.bounces import MOST_BYTES, Bounced, read_bounce
from coopadmin.kernel.problem import Refused

REPORT = b"""\
Return-Path: <>
From: MAILER-DAEMON@mx.provider.example (Mail Delivery System)
To: secretaris@beemdervelde.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Message-ID: <own@mx.provider.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="A"

--A
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you.

--A
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.provider.example
Arrival-Date: Tue, 3 Mar 2026 20:41:00 +0100

Final-Recipient: rfc822; j.lindenberg@Voorbeeld.example
Original-Recipient: rfc822;jan@voorbeeld.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <j.lindenberg@voorbeeld.example>:
    Recipient address rejected; User unknown

Final-Recipient: rfc822; vol@voorbeeld.example
Action: delayed
Status: 4.2.2

Final-Recipient: rfc822; goed@voorbeeld.example
Action: relayed
Status: 2.0.0

--A
Content-Type: %b

From: secretaris@beemdervelde.example
To: jan@voorbeeld.example
Subject: Oproeping
Message-ID: <0123@beemdervelde.example>

--A--
"""
EXIM = b"""\
From: Mail Delivery System <Mailer-Daemon@mx.provider.example>
To: secretaris@beemdervelde.example
X-Failed-Recipients: jan@voorbeeld.example, piet@voorbeeld.example
Subject: Mail delivery failed: returning message to sender
Content-Type: text/plain; charset=utf-8

A message that you sent could not be delivered.

  jan@voorbeeld.example
    host mx.voorbeeld.example [192.0.2.1]
    SMTP error from remote mail server: 552 5.2.2 Mailbox full
  piet@voorbeeld.example
    Unrouteable address
"""


@pytest.mark.parametrize("copy", [b"message/rfc822", b"text/rfc822-headers"])
def test_a_report_says_who_did_not_get_it_and_why(copy: bytes) -> None:
    jan, vol = read_bounce(REPORT.replace(b"%b", copy))
    assert jan == Bounced(
        "jan@voorbeeld.example",
        "The address does not exist (any more).",
        "5.1.1",
        "550 5.1.1 <j.lindenberg@voorbeeld.example>: Recipient address rejected; User unknown",
        True,
        "<0123@beemdervelde.example>",
    )
    assert (vol.email, vol.reason, vol.final) == (
        "vol@voorbeeld.example", "The mailbox is full.", False,
    )  # fmt: skip


def test_a_report_with_the_lines_of_windows_and_a_forwarded_one_are_the_same() -> None:
    plain = REPORT.replace(b"%b", b"message/rfc822")
    assert read_bounce(plain.replace(b"\n", b"\r\n")) == read_bounce(plain)
    sent_on = EmailMessage(policy=SMTP)
    sent_on["Subject"] = "Fwd"
    sent_on.set_content("Zie bijlage.")
    sent_on.add_attachment(plain, maintype="application", subtype="octet-stream", filename="x.eml")
    with pytest.raises(Refused, match="not an e-mail that came back"):
        read_bounce(sent_on.as_bytes())


def test_a_server_that_writes_no_report_names_them_in_the_head() -> None:
    jan, piet = read_bounce(EXIM)
    assert (jan.email, jan.reason, jan.status) == (
        "jan@voorbeeld.example", "The mailbox is full.", "5.2.2",
    )  # fmt: skip
    assert (piet.email, piet.answer) == ("piet@voorbeeld.example", "Unrouteable address")
    assert piet.reason == "The other side did not say why."


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not an e-mail that came back"),
        (b"From: jan@voorbeeld.example\nSubject: Dank\n\nDank u.\n", "not an e-mail that came"),
        (b"Auto-Submitted: auto-replied\n\nIk ben weg.\n", "automatic answer"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save the e-mail as .eml"),
        (b"%PDF-1.7\n\xff\xfe\x00", "not an e-mail that came back"),
        (bytes(MOST_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_bounce_is_refused_with_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_bounce(raw)


@given(st.integers(0, 2000), st.integers(0, 99), st.binary(max_size=40))
def test_a_damaged_report_is_read_or_refused_and_never_a_fault(
    at: int, gone: int, noise: bytes
) -> None:
    whole = REPORT.replace(b"%b", b"message/rfc822")
    raw = whole[:at] + noise + whole[at + gone :]
    try:
        found = read_bounce(raw)
    except Refused:
        return
    assert all("@" in each.email for each in found)
