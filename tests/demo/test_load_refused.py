"""What the demo does not do: touch another province, keep files that are refused, make accounts on
a real site.
"""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.demo.errors import DemoError
from thidua.demo.frames import build
from thidua.demo.load import finish_demo, load_demo
from thidua.demo.load_season import demo_day
from thidua.demo.plans import SMALL
from thidua.demo.write import frameworks_of_the_year, write
from thidua.language import Text
from thidua.organisations.models import Organisation


def test_only_write_leaves_the_database_alone(db: None, tmp_path: Path) -> None:
    told: list[Text] = []
    written = load_demo(
        small=True,
        folder=tmp_path,
        only_write=True,
        tell=lambda text, done, total: told.append(text),
    )
    assert [path.exists() for path in written.files] == [True] * 6
    assert told
    assert not Organisation.objects.exists()


def test_another_province_is_left_alone(db: None, tmp_path: Path) -> None:
    Organisation.objects.create(code="T", name="Đảng bộ tỉnh Xứ Đông", tier="province")
    with pytest.raises(DemoError, match="Xứ Đông"):
        load_demo(small=True, folder=tmp_path)


def test_files_that_are_refused_are_named(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = build(plan=SMALL)
    unknown = frames["members"]["members"].with_columns(cell=pl.lit("no such cell"))
    files = write(
        {**frames, "members": {**frames["members"], "members": unknown}},
        tmp_path,
        frameworks_of_the_year(),
    )
    monkeypatch.setattr("thidua.demo.load._write", lambda *_: files)
    with pytest.raises(DemoError, match="no such cell"):
        load_demo(small=True, folder=tmp_path)
    assert not Organisation.objects.exists()


def test_demo_accounts_come_only_in_demo_mode(
    db: None, tmp_path: Path, settings: LazySettings
) -> None:
    settings.DEMO = True
    load_demo(small=True, folder=tmp_path)
    assert User.objects.filter(demo=True).count() > 3


def test_another_province_has_no_day_to_live_on(db: None) -> None:
    Organisation.objects.create(code="T", name="Đảng bộ tỉnh Xứ Đông", tier="province")
    Campaign.objects.create(
        year=2022, review_date=dt.date(2022, 12, 15), cut_off_date=dt.date(2022, 11, 30)
    )
    finish_demo()
    assert demo_day() is None
    assert Campaign.objects.count() == 1
