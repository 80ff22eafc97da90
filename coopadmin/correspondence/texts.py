"""The text of a letter: read, judged before anything is sent, and filled in.

A text can use fields, choices and one loop over a list. Everything that could run for ever or
reach into the program is refused before it is kept, so that filling in always ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from coopadmin.correspondence.fields import BY_NAME, LISTS, in_both_languages, samples
from coopadmin.kernel.problem import N_, Problem, refuse

LONGEST = 100_000
"""No letter is longer than so many signs, once it is filled in."""
FILTERS = ("upper", "lower", "capitalize", "trim", "default", "length")
UNREADABLE = N_(
    "Line {line} cannot be read: look at the braces. A field is written like {{{{ naam }}}}."
)
UNKNOWN = N_("Line {line}: there is no field “{name}”. Choose one from the list of fields.")
CLOSE = N_("Line {line}: there is no field “{name}”. Is “{other}” meant?")
ENDLESS = N_(
    "Line {line}: this loop need not end. Loop only over {lists}, and not inside another loop."
)
BEYOND = N_("Line {line}: a letter can use fields, “if” and “for”, and nothing else.")

_ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    autoescape=False,  # plain text: what prints and what sends it escapes by itself
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)
_ENVIRONMENT.globals.clear()
_ENVIRONMENT.filters = {name: _ENVIRONMENT.filters[name] for name in FILTERS}
_USED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.For,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Getattr,
)


def check_text(text: str, field: str) -> Iterator[Problem]:
    """What is wrong with a text, each with the number of its line."""
    try:
        parsed = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as fault:
        yield Problem("letters.unreadable", UNREADABLE, {"line": fault.lineno}, field)
        return
    except RecursionError:
        yield Problem("letters.beyond", BEYOND, {"line": 1}, field)
        return
    found = list(_beyond(parsed, field)) or list(_unknown(parsed, field))
    yield from found
    if not found:
        yield from _trial(text, field)


def used_fields(*texts: str) -> set[str]:
    """The names of all fields that texts use, known or not; none of one that cannot be read."""
    found: set[str] = set()
    for text in texts:
        try:
            found |= meta.find_undeclared_variables(_ENVIRONMENT.parse(text))
        except (TemplateSyntaxError, RecursionError):
            continue
    return found


def always_used(*texts: str) -> set[str]:
    """Fields that a text uses without asking “if” of them first."""
    parsed = [_ENVIRONMENT.parse(text) for text in texts]
    tests = [each.test for one in parsed for each in one.find_all(nodes.If)]
    tests += [each.test for one in parsed for each in one.find_all(nodes.CondExpr)]
    asked = {
        name.name
        for test in tests
        for name in (test, *test.find_all(nodes.Name))
        if isinstance(name, nodes.Name)
    }
    return {name for name in used_fields(*texts) if name in BY_NAME} - asked - set(LISTS)


def fill_in(text: str, values: Mapping[str, object]) -> str:
    """The text with its fields, by key of `fields.FIELDS`. Raises Refused, and always ends."""
    problems = list(check_static(text))
    if problems:
        raise refuse(problems[0].code, problems[0].sentence, **problems[0].values)
    try:
        return _filled(_template(text), in_both_languages(values))
    except TemplateError as fault:
        raise refuse(
            "letters.not_filled", N_("This text cannot be filled in: {why}."), why=str(fault)
        ) from fault


@lru_cache(maxsize=64)
def check_static(text: str) -> tuple[Problem, ...]:
    """The same as `check_text`, remembered: one text is filled in for thousands."""
    return tuple(check_text(text, "body"))


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


def _filled(template: Template, values: Mapping[str, object]) -> str:
    pieces: list[str] = []
    room = LONGEST
    for piece in template.generate(values):
        room -= len(piece)
        if room < 0:
            raise refuse(
                "letters.too_long",
                N_("Filled in, this text is longer than {most} signs. Shorten it."),
                most=LONGEST,
            )
        pieces.append(piece)
    return "".join(pieces).strip()


def _trial(text: str, field: str) -> Iterator[Problem]:
    """What only shows when it is filled in, such as two things that cannot be compared."""
    try:
        _filled(_template(text), in_both_languages(samples()))
    except (TemplateError, TypeError, RecursionError):
        yield Problem("letters.beyond", BEYOND, {"line": 1}, field)


def _beyond(parsed: nodes.Template, field: str) -> Iterator[Problem]:
    for node in parsed.find_all(nodes.Node):
        where = {"line": node.lineno}
        if isinstance(node, nodes.For):
            if not _ends(node):
                lists = ", ".join(sorted({each.dutch for each in LISTS.values()} | set(LISTS)))
                yield Problem("letters.endless", ENDLESS, where | {"lists": lists}, field)
                return
        elif not isinstance(node, _USED) or (
            isinstance(node, nodes.Filter) and node.name not in FILTERS
        ):
            yield Problem("letters.beyond", BEYOND, where, field)
            return


def _ends(loop: nodes.For) -> bool:
    """A loop over one of our lists, with no other in it."""
    over = loop.iter
    return (
        isinstance(over, nodes.Name)
        and over.name in LISTS
        and isinstance(loop.target, nodes.Name)
        and not loop.recursive
        and loop.find(nodes.For) is None
    )


def _unknown(parsed: nodes.Template, field: str) -> Iterator[Problem]:
    names = [*parsed.find_all(nodes.Name)]
    known = {*BY_NAME, *(node.name for node in names if node.ctx == "store")}
    lines = {node.name: node.lineno for node in reversed(names) if node.name not in known}
    named = sorted((line, name) for name, line in lines.items())
    for line, name in [*named, *_unknown_items(parsed)]:
        close = [] if "." in name else get_close_matches(name, BY_NAME, 1)
        values = {"line": line, "name": name} | ({"other": close[0]} if close else {})
        yield Problem("letters.unknown_field", CLOSE if close else UNKNOWN, values, field)


def _unknown_items(parsed: nodes.Template) -> Iterator[tuple[int, str]]:
    """`post.dedrag`, where the lines of a list have no such field; and parts of no list."""
    known: dict[str, set[str]] = {}
    for loop in parsed.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name) and isinstance(loop.iter, nodes.Name):
            items = LISTS[loop.iter.name].items or {}
            known[loop.target.name] = {*items, *items.values()}
    for part in parsed.find_all(nodes.Getattr):
        owner = part.node.name if isinstance(part.node, nodes.Name) else ""
        if part.attr not in known.get(owner, set()):
            yield part.lineno, f"{owner}.{part.attr}"
