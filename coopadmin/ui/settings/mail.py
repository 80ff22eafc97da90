"""Settings of sending e-mail: the server, the password in the key store, and a try-out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.posting import find_server, forget_server, set_server
from coopadmin.correspondence.server import SECURITIES, TLS, USUAL_PACE, USUAL_PORTS, NewServer
from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, SMALL, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.fields import Section as Break
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Line
from coopadmin.ui.kit.message import GOOD, INFO, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _

KEPT = "coopadmin.correspondence.passwords:kept_password"
KEEP = "coopadmin.correspondence.passwords:keep_password"
FORGET = "coopadmin.correspondence.passwords:forget_password"
TRY_OUT = "coopadmin.desk.post:try_out"
PARTS: tuple[Part, ...] = (
    (
        Field("host", N_("Server"), width=360, placeholder="smtp.provider.example"),
        Field("port", N_("Port"), Kind.NUMBER, width=120, figures=True),
    ),
    (
        Field(
            "security",
            N_("Security"),
            Kind.CHOICE,
            width=300,
            choices=lambda: [Choice(key, _(label)) for key, label in SECURITIES.items()],
        ),
        Field("login", N_("Login"), optional=True, width=240),
    ),
    Break(),
    (
        Field("email", N_("Sent from"), width=270),
        Field("name", N_("Name of the sender"), optional=True, width=270),
    ),
    Field(
        "per_minute",
        N_("Messages per minute"),
        Kind.NUMBER,
        width=200,
        figures=True,
        hint=N_("Providers stop who sends many at once. Five is safe nearly everywhere."),
    ),
)


class MailSection(Section):
    """A form for what stands in the file; the password below it never does."""

    NOTE: ClassVar[str] = N_("Through your own mailbox. Drafts, addresses and letters need none.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.messages = Messages()
        self.column.addWidget(self.messages)
        self.form = Form(PARTS, self._save, self.desk.today())
        self.form.cancelled.connect(self._show)
        self.form.edited.connect(self._edited)
        self.form.saved.connect(lambda _result: self._ask_store())
        self.column.addWidget(self.form, 1)
        self._security = TLS
        card = Card()
        self.column.addSpacing(theme.px(12))
        self.column.addWidget(card)
        label = Text(_("Password"), Role.LABEL)
        self.state = Text("", Role.NOTE, "ink2", wrap=True)
        self.password = Line()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(_("Password"))
        self.password.setMinimumWidth(theme.px(160))
        label.setBuddy(self.password)
        self.keep_button = Button(_("Keep"), self.keep, SMALL, changes=True)
        self.forget_button = Button(_("Forget"), self.forget, SMALL, changes=True)
        self.try_button = Button(_("Send a test"), self.try_out, icon="mail-forward")
        self.remove_button = Button(_("Send no e-mail from here"), self.remove, QUIET, changes=True)
        card.body.addWidget(label)
        typed = QHBoxLayout()
        typed.setSpacing(theme.px(8))
        for part in (self.password, self.keep_button, self.forget_button):
            typed.addWidget(part)
        typed.addStretch(1)
        card.body.addLayout(typed)
        card.body.addWidget(self.state)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(8))
        ways.addWidget(self.try_button)
        ways.addStretch(1)
        ways.addWidget(self.remove_button)
        card.body.addLayout(ways)
        self._show()
        self.desk.keep_drafts(self.form, "settings", "mail")

    def reload(self) -> None:
        if not self.form.is_changed():
            self._show()
        self._ask_store()

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Tab",), _("next field")), Hint(("Ctrl+S",), _("save")))

    def first_focus(self) -> QWidget:
        return self.form.box("host").control

    def leave(self) -> None:
        self.password.clear()

    # What stands in the file.

    @property
    def server(self) -> NewServer | None:
        return self.desk.books.ask(find_server)

    def _show(self) -> None:
        ours = self.desk.books.ask(get_cooperative).email
        shown = self.server or NewServer("", USUAL_PORTS[TLS], TLS, "", ours, "", USUAL_PACE)
        self._security = shown.security
        self.form.set_values({each.name: getattr(shown, each.name) for each in fields(shown)})

    def _edited(self, name: str) -> None:
        """Another security has its own usual port; a port of one's own stays."""
        if name != "security":
            return
        chosen, port = str(self.form.box("security").text()), self.form.box("port")
        if str(port.text()) == str(USUAL_PORTS.get(self._security, "")):
            port.set_value(USUAL_PORTS[chosen])
        self._security = chosen

    def _save(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> None:
        texts = {name: value or "" for name, value in values.items() if name in ("login", "name")}
        self.desk.books.do(set_server, NewServer(**{**values, **texts}), answers=answers)

    def remove(self) -> None:
        """No server in the file, and no password of it on this computer."""
        if (server := self.server) is not None:
            self.desk.runner.run(FORGET, server, key="mail store")
            self.desk.books.do(forget_server)
            self._show()
            self._ask_store()

    # The password, which is only ever in the key store.

    def _ask_store(self) -> None:
        server = self.server
        none = "" if server is not None else _("Fill in the server first, and save.")
        no_login = "" if server is None or server.login else _("This server asks for no login.")
        for button in (self.keep_button, self.forget_button):
            button.refuse(none or no_login)
        self.try_button.refuse(none)
        self.remove_button.refuse(none)
        self.state.setText(none or no_login)
        if server is not None and server.login:
            task = self.desk.runner.run(KEPT, server, key="mail password")
            task.done.connect(self._tell_store)

    def _tell_store(self, kept: str | None) -> None:
        if not isValid(self):
            return
        self.forget_button.refuse("" if kept else _("No password is kept."))
        self.state.setText(
            _("It is kept in the key store of this computer, and nowhere else.")
            if kept
            else _("It is asked each time, unless you keep it in the key store of this computer.")
        )

    def keep(self) -> None:
        """Put what is typed into the key store."""
        server = self.server
        if server is None or not self.password.text():
            self.password.setFocus()
            return
        task = self.desk.runner.run(KEEP, server, self.password.text(), key="mail store")
        task.done.connect(self._kept)

    def _kept(self, done: bool) -> None:
        if not isValid(self):
            return
        self.messages.clear()
        if done:
            self.password.clear()
        else:
            words = _("This computer has no key store that takes it, so it is asked each time.")
            self.messages.show_message(INFO, words)
        self._ask_store()

    def forget(self) -> None:
        """Take it out of the key store."""
        if (server := self.server) is not None:
            task = self.desk.runner.run(FORGET, server, key="mail store")
            task.done.connect(lambda _none: self._ask_store() if isValid(self) else None)

    # A try-out.

    def try_out(self) -> None:
        """Send one message to the sender, with what is typed or else what is kept."""
        server = self.server
        if server is None:
            return
        if self.form.is_changed():
            self.form.submit()
            server = self.server
            if server is None or self.form.is_changed():
                return
        self.messages.clear()
        typed = self.password.text()
        if typed or not server.login:
            self._send(server, typed)
        else:
            task = self.desk.runner.run(KEPT, server, key="mail password")
            task.done.connect(partial(self._send_with, server))

    def _send_with(self, server: NewServer, kept: str | None) -> None:
        if not isValid(self):
            return
        if kept is None:
            self.messages.show_message(INFO, _("Type the password first."))
            self.password.setFocus()
        else:
            self._send(server, kept)

    def _send(self, server: NewServer, password: str) -> None:
        self.try_button.refuse(_("A test is on its way."))
        task = self.desk.runner.run(
            TRY_OUT,
            self.desk.books,
            server,
            password,
            key="mail test",
            title=_("Sending a test"),
        )
        task.done.connect(self._arrived)
        task.failed.connect(self._failed)
        task.ended.connect(lambda: self.try_button.refuse("") if isValid(self) else None)

    def _arrived(self, email: str) -> None:
        if isValid(self):
            words = _("A test was sent to {email}.").format(email=email)
            more = _("Look in that mailbox whether it came, and not among the spam.")
            self.messages.show_message(GOOD, words, more)

    def _failed(self, trouble: Exception) -> None:
        if isValid(self) and isinstance(trouble, Refused):
            self.messages.show_problems(trouble.problems)
