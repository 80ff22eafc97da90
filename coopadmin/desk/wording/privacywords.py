"""What the tables of consents, data breaches and the register of processing are called."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

PRIVACY: Mapping[str, TableWords] = {
    "breach": TableWords(
        N_("Data breach"),
        {
            "number": N_("Number"),
            "discovered": N_("Discovered"),
            "happened_on": N_("Happened on"),
            "what": N_("What happened"),
            "people": N_("Whose data"),
            "people_number": N_("Of how many people"),
            "held": N_("Which data"),
            "consequences": N_("Consequences"),
            "measures": N_("Measures"),
            "risk": N_("Risk"),
            "report": N_("Report to the AP"),
            "reported": N_("Reported"),
            "report_reason": N_("Reason"),
            "telling": N_("Telling the people concerned"),
            "told_on": N_("Told on"),
            "telling_reason": N_("Reason"),
        },
    ),
    "consent": TableWords(
        N_("Consent"),
        {
            "person_id": N_("Person"),
            "purpose": N_("Purpose"),
            "purpose_id": N_("Own purpose"),
            "given_on": N_("Given on"),
            "withdrawn_on": N_("Withdrawn on"),
            "channel": N_("How"),
            "source": N_("To be found at"),
            "guardian": N_("Parent or guardian"),
        },
    ),
    "consent_purpose": TableWords(
        N_("Purpose of consents"),
        {
            "number": N_("Number"),
            "name": N_("Name"),
            "explanation": N_("Explanation"),
            "in_use": N_("In use"),
        },
    ),
    "own_processing": TableWords(
        N_("Processing"),
        {
            "key": N_("What it is"),
            "name": N_("Name"),
            "purpose": N_("Purpose"),
            "recipients": N_("Recipients"),
            "people": N_("Whose data"),
            "held": N_("Which data"),
            "ground": N_("Ground"),
            "kept": N_("How long"),
        },
    ),
    "privacy_text": TableWords(
        N_("Privacy statement"),
        {"key": N_("Paragraph"), "language": N_("Language"), "text": N_("Text")},
    ),
}
