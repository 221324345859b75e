"""What is missing where nobody can tell a level: the unknown facts that some undecided condition
reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.language import Text
from thidua.ratings.frames import subjects, with_facts
from thidua.ratings.member_discipline import FACT, what_is_unknown
from thidua.rulebook import Framework, condition_ids

PLACE = {"tier", "body"}
"""Known of every organisation; `body` is empty where it does not apply."""


@dataclass(frozen=True)
class Missing:
    """What is missing of one subject: the facts that are not known, the conditions that cannot be
    told for want of them.
    """

    facts: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    classified: bool = True

    @property
    def number(self) -> int:
        """How many things are to be found out."""
        return len(self.facts) or len(self.conditions) or 1

    @property
    def names(self) -> Text:
        """The facts, or else the conditions, one after the other."""
        titles = self.facts or self.conditions
        return Text(
            ", ".join(title.vi for title in titles), ", ".join(title.en for title in titles)
        )

    @property
    def text(self) -> Text:
        """The facts by their titles, or else the conditions."""
        if not self.classified:
            return Text("chưa được xếp loại", "not classified")
        return _sentence(self.facts, self.conditions)


def missing_texts(
    campaign: Campaign, framework: Framework, entries: Sequence[int]
) -> dict[int, Text]:
    """What is missing per roster entry (all of the framework's subject type), in words."""
    return {
        entry: missing.text
        for entry, missing in missing_facts(campaign, framework, entries).items()
    }


def missing_facts(
    campaign: Campaign, framework: Framework, entries: Sequence[int]
) -> dict[int, Missing]:
    """What is missing per roster entry (all of the framework's subject type).

    Read from the outcomes of the last classification; entries without one say so.
    """
    letters = read_frame(
        "SELECT roster_entry_id, outcomes FROM ratings_rating WHERE roster_entry_id = ANY(%s)",
        [list(entries)],
        schema={"entry": pl.Int64, "outcomes": pl.String},
    )
    here = subjects(campaign, entry=entries).join(
        letters, on="entry", how="left", maintain_order="left"
    )
    known = with_facts(here, framework)
    conditions = condition_ids(framework)
    untold = {
        name: pl.col("outcomes").str.slice(number, 1) == "?"
        for number, name in enumerate(conditions)
    }
    facts = known.select(
        "entry",
        classified=pl.col("outcomes").is_not_null(),
        facts=_listed(
            {
                name: pl.col(name).is_null() & readers
                for name, readers in _readers(framework, untold).items()
            }
        ),
        conditions=_listed(untold),
    )
    titles = {name: spec.title for name, spec in framework.fields.items()}
    rules = {rule.id: rule.title for _, rule in framework.cited()}
    holders = _holders(campaign, here, facts)
    return {
        row["entry"]: Missing(
            facts=tuple(
                text
                for name in row["facts"]
                for text in (holders[row["entry"]] if name == FACT else (titles[name],))
            ),
            conditions=tuple(rules[name] for name in row["conditions"]),
            classified=row["classified"],
        )
        for row in facts.iter_rows(named=True)
    }


def _holders(
    campaign: Campaign, here: pl.DataFrame, facts: pl.DataFrame
) -> dict[int, tuple[Text, ...]]:
    """Per entry that lacks the discipline in its collective: whose is missing."""
    asked = facts.filter(pl.col("facts").list.contains(FACT))
    places = here.join(asked, on="entry", how="semi").select("entry", "organisation_id")
    if places.is_empty():
        return {}
    unknown = what_is_unknown(campaign, places["organisation_id"].to_list())
    return {entry: unknown[place] for entry, place in places.iter_rows()}


def _readers(framework: Framework, untold: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    """Per fact: whether some condition that reads it cannot be told."""
    readers: dict[str, list[pl.Expr]] = {}
    for placed in framework.placed_rules():
        for name in (
            set(placed.rule.test.every_column(framework.terms)) & set(framework.fields) - PLACE
        ):
            if framework.fields[name].assumed is not None:
                continue
            readers.setdefault(name, []).append(untold[placed.rule.id])
    return {name: pl.any_horizontal(readers[name]) for name in framework.fields if name in readers}


def _listed(flags: dict[str, pl.Expr]) -> pl.Expr:
    """The names whose flag is true, as one list."""
    if not flags:
        return pl.lit([], pl.List(pl.String))
    return pl.concat_list(
        pl.when(flag).then(pl.lit(name)) for name, flag in flags.items()
    ).list.drop_nulls()


def _sentence(facts: Sequence[Text], conditions: Sequence[Text]) -> Text:
    if facts:
        return Text(
            "thiếu " + ", ".join(title.vi for title in facts),
            "missing: " + ", ".join(title.en for title in facts),
        )
    if not conditions:
        return Text("chưa rõ mức xếp loại làm trần", "the level that caps it is not known")
    return Text(
        "chưa rõ " + "; ".join(title.vi for title in conditions),
        "not known yet: " + "; ".join(title.en for title in conditions),
    )
