"""Small pictures that stand for evidence, drawn here: fields, water, houses; nobody is on them."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

PICTURES = 6
"""Of each year."""
WIDE, HIGH = 480, 320
SKY, GROUND, LINE = (176, 205, 224), (126, 158, 92), (88, 112, 62)
HOUSE, ROOF, WATER = (226, 214, 190), (158, 74, 58), (92, 138, 176)
KINDS = ("ruong-rau", "tuyen-ong-nuoc", "duong-thon")


def picture(year: int, number: int) -> tuple[str, bytes]:
    """A name and a JPEG; the same year and number give the same."""
    random = Random(f"{year} {number}")
    kind = KINDS[number % len(KINDS)]
    image = Image.new("RGB", (WIDE, HIGH), SKY)
    draw = ImageDraw.Draw(image)
    horizon = random.randint(110, 150)
    draw.rectangle((0, horizon, WIDE, HIGH), fill=GROUND)
    for row in range(9):
        x = WIDE * row // 8
        draw.line((WIDE // 2 + (x - WIDE // 2) // 4, horizon, x, HIGH), fill=LINE, width=5)
    if kind == "tuyen-ong-nuoc":
        draw.line((0, HIGH - 60, WIDE, horizon + 20), fill=WATER, width=22)
    for _ in range(random.randint(1, 3)):
        _house(draw, random.randint(20, WIDE - 110), horizon, random.randint(50, 80))
    held = BytesIO()
    image.save(held, "JPEG", quality=70)
    return f"{kind}-{number + 1}-{year}.jpg", held.getvalue()


def _house(draw: ImageDraw.ImageDraw, left: int, ground: int, wide: int) -> None:
    high = wide * 2 // 3
    draw.rectangle((left, ground - high, left + wide, ground + 8), fill=HOUSE)
    draw.polygon(
        [
            (left - 8, ground - high),
            (left + wide // 2, ground - high - wide // 2),
            (left + wide + 8, ground - high),
        ],
        fill=ROOF,
    )
