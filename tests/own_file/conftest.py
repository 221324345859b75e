"""A member before their own year, rated; the secretary of their cell."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import Cast, build, good_year
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.own_file.schema import OwnFile

PAGE = "/nam/2021/cua-toi/"
MINE, OTHER = "M-G1A-05", "M-G1A-06"


@pytest.fixture
def cast(db: None, settings: LazySettings) -> Cast:
    settings.TODAY = dt.date(2021, 12, 28)
    return build()


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return good_year()


@pytest.fixture
def member(cast: Cast, year: Campaign) -> User:
    return cast.officer("member", None, "", person=MINE)


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast.officer("secretary", Role.CELL, "G1A")


def browser(user: User) -> Client:
    client = Client()
    signed_in_now(user, client=client)
    return client


def file_of(user: User) -> OwnFile:
    response = browser(user).get(f"{PAGE}ho-so.json")
    assert response.status_code == 200
    return OwnFile.model_validate_json(response.content)
