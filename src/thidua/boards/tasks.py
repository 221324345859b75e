"""What the board asks of a reader on the first page: levels to choose, or to propose."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Q
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
from thidua.campaigns.due_dates import step_due
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.frameworks.binding import framework_by_fingerprint
from thidua.frameworks.models import FrameworkBinding
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_of
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
        left = _left(campaign, boards, reader=request.user.person_id)
        if any(one.number for one in left.values()):
            yield _work(campaign, committee, [(board, left[board.kind]) for board in boards])


@dataclass(frozen=True)
class LeftOf:
    """Of one kind: how many wait for a level to be set, have one set, wait for facts instead."""

    number: int = 0
    done: int = 0
    unknown: int = 0


def _left(campaign: Campaign, boards: list[Board], *, reader: int | None) -> dict[str, LeftOf]:
    """Per kind what is left to set, each case once: nobody decided it, chose (or proposed) its
    level, or sent it back, which its own task says; and nobody chooses their own.
    """
    known, back = Q(rating__low=F("rating__high")), Q(proposal__returned__gt="")
    wanted, left, unknown = Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[])
    for board in boards:
        kind = Q(subject_type=board.kind.value)
        wanted |= board.subjects
        if board.decides:
            own = Q(person=reader) if reader is not None else Q(pk__in=[])
            left |= kind & known & ~(Q(proposal__chosen__gt="") | back | own)
            unknown |= kind & ~known
        else:
            left |= kind & UNPROPOSED & ~back
    done = ~(left | unknown | back)
    counted = (
        RosterEntry.objects.filter(wanted, campaign=campaign, rating__isnull=False)
        .exclude(DECIDED)
        .order_by()
        .values_list("subject_type")
        .annotate(
            n_left=Count("pk", filter=left),
            n_done=Count("pk", filter=done),
            n_unknown=Count("pk", filter=unknown),
        )
    )
    return {board.kind.value: LeftOf() for board in boards} | {
        kind: LeftOf(*numbers) for kind, *numbers in counted
    }


def _work(campaign: Campaign, committee: Organisation, boards: list[tuple[Board, LeftOf]]) -> Task:
    open_ones = [(board, left) for board, left in boards if left.number]
    board = open_ones[0][0]
    total = format_number(sum(left.number for _board, left in open_ones))
    each = ", ".join(
        f"{format_number(left.number)} {name_of(left.number, one.kind)}" for one, left in open_ones
    )
    if board.decides:
        title, button = _("Chọn mức cho {each}"), _("Chọn mức cho {total}")
    else:
        title, button = _("Đề nghị mức cho {each}"), _("Đề nghị mức cho {total}")
    link = reverse("board", kwargs={"year": campaign.year, "code": committee.code})
    return Task(
        due_on=step_due(campaign, Step.RATE, committee),
        title=title.format(each=each),
        detail=_detail(committee, [left for _board, left in open_ones]),
        href=f"{link}?kind={board.kind.value}",
        button=button.format(total=total),
    )


def _detail(committee: Organisation, left: list[LeftOf]) -> str:
    """“đã có 20; 4 chờ đủ thông tin · Chi bộ thôn 2”."""
    done, unknown = sum(one.done for one in left), sum(one.unknown for one in left)
    parts = [_("đã có {number}").format(number=format_number(done))] if done else []
    if unknown:
        parts.append(_("{number} chờ đủ thông tin").format(number=format_number(unknown)))
    return " · ".join(filter(None, ["; ".join(parts), committee.name]))


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
        committee = committee_of(who) if who else _("Cấp quyết định")
        many = format_number(number)
        yield Task(
            due_on=rating_due(campaign),
            title=_("Đề nghị lại {number} trường hợp").format(number=many),
            detail=_("{who} đề nghị xem xét lại: {reason}").format(who=committee, reason=reason),
            href=reverse("returned", kwargs={"year": campaign.year}),
            button=_("Đề nghị lại {number}").format(number=many),
        )
