"""Small files of every type that is taken, made on the spot; a HEIC picture lies beside (nothing
here writes one).
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thidua.attachments.inspecting import Sent

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HEIC = (Path(__file__).parent / "data" / "photo.heic").read_bytes()
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-word.macroEnabled"/></Types>'
RELATION = (
    '<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{target}"{mode}/>'
    "</Relationships>"
)


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (40, 30), colour: str = "red") -> bytes:
    """A picture in a format of Pillow's."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def package(
    main: str, more: Mapping[str, str | bytes] | None = None, *, types: str = TYPES
) -> bytes:
    """An Office package with its main part and others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": types, main: "<x/>", **(more or {})}.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(more: Mapping[str, str | bytes] | None = None, *, types: str = TYPES) -> bytes:
    return package("word/document.xml", more, types=types)


def xlsx(more: Mapping[str, str | bytes] | None = None) -> bytes:
    return package("xl/workbook.xml", more)


def short_id(value: object) -> str:
    """How a parametrised test is called: by its words, never by the bytes of a file."""
    return value if isinstance(value, str) and len(value) < 40 else type(value).__name__


def sent(name: str, content: bytes, caption: str = "") -> Sent:
    """A file as a form hands it over; what the browser says of its type is never believed."""
    return Sent(SimpleUploadedFile(name, content, content_type="image/svg+xml"), caption)
