"""The bare thing that each benchmark is measured against."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

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


def empty(path: Path) -> sqlite3.Connection:
    """A plain database with checks and four indices, as safe on disk as ours."""
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; {PEOPLE}"
    )
    return connection


def insert_members(connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    """People and memberships, one transaction."""
    with connection:
        connection.executemany(
            "INSERT INTO person VALUES (:id, :surname, :prefix, :call_name, :street, :house,"
            " :postcode, :town, :email, :sort_key)",
            rows,
        )
        connection.executemany("INSERT INTO membership VALUES (:id, :number, :id, 1, :since)", rows)


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
