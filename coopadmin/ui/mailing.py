"""What every screen that sends e-mail shares: the password, of the key store or asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from coopadmin.correspondence.server import NewServer
from coopadmin.ui.dialogs import HouseDialog
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import CheckBox, Line
from coopadmin.ui.kit.message import INFO
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _

KEPT = "coopadmin.correspondence.passwords:kept_password"
KEEP = "coopadmin.correspondence.passwords:keep_password"
FORGET = "coopadmin.correspondence.passwords:forget_password"
STORE = "mail store"


class PasswordDialog(HouseDialog):
    """The password of a login; `password` is what was typed, `keep` whether it is to be kept."""

    def __init__(self, server: NewServer, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Password"),
            _("Password of {login}").format(login=server.login),
            _("For {host}. It is never in your file.").format(host=server.host),
            "shield-lock",
            parent,
        )
        explain(self, "email#password")
        self.password = ""
        self.line = Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        label = Text(_("Password"), Role.LABEL)
        self.line.setAccessibleName(_("Password"))
        label.setBuddy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._take)
        self.check = CheckBox(_("Keep it in the key store of this computer"))
        for part in (label, self.line, self.check):
            self.column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.take_button = Button(_("Go on"), self._take, PRIMARY)
        row.addStretch(1)
        row.addWidget(Button(_("Cancel"), self.reject, QUIET))
        row.addWidget(self.take_button)
        self.column.addLayout(row)
        self._typed("")
        self.line.setFocus()

    @property
    def keep(self) -> bool:
        return self.check.isChecked()

    def ask(self) -> str:
        """Show it; gives what was typed, or nothing when the person closed it."""
        self.run()
        return self.password

    def _typed(self, text: str) -> None:
        self.take_button.refuse("" if text else _("Type the password first."))

    def _take(self) -> None:
        if self.line.text():
            self.password = self.line.text()
            self.accept()


def with_password(page: Page, server: NewServer, go_on: Callable[[str], None]) -> None:
    """Go on with the password: none where there is no login, the one kept, or the one typed."""
    if not server.login:
        go_on("")
        return

    def found(kept: str | None) -> None:
        if not isValid(page):
            return
        password = kept or ask_password(page, server)
        if password:
            go_on(password)

    page.desk.runner.run(KEPT, server, key="mail password").done.connect(found)


def ask_password(page: Page, server: NewServer) -> str:
    """Ask for it, and keep it where that is wanted; nothing when the person closed the question."""
    dialog = PasswordDialog(server, page.window())
    password = dialog.ask()
    if password and dialog.keep:
        task = page.desk.runner.run(KEEP, server, password, key=STORE)
        task.done.connect(lambda done: None if done else _not_kept(page))
    return password


def _not_kept(page: Page) -> None:
    if isValid(page):
        words = _("This computer has no key store that takes it, so it is asked each time.")
        page.messages.show_message(INFO, words)
