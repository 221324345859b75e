"""The English texts of the pages: what the source asks for, what the catalogue has, and its
compiled form.

Each room keeps its texts in its own `locale/en/LC_MESSAGES/django.po`; what several say lies in
`web`. `python -m tests.web.catalogue` compiles them all and names every text that still lacks an
English one."""

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "thidua"
CATALOGUES = sorted(SOURCE.glob("*/locale/en/LC_MESSAGES/django.po"))
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
    r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')(?:\s+context\s+"([^"]+)")?"""
)
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def wanted() -> dict[str, str]:
    """Every text asked for in templates and Python, with one file that asks."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.html")):
        found |= dict.fromkeys(_in_template(path.read_text("utf-8")), str(path.relative_to(SOURCE)))
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            found |= dict.fromkeys(
                _in_python(path.read_text("utf-8")), str(path.relative_to(SOURCE))
            )
    return found


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
    return {text: english for path in CATALOGUES for text, english in read(path).items()}


def read(path: Path) -> dict[str, str]:
    """The texts of a .po file; a text with a plural, and its translations, are joined by
    BETWEEN.
    """
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    word = ""
    for line in [*path.read_text("utf-8").splitlines(), 'msgid ""']:
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


def missing() -> dict[str, str]:
    """Texts without an English one, and who asks for them."""
    have = read_all()
    return {text: where for text, where in wanted().items() if not have.get(text)}


if __name__ == "__main__":
    for catalogue in CATALOGUES:
        catalogue.with_suffix(".mo").write_bytes(compiled(read(catalogue)))
    for text, where in missing().items():
        print(f"{where}: {text!r}")  # noqa: T201
