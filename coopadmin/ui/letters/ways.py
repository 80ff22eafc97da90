"""Ways beside sending: drafts, addresses for BCC, files that go along, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from coopadmin.attachments.rules import check_room
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.mail import bcc_list
from coopadmin.correspondence.posting import enclose, find_server
from coopadmin.correspondence.server import NewServer
from coopadmin.desk.letters import addresses_of
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.choosing import content_of, folder_to_use
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import GOOD, INFO
from coopadmin.ui.kit.page import Page
from coopadmin.words import _, count, ngettext

POST = "coopadmin.desk.post"


def server_of(page: Page) -> NewServer | None:
    """The server that is filled in; without one the page says where to."""
    server = page.desk.books.ask(find_server)
    if server is None:
        page.messages.clear()
        page.messages.show_message(
            INFO,
            _("No server is filled in."),
            _("Fill in your mailbox, or use drafts, addresses for BCC or letters."),
            [Action(_("To the settings"), lambda: page.desk.go("settings", "mail"))],
            help_page="email#server",
        )
        page.messages.focus_first()
    return server


def tell_failure(page: Page, trouble: Exception) -> None:
    """What a job was refused, in the messages of the page."""
    if isValid(page) and isinstance(trouble, (Refused, StoreTrouble)):
        problems = trouble.problems if isinstance(trouble, Refused) else (trouble.problem,)
        page.messages.clear()
        page.messages.show_problems(problems)


def save_drafts(page: Page, number: int) -> None:
    """Write what is still to go as drafts into a folder."""
    program = page.desk.program
    home = program.documents() if program is not None else page.desk.books.path.parent
    folder = folder_to_use(page, _("Folder for the drafts"), home)
    if folder is not None:
        task = page.desk.runner.run(f"{POST}:draft_mails", page.desk.books, number, folder)
        task.done.connect(partial(_drafted, page, folder))
        task.failed.connect(partial(tell_failure, page))


def _drafted(page: Page, folder: Path, made: Sequence[Path]) -> None:
    if not isValid(page):
        return
    words = ngettext("{count} draft in {folder}", "{count} drafts in {folder}", len(made))
    open_it = Action(
        _("Open folder"),
        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        "folder-open",
    )
    page.messages.clear()
    page.messages.show_message(
        GOOD,
        words.format(count=count(len(made)), folder=folder.name),
        _("Open them in your mail program and send them there. Then note that they were sent."),
        [open_it],
    )


def copy_addresses(page: Page, number: int) -> None:
    """The e-mail addresses on the clipboard as BCC, in portions where they are many."""
    found = bcc_list(page.desk.books.ask(addresses_of, number))
    page.messages.clear()
    _copy(page, found.portions, 0)
    if found.invalid:
        words = _("Left out, because they are no addresses: {addresses}")
        page.messages.show_message(INFO, words.format(addresses=", ".join(found.invalid)))


def _copy(page: Page, portions: Sequence[str], place: int) -> None:
    if place >= len(portions):
        return
    QGuiApplication.clipboard().setText(portions[place])
    copied = portions[place].count("@")
    words = ngettext("{count} address copied", "{count} addresses copied", copied)
    more = _("Paste them as BCC, so that nobody sees the address of another.")
    ways = []
    if len(portions) > 1:
        said = _("This is part {number} of {total}: each goes in a message of its own.")
        more = f"{more} {said.format(number=place + 1, total=len(portions))}"
    if place + 1 < len(portions):
        ways = [Action(_("Copy the next part"), partial(_copy_next, page, portions, place + 1))]
    page.messages.show_message(GOOD, words.format(count=count(copied)), more, ways)


def _copy_next(page: Page, portions: Sequence[str], place: int) -> None:
    page.messages.clear()
    _copy(page, portions, place)
    page.messages.focus_first()


def enclose_files(page: Page, number: int) -> None:
    """Files that go along with every e-mail of a sending."""
    names, _kind = QFileDialog.getOpenFileNames(page, _("Enclose file"))
    for path in map(Path, names):
        try:
            check_room(path, page.desk.books.ask(get_cooperative).attachment_megabytes)
            content = content_of(path)
        except Refused as refused:
            page.messages.show_problems(refused.problems)
            return
        if not page.do(enclose, number, path.name, content):
            return
        words = _("{name} goes along with every e-mail.").format(name=path.name)
        page.messages.show_message(GOOD, words)


def enclose_meeting(page: Page, number: int) -> None:
    """The date of the next general meeting goes along, for the calendars of members."""
    task = page.desk.runner.run(f"{POST}:enclose_date", page.desk.books, number)
    task.done.connect(partial(_enclosed, page))
    task.failed.connect(partial(tell_failure, page))


def _enclosed(page: Page, name: str) -> None:
    if isValid(page):
        page.messages.clear()
        words = _("{name} goes along with every e-mail.").format(name=name)
        page.messages.show_message(GOOD, words)


def choose_returned(page: Page) -> None:
    """Ask for e-mails that came back, and read them."""
    names, _kind = QFileDialog.getOpenFileNames(
        page, _("E-mail that came back"), "", _("E-mail files (*.eml)")
    )
    if names:
        read_returned(page, [Path(name) for name in names])


def returned_in(dragged: QMimeData) -> list[Path]:
    """The e-mails among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".eml"]


def read_returned(page: Page, paths: Sequence[Path]) -> None:
    """E-mails that came back: who did not get them is marked."""
    task = page.desk.runner.run(f"{POST}:take_files", page.desk.books, tuple(paths), key="bounce")
    task.done.connect(partial(_returned, page))
    task.failed.connect(partial(tell_failure, page))


def _returned(page: Page, found: Sequence[Any]) -> None:
    if not isValid(page):
        return
    page.messages.clear()
    for row in found:
        who = ", ".join(row.names)
        if row.noted:
            words = _("Noted of {name}: e-mail came back").format(name=who)
        elif who:
            words = _("{name}: the other side still tries").format(name=who)
        else:
            words = _("Nobody here has the address {email}").format(email=row.bounced.email)
        tone = GOOD if row.noted else INFO
        page.messages.show_message(tone, words, _(row.bounced.reason))
