"""The procedure and the forms of a year, for every room that goes by them.

Where nothing was written yet the text in force on the day of the review holds; from the first
writing on the one that was kept then. Both are read once a request: they stand on the campaign.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from thidua.campaigns.models import Campaign
from thidua.procedures.models import Bound, LocalSetting
from thidua.rulebook.procedure import Procedure
from thidua.rulebook.procedure_layer import LocalValue, with_local
from thidua.rulebook.procedure_library import (
    forms_on,
    procedure_on,
    read_forms,
    read_procedure,
)
from thidua.rulebook.review_form import Form, FormBook
from thidua.vocabulary import SubjectType

_KEPT = "_procedure_of_the_year"


@dataclass(frozen=True)
class Held:
    """What a year goes by. `bound`: kept for good; otherwise the product's own text of today.

    `central`: the procedure without the locality's values.
    """

    procedure: Procedure
    central: Procedure
    forms: FormBook
    bound: bool


def procedure_of(campaign: Campaign) -> Procedure:
    """How the review of a year is held, the locality's values on top.

    Raises NoProcedureInForceError where no text is in force on its review date."""
    return held_by(campaign).procedure


def forms_of(campaign: Campaign) -> FormBook:
    """The forms of a year's review. Raises NoProcedureInForceError."""
    return held_by(campaign).forms


def form_of(campaign: Campaign, subject_type: SubjectType) -> Form:
    """The form in which a kind of subject is reviewed. Raises NoProcedureInForceError."""
    return forms_of(campaign).of(subject_type)


def held_by(campaign: Campaign) -> Held:
    """What a year goes by: one question, once for a campaign that is in hand."""
    kept = campaign.__dict__.get(_KEPT)
    if isinstance(kept, Held):
        return kept
    found: Held = _read(campaign)
    campaign.__dict__[_KEPT] = found
    return found


def forget(campaign: Campaign) -> None:
    """Read it anew the next time: something of it was written."""
    campaign.__dict__.pop(_KEPT, None)


def _read(campaign: Campaign) -> Held:
    settings = LocalSetting.objects.filter(campaign=OuterRef("campaign")).order_by("key")
    values = JSONObject(key="key", value="value", citation="citation", reason="reason")
    row = (
        Bound.objects.filter(campaign=campaign)
        .annotate(set_here=ArraySubquery(settings.values(json=values)))
        .values_list("text", "forms", "set_here")
        .first()
    )
    if row is None:
        central = procedure_on(campaign.review_date)
        return Held(central, central, forms_on(campaign.review_date), bound=False)
    text, forms, set_here = row
    central = read_procedure(text)
    local = [LocalValue(**one) for one in set_here]
    return Held(with_local(central, local), central, read_forms(forms), bound=True)
