"""One year of somebody, as that person may see it: gathered part by part for the page, whole for
the files.
"""

from django.utils import timezone

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell, Person, Position
from thidua.own_file.done import tasks_told
from thidua.own_file.graded import graded_told
from thidua.own_file.levels import earlier_told, own_ratings, ratings_told
from thidua.own_file.looked import looks_told, taken_told
from thidua.own_file.objected import decided_again_told, objections_told
from thidua.own_file.promised import commitment_told
from thidua.own_file.reviewed import meetings_told, prompts_told, remedies_told, review_told
from thidua.own_file.schema import OwnFile, Spell, Who


def own_file(user: User, campaign: Campaign, person: Person) -> OwnFile:
    """Everything. `person`: the member's file that the account is linked with, nobody else's."""
    entries = own_ratings(campaign, person.pk)
    return OwnFile(
        year=campaign.year,
        made_at=timezone.now(),
        who=who_told(person),
        spells=spells_told(person),
        commitment=commitment_told(campaign, person),
        tasks=tasks_told(user, campaign),
        review=review_told(user, campaign),
        prompts=prompts_told(campaign, person.pk),
        meetings=meetings_told(user, campaign),
        graded=graded_told(campaign, person.pk, entries),
        remedies=remedies_told(user, campaign),
        ratings=ratings_told(campaign, entries),
        earlier=earlier_told(campaign, entries),
        objections=objections_told(campaign, person.pk),
        decided_again=decided_again_told(campaign, person.pk),
        looks=looks_told(person.pk),
        taken=taken_told(person.pk),
    )


def who_told(person: Person) -> Who:
    born = f"{person.born_on:%Y-%m-%d}" if person.born_on else str(person.born_year or "")
    return Who(code=person.code, name=person.full_name, born=born, admitted_on=person.admitted_on)


def spells_told(person: Person) -> tuple[Spell, ...]:
    """Cells and posts, whatever the year: the file is one."""
    member = MembershipSpell.objects.filter(person=person).select_related("organisation")
    posts = Position.objects.filter(person=person).select_related("organisation")
    return (
        *(
            Spell(
                organisation=one.organisation.name,
                post="",
                status=one.status,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
            for one in member.order_by("starts_on", "pk")
        ),
        *(
            Spell(
                organisation=one.organisation.name,
                post=one.title or str(one.get_role_display()),
                status="suspended" if one.suspended else "",
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
            for one in posts.order_by("starts_on", "pk")
        ),
    )
