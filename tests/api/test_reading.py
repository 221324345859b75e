"""Reading: the same as the pages show, in codes, page by page, inside the reader's part of the
tree.
"""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.commands import run_command
from tests.web.town import Town
from thidua.access.models import Look
from thidua.cli.reports import figures as figures_command
from thidua.portal.gathering import gather
from thidua.portal.models import Publication, PublishedFile
from thidua.portal.public_figures import PublicFigures

As = Callable[[str], Client]
V1 = "/api/v1"


def got(client: Client, address: str, **headers: str) -> Any:
    response = client.get(V1 + address, headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


def test_who_i_am_with_my_roles_and_places(as_: As) -> None:
    me = got(as_("cell"), "/me")
    assert me["roles"] == [
        {
            "role": "cell",
            "organisation": {"code": "GL01A", "name": "Chi bộ thôn Thung Độc"},
            "for_whom": "",
        }
    ]
    assert got(as_("member"), "/me")["own_file"] is True


def test_a_list_comes_page_by_page(as_: As) -> None:
    client = as_("province")
    first = got(client, "/organisations?limit=4")
    assert (len(first["items"]), first["count"], first["limit"], first["offset"]) == (4, 10, 4, 0)
    seen = first["items"]
    while first["next"]:
        first = client.get(first["next"]).json()
        seen += first["items"]
    codes = [one["code"] for one in seen]
    assert len(codes) == len(set(codes)) == 10
    assert codes[:2] == ["XD", "GL"]
    assert codes[2].startswith("GL0"), "every branch under its parent"


def test_a_list_longer_than_allowed_is_refused_by_saying_the_most(as_: As) -> None:
    response = as_("province").get(f"{V1}/organisations?limit=501")
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["errors"] == [{"where": "query.limit", "message": "phải không quá 500"}]


def test_no_scope_means_no_rows(as_: As) -> None:
    nobody = as_("nobody")
    assert got(nobody, "/organisations")["items"] == []
    assert got(nobody, "/years/2021/figures")["tables"]["members"]["total"] == 0


def test_the_tree_from_an_organisation_down(as_: As) -> None:
    client = as_("upper_level")
    below = got(client, "/organisations?parent=GL01")["items"]
    assert [(one["code"], one["tier"], one["parent"]) for one in below] == [
        ("GL01A", "cell", "GL01"),
        ("GL01B", "cell", "GL01"),
    ]
    whole = got(client, "/organisations/GL01A")
    assert whole["above"] == ["XD", "GL", "GL01"]
    assert [one["code"] for one in got(client, "/organisations?q=doan+thuong")["items"]] == ["GL01"]


def test_a_year_names_the_texts_it_is_held_under(as_: As) -> None:
    year = got(as_("member"), "/years/2021")
    assert year["cut_off_date"] == "2021-12-15"
    assert [(one["step"], one["due_on"]) for one in year["steps"]][4] == ("rate", "2021-12-20")
    bound = {one["subject_type"]: one for one in year["frameworks"]}
    assert (bound["member"]["framework"], bound["member"]["version"]) == ("hd21_2019/member", 2)
    assert bound["member"]["sources"][0]["number"] == "HD 21-HD/BTCTW"


def test_a_board_says_what_its_page_says(as_: As) -> None:
    client = as_("grassroots")
    board = got(client, "/years/2021/boards/member/GL01?limit=500")
    assert (board["count"], board["decides"], board["may_choose"]) == (40, True, True)
    row = next(one for one in board["items"] if one["code"] == "DV0003")
    assert (row["low"], row["high"], row["standing"], row["decided"]) == (
        "good",
        "good",
        "good",
        "good",
    )
    assert row["decision"] == "214-QĐ/ĐU"
    assert row["targets"] == "96.5"
    untold = next(one for one in board["items"] if one["low"] != one["high"])
    assert (untold["standing"], untold["open"]) == (None, False)
    assert untold["missing"] is None, "its facts are all there by now: it is to be rated again"
    assert got(as_("auditor"), "/years/2021/boards/member/GL01")["may_choose"] is False


def test_pools_say_how_their_ceiling_was_counted(as_: As) -> None:
    (pool,) = got(as_("grassroots"), "/years/2021/boards/member/GL01/pools")["items"]
    assert (pool["rated"], pool["outstanding"], pool["ceiling"], pool["room"]) == (40, 8, 5, -3)
    assert pool["counted"]["en"].startswith("At most 5: 20% of those at good")
    assert pool["citation"] == "HD 21-HD/BTCTW, II.B.2, điểm 2.3a"


def test_a_rating_tells_every_reason(as_: As) -> None:
    rating = got(as_("member"), "/years/2021/ratings/member/DV0003")
    assert (rating["standing"], rating["reached"], rating["decided"]["number"]) == (
        "good",
        "good",
        "214-QĐ/ĐU",
    )
    told = rating["explanation"]
    assert [one["section"] for one in told["sections"]][:3] == [
        "excluded",
        "prerequisites",
        "outstanding",
    ]
    reasons = [reason for section in told["sections"] for reason in section["reasons"]]
    assert {reason["outcome"] for reason in reasons} == {"met", "not_met"}
    assert all(
        reason["citation"] and reason["seen"]["vi"] and "confirmed" in reason for reason in reasons
    )
    assert rating["look_kept"] is False  # one's own file


def test_a_look_at_somebody_elses_file_is_kept_for_them(as_: As) -> None:
    assert got(as_("cell"), "/years/2021/ratings/member/DV0003")["look_kept"] is True
    assert list(Look.objects.values_list("reader__username", "person__code", "dossier")) == [
        ("cell", "DV0003", "rating")
    ]


def test_figures_are_those_of_the_command(as_: As, town: Town) -> None:
    got_here = got(as_("province"), "/years/2021/figures")["tables"]
    printed = json.loads(run_command(figures_command, ["2021", "--json"]).output)
    assert got_here == printed | {"year": got_here["year"]}
    assert got_here["year"]["review_year"] == printed["year"]["review_year"]


def test_decimals_are_strings(as_: As, town: Town) -> None:
    town.campaign.indicators.filter(code="grdp").update(rank_region=3)
    got_here = got(as_("province"), "/years/2021/figures")["tables"]["indicators"]
    assert got_here["grdp_%"] == "8.6"


def test_a_framework_with_its_rules_and_sources(as_: As) -> None:
    client = as_("member")
    line = got(client, "/frameworks")["items"][0]
    assert line["years"] == [2021]
    whole = got(client, f"/frameworks/{line['framework']}")
    assert whole["sources"][0]["date"] == "2019-10-18"
    rules = [rule for section in whole["sections"] for rule in section["rules"]]
    assert any(rule["citation"] and rule["confirmed"] is True for rule in rules)
    bound = got(client, "/years/2021/frameworks/member")
    assert bound["fingerprint"] == got(client, "/years/2021")["frameworks"][0]["fingerprint"]


def test_what_is_public_needs_nobody_to_sign_in(as_: As, town: Town) -> None:
    anybody = as_("anonymous")
    assert anybody.get(f"{V1}/public/years/2021").status_code == 404
    now, sealed = timezone.now(), gather(town.campaign).figures
    publication = Publication.objects.create(
        campaign=town.campaign,
        first_published_at=now,
        published_at=now,
        published_by="x",
        fingerprint="x",
        figures=sealed.model_dump(mode="json"),
    )
    PublishedFile.objects.create(
        publication=publication, name="so-lieu.csv", content_type="text/csv", body=b"1,2"
    )
    assert [one["year"] for one in got(anybody, "/public/years")["items"]] == [2021]
    year = got(anybody, "/public/years/2021")
    assert PublicFigures.model_validate(year["figures"]) == sealed
    assert year["files"] == [
        {"name": "so-lieu.csv", "address": "/cong-khai/2021/so-lieu.csv", "bytes": 3}
    ]


def test_what_is_asked_twice_is_not_kept_on_the_way(as_: As) -> None:
    response = as_("member").get(f"{V1}/me")
    assert "no-store" in response.headers["Cache-Control"]
    assert "Authorization" in response.headers["Vary"]
