"""The packaged frameworks, bound to the demo province's local layer."""

import json

import pytest

from thidua.rulebook import Framework, Library, bind, packaged_layers
from thidua.rulebook.texts import plain
from thidua.vocabulary import SubjectType

FRAMEWORK_IDS = [
    "hd21_2019/member",
    "hd21_2019/organisation",
    "hd21_2019/collective",
    "hd21_2019/leader",
]


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.packaged()


@pytest.fixture(scope="session")
def bound(library: Library) -> dict[SubjectType, Framework]:
    layer = packaged_layers()["hai_duong_2021"]
    return {framework.subject: bind(framework, layer) for framework in library}


@pytest.fixture(params=FRAMEWORK_IDS, scope="session")
def framework(request: pytest.FixtureRequest, library: Library) -> Framework:
    return library[request.param]


@pytest.fixture(scope="session")
def member(library: Library) -> Framework:
    return library["hd21_2019/member"]


@pytest.fixture(scope="session")
def member_json(member: Framework) -> str:
    """The member framework as JSON, which is YAML too; quick to take apart and put together."""
    return json.dumps(plain(member))


@pytest.fixture(scope="session")
def member_facts(member: Framework) -> dict[str, object]:
    """A member for whom everything is in order: outstanding."""
    criteria = dict.fromkeys(member.terms.criteria, "excellent")
    return {
        **criteria,
        "self_reviewed": True,
        "targets_done": 100,
        "discipline": "none",
        "degraded": False,
        "violation_counted_before": False,
        "membership_status": "official",
        "months_since_admission": 120,
        "civil_servant": False,
        "transferred_in_year": False,
    }
