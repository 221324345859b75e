"""The accounts of the demo province: shown on the sign-in page in demo mode, and nowhere else."""

from dataclasses import dataclass

from django.conf import settings

from thidua.accounts.models import Role, User
from thidua.language import Text

# Known to everybody: these accounts are only ever made in demo mode, over invented people.
DEMO_PASSWORD = "thi-dua-mau"  # noqa: S105


@dataclass(frozen=True)
class Part:
    """One role of the demo cast; `place` says which organisation it gets (see
    `actions._demo_places`).
    """

    username: str
    title: Text
    place: str
    role: Role | None = None


CAST = (
    Part("tinh", Text("Cán bộ tỉnh", "Province officer"), "province", Role.PROVINCE),
    Part("huyen", Text("Cán bộ huyện", "District officer"), "upper_level", Role.UPPER_LEVEL),
    Part(
        "xa", Text("Cán bộ đảng uỷ xã", "Commune committee officer"), "grassroots", Role.GRASSROOTS
    ),
    Part("chibo", Text("Bí thư chi bộ", "Cell secretary"), "cell", Role.CELL),
    Part("dangvien", Text("Đảng viên", "Party member"), "cell"),
    Part("kiemtra", Text("Cán bộ kiểm tra", "Inspector"), "upper_level", Role.INSPECTOR),
    Part(
        "giamsat",
        Text("Người giám sát (chỉ xem)", "Auditor (reads only)"),
        "province",
        Role.AUDITOR,
    ),
    Part(
        "quantri",
        Text("Quản trị tài khoản", "Account administrator"),
        "province",
        Role.ADMINISTRATOR,
    ),
    Part(
        "quantri2",
        Text("Quản trị tài khoản thứ hai", "Second account administrator"),
        "province",
        Role.ADMINISTRATOR,
    ),
)

BODY_CAST = (
    Part(
        "hoi",
        Text("Cán bộ Hội Nông dân xã", "Commune farmers' union"),
        Text("Hội Nông dân", "Farmers' union").vi,
        Role.GRASSROOTS,
    ),
    Part(
        "uyban",
        Text("Nơi làm việc (Uỷ ban nhân dân xã)", "Employing unit (the commune's authority)"),
        Text("Uỷ ban nhân dân", "People's committee").vi,
        Role.GRASSROOTS,
    ),
)
"""Who works for a body beside the commune's committee; `place` is the body's short name."""
KEEPER = Part("thuky", Text("Thư ký cuộc họp chi bộ", "Secretary of the cell's meeting"), "cell")
"""Who keeps the ballot that is open in the cell of the cast: tied to a member, like `dangvien`."""
SLIP_SECRET = "phieu-nhan-xet-mau"  # noqa: S105
"""Opens the comment slip that the demo's cell sent to a place of residence: once, as any slip."""

BALLOT_CODES = ("DEMO-2022-0001", "DEMO-2022-0002", "DEMO-2022-0003")
"""The closing codes of the ballot that is open in the demo's cell: of its chair, its secretary, its
scrutineer. A real code is shown once, to its holder, and stored nowhere; `ballots.past` writes
these in the demo alone.
"""


@dataclass(frozen=True)
class DemoAccount:
    username: str
    password: str
    title: str
    place: str


def demo_accounts() -> list[DemoAccount]:
    """The demo accounts that exist, in the order of the cast; none outside demo mode."""
    if not settings.DEMO:
        return []
    users = {
        user.username: user
        for user in User.objects.filter(demo=True).prefetch_related(
            "grants__organisation", "grants__body"
        )
    }
    return [
        DemoAccount(part.username, DEMO_PASSWORD, str(part.title), _place(users[part.username]))
        for part in (*CAST, KEEPER, *BODY_CAST)
        if part.username in users
    ]


def _place(user: User) -> str:
    grants = list(user.grants.all())
    return str(grants[0].body or grants[0].organisation.name) if grants else str(user)


def demo_slip() -> str:
    """The secret of the demo's comment slip; "" where the demo has none."""
    there = settings.DEMO and User.objects.filter(username=BODY_CAST[0].username, demo=True)
    return SLIP_SECRET if there else ""


def demo_codes() -> tuple[str, ...]:
    """The closing codes of the demo's open ballot; none where the demo has none."""
    there = settings.DEMO and User.objects.filter(username=KEEPER.username, demo=True).exists()
    return BALLOT_CODES if there else ()
