"""The province looks ahead in the browser: asks, waits, and reads who would move and why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.frameworks.binding import layer_versions
from thidua.frameworks.layer_actions import save_layer
from thidua.ratings.jobs import run_preview
from thidua.ratings.models import LayerPreview
from thidua.roster.models import RosterEntry
from thidua.rulebook import Layer
from thidua.rulebook.texts import plain

SignIn = Callable[[str], Client]
ADDRESS = "/khung/dia-phuong/default/xem-truoc/?version=1&year=2021"


@pytest.fixture
def tighter(town: Town) -> Layer:
    """A draft under which DV0003 falls: their targets were 55 %, the floor becomes 60 %."""
    entry = RosterEntry.objects.get(subject_type="member", code="DV0003")
    entry.fact_sheet.facts |= {
        "targets_done": "55",
        "duties": "good",
        "violation_counted_before": False,
    }
    entry.fact_sheet.save()
    text: dict[str, Any] = plain(layer_versions("default")[0].layer)
    cite = {"source": "neutral", "at": "1"}
    text["sets"].append(
        {"framework": "hd21_2019/member", "parameter": "targets_floor", "value": 60, "cite": cite}
    )
    layer = Layer.model_validate(text)
    save_layer(layer=layer, reason="Chặt hơn", seen=0, actor=Operator())
    return layer


@pytest.mark.usefixtures("tighter")
def test_asked_waited_for_and_read(as_: SignIn) -> None:
    client = as_("province")
    assert "Tính trên năm 2021" in client.get(ADDRESS).content.decode()
    waiting = client.post(ADDRESS, {"year": "2021"}, follow=True).content.decode()
    assert "Đang chờ đến lượt" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    run_preview(preview_id=LayerPreview.objects.get().pk, user_id=None)
    page = client.get(ADDRESS).content.decode()
    assert "đổi mức" in page
    assert "/xep-loai/2021/member/DV0003/" in page
    assert "#member.not_completed.targets" in page
    assert "hx-trigger" not in page[page.index('id="preview"') :]


@pytest.mark.usefixtures("tighter")
def test_the_list_is_filtered_in_the_address(as_: SignIn) -> None:
    client = as_("province")
    client.post(ADDRESS, {"year": "2021"})
    run_preview(preview_id=LayerPreview.objects.get().pk, user_id=None)
    everybody = client.get(ADDRESS).context["page"].total
    members = client.get(f"{ADDRESS}&kind=member&move=down")
    assert 0 < members.context["page"].total <= everybody
    assert [row.code for row in members.context["rows"]][:1] == ["DV0003"]
    assert (
        client.get(f"{ADDRESS}&kind=nonsense&move=nonsense&page=x").context["page"].total
        == everybody
    )


@pytest.mark.usefixtures("tighter")
def test_a_layer_that_changes_nothing_says_so(as_: SignIn) -> None:
    client = as_("province")
    address = ADDRESS.replace("version=1", "version=0")
    client.post(address, {"year": "2021"})
    run_preview(preview_id=LayerPreview.objects.get().pk, user_id=None)
    assert "Không ai của năm 2021 đổi mức." in client.get(address).content.decode()


@pytest.mark.usefixtures("tighter")
def test_a_preview_that_failed_says_why_and_can_be_asked_again(as_: SignIn) -> None:
    client = as_("province")
    client.post(ADDRESS, {"year": "2021"})
    LayerPreview.objects.update(state="failed", error="đĩa đầy")
    page = client.get(ADDRESS).content.decode()
    assert "đĩa đầy" in page
    assert "Tính trên năm 2021" in page
    client.post(ADDRESS, {"year": "2021"})
    assert LayerPreview.objects.get().state == "waiting"
