"""The whole demo province, from raw facts to figures: exactly what the province published."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from thidua.accounts.actors import Operator
from thidua.demo.load import load_demo
from thidua.objections.models import Objection
from thidua.ratings.models import Rating
from thidua.reports.figures import figures

PUBLISHED = Path(__file__).parents[1] / "reports" / "data" / "published-2021.toml"


@pytest.mark.django_db
def test_the_rated_province_gives_every_published_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    """Without the year in progress, of which nothing is published; with one objection that was
    upheld: the figures are those after it.
    """
    settings.DEMO = True
    monkeypatch.setattr("thidua.demo.load.load_season", lambda *_, **__: None)
    loaded = load_demo(folder=tmp_path)

    assert loaded.campaign is not None
    found = figures(campaign=loaded.campaign, actor=Operator()).as_tables()
    published = tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert _plain(found, like=published) == _plain(published, like=published)
    (upheld,) = Objection.objects.filter(state="upheld")
    assert upheld.roster_entry.issued_item is not None
    assert upheld.roster_entry.issued_item.level != upheld.level, "decided again"
    left = Rating.objects.filter(roster_entry__campaign=loaded.campaign, standing=None)
    assert not left.exists(), "nobody is left at “cannot tell”"


def _plain(tables: dict[str, Any], *, like: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The published tables and keys, values as text: 8.6 is 8.6 whether Decimal or float, a day a
    day.
    """
    return {
        table: {key: _text(tables[table].get(key)) for key in keys} for table, keys in like.items()
    }


def _text(value: object) -> str:
    return (
        f"{Decimal(str(value)).normalize():f}" if isinstance(value, float | Decimal) else str(value)
    )
