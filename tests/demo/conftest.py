"""The small demo province, made once."""

from collections.abc import Mapping

import polars as pl
import pytest

from tests.demo.rules import Province
from thidua.demo.build import make_up
from thidua.demo.frames import build
from thidua.demo.outcomes import of_the_decided_year
from thidua.demo.plans import SMALL


@pytest.fixture(scope="session")
def frames() -> Mapping[str, Mapping[str, pl.DataFrame]]:
    return build(plan=SMALL)


@pytest.fixture(scope="session")
def province(frames: Mapping[str, Mapping[str, pl.DataFrame]]) -> Province:
    return Province(frames, of_the_decided_year(make_up(plan=SMALL)))
