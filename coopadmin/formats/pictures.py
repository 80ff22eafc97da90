"""Pictures as cameras and drawing programs write them: upright, no larger than needed."""

from __future__ import annotations

from io import BytesIO

from coopadmin.kernel.problem import N_, refuse

MOST_PIXELS = 80_000_000
QUALITY = 88


def fitted(content: bytes, longest: int, field: str = "file") -> bytes:
    """A PNG or JPEG whose longest side is at most so many pixels, without what a camera notes.

    The place where a photograph was taken is nobody's business. A picture that is small enough
    and notes nothing stays as it is, to the byte. Raises Refused for one that cannot be read.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise refuse(
                    "picture.pixels",
                    N_("This picture has too many pixels. Save it smaller first."),
                    field=field,
                )
            picture.load()
            if max(picture.size) <= longest and not picture.getexif():
                return content
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            written = BytesIO()
            if picture.format == "PNG":
                upright.save(written, "PNG", optimize=True)
            else:
                upright.save(written, "JPEG", quality=QUALITY, icc_profile=None, exif=b"")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise refuse(
            "picture.unreadable",
            N_("This picture is damaged. Save it again and choose that file."),
            field=field,
        ) from fault
    return written.getvalue()
