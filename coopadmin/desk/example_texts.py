"""What the example cooperative's board and meetings said, in the language spoken now."""

from __future__ import annotations

from dataclasses import dataclass

from coopadmin.words import N_, _

NAME = N_("Zorgcoöperatie Beemdervelde U.A.")
PLACE = N_("Village hall De Schakel, large room")
PREFACE = N_(
    "The bus ran every working day. Even when the bridge was closed.\n\n"
    "In {year} our volunteers gave {hours} hours. They drove, cooked, dug gardens, and drank "
    "coffee with people who would otherwise have drunk it alone. Behind every figure in this "
    "report is somebody who was expected somewhere.\n\n"
    "We closed the year with {members} members. That is more than a quarter of all households in "
    "Beemdervelde, and it is why the municipality and our funds take us seriously.\n\n"
    "Not everything worked. The telephone circle did not come about, and in August there was "
    "nobody for the garden. Both are on the list for next year.\n\n"
    "Thank you to all members, volunteers and neighbours who made it possible."
)
OUTLOOK = N_(
    "Next year we want a second evening for eating together, and a deputy for everybody who now "
    "does something alone. We ask the members to think along at the meeting."
)


@dataclass(frozen=True)
class Said:
    """The minutes of one agenda item; `vote` tells what kind of count the example makes of it."""

    minutes: str
    vote: str = ""


ITEMS = (
    Said(N_("The chair opens the meeting at 19.30 and welcomes everybody. The agenda is adopted.")),
    Said(N_("Four members sent their regrets. The new village bus has been ordered.")),
    Said(N_("There are no remarks about the minutes."), "acclamation"),
    Said(
        N_(
            "The secretary goes through the year. A member asks why the telephone circle did not "
            "come about. There were too few callers; the board tries again in autumn."
        )
    ),
    Said(N_("The audit committee examined the books and advises to adopt the accounts.")),
    Said(N_("The treasurer explains the accounts. There are no further questions."), "clear"),
    Said(N_("The result goes to the general reserve."), "clear"),
    Said(N_("The meeting thanks the board for its work."), "clear"),
    Said(N_("One member stays on, one is new. Both are thanked with applause."), "acclamation"),
    Said(
        N_(
            "A member thinks the contribution too low to go on running the bus. The board wants "
            "to keep it within everybody's reach. The proposal of the board is put to the vote."
        ),
        "divided",
    ),
    Said(
        N_("The board member whose term ends stands again. There are no other candidates."), "clear"
    ),
    Said(N_("There are no proposals from members.")),
    Said(N_("A member asks for a bench on the Molenweg. The board takes it up.")),
    Said(N_("The chair closes the meeting at 21.10 and thanks everybody.")),
)
ACTIONS = (
    (13, N_("Ask the municipality for a bench on the Molenweg"), "secretary"),
    (4, N_("Look for callers for the telephone circle"), "chair"),
)
DONE_BY = {"chair": N_("The chair"), "secretary": N_("The secretary")}


def said(text: str, **values: object) -> str:
    """The text in the language spoken now, filled in."""
    return _(text).format(**values)
