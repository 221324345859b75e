"""What every form of the clarities shows: whoever does it and answers as chips, who is found, a
section for each clarity.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from thidua.organisations.models import Organisation
from thidua.registrations.advice import Advice
from thidua.registrations.content import Content
from thidua.registrations.editing import token
from thidua.registrations.finding import Candidate, candidates
from thidua.registrations.presenters import Mark
from thidua.registrations.rows import posts_of
from thidua.web.clock import today


class Choosing:
    """People and units of a page's `organisation`, chosen for what is `as_written`."""

    organisation: Organisation

    @property
    def looks_for(self) -> Mapping[str, str]:
        """Names that somebody looks for, by the box."""
        raise NotImplementedError

    @property
    def as_written(self) -> Content:
        raise NotImplementedError

    @cached_property
    def _posts(self) -> dict[int, str]:
        content = self.as_written
        people = [doer.person for doer in content.doers if doer.person is not None]
        people += [content.answers] if content.answers else []
        return posts_of(people, self.organisation, today())

    @cached_property
    def doers(self) -> list[Candidate]:
        """Whoever does it, as chips; with their post."""
        content = self.as_written
        return [
            Candidate(
                token(doer.person, doer.organisation),
                doer.name,
                self._posts.get(doer.person or 0, ""),
                doer.lead,
            )
            for doer in content.doers
        ]

    @property
    def answerer(self) -> Candidate | None:
        content = self.as_written
        if not content.answers:
            return None
        post = self._posts.get(content.answers, "")
        return Candidate(token(content.answers, None), content.answers_name, post)

    @property
    def found(self) -> list[Candidate]:
        words = self.looks_for.get("q")
        return [] if words is None else candidates(self.organisation, words)

    @property
    def found_answers(self) -> list[Candidate]:
        words = self.looks_for.get("q_answers")
        return [] if words is None else candidates(self.organisation, words, people_only=True)


@dataclass(frozen=True)
class Section:
    """One clarity of the form: its mark, its advice, whether it may be changed."""

    mark: Mark
    advice: list[Advice]
    may_change: bool

    @property
    def template(self) -> str:
        return f"registrations/sections/{self.mark.clarity.value}.html"
