"""How organisations are written."""

import pytest

from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, place_name


@pytest.mark.parametrize(
    ("name", "short", "place", "committee"),
    [
        ("Đảng bộ tỉnh Hải Dương", "", "Hải Dương", "Tỉnh uỷ Hải Dương"),
        ("Đảng bộ tỉnh Hải Dương", "Tỉnh uỷ Hải Dương", "Hải Dương", "Tỉnh uỷ Hải Dương"),
        ("Đảng bộ thành phố Chí Linh", "", "Chí Linh", "Thành uỷ Chí Linh"),
        ("Đảng bộ thị xã Kinh Môn", "Kinh Môn", "Kinh Môn", "Thị uỷ Kinh Môn"),
        ("Đảng bộ huyện Gia Lộc", "Huyện uỷ Gia Lộc", "Gia Lộc", "Huyện uỷ Gia Lộc"),
        ("Đảng bộ Công an tỉnh", "", "Đảng bộ Công an tỉnh", "Đảng uỷ Công an tỉnh"),
        ("Chi bộ Ban Dân vận", "", "Chi bộ Ban Dân vận", "Chi bộ Ban Dân vận"),
    ],
)
def test_names(name: str, short: str, place: str, committee: str) -> None:
    organisation = Organisation(name=name, short_name=short)
    assert (place_name(organisation), committee_name(organisation)) == (place, committee)
