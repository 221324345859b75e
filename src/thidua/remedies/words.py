"""What somebody says when a limit becomes an item."""

from dataclasses import dataclass, field, replace

from thidua.organisations.models import Organisation
from thidua.registrations.content import Content
from thidua.remedies.errors import RemedyError
from thidua.remedies.models import LONGEST_WORDS, Remedy, Source
from thidua.roster.identity import SubjectKey


@dataclass(frozen=True)
class NamedAt:
    """Where a limit was named: `words` as people read it ("Kết luận 45-KL/TU"), `id` the row of
    another room (a review, a speech, a limit of the year).
    """

    kind: Source
    words: str = ""
    id: int | None = None


@dataclass(frozen=True)
class RemedyWords:
    """A limit, what it comes from, what is done about it, and by whom (`key`).

    `organisation`, `verifier` None: where the subject stands, and who stands over it, as
    `places` finds them. `repeats`: the same limit as it was named before."""

    key: SubjectKey
    limit: str
    cause: str = ""
    content: Content = field(default_factory=Content)
    organisation: Organisation | None = None
    verifier: Organisation | None = None
    repeats: Remedy | None = None

    def tidied(self) -> "RemedyWords":
        """Without blanks around. Raises RemedyError: no limit, too long."""
        limit, cause = self.limit.strip(), self.cause.strip()
        if not limit:
            raise RemedyError.no_limit()
        if max(len(limit), len(cause)) > LONGEST_WORDS:
            raise RemedyError.too_long(LONGEST_WORDS)
        return replace(self, limit=limit, cause=cause)
