"""What people are told of who looked at a file, and who took data away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Window
from django.utils.translation import gettext as _

from thidua.access.looks import looks_at
from thidua.access.models import Export, Look
from thidua.accounts.models import Role
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Seen:
    """How often somebody's file was opened, and the last time: when, and by whom as what."""

    times: int
    last: datetime | None = None
    by: str = ""


def seen(person: int) -> Seen:
    """What the person is told first; one question to the database."""
    last = looks_at(person).annotate(times=Window(Count("pk"))).first()
    return Seen(last.times, last.looked_at, as_what(last)) if last else Seen(0)


def as_what(look: Look | Export) -> str:
    """The role and the organisation in which somebody looked, or took data away."""
    if isinstance(look, Look) and not look.role and look.reader.person_id == look.person_id:
        return _("Tài khoản liên kết với hồ sơ này")
    role = str(Role(look.role).label) if look.role in Role.values else _("Người đọc")
    return f"{role}, {look.place}" if look.place else role


@dataclass(frozen=True)
class ExportTold:
    """One export as a list shows it: by whom as what, of what, how many people."""

    export: Export
    by: str
    of: str


def exports_told(found: Iterable[Export]) -> list[ExportTold]:
    """Exports in the reader's language."""
    return [ExportTold(export, as_what(export), _of(export)) for export in found]


def _of(export: Export) -> str:
    kind = SubjectType(export.subjects).label if export.subjects in SubjectType.values() else ""
    return " · ".join(
        str(part) for part in (export.get_what_display(), kind, export.form.upper()) if part
    )
