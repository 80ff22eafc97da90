"""The floors of the house: the contracts hold, they bite, and they leave no library out."""

from __future__ import annotations

import sys
import tomllib
from copy import deepcopy
from importlib.metadata import packages_distributions
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT, imports, sources

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONFIGURATION = read_configuration(str(ROOT / "pyproject.toml"))
CONTRACTS: list[dict[str, Any]] = CONFIGURATION["contracts_options"]
TYPES = {"layers": LayersContract, "forbidden": ForbiddenContract}
STORE_DOOR = {"Books", "Changes", "StoreTrouble"}

# Each planted import breaks the one contract whose id stands beside it.
PLANTED = [
    ("coopadmin.kernel.money", "coopadmin.words", "floors"),
    ("coopadmin.store.books", "coopadmin.paper", "floors"),
    ("coopadmin.people.queries", "coopadmin.members.queries", "floors"),
    ("coopadmin.commands", "coopadmin.ui", "floors"),
    ("coopadmin.members.rules", "coopadmin.members.queries", "rooms"),
    ("coopadmin.members.model", "coopadmin.members.service", "rooms"),
    ("coopadmin.members.queries", "coopadmin.members.report", "rooms"),
    ("coopadmin.people.rules", "PySide6", "qt"),
    ("coopadmin.paper", "PySide6", "qt"),
    ("coopadmin.ui.shell", "sqlalchemy", "database"),
    ("coopadmin.members.rules", "sqlalchemy", "database"),
    ("coopadmin.annual.report", "alembic", "database"),
    ("coopadmin.migrations", "sqlcipher3", "driver"),
    ("coopadmin.store.backup", "sqlite3", "driver"),
    ("coopadmin.ui.shell", "reportlab", "pages"),
    ("coopadmin.members.service", "pikepdf", "pages"),
    ("coopadmin.people.service", "openpyxl", "formats"),
    ("coopadmin.people.service", "lxml", "formats"),
    ("coopadmin.members.service", "babel", "small"),
    ("coopadmin.ui.shell", "click", "small"),
    ("coopadmin.ui.shell", "coopadmin.people.model", "screen"),
    ("coopadmin.ui.shell", "coopadmin.store.engine", "screen"),
    ("coopadmin.ui.shell", "coopadmin.paper", "screen"),
]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("coopadmin", include_external_packages=True, cache_dir=None)


def kept(contract: dict[str, Any], graph: grimp.ImportGraph) -> bool:
    made = TYPES[contract["type"]](contract["name"], CONFIGURATION["session_options"], contract)
    return made.check(deepcopy(graph), verbose=False).kept  # a check takes exceptions out


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: str(contract["id"]))
def test_the_contract_is_kept(contract: dict[str, Any], graph: grimp.ImportGraph) -> None:
    assert kept(contract, graph), "`make check` says where"


@pytest.mark.parametrize(("importer", "imported", "broken"), PLANTED)
def test_a_planted_import_breaks_its_contract(
    importer: str, imported: str, broken: str, graph: grimp.ImportGraph
) -> None:
    spoilt = deepcopy(graph)
    for module in (importer, imported):
        if module not in spoilt.modules:
            spoilt.add_module(module, is_squashed=not module.startswith("coopadmin"))
    spoilt.add_import(importer=importer, imported=imported)
    assert [
        contract["id"]
        for contract in CONTRACTS
        if kept(contract, graph) and not kept(contract, spoilt)
    ] == [broken]


def test_a_new_folder_must_be_given_its_floor(graph: grimp.ImportGraph) -> None:
    grown = deepcopy(graph)
    grown.add_module("coopadmin.attic")
    assert not kept(next(c for c in CONTRACTS if c["id"] == "floors"), grown)


def test_every_library_has_its_floor() -> None:
    homed = {module for c in CONTRACTS for module in c.get("forbidden_modules", [])}
    homeless = {
        f"{found.source}: {found.top}"
        for source in sources("coopadmin")
        for found in imports(source)
        if found.top not in {*homed, *sys.stdlib_module_names, "coopadmin"}
    }
    assert not homeless


def test_every_package_that_the_program_asks_for_is_used() -> None:
    imported = {found.module for source in sources("coopadmin") for found in imports(source)}
    provided = packages_distributions()
    used = {
        canonicalize_name(distribution)
        for module in imported
        for distribution in provided.get(module.partition(".")[0], [])
        if distribution != "PySide6_Pdf"
    }
    if any(module.startswith("PySide6.QtPdf") for module in imported):
        used.add(canonicalize_name("PySide6-Pdf"))
    asked = {
        canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]
    }
    assert asked <= used


def test_the_screen_takes_three_names_from_the_store() -> None:
    taken = {
        (found.source, name)
        for source in sources("coopadmin/ui")
        for found in imports(source)
        if found.module == "coopadmin.store"
        for name in found.names
    }
    assert {name for _source, name in taken} <= STORE_DOOR, taken
