"""Who would move under a layer: worked out without writing, and exactly what a classification would
then say.
"""

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builder import OPERATOR, officer
from tests.cast import Cast, all_decisions, campaign, choose, entry, words, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import LayerVersion, bound_frameworks, layer_versions
from thidua.frameworks.layer_actions import bind_layer, save_layer
from thidua.ratings.actions import classify
from thidua.ratings.errors import PreviewError
from thidua.ratings.jobs import request_preview, run_preview
from thidua.ratings.models import LayerPreview, Rating
from thidua.ratings.preview import Compared, compare
from thidua.ratings.previewing import previewed_texts
from thidua.roster.models import RosterEntry
from thidua.rulebook import Layer
from thidua.rulebook.texts import plain
from thidua.vocabulary import SubjectType

pytestmark = pytest.mark.usefixtures("cast")
LAYER, MEMBER, ORGANISATION = "hai_duong_2021", "hd21_2019/member", "hd21_2019/organisation"
LEVELS = ("outstanding", "outstanding", "good", "good", "completed", "not_completed")


def layer(*sets: tuple[str, str, Any], adds: Iterable[dict[str, Any]] = ()) -> Layer:
    """The province's layer with some parameters set otherwise, and conditions added."""
    text = plain(layer_versions(LAYER)[-1].layer)
    for framework, parameter, value in sets:
        text["sets"] = [
            one
            for one in text["sets"]
            if (one["framework"], one["parameter"]) != (framework, parameter)
        ]
        cite = {"source": "province", "at": "1"}
        text["sets"].append(
            {"framework": framework, "parameter": parameter, "value": value, "cite": cite}
        )
    return Layer.model_validate({**text, "adds": list(adds)})


WELL_DONE = {
    "framework": MEMBER,
    "level": "outstanding",
    "condition": {
        "id": "province.outstanding.targets",
        "rule": "L1-TARGETS",
        "title": {"vi": "Đạt 95 %", "en": "95 % done"},
        "test": {"number": "targets_done", "at_least": 95},
        "cite": {"source": "province", "at": "2"},
        "confirmed": True,
    },
}
LAYERS: dict[str, Callable[[], Layer]] = {
    "nothing else": layer,
    "a higher floor": lambda: layer((MEMBER, "targets_floor", 75)),
    "more members at good": lambda: layer((ORGANISATION, "outstanding_good_share", 90)),
    "a smaller quota": lambda: layer((MEMBER, "quota_percent", 10)),
    "a condition more": lambda: layer(adds=[WELL_DONE]),
}


def varied(year: Campaign, seed: int) -> None:
    """Facts and choices as they come in a year: all levels, gaps, and a few picked inside the
    quota.
    """
    dice = random.Random(seed)  # noqa: S311
    known = {
        (kind, level): words(year, kind, level)
        for kind in SubjectType.values()
        for level in set(LEVELS)
    }
    for one in RosterEntry.objects.filter(campaign=year, rated=True).order_by("pk"):
        facts = dict(known[one.subject_type, dice.choice(LEVELS)])
        if "targets_done" in facts:
            facts["targets_done"] = dice.randrange(40, 101)
        for name in list(facts):
            if dice.random() < 0.01:
                del facts[name]
        FactSheet.objects.create(roster_entry=one, facts=facts)
        if dice.random() < 0.2:
            choose(one)


def compared(year: Campaign, what: Layer) -> Compared:
    before = bound_frameworks(year)
    return compare(year, before=before, after=previewed_texts(year, LayerVersion(0, packaged=what)))


def everything() -> dict[str, str]:
    """What every table holds, as one fingerprint each."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            rows = f'SELECT t::text AS row FROM "{table}" t'  # noqa: S608
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(row, chr(10) ORDER BY row), '')) FROM ({rows}) r"  # noqa: S608
            )
            found[table] = str((cursor.fetchone() or ("",))[0])
        return found


def test_looking_ahead_writes_nothing_at_all() -> None:
    year = campaign()
    varied(year, 1)
    classify(campaign=year, actor=OPERATOR)
    before = everything()
    assert compared(year, LAYERS["a higher floor"]()).moves.height
    assert everything() == before


@pytest.mark.parametrize("seed", [1, 2])
def test_a_layer_that_changes_nothing_moves_nobody(seed: int) -> None:
    year = campaign()
    varied(year, seed)
    found = compared(year, layer())
    assert found.moves.is_empty()
    assert (found.summary["pools_changed"], any(found.summary["moves"].values())) == (0, False)
    assert all(
        sides[0] == sides[1]
        for counts in found.summary["counts"].values()
        for sides in counts.values()
    )


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("seed", [3, 4])
def test_what_is_previewed_is_what_a_classification_says_once_it_is_bound(
    name: str, seed: int
) -> None:
    year = campaign()
    varied(year, seed)
    classify(campaign=year, actor=OPERATOR)
    old = levels(year)
    what = LAYERS[name]()
    found = compared(year, what)
    saved = save_layer(layer=what, reason="x", seen=0, actor=OPERATOR)
    bind_layer(campaign=year, layer_id=LAYER, version=saved.version, reason="x", actor=OPERATOR)
    year.refresh_from_db()
    classify(campaign=year, actor=OPERATOR)
    new = levels(year)
    assert {pk for pk in old if old[pk] != new[pk]} == set(found.moves["entry"])
    for row in found.moves.iter_rows(named=True):
        assert row["conditions"] != "{}"
        assert old[row["entry"]] == (row["low_before"], row["high_before"], row["standing_before"])
        assert new[row["entry"]] == (row["low_after"], row["high_after"], row["standing_after"])
    for kind in SubjectType.values():
        rated = [
            new[pk]
            for pk in RosterEntry.objects.filter(subject_type=kind, rated=True).values_list(
                "pk", flat=True
            )
        ]
        counted = [sum(one[2] == level for one in rated) for level in (1, 2, 3, 4, None)]
        assert found.summary["counts"][kind]["standing"][1] == counted


def levels(year: Campaign) -> dict[int, tuple[int, int, int | None]]:
    rows = Rating.objects.filter(roster_entry__campaign=year).values_list(
        "pk", "low", "high", "standing"
    )
    return {pk: (low, high, standing) for pk, low, high, standing in rows}


def good_year() -> Campaign:
    year = campaign()
    for one in RosterEntry.objects.filter(campaign=year, rated=True):
        write_facts(one)
    return year


def test_the_deciding_condition_is_named_and_what_follows_from_it_above() -> None:
    year = good_year()
    for number in range(1, 8):
        write_facts(entry(year, f"M-G1A-{number:02}"), targets_done=60)
    moves = {
        row["entry"]: row
        for row in compared(year, LAYERS["a higher floor"]()).moves.iter_rows(named=True)
    }
    member, cell = moves[entry(year, "M-G1A-01").pk], moves[entry(year, "G1A").pk]
    assert (member["direction"], member["conditions"]) == ("down", "{member.not_completed.targets}")
    assert "organisation.not_completed.members" in cell["conditions"]


def test_an_added_condition_is_named_and_a_missing_fact_becomes_cannot_tell() -> None:
    year = good_year()
    sure, unsure = entry(year, "M-G2-04"), entry(year, "M-G2-05")
    write_facts(sure, "outstanding", targets_done=94)
    write_facts(unsure, "outstanding", targets_done=None, degraded=False)
    choose(sure)
    choose(unsure)
    moves = {
        row["entry"]: row
        for row in compared(year, layer(adds=[WELL_DONE])).moves.iter_rows(named=True)
    }
    assert moves[sure.pk]["conditions"] == "{province.outstanding.targets}"
    assert moves[sure.pk]["direction"] == "down"
    assert unsure.pk not in moves  # it could not be told before either


def test_decided_levels_hide_nobody(cast: Cast) -> None:
    year = good_year()
    write_facts(entry(year, "M-G2-04"), targets_done=60)
    all_decisions(year, cast)
    classify(campaign=year, actor=OPERATOR)
    assert issue_all(campaign=year, actor=OPERATOR).issued
    assert entry(year, "M-G2-04").pk in set(
        compared(year, LAYERS["a higher floor"]()).moves["entry"]
    )


def test_pools_say_their_ceilings_before_and_after() -> None:
    year = good_year()
    write_facts(entry(year, "M-G2-04"), "outstanding")
    choose(entry(year, "M-G2-04"))
    found = compared(year, layer((MEMBER, "quota_percent", 0)))
    pool = next(one for one in found.summary["pools"] if one["label"][0] == "Tổ chức G2")
    assert (pool["before"], pool["after"], pool["chosen"], pool["over"]) == (2, 0, 1, True)
    assert found.summary["pools_over"] == 1
    assert found.moves.is_empty()


def asked(year: Campaign, what: Layer | None = None) -> LayerPreview:
    version = LayerVersion(1, packaged=what) if what else layer_versions(LAYER)[0]
    return request_preview(campaign=year, version=version, actor=OPERATOR)


def test_a_preview_is_asked_for_once_and_kept() -> None:
    year = good_year()
    write_facts(entry(year, "M-G2-04"), targets_done=60)
    save_layer(layer=LAYERS["a higher floor"](), reason="x", seen=0, actor=OPERATOR)
    preview = asked(year)
    assert asked(year).pk == preview.pk
    job = ProcrastinateJob.objects.get()
    run_preview(**job.args)
    preview.refresh_from_db()
    assert (preview.state, preview.done, preview.summary["moves"]["member"]) == (
        "done",
        4,
        {"down": 1},
    )
    move = preview.moves.get(roster_entry__code="M-G2-04")
    assert (move.standing_before, move.standing_after, move.conditions) == (
        3,
        1,
        ["member.not_completed.targets"],
    )
    run_preview(**job.args)
    assert asked(year).finished_at == preview.finished_at
    assert ProcrastinateJob.objects.count() == 1


def test_other_facts_are_another_question_and_a_late_run_says_so() -> None:
    year = good_year()
    save_layer(layer=LAYERS["a higher floor"](), reason="x", seen=0, actor=OPERATOR)
    first = asked(year)
    write_facts(entry(year, "M-G2-04"), targets_done=60)
    with pytest.raises(PreviewError, match="hãy tính lại"):
        run_preview(preview_id=first.pk, user_id=None)
    first.refresh_from_db()
    assert (first.state, first.moves.count()) == ("failed", 0)
    assert asked(year).pk != first.pk


def test_only_the_province_may_ask(cast: Cast) -> None:
    year = campaign()
    with pytest.raises(PermissionDenied):
        request_preview(
            campaign=year,
            version=layer_versions(LAYER)[0],
            actor=officer("upper", Role.UPPER_LEVEL, cast["U1"]),
        )
    assert not LayerPreview.objects.exists()
