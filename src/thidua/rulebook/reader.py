"""A framework made readable: sections in the order of the review, every rule a sentence in both
languages.

Nothing is left to a file: whoever is rated can read the whole text they are rated by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.language import Text
from thidua.rulebook import reader_texts as texts
from thidua.rulebook.conditions import Condition, Param
from thidua.rulebook.conditions.base import joined
from thidua.rulebook.conditions.terms import OpenParameterError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Cap, Framework, Group, Procedure
from thidua.rulebook.parameters import Parameter
from thidua.rulebook.quota import Quota
from thidua.rulebook.reading import Item, Line, Reading, Section, citation_text
from thidua.rulebook.rules import Cite, Cited, Source
from thidua.rulebook.wording import OPEN, Names, allowed_text, typed_value_text, value_text
from thidua.vocabulary import BEST_FIRST, Grade, Level

COMMA = Text(", ", ", ")


def read(
    framework: Framework, *, central: Framework | None = None, names: Names | None = None
) -> Reading:
    """A framework as it is read; beside what a local layer set, the value of the `central` text."""
    reader = _Reader(framework, central, names or {})
    return Reading(
        framework, reader.head(), tuple(section for section in reader.sections() if section.items)
    )


@dataclass(frozen=True)
class _Reader:
    framework: Framework
    central: Framework | None
    names: Names

    def head(self) -> Item:
        period = self.framework.in_force
        until = Text("từ {start}", "from {start}")
        if period.to is not None:
            until = Text("từ {start} đến trước {end}", "from {start} until before {end}")
        days = until.format(
            start=f"{period.from_:%d/%m/%Y}", end=f"{period.to:%d/%m/%Y}" if period.to else ""
        )
        return Item(self.framework.id, self.framework.title, lines=(Line(texts.FORCE, days),))

    def sections(self) -> Iterator[Section]:
        """In the order of the review: who, what is graded, the levels, what limits them, who
        decides, and the rest.
        """
        yield self._who()
        yield Section(
            "prerequisites",
            Text("Phải có trước khi xếp loại", "Needed before anybody can rate"),
            tuple(self._rule(rule, rule.test) for rule in self.framework.prerequisites),
            Text(
                "Thiếu một điều thì chưa đủ căn cứ xếp loại.",
                "While one is missing, nobody can tell the level.",
            ),
        )
        yield self._criteria()
        yield from (self._level(level) for level in BEST_FIRST)
        yield Section(
            "caps",
            Text("Không được xếp cao hơn", "Caps"),
            tuple(map(self._cap, self.framework.caps)),
        )
        yield self._quotas()
        yield Section(
            "authority",
            Text("Ai quyết định", "Who decides"),
            tuple(map(self._cited, self.framework.authority)),
        )
        yield Section(
            "procedure",
            Text("Trình tự", "Procedure"),
            tuple(map(self._step, self.framework.procedure)),
        )
        yield Section(
            "parameters",
            Text(
                "Các con số và địa phương được đặt gì", "The numbers, and what a locality may set"
            ),
            tuple(self._parameter(one) for one in self.framework.parameters.values()),
        )
        yield Section(
            "facts",
            Text("Thông tin cần có", "Facts needed"),
            tuple(map(_fact, self.framework.facts.values())),
        )
        yield Section("sources", Text("Văn bản", "Documents"), tuple(self._sources()))

    def _quotas(self) -> Section:
        return Section(
            "quotas",
            Text("Tỷ lệ hoàn thành xuất sắc", "The quota of outstanding"),
            tuple(map(self._quota, self.framework.quotas)),
            Text(
                "Phần mềm tính nhóm và số tối đa; cấp uỷ chọn ai trong số đã đạt tiêu chuẩn.",
                "The product counts pools and ceilings; the committee chooses among those who "
                "reached the standard.",
            ),
        )

    def _who(self) -> Section:
        who, excluded = texts.SUBJECTS[self.framework.subject], self.framework.subjects.excluded
        everybody = Text(
            "Mọi {who} trong danh sách của năm", "All {who} on the year's roster"
        ).format(who=who)
        intro = (
            Text("{everybody}, trừ:", "{everybody}, except:")
            if excluded
            else Text("{everybody}.", "{everybody}.")
        )
        items = tuple(self._rule(rule, rule.test) for rule in excluded)
        whole = Item("subjects", intro.format(everybody=everybody))
        return Section("subjects", Text("Ai được xếp loại", "Who is rated"), (whole, *items))

    def _criteria(self) -> Section:
        grades = joined([grade.title for grade in reversed(Grade)], COMMA)
        return Section(
            "criteria",
            Text("Tiêu chí", "Criteria"),
            tuple(_group(name, group) for name, group in self.framework.criteria.items()),
            Text("Mỗi tiêu chí được chấm: {grades}.", "Each criterion is graded: {grades}.").format(
                grades=grades
            ),
        )

    def _level(self, level: Level) -> Section:
        rules = (
            self.framework.levels.not_completed.any_of
            if level is Level.NOT_COMPLETED
            else self.framework.levels.required(level)
        )
        items = tuple(self._rule(rule, rule.test) for rule in rules)
        return Section(level.value, level.title, items, texts.INTROS[level], level)

    def _cited(
        self, cited: Cited, *, text: Text | None = None, lines: tuple[Line, ...] = ()
    ) -> Item:
        return Item(
            id=cited.id,
            title=cited.title,
            text=text,
            rule=cited.rule,
            citation=citation_text(self.framework, cited.cite),
            confirmed=cited.confirmed,
            note=cited.note,
            local=self._is_local(cited.cite),
            lines=lines,
        )

    def _is_local(self, cite: Cite) -> bool:
        return cite.source.partition(".")[0] in self.framework.layers

    def _rule(self, rule: Cited, test: Condition) -> Item:
        used = [self.framework.parameters[name] for name in dict.fromkeys(test.parameters())]
        lines = tuple(self._set_here(one) for one in used if self._is_local(one.cite))
        return self._cited(rule, text=self._sentence(test), lines=lines)

    def _set_here(self, parameter: Parameter) -> Line:
        """Beside a central rule the value that the locality put into it: its title may still say
        the old one.
        """
        value = value_text(parameter, self.framework.setting(parameter.id), self.names)
        place = citation_text(self.framework, parameter.cite)
        return Line(
            texts.SET_HERE,
            Text("{value} ({place})", "{value} ({place})").format(value=value, place=place),
        )

    def _sentence(self, test: Condition) -> Text:
        try:
            return test.sentence(self.framework.terms)
        except OpenParameterError:
            return OPEN

    def _cap(self, cap: Cap) -> Item:
        text = Text("Không cao hơn mức của {who}", "Never above the level of {who}").format(
            who=texts.CAPPED_BY.get(cap.of or "", "")
        )
        if cap.at_most is not None:
            text = Text("Cao nhất là {level}", "At most {level}").format(level=cap.at_most.title)
        if cap.only_if_at_most is not None:
            low = Text(
                "{text}, khi mức ấy là {level} trở xuống",
                "{text}, where that level is {level} or worse",
            )
            text = low.format(text=text, level=cap.only_if_at_most.title)
        if cap.when is not None:
            applies = Text("{text}; chỉ áp dụng khi {when}", "{text}; applies only if {when}")
            text = applies.format(text=text, when=self._sentence(cap.when))
        return self._cited(cap, text=text)

    def _quota(self, quota: Quota) -> Item:
        values = {
            name: self._value(kind, getattr(quota, name))
            for name, (kind, _, _) in texts.COUNTED.items()
        }
        parts = [
            phrase.format(value=values[name])
            for name, (_, phrase, _) in texts.COUNTED.items()
            if values[name] != OPEN
        ]
        text = joined(parts, Text("", ""))
        lines = []
        if left_open := [
            title for name, (_, _, title) in texts.COUNTED.items() if values[name] == OPEN
        ]:
            lines.append(Line(OPEN, joined(left_open, COMMA)))
        if quota.when is not None:
            lines.append(Line(texts.APPLIES_TO, self._sentence(quota.when)))
        if quota.together != ():
            together = self._value("groups", quota.together)
            lines.append(Line(Text("Tính chung một nhóm", "Counted as one pool"), together))
        return self._cited(quota, text=text, lines=tuple(lines))

    def _value(self, kind: str, value: Any) -> Text:
        """A value of a quota, or of the parameter that it names."""
        resolved = self.framework.setting(value.param) if isinstance(value, Param) else value
        return OPEN if resolved is None else typed_value_text(kind, resolved, self.names)

    def _step(self, step: Procedure) -> Item:
        lines = []
        if step.when is not None:
            lines.append(Line(texts.APPLIES_TO, self._sentence(step.when)))
        if step.parameter is not None:
            parameter = self.framework.parameters[step.parameter.param]
            value = value_text(parameter, self.framework.setting(parameter.id), self.names)
            lines.append(Line(parameter.title, value))
        return self._cited(step, text=step.text, lines=tuple(lines))

    def _parameter(self, parameter: Parameter) -> Item:
        central = None if self.central is None else self.central.parameters.get(parameter.id)
        local = self._is_local(parameter.cite)
        lines = [Line(texts.ALLOWED, allowed_text(central or parameter, self.names))]
        if local and central is not None:
            lines.insert(0, Line(texts.CENTRAL, self._central(central)))
        if parameter.reason is not None:
            lines.append(Line(texts.REASON, parameter.reason))
        return Item(
            id=f"parameters.{parameter.id}",
            title=parameter.title,
            text=value_text(parameter, self.framework.setting(parameter.id), self.names),
            citation=citation_text(self.framework, parameter.cite),
            confirmed=None if local else parameter.confirmed,
            note=parameter.note,
            local=local,
            lines=tuple(lines),
        )

    def _central(self, parameter: Parameter) -> Text:
        assert self.central is not None  # noqa: S101  (only asked for where there is one)
        value = value_text(parameter, self.central.setting(parameter.id), self.names)
        place = citation_text(self.central, parameter.cite)
        return Text("{value} ({place})", "{value} ({place})").format(value=value, place=place)

    def _sources(self) -> Iterator[Item]:
        for name, source in self.framework.sources.items():
            yield _source(name, source, local=name.partition(".")[0] in self.framework.layers)


def _group(name: str, group: Group) -> Item:
    return Item(
        f"criteria.{name}",
        group.title,
        lines=tuple(Line(texts.GRADED, title) for title in group.criteria.values()),
    )


def _fact(spec: FactSpec) -> Item:
    return Item(
        f"facts.{spec.id}",
        spec.title,
        _answer(spec),
        note=spec.note,
        lines=tuple(_facts_lines(spec)),
    )


def _facts_lines(spec: FactSpec) -> Iterator[Line]:
    yield Line(texts.GIVEN, texts.GIVEN_BY[spec.given_by])
    if spec.assumed is not None:
        yield Line(texts.LEFT_BLANK, spec.show(None))


def _answer(spec: FactSpec) -> Text:
    """What a fact may be, in words that a reader knows: sheets take more spellings than these."""
    if spec.type == "bool":
        return Text("có hoặc không", "yes or no")
    if not spec.vocabulary:
        return spec.expected
    titles = joined([title for _, title in spec.vocabulary.values()], COMMA)
    return Text("một trong: {titles}", "one of: {titles}").format(titles=titles)


def _source(name: str, source: Source, *, local: bool) -> Item:
    number = Text("{number}, ngày {day}", "{number}, {day}").format(
        number=source.number, day=f"{source.date:%d/%m/%Y}"
    )
    return Item(f"sources.{name}", source.title, text=number, note=source.note, local=local)
