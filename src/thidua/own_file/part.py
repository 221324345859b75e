"""What a part of the page and of the PDF is, and of whose year it is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Person
from thidua.own_file.lines import Section
from thidua.own_file.schema import OwnFile


@dataclass(frozen=True)
class Asked:
    """Whose page of which year."""

    user: User
    campaign: Campaign
    person: Person


@dataclass(frozen=True)
class Part:
    """`page`: its sections for the page, asking only what it needs; `paper`: the same from the
    whole file.
    """

    id: str
    title: str | Promise
    page: Callable[[Asked], list[Section]]
    paper: Callable[[OwnFile], list[Section]]
