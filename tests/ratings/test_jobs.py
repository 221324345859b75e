"""Classification in the background: asked for once, carried out by whoever takes the job."""

import pytest
from django.core.exceptions import PermissionDenied
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builder import OPERATOR, officer
from tests.cast import Cast, campaign, everybody_good
from thidua.accounts.models import Role
from thidua.ratings.errors import ClassificationError
from thidua.ratings.jobs import request_classification, run_classification
from thidua.ratings.models import Classification, Rating


@pytest.mark.usefixtures("cast")
def test_a_request_is_queued_once_and_carried_out() -> None:
    year = campaign()
    everybody_good(year)
    run = request_classification(campaign=year, actor=OPERATOR)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("ratings.classify", {"run_id": run.pk, "user_id": None})
    with pytest.raises(ClassificationError, match="đang được xếp loại"):
        request_classification(campaign=year, actor=OPERATOR)
    run_classification(**job.args)
    run.refresh_from_db()
    assert (run.state, run.stage, run.done) == ("done", "", 3)
    assert Rating.objects.exists()
    assert request_classification(campaign=year, actor=OPERATOR).state == "waiting"


@pytest.mark.usefixtures("cast")
def test_a_job_taken_up_again_after_it_was_done_changes_nothing() -> None:
    year = campaign()
    everybody_good(year)
    run = request_classification(campaign=year, actor=OPERATOR)
    run_classification(run_id=run.pk, user_id=None)
    finished = Classification.objects.get(pk=run.pk).finished_at
    run_classification(run_id=run.pk, user_id=None)
    assert Classification.objects.get(pk=run.pk).finished_at == finished


@pytest.mark.usefixtures("cast")
def test_a_job_whose_worker_was_killed_is_carried_out_from_the_start() -> None:
    year = campaign()
    everybody_good(year)
    run = Classification.objects.create(
        campaign=year, state="running", stage="Xếp loại từ dưới lên", done=1
    )
    run_classification(run_id=run.pk, user_id=None)
    run.refresh_from_db()
    assert (run.state, run.error) == ("done", "")


def test_a_run_that_may_not_begin_says_why_and_blocks_nobody(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    secretary = officer("secretary", Role.CELL, cast["G1A"])
    run = Classification.objects.create(campaign=year)
    with pytest.raises(PermissionDenied):
        run_classification(run_id=run.pk, user_id=secretary.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error
    assert request_classification(campaign=year, actor=OPERATOR).state == "waiting"


def test_only_the_province_may_ask(cast: Cast) -> None:
    year = campaign()
    with pytest.raises(PermissionDenied):
        request_classification(campaign=year, actor=officer("upper", Role.UPPER_LEVEL, cast["U1"]))


def test_the_worker_knows_the_jobs() -> None:
    assert {"ratings.classify", "db.take_up_again"} <= set(app.tasks)
