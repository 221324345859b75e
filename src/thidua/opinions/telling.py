"""What givers and the person are told: somebody gave another grade than they did, and said why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.bodies.queries import officers_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.opinions.permissions import Giver
from thidua.opinions.reading import Said
from thidua.roster.identity import SubjectKey
from thidua.web.clock import today

DIFFERS = Kind(
    "opinions.differs",
    Text("mức chấm khác với mức đã có, kèm lý do", "a grade other than one given, with its reason"),
)


def tell_differs(
    campaign: Campaign,
    giver: Giver,
    told: Mapping[SubjectKey, Iterable[Said]],
    authority: Authority,
) -> None:
    """Once a day and giver: whoever had given another grade, and the people themselves. Inside the
    caller's act.
    """
    telling = _Telling(campaign, giver, authority)
    others = [one for said in told.values() for one in said]
    if not others:
        return
    people = {key.person_id for key, said in told.items() if said and key.person_id}
    telling.people(people)
    telling.bodies(others)
    telling.units(others)


@dataclass(frozen=True)
class _Telling:
    campaign: Campaign
    giver: Giver
    authority: Authority

    @property
    def key(self) -> str:
        giver = self.giver
        who = f"{giver.unit.pk if giver.unit else ''}:{giver.body.pk if giver.body else ''}"
        return f"{DIFFERS.id}:{self.campaign.pk}:{giver.kind.value}:{who}:{today():%Y%m%d}"

    def people(self, people: set[int]) -> None:
        if people:
            text = _TO_THE_PERSON.format(giver=self.giver.title)
            users = User.objects.filter(person__in=people, is_active=True)
            self._tell(users, text, reverse("opinions_own", args=[self.campaign.year]))

    def bodies(self, others: Iterable[Said]) -> None:
        bodies = {one.giver.body.pk: one.giver.body for one in others if one.giver.body}
        if bodies:
            text = _TO_A_GIVER.format(giver=self.giver.title)
            for body in bodies.values():
                page = reverse("opinions_body", args=[self.campaign.year, body.pk])
                self._tell(officers_of([body]), text, page, told=f":{body.pk}")

    def units(self, others: Iterable[Said]) -> None:
        units = {one.giver.unit.pk: one.giver.unit for one in others if one.giver.unit}
        if units:
            tell_units(
                DIFFERS.id,
                units=list(units.values()),
                key=self.key,
                text=_TO_A_GIVER.format(giver=self.giver.title),
                href=lambda unit: reverse("opinions_grid", args=[self.campaign.year, unit.code]),
                campaign=self.campaign,
                authority=self.authority,
            )

    def _tell(self, users: Iterable[User], text: Text, href: str, told: str = "") -> None:
        tell(
            DIFFERS.id,
            users=users,
            key=f"{self.key}{told}",
            text=text,
            href=href,
            campaign=self.campaign,
            authority=self.authority,
        )


_TO_THE_PERSON = Text(
    "{giver} chấm đồng chí khác với một ý kiến đã có, có nêu lý do: đọc ở trang chấm của mình.",
    "{giver} graded you otherwise than another opinion, with a reason: read it on your page.",
)
_TO_A_GIVER = Text(
    "{giver} chấm khác với mức mà bên đồng chí đã chấm, có nêu lý do.",
    "{giver} graded otherwise than your side did, with a reason.",
)
