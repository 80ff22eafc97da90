"""A real mail server on this computer: with TLS, a login, and whatever can go wrong with it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from coopadmin.correspondence.server import PLAIN, STARTTLS, TLS, NewServer

HOST = "127.0.0.1"
LOGIN, PASSWORD = "secretaris", "geheim-é"
BREAK, STALL = "break", "stall"
Answers = Callable[[str], str]
"""What to answer about a recipient: an SMTP line, BREAK or STALL; empty when all is well."""


@dataclass
class Handler:
    """What came in, and what is answered when a recipient is named and when a message is there."""

    at_recipient: Answers = lambda _address: ""
    at_message: Answers = lambda _address: ""
    got: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._answer(server, self.at_recipient(address))
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.at_message(envelope.rcpt_tos[0])
        # What is broken off after it came was taken all the same: nobody can know.
        if answer in ("", BREAK, STALL):
            self.got.append(envelope)
        return await self._answer(server, answer) or "250 OK"

    async def _answer(self, server: SMTP, answer: str) -> str:
        if answer == BREAK:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            return "250 too late"
        if answer == STALL:
            await asyncio.sleep(30)
        return answer

    @property
    def recipients(self) -> list[str]:
        return [address for envelope in self.got for address in envelope.rcpt_tos]


class AnyPort(Controller):
    """On a port that nobody uses, as the system gives it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def listening(
    handler: Handler, security: str = PLAIN, safe: ssl.SSLContext | None = None, **options: Any
) -> Iterator[NewServer]:
    """The server while it runs, as the settings name it."""
    if security == TLS:
        options["ssl_context"] = safe
    if security == STARTTLS:
        options |= {"tls_context": safe, "require_starttls": True}
    controller = AnyPort(handler, HOST, 0, **options)
    controller.start()
    port = controller.port
    try:
        yield NewServer(HOST, port, security, "", "secretaris@beemdervelde.example", "", 600)
    finally:
        controller.stop()


def knows(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, said: Any) -> Any:
    """Whether this is the login and the password."""
    assert isinstance(said, LoginPassword)
    right = (said.login.decode(), said.password.decode()) == (LOGIN, PASSWORD)
    return AuthResult(success=right, handled=False)


@dataclass(frozen=True)
class Certificate:
    """For which name it stands, who trusts it, and how the server shows it."""

    authority: Path
    context: ssl.SSLContext


def certificate(folder: Path, name: str = HOST) -> Certificate:
    """One of an authority of its own, made now."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Beemdervelde")])
    now = datetime.now(UTC)
    shown = x509.IPAddress(ip_address(name)) if name == HOST else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([shown]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "made.pem", folder / "made.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return Certificate(pem, context)
