"""Files opened in windows, and the ways out when that cannot be done as it was asked."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from coopadmin.desk.safekeeping import backup_named, backups_of, beside, stem_of
from coopadmin.files import copies
from coopadmin.kernel.problem import Refused
from coopadmin.migrations import open_books
from coopadmin.store import Books, StoreTrouble, lockfile
from coopadmin.store.backup import Backup, restore
from coopadmin.store.computer import remembered, who_works_here
from coopadmin.store.custody import AWAY, FORKED, OLDER_COPY, go_on, take_back
from coopadmin.ui import looking, troubles
from coopadmin.ui.choosing import file_to_make, file_to_open
from coopadmin.ui.handing import HandoverDialog, ReasonDialog
from coopadmin.ui.looking import Came, Looking
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.program import Settle
from coopadmin.ui.troubles import Faults, ask_about_backup, ask_way, ways_out
from coopadmin.words import _, say

HAND_OVER = "coopadmin.desk.handing:hand_over_to"
WHATEVER = frozenset({AWAY, OLDER_COPY, FORKED})


class Host(Protocol):
    """The program as far as opening files needs it."""

    files: list[OpenFile]
    faults: Faults

    def now(self) -> datetime: ...

    def recent(self) -> tuple[Path, ...]: ...

    def documents(self) -> Path: ...

    def backup_folder(self, path: Path) -> Path: ...

    def parent_window(self) -> QWidget | None: ...

    def show_books(self, books: Books, why: Looking | None, came: Came | None) -> OpenFile: ...


class Opener:
    """Opens files for the program; asks the person what to do where that is not plain."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._instead: OpenFile | None = None
        self._stood: tuple[QByteArray, str] | None = None

    def open(
        self,
        path: Path,
        *,
        why: Looking | None = None,
        take_over: bool = False,
        regardless: Collection[str] = (),
    ) -> bool:
        """Open a file in a window of its own, for looking only when there is a `why`."""
        path = path.absolute()
        for file in self._host.files:
            if file is not self._instead and copies.is_same(file.books.path, path):
                file.window.activateWindow()
                return True
        try:
            books = self._books(
                path, read_only=why is not None, take_over=take_over, regardless=regardless
            )
        except StoreTrouble as trouble:
            return self._out_of(trouble, path)
        try:
            came = None if why is not None else copies.came_from(books)
            opened = self._host.show_books(books, why, came)
        except StoreTrouble as trouble:
            # Damage shows itself only when the first page reads.
            with suppress(StoreTrouble):
                books.close()
            return self._out_of(trouble, path)
        self._take_the_place(opened)
        return True

    def _books(
        self,
        path: Path,
        *,
        read_only: bool = False,
        take_over: bool = False,
        regardless: Collection[str] = (),
    ) -> Books:
        return open_books(
            path,
            who=who_works_here(),
            origin=remembered().origin,
            clock=self._host.now,
            read_only=read_only,
            take_over=take_over,
            for_long=True,
            regardless=regardless,
        )

    def _take_the_place(self, opened: OpenFile) -> None:
        """The window that is opened instead of another stands where that one stood."""
        before, self._instead = self._instead, None
        stood, self._stood = self._stood, None
        if before is not None:
            before.window.close()
        if stood is not None:
            opened.window.restoreGeometry(stood[0])
            opened.window.show_page(stood[1])
            opened.window.activateWindow()

    # Ways out.

    def _out_of(self, trouble: StoreTrouble, path: Path) -> bool:
        """Ask which way out of a trouble in opening, and take it; True when something opened."""
        if trouble.code == AWAY:
            return self.open(path, why=copies.away(path))
        if trouble.code in (OLDER_COPY, FORKED):
            return self._which_copy(trouble, path)
        holder = lockfile.holder_of(path)
        newest = self._newest(path)
        ways = ways_out(
            trouble,
            elsewhere=holder is None or holder.computer != socket.gethostname(),
            newest=None if newest is None else newest.made,
            opening=True,
        )
        way = ask_way(trouble, ways, self._host.parent_window())
        why = Looking()
        if holder is not None and trouble.code == "open_elsewhere":
            why = Looking(looking.ELSEWHERE, holder.name, holder.computer)
        taken: dict[str, Callable[[], bool]] = {
            troubles.LOOK: lambda: self.open(path, why=why),
            troubles.TAKE_OVER: lambda: self.open(path, take_over=True),
            troubles.AGAIN: lambda: self.open(path),
            troubles.OTHER: self.choose,
            troubles.COPY: lambda: self.copy(path),
            troubles.BACKUP: lambda: self._restore_beside(self._choose_backup(path), path),
            troubles.NEWEST: lambda: self._restore_beside(newest.path if newest else None, path),
        }
        return way in taken and taken[way]()

    def _which_copy(self, trouble: StoreTrouble, path: Path) -> bool:
        which = copies.which_copy(path)
        way = copies.ask_which(trouble, path, which, self._host.now(), self._host.parent_window())
        taken: dict[str, Callable[[], bool]] = {
            troubles.LOOK: lambda: self.open(path, why=which.looking),
            copies.NEWER: lambda: which.other is not None and self.open(which.other),
            copies.GO_ON: lambda: self._go_on(path, say(trouble.problem)),
            copies.THIS: lambda: self._keep(path, which.other),
            copies.THAT: lambda: self._keep(which.other, path),
        }
        return way in taken and taken[way]()

    def _keep(self, path: Path | None, other: Path | None) -> bool:
        """Go on with one of two copies; the other is kept under another name."""
        if path is None or other is None:
            return False
        for file in tuple(self._host.files):
            if copies.is_same(file.books.path, other) and file is not self._instead:
                file.window.close()
        try:
            kept = copies.set_aside_kept(other, self._host.now())
        except StoreTrouble as trouble:
            self._host.faults.take(trouble)
            return False
        reason = _("The other copy is kept as “{name}”").format(name=kept.name)
        return self._settle_and_open(path, lambda books: books.do(go_on, books.origin, reason))

    def _go_on(self, path: Path, explanation: str) -> bool:
        reason = ReasonDialog(explanation, self._host.parent_window()).ask()
        return bool(reason) and self._settle_and_open(
            path, lambda books: books.do(go_on, books.origin, reason)
        )

    def _settle_and_open(self, path: Path, deed: Callable[[Books], object]) -> bool:
        """Do what makes this copy the one to work in, and open it."""
        try:
            with self._books(path, regardless=WHATEVER) as books:
                deed(books)
        except StoreTrouble as trouble:
            return self._out_of(trouble, path)
        return self.open(path)

    # Backups and copies.

    def restore(self, copy: Path, target: Path) -> bool:
        """Put a backup in a file of its own and open it: only to look when it is older."""
        try:
            restore(copy, target)
        except (Refused, StoreTrouble) as trouble:
            self._host.faults.take(trouble)
            return False
        try:
            self._books(target).close()
        except StoreTrouble as trouble:
            if trouble.code in (OLDER_COPY, FORKED):
                return self.open(target, why=copies.which_copy(target).looking)
        return self.open(target)

    def _newest(self, path: Path) -> Backup | None:
        found = [*backups_of(path, self._host.backup_folder(path)), *backups_of(path, path.parent)]
        return max(found, key=lambda backup: backup.made, default=None)

    def _restore_beside(self, copy: Path | None, path: Path) -> bool:
        return copy is not None and self.restore(copy, beside(copy, path, self._host.now()))

    def _choose_backup(self, path: Path) -> Path | None:
        parent = self._host.parent_window()
        return file_to_open(parent, _("Choose a backup"), self._host.backup_folder(path))

    def copy(self, path: Path) -> bool:
        """Copy a file that can only be read to a place of one's own, and open that."""
        suggested = self._host.documents() / f"{stem_of(path)}{path.suffix}"
        target = file_to_make(self._host.parent_window(), _("Copy to"), suggested)
        return target is not None and self.restore(path, target)

    def choose(self) -> bool:
        """Let the person choose a file and open it; a backup is restored or looked at."""
        recent = self._host.recent()
        folder = recent[0].parent if recent else self._host.documents()
        path = file_to_open(self._host.parent_window(), _("Open a file"), folder)
        if path is None:
            return False
        backup = backup_named(path)
        if backup is None:
            return self.open(path)
        # Working in a backup would spoil it: it is restored to a file of its own first.
        way = ask_about_backup(backup.made, self._host.parent_window())
        if way == troubles.COPY:
            return self.copy(path)
        why = Looking(looking.BACKUP, day=backup.made.date())
        return way == troubles.LOOK and self.open(path, why=why)

    # Files that travel.

    def hand_over(self, file: OpenFile) -> None:
        """Ask to whom, mark the file, write the copy, and look at it from then on."""
        books = file.books
        wish = HandoverDialog([n for n in file.names if n != books.who], file.window).ask()
        if wish is None:
            return
        copy = None
        if wish.with_copy:
            suggested = self._host.documents() / f"{books.path.stem} {wish.to}{books.path.suffix}"
            copy = file_to_make(
                file.window, _("The copy for {name}").format(name=wish.to), suggested
            )
            if copy is None:
                return
        task = file.window.runner.run(
            HAND_OVER, books, wish.to, wish.note, copy, title=_("Handing over")
        )
        task.failed.connect(self._host.faults.take)
        task.done.connect(lambda _nothing: self.settle(file, Settle.TRY_AGAIN))

    def settle(self, file: OpenFile, how: Settle) -> None:
        """What a notice offers; the window that opens takes the place of this one."""
        path, place = file.books.path, file.came.place if file.came else None
        if how is Settle.TRY_AGAIN and file.books.read_only and self._is_still_held(file):
            return
        self._stood = (file.window.saveGeometry(), file.window.here)
        if file.books.read_only:
            self._instead = file
        else:
            file.window.close()
        deeds: dict[Settle, Callable[[], object]] = {
            Settle.TRY_AGAIN: lambda: self.open(path),
            Settle.TAKE_BACK: lambda: self._settle_and_open(
                path, lambda books: books.do(take_back, books.origin)
            ),
            Settle.GO_ON: lambda: self._go_on(path, file.explained()),
            Settle.OPEN_NEWER: lambda: self._open_newer(path),
            Settle.OPEN_OTHER: self.choose,
            Settle.RESTORE: lambda: self.copy(path),
            Settle.PUT_IN_PLACE: lambda: self._put_in_place(path, place or path),
        }
        try:
            deeds[how]()
        finally:
            self._instead = self._stood = None

    def _is_still_held(self, file: OpenFile) -> bool:
        holder = lockfile.holder_of(file.books.path)
        if holder is None or lockfile.is_free(file.books.path):
            return False
        file.window.status.note(_("{name} still works in it").format(name=holder.name))
        return True

    def _open_newer(self, path: Path) -> None:
        newer = copies.which_copy(path).other
        if newer is not None:
            self.open(newer)

    def _put_in_place(self, path: Path, place: Path) -> None:
        """What came back takes the place of the file on this computer, which is kept beside it."""
        try:
            copies.replace_by(place, path, self._host.now())
        except (Refused, StoreTrouble) as trouble:
            self._host.faults.take(trouble)
            place = path
        self.open(place)
