"""Sentences made from counts, right when a count is zero or nothing was counted."""

from collections.abc import Sequence

from thidua.language import Text
from thidua.reports.levels import Who
from thidua.reports.wording import NO_DATA, listed, number, percent
from thidua.vocabulary import BEST_FIRST, LevelCounts

_AT: dict[str, Text] = {
    **{one.value: Text(*(title.lower() for title in one.title)) for one in BEST_FIRST},
    "cannot_tell": Text("chưa đủ căn cứ xếp loại", "cannot be told yet"),
}


def sentence_of_the_year(levels: LevelCounts) -> Text:
    """The year in one sentence, from the levels of the grassroots organisations (no full stop at
    its end).
    """
    if not levels.total:
        return Text(
            f"Xếp loại tổ chức cơ sở đảng: {NO_DATA.vi}",
            f"Rating of grassroots organisations: {NO_DATA.en}",
        )
    counts = {
        "good": number(levels.good_or_better),
        "whole": number(levels.total),
        "share": percent(levels.good_or_better, levels.total),
        "best": number(levels.outstanding),
    }
    sentence = Text(
        "{good} trong {whole} tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên, {share}",
        "{good} of {whole} grassroots organisations are good or better, {share}",
    ).format(**counts)
    if levels.outstanding:
        tail = Text("; trong đó {best} xuất sắc", "; {best} of them outstanding").format(**counts)
    else:
        tail = Text("; chưa có tổ chức nào xuất sắc", "; none of them outstanding")
    return Text(sentence.vi + tail.vi, sentence.en + tail.en)


def sentence_of_levels(who: Who, levels: LevelCounts) -> Text:
    """All levels of a group in one sentence: those with subjects, by number and share, best
    first.
    """
    noun = who.plural
    if not levels.total:
        return Text(f"Xếp loại {noun.vi}: {NO_DATA.vi}.", f"Rating of {noun.en}: {NO_DATA.en}.")
    vi, en = [], []
    for key, word in _AT.items():
        if count := getattr(levels, key):
            part = {"n": number(count), "word": word, "share": percent(count, levels.total)}
            words = Text("{n} {word} ({share})", "{n} {word} ({share})").format(**part)
            vi.append(words.vi)
            en.append(words.en)
    head = Text("Có {n} {noun} được đánh giá, xếp loại: ", "{n} {noun} were rated: ").format(
        n=number(levels.total), noun=noun
    )
    tail = _nobody_failed(levels)
    return Text(f"{head.vi}{'; '.join(vi)}{tail.vi}.", f"{head.en}{'; '.join(en)}{tail.en}.")


def _nobody_failed(levels: LevelCounts) -> Text:
    """Said only when everybody's level is known: somebody unknown may still turn out not to have
    completed.
    """
    if levels.not_completed or levels.cannot_tell:
        return Text("", "")
    return Text(
        "; không có trường hợp nào không hoàn thành nhiệm vụ", "; nobody is at “not completed”"
    )


def named(names: Sequence[str]) -> Text:
    """A list of names in a sentence; names that hold commas are set apart by semicolons."""
    separator = "; " if any("," in name for name in names) else ", "
    return listed(names, separator=separator)


def inside(names: Sequence[str]) -> str:
    """Things listed inside a Vietnamese sentence: their first letter small, unless the word is in
    capitals.
    """
    return named(
        [name[:1].lower() + name[1:] if not name[:2].isupper() else name for name in names]
    ).vi
