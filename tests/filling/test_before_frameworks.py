"""A year launched before frameworks are bound: everybody's first page opens all the same."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.builder import Province
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign

TREE = """
P province: Đảng bộ tỉnh Xứ Đông
  U1 upper_level district: Đảng bộ huyện Gia Lộc
    G1 grassroots committee commune: Đảng bộ xã Đoàn Thượng
      G1A cell commune: Chi bộ thôn Thung Độc
"""


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role.PROVINCE, "P"),
        (Role.UPPER_LEVEL, "U1"),
        (Role.GRASSROOTS, "G1"),
        (Role.CELL, "G1A"),
        (Role.INSPECTOR, "P"),
        (Role.AUDITOR, "P"),
    ],
)
@pytest.mark.django_db
def test_the_first_page_opens(role: Role, code: str) -> None:
    province = Province(TREE)
    province.member("DV1", "G1A", "Vũ Đình Khoát")
    Campaign.objects.create(
        year=2026,
        review_date=dt.date(2026, 12, 10),
        cut_off_date=dt.date(2026, 11, 30),
        launch_date=dt.date(2026, 3, 2),
        launched_at=timezone.now(),
    )
    answer = signed_in_now(province.officer("officer", role, code)).get("/")
    assert answer.status_code == 200
