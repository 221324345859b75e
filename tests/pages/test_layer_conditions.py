"""The province adds conditions of its own to the central texts: each a sentence, tighter only,
refused at its field.
"""

import json

from django.test import Client

from tests.pages.test_layer_pages import EDIT, SignIn, form
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.frameworks.binding import bound_frameworks, layer_versions
from thidua.frameworks.layer_actions import save_layer
from thidua.frameworks.models import FrameworkText
from thidua.ratings.preview import compare
from thidua.ratings.previewing import previewed_texts
from thidua.rulebook.layers import Addition, load_layer
from thidua.rulebook.texts import plain

LIVE = f"{EDIT}dieu-kien/"
SAID = "Muốn đạt “Hoàn thành tốt nhiệm vụ” còn phải: "


def condition(client: Client, framework: str = "hd21_2019/member", **typed: str) -> dict[str, str]:
    """The empty row of a framework with what is typed into it, as its fields are named."""
    groups = client.get(EDIT).context["form"].groups
    row = next(rows[-1] for one, _, rows in groups if one.id == framework)
    parts = {
        "level": "good",
        "about": "number:targets_done",
        "comparison": "at_least",
        "value": "95",
        "source": "neutral",
        "at": "mục III",
        "title": "",
    } | typed
    return {f"{row.name}-{part}": value for part, value in {**row.typed, **parts}.items()}


def added() -> list[Addition]:
    return list(layer_versions("default")[0].layer.adds)


def live(client: Client, **typed: str) -> str:
    sent = condition(client, **typed)
    name = next(iter(sent)).rpartition("-")[0]
    response = client.get(LIVE, {"row": name, **sent})
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def test_an_added_condition_becomes_a_draft_and_is_read_as_its_sentence(as_: SignIn) -> None:
    client = as_("province")
    response = client.post(EDIT, form(client) | condition(client))
    assert response.headers["Location"] == "/khung/dia-phuong/default/?version=1"
    (one,) = added()
    assert (one.framework, one.level, one.condition.id) == (
        "hd21_2019/member",
        "good",
        "local.good.c1",
    )
    assert plain(one.condition)["test"] == {"number": "targets_done", "at_least": 95}
    assert (one.condition.cite.source, one.condition.cite.at) == ("neutral", "mục III")
    said = "từ 95% trở lên"
    assert said in client.get(response.headers["Location"]).content.decode()
    assert SAID in client.get(EDIT).content.decode()


def test_it_is_changed_and_taken_away_again_in_later_versions(as_: SignIn) -> None:
    client = as_("province")
    client.post(EDIT, form(client) | condition(client, title="Chỉ tiêu cao"))
    again = {"seen": "1", "reason": "Bớt cao"}
    client.post(EDIT, form(client) | again | {"adds-0-value": "92,5"})
    (one,) = added()
    assert (plain(one.condition)["test"]["at_least"], one.condition.id) == ("92.5", "local.good.c1")
    assert one.condition.title.vi == "Chỉ tiêu cao"
    client.post(EDIT, form(client) | {"seen": "2", "reason": "Bỏ", "adds-0-drop": "1"})
    assert added() == []
    assert FrameworkText.objects.count() == 3


def test_sent_as_it_was_opened_nothing_changes_not_even_what_a_row_cannot_say(as_: SignIn) -> None:
    client = as_("province")
    two_parts = {
        "framework": "hd21_2019/member",
        "level": "not_completed",
        "condition": {
            "id": "member.local.both",
            "rule": "L-BOTH",
            "title": {"vi": "Hai điều", "en": "Both"},
            "test": {
                "number": "targets_done",
                "below": 60,
                "unless": {"fact": "degraded", "is": False},
            },
            "cite": {"source": "neutral", "at": "mục I"},
            "confirmed": False,
        },
    }
    packaged = layer_versions("default")[0].layer
    simple = two_parts | {
        "level": "good",
        "condition": two_parts["condition"]
        | {"id": "x.y", "test": {"fact": "discipline", "is": "none"}},  # type: ignore[operator]
    }
    text = plain(packaged) | {"adds": [two_parts, simple]}
    save_layer(layer=load_layer(json.dumps(text)), reason="từ tệp", seen=0, actor=Operator())
    before = added()
    page = client.get(EDIT).content.decode()
    assert "Điều kiện nhiều phần" in page
    client.post(EDIT, form(client) | {"seen": "1"})
    assert added() == before
    assert FrameworkText.objects.count() == 1
    client.post(EDIT, form(client) | {"seen": "1", "adds-0-drop": "1"})
    assert added() == before[1:]


REFUSED = [
    ({"value": "150"}, "value", "từ 0 đến 100"),
    ({"value": ""}, "value", "Cần số"),
    ({"comparison": "is"}, "comparison", "không quá"),
    ({"about": "", "value": "90"}, "about", "Hãy chọn điều cần xét"),
    ({"at": ""}, "at", "Không được để trống"),
    ({"source": "new"}, "source", "nguồn"),
    (
        {"level": "not_completed", "comparison": "below", "value": "45"},
        "value",
        "Không chặt hơn điều đã có",
    ),
    ({"level": "best"}, "level", "Hãy chọn mức"),
    ({"title": "x" * 301}, "title", "nhiều nhất 300 ký tự"),
]


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(as_: SignIn) -> None:
    client = as_("province")
    whole, row = form(client), condition(client)
    name = next(iter(row)).rpartition("-")[0]
    for typed, part, says in REFUSED:
        sent = row | {f"{name}-{key}": value for key, value in typed.items()}
        response = client.post(EDIT, whole | sent)
        found = response.context["form"].errors
        assert (response.status_code, list(found)) == (422, [f"{name}-{part}"])
        assert says in found[f"{name}-{part}"][0]
        page = response.content.decode()
        assert says in page
        assert f'value="{sent[f"{name}-value"]}"' in page
    assert not FrameworkText.objects.exists()


def test_while_it_is_typed_the_sentence_and_the_refusal_are_there(as_: SignIn) -> None:
    client = as_("province")
    assert f"{SAID}Tỷ lệ" in live(client)
    said = live(client, about="criterion:duties", value="excellent")
    assert "Xuất sắc" in said
    assert "<select" in said.partition("</label>")[2]  # the values to choose from
    assert "Không chặt hơn" in live(client, level="not_completed", comparison="below", value="10")
    assert "Bị xếp “Không hoàn thành nhiệm vụ” cả khi" in live(
        client, level="not_completed", about="fact:discipline", comparison="is_not", value="none"
    )
    assert not FrameworkText.objects.exists()


def test_without_a_script_the_form_shows_its_sentences_and_keeps_nothing(as_: SignIn) -> None:
    client = as_("province")
    response = client.post(
        EDIT, form(client) | condition(client, value="96,5") | {"look": "1", "reason": ""}
    )
    assert response.status_code == 200
    page = response.content.decode()
    assert f"{SAID}Tỷ lệ" in page
    assert 'value="96,5"' in page
    assert not FrameworkText.objects.exists()


def test_a_row_of_no_framework_is_not_found_nor_is_anybody_s_but_the_province_s(
    as_: SignIn,
) -> None:
    client = as_("province")
    for row in ("adds-0", "adds-x", "", "adds--1"):
        assert client.get(LIVE, {"row": row}).status_code == 404
    far = "9" * 5_000
    assert (
        client.get(
            LIVE, {"row": f"adds-{far}", f"adds-{far}-framework": "hd21_2019/member"}
        ).status_code
        == 404
    )
    asked = {"row": "adds-0", "adds-0-framework": "hd21_2019/member"}
    assert client.get(LIVE, asked).status_code == 200
    assert as_("cell").get(LIVE, asked).status_code == 404


def test_who_would_move_by_it_is_previewed_on_the_year_s_facts(town: Town, as_: SignIn) -> None:
    client = as_("province")
    client.post(
        EDIT,
        form(client)
        | condition(
            client, level="not_completed", about="fact:self_reviewed", comparison="is", value="true"
        ),
    )
    after = previewed_texts(town.campaign, layer_versions("default")[0])
    found = compare(town.campaign, before=bound_frameworks(town.campaign), after=after)
    assert any("local.not_completed.c1" in names for names in found.moves["conditions"])
