"""Local layers in versions: written as drafts, bound by an act of their own, never changing a year
by themselves.
"""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, officer
from tests.cast import Cast, all_decisions, campaign, everybody_good
from thidua.accounts.models import Role
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign
from thidua.frameworks.actions import bind_frameworks, load_framework_text
from thidua.frameworks.binding import bound_frameworks, layer_versions
from thidua.frameworks.errors import LayerChangedError, NotBoundError
from thidua.frameworks.layer_actions import bind_layer, save_layer
from thidua.frameworks.layer_queries import binding_history, versions_for
from thidua.frameworks.models import FrameworkText
from thidua.ratings.actions import classify
from thidua.ratings.staleness import is_fresh
from thidua.rulebook import FrameworkError, Layer, Library
from thidua.rulebook.texts import plain
from thidua.vocabulary import DecisionStatus, SubjectType

pytestmark = pytest.mark.usefixtures("cast")
MEMBER = "hd21_2019/member"
LAYER = "hai_duong_2021"


def layer(parameter: str = "targets_floor", value: Any = 60, **own: Any) -> Layer:
    """The province's layer with one thing more set."""
    text = plain(layer_versions(LAYER)[-1].layer) | own
    setting = {
        "framework": MEMBER,
        "parameter": parameter,
        "value": value,
        "cite": {"source": "province", "at": "1"},
    }
    text["sets"] = [
        *(
            one
            for one in text["sets"]
            if (one["framework"], one["parameter"]) != (MEMBER, parameter)
        ),
        setting,
    ]
    return Layer.model_validate(text)


def save(
    what: Layer | None = None,
    *,
    seen: int | None = 0,
    reason: str = "Chặt hơn",
    actor: Any = OPERATOR,
) -> FrameworkText:
    return save_layer(layer=what or layer(), reason=reason, seen=seen, actor=actor)


def bind_to(
    year: Campaign,
    version: int,
    *,
    reason: str = "Theo kết luận",
    layer_id: str = LAYER,
    actor: Any = OPERATOR,
) -> Any:
    return bind_layer(campaign=year, layer_id=layer_id, version=version, reason=reason, actor=actor)


def floor(year: Campaign) -> Any:
    return bound_frameworks(year)[SubjectType.MEMBER].setting("targets_floor")


def test_a_layer_is_saved_as_a_draft_and_no_year_changes(cast: Cast) -> None:
    year = campaign()
    made = save(actor=officer("province", Role.PROVINCE, cast["P"]))
    assert (made.version, made.draft, made.author, made.reason) == (1, True, "province", "Chặt hơn")
    bind_frameworks(campaign=year, actor=OPERATOR)
    assert floor(year) == 50


def test_a_year_opened_later_takes_no_draft() -> None:
    save()
    assert floor(campaign()) == 50


@pytest.mark.parametrize(
    ("value", "sentence"),
    [(49, "chỉ được đặt từ 50% trở lên"), (101, "từ 0 đến 100"), ("viele", "viết số")],
)
def test_what_loosens_or_does_not_fit_is_refused(value: Any, sentence: str) -> None:
    with pytest.raises(FrameworkError, match=sentence) as refused:
        save(layer(value=value))
    assert refused.value.problems[0].key.startswith("sets.")
    assert not FrameworkText.objects.exists()


def test_what_stays_open_is_named() -> None:
    text = plain(layer())
    text["sets"] = [one for one in text["sets"] if one["parameter"] != "quota_rounding"]
    with pytest.raises(FrameworkError, match="phải đặt") as refused:
        save(Layer.model_validate(text))
    assert {problem.key for problem in refused.value.problems} >= {f"open.{MEMBER}.quota_rounding"}


def test_the_same_text_again_is_kept_once_and_a_version_needs_a_reason() -> None:
    assert save() == save(seen=1)
    with pytest.raises(CampaignRefusedError, match="lý do"):
        save(layer(value=70), seen=1, reason=" ")


def test_who_writes_on_an_older_version_is_told_who_was_quicker(cast: Cast) -> None:
    save(actor=officer("quick", Role.PROVINCE, cast["P"]))
    with pytest.raises(LayerChangedError, match="quick đã lưu phiên bản 1"):
        save(layer(value=70))
    with pytest.raises(LayerChangedError):
        save(layer(value=70), seen=None)
    assert FrameworkText.objects.count() == 1


def test_a_new_layer_begins_at_one_and_does_not_take_an_id_that_is_there() -> None:
    made = save(layer(id="hai_duong_2022"), seen=None)
    assert (made.text_id, made.version) == ("hai_duong_2022", 1)
    with pytest.raises(LayerChangedError):
        save(layer(id="hai_duong_2022", value=70), seen=None)


def test_binding_holds_the_year_under_that_version_from_then_on(cast: Cast) -> None:
    year = campaign()
    save()
    rebound = bind_to(year, 1)
    assert SubjectType.MEMBER in rebound.changed
    assert floor(year) == 60
    save(layer(value=70), seen=1)
    year.refresh_from_db()
    bind_frameworks(campaign=year, actor=OPERATOR)
    assert (floor(year), year.local_layer_version) == (60, 1)
    assert not FrameworkText.objects.get(version=1).draft


def test_ratings_are_stale_after_it_and_the_roster_stays_where_nobody_is_excluded_otherwise(
    cast: Cast,
) -> None:
    year = campaign()
    everybody_good(year)
    classify(campaign=year, actor=OPERATOR)
    assert is_fresh(year)
    save()
    assert not bind_to(year, 1).roster_again
    year.refresh_from_db()
    assert year.roster_frozen_at is not None
    assert not is_fresh(year)


def test_a_text_that_excludes_others_asks_for_a_new_roster() -> None:
    year = campaign()
    text = Library.packaged()[MEMBER].to_yaml().replace("version: 2", "version: 3", 1)
    load_framework_text(text=text.replace("is: exempt", "is: probationary", 1), actor=OPERATOR)
    save()
    assert bind_to(year, 1).roster_again
    year.refresh_from_db()
    assert year.roster_frozen_at is None


def test_binding_what_is_bound_changes_nothing() -> None:
    year = campaign()
    save()
    bind_to(year, 1)
    events = apps.get_model("frameworks", "FrameworkBindingEvent").objects.count()
    assert bind_to(year, 1).changed == ()
    assert apps.get_model("frameworks", "FrameworkBindingEvent").objects.count() == events


def test_a_decided_year_is_refused(cast: Cast) -> None:
    year = campaign()
    save()
    made = all_decisions(year, cast)["G1"]
    made.status = DecisionStatus.ISSUED
    made.save()
    with pytest.raises(CampaignRefusedError, match="mở lại các quyết định"):
        bind_to(year, 1)
    assert floor(year) == 50
    assert FrameworkText.objects.get().draft


@pytest.mark.parametrize(
    ("version", "reason", "match"), [(9, "x", "không có phiên bản 9"), (1, "", "lý do")]
)
def test_binding_needs_a_version_and_a_reason(version: int, reason: str, match: str) -> None:
    year = campaign()
    save()
    with pytest.raises(CampaignRefusedError, match=match):
        bind_to(year, version, reason=reason)


def test_a_layer_of_other_days_is_refused_and_nothing_changes() -> None:
    year = campaign()
    save(layer(id="later", in_force={"from": "2022-01-01"}), seen=None)
    with pytest.raises(NotBoundError, match="later"):
        bind_to(year, 1, layer_id="later")
    year.refresh_from_db()
    assert (year.local_layer, floor(year)) == (LAYER, 50)


def test_the_history_says_who_bound_what_and_why() -> None:
    year = campaign()
    save()
    bind_to(year, 1, reason="Kết luận của Thường trực")
    newest, first = binding_history(year)
    assert (newest.layer, newest.version, newest.reason) == (LAYER, "1", "Kết luận của Thường trực")
    assert first.layer == ""


def test_drafts_are_seen_by_the_province_alone(cast: Cast) -> None:
    save()
    assert [
        one.number for one in versions_for(LAYER, actor=officer("p", Role.PROVINCE, cast["P"]))
    ] == [1, 0]
    assert [
        one.number for one in versions_for(LAYER, actor=officer("u", Role.UPPER_LEVEL, cast["U1"]))
    ] == [0]


@pytest.mark.parametrize("role", [Role.UPPER_LEVEL, Role.GRASSROOTS, Role.INSPECTOR, Role.AUDITOR])
def test_only_the_province_writes_and_binds(cast: Cast, role: Role) -> None:
    year = campaign()
    save()
    who = officer("who", role, cast["P"])
    with pytest.raises(PermissionDenied):
        save(layer(value=70), seen=1, actor=who)
    with pytest.raises(PermissionDenied):
        bind_to(year, 1, actor=who)
