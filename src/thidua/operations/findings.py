"""What a verification finds: one sentence a thing looked at, and whether it is as it should be."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.language import Text

MOST_NAMED = 10


class Verdict(StrEnum):
    GOOD = "good"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    verdict: Verdict
    text: Text
