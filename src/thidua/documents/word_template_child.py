"""The limited process that opens a Word template of an office: `python -m
thidua.documents.word_template_child`.

Reads one line of JSON (the values) and then the template; writes one line of JSON (`wrong`: "" or
what is wrong, `detail`, `unknown`: names with the nearest of ours) and then the filled paper. A
template that needs more memory or time kills this process, never its parent."""

import json
import resource
import sys
from io import BytesIO
from typing import Any

MEMORY = 700 << 20
SECONDS = 5
_LONGEST_DETAIL = 200


def main() -> None:
    """Fill the template on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    head, _, template = sys.stdin.buffer.read().partition(b"\n")
    values = json.loads(head)
    paper = b""
    told: dict[str, Any] = {"wrong": "", "detail": "", "unknown": []}
    opened = _opened(template)
    if opened is None:
        told["wrong"] = "broken"
    else:
        told |= _told(opened, values)
    if not told["wrong"]:
        out = BytesIO()
        opened.save(out)
        paper = out.getvalue()
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode() + b"\n" + paper)


def _opened(template: bytes) -> Any:
    """The template, opened; None: it is no Word paper."""
    # Imported only now, so that even the library's start counts against the limits.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    paper = DocxTemplate(BytesIO(template))
    try:
        paper.init_docx()
    except Exception:  # whatever the library meets in a file that is no Word paper
        return None
    return paper


def _told(paper: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Fill the opened template; what is wrong with it, if anything."""
    from jinja2 import StrictUndefined, UndefinedError  # noqa: PLC0415
    from jinja2.exceptions import SecurityError, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    from thidua.documents.word_template_names import sources, unknown_names  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        unknown = unknown_names([environment.parse(one) for one in sources(paper)], values)
        if not unknown:
            paper.render(values, environment, autoescape=True)
    except UndefinedError as error:
        return {"wrong": "unknown", "unknown": [(str(error), "")]}
    except SecurityError:
        return {"wrong": "unsafe"}
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        return {"wrong": "syntax", "detail": str(error)[:_LONGEST_DETAIL]}
    return {"wrong": "unknown", "unknown": unknown} if unknown else {}


if __name__ == "__main__":
    main()
