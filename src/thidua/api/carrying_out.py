"""Tasks carried out: how far they are, in which state, what was noted; a note written. What a
reader's pages show them, and no more.
"""

from decimal import Decimal

from django.db.models import F
from django.http import Http404
from ninja import Query, Router

from thidua.accounts.viewing import SignedIn
from thidua.api.carrying_out_shapes import (
    CheckOfNote,
    Key,
    MilestoneOfNote,
    MilestoneReached,
    NoteIn,
    NoteProblem,
    PromiseOfNote,
    TargetOfTask,
    TaskLine,
    TaskNote,
    TasksAsked,
    ValueOfNote,
    WholeTask,
)
from thidua.api.me import Place
from thidua.api.problems import ProblemError
from thidua.api.service import answers, summary
from thidua.api.shapes import (
    Both,
    Paged,
    Year,
    exact,
    part_of,
)
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign, Direction
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.progress.actions import write_note
from thidua.progress.errors import CorrectedError, MeanwhileError, NoteError, SentBeforeError
from thidua.progress.models import CheckKind, Note
from thidua.progress.queries import (
    Standing,
    notes_of,
    standings_of,
    task_with_progress,
    tasks_visible_to,
    who_could_free,
)
from thidua.progress.results import Target
from thidua.progress.rules import NoteWords

router = Router(tags=["carrying_out"])
_ONE_VALUE = Text(
    "mỗi thước đo một lần, hoặc value hoặc done", "each measure once, with value or with done"
)
_NOBODY_THERE = Text(
    "freed_by: không có tổ chức mang mã này trong phạm vi hay ở cấp trên; nơi khác ghi ở "
    "freed_by_name",
    "freed_by: no organisation of this code in your part or above; name others in freed_by_name",
)


@router.get(
    "/years/{int:year}/tasks",
    response=answers(Paged[TaskLine]),
    **summary(
        "Nhiệm vụ được nhận trong phần cây của tôi, đến đâu rồi",
        "The accepted tasks of my part of the tree, and how far they are",
    ),
)
def tasks(request: SignedIn, year: Year, query: Query[TasksAsked]) -> Paged[TaskLine]:
    campaign = campaign_or_404(request, year)
    found = tasks_visible_to(request.user, campaign)
    if query.organisation:
        found = found.filter(registration__organisation__code=query.organisation)
    found = found.order_by(F("registration__organisation__path"), "position", "pk")
    rows = list(part_of(found, query))
    standing = {one.task.pk: one for one in standings_of(rows, campaign)}
    lines = [TaskLine(**_line(standing[row.pk])) for row in rows]
    return Paged[TaskLine].of(lines, count=found.count(), paging=query, request=request)


@router.get(
    "/years/{int:year}/tasks/{int:key}",
    response=answers(WholeTask),
    **summary("Một nhiệm vụ với mọi ghi nhận", "One task with all its notes"),
)
def task(request: SignedIn, year: Year, key: Key) -> WholeTask:
    standing = _standing(request, campaign_or_404(request, year), key)
    notes = list(notes_of(standing.task, actor=request.user))
    return WholeTask(
        **_line(standing),
        seen_note=max((note.pk for note in notes), default=0),
        all_notes=[_note(note) for note in notes],
    )


@router.post(
    "/years/{int:year}/tasks/{int:key}/notes",
    response=answers(TaskNote) | dict.fromkeys((409, 422), NoteProblem),
    **summary("Ghi tiến độ một nhiệm vụ", "Note how far a task is"),
)
def note(request: SignedIn, year: Year, key: Key, body: NoteIn) -> TaskNote:
    standing = _standing(request, campaign_or_404(request, year), key)
    words = _words(body, _freed_by(request, standing, body.freed_by))
    try:
        written = write_note(standing.task, words, actor=request.user)
    except MeanwhileError as error:
        raise _clash(error, list(error.notes), standing, request) from error
    except (CorrectedError, SentBeforeError) as error:
        raise _clash(error, [error.note], standing, request) from error
    return _note(notes_of(standing.task, actor=request.user).get(pk=written.pk))


def _standing(request: SignedIn, campaign: Campaign, key: int) -> Standing:
    found = task_with_progress(request.user, campaign, key)
    if found is None:
        raise Http404
    return found


def _words(body: NoteIn, freed_by: Organisation | None) -> NoteWords:
    values: dict[int, Decimal | bool] = {}
    for each in body.values:
        if (each.value is None) == (each.done is None) or each.measure in values:
            raise ProblemError("not-valid", _ONE_VALUE)
        values[each.measure] = bool(each.done) if each.value is None else Decimal(each.value)
    return NoteWords(
        on=body.on,
        text=body.text,
        values=values,
        milestones=tuple((each.on, each.text) for each in body.milestones),
        blocked_by=body.blocked_by,
        freed_by=freed_by,
        freed_by_name=body.freed_by_name,
        corrects=body.corrects,
        sent_as=body.sent_as,
        seen_note=body.seen_note,
    )


def _freed_by(request: SignedIn, standing: Standing, code: str) -> Organisation | None:
    """Somebody of the reader's part, or above the unit."""
    if not code:
        return None
    found = who_could_free(request.user, standing.task).filter(code=code).first()
    if found is None:
        raise ProblemError("not-valid", _NOBODY_THERE)
    return found


def _clash(
    error: NoteError, notes: list[Note], standing: Standing, request: SignedIn
) -> ProblemError:
    there = notes_of(standing.task, actor=request.user).filter(pk__in=[one.pk for one in notes])
    shown = [_note(one).model_dump(mode="json") for one in there]
    return ProblemError("clash", error.text, {"notes": shown})


def _line(one: Standing) -> dict[str, object]:
    registration, progress = one.task.registration, one.progress
    unit = registration.organisation
    return {
        "key": one.task.pk,
        "organisation": Place(code=unit.code, name=unit.name),
        "person": registration.person.full_name if registration.person is not None else None,
        "number": progress.position,
        "kind": progress.kind,
        "heading": progress.heading,
        "starts_on": progress.starts_on,
        "ends_on": progress.ends_on,
        "state": one.state,
        "state_words": Both.of(one.state.title),
        "noted_on": progress.latest.on if progress.latest is not None else None,
        "notes": progress.notes,
        "targets": [_target(target) for target in progress.targets],
        "milestones": [
            MilestoneReached(on=each.due_on, text=each.text, reached_on=each.reached_on)
            for each in progress.milestones
        ],
    }


def _target(target: Target) -> TargetOfTask:
    now = target.now
    return TargetOfTask(
        measure=target.measure,
        name=target.name,
        unit=target.unit,
        target=_exact(target.target),
        last_year=_exact(target.last_year),
        direction=Direction.HIGHER if target.higher_is_better else Direction.LOWER,
        yes_no=target.yes_no,
        main=target.main,
        as_of=now.on if now is not None else None,
        value=_exact(now.value) if now is not None else None,
        done=now.done if now is not None else None,
        reached=target.reached,
        reached_in_time=target.reached_in_time,
        confirmed=now is not None and now.confirmed,
    )


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else exact(number)


def _note(one: Note) -> TaskNote:
    return TaskNote(
        key=one.pk,
        on=one.on,
        text=one.text,
        values=[
            ValueOfNote(measure=each.measure_id, value=_exact(each.value), done=each.done)
            for each in one.values.all()
        ],
        milestones=[
            MilestoneOfNote(on=each.due_on, text=each.text) for each in one.milestones.all()
        ],
        blocked_by=one.blocked_by,
        freed_by=Place(code=one.freed_by.code, name=one.freed_by.name) if one.freed_by else None,
        freed_by_name=one.freed_by_name,
        corrects=one.corrects_id,
        corrected_by=one.corrected_by.pk if hasattr(one, "corrected_by") else None,
        written_by=one.written_by_name,
        written_at=one.written_at,
        checks=[
            CheckOfNote(
                kind=CheckKind(each.kind),
                committee=each.committee.name,
                text=each.text,
                at=each.checked_at,
                answer=each.answer,
            )
            for each in one.checks.all()
        ],
        promises=[
            PromiseOfNote(unit=each.unit.name, text=each.text, until=each.until)
            for each in one.promises.all()
        ],
    )
