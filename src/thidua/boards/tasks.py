"""What the board asks of a reader on the first page: levels to choose, or to propose."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.boards.access import may_choose
from thidua.boards.definition import Board, boards_of
from thidua.boards.models import UNPROPOSED
from thidua.boards.permissions import ACTS
from thidua.boards.queries import sent_back
from thidua.campaigns.calendar import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.frameworks.binding import framework_by_fingerprint
from thidua.frameworks.models import FrameworkBinding
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.units import name_of


def board_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One entry for each of the reader's own committees on whose boards somebody still waits."""
    own = {grant.organisation_id for grant in scope_of_request(request).grants}
    texts = FrameworkBinding.objects.filter(campaign=campaign).values_list(
        JSONObject(kind="subject_type", fingerprint="fingerprint", text="text")
    )
    committees = (
        Organisation.objects.filter(pk__in=own)
        .annotate(texts=ArraySubquery(texts))
        .order_by("path")
    )
    for committee in committees if own else ():
        frameworks = {
            SubjectType(bound["kind"]): framework_by_fingerprint(
                bound["fingerprint"], bound["text"]
            )
            for bound in committee.texts
        }
        if len(frameworks) < len(SubjectType):
            return  # nothing is rated before frameworks are bound
        boards = [
            board
            for board in boards_of(campaign, committee, frameworks)
            if may_choose(request, board)
        ]
        waiting = _waiting(campaign, boards)
        if any(waiting.values()):
            yield _work(campaign, committee, [(board, waiting[board.kind]) for board in boards])


def _waiting(campaign: Campaign, boards: list[Board]) -> dict[str, int]:
    """Per kind how many are rated, not decided, and, where they are only proposed, not proposed
    yet or sent back.
    """
    wanted = Q(pk__in=[])
    for board in boards:
        wanted |= board.subjects if board.decides else board.subjects & UNPROPOSED
    counted = (
        RosterEntry.objects.filter(wanted, campaign=campaign, rating__isnull=False)
        .exclude(DECIDED)
        .order_by()
        .values_list("subject_type")
        .annotate(number=Count("pk"))
    )
    return {board.kind.value: 0 for board in boards} | dict(counted)


def _work(campaign: Campaign, committee: Organisation, boards: list[tuple[Board, int]]) -> Task:
    open_ones = [(board, number) for board, number in boards if number]
    board = open_ones[0][0]
    total = sum(number for _, number in open_ones)
    unit = name_of(total, board.kind if len(open_ones) == 1 else "subject")
    many = format_number(total)
    if board.decides:
        title = _("Chọn mức cho {many} {unit}").format(many=many, unit=unit)
    else:
        title = _("Đề nghị mức cho {many} {unit}").format(many=many, unit=unit)
    link = reverse("board", kwargs={"year": campaign.year, "code": committee.code})
    return Task(
        due_on=rating_due(campaign),
        title=title,
        detail=committee.name,
        href=f"{link}?kind={board.kind.value}",
        button=_("Mở bảng"),
    )


def returned_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One line a committee and reason: what it sent back, and why."""
    scope = scope_of_request(request)
    if not any(grant.role in ACTS["boards.propose"] for grant in scope.grants):
        return
    found = sent_back(campaign=campaign, scope=scope).order_by()
    sent = found.values_list("proposal__returned_by__name", "proposal__returned").annotate(
        number=Count("pk")
    )
    for who, reason, number in sent:
        yield Task(
            due_on=rating_due(campaign),
            title=_("Đề nghị lại {number} trường hợp").format(number=format_number(number)),
            detail=_("{who} trả lại: {reason}").format(who=who or _("Cấp trên"), reason=reason),
            href=reverse("returned", kwargs={"year": campaign.year}),
            button=_("Đề nghị lại"),
        )
