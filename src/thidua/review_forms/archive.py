"""The forms of a whole part of the tree as one ZIP, a PDF or Word file a form and unit, made by the
worker.
"""

from typing import Any

from thidua.access.bundles import Bundler
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.organisations.models import Organisation
from thidua.procedures.reading import forms_of
from thidua.review_forms.errors import FormError
from thidua.review_forms.gathering import may_print
from thidua.review_forms.printing import FILES, place_of, printed, rows_to_print
from thidua.web.file_names import file_name

NAME = "review_forms.archive"
Asked = dict[str, Any]


def _title(asked: Asked) -> str:
    unit = Organisation.objects.get(code=asked["code"])
    return file_name(f"Mẫu kiểm điểm {asked['year']}", unit.name)


def _plan(actor: User, asked: Asked) -> list[tuple[str, str]]:
    """A file for each form of each unit that has one, in the order of forms and of the tree."""
    campaign, unit = _of(actor, asked)
    found: list[tuple[str, int, str]] = []
    for form in forms_of(campaign).forms:
        rows = rows_to_print(actor, campaign, unit, form, only=None)
        places = dict.fromkeys(place_of(row, unit) for row in rows)
        found += [(form.id, place, asked["format"]) for place in places]
    units = Organisation.objects.in_bulk({place for _form, place, _format in found})
    return [
        (
            f"{file_name(f'Mẫu {form} {units[place].code}', units[place].name)}.{kind}",
            f"{form}:{place}",
        )
        for form, place, kind in found
    ]


def _make(actor: User, asked: Asked, key: str) -> bytes:
    campaign, unit = _of(actor, asked)
    form_id, _, place = key.partition(":")
    form = forms_of(campaign).by_id(form_id)
    if form is None:
        raise FormError.none_to_print()
    rows = rows_to_print(actor, campaign, unit, form, only=None)
    here = [row for row in rows if place_of(row, unit) == int(place)]
    make, _content_type = FILES[asked["format"]]
    return make([one.paper for one in printed(campaign, form, here)]) if here else b""


def _of(actor: User, asked: Asked) -> tuple[Campaign, Organisation]:
    campaign = campaign_of(asked["year"])
    unit = Organisation.objects.get(code=asked["code"])
    if not may_print(actor, unit):
        raise FormError.none_to_print()
    return campaign, unit


FORMS = Bundler(NAME, _title, _plan, _make)
