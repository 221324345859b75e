"""Blocs of like units in the demo, what they compete by, their pacts.

Everything is local and invented. All pacts are signed but that of the accounts' cluster in the year
in progress, where the commune of the accounts has still to say whether it agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.blocs.actions import add_bloc, add_members, name_leaders
from thidua.blocs.models import Bloc, BlocKind, LinkKind, Scale
from thidua.blocs.queries import no_more
from thidua.blocs.scoring import Draft, Row, answer, save_criteria, send, sign, start_set
from thidua.campaigns.models import Campaign
from thidua.demo.build import Province
from thidua.demo.handing_in import ACTOR
from thidua.demo.season import YEAR, home_of
from thidua.demo.units import Grassroots
from thidua.organisations.models import Organisation
from thidua.vocabulary import Sector, Tier

OF_THE_PROVINCE = (
    ("Khối các huyện, thị xã, thành phố", (Sector.DISTRICT, Sector.TOWN, Sector.CITY)),
    ("Khối cơ quan, lực lượng vũ trang", (Sector.BLOC, Sector.POLICE, Sector.MILITARY)),
)
IN_A_CLUSTER = 6
CLUSTER = "Cụm các xã phía Nam"
CRITERIA = (
    Row(
        "Hoàn thành nhiệm vụ trọng tâm đã đăng ký",
        "mỗi nhiệm vụ hoàn thành được điểm đều nhau",
        "kết quả đã xác nhận",
        Decimal(40),
        link_kind=LinkKind.KEY_TASKS,
    ),
    Row(
        "Hoàn thành khâu đột phá đã đăng ký",
        "hoàn thành: đủ điểm",
        "kết quả đã xác nhận",
        Decimal(20),
        link_kind=LinkKind.BREAKTHROUGHS,
    ),
    Row("Kết nạp đảng viên mới", "theo tỷ lệ so với mức phấn đấu", "quyết định", Decimal(15)),
    Row("Chất lượng sinh hoạt chi bộ", "cấp trên dự và chấm", "biên bản", Decimal(15)),
    Row("Mô hình, cách làm hay được nhân rộng", "mỗi mô hình 5 điểm", "báo cáo", Decimal(10)),
)
"""What counts, the most points it gives, and what it counts itself by."""


@dataclass(frozen=True)
class _Group:
    """A bloc with its members, the head unit first; `waits_for`: the code of the member that has
    not said whether it agrees ("": all did, and signed).
    """

    organiser: Organisation
    kind: BlocKind
    name: str
    units: Sequence[Organisation]
    waits_for: str = ""


def compete(province: Province, campaign: Campaign) -> None:
    """Write the blocs of a year with their pacts."""
    root = Organisation.objects.get(tier=Tier.PROVINCE)
    uppers = Organisation.objects.filter(tier=Tier.UPPER_LEVEL).order_by("code")
    for name, sectors in OF_THE_PROVINCE:
        units = list(uppers.filter(sector__in=sectors))
        if len(units) > 1:
            _arrange(campaign, _Group(root, BlocKind.BLOC, name, units))
    cluster = _cluster(home_of(province).organisation, waits=campaign.year == YEAR)
    if len(cluster.units) > 1:
        _arrange(campaign, cluster)


def _cluster(home: Grassroots, *, waits: bool) -> _Group:
    """Communes of the accounts' district with that of the accounts."""
    district = Organisation.objects.get(code=home.upper.code)
    communes = Organisation.objects.filter(
        path__startswith=district.path, tier=Tier.GRASSROOTS, sector=Sector.COMMUNE
    )
    own = communes.get(code=home.unit.code)
    others = list(communes.exclude(pk=own.pk).order_by("code"))
    gone = no_more([unit.pk for unit in others])  # communes merge in the middle of a year
    standing = [unit for unit in others if unit.pk not in gone][: IN_A_CLUSTER - 1]
    return _Group(
        district, BlocKind.CLUSTER, CLUSTER, [*standing, own], waits_for=own.code if waits else ""
    )


def _arrange(campaign: Campaign, group: _Group) -> None:
    bloc = add_bloc(
        campaign=campaign,
        organiser=group.organiser,
        kind=group.kind,
        name=group.name,
        actor=ACTOR,
    )
    add_members(bloc=bloc, units=group.units, actor=ACTOR)
    head, deputy = group.units[:2]
    name_leaders(bloc=bloc, head=head, deputy=deputy, actor=ACTOR)
    _sign(Bloc.objects.get(pk=bloc.pk), group)


def _sign(bloc: Bloc, group: _Group) -> None:
    started = start_set(campaign=bloc.campaign, organiser=bloc.organiser, bloc=bloc, actor=ACTOR)
    draft = Draft(Scale.POINTS, Decimal(100), CRITERIA)
    saved = save_criteria(criteria_set=started, revision=started.revision, draft=draft, actor=ACTOR)
    sent = send(criteria_set=saved, actor=ACTOR)
    for unit in group.units:
        if unit.code != group.waits_for:
            answer(criteria_set=sent, unit=unit, agreed=True, words="", actor=ACTOR)
    if not group.waits_for:
        sign(criteria_set=sent, actor=ACTOR)
