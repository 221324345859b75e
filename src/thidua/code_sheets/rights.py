"""Who prints for a cell, and who confirms that a sheet was handed over."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Grant, Scope, scope_of
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.permissions import ACTS as ALL_ACTS
from thidua.accounts.permissions import Authority, authorise_administrator, may
from thidua.code_sheets.models import CodeSheet
from thidua.code_sheets.permissions import ACTS, CONFIRM, PRINT
from thidua.organisations.models import Organisation


def prints_for(scope: Scope, cell: Organisation) -> Grant | None:
    """The role by which somebody of a committee above the cell prints; one's own or a lent one."""
    return next(
        (
            grant
            for grant in scope.grants
            if grant.role in ACTS[PRINT]
            and cell.path.startswith(grant.path)
            and cell.path != grant.path
        ),
        None,
    )


def confirms_for(scope: Scope, cell: Organisation) -> Grant | None:
    """The secretary's role of this cell. A role that was lent does not count, as with every answer
    of a second person.
    """
    return next(
        (
            grant
            for grant in scope.grants
            if grant.role in ACTS[CONFIRM]
            and cell.path.startswith(grant.path)
            and not grant.for_whom
        ),
        None,
    )


def authority_to_print(actor: User, cell: Organisation, asked: CodeSheet | None) -> Authority:
    """By what somebody prints. Raises PermissionDenied: no committee above it, and no administrator
    whom one asked.
    """
    scope = scope_of(actor)
    if asked is not None and scope.administers:
        return authorise_administrator(actor)
    grant = prints_for(scope, cell)
    if grant is None or not may(actor, PRINT, path=cell.path):
        raise PermissionDenied(_("Chỉ cấp uỷ cấp trên của chi bộ in được tờ mã."))
    return Authority(actor, grant)


def authority_to_confirm(actor: User, cell: Organisation) -> Authority:
    """By what somebody confirms. Raises PermissionDenied."""
    grant = confirms_for(scope_of(actor), cell)
    if grant is None:
        raise PermissionDenied(_("Chỉ bí thư chi bộ xác nhận được."))
    return Authority(actor, grant)


def still_prints(sheet: CodeSheet) -> bool:
    """Whether who printed a sheet holds the right at this moment, whatever they signed in with."""
    printer = sheet.printed_by
    if printer is None or not printer.is_active:
        return False
    scope = scope_of(printer)
    by_request = sheet.asked_by_id is not None and scope.administers
    return by_request or prints_for(scope, sheet.organisation) is not None


def has_secretary(cell: Organisation, *, besides: User) -> bool:
    """Whether somebody else could confirm a sheet of this cell: an account in use with the
    secretary's role.
    """
    today = timezone.localdate()
    roles = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        user=OuterRef("pk"),
        role__in=[Role(role).value for role in ALL_ACTS[CONFIRM]],
        starts_on__lte=today,
        organisation__in=_above(cell),
    )
    return User.objects.filter(Exists(roles), is_active=True).exclude(pk=besides.pk).exists()


def _above(cell: Organisation) -> list[int]:
    """The cell and everything above it, by key."""
    return [int(key) for key in cell.path.strip("/").split("/")]
