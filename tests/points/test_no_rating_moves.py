"""The standing never moves a rating: everybody classified before and after is the same."""

from decimal import Decimal

from tests.builder import OPERATOR
from tests.points.conftest import DEPUTY, HEAD, Who, given, sent
from tests.web.town import Town
from thidua.blocs.models import Bloc, Criterion
from thidua.points.models import ScoreSheet
from thidua.points.settling import Said, settle_sheet
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.submissions.models import SubmissionStatus


def levels(town: Town) -> list[tuple[object, ...]]:
    """Everybody's level as it is reached now."""
    classify(campaign=town.campaign, actor=OPERATOR)
    fields = ("roster_entry", "low", "high", "standing")
    return list(Rating.objects.order_by("roster_entry").values_list(*fields))


def test_settled_points_move_nobodys_level(
    town: Town, bloc: Bloc, criteria: list[Criterion], who: Who
) -> None:
    before = levels(town)
    scores = given(criteria, "0", "0", "0", reason="không làm gì")
    sheet = sent(bloc, town[HEAD], who("grassroots"), scores)
    settle_sheet(
        sheet=sheet,
        version=1,
        given={one.pk: Said(Decimal(0), "đúng") for one in criteria},
        actor=who("grassroots_outside"),
    )
    assert ScoreSheet.objects.get(pk=sheet.pk).status == SubmissionStatus.ACCEPTED
    assert bloc.deputy == town[DEPUTY]
    assert levels(town) == before
    assert before
