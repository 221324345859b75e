"""The page of what was sealed, and the file: for the subject and whoever may open their page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builder import OPERATOR, decision
from tests.cast import Cast, entry
from tests.second_factor import signed_in_now
from thidua.access.models import Export, Exported, Look
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.models import Decision
from thidua.decisions.presenters import sheet_of
from thidua.rating_proofs.proofs import SCRIPT
from thidua.rating_proofs.rate_again import check
from thidua.reports.report.content import build_report
from thidua.seals.chain import head

CODE = "M-G1A-05"
FILE = f"/xep-loai/2021/member/{CODE}/niem-phong.json"
PAGE = f"/xep-loai/2021/member/{CODE}/niem-phong/"


@pytest.fixture
def members(cast: Cast, year: Campaign) -> Decision:
    one = decision(year, cast["G1"], ["member"])
    assert issue_decision(decision=one, actor=OPERATOR).issued
    return Decision.objects.select_related("issuer", "campaign").get(pk=one.pk)


def own(cast: Cast) -> Client:
    return signed_in_now(cast.officer("own", None, "", person=CODE))


def test_the_subject_reads_and_takes_their_own(cast: Cast, members: Decision) -> None:
    client, link = own(cast), head()
    assert link is not None
    page = client.get(PAGE).content.decode()
    assert link.printed in page
    assert "Hoàn thành tốt nhiệm vụ" in page
    taken = client.get(FILE)
    assert check(taken.content, link.printed)
    assert "no-store" in taken["Cache-Control"]
    assert client.get(reverse("rating_proof_script")).content == SCRIPT.read_bytes()
    assert PAGE in client.get(reverse("own_file", args=[2021])).content.decode()
    assert PAGE in client.get(f"/xep-loai/2021/member/{CODE}/").content.decode()
    assert Export.objects.get().what == Exported.OWN


def test_somebody_elses_look_and_file_are_written_down(cast: Cast, members: Decision) -> None:
    client = signed_in_now(cast.officer("g1", Role.GRASSROOTS, "G1"))
    assert client.get(PAGE).status_code == 200
    assert client.get(FILE).status_code == 200
    assert Look.objects.filter(person=cast.people[CODE]).exists()
    assert Export.objects.get().what == Exported.PAPERS


def test_outside_ones_part_there_is_no_such_page(cast: Cast, members: Decision) -> None:
    client = signed_in_now(cast.officer("g3", Role.GRASSROOTS, "G3"))
    assert client.get(PAGE).status_code == 404
    assert client.get(FILE).status_code == 404


def test_before_anything_is_sealed_the_page_says_so(cast: Cast, year: Campaign) -> None:
    client = own(cast)
    assert "Chưa có gì được niêm phong" in client.get(PAGE).content.decode()
    assert client.get(FILE).status_code == 404


def test_decision_and_yearly_report_print_the_head(
    cast: Cast, year: Campaign, members: Decision
) -> None:
    link = head()
    assert link is not None
    assert link.printed in sheet_of(members).paper.note
    assert link.printed in build_report(campaign=year, actor=OPERATOR).note
    draft = decision(year, cast["G3"], ["member"])
    assert "niêm phong" not in sheet_of(draft).paper.note.lower()
    assert entry(year, CODE).issued_item is not None
