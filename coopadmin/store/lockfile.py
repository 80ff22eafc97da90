"""The small file beside a .coop file that says who has it open."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from coopadmin.kernel.problem import N_
from coopadmin.store.trouble import StoreTrouble

MOMENT = 0.1


@dataclass(frozen=True)
class Holder:
    """Who holds a file: name, computer, process number and a mark of when that process began."""

    name: str
    computer: str
    process: int
    start: str


def lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def hold(path: Path, name: str, *, take_over: bool = False) -> None:
    """Take the file for this process.

    A lock of a process of this computer that has ended is taken over silently: it can hold
    nothing. One of another computer needs `take_over`. Raises StoreTrouble `open_elsewhere`.
    """
    mine = Holder(name, socket.gethostname(), os.getpid(), _start_of(os.getpid()))
    for _attempt in range(3):
        if _create(lock_path(path), mine):
            return
        other = holder_of(path) or _holder_once_written(path)
        if other is not None and not (take_over or _has_ended(other)):
            raise StoreTrouble(
                "open_elsewhere",
                N_("{name} has this file open on {computer}. Close it there first."),
                name=other.name,
                computer=other.computer,
            )
        _set_aside(path, other)
    raise StoreTrouble(
        "open_elsewhere",
        N_("{name} has this file open on {computer}. Close it there first."),
        name="?",
        computer="?",
    )


def release(path: Path) -> None:
    """Let go, when the lock is still this process's own."""
    other = holder_of(path)
    if other is not None and (other.computer, other.process) == (socket.gethostname(), os.getpid()):
        with suppress(OSError):
            lock_path(path).unlink()


def holder_of(path: Path) -> Holder | None:
    """Who holds the file, or None when nobody does or the lock cannot be read."""
    return _read(lock_path(path))


def is_free(path: Path) -> bool:
    """Whether nobody holds the file, as far as this computer can know."""
    holder = holder_of(path)
    return holder is None or _has_ended(holder)


def _read(lock: Path) -> Holder | None:
    try:
        fields = json.loads(lock.read_text("utf-8"))
        return Holder(
            str(fields["name"]), str(fields["computer"]), int(fields["process"]), fields["start"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _create(lock: Path, holder: Holder) -> bool:
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreTrouble(
            "read_only",
            N_("This file can only be read. Copy it to a folder of your own to change it."),
        ) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(holder), stream)
    return True


def _holder_once_written(path: Path) -> Holder | None:
    """A lock that cannot be read may be one that another program is writing just now."""
    time.sleep(MOMENT)
    return holder_of(path)


def _set_aside(path: Path, judged: Holder | None) -> None:
    """Take away the lock that was judged, and no other that came in its place meanwhile."""
    # Renaming is atomic: of two programs that find the same abandoned lock only one gets it.
    lock = lock_path(path)
    aside = lock.with_name(f"{lock.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        lock.rename(aside)
        if _read(aside) != judged and not lock.exists():
            aside.rename(lock)
        else:
            aside.unlink()


def _has_ended(holder: Holder) -> bool:
    if holder.computer != socket.gethostname():
        return False
    start = _start_of(holder.process)
    return not start or start != holder.start


def _start_of(process: int) -> str:
    """A mark that differs between two processes with the same number; empty when none runs."""
    if sys.platform == "win32":
        return _windows_start_of(process)
    with suppress(OSError):
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return after_name[19]
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass
    return "runs"


def _windows_start_of(process: int) -> str:
    import ctypes
    from ctypes import wintypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    handle = kernel.OpenProcess(0x1000, False, process)
    if not handle:
        return ""
    times = [wintypes.FILETIME() for _ in range(4)]
    kernel.GetProcessTimes(handle, *[ctypes.byref(moment) for moment in times])
    kernel.CloseHandle(handle)
    return f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}"
