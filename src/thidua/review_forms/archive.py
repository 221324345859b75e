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
from thidua.review_forms.gathering import entries_to_print, may_print, reviews_to_print
from thidua.review_forms.printing import FILES, papers_of_entries, papers_of_reviews
from thidua.web.file_names import file_name

NAME = "review_forms.archive"
Asked = dict[str, Any]


def _title(asked: Asked) -> str:
    unit = Organisation.objects.get(code=asked["code"])
    return file_name(f"Mẫu kiểm điểm {asked['year']}", unit.name)


def _plan(actor: User, asked: Asked) -> list[tuple[str, str]]:
    """A file for each form of each unit that has one, in the order of forms and of the tree."""
    campaign, unit = _of(actor, asked)
    found: list[tuple[str, str]] = []
    for form in forms_of(campaign).forms:
        if form.headings:
            units = [one.cell for one in reviews_to_print(actor, campaign, unit, form)]
        else:
            units = [one.organisation for one in entries_to_print(campaign, unit, form)]
        for one in dict.fromkeys(units):
            name = file_name(f"Mẫu {form.id} {one.code}", one.name)
            found.append((f"{name}.{asked['format']}", f"{form.id}:{one.pk}"))
    return found


def _make(actor: User, asked: Asked, key: str) -> bytes:
    campaign, _unit = _of(actor, asked)
    form_id, _, unit_pk = key.partition(":")
    form = forms_of(campaign).by_id(form_id)
    if form is None:
        raise FormError.none_to_print()
    unit = Organisation.objects.get(pk=unit_pk)
    if form.headings:
        reviews = reviews_to_print(actor, campaign, unit, form)
        papers = papers_of_reviews(campaign, [one for one in reviews if one.cell_id == unit.pk])
    else:
        entries = entries_to_print(campaign, unit, form)
        own = [one for one in entries if one.organisation_id == unit.pk]
        papers = papers_of_entries(campaign, own, form)
    make, _content_type = FILES[asked["format"]]
    return make(papers) if papers else b""


def _of(actor: User, asked: Asked) -> tuple[Campaign, Organisation]:
    campaign = campaign_of(asked["year"])
    unit = Organisation.objects.get(code=asked["code"])
    if not may_print(actor, unit):
        raise FormError.none_to_print()
    return campaign, unit


FORMS = Bundler(NAME, _title, _plan, _make)
