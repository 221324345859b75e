"""A level is voted, decided, sealed and contested as everybody in it lives it: the cell votes by
keys, sends its dossier, the committee meets and decides, the member is told and objects, the city
has it verified and upholds it, a second decision stands beside the first; the inspector looks, the
seals hold, the figures on the page are those of the command.
"""

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.commands import run_command
from tests.journeys.conftest import Visitor
from tests.journeys.contested_ballot import (
    VOTERS,
    seven_vote,
    the_chair_begins_the_ballot,
    the_dossier_goes_up,
    two_codes_close_and_count,
    two_take_their_codes,
)
from tests.journeys.contested_deciding import (
    the_committee_issues,
    the_committee_meets,
    the_member_is_told,
)
from tests.journeys.contested_objection import (
    both_stand_side_by_side,
    it_is_decided_again,
    the_city_has_it_verified,
    the_city_upholds_it,
    the_member_objects,
)
from tests.journeys.contested_story import (
    ANSWERED,
    MOVED,
    OBJECTED,
    SAT,
    Story,
    story,
)
from tests.journeys.test_the_work_is_done import sound
from thidua.cli.reports import figures
from thidua.cli.seals import verify

__all__ = ["story"]
PEOPLE = ("chutri", "thuky", "dangvien", "xa", "huyen", "xacminh", "kiemtra")


def test_the_level_is_contested(visit: Callable[[], Visitor], story: Story) -> None:
    chair, secretary, member, commune, city, verifier, inspector = (visit() for _ in PEOPLE)
    voters = (chair, secretary, member)
    for visitor, name in zip(voters, PEOPLE, strict=False):
        visitor.sign_in(name)
    the_chair_begins_the_ballot(chair, story)
    codes = two_take_their_codes(chair, secretary, story)
    seven_vote(dict(zip(VOTERS, voters, strict=True)), story)
    two_codes_close_and_count(chair, story, codes)
    commune.sign_in("xa")
    the_dossier_goes_up(chair, commune)

    story.settings.TODAY = SAT
    the_committee_meets(commune, story)
    the_committee_issues(commune)
    the_member_is_told(member)

    story.settings.TODAY = OBJECTED
    the_member_objects(member)
    city.sign_in("huyen")
    verifier.sign_in("xacminh")
    the_city_has_it_verified(city, verifier)
    story.settings.TODAY = ANSWERED
    the_city_upholds_it(city, story)
    it_is_decided_again(city, story)
    both_stand_side_by_side(member)

    inspector.sign_in("kiemtra")
    the_inspector_looks(inspector, story)
    the_seals_hold()
    the_figures_are_those_of_the_command(inspector)


def the_inspector_looks(inspector: Visitor, story: Story) -> None:
    page = inspector.page
    inspector.open("/nam/2021/can-xem/quyet-dinh/?kind=ballot")
    expect(page.get_by_text(story.person(MOVED).full_name).first).to_be_visible()
    sound(inspector)
    for kind in ("reopened", "objections", "ballots", "seals"):
        inspector.open(f"/nam/2021/can-xem/quyet-dinh/?kind={kind}")
        sound(inspector)


def the_seals_hold() -> None:
    said = run_command(verify)
    assert said.exit_code == 0, said.output


def the_figures_are_those_of_the_command(visitor: Visitor) -> None:
    """The sentence of the year with its numbers and its share."""
    printed = json.loads(run_command(figures, ["2021", "--json"]).output)
    members, share = printed["members"], printed["shares"]["members.outstanding_of_good"]
    assert (members["outstanding"], members["good"], members["completed"]) == (1, 12, 1)
    visitor.open("/nam/2021/")
    sound(visitor)
    lead = visitor.page.locator(".lead")
    better = members["outstanding"] + members["good"]
    expect(lead).to_contain_text(f"{better} trong {members['total']} đảng viên đạt tốt trở lên")
    expect(lead).to_contain_text(f"xuất sắc bằng {share.replace('.', ',')}% số tốt")
