"""A picture is drawn anew: its pixels as they were held, in a screen's colours, nothing else."""

import io
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image, ImageCms

from tests.attachments.samples import HEIC, picture, sent
from thidua.attachments.errors import AttachmentError
from thidua.attachments.inspecting import Content, Inspected, inspect
from thidua.attachments.media_types import EVERY_TYPE, MediaType

MAKER, PLACE, COMMENT = b"Hanoi Optics", b"GPS-21.0285", b"chup tai nha rieng"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="21,1.7N"/></x:xmpmeta>'
)


def kept(content: bytes, name: str = "IMG_2021.jpg") -> Inspected:
    return inspect(sent(name, content), accepts=EVERY_TYPE)


def opened(content: Content | None) -> Image.Image:
    """What is kept, as whoever looks at it sees it."""
    assert content is not None
    content.file.seek(0)
    return Image.open(io.BytesIO(content.file.read()))


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def noise(width: int, height: int) -> Image.Image:
    """As hard to pack as a photo."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 80) for _ in "RGB"])


def halves() -> Image.Image:
    """Red on the left, blue on the right: 60 × 40."""
    found = Image.new("RGB", (60, 40), "blue")
    found.paste("red", (0, 0, 30, 40))
    return found


def where_taken(turned: int = 1) -> Image.Exif:
    """What a phone writes of a photo: where, with what, how it was held."""
    found = Image.Exif()
    found[0x010F], found[0x0112] = MAKER.decode(), turned
    found.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.6), 29: PLACE.decode()})
    return found


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def segments(jpeg: bytes) -> set[int]:
    """The markers of all that a JPEG carries before its pixels."""
    found, at = set(), 2
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def is_like(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize(
    ("content", "media_type", "ending", "size"),
    [
        (picture("JPEG"), MediaType.JPEG, ".jpg", (40, 30)),
        (picture("PNG"), MediaType.PNG, ".png", (40, 30)),
        (picture("WEBP"), MediaType.JPEG, ".jpg", (40, 30)),
        (HEIC, MediaType.JPEG, ".jpg", (48, 32)),
    ],
    ids=["JPEG", "PNG", "WebP", "HEIC"],
)
@pytest.mark.parametrize("name", ["IMG_2021.jpg", "IMG_2021.heic", "IMG_2021"])
def test_a_picture_is_one_when_it_opens_and_its_name_follows(
    content: bytes, media_type: MediaType, ending: str, size: tuple[int, int], name: str
) -> None:
    found = kept(content, name)
    assert (found.content.media_type, found.name) == (media_type, f"IMG_2021{ending}")
    assert (found.content.width, found.content.height) == size == opened(found.content).size
    assert found.preview is None  # it is small itself


@pytest.mark.parametrize(
    "content",
    [
        saved(
            halves(),
            "JPEG",
            exif=where_taken(),
            comment=COMMENT,
            xmp=XMP,
            icc_profile=profile(),
        ),
        saved(halves(), "WEBP", exif=where_taken(), xmp=XMP, icc_profile=profile()),
        saved(halves(), "PNG", exif=where_taken(), icc_profile=profile()),
        saved(halves(), "MPO", save_all=True, append_images=[halves()], exif=where_taken()),
    ],
    ids=["JPEG", "WebP", "PNG", "two pictures in one JPEG"],
)
def test_nothing_of_where_and_how_it_was_taken_is_kept(content: bytes) -> None:
    assert MAKER in content
    found = kept(content).content
    found.file.seek(0)
    left = found.file.read()
    for trace in (MAKER, PLACE, COMMENT, b"GPS", b"xmp", b"Exif", b"eXIf", b"ICC", b"iCCP"):
        assert trace not in left, trace
    if found.media_type is MediaType.JPEG:
        assert segments(left) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF's own, tables, the frame
    assert dict(opened(found).getexif()) == {}


def test_the_preview_of_a_photo_carries_no_more_than_the_photo() -> None:
    found = kept(saved(noise(800, 600), "JPEG", exif=where_taken(), comment=COMMENT))
    assert found.preview is not None
    found.preview.file.seek(0)
    assert segments(found.preview.file.read()) <= {0xE0, 0xDB, 0xC0, 0xC4}


@pytest.mark.parametrize(
    ("turned", "size", "red_at"),
    [
        (1, (60, 40), (5, 20)),
        (2, (60, 40), (55, 20)),
        (3, (60, 40), (55, 20)),
        (4, (60, 40), (5, 20)),
        (5, (40, 60), (20, 5)),
        (6, (40, 60), (20, 5)),
        (7, (40, 60), (20, 55)),
        (8, (40, 60), (20, 55)),
    ],
)
def test_a_picture_stands_as_it_was_held(
    turned: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    found = opened(kept(saved(halves(), "JPEG", exif=where_taken(turned), quality=95)).content)
    assert found.size == size
    assert is_like(found.getpixel(red_at), (254, 0, 0))


def test_large_ones_are_made_smaller_and_have_a_preview() -> None:
    found = kept(saved(noise(3_000, 1_500), "JPEG"))
    assert (found.content.width, found.content.height) == (2_048, 1_024)
    assert found.preview is not None
    assert (found.preview.width, found.preview.height) == (400, 200)
    assert opened(found.preview).size == (400, 200)
    assert found.preview.size < 60_000
    assert found.contents == (found.preview, found.content)


def test_a_drawing_stays_lossless_and_a_photo_saved_as_png_does_not() -> None:
    drawing = halves().resize((900, 600))
    found = kept(saved(drawing, "PNG"), "so-do.png")
    assert (found.content.media_type, found.name) == (MediaType.PNG, "so-do.png")
    assert opened(found.content).tobytes() == drawing.tobytes()
    photo = kept(saved(noise(1_000, 800), "PNG", compress_level=1), "anh.png")
    assert (photo.content.media_type, photo.name) == (MediaType.JPEG, "anh.jpg")


def test_what_shines_through_stays_so_and_is_white_in_the_preview() -> None:
    glass = Image.new("RGBA", (500, 500), (255, 0, 0, 0))
    found = kept(saved(glass, "PNG"))
    assert opened(found.content).getpixel((9, 9))[3] == 0  # type: ignore[index]  # RGBA
    assert is_like(opened(found.preview).getpixel((9, 9)), (255, 255, 255))


@pytest.mark.parametrize(
    ("content", "colour"),
    [
        (lambda: saved(Image.new("CMYK", (500, 400), (0, 255, 255, 0)), "JPEG"), (254, 0, 0)),
        (lambda: saved(Image.new("L", (500, 400), 128), "JPEG"), (128, 128, 128)),
        (lambda: saved(Image.new("I;16", (500, 400), 0x8000), "PNG"), (128, 128, 128)),
        (lambda: saved(Image.new("1", (500, 400), 1), "PNG"), (255, 255, 255)),
        (lambda: saved(Image.new("LA", (500, 400), (90, 255)), "PNG"), (90, 90, 90)),
        (
            lambda: saved(Image.new("RGB", (500, 400), "red").quantize(8), "PNG"),
            (255, 0, 0),
        ),
        (
            lambda: saved(
                Image.new("RGB", (500, 400), "red"),
                "WEBP",
                save_all=True,
                append_images=[Image.new("RGB", (500, 400), "blue")],
                duration=100,
            ),
            (254, 0, 0),
        ),
    ],
    ids=["CMYK", "grey", "16 bits", "1 bit", "grey with alpha", "palette", "animated WebP"],
)
def test_whatever_the_pixels_are_a_screen_shows_them(
    content: Callable[[], bytes], colour: tuple[int, int, int]
) -> None:
    found = kept(content())
    assert opened(found.content).mode in {"RGB", "RGBA"}
    for one in (found.content, found.preview):
        assert is_like(opened(one).getpixel((200, 150)), colour)


def test_colours_are_turned_into_a_screens_by_the_pictures_own_profile() -> None:
    """A profile in which red and green are exchanged stands for a wide one of a phone."""
    strange = profile()
    at_red, at_green = strange.index(b"rXYZ"), strange.index(b"gXYZ")
    swapped = bytearray(strange)
    swapped[at_red : at_red + 4], swapped[at_green : at_green + 4] = b"gXYZ", b"rXYZ"
    found = kept(saved(Image.new("RGB", (60, 40), (255, 0, 0)), "PNG", icc_profile=bytes(swapped)))
    assert is_like(opened(found.content).getpixel((9, 9)), (0, 255, 0))


def test_a_note_or_profile_that_is_damaged_is_no_reason_to_refuse_a_photo() -> None:
    found = kept(saved(halves(), "JPEG", exif=b"Exif\0\0garbage", icc_profile=b"no profile"))
    assert opened(found.content).size == (60, 40)


def test_the_same_photo_twice_is_the_same_content() -> None:
    photo = saved(noise(900, 700), "JPEG", exif=where_taken())
    one, other = kept(photo), kept(photo)
    assert one.content.sha256 == other.content.sha256
    assert one.preview is not None
    assert other.preview is not None
    assert one.preview.sha256 == other.preview.sha256
    one.content.file.seek(0)
    assert sha256(one.content.file.read()).hexdigest() == one.content.sha256


@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
def test_one_that_was_cut_short_on_the_way_is_refused(part: float) -> None:
    photo = saved(noise(400, 300), "JPEG")
    with pytest.raises(AttachmentError, match="hỏng hoặc bị cụt"):
        kept(photo[: int(len(photo) * part)])
