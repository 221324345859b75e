"""The page on which the province gives out the limits that its conference named."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Limit
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of, province, root_path
from thidua.remedies.limits import give_out, given_to
from thidua.remedies.links import board, page_of
from thidua.remedies.models import LONGEST_SOURCE, Remedy
from thidua.remedies.permissions import RAISE
from thidua.web.components import Crumb
from thidua.web.forms import WordsField


class GivingForm(forms.Form):
    """`to`: the units of each limit, as "limit:unit"; `source`: what the conference is called."""

    source = WordsField(label=gettext_lazy("Hội nghị, kết luận"), max_length=LONGEST_SOURCE)
    to = forms.MultipleChoiceField(required=False)

    def __init__(self, choices: Sequence[tuple[str, str]], data: QueryDict | None) -> None:
        super().__init__(data)
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  (declared above)
        field.choices = choices


@dataclass(frozen=True)
class LimitRow:
    """A limit, the remedies it became, and the units it can still be given to."""

    limit: Limit
    given: Sequence[tuple[str, str]]
    units: Sequence[tuple[str, str]]


class LimitsPage:
    """Raises Http404 for whoever does not act for the province."""

    def __init__(self, request: SignedIn, year: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        if not may(request.user, RAISE, path=root_path()):
            raise Http404
        choices = [one for row in self.rows for one in row.units]
        self.form = GivingForm(choices, request.POST if request.method == "POST" else None)

    @cached_property
    def units(self) -> list[Organisation]:
        """The province itself and those right below it."""
        root = province()
        return [root, *children_of(self.request.user, root)] if root is not None else []

    @cached_property
    def rows(self) -> list[LimitRow]:
        given = given_to(self.campaign)
        return [self._row(limit, given.get(limit.pk, [])) for limit in self.campaign.limits.all()]

    def _row(self, limit: Limit, given: Sequence[Remedy]) -> LimitRow:
        has = {one.unit_id for one in given}
        return LimitRow(
            limit,
            [(one.organisation.name, page_of(one)) for one in given],
            [(f"{limit.pk}:{one.pk}", one.name) for one in self.units if one.pk not in has],
        )

    def send(self) -> int:
        """How many were made. Of a valid form. Raises RemedyError, PermissionDenied."""
        by_key = {unit.pk: unit for unit in self.units}
        owners: dict[int, list[Organisation]] = {}
        for each in self.form.cleaned_data["to"]:
            limit, _colon, unit = each.partition(":")
            owners.setdefault(int(limit), []).append(by_key[int(unit)])
        source = self.form.cleaned_data["source"] or _("Hội nghị năm {year}").format(
            year=self.campaign.year
        )
        return len(give_out(self.campaign, owners, source=source, actor=self.request.user))

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Việc khắc phục"), board(self.campaign))]
