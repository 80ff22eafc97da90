"""Pictures beside each other on one sheet."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

COLUMNS, WIDE = 3, 640


def lay_out(target: Path, pictures: Iterable[tuple[str, Path]]) -> None:
    """Lay pictures beside each other with their names above them, and say where the sheet is."""
    thumbs = []
    for name, path in pictures:
        picture = Image.open(path).convert("RGB")
        picture.thumbnail((WIDE, WIDE * 2))
        thumbs.append((name, picture))
    columns = COLUMNS if thumbs[0][1].width > thumbs[0][1].height else COLUMNS + 1
    high = max(picture.height for _name, picture in thumbs) + 26
    wide = max(picture.width for _name, picture in thumbs) + 12
    rows = -(-len(thumbs) // columns)
    whole = Image.new("RGB", (columns * wide, rows * high), "#889494")
    draw = ImageDraw.Draw(whole)
    for number, (label, picture) in enumerate(thumbs):
        left, top = number % columns * wide + 6, number // columns * high + 20
        whole.paste(picture, (left, top))
        draw.text((left, top - 16), label, fill="white")
    whole.save(target)
    sys.stdout.write(f"{target}\n")
