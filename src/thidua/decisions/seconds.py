"""Second decisions: each is about exactly the one subject whose level was reopened, and no other
decision is about that subject any more.

Who issues it is the committee that the reopening names: whoever had the objection verified (QĐ 124,
Article 11), not the authority by the tree.
"""

from collections.abc import Iterable

import polars as pl

from thidua.decisions.models import Decision


def never_reopened(items: pl.DataFrame) -> pl.DataFrame:
    """The subjects of first decisions: without those whose level was reopened, which wait for
    their second decision, whatever else is drafted or taken back.
    """
    return items.filter(pl.col("reopened").is_null())


def of_seconds(decisions: Iterable[Decision], everybody: pl.DataFrame) -> pl.DataFrame:
    """The subject of each second decision (`everybody` with `decision`). Of a level that was
    reopened once more only the last reopening counts: an earlier second decision is about nobody.
    """
    rows = [(one.again.pk, one.pk) for one in decisions if one.again is not None]
    about = pl.DataFrame(rows, {"reopened": pl.Int64, "decision": pl.Int64}, orient="row")
    return everybody.join(about, on="reopened", how="inner", maintain_order="left")
