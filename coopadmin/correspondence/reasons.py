"""Why a mail server did not take or deliver a message, in words, by its codes of RFC 3463."""

from __future__ import annotations

import re

from coopadmin.kernel.problem import N_

NO_ADDRESS = N_("The address does not exist (any more).")
NO_DOMAIN = N_("The part of the address behind the @ does not exist.")
CLOSED = N_("The mailbox is closed or takes no e-mail.")
FULL = N_("The mailbox is full.")
TOO_LARGE = N_("The message is too large for the other side.")
UNREACHABLE = N_("The mail server of the address could not be reached.")
UNWANTED = N_("The other side refused the message by its own rules, such as those against spam.")
UNSAID = N_("The other side did not say why.")

_BY_STATUS = {
    "1.0": NO_ADDRESS,
    "1.1": NO_ADDRESS,
    "1.2": NO_DOMAIN,
    "1.3": NO_ADDRESS,
    "1.6": NO_ADDRESS,
    "1.10": NO_DOMAIN,  # RFC 7505: a domain that takes no mail at all
    "2.0": CLOSED,
    "2.1": CLOSED,
    "2.2": FULL,
    "2.3": TOO_LARGE,
    "3.4": TOO_LARGE,
    "4.4": NO_DOMAIN,
}
_BY_SUBJECT = {"3": UNREACHABLE, "4": UNREACHABLE, "7": UNWANTED}
_BY_CODE = {421: UNREACHABLE, 550: NO_ADDRESS, 551: NO_ADDRESS, 552: FULL, 553: NO_ADDRESS}
_BY_CODE[554] = UNWANTED
_STATUS = re.compile(r"\b[245]\.(\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b")


def status_in(text: str) -> str:
    """The enhanced code that stands in an answer, `5.1.1`; empty without one."""
    found = _STATUS.search(text)
    return found[0] if found else ""


def reason_of(status: str, answer: str = "") -> str:
    """The sentence for an enhanced code such as `5.1.1`; without one for the code in an answer."""
    _class, _dot, detail = status.partition(".")
    if detail in _BY_STATUS:
        return _BY_STATUS[detail]
    subject = detail.partition(".")[0]
    if subject in _BY_SUBJECT:
        return _BY_SUBJECT[subject]
    code = _CODE.search(answer)
    return _BY_CODE.get(int(code[1]), UNSAID) if code else UNSAID
