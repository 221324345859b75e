"""The limited process that opens a picture: `python -m thidua.attachments.picture_child FORMAT
MOST-PIXELS < file`.

Writes one line of JSON: `width`, `height`, and `opened`: whether all of it could be read. A
picture with more pixels than are taken is not unpacked. One that needs more memory or time kills
this process, never its parent.
"""

import json
import resource
import sys
from importlib import import_module
from io import BytesIO

MEMORY = 2 << 30
SECONDS = 20


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
    with Image.open(BytesIO(sys.stdin.buffer.read()), formats=(claimed,)) as picture:
        width, height = picture.size
        opened = width * height <= most
        if opened:
            picture.load()  # `verify()` accepts a JPEG that was cut short
    sys.stdout.write(json.dumps({"width": width, "height": height, "opened": opened}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
