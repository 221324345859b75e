"""What a year's review is held by, and what the province sets for it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR
from tests.cast import Cast
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.procedures.actions import set_value, unset_value
from thidua.procedures.binding import keep_procedure
from thidua.procedures.errors import ProcedureError
from thidua.procedures.models import Bound, LocalSetting
from thidua.procedures.reading import forget, form_of, procedure_of
from thidua.rulebook.procedure_layer import LocalValue
from thidua.rulebook.procedure_library import NoProcedureInForceError
from thidua.vocabulary import SubjectType

DRAFT = "periods.draft_working_days"
FIVE = LocalValue(DRAFT, "5", "HD 10-HD/TU", "đường xa")


def test_a_year_of_which_nothing_is_kept_goes_by_the_text_in_force(year: Campaign) -> None:
    assert procedure_of(year).draft_working_days == 3
    assert form_of(year, SubjectType.MEMBER).id == "02"
    assert not Bound.objects.exists()


def test_one_question_a_request(year: Campaign, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        procedure_of(year)
        form_of(year, SubjectType.MEMBER)


def test_a_year_outside_every_procedure_says_so(year: Campaign) -> None:
    year.review_date = dt.date(2024, 12, 1)

    with pytest.raises(NoProcedureInForceError, match="01/12/2024"):
        procedure_of(year)


def test_what_was_kept_does_not_change_with_the_product(year: Campaign) -> None:
    keep_procedure(year)
    kept = Bound.objects.get()
    kept.text = kept.text.replace("value: 3\n", "value: 4\n", 1)
    kept.save()
    forget(year)
    keep_procedure(year)

    assert procedure_of(year).draft_working_days == 4


def test_a_kept_year_is_read_though_its_day_is_covered_no_more(year: Campaign) -> None:
    keep_procedure(year)
    year.review_date = dt.date(2024, 12, 1)
    forget(year)

    assert procedure_of(year).draft_working_days == 3


def test_the_province_sets_a_value_with_its_document_and_reason(year: Campaign) -> None:
    set_value(campaign=year, local=FIVE, was="3", actor=OPERATOR)

    fresh = Campaign.objects.get(pk=year.pk)
    value = procedure_of(fresh).periods["draft_working_days"]
    assert value.value == 5
    assert value.local is not None
    assert value.local.reason == "đường xa"
    assert Bound.objects.filter(campaign=year).exists()


def test_a_value_is_given_back(year: Campaign) -> None:
    set_value(campaign=year, local=FIVE, was="3", actor=OPERATOR)
    unset_value(campaign=year, key=DRAFT, was="5", actor=OPERATOR)

    assert procedure_of(year).draft_working_days == 3
    assert not LocalSetting.objects.exists()


@pytest.mark.parametrize(
    ("local", "field"),
    [
        (LocalValue("orders.rating", "head_first", "HD", "vì"), "value"),
        (LocalValue(DRAFT, "99", "HD", "vì"), "value"),
        (LocalValue("counts.member", "neighbour", "HD", "vì"), "value"),
        (LocalValue("no.such", "1", "HD", "vì"), "value"),
        (LocalValue(DRAFT, "5", " ", "vì"), "citation"),
        (LocalValue(DRAFT, "5", "HD", ""), "reason"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    year: Campaign, local: LocalValue, field: str
) -> None:
    was = {DRAFT: "3", "orders.rating": "head_last", "counts.member": "cell_committee"}
    with pytest.raises(ProcedureError) as refused:
        set_value(campaign=year, local=local, was=was.get(local.key, ""), actor=OPERATOR)

    assert refused.value.field == field
    assert not LocalSetting.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(year: Campaign) -> None:
    set_value(campaign=year, local=FIVE, was="3", actor=OPERATOR)

    with pytest.raises(ProcedureError, match="người khác vừa đặt"):
        set_value(
            campaign=year,
            local=LocalValue(DRAFT, "7", "HD", "vì"),
            was="3",
            actor=OPERATOR,
        )


def test_only_the_province_sets_it(year: Campaign, cast: Cast) -> None:
    city = cast.officer("city", Role.UPPER_LEVEL, "U1")

    with pytest.raises(PermissionDenied):
        set_value(campaign=year, local=FIVE, was="3", actor=city)
