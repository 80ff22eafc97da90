"""The bare thing that each benchmark is measured against."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

PEOPLE = """
CREATE TABLE person(
  id INTEGER PRIMARY KEY, surname TEXT NOT NULL, prefix TEXT NOT NULL, call_name TEXT NOT NULL,
  street TEXT NOT NULL, house INTEGER CHECK (house > 0), postcode TEXT NOT NULL,
  town TEXT NOT NULL, email TEXT NOT NULL, sort_key TEXT NOT NULL);
CREATE TABLE membership(
  id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person(id), kind INTEGER NOT NULL, since TEXT NOT NULL);
CREATE INDEX a ON person(sort_key); CREATE INDEX b ON person(email);
CREATE INDEX c ON membership(person_id); CREATE INDEX d ON membership(since);
CREATE TABLE item(
  id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(id), year TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), reference TEXT NOT NULL UNIQUE);
CREATE TABLE charge(
  id INTEGER PRIMARY KEY, membership_id INTEGER NOT NULL REFERENCES membership(id),
  item_id INTEGER NOT NULL REFERENCES item(id), number INTEGER NOT NULL UNIQUE);
"""
_POSTCODE = re.compile(r"\d{4} ?[A-Z]{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_HOUSE = re.compile(r"(\d+)\D*")


def empty(path: Path) -> sqlite3.Connection:
    """A plain database with checks and four indices, as safe on disk as ours."""
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; {PEOPLE}"
    )
    return connection


def insert_members(
    connection: sqlite3.Connection, lines: Sequence[Sequence[str]], today: date
) -> None:
    """People and memberships from the cells of a list, checked, in one transaction.

    As a careful script does it: numbers are numbers and stand there once, dates are dates that
    have been, postcodes and addresses look like one, and nobody of one name lives twice in a house.
    """
    people, memberships = [], []
    numbers: set[int] = set()
    homes: set[tuple[str, ...]] = set()
    for row, cells in enumerate(lines, 1):
        number, call_name, prefix, surname, street, house, postcode, town, email, since = (
            " ".join(cell.split()) for cell in cells
        )
        day, found = date.fromisoformat(since), _HOUSE.fullmatch(house)
        home = surname.casefold(), call_name.casefold(), postcode, house
        if (
            not surname
            or int(number) in numbers
            or day > today
            or found is None
            or not _POSTCODE.fullmatch(postcode)
            or (email and not _EMAIL.fullmatch(email))
            or home in homes
        ):
            continue
        numbers.add(int(number))
        homes.add(home)
        key = f"{surname}  {call_name}  {prefix}".casefold()
        people.append(
            (row, surname, prefix, call_name, street, int(found[1]), postcode, town, email, key)
        )
        memberships.append((row, int(number), row, 1, day.isoformat()))
    with connection:
        connection.executemany("INSERT INTO person VALUES (?,?,?,?,?,?,?,?,?,?)", people)
        connection.executemany("INSERT INTO membership VALUES (?,?,?,?,?)", memberships)


def charge(connection: sqlite3.Connection, year: str) -> None:
    """One item and one charge for every membership, one transaction."""
    with connection:
        members = connection.execute("SELECT id, person_id, number FROM membership").fetchall()
        connection.executemany(
            "INSERT INTO item VALUES (?, ?, ?, 2000, ?)",
            [(member, person, year, f"{year}-{number}") for member, person, number in members],
        )
        connection.executemany(
            "INSERT INTO charge VALUES (?, ?, ?, ?)",
            [(member, member, member, number) for member, _person, number in members],
        )
