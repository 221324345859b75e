"""A text that a year kept before the product knew ballots and objections is read, and says of them
what the shipped text says.
"""

import datetime as dt

import pytest
import yaml

from thidua.rulebook.errors import FrameworkError
from thidua.rulebook.procedure import LATER, Procedure, load_procedure
from thidua.rulebook.procedure_layer import LocalValue, with_local
from thidua.rulebook.procedure_library import procedure_on, read_procedure
from thidua.vocabulary import SubjectType

SHIPPED = procedure_on(dt.date(2021, 12, 10))


def _kept(*, without: tuple[str, ...] = (), **changed: object) -> str:
    """The text of today as an earlier version wrote it: without what came later."""
    text = yaml.safe_load(SHIPPED.to_yaml())
    for group, names in LATER.items():
        text[group] = {name: one for name, one in text[group].items() if name not in names}
    for group in ("voting", "rounds"):
        text.pop(group)
    for key in without:
        group, name = key.split(".")
        text[group].pop(name)
    return yaml.safe_dump({**text, "version": 1, **changed}, allow_unicode=True)


def test_an_older_text_says_of_ballots_and_objections_what_the_shipped_one_says() -> None:
    kept = read_procedure(_kept())

    assert kept.version == 1
    assert kept.objection_days == SHIPPED.objection_days
    assert kept.answer_days == SHIPPED.answer_days
    assert kept.votes_by("ballot_base") == "called"
    assert kept.majority == SHIPPED.majority
    assert not kept.two_rounds(SubjectType.MEMBER)
    assert dict(kept.values()).keys() == dict(SHIPPED.values()).keys()


def test_what_an_older_text_says_itself_stays() -> None:
    text = _kept().replace("value: 3\n", "value: 4\n", 1)

    assert "value: 4\n" in text
    assert read_procedure(text).draft_working_days == 4


def test_a_text_under_another_name_goes_by_the_one_of_its_day() -> None:
    assert read_procedure(_kept(id="own_text")).answer_days == SHIPPED.answer_days


def test_a_locality_sets_such_a_value_on_an_older_text() -> None:
    local = [
        LocalValue("voting.ballot_base", "present", "HD 10-HD/TU"),
        LocalValue("rounds.member", "two", "HD 10-HD/TU"),
        LocalValue("periods.answer_days", "30", "HD 10-HD/TU"),
    ]
    laid = with_local(read_procedure(_kept()), local)

    assert laid.votes_by("ballot_base") == "present"
    assert laid.two_rounds(SubjectType.MEMBER)
    assert not laid.two_rounds(SubjectType.LEADER)
    assert laid.answer_days == 30


def test_what_the_first_version_asked_for_is_not_filled_in() -> None:
    with pytest.raises(FrameworkError, match=r"shares\.quorum"):
        read_procedure(_kept(without=("shares.quorum",)))


def test_a_shipped_text_has_all_of_it(procedure_text: str) -> None:
    for group, names in LATER.items():
        for name in names:
            with pytest.raises(FrameworkError, match=rf"{group}\.{name}"):
                load_procedure(_without(procedure_text, group, name))


@pytest.fixture
def procedure_text() -> str:
    return SHIPPED.to_yaml()


def _without(text: str, group: str, name: str) -> str:
    raw = yaml.safe_load(text)
    raw[group].pop(name)
    return Procedure.model_validate(raw).to_yaml()
