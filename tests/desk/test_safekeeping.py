"""The daily backup: where it goes, when it is made, how a restored one is called."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from coopadmin.desk.safekeeping import (
    FOLDER,
    backup_named,
    backups_of,
    beside,
    folder_for,
    keep_daily,
    stem_of,
    usual_folder,
)
from coopadmin.store.backup import back_up
from tests.fixtures import NOW


def test_backups_stand_among_the_documents_or_else_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "stick" / "beemdervelde.coop"
    assert usual_folder(tmp_path, file) == tmp_path / FOLDER
    assert usual_folder(tmp_path / "none", file) == file.parent / FOLDER


def test_only_files_of_one_name_get_folders_of_their_own(tmp_path: Path) -> None:
    file, same = tmp_path / "a" / "leden.coop", tmp_path / "b" / "leden.coop"
    other = tmp_path / "b" / "geld.coop"
    assert folder_for(file, tmp_path, [file, other]) == tmp_path
    assert folder_for(file, tmp_path, [same]) == tmp_path / "leden (a)"
    assert folder_for(same, tmp_path, [file]) == tmp_path / "leden (b)"


def test_today_s_backup_is_made_once_and_again_when_asked(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kopieën"
    assert len(keep_daily(path, folder, NOW)) == 1
    later = NOW + timedelta(hours=1)
    assert [each.made for each in keep_daily(path, folder, later)] == [NOW]
    assert [each.made for each in keep_daily(path, folder, later, always=True)] == [later]
    tomorrow = NOW + timedelta(days=1)
    assert [each.made for each in keep_daily(path, folder, tomorrow)] == [tomorrow, later]


def test_a_backup_is_known_by_its_name(path: Path, tmp_path: Path) -> None:
    copy = back_up(path, tmp_path / "kopieën", NOW)
    found = backup_named(copy)
    assert found is not None
    assert found.made == NOW
    assert stem_of(copy) == "beemdervelde"
    before = back_up(path, tmp_path / "kopieën", NOW, "voor bijwerken")
    named = backup_named(before)
    assert named is not None
    assert stem_of(before) == "beemdervelde"
    assert backup_named(path) is None


def test_a_restored_copy_gets_a_name_that_nobody_has(tmp_path: Path) -> None:
    original, copy = tmp_path / "leden.coop", tmp_path / "kopie.coop"
    day = datetime(2026, 3, 3, 20, 41)  # noqa: DTZ001
    first = beside(copy, original, day)
    assert first == tmp_path / "leden restored 2026-03-03.coop"
    first.touch()
    assert beside(copy, original, day) == tmp_path / "leden restored 2026-03-03 (2).coop"


def test_a_folder_that_cannot_be_read_has_no_backups(tmp_path: Path) -> None:
    assert backups_of(tmp_path / "leden.coop", tmp_path / "none") == []
