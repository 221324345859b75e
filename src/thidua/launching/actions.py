"""Launching a year, and taking the launch back: each one act that tells every unit below."""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.decided import refuse_if_decided
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, Step
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.launching.errors import LaunchError
from thidua.launching.kinds import LAUNCHED, WITHDRAWN
from thidua.launching.units import on_paper, read_page, units_of, units_that_sent
from thidua.notices.telling import tell_units
from thidua.organisations.models import Organisation
from thidua.organisations.queries import root_path
from thidua.web.clock import today


@transaction.atomic
def launch_year(*, campaign: Campaign, actor: Actor) -> Campaign:
    """Open the year for every unit below the province and tell whoever acts for one. What is still
    missing keeps nobody from it. Two officers at once: the second is told that it is done.

    Raises LaunchError, PermissionDenied."""
    authority = authorise(actor, "launching.launch", path=root_path())
    year = _locked(campaign)
    if year.launched_at is not None or is_launched(year):
        raise LaunchError.already_launched(year.year)
    year.launched_at, year.in_preparation = timezone.now(), False
    year.launch_date = year.launch_date or today()
    year.launch_withdrawn_at, year.launch_withdrawn_why = None, ""
    with recording(act="launching.launch", actor=authority, year=year.year) as act:
        year.save()
        units = list(units_of(year))
        due = due_dates(year, Step.REGISTER, [unit.pk for unit in units])

        def words(unit: Organisation) -> Text:
            return _launched(year, on_paper(due.get(unit.pk)))

        tell_units(
            LAUNCHED.id,
            units=units,
            key=f"launch:{act}",
            text=words,
            href=read_page(year),
            campaign=year,
            due_on=lambda unit: due.get(unit.pk),
            authority=authority,
        )
    return year


@transaction.atomic
def withdraw_launch(*, campaign: Campaign, reason: str, actor: Actor) -> Campaign:
    """Take the launch back before any unit sent something: the year is prepared again, what units
    have written stays with them, and they are told why.

    Raises LaunchError where units have sent already, CampaignRefusedError for a decided year,
    PermissionDenied."""
    authority = authorise(actor, "launching.launch", path=root_path())
    year = _locked(campaign)
    if not is_launched(year):
        raise LaunchError.not_launched(year.year)
    if not reason.strip():
        raise LaunchError.no_reason_to_withdraw()
    refuse_if_decided(year)
    if sent := units_that_sent(year):
        raise LaunchError.sent_already(sent)
    year.launched_at, year.in_preparation = None, True
    year.launch_withdrawn_at, year.launch_withdrawn_why = timezone.now(), reason.strip()
    with recording(
        act="launching.withdraw", actor=authority, year=year.year, reason=reason.strip()
    ) as act:
        year.save()
        tell_units(
            WITHDRAWN.id,
            units=list(units_of(year)),
            key=f"withdrawn:{act}",
            text=Text(
                vi="Tỉnh uỷ rút lại việc phát động năm {year}: {reason}. Phần đã soạn vẫn còn.",
                en="The province withdrew the launch of {year}: {reason}. Drafts are kept.",
            ).format(year=str(year.year), reason=reason.strip()),
            href=read_page(year),
            campaign=year,
            authority=authority,
        )
    return year


def _launched(year: Campaign, day: str) -> Text:
    theme = year.spirit or year.name
    words = Text(
        vi="Tỉnh uỷ phát động năm {year}: {theme}.", en="The province launched {year}: {theme}."
    )
    if not theme:
        words = Text(vi="Tỉnh uỷ phát động năm {year}.", en="The province launched {year}.")
    words = words.format(year=str(year.year), theme=theme)
    if not day:
        return words
    return Text(
        f"{words.vi} Đăng ký chậm nhất ngày {day}.", f"{words.en} Registration is due on {day}."
    )


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)
