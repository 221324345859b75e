"""The questions about a table as a whole: what it is, which column gives what, what holds for all
of its rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.language import Text
from thidua.matching import phrases
from thidua.matching.cells import column_at, texts_of
from thidua.matching.columns import Columns
from thidua.matching.headings import Assigned
from thidua.matching.layout import Heading
from thidua.matching.mapping import BLANK, LONGEST, TableMapping, ThisFile
from thidua.matching.names import Names
from thidua.matching.proposing import Fit, Target
from thidua.matching.questions import OF_COLUMN, Free, Option, Part, Question, QuestionKind
from thidua.matching.sources import matched
from thidua.matching.titles import day_in, year_in
from thidua.workbooks.headers import listing
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import NOTHING, Column, Kind, Sheet
from thidua.workbooks.words import choices_of

LEAVE_BLANK = Option(BLANK, Text("Để trống", "Leave blank"))
_FREE: dict[Kind, Free] = {Kind.DATE: "date", Kind.YEAR: "year", Kind.CHOICE: "", Kind.YES_NO: ""}
_MOST_OPTIONS = 30


def about_sheet(
    raw: RawSheet,
    found: Sequence[Fit],
    targets: Sequence[Target],
    *,
    mapping: TableMapping,
    this_file: ThisFile,
) -> Question:
    """Which sheet does the table become?"""
    likely = [fit.target for fit in found if fit.possible]
    first = likely or [fit.target for fit in found]
    others = [target for target in targets if target not in first and not target[1].vertical]
    options = [Option(name, spec.title, _columns_of(spec)) for name, spec in (*first, *others)]
    leave = Option(BLANK, Text("Không nạp trang tính này", "Leave this worksheet out"))
    known = mapping.sheet in {option.value for option in options}
    return Question(
        id="sheet",
        kind=QuestionKind.SHEET,
        column="",
        title=Text("{name} là bảng nào?", "Which table is {name}?").format(
            name=phrases.quoted(raw.name)
        ),
        detail=_which_fit(likely),
        parts=(
            Part(
                "sheet",
                "",
                raw.frame.height,
                (*options, leave),
                BLANK if this_file.left_out else mapping.sheet if known else "",
            ),
        ),
    )


def _columns_of(spec: Sheet) -> Text:
    """The first columns of a sheet: several are called alike."""
    titles = [column.title for column in spec.columns[:4]]
    more = ", …" if len(spec.columns) > len(titles) else ""
    return Text(*(", ".join(names) + more for names in zip(*titles, strict=True)))


def _which_fit(likely: Sequence[Target]) -> Text:
    if len(likely) > 1:
        titles = [spec.title for _, spec in likely]
        return Text(
            f"Các đầu cột hợp cả với {listing(title.vi for title in titles)}",
            f"The headings fit all of {listing(title.en for title in titles)}",
        )
    return Text("Chưa nhận ra từ các đầu cột", "The headings do not tell")


@dataclass(frozen=True, slots=True)
class AboutColumns:
    """Questions about columns that nothing in the file gives. `fresh`: what the headings alone
    give, so that what was answered is still asked, with its answer.
    """

    columns: Columns
    fresh: Assigned
    names: Names

    def ask(self) -> list[Question]:
        """Those about columns, then those about the whole table."""
        ties = [column for column in self.columns.every if column.id in self.fresh.ties]
        missing = [column for column in self.columns.spec.columns if self._is_missing(column)]
        of_columns = [
            question
            for column in (*ties, *(one for one in missing if not one.whole_table))
            if (question := self._which_column(column)) is not None
        ]
        of_all = [self._what_value(column) for column in missing if column.whole_table]
        return of_columns + of_all

    def _is_missing(self, column: Column) -> bool:
        given = self.fresh.columns | set(self.fresh.ties)
        sections = self.columns.mapping.sections if self.columns.layout.sections else ""
        return column.required and column.id not in given and column.id != sections

    def _which_column(self, column: Column) -> Question | None:
        rivals = [claim.heading for claim in self.fresh.ties.get(column.id, ())]
        taken = {claim.heading for claim in self.fresh.takes}
        others = [
            heading
            for heading in self.columns.layout.headings
            if 0 < len(heading.key) <= LONGEST and heading not in taken and heading not in rivals
        ]
        options = [self._option(heading) for heading in (*rivals, *others)][:_MOST_OPTIONS]
        if not options:
            return None
        mapping = self.columns.mapping
        answers = self._given_by(column)
        if mapping.constants.get(column.id) == BLANK:
            answers.append(BLANK)
        blank = () if column.required else (LEAVE_BLANK,)
        return Question(
            id=f"column:{column.id}",
            kind=QuestionKind.COLUMN,
            column=column.id,
            title=Text("Cột nào là “{title}”?", "Which column is “{title}”?").format(
                title=column.title
            ),
            detail=_claimed(rivals)
            if rivals
            else Text(
                "Cần có, mà chưa thấy ở đầu cột nào", "It is needed, and no heading names it"
            ),
            parts=(
                Part(
                    column.id,
                    "",
                    self.columns.frame.height,
                    (*options, *blank),
                    answers[0] if answers else "",
                ),
            ),
        )

    def _given_by(self, column: Column) -> list[str]:
        """The keys of the headings that give the column, as the mapping says."""
        found = matched(self.columns.layout, self.columns.mapping)
        return [heading.key for heading, take in found.items() if take.to == column.id]

    def _option(self, heading: Heading) -> Option:
        texts = texts_of(column_at(self.columns.frame, heading.at)).drop_nulls()
        sample = texts[0] if len(texts) else ""
        return Option(
            heading.key,
            Text(heading.written, heading.written),
            Text(f"ví dụ {sample}", f"such as {sample}") if sample else NOTHING,
        )

    def _what_value(self, column: Column) -> Question:
        options = tuple(Option(choice.word, choice.title) for choice in choices_of(column))
        free: Free = "organisation" if column.refers else _FREE.get(column.kind, "text")
        answer = self.columns.constant(column)
        if column.refers:
            options = (*self._organisations_in_title(column), *self._columns_left())
            answer = next((f"{OF_COLUMN}{key}" for key in self._given_by(column)), answer)
        return Question(
            id=f"value:{column.id}",
            kind=QuestionKind.VALUE,
            column=column.id,
            title=_of_whole_table(column),
            detail=column.help
            if column.help.vi
            else Text("Tệp không có cột này", "The file has no such column"),
            parts=(
                Part(
                    column.id,
                    "",
                    self.columns.frame.height,
                    options,
                    answer,
                ),
            ),
            free=free,
        )

    def _columns_left(self) -> tuple[Option, ...]:
        """The columns of which nobody knows what they are: one may tell row by row."""
        options = [self._option(heading) for heading in self.fresh.unknown[:_MOST_OPTIONS]]
        named = Text("Theo cột “{heading}”", "By the column “{heading}”")
        return tuple(
            Option(f"{OF_COLUMN}{option.value}", named.format(heading=option.label), option.hint)
            for option in options
        )

    def _organisations_in_title(self, column: Column) -> tuple[Option, ...]:
        lines = [line for line in self.columns.layout.title.split(" · ") if line][:10]
        found = self.names.find(column.refers, lines) if lines else {}
        near = {one.code: one for name in lines if name in found for one in found[name].near[:3]}
        return tuple(
            Option(one.code, Text(one.name, one.name), members(one.members))
            for one in near.values()
        )


def members(number: int | None) -> Text:
    """How many members an organisation has, as a hint."""
    return NOTHING if number is None else Text(f"{number} người", f"{number} members")


def in_title(columns: Columns, column: Column) -> str:
    """The day or year of the whole table as its title tells, or the headings of what it gives
    ("Xếp loại năm 2021"); "" when they tell none or several.
    """
    title = f"{columns.layout.title} · {columns.raw.name}"
    if column.kind is Kind.DATE:
        day = day_in(title)
        return f"{day:%d/%m/%Y}" if day is not None else ""
    if column.kind is Kind.YEAR:
        taken = matched(columns.layout, columns.mapping)
        written = [
            heading.written
            for heading, take in taken.items()
            if take.to and not heading.written.isdecimal()
        ]
        years = {str(year_in(words) or "") for words in (title, *written)} - {""}
        return years.pop() if len(years) == 1 else ""
    return ""


def _claimed(rivals: Sequence[Heading]) -> Text:
    names = [f"“{heading.written}”" for heading in rivals]
    return Text(
        " và ".join(names) + " đều có thể là cột này", " and ".join(names) + " may both be it"
    )


def _of_whole_table(column: Column) -> Text:
    if column.refers:
        noun = phrases.organisation(column)
        return Text(
            "Cả bảng thuộc {noun} nào?", "To which {noun} does the whole table belong?"
        ).format(noun=noun)
    if column.kind is Kind.YEAR:
        return Text("Bảng này của năm nào?", "Of which year is this table?")
    if column.kind is Kind.DATE:
        return Text(
            "“{title}” của cả bảng là ngày nào?", "Which day is “{title}” for the whole table?"
        ).format(title=column.title)
    return Text("“{title}” của cả bảng là gì?", "What is “{title}” for the whole table?").format(
        title=column.title
    )
