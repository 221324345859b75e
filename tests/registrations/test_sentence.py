"""A task read as one sentence: gaps where something is missing, and no word lost."""

import datetime as dt
import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.registrations.clear import problems_of
from thidua.registrations.content import (
    Content,
    Doer,
    MeasureLine,
    MilestoneLine,
    as_json,
    from_json,
)
from thidua.registrations.sentence import in_words, sentence_of

WHO = "Đảng uỷ xã Đoàn Thượng"
WHOLE = Content(
    work="Chuyển đổi lúa kém hiệu quả sang rau",
    amount="30 ha",
    place="thôn 1, thôn 3",
    doers=(Doer(person=1, name="Vũ Đình Khoát", lead=True), Doer(organisation=2, name="Chi bộ 1")),
    starts_on=dt.date(2022, 4, 1),
    ends_on=dt.date(2022, 11, 30),
    measures=(MeasureLine("Diện tích", "ha", Decimal(12), Decimal(30)),),
    answers=3,
    answers_name="Trịnh Thị Lụa",
    answers_to="Ban Thường vụ Huyện uỷ",
    check_how="kiểm tra thực địa",
    checked_in="tháng 9",
)


def test_it_reads_like_a_sentence() -> None:
    assert in_words(sentence_of(WHOLE, WHO)).vi == (
        "Đảng uỷ xã Đoàn Thượng chuyển đổi lúa kém hiệu quả sang rau, 30 ha ở thôn 1, thôn 3; "
        "Vũ Đình Khoát làm chính, cùng Chi bộ 1, từ 01/04/2022 đến 30/11/2022; đo bằng diện tích "
        "(12 → 30 ha); đồng chí Trịnh Thị Lụa chịu trách nhiệm trước Ban Thường vụ Huyện uỷ, "
        "kiểm tra thực địa, tháng 9."
    )


def test_lower_is_better_and_nought_read_right() -> None:
    def read(line: MeasureLine) -> str:
        return in_words(sentence_of(Content(measures=(line,)), WHO)).vi

    assert "tỷ lệ hộ nghèo (giảm từ 3,2 xuống 1,5%)" in read(
        MeasureLine("Tỷ lệ hộ nghèo", "%", Decimal("3.2"), Decimal("1.5"), "lower")
    )
    assert "số vụ (giảm từ 3 xuống 0 vụ)" in read(
        MeasureLine("Số vụ", "vụ", Decimal(3), Decimal(0), "lower")
    )
    assert "số vụ (0 vụ)" in read(MeasureLine("Số vụ", "vụ", None, Decimal(0), "lower"))
    assert "số hộ (1.208 → 1.620 hộ)" in read(
        MeasureLine("Số hộ", "hộ", Decimal(1208), Decimal(1620))
    )


def test_an_empty_task_is_all_gaps() -> None:
    gaps = [part.field for part in sentence_of(Content(), WHO) if part.kind == "gap"]
    assert gaps == ["work", "doers", "ends_on", "measures", "answers"]


ODD = "–…“”'\"<>&;.,%/\\{}[]\u0300\u1ea1đĐ漢🙂"
words = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxy ABCĐÊ0123456789" + ODD), max_size=60)
numbers = st.none() | st.decimals(-(10**9), 10**9, places=4)
days = st.none() | st.dates(dt.date(2022, 1, 1), dt.date(2023, 12, 31))
names = words.map(lambda name: name.strip() or "x")
contents = st.builds(
    Content,
    work=words,
    place=words,
    amount=words,
    doers=st.lists(
        st.builds(Doer, person=st.integers(1, 9), name=names, lead=st.booleans()), max_size=3
    ).map(tuple),
    with_whom=words,
    starts_on=days,
    ends_on=days,
    milestones=st.lists(st.builds(MilestoneLine, on=days, text=words), max_size=3).map(tuple),
    measures=st.lists(
        st.builds(
            MeasureLine,
            name=words,
            unit=words,
            last_year=numbers,
            target=numbers,
            direction=st.sampled_from(["higher", "lower"]),
            yes_no=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    answers=st.none() | st.just(3),
    answers_name=st.just("Trịnh Thị Lụa"),
    answers_title=words,
    answers_to=words,
    check_how=words,
    checked_in=words,
    decides=words,
)


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@settings(max_examples=40)
@given(contents)
def test_no_word_that_was_typed_is_lost(content: Content) -> None:
    spoken = in_words(sentence_of(content, WHO)).vi
    read = tokens(spoken)
    typed = [
        content.work,
        content.place,
        content.amount,
        content.with_whom,
        content.answers_title,
        content.answers_to,
        content.check_how,
        content.checked_in,
        content.decides,
        *(doer.name for doer in content.doers),
        *(line.text for line in content.milestones),
        *(text for line in content.measures for text in (line.name, line.unit)),
    ]
    for text in typed:
        missing = [word for word in tokens(text) if word not in read]
        assert missing == [], (text, spoken)


@settings(max_examples=40)
@given(contents)
def test_what_a_task_says_comes_back_from_its_json(content: Content) -> None:
    assert as_json(from_json(as_json(content))) == as_json(content)


@settings(max_examples=40)
@given(contents)
def test_it_can_be_sent_just_when_no_required_gap_is_left(content: Content) -> None:
    gaps = {part.field for part in sentence_of(content, WHO) if part.kind == "gap"}
    missing = problems_of(content, 2022)
    assert ("work" in missing) == ("work" in gaps)
    assert ("person" in missing) == ("doers" in gaps)
    assert ("responsibility" in missing) == ("answers" in gaps)
