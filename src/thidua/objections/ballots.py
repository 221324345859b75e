"""The new ballot that a verification orders: the unit begins it from the question that it was
asked, on the one subject alone. Nothing of the objection is in it.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.level_ballots.links import ballots_page
from thidua.level_ballots.ordered import Ordered
from thidua.objections.models import OPEN, Question
from thidua.objections.queries import questions_to
from thidua.organisations.models import Organisation
from thidua.roster.identity import key_of


def way_to_ballot(question: Question) -> str:
    """Where the unit begins it; "": not ordered, answered, or the subject stands elsewhere."""
    entry = question.objection.roster_entry
    if not _carried_out(question, entry.organisation):
        return ""
    return f"{ballots_page(question.objection.campaign, entry.organisation)}?lai={question.pk}"


def order_of(actor: Actor, campaign: Campaign, unit: Organisation, pk: int) -> Ordered | None:
    """The order of a question, for whoever answers for exactly this unit."""
    question = questions_to(actor, campaign).filter(pk=pk).first()
    if question is None or not _carried_out(question, unit):
        return None
    entry = question.objection.roster_entry
    return Ordered(
        question.pk,
        key_of(entry),
        entry.name,
        _("{who} yêu cầu bỏ phiếu lại về {name}; mức đã quyết định không đổi vì phiếu này.").format(
            who=question.objection.receiver.name, name=entry.name
        ),
        reverse("objection_question", args=(campaign.year, question.pk)),
    )


def _carried_out(question: Question, unit: Organisation) -> bool:
    """Whether it is for this unit to vote now."""
    objection = question.objection
    here = question.unit_id == unit.pk == objection.roster_entry.organisation_id
    return here and question.ballot and question.answered_on is None and objection.state in OPEN
