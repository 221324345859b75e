"""Recognition given in a year: the numbers that are published, and the subjects behind each."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.campaigns.queries import within
from thidua.organisations.models import Body, Tier
from thidua.organisations.names import short_name

PROVINCIAL_CERTIFICATES = ("provincial_certificate_year", "provincial_certificate_five_years")


@dataclass(frozen=True)
class AwardFigure:
    """One published figure: awards of these forms given to these subjects.

    `names`: the figure is the list of subjects, not their number. `always`: it is printed even when nobody is there.
    """

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


# A flag goes to cells of both kinds: those under a grassroots committee and those that are grassroots themselves.
_CELLS = _organisations(Q(organisation__tier=Tier.CELL) | Q(organisation__body=Body.CELL))
_COMMITTEES = _organisations(~Q(organisation__tier=Tier.CELL) & ~Q(organisation__body=Body.CELL))

AWARD_FIGURES = (
    AwardFigure("order_first_class", ("labour_order_first",), Q(), names=True, always=False),
    AwardFigure("order_second_class", ("labour_order_second",), Q(), names=True),
    AwardFigure("order_third_class", ("labour_order_third",), Q(), names=True, always=False),
    AwardFigure(
        "provincial_certificate_upper_level",
        PROVINCIAL_CERTIFICATES,
        _organisations(Q(organisation__tier=Tier.UPPER_LEVEL)),
    ),
    AwardFigure("flag_five_years_cells", ("provincial_flag_five_years",), _CELLS),
    AwardFigure("flag_five_years_committees", ("provincial_flag_five_years",), _COMMITTEES, always=False),
    AwardFigure(
        "provincial_certificate_grassroots",
        PROVINCIAL_CERTIFICATES,
        _organisations(Q(organisation__tier=Tier.GRASSROOTS)),
    ),
    AwardFigure("provincial_certificate_members", PROVINCIAL_CERTIFICATES, Q(subject_type=SubjectType.MEMBER)),
    AwardFigure(
        "provincial_certificate_grassroots_secretaries", PROVINCIAL_CERTIFICATES, Q(subject_type=SubjectType.LEADER)
    ),
    AwardFigure(
        "provincial_certificate_cells",
        PROVINCIAL_CERTIFICATES,
        _organisations(Q(organisation__tier=Tier.CELL)),
        always=False,
    ),
)


def awards_within(*, campaign: Campaign, actor: Actor) -> QuerySet[Award]:
    """Awards of the year for subjects inside the actor's scope; a person lies where the roster has them."""
    scope = scope_of(actor)
    awards = Award.objects.filter(campaign=campaign).select_related("organisation", "person")
    if scope.everything:
        return awards
    people = RosterEntry.objects.filter(
        within(scope, organisation="organisation"), campaign=campaign, subject_type=SubjectType.MEMBER
    )
    return awards.filter(
        within(scope, organisation="organisation") | Q(organisation=None, person__in=people.values("person"))
    )


def awards_given(*, campaign: Campaign, actor: Actor) -> QuerySet[Award]:
    """Those of them that were given."""
    return awards_within(campaign=campaign, actor=actor).filter(status=AwardStatus.GIVEN)


def awards_behind(figure: AwardFigure, *, campaign: Campaign, actor: Actor) -> QuerySet[Award]:
    """The awards that one figure counts, ordered by the subject's code."""
    given = awards_given(campaign=campaign, actor=actor).filter(figure.condition)
    return given.order_by("organisation__code", "person__code", "form")


def commended(*, campaign: Campaign, actor: Actor) -> list[str]:
    """Upper-level organisations given a certificate of the province this year, by name, ordered by code."""
    figure = next(one for one in AWARD_FIGURES if one.key == "provincial_certificate_upper_level")
    awards = awards_behind(figure, campaign=campaign, actor=actor)
    return list(dict.fromkeys(award.organisation.name for award in awards if award.organisation))


def subject_name(award: Award) -> str:
    """The short name of an organisation, the name of a person."""
    if award.person is not None:
        return award.person.full_name
    return short_name(award.organisation) if award.organisation is not None else ""


def award_figures(*, campaign: Campaign, actor: Actor) -> dict[str, int | list[str]]:
    """Every figure about recognition, by key: a number, or the names of the subjects."""
    counted = awards_given(campaign=campaign, actor=actor).aggregate(
        **{figure.key: Count("pk", filter=figure.condition) for figure in AWARD_FIGURES}
    )
    found: dict[str, int | list[str]] = {}
    for figure in AWARD_FIGURES:
        number: int = counted[figure.key]
        if figure.names and (number or figure.always):
            behind = awards_behind(figure, campaign=campaign, actor=actor) if number else ()
            found[figure.key] = [subject_name(award) for award in behind]
        elif number or figure.always:
            found[figure.key] = number
    return found
