"""The answer to somebody who asks what we hold: facts asked, a PDF or JSON written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.desk.erase_plan import plan_erasure
from coopadmin.desk.held import Held, what_we_hold
from coopadmin.desk.report import Printing, erasing_paper, held_paper
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.words import speaking

JSON = ".json"


def save_held(
    books: Books, person_id: int, path: Path, language: str, large: bool = False
) -> tuple[Problem, ...]:
    """Write what we hold on somebody: as JSON where the name of the file says so, else as PDF.

    Gives what the reader should know. Raises Refused when it cannot be written.
    """
    with speaking(language):
        held = books.ask(what_we_hold, person_id, books.today())
        if path.suffix.lower() == JSON:
            text = json.dumps(held_plain(held), ensure_ascii=False, indent=2, default=str)
            write_whole(path, text.encode())
            return ()
        built = held_paper(held, Printing(language, large))
    write_whole(path, built.pdf)
    return built.problems


def save_erasing(
    books: Books, person_id: int, path: Path, language: str, large: bool = False
) -> tuple[Problem, ...]:
    """Write what erasing somebody takes away and leaves, for that person; made before it is done.

    Raises Refused when it cannot be erased, or not be written.
    """
    with speaking(language):
        plan = books.ask(plan_erasure, person_id, books.today())
        if plan.problems:
            raise Refused(plan.problems)
        cooperative = books.ask(get_cooperative)
        built = erasing_paper(plan, cooperative, books.today(), Printing(language, large))
    write_whole(path, built.pdf)
    return built.problems


def held_plain(held: Held) -> dict[str, Any]:
    """The same for a computer (AVG art. 20): columns by their names, plain values, no ids."""
    return {
        "cooperative": held.cooperative.name,
        "on": held.on,
        "name": held.name,
        "member_numbers": list(held.numbers),
        "records": [
            {
                "table": part.table,
                "about": part.word,
                "of_others_too": part.shared,
                "why": list(part.why),
                "kept": list(part.kept),
                "rows": [
                    {
                        cell.column: {
                            "label": cell.label, "value": cell.value, "shown": cell.shown
                        }
                        for cell in row.cells
                    }
                    for row in part.rows
                ],
            }
            for part in held.parts
        ],
        "documents": [{"name": row.name, "dated": row.dated} for row in held.documents],
        "named_in": list(held.mentions),
        "drafts": list(held.drafts),
        "history": [{"day": row.day, "what": row.what} for row in held.done],
    }  # fmt: skip
