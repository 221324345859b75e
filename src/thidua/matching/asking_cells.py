"""The questions about what stands in a table's cells: blanks, names, words, dates that are only a
year, shares.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from thidua.language import Text
from thidua.matching import phrases
from thidua.matching.asking import LEAVE_BLANK, members
from thidua.matching.cells import filled, texts_of
from thidua.matching.columns import Columns, year_column
from thidua.matching.mapping import ABOVE, BLANK, LONGEST, folded
from thidua.matching.names import NameFound
from thidua.matching.questions import Option, Part, Question, QuestionKind
from thidua.matching.years import years_in
from thidua.signs import normalise
from thidua.workbooks.specification import Column
from thidua.workbooks.words import Words, choices_of

Written = Mapping[str, int]
"""What is written in a column's cells, and in how many rows."""


def written_in(columns: Columns, column: Column) -> Written:
    """What the table writes in a column, the most frequent first."""
    counts = (
        texts_of(columns.written(column))
        .drop_nulls()
        .rename("text")
        .value_counts()
        .sort(pl.col("count"), "text", descending=[True, False])
    )
    return dict(counts.select("text", "count").iter_rows())


def is_written(columns: Columns, column: Column) -> bool:
    """Whether the table gives the column from cells or sections, not for all rows alike."""
    by_sections = column.id == columns.mapping.sections and bool(columns.layout.sections)
    return column.id in columns.sources.values or by_sections


def about_blanks(columns: Columns, column: Column) -> Question | None:
    """Do blank cells of a column that is needed say the same as those above? Such a table names
    each organisation once, at its first row.
    """
    mapping = columns.mapping
    unfilled = replace(columns, mapping=mapping.model_copy(update={"fill_down": ()}))
    there = filled(unfilled.written(column))
    number = int((~there).sum())
    if not number or not len(there) or not there[0]:
        return None
    answer = ABOVE if column.id in mapping.fill_down else mapping.constants.get(column.id, "")
    options = (
        Option(ABOVE, Text("Như dòng trên", "As the row above")),
        Option(BLANK, Text("Để trống, sửa trong tệp", "Leave blank, to correct in the file")),
    )
    rows = columns.frame["row"].filter(~there)
    return Question(
        id=f"blanks:{column.id}",
        kind=QuestionKind.BLANKS,
        column=column.id,
        title=Text(
            "{rows} để trống ở cột {heading}: có như dòng trên không?",
            "{rows} blank in the column {heading}: as the row above?",
        ).format(rows=phrases.counted(number, "dòng", "row"), heading=columns.place(column).title),
        detail=phrases.numbered(rows.to_list()),
        parts=(Part(column.id, "", number, options, answer),),
    )


def about_names(
    columns: Columns, column: Column, written: Written, found: Mapping[str, NameFound]
) -> list[Question]:
    """Which organisation is meant? One question for each name that may mean several, or none."""
    answers = columns.mapping.names.get(column.id, {})
    noun = phrases.organisation(column)
    questions = []
    for key, (name, number) in _by_key(written).items():
        known = found.get(name)
        if (known is None or known.code) and key not in answers:
            continue
        near = known.near if known is not None else ()
        options = [
            Option(one.code, Text(one.name, one.name), _how_near(place, one.members))
            for place, one in enumerate(near)
        ]
        options += [] if column.required else [LEAVE_BLANK]
        questions.append(
            Question(
                id=f"name:{column.id}:{key}",
                kind=QuestionKind.NAME,
                column=column.id,
                title=Text("“{name}” là {noun} nào?", "Which {noun} is “{name}”?").format(
                    name=name, noun=noun
                ),
                detail=_matched(number, near=bool(near)),
                parts=(Part(key, name, number, tuple(options), answers.get(key, "")),),
                free="organisation",
            )
        )
    return questions


def _how_near(place: int, number: int | None) -> Text:
    if place:
        return members(number)
    if number is None:
        return Text("gần nhất", "nearest")
    return Text(f"gần nhất, {number} người đang có", f"nearest, {number} members now")


def _matched(number: int, *, near: bool) -> Text:
    how = (
        Text("khớp theo tên", "matched by name")
        if near
        else Text("chưa có tên nào gần", "no name is near")
    )
    return Text("{rows} · {how}", "{rows} · {how}").format(rows=phrases.rows(number), how=how)


def about_words(columns: Columns, column: Column, written: Written) -> Question | None:
    """What do the words mean that the column does not know?"""
    answers = columns.mapping.words.get(column.id, {})
    unknown = {text: written[text] for text in unknown_words(column, written)}
    options = tuple(Option(choice.word, choice.title) for choice in choices_of(column))
    options += () if column.required else (LEAVE_BLANK,)
    parts = tuple(
        Part(key, name, number, options, answers.get(key, ""))
        for key, (name, number) in _by_key(unknown).items()
    )
    if not parts:
        return None
    number = sum(part.rows for part in parts)
    heading = columns.place(column).title
    if len(parts) == 1:
        title = Text(
            "“{word}” ở cột {heading} nghĩa là gì?",
            "What does “{word}” in the column {heading} mean?",
        ).format(word=parts[0].written, heading=heading)
    else:
        title = Text(
            "{words} ở cột {heading} nghĩa là gì?",
            "{words} in the column {heading}: what do they mean?",
        ).format(words=phrases.counted(len(parts), "từ", "word"), heading=heading)
    return Question(
        id=f"words:{column.id}",
        kind=QuestionKind.WORDS,
        column=column.id,
        title=title,
        detail=Text("Hỏi một lần, dùng cho {rows}", "Asked once, for {rows}").format(
            rows=phrases.rows(number)
        ),
        parts=parts,
    )


def unknown_words(column: Column, written: Iterable[str]) -> list[str]:
    """The texts that are no words of the column, and do not say that none is meant. Whole sentences
    are no words.
    """
    words = Words(column)
    return [
        text
        for text in written
        if len(text) <= LONGEST
        and words.word(normalise(text)) is None
        and not words.leaves_blank(normalise(text))
    ]


def _by_key(written: Written) -> dict[str, tuple[str, int]]:
    """What is remembered as one: the key, its most frequent spelling, and the rows of all."""
    found: dict[str, tuple[str, int]] = {}
    for text, number in written.items():
        key = folded(text)
        first, before = found.get(key, (text, 0))
        found[key] = (first, before + number)
    return found


def about_years(columns: Columns, column: Column) -> Question | None:
    """What of days of which only the year is known?"""
    cells = columns.written(column)
    only = years_in(cells)["year"]
    number = len(only) - only.null_count()
    if not number:
        return None
    texts = texts_of(cells).filter(only.is_not_null())
    sample, year = texts[0], only.drop_nulls()[0]
    keep = Option(
        "keep",
        Text(f"Giữ là năm {year}, ngày bổ sung sau", f"Keep the year {year}, the day comes later"),
    )
    first = Option("first_day", Text("Ngày 01/01 của năm ấy", "01/01 of that year"))
    options = (
        *((keep,) if year_column(columns.spec, column) else ()),
        first,
        *(() if column.required else (Option("blank", LEAVE_BLANK.label),)),
    )
    heading = columns.place(column).title
    if column.id == "born_on":
        title = Text("{people} chỉ có năm sinh", "{people} with only a year of birth").format(
            people=phrases.counted(number, "người", "person", "people")
        )
    else:
        title = Text(
            "{rows} chỉ có năm ở cột {heading}", "{rows} with only a year in the column {heading}"
        ).format(rows=phrases.counted(number, "dòng", "row"), heading=heading)
    return Question(
        id=f"only_year:{column.id}",
        kind=QuestionKind.ONLY_YEAR,
        column=column.id,
        title=title,
        detail=Text(
            f"“{sample}”: tệp không có ngày, tháng", f"“{sample}”: the file has no day and month"
        ),
        parts=(Part(column.id, "", number, options, columns.mapping.only_year.get(column.id, "")),),
    )


def about_fractions(columns: Columns, column: Column) -> Question:
    """Are these shares fractions?"""
    texts = texts_of(columns.written(column)).drop_nulls()
    sample = next((text for text in texts if text not in ("0", "1")), texts[0])
    sample = sample.replace(".", ",")
    whole = _hundredfold(sample)
    answer = columns.mapping.fractions.get(column.id)
    return Question(
        id=f"fractions:{column.id}",
        kind=QuestionKind.FRACTIONS,
        column=column.id,
        title=Text(
            "“{sample}” ở cột {heading} là bao nhiêu phần trăm?",
            "How many percent is “{sample}” in the column {heading}?",
        ).format(sample=sample, heading=columns.place(column).title),
        detail=Text(
            "Cả cột từ 0 đến 1, không có dấu %", "The whole column is from 0 to 1, without a % sign"
        ),
        parts=(
            Part(
                column.id,
                "",
                len(texts),
                (
                    Option("yes", Text(f"{whole}%", f"{whole}%")),
                    Option(
                        "no", Text(f"{sample}%, đúng như trong tệp", f"{sample}%, as in the file")
                    ),
                ),
                "" if answer is None else "yes" if answer else "no",
            ),
        ),
    )


def _hundredfold(sample: str) -> str:
    """ "0,955" → "95,5", by its digits."""
    whole, _, decimals = sample.partition(",")
    digits = whole + decimals.ljust(2, "0")[:2]
    rest = decimals[2:]
    return (digits.lstrip("0") or "0") + (f",{rest}" if rest else "")


def limited(questions: Iterable[Question], most: int) -> tuple[list[Question], int]:
    """The questions with at most so many parts that nobody has answered, and how many more there
    are: those come when these are answered.
    """
    found, open_parts, more = [], 0, 0
    for question in questions:
        parts = []
        for part in question.parts:
            open_parts += not part.answer
            if part.answer or open_parts <= most:
                parts.append(part)
            else:
                more += 1
        if parts:
            found.append(replace(question, parts=tuple(parts)))
    return found, more
