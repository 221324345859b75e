"""The small closed vocabulary that frameworks are written in. One word, one model, four faces.

| word | says |
|---|---|
| `criterion` | one criterion's grade is at least / at most … |
| `every`, `any` `criterion` | the criteria of some groups are at least / at most … |
| `fact` | a fact is / is not / is one of … |
| `number` | a number is at least / above / at most / below … |
| `ratio` | a count in percent of another count is at least … |
| `share` | the children at or above (below) a level, in percent of all rated children |
| `level`, `bodies` | a level held, the levels of the bodies at the same level |
| `civil_servant` | the level that a civil servant got from the State side |
| `all_of`, `any_of`, `not` | other conditions |

Any of them may be followed by `when` (where it applies) and `unless` (what excuses).
"""

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from thidua.rulebook.conditions.base import Base, Joined
from thidua.rulebook.conditions.children import Share, count_columns
from thidua.rulebook.conditions.logic import AllOf, AnyOf, Not
from thidua.rulebook.conditions.ordered import Criterion, Held
from thidua.rulebook.conditions.plain import CivilServant, Fact, Number, Ratio
from thidua.rulebook.conditions.plurals import AnyCriterion, Bodies, Every
from thidua.rulebook.conditions.terms import Param, Terms

TAG = "word:"
"""Marks a word in pydantic's error locations, so that the loader can leave it out of the key it
names.
"""


def _head(raw: Any) -> str | None:
    """The one word that a mapping starts with; None when there is none, or more than one."""
    if isinstance(raw, Base):
        return TAG + raw.head
    heads = [head for head in WORDS if isinstance(raw, dict) and head in raw]
    return TAG + heads[0] if len(heads) == 1 else None


Condition = Annotated[
    Annotated[Criterion, Tag(TAG + "criterion")]
    | Annotated[Every, Tag(TAG + "every")]
    | Annotated[AnyCriterion, Tag(TAG + "any")]
    | Annotated[Fact, Tag(TAG + "fact")]
    | Annotated[Number, Tag(TAG + "number")]
    | Annotated[Ratio, Tag(TAG + "ratio")]
    | Annotated[Share, Tag(TAG + "share")]
    | Annotated[Held, Tag(TAG + "level")]
    | Annotated[Bodies, Tag(TAG + "bodies")]
    | Annotated[CivilServant, Tag(TAG + "civil_servant")]
    | Annotated[AllOf, Tag(TAG + "all_of")]
    | Annotated[AnyOf, Tag(TAG + "any_of")]
    | Annotated[Not, Tag(TAG + "not")],
    Discriminator(_head),
]

WORDS: dict[str, type[Base]] = {
    word.head: word
    for word in (
        *(Criterion, Every, AnyCriterion, Fact, Number, Ratio, Share),
        *(Held, Bodies, CivilServant, AllOf, AnyOf, Not),
    )
}

for _word in WORDS.values():
    _word.model_rebuild(_types_namespace={"Condition": Condition})

__all__ = [
    "TAG",
    "WORDS",
    "AllOf",
    "AnyCriterion",
    "AnyOf",
    "Base",
    "Bodies",
    "CivilServant",
    "Condition",
    "Criterion",
    "Every",
    "Fact",
    "Held",
    "Joined",
    "Not",
    "Number",
    "Param",
    "Ratio",
    "Share",
    "Terms",
    "count_columns",
]
