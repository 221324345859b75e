"""A person before their own year: their grades of themself, and what others said of it."""

from django import forms

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.errors import OpinionError
from thidua.opinions.forms import LevelForm
from thidua.opinions.giving import Words, give_whole
from thidua.opinions.grid import Row
from thidua.opinions.permissions import Giver
from thidua.opinions.person_page import PersonPage
from thidua.opinions.reading import said_of
from thidua.ratings.explaining import explanations_of
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, OpinionKind, SubjectType
from thidua.web.queries import QueryForm


class OwnQuery(QueryForm):
    """As which subject of the year: as a member, or in a post."""

    entry = forms.IntegerField(required=False)


class OwnPage(PersonPage):
    """The same page with oneself as the giver."""

    @property
    def proposed(self) -> str:
        """The level that the person proposes for themself; "" none yet."""
        code = self.own.opinion.level if self.own else None
        return Level.from_code(code).value if code else ""

    def save_with(self, levels: LevelForm, actor: Actor) -> None:
        """Grades and the proposed level, both or neither. Raises RefusedError."""
        form = self.form
        if not (form.is_valid() and levels.is_valid()):
            raise OpinionError.unreadable()
        give_whole(
            campaign=self.campaign,
            key=key_of(self.entry),
            giver=self.giver,
            grades=form.given(),
            words=Words(level=levels.chosen, comment=self.own.opinion.comment if self.own else ""),
            actor=actor,
        )


def own_page_of(campaign: Campaign, entry: RosterEntry) -> OwnPage:
    """Raises NotBoundError."""
    frameworks = bound_frameworks(campaign)
    entry.campaign = campaign
    key = key_of(entry)
    said = said_of(campaign, [key]).get(key, [])
    explained = explanations_of([entry], frameworks)
    return OwnPage(
        campaign=campaign,
        entry=entry,
        giver=Giver(OpinionKind.SELF),
        framework=frameworks[SubjectType(entry.subject_type)],
        row=Row(entry, said, (), explained.get(entry.pk)),
        may=True,
        reasons=False,
    )
