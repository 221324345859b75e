"""The words of the demo's reviews and meetings: the same for the same seed, no two alike, honest of
what went badly, in the words of offices; nobody well known is named.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.demo.rules import source
from tests.web.test_office_words import NOT_SAID
from thidua.demo.build import make_up
from thidua.demo.decks import Decks, words_of
from thidua.demo.meeting_plan import CRITICISM, meeting_of
from thidua.demo.outcomes import of_the_decided_year
from thidua.demo.people_names import is_blocked
from thidua.demo.plans import FULL
from thidua.demo.reviewing import Written, reviews_of
from thidua.demo.reviewing_units import reports_of
from thidua.demo.staff import YEAR
from thidua.demo.year_of import CommuneYear, Sheet, commune_year, everybody_of
from thidua.vocabulary import SubjectType

GRADES = ("political_thought", "duties", "self_commitment")
MARK = re.compile(r"\[([A-Z]{2} \d+)\]")


@pytest.fixture(scope="module")
def commune() -> CommuneYear:
    """The commune of about 300 members, with made-up sheets: one member is weak and disciplined."""
    province = make_up(plan=FULL)
    sheets: dict[tuple[str, str], Sheet] = {}
    for staff in province.staffs:
        for number, person in enumerate(staff.rated):
            grades: Mapping[str, str | None] = dict.fromkeys(
                GRADES, "average" if number == 2 else "good"
            )
            level = "not_completed" if number == 2 else "good"
            sheets[SubjectType.MEMBER, person.code] = Sheet(
                grades,
                "good" if person.civil_servant else "",
                level,
                level,
                disciplined=number == 2,
            )
    results = of_the_decided_year(province)
    return commune_year(province, YEAR, results, province.staffs, sheets)


def of(commune: CommuneYear, seed: int = 1) -> list[list[Written]]:
    return [reviews_of(cell, source(seed + number)) for number, cell in enumerate(commune.cells)]


def test_everybody_of_one_invented_commune_writes(commune: CommuneYear) -> None:
    assert commune.unit.invented
    assert 250 <= len(list(everybody_of(commune))) <= 350
    for cell, written in zip(commune.cells, of(commune), strict=True):
        assert [one.code for one in written] == [one.person.code for one in cell.members]
        assert cell.members[0].role == "head"


def test_the_same_seed_writes_the_same(commune: CommuneYear) -> None:
    assert of(commune) == of(commune)
    assert of(commune) != of(commune, seed=2)


@pytest.mark.parametrize("heading", ["I.1", "II", "VI"])
def test_no_two_of_a_cell_are_alike(commune: CommuneYear, heading: str) -> None:
    for written in of(commune):
        whole = Counter("\n".join(one.sections.values()) for one in written)
        assert max(whole.values()) == 1
        texts = Counter(one.sections[heading] for one in written)
        assert max(texts.values()) == 1, texts.most_common(1)


def test_each_mark_is_a_citation_of_the_persons_own_year(commune: CommuneYear) -> None:
    everybody = {one.person.code: one for one in everybody_of(commune)}
    cited = 0
    for one in (one for written in of(commune) for one in written):
        text = "\n".join(one.sections.values())
        assert set(MARK.findall(text)) == {each.label for each in one.cited}
        member = everybody[one.code]
        for each in one.cited:
            if each.task is not None:
                assert each.task in [*member.led, *member.joined]
            if each.promise is not None:
                assert member.promise is not None
                assert member.promise.items[each.promise - 1][0] in text
        cited += len(one.cited)
    assert cited > 600


def test_what_was_broken_is_named_among_the_limits(commune: CommuneYear) -> None:
    everybody = {one.person.code: one for one in everybody_of(commune)}
    said = 0
    for one in (one for written in of(commune) for one in written):
        member = everybody[one.code]
        if member.promise is not None and False in member.promise.done and not member.sheet.weak:
            assert any(each.against for each in one.cited)
            said += 1
        if member.sheet.disciplined:
            assert "kỷ luật" in one.sections["II"]
    assert said > 20


def test_a_report_of_each_unit_tells_its_tasks(commune: CommuneYear) -> None:
    reports = list(reports_of(commune, Decks(source(1))))
    assert [one.code for one in reports] == [
        *(cell.unit.code for cell in commune.cells),
        commune.unit.code,
    ]
    assert len({"\n".join(one.sections.values()) for one in reports}) == len(reports)
    last = reports[-1]
    assert [each.label for each in last.cited if each.heading == "I"] == [
        f"NV {number}" for number in range(1, len(commune.tasks) + 1)
    ]


def test_a_criticism_has_its_speaker_or_a_body_as_one(commune: CommuneYear) -> None:
    for number, cell in enumerate(commune.cells):
        held = meeting_of(cell, dt.date(2021, 12, 6), source(number))
        assert len(held.called) == len(cell.members)
        assert len(held.absent) * 3 <= len(held.called)
        assert held.chair not in held.absent
        for dealt in held.people:
            for said in dealt.said:
                assert bool(said.speaker) != bool(said.as_one)
                assert said.speaker not in held.absent
                if said.kind == CRITICISM:
                    assert said.speaker != dealt.code, "nobody criticises themself here"
        assert sum(dealt.ask is not None for dealt in held.people) == (len(held.people) > 1)


def test_the_big_cell_meets_twice(commune: CommuneYear) -> None:
    held = [
        meeting_of(cell, dt.date(2021, 12, 6), source(number))
        for number, cell in enumerate(commune.cells)
    ]
    assert sorted(len(one.sittings) for one in held)[-1] == 2


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping):
        for each in found.values():
            yield from _texts(each)
    elif isinstance(found, list):
        for each in found:
            yield from _texts(each)


@pytest.mark.parametrize("name", ["reviews", "meetings", "opinions"])
def test_the_words_are_those_of_offices(name: str) -> None:
    for text in _texts(words_of(name)):
        for pattern, instead in NOT_SAID.items():
            assert not re.search(pattern, text), (text, instead)


def test_nobody_well_known_is_named(commune: CommuneYear) -> None:
    assert not any(is_blocked(one.person.full_name) for one in everybody_of(commune))
