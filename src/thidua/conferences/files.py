"""The files of a conference: photos and papers, for whoever may read it."""

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.attachments.kinds import Account, OwnerKind
from thidua.conferences.models import Conference
from thidua.conferences.rights import CHANGE, readable


def may_see(actor: Actor, conference: Conference) -> bool:
    """Whoever may read the conference."""
    return readable(actor).filter(pk=conference.pk).exists()


def _authorise(actor: Actor, conference: Conference) -> Authority:
    return authorise(actor, CHANGE, path=conference.organisation.path)


def _account(conference: Conference) -> Account:
    return Account(conference.organisation, conference.campaign.year)


FILES = OwnerKind("conferences.conference", Conference, may_see, _authorise, account_of=_account)
