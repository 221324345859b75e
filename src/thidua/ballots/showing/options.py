"""The options of a ballot in words, in the order of the slip."""

from dataclasses import dataclass
from functools import cached_property

from thidua.ballots.models import Ballot
from thidua.ballots.purposes import Purpose, purpose_of
from thidua.ballots.rule import BLANK, INVALID, NO_OPINION, OWN, YES, Rule
from thidua.ballots.tally import NO, NONE, TIE
from thidua.language import Text


@dataclass(frozen=True)
class Options:
    """What can be marked, as the ballot's purpose words it."""

    ballot: Ballot

    @cached_property
    def rule(self) -> Rule:
        return self.ballot.the_rule

    @cached_property
    def purpose(self) -> Purpose | None:
        return purpose_of(self.ballot.purpose)

    @cached_property
    def codes(self) -> list[str]:
        """The options, the highest first."""
        return sorted(self.rule.options, key=lambda code: -self.rule.options[code])

    @property
    def words(self) -> list[str]:
        return [self.word(code) for code in self.codes]

    def word(self, mark: str) -> str:
        """An option, a mark that is none, or an outcome."""
        known = self.purpose.options.get(mark) if self.purpose else None
        if known is not None:
            return str(known)
        return str(_OWN_WORDS.get(mark, mark))

    def brief(self, mark: str) -> str:
        """The same where there is little room."""
        known = self.purpose.briefly.get(mark) if self.purpose else None
        return str(known) if known is not None else self.word(mark)

    def shade(self, mark: str) -> str:
        """How the piece of a bar looks: the purpose's own way, else by its place in the scale."""
        shades = self.purpose.shades if self.purpose else {}
        place = min(self.codes.index(mark), LAST_SHADE)
        return shades.get(mark) or f"is-{place}"

    def chip(self, outcome: str) -> str:
        """The class of a chip of this outcome, where the purpose has one; "" otherwise."""
        return self.purpose.chips.get(outcome, "") if self.purpose else ""


LAST_SHADE = 3
_OWN_WORDS = {
    YES: Text("Đồng ý", "Yes"),
    NO: Text("Không đồng ý", "No"),
    NO_OPINION: Text("Không ý kiến", "No opinion"),
    BLANK: Text("Trắng", "Blank"),
    INVALID: Text("Không hợp lệ", "Void"),
    OWN: Text("chính mình, không bỏ", "oneself, no vote"),
    NONE: Text("không ô nào đủ phiếu", "none has enough"),
    TIE: Text("ngang phiếu", "a tie"),
}
"""Words that stand the same in every ballot."""
