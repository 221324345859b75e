"""`make bench`: every measured claim, both sides in one run, each printing its ratio beside the
goal.

    python -m benchmarks                  every claim
    python -m benchmarks pages [OPTION …] one of them; `--help` tells its options
"""

import subprocess
import sys
from pathlib import Path

CLAIMS = [
    "rating",
    "import_members",
    "pages",
    "choices",
    "growth",
    "rating_sheets",
    "evidence",
    "task_facts",
]
"""What `make bench` runs. The others take long or break things on purpose."""


def names() -> list[str]:
    """The benchmarks that can be run: the files here that have a `main`."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [
        file.stem
        for file in files
        if not file.stem.startswith("_") and "def main()" in file.read_text("utf-8")
    ]


def run(name: str, *options: str) -> int:
    """Run one in a process of its own (so that memory is its own); its exit code."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *options]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    """Run what was named, else every claim; the worst exit code is ours."""
    name, *options = sys.argv[1:] or [""]
    if not name:
        return max(run(claim) for claim in CLAIMS)
    if name in names():
        return run(name, *options)
    print(f"{__doc__}\n{', '.join(names())}")
    return 0 if name in {"-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main())
