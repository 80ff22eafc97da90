"""Which server sends the cooperative's e-mail, how safely, as whom, and how fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from coopadmin.correspondence.mail import check_line
from coopadmin.formats.contacts import posted_email
from coopadmin.kernel.problem import N_, Problem, question

TLS, STARTTLS, PLAIN = "tls", "starttls", "plain"
SECURITIES = {
    TLS: N_("TLS from the start (usually port 465)"),
    STARTTLS: N_("STARTTLS (usually port 587)"),
    PLAIN: N_("None"),
}
USUAL_PORTS = {TLS: 465, STARTTLS: 587, PLAIN: 25}
USUAL_PACE, MOST_PER_MINUTE = 5, 600
"""Fifty in ten minutes is what the mailbox of a household may send at many providers."""
_HOST = re.compile(r"[^\s/:@]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")


@dataclass(frozen=True)
class NewServer:
    """A server that takes e-mail to send; `security` is a key of SECURITIES.

    `login` is empty where the server asks for none; `email` and `name` are the sender.
    `per_minute` is how many messages go out in a minute.
    """

    host: str
    port: int
    security: str
    login: str
    email: str
    name: str
    per_minute: int = USUAL_PACE


def is_loopback(host: str) -> bool:
    """Whether what is said to this server never leaves the computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_server(new: NewServer) -> Iterator[Problem]:
    """A name, a port, an address to send from; to send without TLS is asked about."""
    if not _HOST.fullmatch(new.host):
        yield Problem(
            "server.host",
            N_("Fill in the name of the server, such as smtp.provider.example."),
            field="host",
        )
    if not 1 <= new.port <= 65535:
        yield Problem("server.port", N_("A port is a number from 1 to 65535."), field="port")
    if new.security not in SECURITIES:
        yield Problem(
            "server.security",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.security, "choices": ", ".join(SECURITIES)},
            "security",
        )
    if not posted_email(new.email):
        yield Problem(
            "server.email",
            N_("Fill in the e-mail address from which letters are sent."),
            field="email",
        )
    yield from check_line(new.name, "name")
    yield from check_line(new.login, "login")
    if not 1 <= new.per_minute <= MOST_PER_MINUTE:
        yield Problem(
            "server.pace",
            N_("Send from 1 to {most} messages in a minute."),
            {"most": MOST_PER_MINUTE},
            "per_minute",
        )
    if new.security == PLAIN and not is_loopback(new.host):
        yield question(
            "server.plain",
            N_(
                "Without TLS the password and every letter can be read on their way. Why is it sent"
                " so?"
            ),
            field="security",
        )
