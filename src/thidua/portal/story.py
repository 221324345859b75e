"""The year's story for a reader who has never seen the system: short sentences made from the sealed
figures alone.
"""

from dataclasses import dataclass
from functools import cached_property

from thidua.language import Text
from thidua.portal.public_figures import LEVELS, LevelRow, PublicFigures
from thidua.portal.story_lines import (
    AwardLine,
    IndicatorLine,
    LevelCount,
    LevelLine,
    award_line,
    body_line,
    indicator_line,
    level_counts,
    level_line,
)
from thidua.portal.suppression import Cell
from thidua.portal.words import cell, share_of
from thidua.portal.years import year_lines, years_in_words
from thidua.reports.sentences import sentence_of_the_year
from thidua.reports.wording import day, number
from thidua.vocabulary import LevelCounts, Outcome
from thidua.web.line_chart import LineChart


@dataclass(frozen=True)
class Story:
    """What the page of a year says, in order. Nothing here asks the database."""

    figures: PublicFigures

    @property
    def title(self) -> Text:
        return Text("Kết quả năm {year}", "Results of {year}").format(year=self.figures.year)

    @property
    def movement(self) -> Text:
        """What the movement is, once, in plain words."""
        spirit = self.figures.spirit
        called = (
            Text(f" Tinh thần của năm: “{spirit}”.", f" The spirit of the year: “{spirit}”.")
            if spirit
            else Text("", "")
        )
        return Text(
            "Mỗi năm, các tổ chức đảng và đảng viên trong tỉnh đăng ký nhiệm vụ, tổ chức thực "
            "hiện, rồi được kiểm điểm và xếp "
            f"vào một trong bốn mức.{called.vi}",
            "Every year the Party organisations and members of the province set themselves "
            "tasks, carry them out, and "
            f"are then reviewed and rated at one of four levels.{called.en}",
        )

    @property
    def lead(self) -> Text:
        """The sentence of the year, and the members' beside it."""
        sentence = sentence_of_the_year(_distribution(self.figures.grassroots))
        return Text(f"{sentence.vi}.", f"{sentence.en}.")

    @property
    def members_sentence(self) -> Text | None:
        row = self.figures.members
        if row.good_or_better is None or not isinstance(row.total, int) or not row.total:
            return None
        return Text(
            "{part} trong {whole} đảng viên được xếp loại hoàn thành tốt nhiệm vụ trở lên, "
            "{share}.",
            "{part} of {whole} members were rated good or better, {share}.",
        ).format(
            part=number(row.good_or_better),
            whole=number(row.total),
            share=share_of(row.good_or_better, row.total),
        )

    @property
    def upper_level_sentence(self) -> Text:
        levels = _distribution(self.figures.upper_level)
        sentence = Text(
            "Trong {total} đảng bộ cấp huyện và tương đương, {best} hoàn thành xuất sắc, {good} "
            "hoàn thành tốt.",
            "Of {total} district-level bodies, {best} were outstanding and {good} good.",
        )
        return sentence.format(
            total=number(levels.total), best=number(levels.outstanding), good=number(levels.good)
        )

    @property
    def levels(self) -> list[LevelCount]:
        """The four levels, what each means, and how many grassroots organisations hold it."""
        return level_counts(self.figures.grassroots)

    @property
    def member_levels(self) -> list[LevelCount]:
        return level_counts(self.figures.members)

    @cached_property
    def by_body(self) -> list[LevelLine]:
        return [body_line(row) for row in self.figures.grassroots_by_body]

    @cached_property
    def by_kind(self) -> list[LevelLine]:
        return [body_line(row) for row in self.figures.grassroots_by_kind]

    @property
    def grassroots(self) -> LevelLine:
        return level_line(self.figures.grassroots, Text("Cả tỉnh", "Whole province"))

    @property
    def members(self) -> LevelLine:
        return level_line(self.figures.members, Text("Cả tỉnh", "Whole province"))

    @cached_property
    def members_by_body(self) -> list[LevelLine]:
        return [body_line(row) for row in self.figures.members_by_body]

    @property
    def withholds(self) -> bool:
        """Whether some number of people is not printed: the page then says why."""
        rows = [self.figures.members, *(row.levels for row in self.figures.members_by_body)]
        cells: list[Cell] = [value for row in rows for value in (*row.counts, row.total)]
        if self.figures.overdue_remedies is not None:
            cells.append(self.figures.overdue_remedies)
        return any(
            not isinstance(value, int)
            for value in (*cells, *(award.number for award in self.figures.awards))
        )

    @cached_property
    def chart(self) -> LineChart | None:
        """Five years; a line needs two years."""
        return year_lines(self.figures)

    @property
    def years_sentences(self) -> list[Text]:
        """Where each line began and where it stands now, in the shares that are printed."""
        return years_in_words(self.chart)

    @property
    def indicators(self) -> list[IndicatorLine]:
        return [indicator_line(row) for row in self.figures.indicators]

    @property
    def missed(self) -> list[IndicatorLine]:
        return [indicator_line(row) for row in self.figures.with_outcome(Outcome.NOT_MET)]

    @property
    def met(self) -> str:
        """How many of the targets were met, as a fraction."""
        return f"{len(self.figures.with_outcome(Outcome.MET))}/{len(self.figures.indicators)}"

    @property
    def indicators_sentence(self) -> Text:
        rows, met = self.figures.indicators, len(self.figures.with_outcome(Outcome.MET))
        missed, unknown = len(self.missed), len(self.figures.with_outcome(Outcome.CANNOT_TELL))
        text = Text(
            "{met} trong {all} chỉ tiêu đạt hoặc vượt; {missed} chưa đạt",
            "{met} of {all} targets were met or exceeded; {missed} were missed",
        ).format(met=met, all=len(rows), missed=missed)
        rest = Text("; {unknown} chưa có kết quả", "; {unknown} have no result yet")
        rest = rest.format(unknown=unknown) if unknown else Text("", "")
        return Text(f"{text.vi}{rest.vi}.", f"{text.en}{rest.en}.")

    @property
    def state_awards(self) -> list[AwardLine]:
        return [award_line(award) for award in self.figures.awards if award.by_the_state]

    @property
    def province_awards(self) -> list[AwardLine]:
        return [award_line(award) for award in self.figures.awards if not award.by_the_state]

    @property
    def running(self) -> list[str]:
        return [*self.figures.running_upper_level, *self.figures.running_grassroots]

    @property
    def limits(self) -> list[Text]:
        return [limit.text.as_sentence() for limit in self.figures.limits]

    @property
    def overdue_sentence(self) -> Text | None:
        """How many remedies are overdue; None where there are none at all."""
        found = self.figures.overdue_remedies
        if found is None:
            return None
        return Text(
            "Việc khắc phục hạn chế đã quá hạn trong toàn tỉnh, tính đến ngày công bố: {number}.",
            "Remedies overdue in the whole province on the day of publication: {number}.",
        ).format(number=cell(found))

    @property
    def next_year(self) -> Text | None:
        found = self.figures
        if not found.next_theme:
            return None
        launched = Text("", "")
        if found.launch_date:
            on, at = day(found.launch_date), f", {found.launch_venue}" if found.launch_venue else ""
            launched = Text(f" Phát động {on.vi}{at}.", f" Launched on {on.en}{at}.")
        return Text(launched.vi.strip(), launched.en.strip())

    @property
    def description(self) -> Text:
        """One or two sentences for search engines, previews and feeds."""
        more = self.members_sentence or Text("", "")
        return Text(f"{self.lead.vi} {more.vi}".strip(), f"{self.lead.en} {more.en}".strip())


def _distribution(row: LevelRow) -> LevelCounts:
    """Counts of organisations, all printed, as reports count them."""
    numbers = row.numbers() or (0, 0, 0, 0)
    return LevelCounts(**{level.value: count for level, count in zip(LEVELS, numbers, strict=True)})
