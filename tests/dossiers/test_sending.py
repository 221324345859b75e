"""A unit sends its proposals once, in one file; the committee above returns or accepts it."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import officer
from tests.cast import Cast, build, campaign
from thidua.accounts.models import Role, User
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign, Deadline, Step
from thidua.dossiers.actions import accept, contents_now, note, return_, send, take_back
from thidua.dossiers.contents import Contents
from thidua.dossiers.errors import DossierError
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries import dossier_of, notes_of
from thidua.dossiers.rows import DossierList
from thidua.dossiers.units import sender_of, senders_to
from thidua.roster.models import RosterEntry
from thidua.submissions.errors import SubmissionError
from thidua.submissions.models import SubmissionStatus

WHY = "đồng chí 09 ốm, họp bù ngày 20"


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return campaign()


@pytest.fixture
def cell(cast: Cast) -> User:
    return officer("chibo", Role.CELL, cast["G1A"])


@pytest.fixture
def ward(cast: Cast) -> User:
    return officer("phuong", Role.GRASSROOTS, cast["G1"])


def propose_all(year: Campaign, cast: Cast, code: str = "G1A") -> None:
    Proposal.objects.bulk_create(
        Proposal(roster_entry=one, proposed="good")
        for one in RosterEntry.objects.filter(campaign=year, organisation=cast[code], rated=True)
    )


def sent(year: Campaign, cast: Cast, actor: User, remark: str = WHY) -> Dossier:
    return send(campaign=year, unit=cast["G1A"], remark=remark, actor=actor)


def test_it_counts_what_is_there_and_names_what_is_missing(year: Campaign, cast: Cast) -> None:
    found = contents_now(year, cast["G1A"])

    assert (found.subjects, found.proposed, found.reviewed, found.balloted) == (13, 0, 0, 0)
    assert [one.vi for one in found.missing] == [
        "13 bản kiểm điểm",
        "biên bản họp kiểm điểm",
        "13 kết quả bỏ phiếu",
        "13 mức đề nghị",
    ]

    propose_all(year, cast)
    assert contents_now(year, cast["G1A"]).proposed == 13


def test_what_is_not_complete_is_sent_with_a_word(year: Campaign, cast: Cast, cell: User) -> None:
    with pytest.raises(DossierError, match=r"còn thiếu .*, 13 mức đề nghị"):
        sent(year, cast, cell, remark=" ")
    assert not Dossier.objects.exists()

    dossier = sent(year, cast, cell)
    assert (dossier.status, dossier.version, dossier.receiver) == ("sent", 1, cast["G1"])
    assert Contents.from_json(dossier.contents).subjects == 13
    assert "M-G1A" not in str(dossier.contents)


def test_it_goes_from_hand_to_hand(year: Campaign, cast: Cast, cell: User, ward: User) -> None:
    dossier = sent(year, cast, cell)
    with pytest.raises(SubmissionError):
        sent(year, cast, cell)
    dossier = take_back(dossier=dossier, actor=cell)
    dossier = sent(year, cast, cell)
    with pytest.raises(SubmissionError, match="lý do"):
        return_(dossier=dossier, reason=" ", actor=ward)
    dossier = return_(dossier=dossier, reason="thiếu biên bản", actor=ward)
    assert (dossier.status, dossier.reason) == ("returned", "thiếu biên bản")
    dossier = accept(dossier=sent(year, cast, cell), actor=ward)
    assert (dossier.status, dossier.version) == ("accepted", 3)
    reopened = return_(dossier=dossier, reason="sai một mức", actor=ward)
    assert reopened.status == SubmissionStatus.RETURNED


def test_late_is_said(year: Campaign, cast: Cast, cell: User) -> None:
    Deadline.objects.update_or_create(
        campaign=year, step=Step.RATE, defaults={"due_on": "2021-12-20"}
    )
    rows = {row.unit.code: row for row in DossierList(year, cast["G1"]).all}
    assert rows["G1A"].late
    assert rows["G1A"].state == "none"

    dossier = sent(year, cast, cell)
    rows = {row.unit.code: row for row in DossierList(year, cast["G1"]).all}
    assert str(dossier.due_on) == "2021-12-20"
    assert (rows["G1A"].state, rows["G1A"].late) == ("sent", True)


def test_who_sends_and_who_answers(year: Campaign, cast: Cast, cell: User, ward: User) -> None:
    other = officer("chibo2", Role.CELL, cast["G1B"])
    city = officer("thanhpho", Role.UPPER_LEVEL, cast["U1"])
    for stranger in (other, city):
        with pytest.raises(PermissionDenied):
            sent(year, cast, stranger)
    dossier = sent(year, cast, ward)
    with pytest.raises(PermissionDenied):
        accept(dossier=dossier, actor=cell)
    with pytest.raises(PermissionDenied):
        accept(dossier=dossier, actor=officer("xakhac", Role.GRASSROOTS, cast["G3"]))
    assert accept(dossier=dossier, actor=city).status == SubmissionStatus.ACCEPTED


def test_to_whom_each_sends(year: Campaign, cast: Cast) -> None:
    assert [one.code for one in senders_to(year, cast["G1"])] == ["G1A", "G1B"]
    assert {one.code for one in senders_to(year, cast["U1"])} == {"G1", "G2"}
    assert {one.code for one in senders_to(year, cast["P"])} == {"U1", "U2"}
    found = sender_of(year, "G1A")
    assert found is not None
    assert found.receiver == cast["G1"]


def test_a_grassroots_cell_sends_itself_and_not_its_members(year: Campaign, cast: Cast) -> None:
    found = contents_now(year, cast["G2"])

    members = RosterEntry.objects.filter(
        campaign=year, organisation=cast["G2"], subject_type="member", rated=True
    )
    everybody = RosterEntry.objects.filter(campaign=year, organisation=cast["G2"], rated=True)
    assert found.subjects == everybody.count() - members.count()
    assert members.count() == 12


def test_the_list_filters_and_counts(year: Campaign, cast: Cast, cell: User) -> None:
    sent(year, cast, cell)
    found = DossierList(year, cast["G1"], state="sent")

    assert [row.unit.code for row in found.rows] == ["G1A"]
    assert {state: number for state, _word, number in found.counts}["none"] == 1
    assert [row.unit.code for row in DossierList(year, cast["G1"], words="G1B").rows] == ["G1B"]


def test_a_draft_is_its_units_alone(year: Campaign, cast: Cast, cell: User, ward: User) -> None:
    dossier = take_back(dossier=sent(year, cast, cell), actor=cell)
    city = officer("thanhpho", Role.UPPER_LEVEL, cast["U1"])

    assert dossier_of(cell, year, cast["G1A"]) == dossier
    assert dossier_of(city, year, cast["G1A"]) is None
    assert DossierList(year, cast["G1"]).all[0].state == "none"


def test_notes_are_read_above_and_not_by_the_unit(
    year: Campaign, cast: Cast, cell: User, ward: User
) -> None:
    dossier = sent(year, cast, cell)
    note(dossier=dossier, text="Nên xem lại một mức", body=None, actor=ward)

    assert [one.text for one in notes_of(ward, dossier)] == ["Nên xem lại một mức"]
    assert notes_of(cell, dossier) == []
    with pytest.raises(PermissionDenied):
        note(dossier=dossier, text="x", body=None, actor=cell)
    with pytest.raises(DossierError):
        note(dossier=dossier, text="  ", body=None, actor=ward)


def test_nothing_is_noted_of_what_was_not_sent(
    year: Campaign, cast: Cast, cell: User, ward: User
) -> None:
    dossier = take_back(dossier=sent(year, cast, cell), actor=cell)

    with pytest.raises(DossierError, match="chưa gửi"):
        note(dossier=dossier, text="x", body=None, actor=ward)


def test_who_stands_beside_on_the_list_is_known(year: Campaign, cast: Cast) -> None:
    codes = [one.code for one in senders_to(year, cast["G1"])]
    found = [sender_of(year, code) for code in codes]
    assert [one.before for one in found if one] == ["", *codes[:-1]]
    assert [one.after for one in found if one] == [*codes[1:], ""]
    assert len(codes) > 1
