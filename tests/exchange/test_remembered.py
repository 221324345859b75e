"""Ways of reading that are remembered: who keeps, changes, retires and sees them, version by
version.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange.models import TableShape
from thidua.exchange.queries import (
    may_change_shape,
    newest_of_each,
    table_shapes_visible_to,
)
from thidua.exchange.shape_errors import TableShapeRefusedError
from thidua.exchange.table_shapes import (
    change_table_shape,
    keep_table_shape,
    retire_table_shape,
)
from thidua.history.tracking import history_of
from thidua.matching.mapping import TableMapping, Take
from thidua.organisations.models import Organisation

pytestmark = pytest.mark.django_db
SHAPE = "a" * 64


@pytest.fixture
def officer(province: Path) -> Callable[..., User]:
    """Somebody with one role over one organisation."""

    def made(role: Role, code: str) -> User:
        user = User.objects.create_user(f"{role.value}-{code}", display_name=f"Cán bộ {code}")
        RoleGrant.objects.create(
            user=user, role=role, organisation=unit(code), starts_on=dt.date(2020, 1, 1)
        )
        return user

    return made


def unit(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


def mapping(**more: object) -> TableMapping:
    known = {
        "sheet": "members.members",
        "takes": (Take(heading="ho va ten", to="full_name"), Take(heading="que quan")),
    }
    return TableMapping.model_validate(known | more)


def keep(code: str | None, who: User, *, name: str = "Sổ của xã", **more: Any) -> TableShape:
    return keep_table_shape(
        unit=unit(code) if code else None,
        shape=SHAPE,
        name=name,
        mapping=mapping(**more),
        actor=who,
    )


def test_the_same_again_is_no_new_version(officer: Callable[..., User]) -> None:
    commune = officer(Role.GRASSROOTS, "X01")
    first = keep("X01", commune)

    assert keep("X01", commune) == first
    assert keep("X01", commune, words={"status": {"sh tam": "exempt"}}).version == 2
    assert first.made_by_name == str(commune)


def test_a_change_is_a_new_version_and_the_history_names_who_made_it(
    officer: Callable[..., User],
) -> None:
    commune = officer(Role.GRASSROOTS, "X01")
    first = keep("X01", commune)
    second = change_table_shape(
        table_shape=first, name="Sổ mới", mapping=mapping(sections="cell"), actor=commune
    )

    assert (second.version, second.name, second.mapping["sections"]) == (2, "Sổ mới", "cell")
    assert TableShape.objects.get(pk=first.pk).mapping["sections"] == ""
    (_, told), *_ = history_of(second, newest=1)
    assert (told["act"], told["actor"]) == ("exchange.change_table_shape", str(commune))


def test_an_older_version_is_not_changed_under_whoever_made_the_newer(
    officer: Callable[..., User],
) -> None:
    commune = officer(Role.GRASSROOTS, "X01")
    first = keep("X01", commune)
    keep("X01", commune, name="Sổ mới")

    with pytest.raises(TableShapeRefusedError, match="đã có bản 2"):
        change_table_shape(table_shape=first, name="Khác", mapping=mapping(), actor=commune)
    with pytest.raises(TableShapeRefusedError, match="đã có bản 2"):
        retire_table_shape(table_shape=first, actor=commune)


def test_what_is_retired_stays_and_is_retired_once(officer: Callable[..., User]) -> None:
    commune = officer(Role.GRASSROOTS, "X01")
    first = retire_table_shape(table_shape=keep("X01", commune), actor=commune)

    assert first.retired_at is not None
    with pytest.raises(TableShapeRefusedError, match="đã ngừng dùng"):
        retire_table_shape(table_shape=first, actor=commune)
    assert keep("X01", commune).version == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sheet": "members.nobody"}, "không có trang này"),
        ({"sections": "chi_bo"}, "“sections”: trang này không có cột “chi_bo”"),
        ({"constants": {"since": "01/01/2022"}}, "“constants”: trang này không có cột “since”"),
        ({"words": {"status": {"mien": "freed"}}}, "không có từ “freed”; cần một trong: "),
        ({"takes": (Take(heading="ngay sinh", to="birth"),)}, "“takes: ngay sinh”"),
    ],
)
def test_what_names_nothing_of_ours_is_refused_with_words(
    wrong: dict[str, Any], words: str, officer: Callable[..., User]
) -> None:
    with pytest.raises(TableShapeRefusedError, match=words):
        keep("X01", officer(Role.GRASSROOTS, "X01"), **wrong)


def test_a_name_is_needed_and_sizes_have_an_end(officer: Callable[..., User]) -> None:
    commune = officer(Role.GRASSROOTS, "X01")

    with pytest.raises(TableShapeRefusedError, match="hãy đặt tên"):
        keep("X01", commune, name="  ")
    with pytest.raises(TableShapeRefusedError, match="nhiều nhất 200 kB"):
        keep("X01", commune, names={"cell": {f"{n:0>290}": "X01-1" for n in range(700)}})


def test_a_unit_sees_its_own_and_those_above_and_changes_its_own(
    officer: Callable[..., User],
) -> None:
    province, commune = officer(Role.PROVINCE, "T"), officer(Role.GRASSROOTS, "X01")
    district = officer(Role.UPPER_LEVEL, "HU01")
    own = keep("X01", commune)
    above = keep("HU01", district)
    everywhere = keep(None, province)
    elsewhere = keep("X02", officer(Role.GRASSROOTS, "X02"))

    assert set(table_shapes_visible_to(commune)) == {own, above, everywhere}
    assert set(table_shapes_visible_to(district)) == {own, above, everywhere}
    assert set(table_shapes_visible_to(province)) == {own, above, everywhere, elsewhere}
    assert may_change_shape(commune, own.unit)
    assert not may_change_shape(commune, above.unit)
    for foreign in (above, everywhere, elsewhere):
        with pytest.raises(PermissionDenied):
            change_table_shape(
                table_shape=foreign, name="Của tôi", mapping=mapping(), actor=commune
            )
        with pytest.raises(PermissionDenied):
            retire_table_shape(table_shape=foreign, actor=commune)


@pytest.mark.parametrize("role", [Role.CELL, Role.AUDITOR, Role.INSPECTOR])
def test_whoever_loads_nothing_sees_none(role: Role, officer: Callable[..., User]) -> None:
    keep("X01", officer(Role.GRASSROOTS, "X01"))

    assert not table_shapes_visible_to(officer(role, "X01")).exists()
    with pytest.raises(PermissionDenied):
        keep("X01", User.objects.get(username=f"{role.value}-X01"))


def test_of_each_the_newest_version_is_listed(officer: Callable[..., User]) -> None:
    commune = officer(Role.GRASSROOTS, "X01")
    keep("X01", commune)
    newest = keep("X01", commune, name="Sổ mới")

    assert list(newest_of_each(table_shapes_visible_to(commune))) == [newest]
