"""The password is in the key store of the system or nowhere; a store that fails bars nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoStore
from keyring.errors import PasswordDeleteError

from coopadmin.correspondence.passwords import forget_password, keep_password, kept_password
from coopadmin.correspondence.server import TLS, NewServer

SERVER = NewServer("smtp.provider.example", 465, TLS, "secretaris", "s@provider.example", "")
Using = Callable[[KeyringBackend], None]


class Store(KeyringBackend):
    """A key store in memory; `takes` nothing when it is told so."""

    priority = 1

    def __init__(self, *, takes: bool = True) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.takes = takes
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.takes:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]


class Broken(Store):
    """One whose system raises what no library announces."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no bus")

    set_password = delete_password = get_password  # type: ignore[assignment]


@pytest.fixture
def using() -> Iterator[Using]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_password_is_kept_for_one_login_on_one_server(using: Using) -> None:
    store = Store()
    using(store)
    assert kept_password(SERVER) is None
    assert keep_password(SERVER, "geheim-é")
    assert kept_password(SERVER) == "geheim-é"
    assert kept_password(replace(SERVER, login="ander")) is None
    assert kept_password(replace(SERVER, host="elders.example")) is None
    forget_password(SERVER)
    assert store.kept == {}
    forget_password(SERVER)


@pytest.mark.parametrize("store", [NoStore, Broken, lambda: Store(takes=False)])
def test_without_a_store_it_is_asked_each_time(
    store: Callable[[], KeyringBackend], using: Using
) -> None:
    using(store())
    assert not keep_password(SERVER, "geheim")
    assert kept_password(SERVER) is None
    forget_password(SERVER)
