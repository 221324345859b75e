"""The limited process that opens a picture and draws it anew: `python -m
thidua.attachments.picture_child FORMAT MOST-PIXELS < file`.

Writes one line of JSON: `width` and `height` of what came, and `drawn`: what follows after the
line, byte after byte, each with `format`, `width`, `height`, `bytes`; the picture first, then its
preview where it is not small already. Nothing is drawn of a picture with more pixels than are
taken, nor is it unpacked. One that needs more memory or time kills this process, never its parent.
"""

import json
import resource
import sys
from importlib import import_module
from io import BytesIO
from typing import Any

MEMORY = 2 << 30
SECONDS = 20
EDGE, PREVIEW_EDGE = 2_048, 400
"""Pixels of the longer edge, at most."""
QUALITY = 82
MOST_PNG = 1_000_000
"""Bytes. A drawing or a screen stays lossless; a photo that was saved as PNG has more."""
_WHOLE_TURNS: dict[int, tuple[str, ...]] = {
    2: ("FLIP_LEFT_RIGHT",),
    3: ("ROTATE_180",),
    4: ("FLIP_TOP_BOTTOM",),
    5: ("TRANSPOSE",),
    6: ("ROTATE_270",),
    7: ("TRANSVERSE",),
    8: ("ROTATE_90",),
}
"""What undoes how a camera was held, by the number that Exif gives it."""


def main(claimed: str, most: int) -> None:
    """Open the picture on standard input as the claimed format of Pillow, and nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Imported only now, so that even the libraries' start counts against the limits.
    from PIL import Image  # noqa: PLC0415

    if claimed == "HEIF":
        import_module("pi_heif").register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # it only warns up to twice its limit: ours is below
    drawn: list[tuple[str, Any, bytes]] = []
    with Image.open(BytesIO(sys.stdin.buffer.read()), formats=(claimed,)) as picture:
        width, height = picture.size
        if width * height <= most:
            drawn = _drawn(picture, lossless=claimed == "PNG")
    head = {
        "width": width,
        "height": height,
        "drawn": [
            {"format": kind, "width": one.width, "height": one.height, "bytes": len(content)}
            for kind, one, content in drawn
        ],
    }
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    out.writelines(content for _, _, content in drawn)


def _drawn(picture: Any, *, lossless: bool) -> list[tuple[str, Any, bytes]]:
    """Format, picture and bytes: of the picture, then of its preview if it needs one.

    The first frame of one that moves. Raises what Pillow raises for one that is cut short.
    """
    picture.draft(picture.mode, (EDGE, EDGE))  # a JPEG is unpacked at half its size where that does
    picture.load()  # `verify()` accepts a JPEG that was cut short
    profile, turn = picture.info.get("icc_profile"), _turn(picture)
    small = _eight_bits(picture)
    small.thumbnail((EDGE, EDGE))
    for step in turn:
        small = small.transpose(_constant(step))
    clean = _bare(_in_srgb(small, profile))
    found = [_as_png(clean) if lossless else _as_jpeg(clean)]
    if len(found[0][2]) > MOST_PNG and lossless:
        found = [_as_jpeg(clean)]
    if max(clean.size) > PREVIEW_EDGE:
        preview = clean.copy()
        preview.thumbnail((PREVIEW_EDGE, PREVIEW_EDGE))
        found.append(_as_jpeg(preview))
    return found


def _constant(name: str) -> Any:
    return getattr(import_module("PIL.Image").Transpose, name)


def _turn(picture: Any) -> tuple[str, ...]:
    """What undoes how the camera was held; a note of it that cannot be read is not followed."""
    try:
        return _WHOLE_TURNS.get(int(picture.getexif().get(0x0112, 1)), ())
    except Exception:  # whatever it is, a damaged note is no reason to refuse a photo
        return ()


def _eight_bits(picture: Any) -> Any:
    """Channels of eight bits that can be made smaller: no palette, no 16 bits a grey."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _in_srgb(picture: Any, profile: bytes | None) -> Any:
    """The colours as screens show them, by the picture's own profile; RGB, or RGBA where something
    shines through. A profile that is none is not followed.
    """
    if picture.mode == "RGBA":
        coloured = _in_srgb(picture.convert("RGB"), profile)
        coloured.putalpha(picture.getchannel("A"))
        return coloured
    if profile:
        cms = import_module("PIL.ImageCms")
        try:
            return cms.profileToProfile(
                picture, BytesIO(profile), cms.createProfile("sRGB"), outputMode="RGB"
            )
        except (cms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGB")


def _bare(picture: Any) -> Any:
    """A new picture with these pixels and nothing else: a comment survives every other way."""
    bare = import_module("PIL.Image").new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _as_png(picture: Any) -> tuple[str, Any, bytes]:
    return "PNG", picture, _saved(picture, "PNG")


def _as_jpeg(picture: Any) -> tuple[str, Any, bytes]:
    """What shines through is white, as paper."""
    if picture.mode == "RGBA":
        paper = import_module("PIL.Image").new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    return "JPEG", picture, _saved(picture, "JPEG", quality=QUALITY)


def _saved(picture: Any, kind: str, **how: int) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
