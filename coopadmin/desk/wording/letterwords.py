"""What tables and columns about letters and e-mail are called in history."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

_WAY, _PERSON, _WHERE_TO = N_("Way"), N_("Person"), N_("Sent to")
_TEXT: Mapping[str, str] = {
    "code": N_("Name for the command line"),
    "occasion": N_("Occasion"),
    "language": N_("Language"),
    "name": N_("Name"),
    "subject": N_("Subject"),
    "body": N_("Text"),
}
LETTERS: Mapping[str, TableWords] = {
    "came_back": TableWords(
        N_("Came back"),
        {
            "person_id": _PERSON,
            "way": _WAY,
            "sent_to": _WHERE_TO,
            "noted_on": N_("Noted on"),
            "reason": N_("Reason"),
        },
    ),
    "letter_template": TableWords(N_("Text of a letter"), _TEXT),
    "mail_server": TableWords(
        N_("Sending of e-mail"),
        {
            "host": N_("Server"),
            "port": N_("Port"),
            "security": N_("Security"),
            "login": N_("Login"),
            "email": N_("Sent from"),
            "name": N_("Name of the sender"),
            "per_minute": N_("Messages per minute"),
        },
    ),
    "sending": TableWords(
        N_("Letters and e-mail"),
        {
            **_TEXT,
            "number": N_("Number"),
            "dated": N_("Dated"),
            "group_name": N_("Group"),
            "filled": N_("Filled in"),
        },
    ),
    "sent_letter": TableWords(
        N_("Letter or e-mail to one person"),
        {
            "sending_id": N_("Letters and e-mail"),
            "person_id": _PERSON,
            "message": N_("Number"),
            "way": _WAY,
            "reason": N_("Why so"),
            "sent_to": _WHERE_TO,
            "result": N_("Result"),
            "result_at": N_("Result noted at"),
            "detail": N_("What was said"),
        },
    ),
}
