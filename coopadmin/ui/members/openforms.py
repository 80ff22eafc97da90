"""Which form of the members page is open, and the drafts of those that were left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coopadmin.members.queries import MemberRow, memberships_of
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import INFO, Message, Messages
from coopadmin.ui.members.applicants import (
    ADMIT,
    APPLICATION,
    ASK,
    REFUSE,
    WITHDRAW,
    ApplicantForms,
)
from coopadmin.ui.members.consents import CONSENT, ConsentForms
from coopadmin.ui.members.detail import (
    ACKNOWLEDGE,
    AGAIN,
    DIED,
    END,
    MEMBERSHIP,
    PERSON,
    MemberDetail,
)
from coopadmin.ui.members.editing import MemberForms
from coopadmin.ui.members.erasing import ERASE, erase_form
from coopadmin.ui.members.notes import NOTE, NoteForms
from coopadmin.ui.members.sanctions import APPEAL, CONCLUDE, SUSPEND, SanctionForms
from coopadmin.ui.members.welcoming import TELL, welcome_form
from coopadmin.words import _

SCREEN = "members"
NEW, NEW_APPLICANT = "new", "new-applicant"
DETAIL_WIDTH, FORM_WIDTH = 416, 500
FindRow = Callable[[int], MemberRow | None]


class OpenForms(QObject):
    """At most one form stands in the place of the detail; its key is its draft's key too.

    A key is `new`, `new-applicant`, or what the form is about and the id of the row: `person/12`.
    `changed` comes when a form opens or closes, `saved(membership id)` after saving,
    `look_wanted(membership id)` when the person asks to see a member, `row_wanted(membership id)`
    when a form opens that is about that row of the list.
    """

    changed = Signal()
    saved = Signal(object)
    look_wanted = Signal(object)
    row_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        both: ListDetail,
        detail: MemberDetail,
        messages: Messages,
        find_row: FindRow,
    ) -> None:
        super().__init__(both)
        self._desk, self._both, self._detail = desk, both, detail
        self._messages, self._find_row = messages, find_row
        self._forms = MemberForms(desk, self.look_wanted.emit, self.admit_known)
        self._applicants = ApplicantForms(desk, self.look_wanted.emit, self.apply_known)
        self._sanctions = SanctionForms(desk)
        self._about: dict[str, Callable[[str, MemberRow], Form | None]] = {
            NOTE: NoteForms(desk).made,
            CONSENT: ConsentForms(desk).made,
        }
        self._makers: dict[str, Callable[[MemberRow], Form]] = {
            APPLICATION: self._applicants.change,
            ADMIT: self._applicants.admit,
            REFUSE: self._applicants.refuse,
            ASK: self._applicants.ask,
            WITHDRAW: self._applicants.withdraw,
            SUSPEND: self._sanctions.suspend,
            APPEAL: self._sanctions.appeal,
            CONCLUDE: self._sanctions.conclude,
            TELL: partial(welcome_form, desk),
            ERASE: partial(erase_form, detail.page),
        }
        self._shown: list[Message] = []
        self._from_detail = False
        self.form: Form | None = None
        self.key = ""

    def is_about(self, row: MemberRow | None) -> bool:
        """Whether the open form stays while this row is chosen in the list."""
        if self._is_new(self.key):
            return True
        return row is not None and self.key.endswith(f"/{row.membership_id}")

    def open(self, key: str, name: str = "") -> None:
        """Open a form by its key, with its draft if one was left; `name` is for somebody new."""
        form = self._made(key, name)
        if form is not None:
            self._show(key, form)

    def admit_known(self, person_id: int) -> None:
        """The form of a new membership for somebody whom the file knows already."""
        members = self._desk.books.ask(memberships_of, person_id)
        if members:
            self.look_wanted.emit(members[-1].membership_id)
        about = members[-1].membership_id if members else 0
        self._show(f"{AGAIN}/{about}", self._forms.again(person_id))

    def apply_known(self, person_id: int) -> None:
        """The form of an application of somebody whom the file knows already."""
        self._show(NEW_APPLICANT, self._applicants.again(person_id))

    def close(self) -> None:
        """Put the detail back; what was typed stays a draft."""
        form, self.form, self.key = self.form, None, ""
        if form is None:
            return
        self._both.set_detail(self._detail, DETAIL_WIDTH)
        form.deleteLater()
        self.changed.emit()

    def _made(self, key: str, name: str = "") -> Form | None:
        what, _slash, number = key.partition("/")
        if what == NEW:
            return self._forms.new(name)
        if what == NEW_APPLICANT:
            return self._applicants.new(name)
        row = self._find_row(int(number)) if number.isdigit() else None
        if row is None:
            return None
        maker = self._about.get(what.partition(":")[0])
        if maker is not None:
            return maker(what, row)
        if what in self._makers:
            return self._makers[what](row)
        if what == AGAIN:
            return self._forms.again(row.person_id)
        makers = {
            PERSON: self._forms.person,
            MEMBERSHIP: self._forms.membership,
            END: self._forms.end,
            DIED: self._forms.died,
            ACKNOWLEDGE: self._forms.acknowledge,
        }
        return makers[what](row) if what in makers else None

    def _show(self, key: str, form: Form) -> None:
        self.close()
        self._from_detail = self._both.narrow and self._both.is_open()
        self.form, self.key = form, key
        about = key.rpartition("/")[2]
        if about.isdigit():
            self.row_wanted.emit(int(about))
        self._desk.keep_drafts(form, SCREEN, key)
        form.saved.connect(self._was_saved)
        form.cancelled.connect(self._done)
        control = first_control(form, "call_name" if self._is_new(key) else "")
        if control is not None:
            form.setFocusProxy(control)
        self._both.set_detail(form, FORM_WIDTH, about_row=not self._is_new(key))
        self._both.open_detail(control)
        self.show_drafts()
        self.changed.emit()

    @staticmethod
    def _is_new(key: str) -> bool:
        return key in (NEW, NEW_APPLICANT)

    def _was_saved(self, membership_id: object) -> None:
        self._done()
        self.saved.emit(membership_id)

    def _done(self) -> None:
        stay = self._from_detail
        self.close()
        if stay:
            self._detail.edit_button.setFocus()
        else:
            self._both.close_detail()
        self.show_drafts()

    # Drafts.

    def hide_drafts(self) -> None:
        for message in self._shown:
            self._messages.take_away(message)
        self._shown = []

    def show_drafts(self, *, reopen: bool = False) -> None:
        """Say which forms were left with something typed in them; `reopen` opens the only one."""
        self.hide_drafts()
        kept = [key for key in self._desk.books.drafts_of(SCREEN) if key != self.key]
        if reopen and len(kept) == 1 and self.form is None:
            self.open(kept[0])
            return
        for key in kept[:2]:
            form = self._made(key)
            if form is None:
                continue
            what = form.accessibleName()
            form.deleteLater()
            row = self._find_row(int(key.rpartition("/")[2])) if "/" in key else None
            words = _("Not saved yet: {what}").format(what=what)
            actions = [
                Action(_("Go on"), partial(self.open, key)),
                Action(_("Throw away"), partial(self._drop, key)),
            ]
            who = row.name if row is not None else ""
            message = self._messages.show_message(INFO, words, who, actions, closable=False)
            self._shown.append(message)

    def _drop(self, key: str) -> None:
        self._desk.books.drop_draft(SCREEN, key)
        self._desk.drafts_changed.emit(SCREEN)
        self.show_drafts()


def first_control(form: Form, wanted: str = "") -> QWidget | None:
    """The control of a field by name, or the first that can be typed in."""
    controls = {name: form.box(name).control for name in form.draft()}
    usable = [control for control in controls.values() if control.isEnabled()]
    return controls.get(wanted) or next(iter(usable), None)
