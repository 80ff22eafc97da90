"""The steps of beginning a file: their numbers, and what each is called and asks."""

from __future__ import annotations

from coopadmin.words import N_

KIND, NAME, RULES, YEAR, MEMBERS, STYLE, PLACE = range(7)
STEPS = (
    N_("Kind of cooperative"),
    N_("Name and details"),
    N_("Agreements in the statutes"),
    N_("Book year and account"),
    N_("Members and contribution"),
    N_("Logo and colour"),
    N_("File and backup"),
)
HEADS = (
    (
        N_("What kind of cooperative is it?"),
        N_("The parts that suit it are prepared. You can change everything later."),
    ),
    (
        N_("What is it called?"),
        N_("This stands on letters, agendas and the annual report."),
    ),
    (
        N_("What do the statutes say?"),
        N_("Terms and majorities are reckoned with these. The usual ones are filled in."),
    ),
    (
        N_("How does the book year run?"),
        N_("Leave empty what you do not know now: it can be filled in later."),
    ),
    (
        N_("What does membership cost?"),
        N_(
            "A year, from this book year on, as the members decided. Leave empty what is for later."
        ),
    ),
    (
        N_("How do its papers look?"),
        N_("Reports, convocations and other papers bear this logo and colour."),
    ),
    (
        N_("Where does it stay?"),
        N_("In one file on this computer, with a backup every day."),
    ),
)
