import datetime as dt
from types import SimpleNamespace

import pytest

from thidua.accounts.actors import Operator
from thidua.organisations.actions import register_organisation
from thidua.organisations.models import Organisation
from thidua.organisations.people_actions import admit_member
from thidua.vocabulary import Tier

START = dt.date(2015, 1, 1)


class Town(SimpleNamespace):
    """A province, two districts, a commune with two cells, a school's grassroots cell."""

    province: Organisation
    nam_sach: Organisation
    chi_linh: Organisation
    commune: Organisation
    dong: Organisation
    doai: Organisation
    school: Organisation


@pytest.fixture
def operator() -> Operator:
    return Operator()


@pytest.fixture
def town(db: None, operator: Operator) -> Town:
    """The organisations, registered by the actions themselves."""

    def register(
        code: str, name: str, tier: Tier, parent: Organisation | None, **details: str
    ) -> Organisation:
        return register_organisation(
            code=code,
            name=name,
            tier=tier,
            parent=parent,
            starts_on=START,
            actor=operator,
            **details,
        )

    province = register("T", "Đảng bộ tỉnh", Tier.PROVINCE, None)
    nam_sach = register("HU01", "Đảng bộ huyện Nam Sách", Tier.UPPER_LEVEL, province)
    chi_linh = register("HU02", "Đảng bộ thành phố Chí Linh", Tier.UPPER_LEVEL, province)
    commune = register(
        "X01", "Đảng bộ xã Đồng Lạc", Tier.GRASSROOTS, nam_sach, body="committee", sector="commune"
    )
    dong = register("X01-1", "Chi bộ thôn Đông", Tier.CELL, commune)
    doai = register("X01-2", "Chi bộ thôn Đoài", Tier.CELL, commune)
    school = register(
        "CQ01", "Chi bộ Trường Trần Phú", Tier.GRASSROOTS, nam_sach, body="cell", sector="school"
    )
    for code, name, cell in (
        ("DV1", "Đỗ Thị Ánh", dong),
        ("DV2", "Nguyễn Văn An", dong),
        ("DV3", "Lê Ước", school),
    ):
        admit_member(code=code, full_name=name, cell=cell, on=dt.date(2016, 2, 3), actor=operator)
    return Town(
        province=province,
        nam_sach=nam_sach,
        chi_linh=chi_linh,
        commune=commune,
        dong=dong,
        doai=doai,
        school=school,
    )
