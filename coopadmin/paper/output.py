"""What was made becomes a file: the whole of it or nothing."""

from __future__ import annotations

from pathlib import Path

from coopadmin.kernel.problem import N_, refuse

PART = ".part"


def write_whole(path: Path, content: bytes) -> None:
    """Write the whole file or nothing: an older one stays until the new one is there.

    Raises Refused when it cannot be written.
    """
    part = path.with_name(path.name + PART)
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        if part.is_file():
            part.unlink()
        raise refuse(
            "report.not_written",
            N_("“{path}” cannot be written. Choose another folder, or close the file elsewhere."),
            path=str(path),
        ) from None
