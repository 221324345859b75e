"""Fail when a template is not laid out as agreed: `python -m tools.templates`.

`--write` lays out all of them: djade puts Django's tags in order, djangofmt the HTML around them
and looks for mistakes in it (`tool.djangofmt` in pyproject.toml). Neither can break a tag of
Django's, which has to stand on one line: a line that is still too long is named.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(ROOT.glob("src/thidua/*/templates/**/*.html"))
LONGEST = int(
    tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["djangofmt"]["line-length"]
)


def too_long() -> Iterator[str]:
    """`path:line: …` for every line of a template that has more than LONGEST signs."""
    for path in TEMPLATES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if len(line) > LONGEST:
                yield f"{path.relative_to(ROOT)}:{number}: {len(line)} signs, at most {LONGEST}"


def _run(tool: str, *options: str) -> bool:
    """Whether a tool, installed beside this Python, has nothing to say against any template."""
    command = [str(Path(sys.executable).with_name(tool)), *options, *map(str, TEMPLATES)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603


def main(*, write: bool) -> bool:
    """Whether everything is in order, after `write` has put in order what the tools can."""
    if write:
        # What djangofmt moves, djade may have to put in order again.
        for tool in ("djade", "djangofmt", "djade"):
            _run(tool)
    passed = [_run("djade", "--check"), _run("djangofmt", "--check"), _run("djangofmt", "check")]
    places = list(too_long())
    for place in places:
        print(place)
    return all(passed) and not places


if __name__ == "__main__":
    sys.exit(not main(write="--write" in sys.argv))
