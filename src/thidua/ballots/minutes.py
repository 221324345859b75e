"""The minutes of counting (biên bản kiểm phiếu) as offices print them; always in Vietnamese."""

import datetime as dt
from collections.abc import Iterator, Sequence

from thidua.ballots.models import Ballot, Candidate
from thidua.ballots.results import BallotResult, result_of
from thidua.ballots.rule import BLANK as LEFT_BLANK
from thidua.ballots.rule import INVALID
from thidua.ballots.sealed_keys import grouped
from thidua.ballots.showing.options import Options
from thidua.ballots.showing.words import quorum_words, rule_words, standing_words
from thidua.ballots.tally import FEWEST_SHOWN
from thidua.documents.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.language import speaking
from thidua.numbers import format_number
from thidua.organisations.letterheads import BLANK, dated_from, long_day, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.organisations.queries import ancestors_of
from thidua.web.clock import shown
from thidua.web.demo_note import demo_note


def minutes_of_counting(ballot: Ballot) -> Paper:
    """The minutes of a sealed ballot. Raises ValueError for one that is not."""
    result = result_of(ballot)
    if result is None or ballot.sealed_at is None:
        raise ValueError("a ballot that nobody counted has no minutes")
    above = ancestors_of(ballot.organisation)
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(ballot, above, shown(ballot.sealed_at).date()),
            body=tuple(_body(ballot, result)),
            signature=Signature(
                receivers=("Cấp uỷ cấp trên,", "Lưu hồ sơ bỏ phiếu."),
                on_behalf_of=on_behalf_of(ballot.organisation),
                post="CHỦ TRÌ",
            ),
            annexes=tuple(_receipts(ballot)),
            note=demo_note(),
        )


def _letterhead(ballot: Ballot, above: Sequence[Organisation], day: dt.date) -> Letterhead:
    own = ballot.organisation
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(own).upper(),
        number=f"Số {BLANK}-BB/{BLANK}",
        dateline=f"{dated_from(own, above)}, {long_day(day)}",
        title="BIÊN BẢN",
        subject=f"kiểm phiếu: {ballot.title}",
    )


def _body(ballot: Ballot, result: BallotResult) -> Iterator[Block]:
    voters = list(ballot.voters.order_by("pk"))
    candidates = list(ballot.candidates.select_related("own_voter").order_by("no"))
    yield Heading("I. THỜI GIAN, THÀNH PHẦN")
    yield Paragraph(_when(ballot))
    yield Paragraph(_who(ballot))
    if both := _voted_on(ballot, candidates):
        yield Paragraph(f"Có tên trên phiếu: {both}.")
    yield Heading("II. DANH SÁCH, CÁCH BỎ PHIẾU")
    yield Paragraph(_numbers(ballot, result))
    struck = [f"{one.name}: {one.struck};" for one in voters if one.struck]
    if struck:
        yield Paragraph("Đưa ra khỏi danh sách sau khi mở phiếu:")
        yield Bullets(tuple(struck))
    yield Paragraph(_way(ballot))
    yield Heading("III. KẾT QUẢ")
    yield from _result(ballot, result)
    yield Heading("IV. NIÊM PHONG")
    yield Paragraph(
        f"Dấu niêm phong kết quả (SHA-256): {ballot.seal}. "
        f"Dấu của danh sách người bỏ phiếu: {ballot.list_sha256}."
    )
    if ballot.has_urn:
        yield Paragraph(
            "Hòm phiếu, khoá và mã của người giữ khoá đã xoá khi kiểm phiếu xong. Danh sách mã "
            "biên nhận kèm theo xếp theo chữ cái, không gắn với phiếu nào."
        )


def _result(ballot: Ballot, result: BallotResult) -> Iterator[Block]:
    yield Paragraph(
        f"Số phiếu thu về: {format_number(result.cast)}. "
        f"Cách tính: {rule_words(ballot.the_rule)} ({standing_words(ballot.the_rule)})."
    )
    yield _table(ballot, result)
    yield from _said(result)


def told_elsewhere(ballot: Ballot) -> Iterator[Block]:
    """What the minutes of a meeting say of a ballot that it held: how it was held, and what each
    line came to; under five slips the outcome alone. Nothing of one that nobody counted.
    """
    result = result_of(ballot)
    if result is None:
        return
    yield Heading(ballot.title, level=2)
    yield Paragraph(f"{_numbers(ballot, result)} {_way(ballot)}")
    yield from _result(ballot, result)
    yield Paragraph(f"Dấu niêm phong kết quả (SHA-256): {ballot.seal}.")


def _at(moment: dt.datetime | None) -> str:
    if moment is None:
        return BLANK
    local = shown(moment)
    return f"{local:%H} giờ {local:%M}, {long_day(local.date())}"


def _when(ballot: Ballot) -> str:
    return (
        f"Mở bỏ phiếu lúc {_at(ballot.opened_at)}. Đóng lúc {_at(ballot.closed_at)}. "
        f"Kiểm phiếu xong lúc {_at(ballot.sealed_at)}."
    )


def _who(ballot: Ballot) -> str:
    third = f" Người kiểm phiếu: {ballot.scrutineer.full_name}." if ballot.scrutineer else ""
    return f"Chủ trì: {ballot.chair.full_name}. Thư ký: {ballot.secretary.full_name}.{third}"


def _voted_on(ballot: Ballot, candidates: Sequence[Candidate]) -> str:
    """Those of chair, secretary and scrutineer who were voted on themselves."""
    on_paper = {one.own_voter.person_id for one in candidates if one.own_voter is not None}
    people = (ballot.chair, ballot.secretary, ballot.scrutineer)
    return ", ".join(one.full_name for one in people if one is not None and one.pk in on_paper)


def _numbers(ballot: Ballot, result: BallotResult) -> str:
    quorum = ballot.the_rule.quorum
    need = (
        f", cần {format_number(quorum.of(result.members))} ({quorum_words(quorum)})"
        if quorum
        else ""
    )
    return (
        f"Số người có quyền bỏ phiếu: {format_number(result.members)}; có mặt: "
        f"{format_number(result.present)}{need}; trong danh sách: {format_number(result.called)}."
    )


def _way(ballot: Ballot) -> str:
    if not ballot.secret:
        return "Bỏ phiếu công khai, ghi tên người bỏ."
    if not ballot.electronic:
        return "Bỏ phiếu kín bằng phiếu giấy; hai người nhập số đếm riêng, khớp nhau."
    return (
        "Bỏ phiếu kín trên máy; phiếu được mã hoá khi vào hòm, hòm mở khi hai người giữ khoá cùng "
        "nhập mã, phiếu tách theo từng người và xáo trộn."
    )


def _table(ballot: Ballot, result: BallotResult) -> Table:
    options = Options(ballot)
    seen = {mark for one in result.candidates for mark in one.counts or {}}
    marks = [*options.codes, *(mark for mark in (LEFT_BLANK, INVALID) if mark in seen)]
    rows = tuple(
        (
            format_number(one.no),
            one.label,
            *("–" if one.counts is None else format_number(one.counts.get(m, 0)) for m in marks),
            options.word(one.outcome),
        )
        for one in result.candidates
    )
    columns = (
        Column("TT", "center", 1),
        Column("Người, việc được bỏ phiếu", "left", 5),
        *(Column(options.word(mark), "right", 2) for mark in marks),
        Column("Kết quả", "left", 3),
    )
    return Table("Kết quả từng dòng trên phiếu", columns, rows)


def _said(result: BallotResult) -> Iterator[Block]:
    if any(one.hidden for one in result.candidates):
        yield Paragraph(
            f"Dòng có dấu “–”: dưới {format_number(FEWEST_SHOWN)} phiếu, chỉ báo kết quả, không "
            "ghi số phiếu."
        )
    if alike := result.unanimous:
        names = ", ".join(one.label for one in alike)
        yield Paragraph(f"Mọi phiếu giống nhau ở: {names}.")


def _receipts(ballot: Ballot) -> Iterator[Block]:
    codes = ballot.receipts.values_list("code", flat=True).order_by("code")
    found = [grouped(code) for code in codes]
    if not found:
        return
    yield Heading("DANH SÁCH MÃ BIÊN NHẬN", new_page=True, centred=True)
    yield Paragraph(f"{format_number(len(found))} mã, xếp theo chữ cái: {'  '.join(found)}.")
