"""The English texts of the pages: what the source asks for, what the catalogue has, and its
compiled form.

Each room keeps its texts in its own `locale/en/LC_MESSAGES/django.po`; what several say lies in
`web`. `python -m tests.web.catalogue` brings each text to the catalogue it belongs to, drops what
nobody asks for, compiles them all and names every text that still lacks an English one."""

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "thidua"
PLACE = "locale/en/LC_MESSAGES/django.po"
BETWEEN = "\0"
"""Stands between the two numbers of a text, and of its translation, as in the compiled form."""
WITHIN = "\4"
"""Stands between the context of a text and the text, as in the compiled form."""

FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy"), ""),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), WITHIN),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), BETWEEN),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), WITHIN + BETWEEN),
}
"""Who asks for a text, and what joins its first arguments, as many as belong to it."""

_TRANSLATE = re.compile(
    r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')(?:\s+context\s+["']([^"']+)["'])?"""
)
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
_ENTRY = re.compile(r"^(?:msgctxt .*\n)?msgid ", re.MULTILINE)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def catalogues() -> list[Path]:
    """The catalogue of every room that has one."""
    return sorted(SOURCE.glob(f"*/{PLACE}"))


def wanted() -> dict[str, set[str]]:
    """Every text asked for in templates and Python, with the files that ask."""
    found: dict[str, set[str]] = {}
    for reader, pattern in ((_in_template, "*.html"), (_in_python, "*.py")):
        for path in sorted(SOURCE.rglob(pattern)):
            if "migrations" not in path.parts:
                for text in reader(path.read_text("utf-8")):
                    found.setdefault(text, set()).add(path.relative_to(SOURCE).as_posix())
    return found


def home_of(files: Iterable[str]) -> str:
    """The room whose catalogue has a text that these files ask for: theirs, or `web`."""
    rooms = {file.partition("/")[0] for file in files}
    return rooms.pop() if len(rooms) == 1 else "web"


def _in_template(text: str) -> Iterator[str]:
    for double, single, context in _TRANSLATE.findall(text):
        yield f"{context}{WITHIN}{double or single}" if context else double or single
    for options, body in _BLOCK.findall(text):
        yield BETWEEN.join(
            _message(part, trimmed="trimmed" in options) for part in _PLURAL.split(body)
        )


def _message(body: str, *, trimmed: bool) -> str:
    """The text of a block as gettext knows it."""
    if trimmed:
        body = " ".join(line.strip() for line in body.strip().splitlines())
    return _VARIABLE.sub(r"%(\1)s", body.replace("%", "%%")).replace("%%(", "%(")


def _in_python(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in FUNCTIONS
            and node.args
        ):
            joined_by = FUNCTIONS[node.func.id]
            texts = [
                argument.value
                for argument in node.args[: len(joined_by) + 1]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            if texts:
                more = zip(joined_by, texts[1:], strict=False)
                yield texts[0] + "".join(between + text for between, text in more)


def read_all() -> dict[str, str]:
    """The texts of every room."""
    return {text: english for path in catalogues() for text, english in read(path).items()}


def read(path: Path) -> dict[str, str]:
    """The texts of a .po file; a text with a plural, and its translations, are joined by
    BETWEEN.
    """
    return read_text(path.read_text("utf-8"))


def read_text(written: str) -> dict[str, str]:
    """The same of the text of such a file, or of a part of it."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    word = ""
    for line in [*written.splitlines(), 'msgid ""']:
        if line.startswith('"'):
            entry[word] += ast.literal_eval(line)
            continue
        new, _, rest = line.partition(" ")
        if (new == "msgctxt" or (new == "msgid" and word != "msgctxt")) and entry:
            found |= _pair(entry)
            entry = {}
        if new.startswith("msg"):
            word = new
            entry[word] = ast.literal_eval(rest)
    return found


def _pair(entry: dict[str, str]) -> dict[str, str]:
    text = f"{entry['msgctxt']}{WITHIN}{entry['msgid']}" if "msgctxt" in entry else entry["msgid"]
    if "msgid_plural" not in entry:
        return {text: entry["msgstr"]}
    key = text + BETWEEN + entry["msgid_plural"]
    return {key: entry["msgstr[0]"] + BETWEEN + entry["msgstr[1]"]}


def compiled(texts: dict[str, str]) -> bytes:
    """The binary form that gettext reads (.mo), texts in the order of their bytes."""
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    start = 28 + 16 * len(pairs)
    keys = b"".join(key + b"\0" for key, _ in pairs)
    values = b"".join(value + b"\0" for _, value in pairs)
    table, offset = b"", start
    for column, joined in ((0, keys), (1, values)):
        for pair in pairs:
            table += struct.pack("<II", len(pair[column]), offset)
            offset += len(pair[column]) + 1
        offset = start + len(keys) if column == 0 else offset
        assert joined or not pairs
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + table + keys + values


def missing() -> dict[str, set[str]]:
    """Texts without an English one, and who asks for them."""
    have = read_all()
    return {text: files for text, files in wanted().items() if not have.get(text)}


def misplaced() -> Iterator[tuple[str, str, str]]:
    """Texts that lie in another catalogue than their home: text, room, home; "" when nobody asks
    for it.
    """
    asked = wanted()
    for path in catalogues():
        room = path.parents[3].name
        for text in filter(None, read(path)):
            home = home_of(asked[text]) if text in asked else ""
            if home != room:
                yield text, room, home


def tidy() -> None:
    """Bring each text to the catalogue of its home, and drop what nobody asks for."""
    moves = {(text, room): home for text, room, home in misplaced()}
    if not moves:
        return
    entries: dict[str, list[str]] = {}
    moved: dict[str, list[str]] = {}
    for path in catalogues():
        room = path.parents[3].name
        head, *rest = _entries(path.read_text("utf-8"))
        entries[room] = [head]
        for entry in rest:
            [text] = read_text(entry)
            home = moves.get((text, room), room)
            (entries[room] if home == room else moved.setdefault(home, [])).append(entry)
    for home in filter(None, moved):
        rest = entries.setdefault(home, entries["web"][:1])[1:]
        have = {text for entry in rest for text in read_text(entry)}
        new = {text: entry for entry in moved[home] for text in read_text(entry)}
        entries[home][1:1] = [entry for text, entry in new.items() if text not in have]
    for room, written in entries.items():
        path = SOURCE / room / PLACE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(written) + "\n", "utf-8")


def _entries(written: str) -> list[str]:
    """The head of a .po file, then its entries."""
    starts = [match.start() for match in _ENTRY.finditer(written)]
    return [
        written[start:end].strip()
        for start, end in zip(starts, [*starts[1:], len(written)], strict=True)
    ]


if __name__ == "__main__":
    tidy()
    for catalogue in catalogues():
        catalogue.with_suffix(".mo").write_bytes(compiled(read(catalogue)))
    for text, files in missing().items():
        print(f"{min(files)}: {text!r}")  # noqa: T201
