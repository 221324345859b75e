"""What this room tells units, in words that name no person and no task."""

from collections.abc import Iterable

from django.urls import reverse

from thidua.acceptance import kinds
from thidua.acceptance.links import registration_page
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.telling import tell, tell_units
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, who_decides
from thidua.registrations.models import Registration, Task


def tell_answered(
    registration: Registration, committee: Organisation, *, returned: int, authority: Authority
) -> None:
    """The unit, and who holds the post where it is theirs, learn that their registration was read:
    accepted whole, or so many parts returned.
    """
    year, who = registration.campaign.year, who_decides(committee)
    if returned:
        kind = kinds.RETURNED
        text = Text(
            f"{who} đề nghị hoàn thiện {returned} mục của bản đăng ký năm {year}",
            f"{who} returns {returned} parts of the registration of {year}",
        )
    else:
        kind = kinds.ACCEPTED
        text = Text(
            f"{who} đã nhận bản đăng ký năm {year}", f"{who} accepts the registration of {year}"
        )
    key = f"{kind.id}:{registration.pk}:{registration.version}"
    _tell_holder(registration, kind.id, key, text, authority)


def tell_withdrawal(
    task: Task, committee: Organisation, *, agreed: bool, authority: Authority
) -> None:
    """The unit learns whether it may withdraw a task; whoever took it up, that it is withdrawn."""
    registration = task.registration
    who, year = who_decides(committee), registration.campaign.year
    text = (
        Text(f"{who} đồng ý cho rút nhiệm vụ đăng ký năm {year}", f"{who} lets a task of {year} go")
        if agreed
        else Text(
            f"{who} chưa đồng ý cho rút nhiệm vụ đăng ký năm {year}, có nêu lý do",
            f"{who} does not let a task of {year} go, and says why",
        )
    )
    key = f"{kinds.WITHDRAWAL.id}:{task.pk}:{task.withdrawal_asked_at:%Y%m%d%H%M%S}"
    _tell_holder(registration, kinds.WITHDRAWAL.id, key, text, authority)


def tell_above_withdrawn(task: Task, *, authority: Authority) -> None:
    """Whoever took up a task that is withdrawn: theirs stands."""
    taken = task.taken_up.select_related("registration__organisation")
    units = {one.registration.organisation for one in taken}
    owner, campaign = committee_name(task.registration.organisation), task.registration.campaign
    tell_units(
        kinds.ABOVE_WITHDRAWN.id,
        units=units,
        key=f"{kinds.ABOVE_WITHDRAWN.id}:{task.pk}",
        text=Text(
            f"{owner} đã rút nhiệm vụ mà đơn vị nhận một phần; việc của đơn vị vẫn giữ nguyên",
            f"{owner} withdrew a task that the unit took a part of; its own stands",
        ),
        href=lambda unit: registration_page(unit, campaign),
        campaign=campaign,
        authority=authority,
    )


def tell_suggested(task: Task, units: Iterable[Organisation], *, authority: Authority) -> None:
    """Units learn that a superior suggests one of its tasks to them."""
    owner, campaign = committee_name(task.registration.organisation), task.registration.campaign
    tell_units(
        kinds.SUGGESTED.id,
        units=list(units),
        key=f"{kinds.SUGGESTED.id}:{task.pk}",
        text=Text(
            f"{owner} gợi ý đơn vị nhận một phần việc của cấp trên",
            f"{owner} suggests that the unit takes up a part of its work",
        ),
        href=lambda unit: reverse(
            "offered_tasks", kwargs={"year": campaign.year, "code": unit.code}
        ),
        campaign=campaign,
        authority=authority,
    )


def tell_moved(
    unit: Organisation, before: Organisation, campaign: Campaign, number: int, authority: Authority
) -> None:
    """The unit that came after another learns how many tasks came with it."""
    tell_units(
        kinds.MOVED.id,
        units=[unit],
        key=f"{kinds.MOVED.id}:{before.pk}:{campaign.pk}",
        text=Text(
            f"{number} nhiệm vụ đăng ký năm {campaign.year} của {before.name} chuyển về đơn vị",
            f"{number} tasks of {campaign.year} came over from {before.name}",
        ),
        href=lambda one: registration_page(one, campaign),
        campaign=campaign,
        authority=authority,
    )


def _tell_holder(
    registration: Registration, kind: str, key: str, text: Text, authority: Authority
) -> None:
    campaign, unit = registration.campaign, registration.organisation
    if registration.person_id is not None:
        holders = User.objects.filter(person=registration.person_id, is_active=True)
        tell(
            kind,
            users=holders,
            key=f"{key}:{unit.pk}",
            text=text,
            href=registration_page(unit, campaign),
            campaign=campaign,
            organisation=unit,
            authority=authority,
        )
    tell_units(
        kind,
        units=[unit],
        key=key,
        text=text,
        href=lambda one: registration_page(one, campaign),
        campaign=campaign,
        authority=authority,
    )
