"""What is wrong when not the input but the file or the disk is the trouble."""

from __future__ import annotations

from typing import Any

from coopadmin.kernel.problem import Problem


class StoreTrouble(Exception):
    """The file or the disk, not the input, is the trouble; `problem` says what to do."""

    def __init__(self, code: str, sentence: str, **values: Any) -> None:
        self.code = code
        self.problem = Problem(f"store.{code}", sentence, values)
        super().__init__(str(self.problem))
