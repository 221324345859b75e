"""Printing a sheet: new codes for members of one cell, on one paper that is made once and kept
nowhere.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from thidua.accounts.models import User
from thidua.code_sheets.codes import digest_of, new_code
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.models import CodeSheet, RevokedBecause, SheetCode
from thidua.code_sheets.paper import Strip, as_pdf
from thidua.code_sheets.queries import MemberRow, asked_for, members_of, newest_sheet, prints_of
from thidua.code_sheets.rights import authority_to_print, has_secretary
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation


@dataclass(frozen=True)
class Wanted:
    """What somebody asks to print: for which members (keys of people; None: all without an
    account), at which address the codes are used, after which sheet (its key; None: after none), on
    which request.
    """

    address: str
    people: Collection[int] | None = None
    after: int | None = None
    asked: CodeSheet | None = None


def print_sheet(*, cell: Organisation, wanted: Wanted, actor: User) -> bytes:
    """Make codes for members of a cell and give back their sheet as PDF: the only place where they
    stand. Their earlier codes are revoked.

    Raises CodeSheetError (nobody chosen, somebody for whom none is printed, a sheet printed
    meanwhile, no secretary to confirm), PermissionDenied, PrintError."""
    authority = authority_to_print(actor, cell, wanted.asked)
    if not has_secretary(cell, besides=actor):
        raise CodeSheetError.no_secretary()
    with recording(act="code_sheets.print", actor=authority, cell=cell.code):
        cell = Organisation.objects.select_for_update().get(pk=cell.pk)
        newest = newest_sheet(cell)
        if (newest.pk if newest else None) != wanted.after:
            raise CodeSheetError.printed_meanwhile()
        rows = _chosen(cell, wanted, actor)
        sheet = _stored(cell, wanted, actor)
        _revoke(rows, actor, sheet)
        codes = _made(rows, sheet)
        strips = [Strip(row.person.full_name, row.born, codes[row.person.pk]) for row in rows]
        return as_pdf(sheet, strips, prints=prints_of(cell), address=wanted.address)


def _chosen(cell: Organisation, wanted: Wanted, actor: User) -> list[MemberRow]:
    """The members to print for, by name."""
    rows = members_of(cell, besides=actor.person_id)
    if wanted.people is None:
        chosen = [row for row in rows if row.printable and row.waits_for_a_code]
    else:
        keys = set(wanted.people)
        chosen = [row for row in rows if row.person.pk in keys]
        if len(chosen) != len(keys) or not all(row.printable for row in chosen):
            raise CodeSheetError.not_for_them()
    if not chosen:
        raise CodeSheetError.nobody_chosen()
    return chosen


def _stored(cell: Organisation, wanted: Wanted, actor: User) -> CodeSheet:
    """The sheet: the one asked for, or a new one."""
    sheet = CodeSheet(organisation=cell)
    if wanted.asked is not None:
        waiting = asked_for().filter(pk=wanted.asked.pk, organisation=cell)
        found = waiting.select_for_update(of=("self",)).first()
        if found is None:
            raise CodeSheetError.asked_no_more()
        sheet = found
    now = timezone.now()
    sheet.printed_by, sheet.printed_at = actor, now
    sheet.expires_at = now + dt.timedelta(days=settings.CODE_DAYS)
    sheet.save()
    return sheet


def _revoke(rows: list[MemberRow], actor: User, sheet: CodeSheet) -> None:
    """Codes that these people still hold open nothing from now on."""
    held = SheetCode.objects.select_for_update().filter(
        person__in=[row.person for row in rows], used_at=None, revoked_at=None
    )
    held.update(
        revoked_at=sheet.printed_at,
        revoked_by=actor,
        revoked_because=RevokedBecause.REPRINTED,
        digest=None,
    )


def _made(rows: list[MemberRow], sheet: CodeSheet) -> dict[int, str]:
    """A new code for each person by their key; of the codes only hashes are stored."""
    codes = {row.person.pk: new_code() for row in rows}
    SheetCode.objects.bulk_create(
        SheetCode(
            sheet=sheet,
            person=row.person,
            digest=digest_of(codes[row.person.pk]),
            renews=row.renews,
            user=row.account,
        )
        for row in rows
    )
    return codes
