"""A photo of 12 megapixels kept as evidence: ours (told by its content, drawn anew in a limited
process, its preview, both written to the disk, their rows) against the library alone, in process:
open, turn, make smaller twice, save twice in memory.

The photo is drawn, with enough noise to weigh what a phone's weighs. No two runs send the same one:
ours stores a content once.

    python -m benchmarks.evidence [--runs 7]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import io
import sys

from PIL import Image, ImageOps

from benchmarks.own_database import best_of, own_database, print_times
from benchmarks.side_by_side import finish, print_claim

GOAL = 1.75
"""A process of its own, a disk that has settled and a transaction are what may come on top."""
SIZE = (4_000, 3_000)


def photo(number: int) -> bytes:
    """A JPEG of 12 megapixels and 3 to 4 MB, another one for each number."""
    half = (SIZE[0] // 2, SIZE[1] // 2)
    noise = Image.effect_noise(half, 60).resize(SIZE)
    slope = Image.linear_gradient("L").resize(SIZE)
    drawn = Image.merge(
        "RGB", (Image.blend(noise, slope, 0.5), slope, Image.blend(noise, slope, 0.4))
    )
    drawn.paste(number % 256, (0, 0, 16, 16))
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=88)
    return out.getvalue()


def by_the_library(content: bytes) -> None:
    """What the library takes for the same two pictures."""
    with Image.open(io.BytesIO(content)) as opened:
        opened.thumbnail((2_048, 2_048))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.save(io.BytesIO(), "JPEG", quality=82)
    picture.thumbnail((400, 400))
    picture.save(io.BytesIO(), "JPEG", quality=82)


def measure(runs: int) -> bool:
    """Both sides on the same photos; whether the goal is reached."""
    from django.core.files.base import ContentFile

    from thidua.accounts.actors import Operator
    from thidua.accounts.models import User
    from thidua.accounts.permissions import Authority
    from thidua.attachments.actions import attach
    from thidua.attachments.inspecting import Sent
    from thidua.attachments.kinds import OWNER_KINDS, OwnerKind

    kind = OwnerKind("bench.note", User, lambda *_: True, lambda actor, _: Authority(actor))
    OWNER_KINDS.add(kind)
    owner = User.objects.create(username="bench")
    photos = [photo(number) for number in range(runs)]
    waiting = iter(photos)

    def keep() -> None:
        sent = Sent(ContentFile(next(waiting), name="IMG_2022.jpg"))
        attach(kind=kind, owner=owner, files=[sent], actor=Operator())

    alone = best_of(runs, lambda: by_the_library(photos[0]))
    ours = best_of(runs, keep)
    print(f"A photo of 12 megapixels, {len(photos[0]) / 1_000_000:.1f} MB")
    print_times("the library alone, in process", alone)
    print_times("ours: looked at, drawn anew, previewed, stored", ours)
    return print_claim("evidence, against the library alone", ours / alone, GOAL)


def main() -> int:
    """Measure on an empty database."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with own_database():
        return finish([measure(runs)])


if __name__ == "__main__":
    sys.exit(main())
