"""What tables and columns about papers are called in history: attachments, sections of a report."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

PAPER_TABLES: Mapping[str, TableWords] = {
    "attachment": TableWords(
        N_("Attachment"),
        {
            "sha256": N_("Content"),
            "owner_table": N_("Belongs to"),
            "owner_id": N_("Belongs to which"),
            "role": N_("As what"),
            "name": N_("Name"),
            "dated": N_("Dated"),
        },
    ),
    "section_choice": TableWords(
        N_("Section of the annual report"),
        {"book_year": N_("Book year"), "section": N_("Section"), "shown": N_("In the report")},
    ),
}
