"""The figures of a year, as a province publishes them. Every number is counted; a missing thing is
absent or null.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.campaigns.models import Campaign, Limit
from thidua.reports.history import long_standing_each
from thidua.reports.indicators import IndicatorRow, indicator_figures, indicator_rows
from thidua.reports.levels import Who, by_group
from thidua.reports.places import full_name
from thidua.reports.recognition import recognition
from thidua.reports.shares import shares
from thidua.vocabulary import LevelCounts


@dataclass(frozen=True)
class Figures:
    """What can be said of one year inside one actor's part of the tree."""

    year: int
    name: str
    spirit: str
    next_theme: str
    launch_date: dt.date | None
    launch_venue: str
    indicators: tuple[IndicatorRow, ...]
    groups: dict[Who, LevelCounts]
    commended: tuple[str, ...]
    long_standing: dict[Who, tuple[str, ...]]
    awards: dict[str, int | list[str]]
    limits: tuple[Limit, ...]

    def of(self, who: Who) -> LevelCounts:
        return self.groups.get(who, LevelCounts())

    def shares(self) -> dict[str, Decimal | None]:
        """By group and share (`members.outstanding_of_good`), in percent to one decimal; None where
        there is nothing to take a share of.
        """
        return {
            f"{who.value}.{key}": share.exact
            for who, levels in self.groups.items()
            for key, share in shares(levels).items()
        }

    def with_shares(self) -> dict[str, dict[str, Any]]:
        """The tables as they are published, and the shares of every group, which a report argues
        with: exact decimals as text, so that no program rounds them again.
        """
        written = {
            key: None if share is None else str(share) for key, share in self.shares().items()
        }
        return self.as_tables() | {"shares": written}

    def as_tables(self) -> dict[str, dict[str, Any]]:
        """Tables and keys as figures are published: plain words, ints, Decimals, lists."""
        return {
            "year": {
                "review_year": self.year,
                f"spirit_{self.year}": self.spirit or None,
                f"theme_{self.year + 1}": self.next_theme or None,
                "launch_date": self.launch_date.isoformat() if self.launch_date else None,
                "launch_venue": self.launch_venue or None,
            },
            "indicators": indicator_figures(self.indicators),
            Who.UPPER_LEVEL.value: _without_rare_levels(self.of(Who.UPPER_LEVEL))
            | {"commended": [*self.commended]},
            Who.GRASSROOTS.value: _whole(self.of(Who.GRASSROOTS), with_sum=True),
            Who.MEMBERS.value: _whole(self.of(Who.MEMBERS)),
            "long_standing_excellence": {
                "upper_level": [*self.long_standing.get(Who.UPPER_LEVEL, ())],
                "grassroots": [*self.long_standing.get(Who.GRASSROOTS, ())],
            },
            "awards": dict(self.awards),
            "limits": {"list": [limit.text_en or limit.text for limit in self.limits]},
        }


def _without_rare_levels(levels: LevelCounts) -> dict[str, Any]:
    """Upper-level organisations hardly ever stand below good: those levels are named only when
    somebody does.
    """
    whole = _whole(levels)
    return {
        key: value
        for key, value in whole.items()
        if value or key in {"total", "outstanding", "good"}
    }


def _whole(levels: LevelCounts, *, with_sum: bool = False) -> dict[str, Any]:
    return {
        "total": levels.total,
        "outstanding": levels.outstanding,
        "good": levels.good,
        **({"good_or_better": levels.good_or_better} if with_sum else {}),
        "completed": levels.completed,
        "not_completed": levels.not_completed,
        **({"cannot_tell": levels.cannot_tell} if levels.cannot_tell else {}),
    }


def limits(*, campaign: Campaign, actor: Actor) -> list[Limit]:
    """The limits named for the year, for anybody who sees some part of the tree."""
    scope = scope_of(actor)
    return list(Limit.objects.filter(campaign=campaign)) if scope.everything or scope.grants else []


def figures(*, campaign: Campaign, actor: Actor | None = None) -> Figures:
    """The figures of a year, counted over the actor's part of the tree (the operator's:
    everything).

    Levels are the decided ones, until then the standing ones; unknown ones are counted as "cannot
    tell"."""
    actor = actor or Operator()
    groups = (Who.UPPER_LEVEL, Who.GRASSROOTS)
    running = {
        who: tuple(full_name(entry) for entry in entries)
        for who, entries in long_standing_each(
            campaign=campaign, actor=actor, groups=groups
        ).items()
    }
    given = recognition(campaign=campaign, actor=actor)
    return Figures(
        year=campaign.year,
        name=campaign.name,
        spirit=campaign.spirit,
        next_theme=campaign.next_theme,
        launch_date=campaign.launch_date,
        launch_venue=campaign.launch_venue,
        indicators=tuple(indicator_rows(campaign=campaign, actor=actor)),
        groups=by_group(campaign=campaign, actor=actor),
        commended=given.commended,
        long_standing=running,
        awards=given.figures,
        limits=tuple(limits(campaign=campaign, actor=actor)),
    )
