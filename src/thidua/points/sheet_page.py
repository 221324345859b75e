"""What the page of one sheet is made of, and what its buttons do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.attachments.models import Attachment
from thidua.organisations.models import Organisation
from thidua.points.actions import Own, save_scores, send_sheet, take_back
from thidua.points.errors import PointsError
from thidua.points.evidence import files_of_unit
from thidua.points.forms import ReasonForm, SheetForm, ValueForm, forms_for, shown_value
from thidua.points.models import CheckOfScore, ScoreEvidence, ScoreSheet
from thidua.points.permissions import acts_for, may_settle
from thidua.points.queries import Member, Standing, UnitPoints
from thidua.points.settling import Said, check_sheet, reopen_sheet, return_sheet, settle_sheet
from thidua.submissions.models import SubmissionStatus
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent

WRITE, CHECK, SETTLE, READ = "write", "check", "settle", "read"
OPEN = frozenset({SubmissionStatus.DRAFT, SubmissionStatus.RETURNED})


@dataclass
class SheetPage:
    """One unit's sheet in the hands of one reader. `mode`: what the page is for."""

    standing: Standing
    row: UnitPoints
    reader: Any
    mode: str
    mine: bool
    checker: Organisation | None = None
    files: list[Attachment] = field(default_factory=list)
    forms: list[ValueForm] = field(default_factory=list)
    checks: list[CheckOfScore] = field(default_factory=list)
    evidence: Mapping[int, Sequence[Attachment]] = field(default_factory=dict)

    @property
    def sheet(self) -> ScoreSheet | None:
        return self.row.sheet

    @property
    def may_settle(self) -> bool:
        return may_settle(self.reader, self.standing.bloc, self.row.unit)

    @property
    def status(self) -> str:
        return self.sheet.status if self.sheet else SubmissionStatus.DRAFT

    def stored(self) -> ScoreSheet:
        """Raises PointsError where nothing was ever saved."""
        if self.sheet is None:
            raise PointsError.not_sent()
        return self.sheet


def page_for(
    request: SignedIn,
    standing: Standing,
    members: Sequence[Member],
    row: UnitPoints,
    asked: str,
) -> SheetPage:
    """The page that was asked for. Raises Http404 for one that is not for this reader."""
    reader, unit = request.user, row.unit
    mine = acts_for(reader, unit)
    page = SheetPage(standing, row, reader, asked, mine)
    if asked == CHECK:
        others = (one.unit for one in members if one.at_work and one.unit != unit)
        page.checker = next((one for one in others if acts_for(reader, one)), None)
        if mine or page.checker is None:
            raise Http404
    elif asked == SETTLE:
        if not may_settle(reader, standing.bloc, unit):
            raise Http404
    elif mine and row.at_work and standing.criteria_set is not None and page.status in OPEN:
        page.mode = WRITE
    if asked in {CHECK, SETTLE} and page.status != SubmissionStatus.SENT:
        page.mode = READ
    return page


def fill(page: SheetPage, data: Any = None) -> None:
    """The forms of the page, with what is stored, or as they were sent."""
    if page.mode == WRITE:
        newest = files_of_unit(page.row.unit, page.standing.bloc.campaign)
        page.files = list(shown_for(newest, page.sheet)[:MOST_FILES])
        page.evidence = _chosen(page.files)
    elif page.sheet is not None:
        page.checks, page.evidence = checks_of(page.sheet), evidence_of(page.sheet)
    if page.mode == READ:
        return
    named = [(file.pk, file.name) for file in page.files]
    page.forms = forms_for(page.standing.criteria, _initial(page), data=data, files=named)


MOST_FILES = 100
"""The newest files of a unit's notes that can be chosen from."""


def _initial(page: SheetPage) -> dict[int, dict[str, Any]]:
    own_checks = {one.score_id: one for one in page.checks if one.unit == page.checker}
    found: dict[int, dict[str, Any]] = {}
    for cell in page.row.cells:
        score, counted = cell.score, cell.counted.value if cell.counted else None
        value, reason = (score.own, score.own_reason) if score else (None, "")
        if page.mode == WRITE and value is None:
            value = counted
        if page.mode == CHECK:
            said = own_checks.get(score.pk) if score else None
            value = said.value if said and said.value is not None else value
            reason = said.reason if said else ""
        if page.mode == SETTLE:
            reason = ""
        key = cell.criterion.pk
        files = [file.pk for file in page.evidence.get(key, ())]
        found[key] = {"value": shown_value(cell.criterion, value), "reason": reason, "files": files}
    return found


def shown_for(files: "QuerySet[Attachment]", sheet: ScoreSheet | None) -> "QuerySet[Attachment]":
    """Files that know for which criteria of a sheet they are shown (`shown`)."""
    rows = ScoreEvidence.objects.filter(file=OuterRef("pk"), score__sheet=sheet)
    return files.annotate(shown=ArraySubquery(rows.values("score__criterion")))


def _chosen(files: Sequence[Any]) -> dict[int, list[Attachment]]:
    chosen: dict[int, list[Attachment]] = {}
    for file in files:
        for criterion in file.shown:
            chosen.setdefault(criterion, []).append(file)
    return chosen


def checks_of(sheet: ScoreSheet) -> list[CheckOfScore]:
    """What the other members said of a sheet. One question."""
    found = CheckOfScore.objects.filter(score__sheet=sheet).select_related("unit", "score")
    return list(found.order_by("unit__sort_key", "unit__code"))


def evidence_of(sheet: ScoreSheet) -> Mapping[int, Sequence[Attachment]]:
    """The files shown for each criterion, by its key. One question."""
    found: dict[int, list[Attachment]] = {}
    rows = ScoreEvidence.objects.filter(score__sheet=sheet, file__removed_at=None)
    for row in rows.select_related("score", "file").order_by("pk"):
        found.setdefault(row.score.criterion_id, []).append(row.file)
    return found


# The buttons
# --------------------------------------------------------------------------------------------------


def act_on(request: SignedIn, page: SheetPage) -> str:
    """Do what the pressed button says; gives back what is said after it. Raises PointsError and
    what else is refused, PermissionDenied (an act that is not of this page as well).
    """
    act = act_sent(request)
    revision, version = SheetForm.numbers(request.POST)
    if act in {"save", "send"}:
        return _save(page, revision, send=act == "send")
    if act == "take_back":
        take_back(sheet=page.stored(), actor=page.reader)
        return _("Đã lấy lại phiếu để sửa.")
    if act == "check" and page.checker is not None:
        given = {one.criterion.pk: Said(one.value, one.words) for one in _valid(page)}
        check_sheet(
            sheet=page.stored(),
            unit=page.checker,
            version=version,
            given=given,
            actor=page.reader,
        )
        return _("Đã gửi ý kiến kiểm tra chéo của {name}.").format(name=page.checker.name)
    if act == "settle":
        given = {one.criterion.pk: Said(one.value, one.words) for one in _valid(page)}
        settle_sheet(sheet=page.stored(), version=version, given=given, actor=page.reader)
        return _("Đã chốt điểm của {name}.").format(name=page.row.unit.name)
    if act in {"return", "reopen"}:
        return _back(request, page, version, act)
    raise PermissionDenied


def _valid(page: SheetPage) -> list[ValueForm]:
    """Raises PointsError with the first fault, where a field has one; PermissionDenied where this
    page has no fields.
    """
    if not page.forms:
        if page.mode == READ and page.status != SubmissionStatus.SENT:
            raise PointsError.not_sent()
        raise PermissionDenied
    for number, form in enumerate(page.forms, start=1):
        if not form.is_valid():
            fault = first_fault(form)
            raise PointsError.unreadable(
                _("Tiêu chí {number}: {fault}").format(number=number, fault=fault)
            )
    return page.forms


def _save(page: SheetPage, revision: int, *, send: bool) -> str:
    bloc, unit = page.standing.bloc, page.row.unit
    if not page.mine:
        raise PermissionDenied(_("Chỉ người của chính đơn vị tự chấm điểm được."))
    if page.mode != WRITE:
        raise PointsError.not_open()
    counted = {
        cell.criterion.pk: cell.counted.value if cell.counted else None for cell in page.row.cells
    }
    given = {}
    for form in _valid(page):
        left = form.value == counted[form.criterion.pk] and not form.words
        value = None if left else form.value
        given[form.criterion.pk] = Own(value, form.words, form.chosen)
    saved = save_scores(bloc=bloc, unit=unit, revision=revision, given=given, actor=page.reader)
    if not send:
        return _("Đã lưu: khối chưa xem được phần tự chấm.")
    try:
        send_sheet(bloc=bloc, unit=unit, revision=saved.revision, actor=page.reader)
    except PointsError as refused:
        raise SavedButNotSentError(refused, saved.revision) from refused
    return _("Đã gửi phiếu chấm điểm đến khối.")


class SavedButNotSentError(PointsError):
    """What was typed is kept; sending was refused. `revision`: of what is kept now."""

    def __init__(self, refused: PointsError, revision: int) -> None:
        super().__init__(refused.text)
        self.revision = revision


def _back(request: SignedIn, page: SheetPage, version: int, act: str) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise PointsError.unreadable(first_fault(form))
    why = form.cleaned_data["why"]
    if act == "return":
        return_sheet(sheet=page.stored(), version=version, reason=why, actor=page.reader)
        return _("Đã trả lại phiếu của {name}.").format(name=page.row.unit.name)
    reopen_sheet(sheet=page.stored(), reason=why, actor=page.reader)
    return _("Đã mở lại phiếu của {name}.").format(name=page.row.unit.name)
