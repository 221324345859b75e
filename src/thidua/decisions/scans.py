"""The signed paper that was scanned: attachments of the decision.

Whoever decides for the issuer adds them; whoever reads the decision opens them. A scan names
everybody the decision is about: each opening is written down as the paper that leaves.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, write_down
from thidua.access.models import Exported
from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise
from thidua.attachments.kinds import Account, OwnerKind
from thidua.decisions.drafting import PERMISSION
from thidua.decisions.models import Decision, DecisionItem
from thidua.decisions.queries import decisions_within
from thidua.vocabulary import DecisionStatus

OF_DECISION = "decisions.decision"


def may_see(actor: Actor, decision: Decision) -> bool:
    """Whoever reads the decision: its issuer lies in their part of the tree."""
    found = decisions_within(campaign=decision.campaign, scope=scope_of(actor))
    return found.filter(pk=decision.pk).exists()


def _authorise(actor: Actor, decision: Decision) -> Authority:
    """Nothing is signed before it was issued, and a draft may be thrown away."""
    if decision.status == DecisionStatus.DRAFT:
        raise PermissionDenied(_("Quyết định chưa ban hành nên chưa có bản ký để đính kèm."))
    return authorise(actor, PERMISSION, path=decision.issuer.path)


def _record_look(request: HttpRequest, decision: Decision) -> None:
    if not isinstance(request.user, User):
        return
    held = DecisionItem.objects.filter(decision=decision).exclude(roster_entry__person=None)
    write_down(
        request.user,
        Leaving(
            Exported.DECISION,
            "scan",
            (decision.issuer.path,),
            held.count(),
            year=decision.campaign.year,
            narrowed=decision.number,
            paper=True,
        ),
    )


def _account(decision: Decision) -> Account:
    return Account(decision.issuer, decision.campaign.year)


SCANS = OwnerKind(
    OF_DECISION, Decision, may_see, _authorise, record_look=_record_look, account_of=_account
)
