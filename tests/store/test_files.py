"""The file on disk: made, opened, held, refused, backed up, restored."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coopadmin.kernel.problem import Refused
from coopadmin.migrations import REVISION, new_books, open_books
from coopadmin.store import StoreTrouble, lockfile
from coopadmin.store.backup import Backup, back_up, list_backups, restore, rotate
from coopadmin.store.computer import changed, opened, remembered, who_works_here
from coopadmin.store.history import list_history
from tests.fixtures import NOW, WHO, clock
from tests.store import deeds
from tests.store.test_books import surnames


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.coop"
    with new_books(path, who=WHO, clock=clock) as books:
        books.do(deeds.add, "Bergsma")
    return path


def run_python(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Another process with this project importable."""
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def open_again(path: Path) -> list[str]:
    with open_books(path, who=WHO, clock=clock) as books:
        return surnames(books)


def test_a_closed_file_is_one_single_file_that_any_sqlite_reads(file: Path) -> None:
    assert [path.name for path in file.parent.iterdir()] == ["a.coop"]
    plain = sqlite3.connect(file)
    assert plain.execute("SELECT surname FROM person").fetchall() == [("Bergsma",)]
    plain.close()


def test_an_existing_file_is_never_written_over(file: Path) -> None:
    with pytest.raises(Refused, match="exists already"):
        new_books(file, who=WHO)
    assert open_again(file) == ["Bergsma"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.coop", b"hello"),
        ("empty.coop", b""),
        ("half.coop", b"SQLite format 3\x00" + b"x" * 50),
    ],
)
def test_what_is_no_coop_file_is_refused_and_left_alone(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(StoreTrouble):
        open_books(path, who=WHO)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_another_programs_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.coop"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE x(y)")
    other.close()
    with pytest.raises(StoreTrouble, match="not a file of this program"):
        open_books(path, who=WHO)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match=r"weg\.coop"):
        open_books(tmp_path / "weg.coop", who=WHO)


def test_a_file_of_a_newer_program_is_refused(file: Path) -> None:
    plain = sqlite3.connect(file)
    plain.execute(f"PRAGMA user_version = {REVISION + 1}")
    plain.close()
    with pytest.raises(StoreTrouble, match="newer version"):
        open_books(file, who=WHO)


def test_a_damaged_file_is_told_as_such(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 64] = b"\xff" * 64
    file.write_bytes(content)
    with pytest.raises(StoreTrouble), open_books(file, who=WHO) as books:
        surnames(books)


def test_a_file_open_elsewhere_is_refused_with_who_and_where(file: Path) -> None:
    with open_books(file, who=WHO, clock=clock):
        with pytest.raises(StoreTrouble, match=WHO):
            open_books(file, who="Wim")
        with open_books(file, who="Wim", read_only=True) as looking:
            assert surnames(looking) == ["Bergsma"]
            with pytest.raises(StoreTrouble, match="only be read"):
                looking.do(deeds.add, "Mulder")
    assert open_again(file) == ["Bergsma"]


def test_a_lock_of_a_program_that_ended_is_taken_over(file: Path) -> None:
    ended = run_python("import os; print(os.getpid())")
    holder = lockfile.Holder("Wim", socket.gethostname(), int(ended.stdout), "1")
    lockfile.lock_path(file).write_text(json.dumps(holder.__dict__))
    assert open_again(file) == ["Bergsma"]
    assert not lockfile.lock_path(file).exists()


def test_a_lock_of_another_computer_is_taken_over_only_when_asked(file: Path) -> None:
    holder = {"name": "Wim", "computer": "laptop-van-wim", "process": 1, "start": "1"}
    lockfile.lock_path(file).write_text(json.dumps(holder))
    with pytest.raises(StoreTrouble, match="laptop-van-wim"):
        open_books(file, who=WHO)
    with open_books(file, who=WHO, take_over=True) as books:
        assert surnames(books) == ["Bergsma"]


def test_a_lock_that_is_being_written_is_waited_for(file: Path) -> None:
    lock = lockfile.lock_path(file)
    lock.touch()
    written = json.dumps({"name": "Wim", "computer": "laptop", "process": 1, "start": "1"})
    later = threading.Timer(lockfile.MOMENT / 3, lock.write_text, [written])
    later.start()
    with pytest.raises(StoreTrouble, match="Wim"):
        open_books(file, who=WHO)
    later.join()
    assert lock.read_text() == written


def test_a_lock_that_cannot_be_read_holds_nobody_out(file: Path) -> None:
    lockfile.lock_path(file).write_text("{")
    assert open_again(file) == ["Bergsma"]


def test_only_the_lock_that_was_judged_is_taken_away(file: Path) -> None:
    # While one program judged an abandoned lock, another took it over.
    lockfile.hold(file, "Wim")
    lockfile._set_aside(file, lockfile.Holder("Fenna", socket.gethostname(), 1, "1"))
    holder = lockfile.holder_of(file)
    assert holder is not None
    assert holder.name == "Wim"
    assert [path.name for path in file.parent.iterdir() if ".lock" in path.name] == ["a.coop.lock"]


def test_a_refused_operation_leaves_the_file_as_it_was_to_the_byte(file: Path) -> None:
    before = file.read_bytes()
    with open_books(file, who=WHO, clock=clock) as books, pytest.raises(Refused):
        books.do(deeds.refused)
    assert file.read_bytes() == before


def test_a_full_disk_is_told_and_changes_nothing(file: Path) -> None:
    with open_books(file, who=WHO, clock=clock) as books:
        assert books._writer is not None
        with books._writer.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(StoreTrouble, match="disk is full"):
            books.do(deeds.add_many, [f"Naam{number}" for number in range(5000)])
        assert surnames(books) == ["Bergsma"]
        assert len(books.ask(list_history)) == 1


def test_the_disk_really_full_leaves_a_whole_file(file: Path) -> None:
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\n"
        "from coopadmin.migrations import open_books\n"
        "from coopadmin.store import StoreTrouble\n"
        "from coopadmin.store.backup import back_up\n"
        "from tests.fixtures import clock\n"
        "from tests.store import deeds\n"
        "path = Path(sys.argv[1])\n"
        "books = open_books(path, who='x')\n"
        "limit = path.stat().st_size + 100_000\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "try:\n"
        "    books.do(deeds.add_many, ['Naam'] * 20_000)\n"
        "except StoreTrouble as trouble:\n"
        "    print(trouble.code)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try:\n"
        "    back_up(path, path.parent / 'copy', clock())\n"
        "except StoreTrouble as trouble:\n"
        "    print(trouble.code)\n"
    )
    pytest.importorskip("resource", reason="limits of file sizes exist on Unix only")
    ran = run_python(script, str(file))
    operation, copying = ran.stdout.split()
    assert {operation, copying} <= {"full", "disk"}, ran.stderr
    assert open_again(file) == ["Bergsma"]
    assert list((file.parent / "copy").iterdir()) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="another user needs root to become"
)
def test_a_read_only_folder_of_another_user_gives_advice(file: Path) -> None:
    folder = Path("/var/tmp") / f"coopadmin-{os.getpid()}"
    folder.mkdir()
    try:
        shutil.copy(file, folder / "a.coop")
        (folder / "a.coop").chmod(0o444)
        folder.chmod(0o555)
        script = (
            "import os, sys; from pathlib import Path\n"
            "from coopadmin.migrations import open_books\n"
            "from coopadmin.store import StoreTrouble\n"
            "from coopadmin.store.backup import back_up\n"
            "from tests.fixtures import clock\n"
            "from tests.store import deeds\n"
            "from tests.store.test_books import surnames\n"
            "os.setuid(65534)\n"
            "try:\n"
            "    open_books(Path(sys.argv[1]), who='x')\n"
            "except StoreTrouble as trouble:\n"
            "    print(trouble.code)\n"
            "with open_books(Path(sys.argv[1]), who='x', read_only=True) as books:\n"
            "    print(surnames(books))\n"
            "try:\n"
            "    back_up(Path(sys.argv[1]), Path(sys.argv[1]).parent, clock())\n"
            "except StoreTrouble as trouble:\n"
            "    print(trouble.code)\n"
        )
        ran = run_python(script, str(folder / "a.coop"))
        told = ["read_only", "['Bergsma']", "no_folder_to_write"]
        assert ran.stdout.split("\n")[:3] == told, ran.stderr
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_backup_of_an_open_file_holds_its_last_change(file: Path, tmp_path: Path) -> None:
    with open_books(file, who=WHO, clock=clock) as books:
        books.do(deeds.add, "Mulder")
        made = back_up(books.path, tmp_path / "kopie", NOW)
    assert made.name == "a 2026-03-03 20.41.00.coop"
    target = tmp_path / "terug.coop"
    restore(made, target)
    assert open_again(target) == ["Bergsma", "Mulder"]
    with pytest.raises(Refused, match="exists already"):
        restore(made, target)


def test_backups_are_kept_by_day_week_and_month(tmp_path: Path) -> None:
    today = date(2026, 3, 3)
    start = datetime.combine(today, datetime.min.time())
    backups = [
        Backup(tmp_path / str(days), start - timedelta(days=days, hours=-9)) for days in range(800)
    ]
    going = set(rotate(backups, today))
    kept = [backup for backup in backups if backup not in going]
    ages = [(today - backup.made.date()).days for backup in kept]
    assert ages[:14] == list(range(14))
    assert len(kept) < 14 + 8 + 26
    assert max(ages) > 600


def test_backups_of_another_file_are_not_counted(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kopie"
    back_up(file, folder, NOW)
    assert len(list_backups(folder, "a")) == 1
    assert list_backups(folder, "b") == []
    assert list_backups(tmp_path / "nergens", "a") == []


def test_this_computer_remembers_who_and_what(tmp_path: Path) -> None:
    origin = remembered().origin
    changed(who="Wim Terpstra", text_percent=150)
    for name in ("a.coop", "b.coop", "a.coop"):
        opened(tmp_path / name)
    assert remembered().origin == origin
    assert who_works_here() == "Wim Terpstra"
    assert who_works_here("Fenna") == "Fenna"
    assert [Path(path).name for path in remembered().recent] == ["a.coop", "b.coop"]


def test_every_connection_has_the_pragmas(file: Path) -> None:
    with open_books(file, who=WHO, clock=clock, for_long=True) as books:
        engines = [(books._reader, 1), (books._writer, 0)]
        for engine, query_only in engines:
            assert engine is not None
            with engine.connect() as connection:
                wanted = {
                    "foreign_keys": 1,
                    "secure_delete": 1,
                    "synchronous": 2,
                    "trusted_schema": 0,
                    "query_only": query_only,
                    "journal_mode": "wal",
                }
                for pragma, value in wanted.items():
                    assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma
