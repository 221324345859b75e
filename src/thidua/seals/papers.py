"""Papers that are sealed as they stand when they are finished, each kind in a table of its room:
one row a meeting, with content, salt and position.
"""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Model, QuerySet

from thidua.documents.blocks import Paper
from thidua.documents.plain import plain
from thidua.language import Text
from thidua.seals.before import adopted_before
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.salts import new_salt
from thidua.seals.sources import Content, SealedKind


def seal_paper(kind: str, rows: type[Model], meeting: Model, paper: Paper) -> None:
    """Seal a meeting's paper and keep it as a row: inside the act that finishes it."""
    content, salt = canonical(plain(paper)), new_salt()
    link = seal(kind, str(meeting.pk), content, salt)
    rows._default_manager.create(
        meeting=meeting, content=content.decode(), salt=salt, position=link.position
    )


def paper_kind(
    kind: str, title: Text, many: Text, rows: type[Model], unsealed: Callable[[], QuerySet[Model]]
) -> SealedKind:
    """How such papers are read again. `many`: what several are called; `unsealed`: the meetings
    that were finished before there were seals.
    """

    def read(keys: Sequence[str]) -> Mapping[str, Content]:
        stored = rows._default_manager.filter(pk__in=[int(key) for key in keys])
        found = stored.values_list("pk", "content", "salt")
        return {str(pk): Content(content.encode(), bytes(salt)) for pk, content, salt in found}

    def before() -> Text | None:
        years = unsealed().order_by("campaign__year").values_list("campaign__year")
        return adopted_before(many, dict(years.annotate(number=Count("pk"))))

    return SealedKind(kind, title, read, before=before)
