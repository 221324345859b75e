"""The small demo province, made once."""

from collections.abc import Mapping

import polars as pl
import pytest

from tests.demo.rules import Province
from thidua.demo.build import build
from thidua.demo.plans import SMALL


@pytest.fixture(scope="session")
def frames() -> Mapping[str, Mapping[str, pl.DataFrame]]:
    return build(plan=SMALL)


@pytest.fixture(scope="session")
def province(frames: Mapping[str, Mapping[str, pl.DataFrame]]) -> Province:
    return Province(frames)
