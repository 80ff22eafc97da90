"""What a reader of the screen cannot say: parts without a name, a role, or their state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

Role = QAccessible.Role
WRITTEN_IN = {Role.EditableText}
ROLES: tuple[tuple[type | tuple[type, ...], set[Role]], ...] = (
    (
        QAbstractButton,
        {Role.Button, Role.CheckBox, Role.RadioButton, Role.ButtonMenu, Role.PageTab, Role.Link},
    ),
    (QAbstractItemView, {Role.List, Role.Table, Role.Tree}),
    (QAbstractSpinBox, {Role.SpinBox} | WRITTEN_IN),
    (QComboBox, {Role.ComboBox}),
    (QLineEdit, WRITTEN_IN),
    ((QPlainTextEdit, QTextEdit), WRITTEN_IN | {Role.Document, Role.StaticText}),
)
MEANINGLESS = {Role.NoRole, Role.Client, Role.Window}


def untold(page: QWidget) -> list[str]:
    """Sentences about every part of this page that is used and not told."""
    found = []
    for part in page.findChildren(QWidget):
        if isValid(part) and part.isVisibleTo(page) and _used(part):
            found += [f"{_called(part)}: {what}" for what in _untold_of(part)]
    return found


def _used(part: QWidget) -> bool:
    # Parts that Qt makes for its own widgets are read through those, heads through tables.
    if isinstance(part, QHeaderView) or part.objectName().startswith("qt_"):
        return False
    if isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox):
        return False
    if any(isinstance(part, kind) for kind, _roles in ROLES):
        return True
    takes_keys = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_keys and not isinstance(part, QAbstractScrollArea)


def _untold_of(part: QWidget) -> list[str]:
    heard = QAccessible.queryAccessibleInterface(part)
    found = []
    if not heard.text(QAccessible.Text.Name).strip():
        found.append("has no name")
    allowed = next((roles for kind, roles in ROLES if isinstance(part, kind)), None)
    if heard.role() in MEANINGLESS or (allowed is not None and heard.role() not in allowed):
        found.append(f"has the role {heard.role().name}")
    state = heard.state()
    if bool(state.disabled) == part.isEnabled():
        found.append("does not say whether it can be used")
    if part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not state.focusable:
        found.append("does not say that keys reach it")
    if isinstance(part, QAbstractButton) and part.isCheckable():
        on = bool(state.checkable and state.checked)
        if on != part.isChecked():
            found.append("does not say whether it is on")
    if isinstance(part, QLineEdit) and bool(state.readOnly) != part.isReadOnly():
        found.append("does not say whether it can be written in")
    return found


def _called(part: QWidget) -> str:
    above: list[str] = []
    inside: QWidget | None = part
    while inside is not None and len(above) < 4:
        above.append(f"{type(inside).__name__} {inside.objectName()}".strip())
        inside = inside.parentWidget()
    return " in ".join(above)
