"""Flows: what may be done when, where it leads, and what the four rooms that send things allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.boards.models import FLOW as PROPOSALS
from thidua.decisions.models import FLOW as DECISIONS
from thidua.disputes.models import FLOW as REPORTS
from thidua.exchange.models import FLOW as UPLOADS
from thidua.submissions.flow import Flow, NoReasonError, NotNowError, act
from thidua.submissions.models import SUBMISSION

FLOWS = {
    "submission": SUBMISSION,
    "proposal": PROPOSALS,
    "decision": DECISIONS,
    "fact report": REPORTS,
    "upload": UPLOADS,
}
ENDS = {"accepted", "corrected", "kept", "issued"}


def test_what_was_accepted_is_changed_by_nobody_until_it_is_reopened() -> None:
    assert SUBMISSION.acts_in("accepted") == ("reopen",)
    assert not SUBMISSION.may("change", "sent")


def test_a_return_needs_a_reason_and_an_acceptance_none() -> None:
    with pytest.raises(NoReasonError):
        SUBMISSION.next("return", "sent", reason="  ")
    assert SUBMISSION.next("return", "sent", reason="chưa rõ người làm") == "returned"
    assert SUBMISSION.next("accept", "sent") == "accepted"


def test_what_may_not_be_done_now_names_what_may() -> None:
    with pytest.raises(NotNowError) as caught:
        SUBMISSION.next("accept", "draft")
    assert caught.value.allowed == ("change", "send")


def test_an_issued_decision_is_never_thrown_away() -> None:
    assert DECISIONS.acts_in("issued") == ("reopen", "reopen_one")
    assert not DECISIONS.may("discard", "reopened")


def test_an_answered_report_is_answered_once() -> None:
    assert REPORTS.acts_in("corrected") == REPORTS.acts_in("kept") == ()


def test_an_upload_at_work_waits_for_the_worker() -> None:
    for state in ("checking", "applying", "undoing"):
        assert UPLOADS.acts_in(state) == ()


def test_two_acts_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="one name"):
        Flow(act("send", {"draft"}), act("send", {"returned"}))


@given(st.sampled_from(sorted(FLOWS)), st.data())
def test_walking_a_flow_never_leaves_its_states(name: str, data: st.DataObject) -> None:
    flow = FLOWS[name]
    state = data.draw(st.sampled_from(sorted(flow.states)))
    for _ in range(6):
        possible = flow.acts_in(state)
        if not possible:
            break
        state = flow.next(data.draw(st.sampled_from(possible)), state, reason="lý do")
        assert state in flow.states
