"""Word templates of an office's own: which names a template uses, and the template filled.

A template is somebody's program: it is only ever opened in a limited process,
`word_template_child`, that is given plain dictionaries, lists and texts, and nothing that could
act.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import thidua

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a template may be given: texts, lists of them, and names with them."""
MOST_BYTES = 20_000_000
"""Of a filled paper."""
_LONGEST = 30
"""Seconds of the clock; the process has fewer of its own."""


class Wrong(StrEnum):
    """What is wrong with a template."""

    BROKEN = "broken"
    SYNTAX = "syntax"
    UNKNOWN = "unknown"
    UNSAFE = "unsafe"
    TOO_HEAVY = "too_heavy"


@dataclass(frozen=True)
class UnknownName:
    """A name that a template uses and the form does not have, and the nearest that it has."""

    name: str
    nearest: str = ""


class WordTemplateError(Exception):
    """A template cannot be used. `detail`: what the template says where it is wrong; `unknown`: the
    names of an UNKNOWN.
    """

    def __init__(self, wrong: Wrong, detail: str = "", unknown: Sequence[UnknownName] = ()) -> None:
        self.wrong, self.detail, self.unknown = wrong, detail, tuple(unknown)
        super().__init__(f"{wrong}: {detail or ', '.join(one.name for one in unknown)}")


def fill(template: bytes, values: Mapping[str, Plain]) -> bytes:
    """The paper: the template with these values, in Word.

    Every name that the template uses is looked up in `values`, also in parts that are not printed
    this time. Raises WordTemplateError.
    """
    done = _run(template, values)
    if done is None or done.returncode:  # it was ended, or memory ran out
        raise WordTemplateError(Wrong.TOO_HEAVY)
    head, _, paper = done.stdout.partition(b"\n")
    found = json.loads(head)
    if found["wrong"]:
        unknown = [UnknownName(*one) for one in found["unknown"]]
        raise WordTemplateError(Wrong(found["wrong"]), found["detail"], unknown)
    if len(paper) > MOST_BYTES:
        raise WordTemplateError(Wrong.TOO_HEAVY)
    return paper


def _run(
    template: bytes, values: Mapping[str, Plain]
) -> "subprocess.CompletedProcess[bytes] | None":
    """The child, without our environment: its secrets are no business of a stranger's file."""
    ours = [str(Path(folder).parent) for folder in thidua.__path__]
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join([*ours, *filter(None, sys.path)]),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "thidua.documents.word_template_child"]
    head = json.dumps(values, ensure_ascii=False).encode()
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=head + b"\n" + template,
            env=environment,
            timeout=_LONGEST,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
