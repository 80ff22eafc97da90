"""The project's own sources as the house tests read them: files, trees, imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("coopadmin", "installer", "tests")
SETUP_FILES = (
    "Makefile",
    "pyproject.toml",
    "requirements.lock",
    ".ci/run",
    "installer/run",
    "installer/setup",
)


@dataclass(frozen=True)
class Source:
    """One Python file of the project."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")


@dataclass(frozen=True)
class Import:
    """One imported name as it stands in a source; `inside` is within a function."""

    source: str
    line: int
    module: str
    names: tuple[str, ...]
    inside: bool

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file under the folders, or under all of the project's; main.py with the last."""
    paths = [path for folder in folders or FOLDERS for path in (ROOT / folder).rglob("*.py")]
    if not folders:
        paths.append(ROOT / "main.py")
    read = ((path, path.read_text(encoding="utf-8")) for path in sorted(paths))
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text)) for path, text in read
    )


def imports(source: Source) -> Iterator[Import]:
    """All imports of a file, also those under TYPE_CHECKING and within functions."""
    within = {
        id(node)
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(source.name, node.lineno, alias.name, (), id(node) in within)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            yield Import(source.name, node.lineno, node.module or "", names, id(node) in within)


def calls(source: Source, *functions: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of functions by their bare or last name, with that name."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in functions:
                yield name, node
