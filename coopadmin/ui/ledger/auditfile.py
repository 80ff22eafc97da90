"""The books of a year as an audit file, for the tax office, an accountant or another program."""

from __future__ import annotations

from functools import partial

from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.saving import ask_file, folder_of, write
from coopadmin.words import N_, _

SAVE = "coopadmin.desk.auditfiles:save_audit_file"
KINDS = {".xaf": N_("Audit file (*.xaf)"), ".xml": N_("Audit file (*.xml)")}
VERSIONS = {"4.0": N_("Save audit file (XAF 4.0)…"), "3.2": N_("Save audit file (XAF 3.2)…")}
"""The versions as they are offered, the one that is asked for from 2027 on first."""


def audit_file_actions(page: Page, year: BookYear) -> tuple[Action, ...]:
    """Saving the books of this year, in each version."""
    return tuple(
        Action(_(words), partial(save_audit_file, page, year, version), "download")
        for version, words in VERSIONS.items()
    )


def save_audit_file(page: Page, year: BookYear, version: str) -> None:
    """Ask where, and let the worker write the audit file of a book year."""
    name = _("Audit file {year}").format(year=year.label)
    suggested = folder_of(page.desk) / f"{name}.xaf"
    path = ask_file(page, _("Save audit file"), suggested, KINDS)
    if path is not None:
        write(page.desk, page.messages, SAVE, year.label, version, path)
