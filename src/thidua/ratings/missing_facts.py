"""What is missing where nobody can tell a level, in words: the same on boards, in lists and Excel,
before a decision, on the rating page. What it is, `awaited` finds out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.errors import and_more
from thidua.language import Text
from thidua.ratings.awaited import Awaited, awaited
from thidua.ratings.models import Rating
from thidua.rulebook import Framework

MOST_NAMES = 3
"""So many are named of whom the same thing is waited for."""


@dataclass(frozen=True)
class Missing:
    """What is missing of one subject, each thing once."""

    things: tuple[Awaited, ...] = ()
    classified: bool = True

    @property
    def number(self) -> int:
        """How many things are to be found out."""
        return len(self.things)

    @property
    def facts(self) -> tuple[Text, ...]:
        """The things by their titles; what is waited for of several people, once with their
        names.
        """
        grouped: dict[Text, list[str]] = {}
        for thing in self.things:
            grouped.setdefault(thing.what, []).append(thing.whose)
        return tuple(what.format(whose=_names(whose)) for what, whose in grouped.items())

    @property
    def names(self) -> Text:
        """The things, one after the other."""
        return _joined(self.facts)

    @property
    def text(self) -> Text:
        """“thiếu …” or “chờ …”, for a sentence about the subject."""
        if not self.classified:
            return Text("chưa được xếp loại", "not classified")
        if not self.things:
            return Text("đủ thông tin, chờ xếp loại lại", "all is known, to be rated again")
        own = Missing(tuple(thing for thing in self.things if thing.fact)).facts
        others = Missing(tuple(thing for thing in self.things if not thing.fact)).facts
        parts = [
            lead.format(names=_joined(titles))
            for lead, titles in ((_LACKS, own), (_WAITS, others))
            if titles
        ]
        return Text("; ".join(part.vi for part in parts), "; ".join(part.en for part in parts))


_LACKS = Text("thiếu {names}", "missing: {names}")
_WAITS = Text("chờ {names}", "waiting for {names}")


def _names(whose: Sequence[str]) -> Text:
    shown, more = ", ".join(whose[:MOST_NAMES]), len(whose) - MOST_NAMES
    if more <= 0:
        return Text(shown, shown)
    return Text("{shown} {rest}", "{shown} {rest}").format(
        shown=shown, rest=and_more(more, "trường hợp")
    )


def _joined(titles: Sequence[Text]) -> Text:
    return Text(", ".join(title.vi for title in titles), ", ".join(title.en for title in titles))


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
    """What is missing per roster entry (all of the framework's subject type); entries that no
    classification has reached yet say so.
    """
    rated = set(
        Rating.objects.filter(roster_entry__in=entries).values_list("roster_entry_id", flat=True)
    )
    return {
        entry: Missing(things, classified=entry in rated)
        for entry, things in awaited(campaign, framework, entries).items()
    }
