"""Signs of writing: one form for equal text, and nothing in it that nobody sees.

Pasted text brings signs of no width, signs that turn the direction of what follows, control signs:
they make two equal words different, hide what is written, and stop papers. Everything typed
(`web.forms`, the API) and everything loaded (`workbooks.text`) goes through here."""

import re
import unicodedata

# The insides of a character class, for `re` and for Rust's regex alike.
BLANKS = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Kinds of blank that Word, Excel and web pages leave between letters."""
NO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What Unicode calls default ignorable (soft hyphens, joiners, marks of direction, variants, tags,
fillers), and notes between lines.
"""
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff"
"""Control signs besides layout (tab to carriage return), and the two that no text may hold."""

FORMULA_STARTS = "-=+@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""A spreadsheet may run text of a CSV file that begins with one of these; an apostrophe before it
keeps it text.
"""
_SURROGATES = "\ud800-\udfff"
_INVISIBLE = re.compile(f"[{NO_WIDTH}{CONTROLS}{_SURROGATES}]")
_BLANK_RUN = re.compile(f"[\\s{BLANKS}]+")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_ODD_BLANK = re.compile(f"[{BLANKS}]")


def plain_text(cell: str) -> str:
    """A text of a CSV file that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(tuple(FORMULA_STARTS)) else cell


def clean(text: str) -> str:
    """What somebody wrote, in lines as they wrote it: NFC, odd blanks as spaces, every end of a
    line as a line feed, signs that nobody sees gone.
    """
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _ODD_BLANK.sub(" ", _INVISIBLE.sub("", lines)))


def normalise(text: str) -> str:
    """The same on one line: trimmed, inner runs of blanks made one."""
    return _BLANK_RUN.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()
