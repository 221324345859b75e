"""Asking for a sheet, saying that it was handed over, revoking a code."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.models import CodeSheet, CodeState, RevokedBecause, SheetCode
from thidua.code_sheets.queries import asked_for, asked_for_cell
from thidua.code_sheets.rights import (
    authority_to_confirm,
    authority_to_print,
    confirms_for,
    prints_for,
    still_prints,
)
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation


def ask_for_sheet(*, cell: Organisation, actor: User) -> CodeSheet:
    """A committee asks the administrator of accounts to print for one of its cells. Raises
    CodeSheetError (asked for already), PermissionDenied.
    """
    authority = authority_to_print(actor, cell, None)
    with recording(act="code_sheets.ask", actor=authority, cell=cell.code):
        cell = Organisation.objects.select_for_update().get(pk=cell.pk)
        if asked_for_cell(cell) is not None:
            raise CodeSheetError.asked_already()
        return CodeSheet.objects.create(organisation=cell, asked_by=actor, asked_at=timezone.now())


def withdraw_sheet(*, sheet: CodeSheet, actor: User) -> None:
    """A committee takes its request back. Raises CodeSheetError (printed or taken back before),
    PermissionDenied.
    """
    authority = authority_to_print(actor, sheet.organisation, None)
    with recording(act="code_sheets.withdraw", actor=authority, cell=sheet.organisation.code):
        changed = asked_for().filter(pk=sheet.pk).order_by().update(withdrawn_at=timezone.now())
        if not changed:
            raise CodeSheetError.asked_no_more()


def confirm_handed(*, cell: Organisation, codes: Collection[int], actor: User) -> int:
    """The secretary of a cell says that these codes (keys) were handed to their owners: they can be
    used from now on. Gives back how many.

    Raises CodeSheetError (none chosen, one that does not wait, one printed or asked for by the
    secretary or about their own file, one whose printer may not any more), PermissionDenied."""
    authority = authority_to_confirm(actor, cell)
    if not codes:
        raise CodeSheetError.nobody_chosen()
    with recording(act="code_sheets.confirm", actor=authority, cell=cell.code):
        held = SheetCode.objects.select_for_update(of=("self",)).select_related(
            "sheet__printed_by", "sheet__organisation"
        )
        found = list(held.filter(pk__in=set(codes), sheet__organisation=cell).order_by("pk"))
        now = timezone.now()
        if len(found) != len(set(codes)) or any(
            code.state_at(now) != CodeState.PRINTED for code in found
        ):
            raise CodeSheetError.not_waiting()
        for code in found:
            _check_second(code, actor)
            code.handed_by, code.handed_at = actor, now
        SheetCode.objects.bulk_update(found, ["handed_by", "handed_at"])
    return len(found)


def _check_second(code: SheetCode, actor: User) -> None:
    """Raise CodeSheetError unless the secretary is a second person for this code."""
    first = {code.sheet.printed_by_id, code.sheet.asked_by_id}
    if actor.pk in first or (actor.person_id is not None and actor.person_id == code.person_id):
        raise CodeSheetError.own_print()
    if not still_prints(code.sheet):
        raise CodeSheetError.printer_may_not_any_more()


def may_revoke(actor: User, cell: Organisation) -> Authority | None:
    """By what somebody revokes codes of a cell: its secretary, or a committee above it."""
    scope = scope_of(actor)
    grant = confirms_for(scope, cell) or prints_for(scope, cell)
    return Authority(actor, grant) if grant else None


def revoke_code(*, code: SheetCode, because: RevokedBecause, actor: User) -> None:
    """A code opens nothing from now on; revoked before: nothing changes. Raises CodeSheetError
    (used already), PermissionDenied.
    """
    authority = may_revoke(actor, code.sheet.organisation)
    if authority is None:
        raise PermissionDenied(_("Chỉ bí thư chi bộ và cấp uỷ cấp trên thu hồi được mã."))
    with recording(
        act="code_sheets.revoke", actor=authority, person=code.person.code, reason=because.label
    ):
        held = SheetCode.objects.select_for_update().get(pk=code.pk)
        if held.used_at is not None:
            raise CodeSheetError.used_already()
        if held.revoked_at is None:
            held.revoked_at, held.revoked_by = timezone.now(), actor
            held.revoked_because, held.digest = because, None
            held.save()
