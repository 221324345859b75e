"""The minutes of a conference as an office prints them (HD 36-HD/VPTW); always in Vietnamese."""

from collections.abc import Iterator, Sequence

from thidua.conferences.models import Conference, Invitation, Presence
from thidua.conferences.queries import invitations_of, name_of
from thidua.documents.blocks import (
    Across,
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
)
from thidua.language import speaking
from thidua.numbers import format_number
from thidua.organisations.letterheads import BLANK, dated_from, long_day, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, who_decides
from thidua.organisations.queries import ancestors_of
from thidua.web.demo_note import demo_note

WORDS = {
    Presence.PRESENT: "Có mặt",
    Presence.ABSENT: "Vắng",
    Presence.UNKNOWN: "Chưa ghi",
}


def minutes(conference: Conference) -> Paper:
    """The minutes: who was there and who not, the agenda, the course, what was concluded."""
    above = ancestors_of(conference.organisation)
    invited = list(invitations_of(conference))
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(conference, above),
            body=tuple(_body(conference, invited)),
            signature=_signature(conference),
            annexes=tuple(_list(invited)),
            note=demo_note(),
        )


def _letterhead(conference: Conference, above: Sequence[Organisation]) -> Letterhead:
    own = conference.organisation
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(own).upper(),
        number=f"Số {BLANK}-BB/{BLANK}",
        dateline=f"{dated_from(own, above)}, {long_day(conference.held_on)}",
        title="BIÊN BẢN",
        subject=f"hội nghị triển khai phong trào thi đua năm {conference.campaign.year}",
    )


def _body(conference: Conference, invited: Sequence[Invitation]) -> Iterator[Block]:
    hour = (
        f"{conference.starts_at:%H} giờ {conference.starts_at:%M}, " if conference.starts_at else ""
    )
    yield Heading("I. THỜI GIAN, ĐỊA ĐIỂM")
    yield Paragraph(
        f"{hour}{long_day(conference.held_on)}, tại {conference.venue or BLANK}, "
        f"{who_decides(conference.organisation)} tổ chức hội nghị triển khai phong trào thi đua "
        f"năm {conference.campaign.year}."
    )
    yield Heading("II. THÀNH PHẦN")
    yield Paragraph(
        f"Chủ trì: {conference.chair or BLANK}. Thư ký: {conference.secretary or BLANK}."
    )
    yield Paragraph(_counted(invited))
    if absent := [one for one in invited if one.presence == Presence.ABSENT]:
        yield Paragraph("Vắng:")
        yield Bullets(tuple(_absence(one) for one in absent))
    yield Heading("III. NỘI DUNG")
    agenda = tuple(line.text for line in conference.agenda.all())
    yield Bullets(agenda) if agenda else Paragraph(BLANK)
    for text in filter(None, map(str.strip, conference.minutes.splitlines())):
        yield Paragraph(text)
    yield Heading("IV. KẾT LUẬN")
    concluded = tuple(one.text for one in conference.conclusions.all())
    yield Bullets(concluded) if concluded else Paragraph(BLANK)
    yield Paragraph(
        "Biên bản được lập thành hai bản, đã thông qua trước hội nghị và lưu tại văn phòng cấp uỷ."
    )


def _counted(invited: Sequence[Invitation]) -> str:
    """“Mời 23 (15 đơn vị, 8 khách mời); có mặt 22; vắng 1.”; what nobody noted is said."""
    units = sum(1 for one in invited if one.unit_id is not None)
    counts = {
        word: sum(1 for one in invited if one.presence == word)
        for word in (Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN)
    }
    unknown = counts[Presence.UNKNOWN]
    rest = f"; chưa điểm danh {format_number(unknown)}" if unknown else ""
    return (
        f"Mời {format_number(len(invited))} ({format_number(units)} đơn vị, "
        f"{format_number(len(invited) - units)} khách mời); có mặt "
        f"{format_number(counts[Presence.PRESENT])}; vắng "
        f"{format_number(counts[Presence.ABSENT])}{rest}."
    )


def _absence(invitation: Invitation) -> str:
    why = f": {invitation.reason}" if invitation.reason else ": chưa nêu lý do"
    return f"{name_of(invitation)}{why};"


def _list(invited: Sequence[Invitation]) -> Iterator[Block]:
    """Everybody invited, units first, with whether they came."""
    if not invited:
        return
    yield Heading("DANH SÁCH THÀNH PHẦN MỜI", new_page=True, centred=True)
    rows: list[Row] = []
    parts = (
        ("Đơn vị", [one for one in invited if one.unit_id is not None]),
        ("Khách mời", [one for one in invited if one.unit_id is None]),
    )
    number = 0
    for title, part in parts:
        if part:
            rows.append(Across(f"{title}: {format_number(len(part))}"))
        for one in part:
            number += 1
            rows.append((str(number), name_of(one), WORDS[Presence(one.presence)], one.reason))
    columns = (
        Column("TT", "center", 1),
        Column("Đơn vị, khách mời", "left", 6),
        Column("Có mặt", "center", 2),
        Column("Lý do vắng", "left", 4),
    )
    yield Table("", columns, tuple(rows))


def _signature(conference: Conference) -> Signature:
    """The chair signs for the committee; the secretary's name stands in the minutes."""
    return Signature(
        receivers=("Thường trực cấp uỷ,", "Các đơn vị dự hội nghị,", "Lưu văn phòng cấp uỷ."),
        on_behalf_of=on_behalf_of(conference.organisation),
        post="CHỦ TRÌ",
    )
