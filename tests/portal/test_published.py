"""The province is told which editions of earlier rules give somebody away."""

import pytest
from click.testing import CliRunner

from tests.second_factor import signed_in_now
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.cli.portal import check_published
from thidua.portal.actions import publish
from thidua.portal.models import CountedPeople, Publication


@pytest.mark.django_db
@pytest.mark.usefixtures("quick_files")
def test_the_command_and_the_officer_s_page_name_edition_body_and_level(decided: Town) -> None:
    publish(campaign=decided.campaign, actor=Operator())
    assert "Không bản nào" in CliRunner().invoke(check_published).output
    publication = Publication.objects.get()
    figures = publication.figures
    for row in (figures["members"], *(body["levels"] for body in figures["members_by_body"])):
        row.update(counts=[0, 0, 0, 0], total=0)
    body = figures["members_by_body"][0]
    body["levels"].update(counts=[10, 7, 0, 3], total=20)
    figures["members"].update(counts=[10, 7, 0, 3], total=20)
    publication.save()
    behind = {one["code"]: [0, 0, 0, 0] for one in figures["members_by_body"]}
    CountedPeople.objects.update(counts=behind | {body["code"]: [10, 7, 0, 3]})
    said = CliRunner().invoke(check_published).output
    assert "2021, lần công bố thứ 2" in said
    place = f"{body['name']['vi']}: Không hoàn thành"
    assert place in said
    client = signed_in_now(decided.officer("tinh", Role.PROVINCE))
    assert place in client.get("/cong-bo/2021/").content.decode()
