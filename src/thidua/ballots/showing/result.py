"""What came of a sealed ballot: a table, what is said beside it, the seal, the receipts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from thidua.ballots.models import Ballot, Candidate, Voter
from thidua.ballots.open_votes import votes_of
from thidua.ballots.purposes import Aside
from thidua.ballots.results import BallotResult, CandidateResult
from thidua.ballots.rule import BLANK, INVALID
from thidua.ballots.sealed_keys import grouped
from thidua.ballots.showing.moments import hour_and_day
from thidua.ballots.showing.options import Options
from thidua.ballots.showing.words import base_words, rule_words, standing_words
from thidua.ballots.tally import FEWEST_SHOWN, NO, NONE, TIE
from thidua.numbers import format_number

BESIDE = (BLANK, INVALID)
"""Marks that are counted after the options."""
UNDECIDED = frozenset({NONE, TIE, NO})


@dataclass(frozen=True)
class Piece:
    """A piece of a bar, `x` and `width` in percent."""

    css: str
    x: str
    width: str
    words: str


@dataclass(frozen=True)
class Row:
    label: str
    aside: str
    numbers: list[str]
    pieces: list[Piece]
    in_words: str
    outcome: str
    css: str
    note: str


@dataclass
class ResultPart:
    """The part of the page that is there once a ballot is sealed; who may know it counts it again,
    where slips are kept.
    """

    ballot: Ballot
    options: Options
    result: BallotResult

    @property
    def counted(self) -> bool:
        """Whether any counts are shown at all."""
        return any(not one.hidden for one in self.result.candidates)

    @cached_property
    def marks(self) -> list[str]:
        """The columns of numbers: the options, then blank and void where there are any."""
        seen = {mark for one in self.result.candidates for mark in one.counts or {}}
        return [*self.options.codes, *(mark for mark in BESIDE if mark in seen)]

    @property
    def words(self) -> list[str]:
        return [self.options.brief(mark) for mark in self.marks]

    @property
    def head(self) -> str:
        return _("Người, việc được bỏ phiếu")

    @property
    def lead(self) -> str:
        """ "Xuất sắc 5 · Tốt 15 · Hoàn thành 2": how many came to what."""
        order = [*self.options.codes, NO, NONE, TIE]
        outcomes = sorted((one.outcome for one in self.result.candidates), key=order.index)
        parts = [
            f"{self.options.brief(outcome)} {format_number(len(list(same)))}"
            for outcome, same in groupby(outcomes)
        ]
        return " · ".join(parts)

    @property
    def said(self) -> list[str]:
        """What is no secret any more, and what is not told."""
        found = []
        if self.ballot.secret and (alike := self.result.unanimous):
            found.append(
                _(
                    "{number} dòng mọi phiếu đều giống nhau: ai bỏ gì ở đó không còn là bí mật."
                ).format(number=format_number(len(alike)))
            )
        if any(one.hidden for one in self.result.candidates):
            found.append(
                _(
                    "Dưới {few} phiếu: chỉ báo kết quả, không ghi số phiếu, không đếm lại được."
                ).format(few=format_number(FEWEST_SHOWN))
            )
        return found

    @cached_property
    def rows(self) -> list[Row]:
        purpose = self.options.purpose
        asides = purpose.aside(self.ballot) if purpose else {}
        return [self._row(one, asides.get(one.no)) for one in self.result.candidates]

    @property
    def noted(self) -> bool:
        """Whether anything stands beside any line."""
        return any(row.note for row in self.rows)

    def _row(self, one: CandidateResult, aside: Aside | None) -> Row:
        counts = one.counts
        shade = "bl-outcome is-none" if one.outcome in UNDECIDED else "bl-outcome"
        return Row(
            one.label,
            str(aside.text) if aside else "",
            ["–" if counts is None else format_number(counts.get(m, 0)) for m in self.marks],
            [] if counts is None else self._pieces(counts),
            "" if counts is None else self._in_words(counts),
            self.options.brief(one.outcome),
            self.options.chip(one.outcome) or shade,
            self._note(one),
        )

    def _note(self, one: CandidateResult) -> str:
        if one.hidden:
            return _("dưới {few} phiếu").format(few=format_number(FEWEST_SHOWN))
        if one.unanimous:
            return _("mọi phiếu giống nhau")
        if one.need is not None and one.base is not None and self._needs_differ:
            return _("cần {need} trên {base}").format(
                need=format_number(one.need), base=format_number(one.base)
            )
        return ""

    @cached_property
    def _needs_differ(self) -> bool:
        return len({(one.need, one.base) for one in self.result.candidates}) > 1

    def _pieces(self, counts: Mapping[str, int]) -> list[Piece]:
        total, start, found = sum(counts.values()), Decimal(0), []
        for mark in self.options.codes:
            number = counts.get(mark, 0)
            if not number:
                continue
            width = Decimal(100 * number) / total
            words = f"{self.options.brief(mark)}: {format_number(number)}"
            found.append(Piece(self.options.shade(mark), f"{start:.3f}%", f"{width:.3f}%", words))
            start += width
        return found

    def _in_words(self, counts: Mapping[str, int]) -> str:
        """ "Xuất sắc 6 · Tốt 15"; what nobody chose is left out."""
        parts = ((self.options.brief(mark), counts.get(mark, 0)) for mark in self.marks)
        return " · ".join(f"{word} {format_number(number)}" for word, number in parts if number)

    @property
    def rule(self) -> str:
        """From where on it is carried, and how many that were here."""
        words = _("Kết quả: {rule} ({source})").format(
            rule=rule_words(self.options.rule), source=standing_words(self.options.rule)
        )
        first = self.result.candidates[0] if self.result.candidates else None
        if first is None or first.need is None or first.base is None or self._needs_differ:
            return f"{words}."
        need = _("ở đây cần {need} trên {base} {of}").format(
            need=format_number(first.need),
            base=format_number(first.base),
            of=base_words(self.options.rule.base),
        )
        return f"{words}; {need}."

    @property
    def seal_words(self) -> str:
        slips = format_number(self.result.cast)
        if not self.counted:
            return _("Niêm phong {seal}.").format(seal=short(self.ballot.seal))
        return _(
            "{slips} phiếu xáo thứ tự, niêm phong {seal}. Người có quyền đếm lại được bất cứ lúc "
            "nào; kết quả phải khớp bảng trên."
        ).format(slips=slips, seal=short(self.ballot.seal))

    @property
    def no_recount(self) -> str:
        return _("Dưới {few} phiếu không đếm lại được: phiếu không được giữ.").format(
            few=format_number(FEWEST_SHOWN)
        )

    @property
    def files(self) -> list[tuple[str, str]]:
        """The names of files of the list, in words."""
        return [
            ("phieu.json", _("danh sách phiếu (JSON)")),
            ("phieu.csv", _("các phiếu (CSV)")),
            ("dem_lai.py", _("chương trình đếm (Python)")),
        ]

    @cached_property
    def last_recount(self) -> str:
        """When it was counted again last, by whom, and whether it agreed; "" where nobody did."""
        last = self.ballot.recounts.first()
        if last is None:
            return ""
        words = _("Lần gần nhất {when}, {who}: {came}.")
        return words.format(
            when=hour_and_day(last.at),
            who=last.by_name or _("một người trong cuộc bỏ phiếu"),
            came=_("KHÔNG khớp") if last.faults else _("khớp"),
        )

    @cached_property
    def codes(self) -> list[str]:
        """Every receipt, in the order of its letters; beside no slip."""
        found = self.ballot.receipts.values_list("code", flat=True).order_by("code")
        return [grouped(code) for code in found]

    @property
    def tells_receipts(self) -> bool:
        """Where votes are by name a receipt would prove nothing more."""
        return self.ballot.has_urn and bool(self.codes)

    @property
    def receipt_words(self) -> str:
        return _(
            "{number} mã, xếp theo chữ cái, không gắn với phiếu nào. Ai cũng tìm được mã của mình; "
            "mã chứng tỏ phiếu được đếm, không cho biết phiếu ghi gì."
        ).format(number=format_number(len(self.codes)))

    @cached_property
    def names(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Of an open ballot: who chose what, by candidate."""
        if self.ballot.secret:
            return []
        said, voters = votes_of(self.ballot), list(self.ballot.voters.order_by("pk"))
        return [(one.label, self._said(one, voters, said)) for one in self.ballot.candidates.all()]

    def _said(
        self, one: Candidate, voters: Sequence[Voter], said: dict[int, dict[int, str]]
    ) -> list[tuple[str, str]]:
        return [
            (voter.name, self.options.word(said[voter.pk][one.no]))
            for voter in voters
            if one.no in said.get(voter.pk, {})
        ]


def short(seal: str) -> str:
    """The beginning and the end of a seal: 9f3c…a17e."""
    return f"{seal[:4]}…{seal[-4:]}" if seal else "–"
