"""Objections in the accounts' commune, walked by the accounts of the demo on their days: one upheld
and decided again, one refused, one that waits for the district. Nothing happens outside demo mode.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thidua.accounts.actions import Owner, make_account
from thidua.accounts.granting import Holding
from thidua.accounts.models import Role, User
from thidua.boards.actions import Wish, choose
from thidua.boards.page import some_rows
from thidua.committee_meetings.subjects import board_for
from thidua.decisions.actions import issue_decision
from thidua.decisions.drafting import revise_decision
from thidua.decisions.models import Because, Decision, ReopenedLevel
from thidua.decisions.reopening import reopen_one
from thidua.demo.departing import WORDS, Departed, departed_of, entry_of
from thidua.demo.errors import DemoError
from thidua.demo.handing_in import ACTOR
from thidua.demo.plan import COMPLETED, GOOD
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.demo.stories import on_day
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.notices.models import Notice
from thidua.objections.actions import object_to_level
from thidua.objections.answering import answer
from thidua.objections.models import Objection
from thidua.objections.verifying import ask_unit, assign, note, reply
from thidua.roster.identity import entries_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import condition_ids
from thidua.vocabulary import SubjectType

DECIDED_AT = 17
"""The hour at which subjects were told, on the day that their decision bears."""
REASON = "Tài khoản của bí thư chi bộ"


@dataclass(frozen=True)
class Days:
    """Of one objection: sent, given to who verifies, the unit answered, answered, decided again."""

    sent: dt.date
    assigned: dt.date
    replied: dt.date
    answered: dt.date | None = None
    decided: dt.date | None = None


UPHELD = Days(
    dt.date(2021, 12, 24),
    dt.date(2021, 12, 27),
    dt.date(2022, 1, 4),
    dt.date(2022, 1, 10),
    dt.date(2022, 1, 12),
)
REFUSED = Days(
    dt.date(2021, 12, 26), dt.date(2021, 12, 28), dt.date(2022, 1, 5), dt.date(2022, 1, 12)
)
FAULT_FOUND, FAULT_DECIDED = dt.date(2022, 11, 15), dt.date(2022, 11, 28)
WAITING = Days(dt.date(2022, 12, 5), dt.date(2022, 12, 6), dt.date(2022, 12, 9))


def contest(year: ReviewedYear) -> bool:
    """Walk them, once the year is decided; whether there were any. Raises DemoError when a second
    decision is refused.
    """
    departed = departed_of(year)
    if departed is None:
        return False
    users = {user.username: user for user in User.objects.filter(demo=True)}
    _Contest(year, departed, users).walk()
    return True


class _Contest:
    """The objections of one year; `users`: the accounts of the demo by name."""

    def __init__(self, year: ReviewedYear, departed: Departed, users: dict[str, User]) -> None:
        self.year, self.departed, self.users = year, departed, users
        self.unit = year.units[year.commune.unit.code]

    def walk(self) -> None:
        for decision in Decision.objects.filter(campaign=self.year.campaign, issuer=self.unit):
            _told_on_its_day(decision)
        self._upheld()
        self._refused()
        answered = Notice.objects.filter(
            Q(kind__startswith="objections.") | Q(kind__startswith="decisions."),
            campaign=self.year.campaign,
            read_at=None,
        )
        answered.update(read_at=at(dt.date(2022, 1, 31), 8))
        self._fault()
        self._waiting()

    def _upheld(self) -> None:
        """The member's own account objects to a level that was put lower; the district decides."""
        words, entry = WORDS["upheld"], entry_of(self.year, self.departed.lowered)
        objection = self._sent(UPHELD, words, entry, "dangvien", ["member.good.tasks"])
        self._answered(UPHELD, words, objection, upheld=True)
        reopened = ReopenedLevel.objects.get(roster_entry=entry)
        assert UPHELD.decided is not None  # noqa: S101
        self._decide(reopened, GOOD, UPHELD.decided, words, "huyen")

    def _refused(self) -> None:
        """The cell objects to its own level."""
        words, key = WORDS["refused"], self.year.unit(self.departed.cell)
        found = entries_of(self.year.campaign, [key])[key]
        entry = RosterEntry.objects.select_related("rating").get(pk=found.pk)
        objection = self._sent(REFUSED, words, entry, "chibo", _failed(self.year, entry))
        self._answered(REFUSED, words, objection, upheld=False)

    def _fault(self) -> None:
        """The district finds a fault later: the commune decides one level again."""
        words, entry = WORDS["fault"], entry_of(self.year, self.departed.raised)
        with on_day(FAULT_FOUND):
            reopened = reopen_one(
                roster_entry=entry,
                because=Because.SUPERIOR,
                why=words["why"],
                actor=self.users["huyen"],
                issuer=self.unit,
            )
        self._decide(reopened, COMPLETED, FAULT_DECIDED, words, "xa")

    def _waiting(self) -> None:
        """Their cell objects to the second decision; the district has to answer."""
        entry = entry_of(self.year, self.departed.raised)
        sender = "chibo"
        if self.departed.raised_cell != self.departed.cell:
            sender = "bithu"
            self.users[sender] = _secretary(self.departed.raised_cell)
        conditions = ["member.good.tasks"]
        self._sent(WAITING, WORDS["waiting"], entry, sender, conditions)

    def _sent(
        self,
        days: Days,
        words: dict[str, Any],
        entry: RosterEntry,
        sender: str,
        conditions: list[str],
    ) -> Objection:
        """Sent, given to who verifies, asked of the commune and replied."""
        huyen = self.users["huyen"]
        with on_day(days.sent):
            objection = object_to_level(
                roster_entry=entry,
                conditions=conditions,
                facts={},
                why=words["why"],
                actor=self.users[sender],
            )
        with on_day(days.assigned):
            assign(objection=objection, users=[huyen.pk], actor=huyen)
            question = ask_unit(
                objection=objection, unit=self.unit, text=words["question"], actor=huyen
            )
        with on_day(days.replied):
            reply(question=question, text=words["reply"], actor=self.users["xa"])
        return objection

    def _answered(
        self, days: Days, words: dict[str, Any], objection: Objection, *, upheld: bool
    ) -> None:
        assert days.answered is not None  # noqa: S101
        with on_day(days.answered):
            huyen = self.users["huyen"]
            note(objection=objection, text=words["note"], actor=huyen)
            answer(
                objection=objection,
                upheld=upheld,
                reasons=words["answer"],
                for_the_unit=words["for_the_unit"],
                actor=huyen,
            )

    def _decide(
        self,
        reopened: ReopenedLevel,
        level: int,
        day: dt.date,
        words: dict[str, Any],
        officer: str,
    ) -> None:
        """The second decision: the level as it is now, issued on its day."""
        board = board_for(self.year.campaign, self.unit, SubjectType.MEMBER)
        (row,) = some_rows(board, [reopened.roster_entry_id])
        reopened.refresh_from_db()
        assert reopened.second is not None  # noqa: S101  (begun with the reopening)
        with on_day(day):
            choose(
                board=board,
                wishes=[Wish(row.entry, level, row.version)],
                actor=ACTOR,
            )
            second = revise_decision(
                decision=reopened.second,
                actor=self.users[officer],
                number=words["number"],
                decided_on=day,
                signer_post=words["signer"],
            )
            issued = issue_decision(decision=second, actor=self.users[officer])
        if issued.refused:
            reasons = [refusal.text for refusal in issued.refusals[second.pk]]
            raise DemoError.refused(
                Text(f"quyết định {second.number}", f"decision {second.number}"), reasons
            )
        second.refresh_from_db()
        _told_on_its_day(second)


def _told_on_its_day(decision: Decision) -> None:
    """Subjects were told when the decision was made, not on the day on which the demo is loaded."""
    decision.issued_at = at(decision.decided_on, DECIDED_AT)
    decision.save(update_fields=["issued_at"])


def _failed(year: ReviewedYear, entry: RosterEntry) -> list[str]:
    """The conditions of the highest level that a unit did not meet."""
    framework = bound_frameworks(year.campaign)[SubjectType.ORGANISATION]
    letters = zip(condition_ids(framework), entry.rating.outcomes, strict=True)
    return [name for name, letter in letters if letter == "F" and ".outstanding." in name][:2]


def _secretary(cell: str) -> User:
    """An account of a cell's secretary, where the accounts' own cell is another one."""
    name = f"bithu-{cell}"
    made = make_account(
        owner=Owner(name, f"Bí thư {cell}"),
        holding=Holding(Role.CELL, cell, dt.date(2021, 1, 1)),
        reason=REASON,
        actor=ACTOR,
    )
    return made.user
