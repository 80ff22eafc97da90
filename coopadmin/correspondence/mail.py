"""One e-mail for one recipient, as RFC 5322 wants it; drafts for mail programs, lists for BCC."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from coopadmin.formats.contacts import posted_email, read_email
from coopadmin.kernel.problem import N_, Problem, Refused, refuse

MOST_IN_BCC = 90
"""So many addresses go in one message: many providers take a hundred, the sender included."""
KINDS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ics": "text/calendar",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""Kinds of enclosures by the end of their name; anything else is sent as bare bytes."""
MOST_BYTES = 15_000_000
"""So much goes along in one message: on its way it grows by a third, and providers stop at 20."""
_BREAKS = {"Cc", "Cs", "Zl", "Zp"}  # controls and ends of lines, by their Unicode category
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]')
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody who sends or gets e-mail: a name as people write it, and the address."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along, under the name by which it is kept."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail to one recipient.

    `written` has a time zone; `message_id` is one of `message_id`; `language` a code as `nl`.
    """

    sender: Mailbox
    recipient: Mailbox
    subject: str
    text: str
    written: datetime
    message_id: str
    language: str = "nl"
    enclosures: tuple[Enclosure, ...] = ()


def check_line(text: str, field: str) -> list[Problem]:
    """What goes into the head of a message is one line: another line would be another header."""
    if any(unicodedata.category(sign) in _BREAKS for sign in text):
        sentence = N_("“{text}” must be one line without special signs. Type it again by hand.")
        return [Problem("mail.line", sentence, {"text": " ".join(text.split())}, field)]
    return []


def check_mail(mail: Mail) -> list[Problem]:
    """What keeps it from being a proper e-mail."""
    problems = [
        *check_line(mail.sender.name, "sender_name"),
        *check_line(mail.recipient.name, "recipient"),
        *check_line(mail.subject, "subject"),
    ]
    for each in mail.enclosures:
        problems += check_line(each.name, "enclosures")
    for field, box in (("sender", mail.sender), ("recipient", mail.recipient)):
        if not posted_email(box.email):
            sentence = N_("E-mail cannot be sent to or from the address “{email}”. Correct it.")
            problems.append(Problem("mail.address", sentence, {"email": box.email}, field))
    if sum(len(each.content) for each in mail.enclosures) > MOST_BYTES:
        sentence = N_("The files are too large for e-mail: {most} MB is the most. Leave one out.")
        problems.append(
            Problem("mail.size", sentence, {"most": MOST_BYTES // 1_000_000}, "enclosures")
        )
    if not mail.subject.strip():
        problems.append(Problem("mail.subject", N_("Fill in a subject."), field="subject"))
    return problems


def message_id(domain: str, *parts: object) -> str:
    """The id of a message, the same for the same parts whenever it is made, and telling nothing."""
    sign = "\x1f".join(str(part) for part in parts)
    return f"<{hashlib.sha256(sign.encode()).hexdigest()[:32]}@{domain}>"


def own_domain(email: str, website: str = "") -> str:
    """The domain of the cooperative as the internet writes it, of its address or its website."""
    if sent := posted_email(email):
        return sent.rpartition("@")[2]
    host = re.sub(r"^\w+://", "", website.strip()).split("/")[0].split(":")[0].removeprefix("www.")
    return posted_email(f"post@{host}").rpartition("@")[2] or "coopadmin.invalid"


def message_of(mail: Mail) -> EmailMessage:
    """The message: one recipient, and no header that names another. Raises Refused."""
    if problems := check_mail(mail):
        raise Refused(problems)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(mail.sender)
    message["To"] = _address(mail.recipient)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.written)
    message["Message-ID"] = mail.message_id
    # Quoted lines are never longer than a server takes, and need nothing special of it.
    message.set_content(mail.text, cte="quoted-printable")
    message["Content-Language"] = mail.language
    for each in mail.enclosures:
        kind = KINDS.get(Path(each.name).suffix.lower(), "application/octet-stream")
        main, _slash, sub = kind.partition("/")
        more = {}
        if sub == "calendar":  # RFC 6047: the head says again what the content says
            cancels = b"METHOD:CANCEL" in each.content
            more = {"charset": "utf-8", "method": "CANCEL" if cancels else "PUBLISH"}
        message.add_attachment(
            each.content, maintype=main, subtype=sub, filename=each.name, params=more
        )
    return message


def bytes_of(mail: Mail) -> bytes:
    """The message as it goes over the line. Raises Refused."""
    return message_of(mail).as_bytes()


def _address(box: Mailbox) -> Address:
    return Address(box.name.strip(), addr_spec=posted_email(box.email))


# ------------------------------------------------------------------------------ drafts


def save_drafts(mails: Iterable[Mail], folder: Path) -> list[Path]:
    """Each as an `.eml` that a mail program opens as a draft; gives where they are.

    No file that is there is written over. Raises Refused before the first is written, or with
    the reason of the system when the folder takes no file.
    """
    ready = list(mails)
    problems = [problem for mail in ready for problem in check_mail(mail)]
    if problems:
        raise Refused(problems)
    made = []
    for number, mail in enumerate(ready, 1):
        message = message_of(mail)
        message["X-Unsent"] = "1"
        stem = f"{number:03} {safe_name(mail.recipient.name or mail.recipient.email)}"
        made.append(_written(folder, stem, message.as_bytes()))
    return made


def safe_name(text: str) -> str:
    """A text as part of a file name that every system takes."""
    bare = " ".join(_NOT_IN_NAMES.sub(" ", text).split())
    return bare[:_LONGEST_NAME].strip(" .") or "e-mail"


def _written(folder: Path, stem: str, content: bytes) -> Path:
    number = 1
    while True:
        path = folder / (f"{stem}.eml" if number == 1 else f"{stem} {number}.eml")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
        except OSError as fault:
            sentence = N_("“{path}” cannot be written: {reason}. Choose another folder.")
            reason = fault.strerror or type(fault).__name__
            raise refuse("mail.folder", sentence, path=str(path), reason=reason) from None
        else:
            return path


# ------------------------------------------------------------------------------ BCC


@dataclass(frozen=True, slots=True)
class BccList:
    """Addresses to paste into BCC, one text per message; what was left out, how many came twice."""

    portions: tuple[str, ...]
    addresses: int
    twice: int
    invalid: tuple[str, ...]


def bcc_list(emails: Iterable[str], *, most: int = MOST_IN_BCC, between: str = ", ") -> BccList:
    """Every address once, whatever its capitals, in portions; `between` is `; ` for Outlook."""
    found: dict[str, str] = {}
    invalid, twice = [], 0
    for typed in emails:
        email, wrong = read_email(typed)
        if wrong or not email:
            invalid.append(typed)
        elif (key := email.casefold()) in found:
            twice += 1
        else:
            found[key] = email
    every = list(found.values())
    portions = tuple(between.join(every[at : at + most]) for at in range(0, len(every), most))
    return BccList(portions, len(every), twice, tuple(invalid))
