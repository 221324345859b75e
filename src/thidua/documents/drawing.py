"""Chart specifications as pictures for print."""

from functools import cache
from pathlib import Path

import vl_convert

from thidua.documents.blocks import Spec

FONTS = Path(__file__).parent / "fonts"


@cache
def _fonts_registered() -> None:
    """Once a process: the library keeps the list, and would search a folder named twice twice."""
    vl_convert.register_font_directory(str(FONTS))


def as_png(spec: Spec, *, scale: int = 3) -> bytes:
    """A picture for Word, `scale` times the size on screen."""
    _fonts_registered()
    picture: bytes = vl_convert.vegalite_to_png(spec, scale=scale)
    return picture


def as_svg(spec: Spec) -> str:
    """A picture for PDF and screens; its text stays text."""
    _fonts_registered()
    picture: str = vl_convert.vegalite_to_svg(spec)
    return picture
