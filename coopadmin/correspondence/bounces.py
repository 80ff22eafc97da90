"""Reading an e-mail that came back: who did not get it, and why (RFC 3464)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses

from coopadmin.correspondence.reasons import reason_of, status_in
from coopadmin.formats.contacts import read_email
from coopadmin.kernel.problem import N_, refuse

MOST_BYTES = 40_000_000
MOST_RECIPIENTS = 1000
_LONGEST_ANSWER = 300
_FAILED, _DELAYED = "failed", "delayed"
_OUTLOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Bounced:
    """Somebody who did not get it: `reason` is a source text, `answer` what their server said.

    `final` is False where the other side still tries. `message_id` is that of what came back,
    empty where the bounce does not say.
    """

    email: str
    reason: str
    status: str
    answer: str
    final: bool
    message_id: str


def read_bounce(raw: bytes) -> tuple[Bounced, ...]:
    """Everybody whom an e-mail that came back names. Refused when it is no such e-mail."""
    if len(raw) > MOST_BYTES:
        sentence = N_("This file is too large to be an e-mail that came back.")
        raise refuse("bounce.size", sentence)
    if raw.startswith(_OUTLOOK):
        sentence = N_("This is a file of Outlook alone. Save the e-mail as .eml and try again.")
        raise refuse("bounce.outlook", sentence)
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    sent = _id_of_what_came_back(message)
    found = {each.email.casefold(): each for each in _by_report(message, sent)}
    if not found:
        found = {each.email.casefold(): each for each in _by_header(message, sent)}
    if not found:
        raise _no_bounce(message)
    return tuple(found.values())


def _by_report(message: Message, sent: str) -> Iterator[Bounced]:
    """The groups of a delivery report, one for each recipient."""
    groups = (
        group
        for part in message.walk()
        if part.get_content_type() == "message/delivery-status" and part.is_multipart()
        for group in part.get_payload()
    )
    for group, _number in zip(groups, range(MOST_RECIPIENTS), strict=False):
        assert isinstance(group, Message)
        action = _text(group, "Action").lower()
        if action not in (_FAILED, _DELAYED):
            continue
        # Who was written to is the better known one: mail may have been sent on since.
        for name in ("Original-Recipient", "Final-Recipient"):
            email = _address(_typed(_text(group, name)))
            if email:
                answer = _typed(_text(group, "Diagnostic-Code"))
                status = status_in(_text(group, "Status")) or status_in(answer)
                yield _bounced(email, status, answer, action == _FAILED, sent)
                break


def _by_header(message: Message, sent: str) -> Iterator[Bounced]:
    """What some servers write instead of a report: a line in the head, the rest in words."""
    for _name, address in getaddresses(message.get_all("X-Failed-Recipients", [])):
        if email := _address(address):
            answer = _words_about(message, email)
            yield _bounced(email, status_in(answer), answer, True, sent)


def _bounced(email: str, status: str, answer: str, final: bool, sent: str) -> Bounced:
    whole = " ".join(answer.split())[:_LONGEST_ANSWER]
    return Bounced(email, reason_of(status, whole), status, whole, final, sent)


def _words_about(message: Message, email: str) -> str:
    """The line after the address, where servers say why."""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            text = part.get_payload(decode=True)
            assert isinstance(text, bytes)
            _before, _there, after = text.decode("utf-8", "replace").partition(email)
            lines = [line.strip() for line in after.splitlines() if line.strip()]
            return next((line for line in lines if status_in(line)), lines[0] if lines else "")
    return ""


def _id_of_what_came_back(message: Message) -> str:
    """The id of the letter itself, from the copy that most servers send along."""
    for part in message.walk():
        if part is message:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            head = part.get_payload(decode=True)
            if isinstance(head, bytes):
                return _text(message_from_bytes(head, policy=default), "Message-ID")
        elif found := _text(part, "Message-ID"):
            return found
    return ""


def _typed(text: str) -> str:
    """What stands behind the kind: `rfc822; jan@x.example`, `smtp; 550 No`."""
    kind, mark, rest = text.partition(";")
    return rest.strip() if mark and " " not in kind.strip() else text


def _address(text: str) -> str:
    email, wrong = read_email(text.strip())
    return "" if wrong else email


def _text(message: Message, name: str) -> str:
    # A head can hold anything at all, and some of it makes the reader of heads fail.
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _no_bounce(message: Message) -> Exception:
    if _text(message, "Auto-Submitted").lower().startswith("auto-replied"):
        sentence = N_("This is an automatic answer, such as that of somebody who is away.")
        return refuse("bounce.auto_reply", sentence)
    sentence = N_(
        "This is not an e-mail that came back. Save the message of the mail server itself as .eml."
    )
    return refuse("bounce.none", sentence)
