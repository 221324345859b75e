"""A small province, and one person of every role inside and outside of the part the tests look
at.
"""

import datetime as dt
import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

import tests.form_templates.toy  # noqa: F401 : its form is known wherever the town is built
from tests.acceptance.town import register
from tests.ballots.town import hold
from tests.committee_meetings.town import convene
from tests.objections.town import object_to
from tests.progress.town import carry_out
from tests.remedies.town import mend
from tests.reviews.town import review
from tests.second_factor import signed_in_now
from tests.web import town as module
from tests.worlds import written_once
from thidua.accounts.models import AccountAct, Role, User
from thidua.accounts.sessions import NOTED
from thidua.blocs.models import Bloc, BlocMember, CriteriaSet, Criterion
from thidua.bodies.models import AdvisoryBody
from thidua.changes.models import Change
from thidua.indicators.models import Reading
from thidua.points.models import Score, ScoreSheet
from thidua.targets.models import OwnIndicator

# Everybody's place in the tree: the tests look at Gia Lộc (GL) and what is below it.
CAST: dict[str, tuple[Role | None, str]] = {
    "province": (Role.PROVINCE, "XD"),
    "upper_level": (Role.UPPER_LEVEL, "GL"),
    "upper_level_outside": (Role.UPPER_LEVEL, "CL"),
    "grassroots": (Role.GRASSROOTS, "GL01"),
    "grassroots_outside": (Role.GRASSROOTS, "GL02"),
    "cell": (Role.CELL, "GL01A"),
    "cell_outside": (Role.CELL, "GL01B"),
    "inspector": (Role.INSPECTOR, "GL"),
    "inspector_outside": (Role.INSPECTOR, "CL"),
    "auditor": (Role.AUDITOR, "XD"),
    "administrator": (Role.ADMINISTRATOR, "XD"),
    "member": (None, ""),
    "member_outside": (None, ""),
    "nobody": (None, ""),
}
REQUEST, CHANGE, BODY = 9301, 9401, 9501
BLOC, CRITERIA, SCORED = 9601, 9602, 9603
OWN_INDICATOR = 9701
"""The keys of a request about an account, of a change, of a body beside the tree, of a bloc and its
criteria, of one whose points are scored, of a unit's own indicator, for addresses that tests write
down."""
PEOPLE = {"member": "DV0003", "member_outside": "DV0050"}


@written_once
def build() -> module.Town:
    """The province with what its pages show."""
    made = module.build()
    module.recognise(made)
    # whose account the administrator looks after
    made.officer("colleague", Role.GRASSROOTS, "GL01")
    send_away(made)
    AdvisoryBody.objects.create(
        pk=BODY, kind="advisory", name="Ban Dân vận Huyện uỷ Gia Lộc", committee=made["GL"]
    )
    register(made, made.campaign)
    carry_out(made)
    mend(made)
    convene(made)
    object_to(made)
    review(made)
    make_a_bloc(made)
    set_an_indicator(made)
    score_a_cluster(made)
    hold(made)
    return made


def set_an_indicator(town: module.Town) -> None:
    """An indicator of Gia Lộc's own, with a number of one commune."""
    OwnIndicator.objects.create(
        pk=OWN_INDICATOR,
        campaign=town.campaign,
        organisation=town["GL"],
        position=1,
        name="Số hộ phân loại rác",
        unit="hộ",
        direction="higher",
        adds_up=True,
    )
    Reading.objects.create(
        own_id=OWN_INDICATOR,
        organisation=town["GL01"],
        on=dt.date(2021, 8, 31),
        value=1200,
        source="BC 12-BC/ĐU",
        saved_at=timezone.now(),
        saved_by_name="Cán bộ xã",
    )


def make_a_bloc(town: module.Town) -> None:
    """Two communes of Gia Lộc compete; their criteria wait for the second one's answer."""
    bloc = Bloc.objects.create(
        pk=BLOC,
        campaign=town.campaign,
        organiser=town["GL"],
        kind="bloc",
        name="Khối các xã",
        head=town["GL01"],
    )
    for code in ("GL01", "GL02"):
        BlocMember.objects.create(
            bloc=bloc, organisation=town[code], campaign=town.campaign, kind="bloc"
        )
    criteria = CriteriaSet.objects.create(
        pk=CRITERIA, campaign=town.campaign, organiser=town["GL"], bloc=bloc, state="sent"
    )
    Criterion.objects.create(
        criteria_set=criteria, position=1, content="Nhiệm vụ trọng tâm", points=100
    )


def score_a_cluster(town: module.Town) -> None:
    """Two cells are scored for the province by signed criteria: the deputy sent its sheet."""
    cluster = Bloc.objects.create(
        pk=SCORED,
        campaign=town.campaign,
        organiser=town["XD"],
        kind="cluster",
        name="Cụm chi bộ",
        head=town["GL01A"],
        deputy=town["GL01B"],
    )
    for code in ("GL01A", "GL01B"):
        BlocMember.objects.create(
            bloc=cluster, organisation=town[code], campaign=town.campaign, kind="cluster"
        )
    signed = CriteriaSet.objects.create(
        pk=SCORED,
        campaign=town.campaign,
        organiser=town["XD"],
        bloc=cluster,
        state="signed",
        signed_at=timezone.now(),
    )
    sheet = ScoreSheet.objects.create(
        bloc=cluster,
        criteria_set=signed,
        unit=town["GL01B"],
        status="sent",
        version=1,
        sent_at=timezone.now(),
    )
    for position, (content, points) in enumerate(
        (("Nhiệm vụ trọng tâm", 60), ("Sinh hoạt chi bộ", 40)), start=1
    ):
        criterion = Criterion.objects.create(
            criteria_set=signed,
            position=position,
            content=content,
            points=points,
            link_kind="key_tasks" if position == 1 else "",
        )
        Score.objects.create(sheet=sheet, criterion=criterion, own=30)


def send_away(town: module.Town) -> None:
    """A member of Gia Lộc's cell GL01A waits to be received into GL01B."""
    member = town.people["DV0003"]
    Change.objects.create(
        pk=CHANGE,
        kind="move",
        state="waiting",
        organisation=town["GL01A"],
        to=town["GL01B"],
        person=member,
        subject=member.full_name,
        on=dt.date(2022, 6, 1),
        by_name="Cán bộ",
        at=timezone.now(),
    )


def ask_for_a_role(town: module.Town, user: User) -> None:
    """Another administrator asks for a role over a cell of Gia Lộc: officers above it answer."""
    now = timezone.now()
    AccountAct.objects.create(
        pk=REQUEST,
        kind="grant_role",
        user=user,
        role=Role.CELL,
        organisation=town["GL01A"],
        starts_on=dt.date(2021, 1, 1),
        state="waiting",
        reason="phân công",
        asked_by=town.officer("keeper", Role.ADMINISTRATOR),
        asked_at=now,
        expires_at=now + dt.timedelta(days=7),
    )


@pytest.fixture
def town(db: None) -> module.Town:
    return build()


@pytest.fixture
def as_(town: module.Town) -> Callable[[str], Client]:
    """A browser in which somebody of the cast is signed in; "anonymous": nobody."""

    def signed_in(who: str) -> Client:
        client = Client()
        if who != "anonymous":
            signed_in_now(_user(town, who), client=client)
            session = client.session
            session[NOTED] = int(
                time.time()
            )  # a session that is noted as in use every few minutes was just noted
            session.save()
        return client

    return signed_in


def _user(town: module.Town, who: str) -> User:
    role, code = CAST[who]
    known = User.objects.filter(username=who).first()
    return known or town.officer(who, role, code, person=PEOPLE.get(who, ""))
