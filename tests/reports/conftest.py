"""The small year of these tests."""

import pytest

from tests.reports.year import SmallYear, small_year


@pytest.fixture
def year(db: None) -> SmallYear:
    return small_year()
