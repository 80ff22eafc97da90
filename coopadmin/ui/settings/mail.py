"""Settings of sending e-mail: the server, the password in the key store, and a try-out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.posting import find_server, forget_server, set_server
from coopadmin.correspondence.server import SECURITIES, TLS, USUAL_PACE, USUAL_PORTS, NewServer
from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.fields import Section as Break
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.mailing import FORGET, STORE, ask_password, with_password
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _

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
    """A form for what stands in the file; the password never does."""

    NOTE: ClassVar[str] = N_("Through your own mailbox. Drafts, addresses and letters need none.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form = Form(PARTS, self._save, self.desk.today())
        self.form.cancelled.connect(self._show)
        self.form.edited.connect(self._edited)
        self.form.saved.connect(lambda _result: self.page.refresh_actions())
        self.column.addWidget(self.form)
        self._security = TLS
        self._testing = False
        self._show()
        self.desk.keep_drafts(self.form, "settings", "mail")

    def reload(self) -> None:
        if not self.form.is_changed():
            self._show()

    def head_actions(self) -> tuple[Action, ...]:
        server = self.server
        none = "" if server is not None else _("Fill in the server first, and save.")
        no_login = "" if server is None or server.login else _("This server asks for no login.")
        busy = _("A test is on its way.") if self._testing else ""
        return (
            Action(_("Send no e-mail from here"), self.remove, "trash", why_not=none, changes=True),
            Action(_("Password…"), self.ask_password, "shield-lock", why_not=none or no_login),
            Action(_("Send a test"), self.try_out, "mail-forward", why_not=none or busy),
        )

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Tab",), _("next field")), Hint(("Ctrl+S",), _("save")))

    def first_focus(self) -> QWidget:
        return self.form.box("host").control

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
            self.desk.runner.run(FORGET, server, key=STORE)
            self.desk.books.do(forget_server)
            self._show()

    # The password, and a try-out with it.

    def ask_password(self) -> None:
        """Another password; one that is not to be kept is forgotten."""
        server = self.server
        if server is not None:
            self.desk.runner.run(FORGET, server, key=STORE)
            ask_password(self.page, server)

    def try_out(self) -> None:
        """Send one message to the sender, with what stands in the form."""
        self.page.messages.clear()
        if self.form.is_changed():
            self.form.submit()
        server = self.server
        if server is not None and not self.form.is_changed():
            with_password(self.page, server, partial(self._send, server))

    def _send(self, server: NewServer, password: str) -> None:
        self._testing = True
        self.page.refresh_actions()
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
        task.ended.connect(self._tested)

    def _tested(self) -> None:
        if isValid(self):
            self._testing = False
            self.page.refresh_actions()

    def _arrived(self, email: str) -> None:
        if isValid(self):
            words = _("A test was sent to {email}.").format(email=email)
            more = _("Look in that mailbox whether it came, and not among the spam.")
            self.page.messages.show_message(GOOD, words, more)

    def _failed(self, trouble: Exception) -> None:
        if isValid(self) and isinstance(trouble, Refused):
            self.page.messages.show_problems(trouble.problems)
