"""The conditions that a local layer adds, as rows of its form: what each says, and what one may
choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.frameworks.layer_fields import ConditionFields, conditions_sent, row_name
from thidua.language import Text
from thidua.numbers import with_decimal_mark
from thidua.rulebook import Framework, Layer, RulebookError
from thidua.rulebook.composing import (
    EVERY_COMPARISON,
    Offer,
    composed,
    decomposed,
    offers,
    sentence,
)
from thidua.rulebook.layers import Addition
from thidua.rulebook.texts import plain
from thidua.vocabulary import BEST_FIRST, Level

Problems = Mapping[str, list[str]]
_ASKS = Text("Muốn đạt “{level}” còn phải: {sentence}.", "“{level}” asks for this too: {sentence}.")
_CASE = Text("Bị xếp “{level}” cả khi: {sentence}.", "“{level}” in this case too: {sentence}.")


@dataclass(frozen=True)
class ConditionRow:
    """One added condition as it is typed. `fixed`: one that takes more than a line to say; it
    stays, or goes.
    """

    name: str
    framework: Framework
    offered: Mapping[str, Offer]
    typed: Mapping[str, str]
    fixed: str = ""
    dropped: bool = False
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def offer(self) -> Offer | None:
        return self.offered.get(self.typed["about"])

    @property
    def test(self) -> dict[str, object] | None:
        """The condition that was typed; None while it is none yet."""
        try:
            return (
                composed(self.offer, self.typed["comparison"], self.typed["value"])
                if self.offer
                else None
            )
        except RulebookError:
            return None

    @property
    def sentence(self) -> str:
        """The sentence that it becomes; empty while it is none yet."""
        level, text = self.typed["level"], self.fixed
        if self.test is not None:
            text = str(sentence(self.framework, self.test))
        if not text or level not in Level.values():
            return text
        whole = _CASE if level == Level.NOT_COMPLETED.value else _ASKS
        return str(whole.format(level=Level.from_word(level).title, sentence=text))

    @property
    def comparisons(self) -> list[tuple[str, str, bool]]:
        """The comparisons that fit; all of them until it is chosen what is compared."""
        fitting = self.offer.comparisons if self.offer else EVERY_COMPARISON
        return [(key, str(text), key == self.typed["comparison"]) for key, text in fitting.items()]

    @property
    def values(self) -> list[tuple[str, str, bool]]:
        """The values to choose from; none where one is written."""
        offered = self.offer.values if self.offer else {}
        return [(key, str(text), key == self.typed["value"]) for key, text in offered.items()]

    @property
    def levels(self) -> list[tuple[str, str, bool]]:
        return [(one.value, str(one.title), one.value == self.typed["level"]) for one in BEST_FIRST]

    @property
    def abouts(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """All that a condition may speak of, by group."""
        groups = groupby(self.offered.values(), key=lambda offer: str(offer.group))
        return [
            (
                name,
                [
                    (offer.key, str(offer.title), offer.key == self.typed["about"])
                    for offer in found
                ],
            )
            for name, found in groups
        ]

    @property
    def unit(self) -> str:
        return self.offer.unit if self.offer else ""

    @property
    def expected(self) -> str:
        """What is to be written where nothing is chosen from."""
        return str(self.offer.spec.expected) if self.offer else _("ví dụ: 90; Xuất sắc; có")


Rows = dict[str, list[ConditionRow]]


def addition_fields(number: int, addition: Addition, framework: Framework) -> dict[str, str]:
    """What the form holds of a condition that a layer adds already."""
    condition, offered = addition.condition, offers(framework)
    about, comparison, value = decomposed(condition.test, offered) or ("", "", "")
    own_title = about and condition.title == sentence(framework, plain(condition.test))
    values = {
        "framework": framework.id,
        "rule": condition.id,
        "level": addition.level,
        "about": about,
        "comparison": comparison,
        "value": with_decimal_mark(value) if about and not offered[about].values else value,
        "source": condition.cite.source,
        "at": condition.cite.at,
        "title": "" if own_title else condition.title.vi,
    }
    return {f"{row_name(number)}-{part}": value for part, value in values.items()}


def condition_rows(
    sent: QueryDict, base: Layer, frameworks: list[Framework], errors: Problems
) -> Rows:
    """By framework the conditions that are typed, and an empty row at their end for one more."""
    rows = conditions_sent(sent)
    free = max((row.number for row in rows), default=-1) + 1
    found: Rows = {}
    for place, framework in enumerate(frameworks):
        here = [row for row in rows if row.written["framework"] == framework.id]
        empty = ConditionFields({f"{row_name(free + place)}-framework": framework.id}, free + place)
        found[framework.id] = [typed_row(row, base, framework, errors) for row in (*here, empty)]
    return found


def typed_row(
    fields: ConditionFields, base: Layer, framework: Framework, errors: Problems
) -> ConditionRow:
    """One row as it was sent."""
    name, typed = row_name(fields.number), fields.written
    before = added_before(base, framework.id, typed["rule"])
    return ConditionRow(
        name=name,
        framework=framework,
        offered=offers(framework),
        typed=typed,
        fixed="" if before is None or typed["about"] else _stored_sentence(before, framework),
        dropped=fields.dropped,
        errors=[
            text for key, texts in errors.items() if key.startswith(f"{name}-") for text in texts
        ],
    )


def _stored_sentence(addition: Addition, framework: Framework) -> str:
    try:
        return str(addition.condition.test.sentence(framework.terms))
    except RulebookError:  # a parameter that is open in the central text
        return str(addition.condition.title)


def added_before(base: Layer, framework_id: str, rule: str) -> Addition | None:
    """The condition of this id that a layer adds already."""
    return next(
        (one for one in base.adds if (one.framework, one.condition.id) == (framework_id, rule)),
        None,
    )
