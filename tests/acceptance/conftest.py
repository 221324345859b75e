"""The year of the registrations; a commune's registration that was sent to its district."""

import pytest

from tests.cast import Cast
from tests.registrations.conftest import (  # noqa: F401  (fixtures)
    commune,
    district,
    registration,
    task,
    whole,
    year,
)
from thidua.acceptance.answering import waiting_versions
from thidua.acceptance.rules import Answer
from thidua.accounts.models import Role, User
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration

FIVE = frozenset({"work", "person", "time", "effect", "responsibility"})
ALL = Answer(accepted=FIVE)


@pytest.fixture
def province(cast: Cast) -> User:
    return cast.officer("tinh", Role.PROVINCE, "P")


@pytest.fixture
def sent(registration: Registration, task: Task, commune: User) -> Registration:  # noqa: F811
    """The commune's registration with its one task, sent and not read."""
    return send_registration(registration, actor=commune)


def returning(**reasons: str) -> Answer:
    """Everything accepted but these clarities, each returned with its reason."""
    return Answer(FIVE - reasons.keys(), reasons)


def about(of: Registration, *answers: Answer) -> dict[int, Answer]:
    """These answers about the tasks that wait, in their order."""
    versions = waiting_versions(of)
    return {version.pk: one for version, one in zip(versions, answers, strict=True)}
