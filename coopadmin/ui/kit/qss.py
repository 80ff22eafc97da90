"""The style sheet made from the colours: grounds, borders and boxes, never fonts."""

from __future__ import annotations

from string import Template

from coopadmin.ui.kit.tokens import Tokens

# `$name` is a colour, `${p12}` twelve pixels at 100 % text.
_SHEET = Template(
    """
QMainWindow, QDialog, QWidget#page, QWidget#ground { background: $window; }
QWidget#sidebar { background: $sidebar; border-right: 1px solid $line; }
QWidget#statusline { background: $surface; border-top: 1px solid $line; }
QWidget#clear, QScrollArea, QScrollArea > QWidget > QWidget#inside { background: transparent; }
QScrollArea { border: none; }

QLabel { background: transparent; color: $ink; }
QLabel[ink="ink2"] { color: $ink2; }
QLabel[ink="ink3"] { color: $ink3; }
QLabel[ink="link"] { color: $link; }
QLabel[ink="good"] { color: $good; }
QLabel[ink="warn"] { color: $warn; }
QLabel[ink="bad"] { color: $bad; }
QLabel[ink="info"] { color: $info; }
QLabel[ink="on_primary"] { color: $on_primary; }
QLabel:disabled { color: $ink3; }

QFrame#card { background: $surface; border: 1px solid $line; border-radius: ${p8}; }
QFrame#inner { background: $subtle; border: 1px solid $line; border-radius: ${p6}; }
QFrame#footer { background: $subtle; border: none; border-top: 1px solid $line;
    border-bottom-left-radius: ${p8}; border-bottom-right-radius: ${p8}; }
QFrame#rule { background: $line; border: none; }
QFrame#strong_rule { background: $line_strong; border: none; }

QPushButton { background: $surface; color: $ink; border: 1px solid $line_strong;
    border-radius: ${p6}; padding: 0 ${p16}; }
QPushButton:hover { background: $subtle; }
QPushButton:pressed { background: $sunken; }
QPushButton:disabled { background: $sunken; color: $ink3; border-color: $line; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kind="primary"]:pressed { background: $primary_press; border-color: $primary_press; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $ink3; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; color: $link; border-color: transparent;
    padding: 0 ${p8}; }
QPushButton[kind="quiet"]:hover { background: $tint; }
QPushButton[kind="quiet"]:pressed { background: $select; }
QPushButton[kind="quiet"]:disabled { color: $ink3; }
QPushButton[kind="small"] { color: $link; border-color: $line; padding: 0 ${p10}; }
QPushButton[kind="small"]:hover { background: $tint; border-color: $tint_line; }
QPushButton[kind="small"]:disabled { color: $ink3; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad_mark; }
QPushButton[kind="danger"]:hover { background: $bad_bg; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0; }
QPushButton[kind="icon"]:hover { background: $tint; }
QPushButton[boxed="true"] { background: $surface; border-color: $line_strong; padding: 0; }
QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $surface; color: $ink;
    border: 1px solid $line_strong; border-radius: ${p6}; padding: 0 ${p10};
    selection-background-color: $primary; selection-color: $on_primary; }
QPlainTextEdit, QTextEdit { padding: ${p4} ${p6}; }
QLineEdit:disabled, QLineEdit:read-only, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $sunken; color: $ink3; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border: 2px solid $bad_mark; padding: 0 ${p9}; }
QPlainTextEdit[wrong="true"] { padding: ${p3} ${p5}; }
QComboBox::drop-down { border: none; width: ${p28}; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line_strong;
    outline: none; padding: ${p4}; selection-background-color: $select; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: ${p30}; padding: 0 ${p6};
    border-radius: ${p4}; color: $ink; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {
    background: $select; color: $ink; }
QTextEdit#leaf { border: none; background: $surface; padding: 0; }
QCheckBox, QRadioButton { color: $ink; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }

QTableView { background: $surface; border: none; gridline-color: $line; outline: none; }
QHeaderView { background: transparent; border: none; }
QFileDialog QHeaderView { background: $subtle; }
QTableCornerButton::section { background: $subtle; border: none; }

QScrollBar:vertical { background: transparent; width: ${p10}; margin: ${p2}; }
QScrollBar:horizontal { background: transparent; height: ${p10}; margin: ${p2}; }
QScrollBar::handle { background: $line_strong; border-radius: ${p3}; }
QScrollBar::handle:vertical { min-height: ${p32}; }
QScrollBar::handle:horizontal { min-width: ${p32}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: $sidebar; color: $ink; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: ${p6} ${p10}; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $select; }
QMenu { background: $surface; color: $ink; border: 1px solid $line_strong; padding: ${p4}; }
QMenu::item { padding: ${p6} ${p24} ${p6} ${p12}; border-radius: ${p4}; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $ink3; }
QMenu::icon { padding-left: ${p8}; }
QMenu::separator { height: 1px; background: $line; margin: ${p4} ${p8}; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line_strong; padding: ${p4}; }
"""
)


def sheet(tokens: Tokens, scale: float) -> str:
    """The style sheet for these colours; lengths are multiplied by `scale` (1.0 is 100 %)."""
    lengths = {f"p{size}": f"{round(size * scale)}px" for size in range(2, 41)}
    colours = {name: getattr(tokens, name) for name in tokens.__dataclass_fields__}
    return _SHEET.substitute(lengths, **colours)
