"""The list behind the bell: what the reader owes, what came back, what changed; each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.language import Text
from thidua.notices.kinds import KINDS, REMINDED, Kind
from thidua.notices.models import Notice
from thidua.notices.reading import Line, told_at
from thidua.notices.words import day_of
from thidua.numbers import in_both

_UNKNOWN = Kind("", Text("thông báo", "notice"))


@dataclass(frozen=True)
class Shown:
    """One line as the page shows it. `opens`: the address that marks it as read and leads on;
    `pk`: of its newest notice.
    """

    pk: int
    title: str
    where: str
    day: str
    until: str
    new: bool
    opens: str
    over: bool
    """Whether what was owed is owed no more."""


@dataclass(frozen=True)
class Owed:
    """What the reader owes: rows of the first page, and those of them whose work came back."""

    tasks: Sequence[Task]
    returned: Sequence[Task]
    places: Sequence[str]
    """Addresses that these rows speak of: notices that lead there are not shown once more."""


def kinds_by_id() -> dict[str, Kind]:
    return {kind.id: kind for kind in KINDS}


def owed_kinds() -> list[str]:
    """Kinds of which a task tells: the notice and the row of the first page are one thing."""
    return [kind.id for kind in KINDS if kind.owed or kind.returned]


def owed_by(reader: User, tasks: Sequence[Task]) -> Owed:
    """The tasks, each with the notice that told of it; what came back stands apart."""
    kinds = kinds_by_id()
    told = told_at(reader, [task.href for task in tasks if task.href], owed_kinds())
    plain, returned, places = [], [], []
    for task in tasks:
        notice = told.get(task.href)
        if notice is None:
            plain.append(task)
            continue
        places.append(task.href)
        shown = replace(task, href=reverse("notice", kwargs={"pk": notice.pk}))
        if kinds[notice.kind].returned:
            returned.append(replace(shown, detail=str(notice.text)))
        else:
            plain.append(shown)
    return Owed(plain, returned, places)


def shown_line(line: Line, *, campaign: Campaign | None) -> Shown:
    """A line in words."""
    notice = line.notice
    kind = kinds_by_id().get(notice.kind, _UNKNOWN)
    several = line.number > 1 and kind.many is not None
    return Shown(
        pk=notice.pk,
        title=_several(kind, line.number) if several else str(notice.text.capitalised()),
        where=notice.organisation.name if notice.organisation and not several else "",
        day=day_of(notice.made_at),
        until=f"{notice.due_on:%d/%m/%Y}" if notice.due_on and not several else "",
        new=line.unread,
        opens=_opens(notice, several=several),
        over=_over(notice, campaign),
    )


def _over(notice: Notice, campaign: Campaign | None) -> bool:
    """Whether what was owed is owed no more. Sure of reminders alone: as long as something is left,
    a task leads to the reminder's own page, and then this line is not shown.
    """
    return notice.kind == REMINDED.id and campaign is not None and notice.campaign_id == campaign.pk


def is_returned(line: Line) -> bool:
    """Whether it says that the reader's work came back."""
    return kinds_by_id().get(line.notice.kind, _UNKNOWN).returned


def title_of(notice: Notice, number: int) -> str:
    """What all notices of a line have in common."""
    return _several(kinds_by_id().get(notice.kind, _UNKNOWN), number)


def _several(kind: Kind, number: int) -> str:
    many = kind.many or kind.title
    return str(many.format(number=in_both(number)))


def _opens(notice: Notice, *, several: bool) -> str:
    if several:
        return f"{reverse('notices')}?line={notice.pk}"
    return reverse("notice", kwargs={"pk": notice.pk})
