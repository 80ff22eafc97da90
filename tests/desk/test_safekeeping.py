"""The daily backup: where it goes, when it is made, how a restored one is called."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coopadmin.desk.safekeeping import (
    FOLDER,
    Kept,
    backup_named,
    backups_of,
    beside,
    copies_of,
    folder_for,
    keep_copies,
    keep_daily,
    keep_second,
    stem_of,
    usual_folder,
)
from coopadmin.members.rules import NewKind, NewMember, NewTermination
from coopadmin.members.service import add_kind, admit_member, terminate_membership
from coopadmin.migrations.opening import REVISION
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books, StoreTrouble
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


def test_files_of_one_name_in_folders_of_one_name_have_backups_of_their_own(
    tmp_path: Path,
) -> None:
    care, energy = (tmp_path / name / "Boeken" / "leden.coop" for name in ("zorg", "energie"))
    assert folder_for(care, tmp_path, [energy]) == tmp_path / "leden (zorg - Boeken)"
    assert folder_for(energy, tmp_path, [care]) == tmp_path / "leden (energie - Boeken)"
    on_top = tmp_path / "Boeken" / "leden.coop"
    assert len({folder_for(each, tmp_path, [care, on_top]) for each in (care, on_top)}) == 2


def test_today_s_backup_is_made_once_and_again_when_asked(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kopieën"
    assert len(keep_daily(path, folder, NOW)) == 1
    later = NOW + timedelta(hours=1)
    assert [each.made for each in keep_daily(path, folder, later)] == [NOW]
    assert [each.made for each in keep_daily(path, folder, later, always=True)] == [later]
    tomorrow = NOW + timedelta(days=1)
    assert [each.made for each in keep_daily(path, folder, tomorrow)] == [tomorrow, later]


def test_the_list_of_backups_counts_who_is_a_member_and_nobody_who_was(
    books: Books, path: Path, tmp_path: Path
) -> None:
    kind = books.do(add_kind, NewKind("Persoonlijk"))
    for name in ("Mol", "Bos", "Dijk"):
        books.do(admit_member, NewMember(kind, date(2020, 1, 1), NewPerson(surname=name)))
    gone = books.do(admit_member, NewMember(kind, date(2020, 1, 1), NewPerson(surname="Weg")))
    books.do(terminate_membership, NewTermination(gone, "by-member", date(2020, 5, 1)))
    back_up(path, tmp_path / "kopieën", NOW)
    kept = copies_of(path, tmp_path / "kopieën", REVISION, NOW.date())
    assert [each.members for each in kept.copies] == [3]


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


def test_the_second_place_gets_a_copy_every_week_while_it_is_there(
    path: Path, tmp_path: Path
) -> None:
    folder, stick = tmp_path / "kopieën", tmp_path / "stick"

    def kept(days: int) -> Kept:
        now = NOW + timedelta(days=days)
        return keep_copies(path, folder, stick, now, REVISION, always=False)

    assert kept(0).second_made is None
    assert not stick.exists(), "a stick that is out is no folder to make"
    stick.mkdir()
    assert kept(1).second_made == NOW + timedelta(days=1)
    assert kept(5).second_made == NOW + timedelta(days=1)
    assert kept(8).second_made == NOW + timedelta(days=8)
    shutil.rmtree(stick)
    assert kept(9).second_made == NOW + timedelta(days=8), "remembered while the stick is out"
    with pytest.raises(StoreTrouble, match="Put in the stick"):
        keep_second(path, stick, NOW, always=True)


def test_a_second_place_that_is_full_or_closed_keeps_nobody_from_the_daily_backup(
    path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / f"{path.stem} 2026-03-03 20.41.00.coop.part").mkdir()
    kept = keep_copies(path, tmp_path / "kopieën", stick, NOW, REVISION, always=False)
    assert len(kept.copies) == 1
    assert kept.trouble is not None
    assert kept.trouble.code == "no_folder_to_write"


def test_of_each_backup_its_size_members_and_changes_are_known(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kopieën"
    keep_daily(path, folder, NOW)
    (folder / f"{path.stem} 2026-03-01 20.41.00.coop").write_text("no file of ours")
    sound, broken = copies_of(path, folder, REVISION, NOW.date()).copies
    assert (sound.members, sound.changes) == (0, 1)
    assert sound.size == sound.path.stat().st_size
    assert (broken.members, broken.changes) == (None, None)


def test_a_folder_that_cannot_be_read_has_no_backups(tmp_path: Path) -> None:
    assert backups_of(tmp_path / "leden.coop", tmp_path / "none") == []
