"""The small province with a bloc of two communes of Gia Lộc, headed by GL01, and its criteria."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.pages.conftest import _user, as_, town
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.blocs.actions import add_bloc, add_members, name_leaders
from thidua.blocs.models import Bloc, BlocKind, CriteriaSet, Scale
from thidua.blocs.scoring import Draft, Row, save_criteria, start_set

__all__ = ["ROWS", "Who", "as_", "town", "write"]

Who = Callable[[str], User]
ROWS = (
    Row("Thu ngân sách", "so với dự toán", "báo cáo", Decimal("60.5"), None, "indicator", "budget"),
    Row("Nhiệm vụ trọng tâm", "tỷ lệ hoàn thành", "", Decimal("39.5"), None, "key_tasks"),
)


@pytest.fixture
def who(town: Town) -> Who:
    """Somebody of the cast by name."""
    return lambda name: _user(town, name)


@pytest.fixture
def no_blocs(town: Town) -> None:
    """Without the bloc that the pages of the province show: a test sets up its own."""
    CriteriaSet.objects.all().delete()
    Bloc.objects.all().delete()


@pytest.fixture
def bloc(town: Town, who: Who, no_blocs: None) -> Bloc:
    actor = who("upper_level")
    made = add_bloc(
        campaign=town.campaign,
        organiser=town["GL"],
        kind=BlocKind.BLOC,
        name="Khối các xã",
        actor=actor,
    )
    add_members(bloc=made, units=[town["GL01"], town["GL02"]], actor=actor)
    name_leaders(bloc=made, head=town["GL01"], deputy=town["GL02"], actor=actor)
    made.refresh_from_db()
    return made


def write(bloc: Bloc, actor: User, rows: tuple[Row, ...] = ROWS) -> CriteriaSet:
    """The bloc's criteria, begun and saved."""
    begun = start_set(campaign=bloc.campaign, organiser=bloc.organiser, bloc=bloc, actor=actor)
    draft = Draft(Scale.POINTS, Decimal(100), rows)
    return save_criteria(criteria_set=begun, revision=begun.revision, draft=draft, actor=actor)


@pytest.fixture
def written(bloc: Bloc, who: Who) -> CriteriaSet:
    """The criteria as the head unit drafted them."""
    return write(bloc, who("grassroots"))
