"""Recognition given in a year: the numbers that are published, and the subjects behind each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from thidua.accounts.actors import Actor
from thidua.awards.models import Award, AwardStatus
from thidua.awards.queries import awards
from thidua.campaigns.models import Campaign
from thidua.organisations.names import short_name
from thidua.vocabulary import Body, SubjectType, Tier

PROVINCIAL_CERTIFICATES = ("provincial_certificate_year", "provincial_certificate_five_years")
COMMENDED = "provincial_certificate_upper_level"
"""The figure whose organisations are published by name."""


@dataclass(frozen=True)
class AwardFigure:
    """One published figure: awards of these forms given to these subjects.

    `names`: the figure is the list of subjects, not their number. `always`: it is printed even when
    nobody is there."""

    key: str
    forms: tuple[str, ...]
    subjects: Q
    names: bool = False
    always: bool = True

    @property
    def condition(self) -> Q:
        return self.subjects & Q(form__in=self.forms)


def _organisations(condition: Q) -> Q:
    return Q(subject_type=SubjectType.ORGANISATION) & condition


# A flag goes to cells of both kinds: those under a grassroots committee and those that are
# grassroots themselves.
_CELLS = _organisations(Q(organisation__tier=Tier.CELL) | Q(organisation__body=Body.CELL))
_COMMITTEES = _organisations(~Q(organisation__tier=Tier.CELL) & ~Q(organisation__body=Body.CELL))

AWARD_FIGURES = (
    AwardFigure("order_first_class", ("labour_order_first",), Q(), names=True, always=False),
    AwardFigure("order_second_class", ("labour_order_second",), Q(), names=True),
    AwardFigure("order_third_class", ("labour_order_third",), Q(), names=True, always=False),
    AwardFigure(
        COMMENDED,
        PROVINCIAL_CERTIFICATES,
        _organisations(Q(organisation__tier=Tier.UPPER_LEVEL)),
    ),
    AwardFigure("flag_five_years_cells", ("provincial_flag_five_years",), _CELLS),
    AwardFigure(
        "flag_five_years_committees", ("provincial_flag_five_years",), _COMMITTEES, always=False
    ),
    AwardFigure(
        "provincial_certificate_grassroots",
        PROVINCIAL_CERTIFICATES,
        _organisations(Q(organisation__tier=Tier.GRASSROOTS)),
    ),
    AwardFigure(
        "provincial_certificate_members",
        PROVINCIAL_CERTIFICATES,
        Q(subject_type=SubjectType.MEMBER),
    ),
    AwardFigure(
        "provincial_certificate_grassroots_secretaries",
        PROVINCIAL_CERTIFICATES,
        Q(subject_type=SubjectType.LEADER),
    ),
    AwardFigure(
        "provincial_certificate_cells",
        PROVINCIAL_CERTIFICATES,
        _organisations(Q(organisation__tier=Tier.CELL)),
        always=False,
    ),
)


def awards_given(*, campaign: Campaign, actor: Actor) -> QuerySet[Award]:
    """The awards of the year that were given to subjects whom the actor may see."""
    return awards(campaign=campaign, actor=actor, status=AwardStatus.GIVEN)


def awards_behind(figure: AwardFigure, *, campaign: Campaign, actor: Actor) -> QuerySet[Award]:
    """The awards that one figure counts, ordered by the subject's code."""
    return _in_order(awards_given(campaign=campaign, actor=actor).filter(figure.condition))


def _in_order(awards: QuerySet[Award]) -> QuerySet[Award]:
    return awards.order_by("organisation__code", "person__code", "form")


def subject_name(award: Award) -> str:
    """The short name of an organisation, the name of a person."""
    if award.person is not None:
        return award.person.full_name
    return short_name(award.organisation) if award.organisation is not None else ""


@dataclass(frozen=True)
class Recognition:
    """What was given in a year. `commended`: names of upper-level organisations with a certificate
    of the province.

    `figures`: every figure by key: a number, or the names of the subjects.
    """

    commended: tuple[str, ...]
    figures: dict[str, int | list[str]]


def recognition(*, campaign: Campaign, actor: Actor) -> Recognition:
    """Counted in one question; who stands behind the figures that name somebody in one more."""
    counted = awards_given(campaign=campaign, actor=actor).aggregate(
        **{figure.key: Count("pk", filter=figure.condition) for figure in AWARD_FIGURES}
    )
    with_names = [
        figure
        for figure in AWARD_FIGURES
        if counted[figure.key] and (figure.names or figure.key == COMMENDED)
    ]
    behind = _behind_each(with_names, campaign=campaign, actor=actor)
    commended = dict.fromkeys(
        award.organisation.name for award in behind.get(COMMENDED, ()) if award.organisation
    )
    found: dict[str, int | list[str]] = {}
    for figure in AWARD_FIGURES:
        if counted[figure.key] or figure.always:
            names = [subject_name(award) for award in behind.get(figure.key, ())]
            found[figure.key] = names if figure.names else counted[figure.key]
    return Recognition(tuple(commended), found)


def _behind_each(
    figures: Sequence[AwardFigure], *, campaign: Campaign, actor: Actor
) -> dict[str, list[Award]]:
    """The awards that each of several figures counts, as `awards_behind` orders them."""
    if not figures:
        return {}
    of_any = Q(pk__in=[])
    for figure in figures:
        of_any |= figure.condition
    marks = {
        f"of_{figure.key}": ExpressionWrapper(figure.condition, output_field=BooleanField())
        for figure in figures
    }
    given = list(
        _in_order(awards_given(campaign=campaign, actor=actor).filter(of_any).annotate(**marks))
    )
    return {
        figure.key: [award for award in given if getattr(award, f"of_{figure.key}")]
        for figure in figures
    }
