"""A cell in its review: two reviews sent, one draft, opinions on one member."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast, build, campaign, everybody_good
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.batch import Given
from thidua.opinions.giving import give_grades
from thidua.opinions.permissions import Giver
from thidua.organisations.models import Organisation
from thidua.procedures.reading import forms_of
from thidua.reviews.actions import save_section, send, start
from thidua.reviews.keys import key_of_person
from thidua.reviews.past import PastReview, PastReviews, record_past
from thidua.roster.identity import SubjectKey, member
from thidua.vocabulary import Grade, OpinionKind, SubjectType

ROLES = {
    "secretary": (Role.CELL, "G1A", "M-G1A-01"),
    "outside": (Role.CELL, "G1B", "M-G1B-01"),
    "grassroots": (Role.GRASSROOTS, "G1", ""),
    "auditor": (Role.AUDITOR, "P", ""),
    "member": (None, "", "M-G1A-05"),
    "colleague": (None, "", "M-G1A-06"),
    "other_cell": (None, "", "M-G1B-05"),
    "drafting": (None, "", "M-G1A-07"),
}
Who = Callable[[str], User]
LIMITS = "Còn ngại va chạm khi phê bình."


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast, settings: LazySettings) -> Campaign:
    settings.TODAY = dt.date(2021, 12, 1)
    made = campaign()
    everybody_good(made)
    made.launch_date = dt.date(2021, 1, 15)
    made.save()
    return made


@pytest.fixture
def who(cast: Cast) -> Who:
    known: dict[str, User] = {}

    def find(name: str) -> User:
        if name not in known:
            role, code, person = ROLES[name]
            known[name] = cast.officer(name, role, code, person=person)
        return known[name]

    return find


@pytest.fixture
def signed(who: Who) -> Callable[[str], Client]:
    def sign(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return sign


@pytest.fixture
def written(year: Campaign, cast: Cast, who: Who) -> Campaign:
    """Three members sent theirs, one has begun; the cell committee graded one."""
    for name in ("member", "colleague", "other_cell", "drafting"):
        user = who(name)
        assert user.person is not None
        review = start(campaign=year, key=key_of_person(user.person), actor=user)
        review = save_section(
            review=review, heading="limits", text=LIMITS, revision=review.revision, actor=user
        )
        if name != "drafting":
            send(review=review, actor=user)
    grade(year, cast, who("secretary"), 5)
    return year


def send_for(year: Campaign, key: SubjectKey, cell: Organisation, words: str) -> None:
    """A review as it was sent and accepted, whoever wrote it: each heading says `words`."""
    at = dt.datetime(2021, 11, 20, 8, tzinfo=dt.UTC)
    sections = {one.number: words for one in forms_of(year).of(key.subject_type).written}
    review = PastReview(key, cell, sections, saved_at=at, sent_at=at, settled_at=at)
    record_past(campaign=year, past=PastReviews([review]), actor=OPERATOR)


def grade(year: Campaign, cast: Cast, actor: User, number: int) -> None:
    """Every criterion good, by the cell committee."""
    criteria = [
        name
        for group in bound_frameworks(year)[SubjectType.MEMBER].criteria.values()
        for name in group.criteria
    ]
    give_grades(
        campaign=year,
        key=member(cast.of_cell("G1A", number).pk),
        giver=Giver(OpinionKind.CELL_COMMITTEE, cast["G1A"]),
        grades={one: Given(Grade.GOOD) for one in criteria},
        actor=actor,
    )
