"""The page of one ballot: what it is, where it stands, what its reader may do there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.ballots.cautions import cautions_of
from thidua.ballots.links import address_of
from thidua.ballots.models import OVER, Ballot, Candidate, PaperEntry, State, Voter
from thidua.ballots.results import result_of
from thidua.ballots.rights import may_keep, views
from thidua.ballots.sealed_keys import grouped, receipt_of, tag_of
from thidua.ballots.showing.about import about_of
from thidua.ballots.showing.bar import Bar, bar_of
from thidua.ballots.showing.holders import Holder, holders_of
from thidua.ballots.showing.moments import hour_and_day
from thidua.ballots.showing.options import Options
from thidua.ballots.showing.result import ResultPart
from thidua.ballots.showing.standing import Stands
from thidua.ballots.showing.stations import Station, stations_of
from thidua.ballots.showing.words import Sentence, protection_of
from thidua.ballots.turnout import voters_of
from thidua.language import as_sentence
from thidua.numbers import format_number

if TYPE_CHECKING:
    from thidua.ballots.turnout import Listed

NAMED = 12
"""So many of those who have not voted are named; of more only how many they are."""


@dataclass
class BallotPage(Stands):
    """`keeps`: whether the reader keeps the ballot, or only reads it. Of how anybody voted it knows
    nothing before the result.
    """

    ballot: Ballot
    actor: Actor
    error: str = ""

    @cached_property
    def keeps(self) -> bool:
        return may_keep(self.actor, self.ballot)

    @cached_property
    def person(self) -> int | None:
        return scope_of(self.actor).person_id

    @cached_property
    def address(self) -> str:
        return address_of(self.ballot)

    @cached_property
    def options(self) -> Options:
        return Options(self.ballot)

    def __post_init__(self) -> None:
        prefetch_related_objects([self.ballot], "candidates")

    @property
    def candidates(self) -> list[Candidate]:
        return list(self.ballot.candidates.all())

    @cached_property
    def voters(self) -> "list[Listed]":
        """Everybody on the list, each with `voted`."""
        return list(voters_of(self.ballot))

    @cached_property
    def called(self) -> "list[Listed]":
        return [one for one in self.voters if not one.struck]

    @cached_property
    def voted(self) -> int:
        return sum(one.voted for one in self.voters)

    @cached_property
    def stations(self) -> list[Station]:
        return stations_of(self.ballot, called=len(self.called), voted=self.voted)

    @cached_property
    def holders(self) -> list[Holder]:
        """Who holds a code of the urn; nobody where there is none, or for readers who keep nothing
        here.
        """
        if not self.ballot.has_urn or not (self.keeps or self.is_holder):
            return []
        return holders_of(self.ballot, self.person)

    @property
    def is_holder(self) -> bool:
        return self.person is not None and self.person in self.ballot.holders

    @cached_property
    def protection(self) -> list[Sentence]:
        return protection_of(self.ballot)

    @cached_property
    def cautions(self) -> list[str]:
        """What whoever keeps the ballot is warned of before it is open."""
        if not self.keeps or not (self.is_draft or self.is_frozen):
            return []
        return [as_sentence(one) for one in cautions_of(self.ballot)]

    @cached_property
    def about(self) -> list[tuple[str, str, str]]:
        return about_of(self.ballot, self.options, len(self.candidates))

    @cached_property
    def bar(self) -> Bar | None:
        return bar_of(self)

    @cached_property
    def back(self) -> tuple[str, str] | None:
        """Where the ballot came from."""
        purpose = self.options.purpose
        return purpose.back(self.ballot) if purpose else None

    @property
    def sub(self) -> str:
        kind = _("phiếu kín") if self.ballot.secret else _("phiếu công khai")
        way = _("bỏ trên máy") if self.ballot.electronic else _("bỏ bằng giấy")
        lines = _("{number} dòng trên phiếu").format(number=format_number(len(self.candidates)))
        parts = [self.ballot.organisation.name, lines, kind, way]
        if self.result is not None and self.ballot.closed_at is not None:
            closed = _("đóng {when}").format(when=hour_and_day(self.ballot.closed_at))
            size = self.result.result
            cast = _("{cast} phiếu của {called} người được bỏ").format(
                cast=format_number(size.cast), called=format_number(size.called)
            )
            parts += [closed, cast]
        return " · ".join(parts)

    # who has voted

    @property
    def squares(self) -> list[bool]:
        """One a voter, those who have voted first: no order of voting is told."""
        return sorted((one.voted for one in self.called), reverse=True)

    @property
    def waiting(self) -> "list[Listed]":
        return [one for one in self.called if not one.voted]

    @property
    def turnout_words(self) -> str:
        if not self.waiting:
            return _("Cả {number} người đã bỏ").format(number=format_number(self.voted))
        return _("Đã bỏ {voted}, còn {left}").format(
            voted=format_number(self.voted), left=format_number(len(self.waiting))
        )

    @property
    def waiting_words(self) -> str:
        """Whom it waits for, told to whoever keeps the ballot alone."""
        if not self.keeps or not self.waiting:
            return ""
        return _("Còn: {names}.").format(names=named(self.waiting))

    @property
    def may_invite(self) -> bool:
        return self.keeps and self.is_open and bool(self.waiting)

    @property
    def invite_words(self) -> str:
        left = len(self.waiting)
        return _("Mời {number} người").format(number=format_number(left))

    @property
    def candidates_words(self) -> str:
        return _("{number} dòng trên phiếu").format(number=format_number(len(self.candidates)))

    @property
    def voters_words(self) -> str:
        return _("{number} người được bỏ phiếu").format(number=format_number(len(self.called)))

    # the reader as a voter

    @cached_property
    def own_line(self) -> "Listed | None":
        return next((one for one in self.voters if one.person_id == self.person), None)

    @property
    def _takes_my_vote(self) -> bool:
        mine = self.own_line
        return mine is not None and not mine.struck and self.is_open and self.ballot.electronic

    @property
    def votes_now(self) -> bool:
        return self._takes_my_vote and not self._has_voted

    @property
    def changes_vote(self) -> bool:
        return self._takes_my_vote and self._has_voted and not self.ballot.secret

    @property
    def has_receipt(self) -> bool:
        return self._has_voted and self.ballot.has_urn and not self.is_cancelled

    @property
    def _has_voted(self) -> bool:
        return self.own_line is not None and self.own_line.voted

    @property
    def is_struck(self) -> str:
        """Why the reader was taken off the list; "" where they were not."""
        return self.own_line.struck if self.own_line else ""

    # once it is sealed

    @cached_property
    def result(self) -> ResultPart | None:
        found = result_of(self.ballot)
        if found is None:
            return None
        return ResultPart(self.ballot, self.options, found)

    @property
    def result_title(self) -> str:
        return _("Kết quả: {title}").format(title=self.ballot.title)

    @cached_property
    def own_code(self) -> str:
        """The reader's receipt; "" where they have none."""
        if self.person is None or not self.has_receipt:
            return ""
        return grouped(receipt_of(tag_of(bytes(self.ballot.salt or b""), self.person)))

    @property
    def own_code_words(self) -> str:
        listed = self.result is not None and self.own_code in self.result.codes
        return _("có trong danh sách.") if listed else _("không có trong danh sách: báo chủ trì.")

    @property
    def takes_minutes(self) -> bool:
        """Whoever keeps the ballot, or reads it by a role."""
        return self.keeps or views(self.actor, self.ballot.organisation)

    # what may be done

    @property
    def may_cancel(self) -> bool:
        return self.keeps and self.ballot.state not in OVER

    @property
    def may_print(self) -> bool:
        """Paper slips are printed of a list that does not change any more."""
        ready = self.ballot.state in {State.FROZEN, State.OPEN}
        return self.keeps and not self.ballot.electronic and ready

    @property
    def takes_paper(self) -> bool:
        return not self.ballot.electronic and self.keeps and not self.is_cancelled

    @property
    def may_enter_paper(self) -> bool:
        return self.person is not None and self._counts_paper

    @property
    def _counts_paper(self) -> bool:
        return self.takes_paper and self.ballot.state == State.CLOSED

    @cached_property
    def paper_said(self) -> str:
        """How many have entered what they counted, and never what."""
        if not self._counts_paper:
            return ""
        entered = PaperEntry.objects.filter(ballot=self.ballot).count()
        return _("Đã có {number} trong 2 người nhập.").format(number=format_number(entered))

    @cached_property
    def again(self) -> str:
        """The ballot that was held in place of this one."""
        later = Ballot.objects.filter(replaces=self.ballot).select_related("campaign").first()
        return address_of(later) if later else ""


def named(voters: Sequence[Voter]) -> str:
    """The first names, and how many more there are."""
    names = ", ".join(one.name for one in voters[:NAMED])
    more = len(voters) - NAMED
    if more <= 0:
        return names
    return _("{names} và {more} người khác").format(names=names, more=format_number(more))
