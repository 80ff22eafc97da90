"""What keys do on the members page, as its foot tells."""

from __future__ import annotations

from coopadmin.ui.kit.form import form_hints
from coopadmin.ui.kit.hints import Hint
from coopadmin.words import _


def keys_of(*, form: bool, narrow: bool, detail: bool) -> tuple[Hint, ...]:
    """The keys that work while a form is open, or over a list that is `narrow` or not."""
    if form:
        return form_hints()
    if narrow and detail:
        return (Hint(("Esc",), _("all members")), Hint(("Tab",), _("next part")))
    return (
        Hint(("Up", "Down"), _("walk")),
        Hint(("Enter",), _("open member") if narrow else _("edit")),
        Hint(("Ctrl+F",), _("search")),
        Hint(("Ctrl+N",), _("new member")),
    )
