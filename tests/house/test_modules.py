"""How every module of the project looks: its size, its names, what it imports and where."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.sources import Source, calls, imports, sources

MOST_LINES = 400
SUFFIXES_NOT_USED = ("Manager", "Helper", "Util", "Utils", "Base", "Impl")
NAMES_NOT_USED = {"data", "info", "obj"}

# Pages, commands and worker jobs are named as dotted strings, and loaded at first use. So is what
# reads files, after the frame of the window was seen, and operations that history meets.
LOADERS = {
    "coopadmin/app.py",
    "coopadmin/start.py",
    "coopadmin/commands/__init__.py",
    "coopadmin/commands/window.py",
    "coopadmin/store/__init__.py",
    "coopadmin/store/work.py",
    "coopadmin/ui/kit/worker.py",
    "coopadmin/ui/pages.py",
    "coopadmin/ui/window.py",
}


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    long = {source.name: source.lines for source in sources() if source.lines > MOST_LINES}
    assert not long, "a file over 400 lines is two things: split it by noun"


def test_every_module_starts_with_what_it_answers_for() -> None:
    silent = [source.name for source in sources() if source.text and not _first_sentence(source)]
    assert not silent


def _first_sentence(source: Source) -> str:
    said = ast.get_docstring(source.tree) or ""
    return said if "." in said.partition("\n\n")[0] else ""


def test_no_class_is_named_after_what_it_is_not() -> None:
    named = [
        f"{source.name}:{node.lineno} {node.name}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(SUFFIXES_NOT_USED)
    ]
    assert not named


def test_no_value_is_called_data_info_or_obj() -> None:
    named = [
        f"{source.name}:{line} {name}"
        for source in sources()
        for line, name in _values_named(source)
        if name in NAMES_NOT_USED
    ]
    assert not named


def _values_named(source: Source) -> Iterator[tuple[int, str]]:
    # A field may have such a name where the look has it: the colour of information is `info`.
    fields = {
        id(node.target)
        for owner in ast.walk(source.tree)
        if isinstance(owner, ast.ClassDef)
        for node in owner.body
        if isinstance(node, ast.AnnAssign)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, "" if id(node) in fields else node.id


def test_no_first_party_import_is_made_inside_a_function() -> None:
    late = [
        f"{found.source}:{found.line} {found.module}"
        for source in sources("coopadmin")
        for found in imports(source)
        if found.inside and found.top == "coopadmin"
    ]
    assert not late


def test_modules_are_loaded_by_name_in_few_places_only() -> None:
    def calling(*names: str) -> set[str]:
        return {
            source.name for source in sources("coopadmin") for _name, _call in calls(source, *names)
        }

    assert calling("import_module", "__import__", "resolve_name") == {"coopadmin/kernel/loading.py"}
    assert calling("loaded") == LOADERS
