"""The awards sheet: what is asked for is deserved, and nobody else has an unbroken run."""

from collections import Counter, defaultdict

import pytest

from tests.demo.rules import Frames, Province
from thidua.demo.plans import SMALL
from thidua.rulebook import (
    check_award,
    consecutive_years,
    levels_over_reorganisations,
    packaged_awards,
)
from thidua.vocabulary import LAST_YEAR_OF_LABELS, Held, Label, Level

YEARS = (2017, 2018, 2019, 2020)
Histories = dict[str, dict[int, Held | None]]


@pytest.fixture(scope="module")
def running(frames: Frames, province: Province) -> dict[tuple[str, str], int | None]:
    """Years running at outstanding up to 2021, by (subject type, code), counted over
    reorganisations.
    """
    levels: dict[str, dict[str, dict[int, Held | None]]] = {
        "member": defaultdict(dict),
        "organisation": defaultdict(dict),
    }
    for row in frames["decisions"]["earlier_levels"].iter_rows(named=True):
        for year in YEARS:
            if row[str(year)]:
                word = row[str(year)]
                held: Held = Label(word) if word in Label.values() else Level.parse(word)
                if year <= LAST_YEAR_OF_LABELS and word in ("good", "completed"):
                    held = Label(f"organisation_{word}")
                levels[row["subject_type"]][row["code"]][year] = held
    for kind, now in (("member", province.members), ("organisation", province.levels)):
        for code, level in now.items():
            levels[kind][code][2021] = Level.from_code(level)
    predecessors: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for before, after in (
        frames["organisations"]["successions"].select("predecessor", "successor").rows()
    ):
        predecessors[after] += (before,)
    return {
        (kind, code): consecutive_years(
            levels_over_reorganisations(code, histories, predecessors),
            2021,
            labels=packaged_awards().labels_like(Level.OUTSTANDING),
        )
        for kind, histories in levels.items()
        for code in histories
    }


def test_every_award_that_is_asked_for_is_deserved(
    frames: Frames, province: Province, running: dict[tuple[str, str], int | None]
) -> None:
    book = packaged_awards()
    for award in frames["decisions"]["awards"].iter_rows(named=True):
        kind, code = award["subject_type"], award["code"]
        if kind == "leader":
            continue  # no row of the frames says how a leader stands: the load's own test does
        level = province.members[code] if kind == "member" else province.levels[code]
        facts = {
            "subject_type": kind,
            "tier": province.organisations[code]["tier"] if kind == "organisation" else None,
            "level_this_year": Level.from_code(level).value,
            "consecutive_outstanding_years": running[kind, code],
        }
        authority = "province" if award["authority"] == "30" else "state"
        check = check_award(book[award["form"]], facts, authority)
        assert check.outcome == "met", (award, check.failing)


def test_as_many_are_asked_for_as_planned(frames: Frames) -> None:
    asked = Counter(frames["decisions"]["awards"]["form"])
    awards = SMALL.awards
    assert asked["provincial_flag_five_years"] == awards.flag_cells
    certificates = asked["provincial_certificate_year"] + asked["provincial_certificate_five_years"]
    assert (
        certificates == awards.upper_level + awards.grassroots + awards.members + awards.secretaries
    )


def test_a_flag_counts_over_a_merger(
    frames: Frames, running: dict[tuple[str, str], int | None]
) -> None:
    flagged = frames["decisions"]["awards"].filter(form="provincial_flag_five_years")["code"]
    merged = set(flagged) & set(frames["organisations"]["successions"]["successor"])
    assert merged
    assert {running["organisation", code] for code in merged} == {5}


def test_exactly_the_planned_organisations_have_an_unbroken_run(
    province: Province, running: dict[tuple[str, str], int | None]
) -> None:
    unbroken = {
        code
        for (kind, code), years in running.items()
        if kind == "organisation"
        and years == 5
        and province.organisations.get(code, {}).get("tier") != "cell"
    }
    bank = {
        code
        for code, row in province.organisations.items()
        if "Công thương Việt Nam" in row["name"]
    }
    uppers = {upper.code for upper in SMALL.uppers if upper.long_standing}
    assert unbroken == {*SMALL.long_standing_communes, *bank, *uppers}
