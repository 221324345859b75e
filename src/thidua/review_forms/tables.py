"""The local tables of a rating as Excel: what each of five givers proposes, opinions on
organisations, those who were not reviewed. The shapes are local, and say so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.review_forms.gathering import RELATED, Told, told_of_entries
from thidua.roster.models import RosterEntry
from thidua.subjects.explanation import excluded_by
from thidua.vocabulary import Level, MembershipStatus, NotReviewed, OpinionKind, SubjectType
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
from thidua.web.queries import QueryForm, WordField
from thidua.web.sheets import Sheet, as_xlsx

LOCAL = Text(
    "Mẫu biểu riêng của địa phương, chưa xác nhận",
    "A table of the locality's own shape, not confirmed",
)
_NOT_REVIEWED = {MembershipStatus.EXEMPT.value, MembershipStatus.SUSPENDED.value}
"""Neither reviewed nor rated; others who are not rated (admitted lately) are reviewed all the same.
"""
_PEOPLE = [SubjectType.MEMBER.value]
_BODIES = [SubjectType.ORGANISATION.value, SubjectType.COLLECTIVE.value]


@dataclass(frozen=True)
class LocalTable:
    """One table: its word in the address, its title, whom it is about, columns after the first
    three, and the cells of a row; `note`: what the shape says at its foot.
    """

    word: str
    title: Text
    kinds: Sequence[str]
    columns: Callable[[], list[Column]]
    cells: Callable[[RosterEntry, Told], list[Cell]]
    rated: bool = True
    note: Text | None = None


def _five_columns() -> list[Column]:
    return [
        Column(_("Chức vụ")),
        Column(_("Tự nhận (1)")),
        Column(_("Mức cán bộ, công chức, viên chức (2)")),
        Column(_("Chi uỷ (3)")),
        Column(_("Lãnh đạo tổ chức chính trị - xã hội (4)")),
        Column(_("Chi bộ (5)")),
        Column(_("Ghi chú")),
    ]


def _five_cells(entry: RosterEntry, told: Told) -> list[Cell]:
    employer = told.of_kind(OpinionKind.EMPLOYER)
    servant = employer.opinion.civil_servant_level if employer else None
    return [
        entry.title or None,
        _own(entry, told),
        _word(servant),
        _level(told, OpinionKind.CELL_COMMITTEE),
        _level(told, OpinionKind.MASS),
        _cell_proposes(entry, told),
        None,
    ]


def _own(entry: RosterEntry, told: Told) -> str | None:
    said = _level(told, OpinionKind.SELF)
    proposal = getattr(entry, "proposal", None)
    claimed = proposal.self_claimed if proposal is not None else ""
    return said or (str(Level(claimed).title) if claimed else None)


def _cell_proposes(entry: RosterEntry, told: Told) -> str | None:
    said = _level(told, OpinionKind.CELL)
    proposal = getattr(entry, "proposal", None)
    proposed = proposal.proposed if proposal is not None else ""
    return said or (str(Level(proposed).title) if proposed else None)


_GIVERS = (
    OpinionKind.COMMITTEE,
    OpinionKind.MASS,
    OpinionKind.SUPERIOR_BODY,
    OpinionKind.SUPERIOR,
)


def _body_columns() -> list[Column]:
    return [Column(_("Tự nhận mức")), *(Column(str(kind.title)) for kind in _GIVERS)]


def _body_cells(entry: RosterEntry, told: Told) -> list[Cell]:
    return [_own(entry, told), *(_level(told, kind) for kind in _GIVERS)]


def _unreviewed_columns() -> list[Column]:
    return [
        Column(_("Ngày vào Đảng"), Kind.DATE),
        Column(_("Không kiểm điểm")),
        Column(_("Không xếp loại")),
        Column(_("Lý do"), width=40),
    ]


def _unreviewed_cells(entry: RosterEntry, told: Told) -> list[Cell]:
    put_off = getattr(entry, "put_off", None)
    reason = str(NotReviewed(put_off.reason).title) if put_off is not None else ""
    note = put_off.note if put_off is not None else ""
    status = entry.facts.get("membership_status")
    exempt = "" if put_off is not None else excluded_by(entry, campaign=entry.campaign)
    return [
        entry.person.admitted_on if entry.person else None,
        "x" if put_off is not None or status in _NOT_REVIEWED else None,
        "x",
        "; ".join(filter(None, [reason, note])) or exempt or None,
    ]


def _level(told: Told, kind: OpinionKind) -> str | None:
    said = told.of_kind(kind)
    return _word(said.opinion.level) if said else None


def _word(code: int | None) -> str | None:
    return str(Level.from_code(code).title) if code else None


TABLES = (
    LocalTable(
        "five",
        Text(
            "Tổng hợp đề xuất mức chất lượng đảng viên của các chủ thể",
            "Levels of members proposed by the five givers",
        ),
        _PEOPLE,
        _five_columns,
        _five_cells,
    ),
    LocalTable(
        "bodies",
        Text(
            "Tổng hợp ý kiến đánh giá tổ chức đảng, tập thể",
            "Opinions on organisations and collectives",
        ),
        _BODIES,
        _body_columns,
        _body_cells,
    ),
    LocalTable(
        "unreviewed",
        Text(
            "Danh sách đảng viên chưa kiểm điểm, không xếp loại",
            "Members not reviewed or not rated",
        ),
        _PEOPLE,
        _unreviewed_columns,
        _unreviewed_cells,
        rated=False,
        note=Text(
            "Kiểm điểm ở cuộc họp gần nhất khi đảng viên có mặt, báo cáo bổ sung lên cấp trên",
            "Reviewed at the nearest meeting when present, with a supplementary report upward",
        ),
    ),
)


class TableQuery(QueryForm):
    """Which table is taken away."""

    table = WordField(tuple(one.word for one in TABLES))


def table_taken(
    request: SignedIn, campaign: Campaign, unit: Organisation, word: str
) -> HttpResponseBase:
    """A table of everybody under a unit. Raises PermissionDenied."""
    table = next(one for one in TABLES if one.word == word)
    entries = list(_entries(campaign, unit, table))
    people = tuple(dict.fromkeys(one.person_id for one in entries if one.person_id))
    leaving = Leaving(
        Exported.PAPERS,
        "xlsx",
        (unit.path,),
        len(people),
        year=campaign.year,
        subjects=table.kinds[0],
        listed=some_of(people),
        narrowed=str(table.title),
    )
    sheet = sheet_of(table, campaign, unit, entries, by=str(request.user))
    return hand_out(request, leaving, lambda: as_xlsx(sheet))


def _entries(campaign: Campaign, unit: Organisation, table: LocalTable) -> Iterator[RosterEntry]:
    found = RosterEntry.objects.filter(
        campaign=campaign,
        subject_type__in=table.kinds,
        rated=table.rated,
        organisation__path__startswith=unit.path,
    )
    yield from found.select_related(*RELATED, "put_off").order_by(
        "organisation__path", "sort_key", "code"
    )


def sheet_of(
    table: LocalTable,
    campaign: Campaign,
    unit: Organisation,
    entries: Sequence[RosterEntry],
    *,
    by: str,
) -> Sheet:
    """The table with its own head; what nobody has said is empty."""
    prefetch_related_objects([campaign], "bindings")
    for entry in entries:
        entry.campaign = campaign
    told = told_of_entries(campaign, entries)
    return Sheet(
        name=file_name(f"{table.title} {campaign.year}", unit.name),
        title=f"{table.title} · {campaign.year}",
        about=[
            (_("Đơn vị"), unit.name),
            (_("Mẫu biểu"), str(LOCAL)),
            *([(_("Ghi chú"), str(table.note))] if table.note else []),
        ],
        columns=[
            Column(_("TT"), Kind.NUMBER),
            Column(_("Mã"), Kind.CODE),
            Column(_("Tên"), width=30),
            Column(_("Nơi sinh hoạt, trực thuộc"), width=30),
            *table.columns(),
        ],
        rows=[
            [number, entry.code, entry.name, entry.organisation.name, *table.cells(entry, one)]
            for number, (entry, one) in enumerate(zip(entries, told, strict=True), start=1)
        ],
        tab=_("Bảng"),
        by=by,
        stays=3,
    )
