"""The parts of the file as lines to read: the page and the PDF say the same."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.own_file.lines import Line, day, moment, said
from thidua.own_file.schema import (
    Commitment,
    Condition,
    Earlier,
    Look,
    Rating,
    Taken,
    Target,
    Task,
)
from thidua.progress.states import TaskState
from thidua.submissions.models import SubmissionStatus
from thidua.vocabulary import Level, Reached, SubjectType, shown_level


def promised(found: Commitment | None) -> tuple[Line, ...]:
    if found is None:
        return ()
    head = _("{status}, {cell}").format(
        status=SubmissionStatus(found.status).label, cell=found.cell
    )
    about = said(
        _("gửi {day}").format(day=moment(found.sent_at)) if found.sent_at else "",
        _("{who} gõ hộ").format(who=found.typed_by) if found.typed_by else "",
        _("gửi muộn: {why}").format(why=found.late_reason) if found.late_reason else "",
        _("đã trả lại: {why}").format(why=found.returned_because) if found.returned_because else "",
    )
    items = (
        Line(
            f"{number}. {one.text}",
            said(
                _("trước {day}").format(day=day(one.until)) if one.until else _("cả năm"),
                _("người kiểm tra: {who}").format(who=one.checked_by) if one.checked_by else "",
                _done_words(one.done),
            ),
            state={True: "yes", False: "no", None: "open"}[one.done],
        )
        for number, one in enumerate(found.items, start=1)
    )
    return (Line(head, about), *items)


def _done_words(done: bool | None) -> str:
    if done is None:
        return _("chưa ai ghi đã làm hay chưa")
    return _("đã làm xong") if done else _("chưa làm xong")


def done(tasks: Sequence[Task]) -> tuple[Line, ...]:
    return tuple(_task(one) for one in tasks)


def _task(one: Task) -> Line:
    state = TaskState(one.state)
    measures = [_measure(target) for target in one.targets]
    steps = [
        _("mốc {day}: {text}, {reached}").format(
            day=day(each.due_on),
            text=each.text,
            reached=_("đã đạt {day}").format(day=day(each.reached_on))
            if each.reached_on
            else _("chưa ghi đạt"),
        )
        for each in one.milestones
    ]
    noted = _("{number} ghi chép").format(number=format_number(one.notes))
    last = _("gần nhất {day}").format(day=day(one.last_note_on)) if one.last_note_on else ""
    head = said(
        str(state.title),
        one.unit,
        _("theo chức vụ") if one.of_their_post else "",
        _("đến {day}").format(day=day(one.ends_on)) if one.ends_on else "",
    )
    return Line(
        one.title,
        (" · ".join(head), *measures, *steps, ", ".join(said(noted, last))),
        state="yes" if state.is_done else "open",
    )


def _measure(target: Target) -> str:
    name = f"{target.name} ({target.unit})" if target.unit else target.name
    if target.on is None:
        return _("{measure}: chưa ai ghi").format(measure=name)
    value = format_number(target.now) if target.now is not None else _done_words(target.done)
    aim = (
        _("mức phấn đấu {aim}").format(aim=format_number(target.target))
        if target.target is not None
        else ""
    )
    words = said(value, aim, str(Reached(target.reached).title), _sure(target))
    return f"{name}: {', '.join(words)}"


def _sure(target: Target) -> str:
    return _("đã xác nhận") if target.confirmed else _("chưa xác nhận")


def rated(ratings: Iterable[Rating]) -> Iterator[Line]:
    """The level and, below it, each condition that stands in the way; then those that are met."""
    for one in ratings:
        kind = str(SubjectType(one.subject_type).title)
        decided = one.decision
        yield Line(
            f"{as_sentence(kind).rstrip('.')}, {one.place}",
            said(
                one.sentence,
                _("Quyết định {number} ngày {day}, {issuer}").format(
                    number=decided.number, day=day(decided.decided_on), issuer=decided.issuer
                )
                if decided
                else "",
                _claimed(_("Tự nhận {level}"), one.self_claimed),
                _claimed(_("Được đề nghị {level}"), one.proposed),
                _("Còn thiếu: {what}").format(what=", ".join(one.missing)) if one.missing else "",
            ),
            level=shown_level(one.level),
        )
        yield from (_condition(each) for each in sorted(one.conditions, key=_settled))


def _claimed(words: str, level: str) -> str:
    return words.format(level=Level(level).title) if level else ""


def _settled(condition: Condition) -> bool:
    return condition.settled


def _condition(one: Condition) -> Line:
    outcome = _("không áp dụng") if one.outcome == "excused" else _settled_words(one)
    return Line(
        one.title,
        said(
            outcome,
            _("thực tế: {seen}").format(seen=one.seen) if one.seen else "",
            _("cần: {wanted}").format(wanted=one.wanted) if one.wanted else "",
            one.citation + ("" if one.confirmed else _(" (chưa xác nhận)")),
        ),
        state="yes" if one.settled else "open" if one.outcome == "cannot_tell" else "no",
    )


def _settled_words(one: Condition) -> str:
    if one.outcome == "cannot_tell":
        return _("chưa đủ căn cứ")
    return _("không vướng") if one.settled else _("đang vướng điều này")


def before(earlier: Iterable[Earlier]) -> Iterator[Line]:
    for one in earlier:
        yield Line(_("Năm {year}").format(year=one.year), (one.level,))


def looked(looks: Iterable[Look]) -> Iterator[Line]:
    for one in looks:
        year = _("năm {year}").format(year=one.year)
        yield Line(one.as_what, said(one.by, f"{one.part}, {year}", moment(one.at)))


def taken(rows: Iterable[Taken]) -> Iterator[Line]:
    for one in rows:
        year = _("năm {year}").format(year=one.year) if one.year else ""
        yield Line(one.as_what, said(one.by, ", ".join(said(one.what, year)), moment(one.at)))
