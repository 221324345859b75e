"""The minutes of a review meeting as offices print them (HD 36-HD/VPTW); always in Vietnamese."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils import timezone

from thidua.campaigns.working_days import working_days_between
from thidua.documents.blocks import (
    Block,
    Bullets,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
)
from thidua.language import speaking
from thidua.meetings.balloting import told_of_ballots
from thidua.meetings.models import (
    ABOUT,
    Item,
    ItemState,
    Kind,
    Meeting,
    Participant,
    Presence,
    RollCall,
    Sitting,
    SpeechKind,
    State,
)
from thidua.meetings.queries import items_of, participants_of
from thidua.meetings.remedies import remedies_of
from thidua.meetings.speaking import who_said
from thidua.numbers import format_number
from thidua.organisations.letterheads import BLANK, dated_from, long_day, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.organisations.queries import ancestors_of
from thidua.web.clock import shown
from thidua.web.demo_note import demo_note

SAID = {
    SpeechKind.CRITICISM: "phê bình",
    SpeechKind.ACCEPTANCE: "tiếp thu",
    SpeechKind.EXPLANATION: "giải trình",
    SpeechKind.RECOGNITION: "ghi nhận",
}
ABSENT = {
    Presence.ABSENT: "vắng",
    Presence.LEFT: "về trước",
    Presence.UNKNOWN: "chưa điểm danh",
}


def minutes(meeting: Meeting) -> Paper:
    """The minutes: when and who, each one that was dealt with, what was concluded. Before they are
    adopted they say that they are a draft.
    """
    above = ancestors_of(meeting.organisation)
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(meeting, above),
            body=tuple(_body(meeting)),
            signature=_signature(meeting),
            annexes=(),
            note=demo_note(),
        )


def _letterhead(meeting: Meeting, above: Sequence[Organisation]) -> Letterhead:
    own = meeting.organisation
    draft = "" if meeting.state == State.CLOSED else " (dự thảo, chưa thông qua)"
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(own).upper(),
        number=f"Số {BLANK}-BB/{BLANK}",
        dateline=f"{dated_from(own, above)}, {long_day(meeting.held_on)}",
        title="BIÊN BẢN",
        subject=f"họp kiểm điểm năm {meeting.campaign.year}{draft}",
    )


def _body(meeting: Meeting) -> Iterator[Block]:
    people, items = participants_of(meeting), items_of(meeting)
    yield Heading("I. THỜI GIAN, ĐỊA ĐIỂM")
    sittings = list(meeting.sittings.prefetch_related("calls"))
    if not sittings:
        yield Paragraph(f"{long_day(meeting.held_on)}, tại {meeting.venue or BLANK}: chưa họp.")
    for sitting in sittings:
        yield Paragraph(_when(meeting, sitting))
    yield Paragraph(_draft(meeting))
    yield Heading("II. THÀNH PHẦN")
    yield Paragraph(_chair(meeting))
    yield from _called(people)
    for sitting in sittings:
        yield from _calls(sitting, several=len(sittings) > 1)
    yield Heading("III. NỘI DUNG KIỂM ĐIỂM")
    if meeting.order_reason:
        yield Paragraph(f"Thứ tự kiểm điểm khác quy trình của năm, lý do: {meeting.order_reason}.")
    remedies = remedies_of(_remedy_keys(items))
    about = [item for item in items if item.kind in ABOUT]
    for number, item in enumerate(about, start=1):
        title = f"{number}. {'Tập thể: ' if item.kind == Kind.COLLECTIVE else ''}{item.name}"
        yield Heading(title, level=2)
        yield from _item(meeting, item)
        for one in item.speeches.all():
            remedy = remedies.get(one.remedy_id or 0)
            if remedy is not None:
                detail = f" ({remedy.detail})" if remedy.detail else ""
                yield Paragraph(f"{remedy.title}{detail}.", lead="Việc khắc phục: ")
    if balloted := told_of_ballots(meeting):
        yield Heading("IV. BỎ PHIẾU ĐỀ NGHỊ MỨC XẾP LOẠI")
        yield from balloted
    yield Heading(f"{'V' if balloted else 'IV'}. KẾT THÚC")
    yield Paragraph(_end(meeting))


def _when(meeting: Meeting, sitting: Sitting) -> str:
    opened = _at(sitting.opened_at)
    which = f"Phiên {sitting.number}: " if sitting.number > 1 else ""
    ended = f", kết thúc lúc {_at(sitting.ended_at)}" if sitting.ended_at else ""
    why = f" ({sitting.ended_because})" if sitting.ended_because else ""
    day = long_day(shown(sitting.opened_at).date())
    return f"{which}{opened}, {day}, tại {meeting.venue or BLANK}{ended}{why}."


def _at(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M}"


def _draft(meeting: Meeting) -> str:
    if meeting.draft_sent_on is None:
        return f"Dự thảo báo cáo gửi thành phần dự họp ngày {BLANK}."
    days = working_days_between(meeting.draft_sent_on, meeting.held_on)
    why = f" Lý do gửi muộn: {meeting.draft_reason}." if meeting.draft_reason else ""
    return (
        f"Dự thảo báo cáo gửi thành phần dự họp ngày {meeting.draft_sent_on:%d/%m/%Y}, trước "
        f"ngày họp {format_number(days)} ngày làm việc.{why}"
    )


def _chair(meeting: Meeting) -> str:
    instead = ""
    if meeting.chair_instead_of:
        instead = f" (thay {meeting.chair_instead_of}: {meeting.chair_reason})"
    chair = f"Chủ trì: {meeting.chair_name or BLANK}{instead}."
    return f"{chair} Thư ký: {meeting.secretary_name or BLANK}."


def _called(people: Sequence[Participant]) -> Iterator[Block]:
    counted = [one for one in people if one.counted]
    yield Paragraph(f"Triệu tập: {format_number(len(counted))} đồng chí.")
    guests = tuple(
        f"{', '.join(part for part in (one.name, one.post) if part)};"
        for one in people
        if one.person_id is None
    )
    if guests:
        yield Paragraph("Khách mời:")
        yield Bullets(guests)


def _calls(sitting: Sitting, *, several: bool) -> Iterator[Block]:
    for call in sitting.calls.all():
        which = f"Phiên {sitting.number}, " if several else ""
        yield Paragraph(
            f"{which}điểm danh lúc {_at(call.taken_at)}: có mặt {format_number(call.there)}/"
            f"{format_number(call.counted)}, cần {format_number(call.needed)}."
        )
        if absent := _absent(call):
            yield Bullets(absent)


def _absent(call: RollCall) -> tuple[str, ...]:
    return tuple(
        f"{one['name']}: {ABSENT.get(one['presence'], 'vắng')}"
        f"{', ' + one['reason'] if one['reason'] else ''};"
        for one in call.absent
    )


def _item(meeting: Meeting, item: Item) -> Iterator[Block]:
    for one in item.speeches.all():
        who = who_said(one, meeting)
        yield Paragraph(one.text, lead=f"{who} ({SAID[SpeechKind(one.kind)]}): ")
    if item.state == ItemState.PUT_OFF:
        yield Paragraph(f"Để lại kỳ họp sau: {item.put_off_because}.")
    elif item.state != ItemState.DONE:
        yield Paragraph("Chưa kiểm điểm.")
    elif item.concluded:
        who = item.concluded_by_name
        yield Paragraph(item.concluded, lead=f"Chủ trì ({who}) kết luận: ")
    elif not item.speeches.all():
        yield Paragraph("Không có ý kiến khác.")


def _remedy_keys(items: Sequence[Item]) -> list[int]:
    return [one.remedy_id for item in items for one in item.speeches.all() if one.remedy_id]


def _end(meeting: Meeting) -> str:
    if meeting.adopted_at is None:
        return "Biên bản chưa thông qua."
    return (
        f"Biên bản đã được thông qua trước hội nghị lúc {_at(meeting.adopted_at)}, lập thành hai "
        "bản, lưu tại cấp uỷ."
    )


def _signature(meeting: Meeting) -> Signature:
    """The chair signs; the secretary's name stands in the minutes."""
    return Signature(
        receivers=("Cấp uỷ cấp trên,", "Lưu hồ sơ kiểm điểm."),
        on_behalf_of=on_behalf_of(meeting.organisation),
        post="CHỦ TRÌ",
    )
