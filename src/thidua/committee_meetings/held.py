"""The committee's meetings of a year that are over, each as the page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from thidua.attachments.models import Attachment
from thidua.committee_meetings.log import Line, lines_of
from thidua.committee_meetings.models import Adoption, CommitteeMeeting
from thidua.committee_meetings.reading import Noted
from thidua.numbers import format_number
from thidua.vocabulary import BEST_FIRST, ShownLevel, SubjectType
from thidua.web.clock import shown


@dataclass(frozen=True)
class Adopted:
    """One kind of subjects: how many levels were adopted by how many votes, `levels` those that
    anybody was given, each with how many.
    """

    adoption: Adoption

    @property
    def words(self) -> str:
        """“Đảng viên: 293 mức, biểu quyết 12/13”."""
        words = _("{kind}: {n} mức, biểu quyết {votes}/{present}")
        made = self.adoption
        return words.format(
            kind=SubjectType(made.subject_type).title,
            n=format_number(sum(self._counted.values())),
            votes=format_number(made.votes_for),
            present=format_number(made.votes_of),
        )

    @property
    def levels(self) -> list[tuple[ShownLevel, int]]:
        counted = self._counted
        return [(one, counted[str(one.code)]) for one in BEST_FIRST if counted.get(str(one.code))]

    @property
    def _counted(self) -> dict[str, int]:
        counted: dict[str, int] = self.adoption.outcome.get("levels", {})
        return counted


@dataclass
class Held:
    """One of them."""

    noted: Noted

    @property
    def meeting(self) -> CommitteeMeeting:
        return self.noted.meeting

    @property
    def scans(self) -> Sequence[Attachment]:
        return self.noted.scans

    @property
    def when(self) -> str:
        """“17/12/2021, 08:00–10:30”."""
        began, ended = shown(self.meeting.opened_at), self.meeting.ended_at
        until = f"–{shown(ended):%H:%M}" if ended is not None else ""
        return f"{began:%d/%m/%Y, %H:%M}{until}"

    @property
    def who(self) -> str:
        """“Chủ trì Nguyễn Văn A; có mặt 11/13”."""
        words = _("Chủ trì {name}; có mặt {present}/{called}")
        called = self.noted.attendants
        return words.format(
            name=self.meeting.chair_name,
            present=format_number(sum(one.present for one in called)),
            called=format_number(len(called)),
        )

    @cached_property
    def lines(self) -> list[Line]:
        """The log, the newest first; nothing is taken back any more."""
        return lines_of(self.noted.moves, may=False)

    @property
    def moved(self) -> str:
        """“Chuyển 4 trường hợp, hoàn tác 1”."""
        undone = sum(bool(line.undone) for line in self.lines)
        if not self.lines:
            return _("Không chuyển trường hợp nào")
        words = _("Chuyển mức {n} lần, hoàn tác {undone}") if undone else _("Chuyển mức {n} lần")
        return words.format(n=format_number(len(self.lines)), undone=format_number(undone))

    @property
    def adopted(self) -> list[Adopted]:
        return [Adopted(one) for one in self.noted.adoptions]
