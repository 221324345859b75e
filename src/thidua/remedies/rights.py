"""Who may do what with a remedy. Nobody closes their own, nor what they noted themselves."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Grant, Operator, scope_of
from thidua.accounts.models import User
from thidua.accounts.oneself import has_account, is_about
from thidua.accounts.permissions import Authority, authorise, may
from thidua.organisations.models import Organisation
from thidua.remedies.models import Remedy, StepKind
from thidua.remedies.permissions import ACTS, RAISE, VERIFY, WORK
from thidua.roster.identity import SubjectKey


def authority_to_raise(actor: Actor, key: SubjectKey, organisation: Organisation) -> Authority:
    """By what an actor names a limit of this subject: their own, or by a role over the unit.

    Raises PermissionDenied."""
    if is_about(actor, key.person_id):
        return Authority(actor, oneself=True)
    return authorise(actor, RAISE, path=organisation.path)


def authority_to_work(actor: Actor, remedy: Remedy) -> Authority:
    """By what an actor notes steps, and says what is done: who does it, or a role at exactly the
    unit, which types it for whoever has no account. Raises PermissionDenied.
    """
    if isinstance(actor, Operator):
        return Authority(actor)
    if is_about(actor, remedy.person_id):
        return Authority(actor, oneself=True)
    grant = grant_at(actor, remedy.unit or remedy.organisation, WORK)
    if grant is None:
        raise PermissionDenied(_("Việc khắc phục do chính người, đơn vị được giao ghi."))
    if remedy.person_id is not None and has_account(remedy.person_id):
        raise PermissionDenied(_("Người này có tài khoản: các bước do chính người ấy ghi."))
    return Authority(actor, grant)


def authority_to_change(actor: Actor, remedy: Remedy) -> Authority:
    """By what an actor writes the limit, its cause and the five parts: who does it, its unit, or
    who closes it. Raises PermissionDenied.
    """
    if isinstance(actor, Operator):
        return Authority(actor)
    if is_about(actor, remedy.person_id):
        return Authority(actor, oneself=True)
    for unit in (remedy.unit or remedy.organisation, remedy.verifier):
        grant = grant_at(actor, unit, WORK)
        if grant is not None:
            return Authority(actor, grant)
    raise PermissionDenied(
        _("Năm mục của việc này do người làm, đơn vị của họ hoặc nơi xác nhận viết.")
    )


def authority_to_verify(actor: Actor, remedy: Remedy) -> Authority:
    """By what an actor closes or sends back: a role at exactly the unit that verifies, never about
    oneself or one's own unit's work, nor what they noted. Raises PermissionDenied.
    """
    if isinstance(actor, Operator):
        return Authority(actor)
    grant = grant_at(actor, remedy.verifier, VERIFY)
    if grant is None:
        raise PermissionDenied(_("Chỉ nơi xác nhận ghi trên việc này mới đóng được."))
    if is_about(actor, remedy.person_id):
        raise PermissionDenied(_("Việc của chính mình do người khác xác nhận."))
    if remedy.steps.filter(written_by=actor, kind__in=(StepKind.WORK, StepKind.ASKED)).exists():
        raise PermissionDenied(_("Đồng chí đã ghi việc này: người khác của nơi xác nhận đóng."))
    return Authority(actor, grant)


def allowed(check: Callable[[Actor, Remedy], Authority], actor: Actor, remedy: Remedy) -> bool:
    """Whether one of the above lets the actor."""
    try:
        check(actor, remedy)
    except PermissionDenied:
        return False
    return True


def grant_at(actor: User, unit: Organisation, act: str) -> Grant | None:
    """The actor's role at exactly this unit that allows the act; None: none, or not yet (a second
    factor is missing).
    """
    if not may(actor, act, path=unit.path):
        return None
    grants = scope_of(actor).grants
    at = (one for one in grants if one.organisation_id == unit.pk and one.role in ACTS[act])
    return next(at, None)
