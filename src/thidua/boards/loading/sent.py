"""Proposals that are held where they are come in no workbook either: the board's rule, told at
their cells.
"""

import polars as pl

from thidua.boards.locks import locks_of
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.workbooks import Diff


def refuse_sent(check: Checking, campaign: Campaign, diff: Diff) -> None:
    """Rows that propose another level for a subject whose proposal is held (`boards.locks`); who
    was sent back by name is answered.
    """
    again = diff.changed.filter(pl.col("changes").list.contains("proposed"))
    rows = pl.concat([again, diff.new.filter(pl.col("proposed") != "")], how="diagonal")
    entries = rows["entry_id"].to_list()
    locks = locks_of(campaign, entries)
    back = Proposal.objects.filter(pk__in=list(locks), returned__gt="")
    for entry in set(back.values_list("pk", flat=True)):
        del locks[entry]
    for why in dict.fromkeys(locks.values()):
        held = [entry for entry, one in locks.items() if one == why]
        check.fail(
            rows.filter(pl.col("entry_id").is_in(held)),
            column="proposed",
            message=Text(f"{{stored_name}}: {why.vi}", f"{{stored_name}}: {why.en}"),
            expected=Text("mức đã gửi", "the level that was sent"),
        )
