"""The agenda as the page shows it: a step for each part, everybody in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.cells import is_cell
from thidua.campaigns.working_days import working_days_between
from thidua.meetings.asked import Asked
from thidua.meetings.balloting import ballot_item
from thidua.meetings.links import meeting_page
from thidua.meetings.models import Item, ItemState, Kind, Meeting, State
from thidua.meetings.quorum import Quorum
from thidua.numbers import format_number
from thidua.vocabulary import SubjectType

ENDED = (ItemState.DONE, ItemState.PUT_OFF)


@dataclass(frozen=True)
class PersonLine:
    """One person of the agenda: their item, and where it is kept."""

    item: Item
    href: str
    here: bool


@dataclass(frozen=True)
class Step:
    """One part of the agenda; `state`: “done”, “now” or “waiting”."""

    number: int
    title: str
    detail: str
    state: str
    href: str = ""
    people: Sequence[PersonLine] = field(default_factory=tuple)
    wants: bool = False
    """Whether its detail says that something is not as the procedure asks."""


def steps_of(
    meeting: Meeting, items: Sequence[Item], quorum: Quorum, asked: Asked, *, here: Item | None
) -> list[Step]:
    """The parts in order; all people are one part."""
    people = [item for item in items if item.kind == Kind.PERSON]
    steps: list[Step] = []
    for item in items:
        if item.kind == Kind.PERSON and item is not people[0]:
            continue
        number = len(steps) + 1
        if item.kind == Kind.PERSON:
            steps.append(_people(meeting, people, number, here))
        else:
            steps.append(_step(meeting, item, number, (quorum, asked), here))
    return steps


def draft_words(meeting: Meeting, asked: Asked) -> tuple[str, bool]:
    """What is so of the draft of the collective's report, and whether that is not enough."""
    if meeting.draft_sent_on is None:
        return _("chưa ghi ngày gửi dự thảo báo cáo"), True
    days = working_days_between(meeting.draft_sent_on, meeting.held_on)
    sent = f"{meeting.draft_sent_on:%d/%m}"
    if days >= asked.draft_days:
        words = _("dự thảo gửi {day}, đủ {number} ngày làm việc")
        return words.format(day=sent, number=format_number(asked.draft_days)), False
    words = _("dự thảo gửi {day}, trước {number} ngày làm việc: {reason}")
    number = format_number(days)
    return words.format(day=sent, number=number, reason=meeting.draft_reason), True


def _step(
    meeting: Meeting, item: Item, number: int, rules: tuple[Quorum, Asked], here: Item | None
) -> Step:
    quorum, asked = rules
    if item.kind == Kind.BALLOT and (ballot := ballot_item(meeting)) is not None:
        title = _title(meeting, item)
        return Step(number, title, ballot.detail, ballot.state, ballot.href)
    detail, wants = _detail(meeting, item, quorum, asked)
    return Step(
        number,
        _title(meeting, item),
        detail,
        _state(item, here),
        meeting_page(meeting, item.pk) if item.kind == Kind.COLLECTIVE else "",
        wants=wants,
    )


def _people(meeting: Meeting, people: Sequence[Item], number: int, here: Item | None) -> Step:
    done = sum(1 for item in people if item.state in ENDED)
    now = any(item.state == ItemState.UNDER_WAY for item in people) or here in people
    state = "now" if now else ("done" if done == len(people) else "waiting")
    lines = [PersonLine(item, meeting_page(meeting, item.pk), item is here) for item in people]
    words = _("{done}/{all} đã xong").format(
        done=format_number(done), all=format_number(len(people))
    )
    member = people[0].subject_type == SubjectType.MEMBER
    title = _("Từng đảng viên") if member else _("Từng cá nhân")
    return Step(number, title, words, state, lines[0].href, lines)


def _state(item: Item, here: Item | None) -> str:
    if item is here or item.state == ItemState.UNDER_WAY:
        return "now"
    return "done" if item.state in ENDED else "waiting"


def _title(meeting: Meeting, item: Item) -> str:
    if item.kind == Kind.COLLECTIVE:
        cell = is_cell(meeting.organisation)
        return _("Tập thể chi bộ") if cell else _("Tập thể cấp uỷ")
    return str(item.get_kind_display())


def _detail(meeting: Meeting, item: Item, quorum: Quorum, asked: Asked) -> tuple[str, bool]:
    if item.kind == Kind.PREPARATION:
        return draft_words(meeting, asked)
    if item.kind == Kind.ROLL_CALL and item.state == ItemState.DONE:
        there, counted = format_number(quorum.there), format_number(quorum.counted)
        words = _("{there}/{all} có mặt").format(there=there, all=counted)
        return words, not quorum.holds
    if item.kind == Kind.COLLECTIVE:
        return said_words(item), False
    others = {
        Kind.ROLL_CALL: _("chưa điểm danh xong"),
        Kind.BALLOT: _("bỏ phiếu giấy, kiểm phiếu ghi vào biên bản"),
        Kind.ADOPTION: _("đã thông qua") if meeting.state == State.CLOSED else "",
    }
    return others[Kind(item.kind)], False


def said_words(item: Item) -> str:
    """“7 ý kiến, 2 việc khắc phục”; “chưa có ý kiến”."""
    speeches = list(item.speeches.all())
    if not speeches:
        return _("chưa có ý kiến")
    number = len(speeches)
    said = ngettext("{number} ý kiến", "{number} ý kiến", number)
    words = said.format(number=format_number(number))
    raised = sum(1 for one in speeches if one.remedy_id)
    if not raised:
        return words
    more = ngettext("{number} việc khắc phục", "{number} việc khắc phục", raised)
    return f"{words}, {more.format(number=format_number(raised))}"
