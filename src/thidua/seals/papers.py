"""Papers that are sealed as they stand when they are finished, each kind in a table of its room:
one row a meeting, with content, salt and position. With the paper go digests of the rows that it
was drawn from (`live`): a row that is changed afterwards shows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, JSONField, Model, QuerySet
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from thidua.documents.blocks import Paper
from thidua.documents.plain import plain
from thidua.language import Text
from thidua.seals.before import adopted_before
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.live import Part, differing, digests_of
from thidua.seals.salts import new_salt
from thidua.seals.sources import Content, SealedKind

_ROWS = "rows"
"""Where in a content the digests stand; those sealed before there were any lack it."""


@dataclass(frozen=True)
class SealedPapers:
    """One kind of such papers. `many`: what several are called; `rows`: the table of what was
    sealed; `unsealed`: the meetings that were finished before there were seals; `parts`: the rows
    that a paper is drawn from.
    """

    kind: str
    title: Text
    many: Text
    rows: type[Model]
    unsealed: Callable[[], "QuerySet[Model]"]
    parts: Sequence[Part]

    def seal(self, meeting: Model, paper: Paper) -> None:
        """Seal a meeting's paper and keep it as a row: the last thing of the act that finishes
        it.
        """
        said = plain(paper) | {_ROWS: digests_of(self.parts, [meeting.pk])[meeting.pk]}
        content, salt = canonical(said), new_salt()
        link = seal(self.kind, str(meeting.pk), content, salt)
        self.rows._default_manager.create(
            meeting=meeting, content=content.decode(), salt=salt, position=link.position
        )

    def source(self) -> SealedKind:
        """How they are read again."""
        return SealedKind(
            self.kind,
            self.title,
            self._read,
            changed=self._changed,
            before=self._before,
            named=self._named,
        )

    def _read(self, keys: Sequence[str]) -> Mapping[str, Content]:
        stored = self.rows._default_manager.filter(pk__in=[int(key) for key in keys])
        found = stored.values_list("pk", "content", "salt")
        return {str(pk): Content(content.encode(), bytes(salt)) for pk, content, salt in found}

    def _changed(self, keys: Sequence[str]) -> Mapping[str, Text]:
        stored = self.rows._default_manager.filter(pk__in=[int(key) for key in keys])
        read = stored.annotate(said=KeyTransform(_ROWS, Cast("content", JSONField())))
        sealed = {pk: said for pk, said in read.values_list("pk", "said") if said is not None}
        now = digests_of(self.parts, list(sealed))
        told = {pk: differing(self.parts, said, now.get(pk, {})) for pk, said in sealed.items()}
        return {str(pk): _both(titles) for pk, titles in told.items() if titles}

    def _named(self, key: str) -> str:
        """The unit whose meeting it was."""
        unit = self.rows._default_manager.filter(pk=int(key)).values_list(
            "meeting__organisation__name", flat=True
        )
        return unit.first() or ""

    def _before(self) -> Text | None:
        years = self.unsealed().order_by("campaign__year").values_list("campaign__year")
        return adopted_before(self.many, dict(years.annotate(number=Count("pk"))))


def _both(titles: Sequence[Text]) -> Text:
    return Text(", ".join(one.vi for one in titles), ", ".join(one.en for one in titles))
