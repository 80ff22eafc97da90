"""The password of a mail server in the key store of the system, or nowhere.

A system without a key store, or with one that is locked, is no fault: the password is then asked
for each time. It is never written into a file of books, a setting or a log.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from coopadmin.correspondence.server import NewServer

T = TypeVar("T")


def kept_password(server: NewServer) -> str | None:
    """The password kept for this login on this server, or None."""
    from keyring import get_password

    return _tried(lambda: get_password(_service(server), server.login), None)


def keep_password(server: NewServer, password: str) -> bool:
    """Keep it in the key store; False where there is none that takes it."""
    from keyring import set_password

    _tried(lambda: set_password(_service(server), server.login, password), None)
    # Some stores take nothing and say nothing.
    return kept_password(server) == password


def forget_password(server: NewServer) -> None:
    """Take it out of the key store, where it is there."""
    from keyring import delete_password

    _tried(lambda: delete_password(_service(server), server.login), None)


def _service(server: NewServer) -> str:
    return f"coopadmin {server.host}:{server.port}"


def _tried(ask: Callable[[], T], without: T) -> T:
    try:
        return ask()
    except Exception:  # noqa: BLE001  each system's key store raises its own, and none may bar work
        return without
