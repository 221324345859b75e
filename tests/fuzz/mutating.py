"""Workbooks that no program would write: bytes flipped, parts lost, rows shuffled, cells in places
that are not there. Each is made from a sound file and a number, the same one every time.
"""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Parts = dict[str, bytes]
_ROW = re.compile(rb"<row\b.*?</row>", re.DOTALL)
_CELL = re.compile(rb"<c\b[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_REF = re.compile(rb'(<c\b[^>]*?\br=")([A-Z]+\d+)(")')
_NUMBER = re.compile(rb"<v>([^<]*)</v>")
_TEXT = re.compile(rb"<t\b[^>]*>([^<]*)</t>")
_NAME = re.compile(rb'(<sheet\b[^>]*?\bname=")([^"]*)(")')
_STYLE = re.compile(rb'\bs="\d+"')
_REFS = [b"XFD1048576", b"A0", b"", b"ZZZZ9", b"1A", b"B2", b"A1", b"A99999999999", b"GS500"]
_NUMBERS = [b"1e309", b"NaN", b"-0", b"999999999999", b"-1", b"2958466", b"0.1", b"", b"abc", b"60"]
_TEXTS = [
    "#N/A",
    "31/02/2021",
    "=1+1",
    "\u202e đảo",
    "Đ" * 40_000,
    "a\u0301\u0300" * 50,
    "1/2",
    "  ",
    "Có/Không",
    "NguyÔn V¨n An",
    "Nguy?n V?n",
]
_ENTITIES = [b"&#xD800;", b"&#0;", b"&foo;", b"&#x10FFFF;", b"&lt;b&gt;", b"\xff\xfe", b"]]>"]
_NAMES = [b"", b"A" * 300, b"'[]:*?/\\", b"&#1;", "Đảng viên (2)".encode(), b"..", b"Sheet1"]
_TAILS = [
    b'<mergeCells><mergeCell ref="A1:Z99"/><mergeCell ref="B2:C3"/></mergeCells>',
    b'<mergeCells><mergeCell ref="C3:A1"/><mergeCell ref="A1"/><mergeCell ref=""/></mergeCells>',
    b'<autoFilter ref="A1:ZZ1"/>',
    b'<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>',
]
_FORMAT_CODES = [b"[$-F800]dddd", b"0.0&quot;%", b"@@@", b"[Red]", b"", b'"' * 9, b"0" * 900]
_FORMULAS = [
    b"<f>1/0</f>",
    b"<f>A1</f><v></v>",
    b'<f t="shared" si="9"/>',
    b'<f t="array" ref="A1:Z9">{1}</f><v>1</v>',
    b"<f></f><v>#REF!</v>",
]


def mutated(sound: bytes, number: int) -> bytes:
    """The file with one to three things wrong in it."""
    random = Random(number)  # noqa: S311 - the same cases every time, no secret
    content = sound
    for _ in range(random.randint(1, 3)):
        if random.random() < 0.2 or not zipfile.is_zipfile(io.BytesIO(content)):
            content = random.choice((_flipped, _cut, _filled))(content, random)
            continue
        try:
            parts = _parts(content)
        except Exception:
            return content
        random.choice(_CHANGES)(parts, random)
        content = _zipped(parts)
    return content


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _flipped(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 30)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(1, len(content))]


def _filled(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + random.randbytes(random.randint(1, 300)) + content[at:]


def _some_part(parts: Parts, random: Random) -> str:
    return random.choice(sorted(parts))


def _sheet_of(parts: Parts, random: Random) -> str:
    sheets = sorted(name for name in parts if name.startswith("xl/worksheets/sheet"))
    return random.choice(sheets or sorted(parts))


def _in_sheet(
    pattern: re.Pattern[bytes], new: Callable[[re.Match[bytes], Random], bytes]
) -> "Change":
    """Change a tenth of what a pattern finds in one sheet, at least one place."""

    def change(parts: Parts, random: Random) -> None:
        name = _sheet_of(parts, random)
        found = len(pattern.findall(parts[name]))
        chosen = set(random.sample(range(found), max(1, found // 10))) if found else set()
        count = iter(range(found))
        parts[name] = pattern.sub(
            lambda match: new(match, random) if next(count) in chosen else match[0], parts[name]
        )

    return change


def _shuffled_rows(parts: Parts, random: Random) -> None:
    name = _sheet_of(parts, random)
    rows = _ROW.findall(parts[name])
    random.shuffle(rows)
    rest = iter(rows)
    parts[name] = _ROW.sub(lambda _: next(rest), parts[name])


def _giant_text(parts: Parts, random: Random) -> None:
    giant = ("Đảng viên " * random.choice((100, 10_000, 200_000))).encode()
    name = "xl/sharedStrings.xml" if "xl/sharedStrings.xml" in parts else _sheet_of(parts, random)
    parts[name] = _TEXT.sub(lambda _: b"<t>" + giant + b"</t>", parts[name], count=1)


def _lost_part(parts: Parts, random: Random) -> None:
    del parts[_some_part(parts, random)]
    parts.setdefault("x", b"")


def _strange_part(parts: Parts, random: Random) -> None:
    parts[_some_part(parts, random)] = random.randbytes(random.randint(0, 2_000))


def _cut_part(parts: Parts, random: Random) -> None:
    name = _some_part(parts, random)
    parts[name] = parts[name][: random.randrange(len(parts[name]) + 1)]


def _strange_names(parts: Parts, random: Random) -> None:
    book = parts.get("xl/workbook.xml", b"")
    parts["xl/workbook.xml"] = _NAME.sub(
        lambda found: found[1] + random.choice(_NAMES) + found[3], book
    )


def _strange_tail(parts: Parts, random: Random) -> None:
    name = _sheet_of(parts, random)
    parts[name] = parts[name].replace(b"</sheetData>", b"</sheetData>" + random.choice(_TAILS))


def _bad_styles(parts: Parts, random: Random) -> None:
    styles = parts.get("xl/styles.xml", b"")
    code = random.choice(
        (b"[$-F800]dddd", b"0.0&quot;%", b"@@@", b"[Red]", b"", b'"' * 9, b"0" * 900)
    )
    parts["xl/styles.xml"] = re.sub(
        rb'formatCode="[^"]*"', lambda _: b'formatCode="' + code + b'"', styles
    )


def _entities(parts: Parts, random: Random) -> None:
    name = _some_part(parts, random)
    at = random.randrange(len(parts[name]) + 1)
    parts[name] = parts[name][:at] + random.choice(_ENTITIES) + parts[name][at:]


def _bomb_of_entities(parts: Parts, random: Random) -> None:
    name = _sheet_of(parts, random)
    lines = [b'<!ENTITY a0 "ha">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)]
    kind = b"<!DOCTYPE x [" + b"".join(lines) + b"]>"
    parts[name] = parts[name].replace(b"?>", b"?>" + kind, 1).replace(b"<v>", b"<v>&a11;", 1)


def _lying_extent(parts: Parts, random: Random) -> None:
    name = _sheet_of(parts, random)
    ref = random.choice((b"A1:GR900000", b"A1:XFD1048576", b"A1", b"", b"ZZ9:A1"))
    parts[name] = re.sub(
        rb'<dimension ref="[^"]*"/>', lambda _: b'<dimension ref="' + ref + b'"/>', parts[name]
    )


Change = Callable[[Parts, Random], None]
_CHANGES: tuple[Change, ...] = (
    _shuffled_rows,
    _giant_text,
    _lost_part,
    _strange_part,
    _cut_part,
    _strange_names,
    _strange_tail,
    _bad_styles,
    _entities,
    _bomb_of_entities,
    _lying_extent,
    _in_sheet(_REF, lambda found, random: found[1] + random.choice(_REFS) + found[3]),
    _in_sheet(_CELL, lambda found, random: found[0] * random.randint(2, 5)),
    _in_sheet(_NUMBER, lambda found, random: b"<v>" + random.choice(_NUMBERS) + b"</v>"),
    _in_sheet(_NUMBER, lambda found, random: random.choice(_FORMULAS)),
    _in_sheet(_TEXT, lambda found, random: b"<t>" + random.choice(_TEXTS).encode() + b"</t>"),
    _in_sheet(_STYLE, lambda found, random: b's="%d"' % random.choice((999, 4_294_967_296, 7))),
    _in_sheet(_ROW, lambda found, random: found[0].replace(b'r="', b'hidden="1" r="', 1)),
    _in_sheet(_ROW, lambda found, random: re.sub(rb'<row r="\d+"', b'<row r="0"', found[0])),
)
