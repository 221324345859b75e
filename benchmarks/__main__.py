"""`make bench`: every measured claim, both sides in one run, each printing its ratio beside the
goal.
"""

import subprocess
import sys

CLAIMS = [
    "benchmarks.rating",
    "benchmarks.import_members",
    "benchmarks.pages",
    "benchmarks.choices",
    "benchmarks.growth",
    "benchmarks.rating_sheets",
]


def main() -> int:
    """Run each claim in a process of its own (so that memory is its own); the worst exit code is
    ours.
    """
    return max(
        subprocess.run([sys.executable, "-m", claim], check=False).returncode for claim in CLAIMS
    )


if __name__ == "__main__":
    sys.exit(main())
