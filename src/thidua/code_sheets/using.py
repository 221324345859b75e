"""Using a code: whoever has the strip gets an account of their own, tied to their own file, or a
new password for it.
"""

from django.db.models import QuerySet
from django.utils import timezone

from thidua.accounts.actors import scope_of
from thidua.accounts.by_paper import Agreed, open_account, renew_password
from thidua.accounts.models import User
from thidua.code_sheets.codes import digest_of, read_code
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.models import CodeState, SheetCode
from thidua.code_sheets.rights import confirms_for, still_prints
from thidua.history.tracking import recording


def code_that_opens(typed: str) -> SheetCode | None:
    """The code that somebody typed, if it opens something at this moment; else None, whatever is
    wrong with it.
    """
    code = read_code(typed)
    return _opening(SheetCode.objects.filter(digest=digest_of(code))) if code else None


def code_by_key(key: int) -> SheetCode | None:
    """The same of a code that was typed right a moment ago."""
    return _opening(SheetCode.objects.filter(pk=key))


def _opening(found: "QuerySet[SheetCode]") -> SheetCode | None:
    whole = found.select_related(
        "person", "user", "handed_by", "sheet__printed_by", "sheet__organisation"
    )
    code = whole.first()
    return code if code is not None and _opens(code) else None


def _opens(code: SheetCode) -> bool:
    """Whether it was handed over, is not over, and both who stand for it hold their rights."""
    second = code.handed_by
    return (
        code.state == CodeState.HANDED
        and second is not None
        and confirms_for(scope_of(second), code.sheet.organisation) is not None
        and still_prints(code.sheet)
    )


def use_code(*, key: int, username: str, password: str) -> User:
    """Make the account of a code's owner, or renew its password (`username` counts for nothing
    then); the code is used up.

    Raises CodeSheetError (it opens nothing any more), AccountError (a name, a file that has an
    account by now, an account with a role), ValidationError (a weak password)."""
    owner = SheetCode.objects.filter(pk=key).values_list("person__full_name", flat=True).first()
    with recording(act="code_sheets.use", actor=owner or "?"):
        list(SheetCode.objects.select_for_update().filter(pk=key))
        code = code_by_key(key)
        if code is None:
            raise CodeSheetError.opens_nothing()
        code.user = _done(code, username, password)
        code.used_at, code.digest = timezone.now(), None
        code.save()
        return code.user


def _done(code: SheetCode, username: str, password: str) -> User:
    agreed = _agreed(code)
    if code.renews and code.user is not None:
        renew_password(user=code.user, password=password, agreed=agreed)
        return code.user
    return open_account(person=code.person, username=username, password=password, agreed=agreed)


def _agreed(code: SheetCode) -> Agreed:
    """Who printed and who confirmed, in the words that the history keeps."""
    sheet, second, handed = code.sheet, code.handed_by, code.handed_at
    if sheet.printed_by is None or sheet.printed_at is None or second is None or handed is None:
        raise CodeSheetError.opens_nothing()
    printed, given = timezone.localtime(sheet.printed_at), timezone.localtime(handed)
    return Agreed(
        asked_by=sheet.printed_by,
        asked_at=sheet.printed_at,
        answered_by=second,
        reason=f"Tờ mã một lần của {sheet.organisation}, in ngày {printed:%d/%m/%Y}"[:300],
        answer=f"Đã trao tận tay ngày {given:%d/%m/%Y}",
    )
