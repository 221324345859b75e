"""The review, its meetings, grades and remedies as lines to read."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from thidua.language import as_sentence
from thidua.meetings.models import ItemState, SpeechKind
from thidua.own_file.lines import Line, day, moment, said
from thidua.own_file.schema import (
    Correction,
    Criterion,
    Dealt,
    Graded,
    Opinion,
    Prompt,
    Remedy,
    Review,
    Speech,
)
from thidua.remedies.models import State, StepKind
from thidua.submissions.models import SubmissionStatus
from thidua.vocabulary import Grade, Level, OpinionKind, SubjectType


def reviewed(found: Review | None) -> Iterator[Line]:
    """How far it is, then each heading with what stands under it, then what its marks mean."""
    if found is None:
        return
    head = _("{status}, {cell}").format(
        status=SubmissionStatus(found.status).label, cell=found.cell
    )
    yield Line(
        head,
        said(
            _("gửi {day}").format(day=moment(found.sent_at)) if found.sent_at else "",
            _("{who} gõ hộ").format(who=found.typed_by) if found.typed_by else "",
            _("gửi muộn: {why}").format(why=found.late_reason) if found.late_reason else "",
            _("đã trả lại: {why}").format(why=found.returned_because)
            if found.returned_because
            else "",
        ),
    )
    for one in found.headings:
        title = f"{one.number}. {one.title}" if one.number else one.title
        yield Line(title, tuple(line for line in one.text.splitlines() if line.strip()))
    for cited in found.cited:
        yield Line(f"[{cited.label}]", (cited.words,))


def prompted(prompts: Iterable[Prompt]) -> Iterator[Line]:
    for one in prompts:
        yield Line(one.text, (one.by, moment(one.made_at)))


def met(meetings: Iterable[Dealt]) -> Iterator[Line]:
    """Each meeting, then what was said there of them, then what the chair concluded."""
    for one in meetings:
        state = str(ItemState(one.state).label)
        yield Line(
            _("Họp ngày {day}, {unit}").format(day=day(one.held_on), unit=one.unit),
            said(
                as_sentence(state),
                _("để kỳ họp sau: {why}").format(why=one.put_off_because)
                if one.put_off_because
                else "",
            ),
        )
        yield from (_speech(each) for each in one.speeches)
        if one.concluded or one.corrections:
            yield Line(_("Chủ trì kết luận"), said(one.concluded, *_asked(one.corrections)))


def _speech(one: Speech) -> Line:
    title = f"{SpeechKind(one.kind).label}: {one.by}"
    return Line(title, said(one.text, moment(one.said_at), *_asked(one.corrections)))


def _asked(asks: Iterable[Correction]) -> Iterator[str]:
    for ask in asks:
        yield _("Đồng chí đề nghị sửa: {text}").format(text=ask.text)
        if ask.taken is None:
            yield _("chưa có trả lời")
        else:
            yield said(ask.answer, _("đã sửa theo đề nghị"))[0] if ask.taken else ask.answer


def graded(found: Graded) -> Iterator[Line]:
    """Each criterion with everybody's grade, then what each giver said beside grades."""
    yield from (_criterion(one) for one in found.criteria)
    yield from (_opinion(one) for one in found.opinions)


def title_of(found: Graded) -> str:
    kind = as_sentence(str(SubjectType(found.subject_type).title)).rstrip(".")
    return ", ".join(said(_("Ai chấm gì"), kind, found.place))


def _criterion(one: Criterion) -> Line:
    return Line(
        one.title,
        tuple(
            "; ".join(
                said(
                    f"{each.by}: {Grade(each.grade).title}",
                    _("mức được tính") if each.counts else "",
                    _("lý do: {why}").format(why=each.reason) if each.reason else "",
                )
            )
            for each in one.grades
        ),
    )


def _opinion(one: Opinion) -> Line:
    own = one.kind == OpinionKind.SELF
    return Line(
        _("Đồng chí tự nhận") if own else _("Ý kiến của {who}").format(who=one.by),
        said(
            _level(one, own=own),
            _("xếp loại cán bộ, công chức, viên chức: {level}").format(
                level=Level(one.civil_servant_level).title
            )
            if one.civil_servant_level
            else "",
            one.comment,
            moment(one.given_at),
        ),
    )


def _level(one: Opinion, *, own: bool) -> str:
    if not one.level:
        return ""
    level = Level(one.level).title
    return str(level) if own else _("đề nghị {level}").format(level=level)


def worked_on(remedies: Iterable[Remedy]) -> Iterator[Line]:
    for one in remedies:
        closed = one.state == State.CLOSED
        yield Line(
            one.limit,
            said(
                _("nêu ở {where}, ngày {day}").format(where=one.named_in, day=day(one.raised_on)),
                _("nguyên nhân: {cause}").format(cause=one.cause) if one.cause else "",
                _("khắc phục: {what}").format(what=one.what) if one.what else "",
                " · ".join(
                    said(
                        str(State(one.state).label),
                        _("đến {day}").format(day=day(one.due_on)) if one.due_on else "",
                        _("nơi xác nhận: {who}").format(who=one.verifier),
                    )
                ),
                *(
                    ", ".join(
                        said(day(step.on), str(StepKind(step.kind).label), step.text, step.by)
                    )
                    for step in one.steps
                ),
                _("{who} xác nhận ngày {day}").format(who=one.closed_by, day=day(one.closed_on))
                if closed
                else "",
            ),
            state="yes" if closed else "open",
        )
