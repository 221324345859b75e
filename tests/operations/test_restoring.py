"""Restoring never destroys what nobody named, nor what somebody is using."""

from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.commands import run_command
from tests.web import town as module
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.cli.operations import restore
from thidua.operations.errors import RestoreError
from thidua.operations.restoring import restore as bring_back
from thidua.operations.restoring import scratch_database


def test_a_database_that_holds_something_is_refused_until_it_is_named(
    saved: Path, elsewhere: str
) -> None:
    bring_back(saved)
    Proposal.objects.update(reason="changed since")
    with pytest.raises(RestoreError, match="không rỗng"):
        bring_back(saved)
    with pytest.raises(RestoreError, match="không làm gì cả"):
        bring_back(saved, replace="thidua")
    assert Proposal.objects.filter(reason="changed since").exists()
    said = run_command(restore, [str(saved), "--replace", elsewhere])
    assert said.exit_code == 0, said.output
    assert not Proposal.objects.filter(reason="changed since").exists()
    assert Campaign.objects.get().year == module.YEAR


def test_a_single_table_of_somebody_else_is_not_an_empty_database(
    saved: Path, elsewhere: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_another_program (id int)")
    with pytest.raises(RestoreError, match="không rỗng"):
        bring_back(saved)


def test_a_database_in_use_is_not_replaced(saved: Path, elsewhere: str) -> None:
    bring_back(saved)
    parameters = connection.get_connection_params()
    with psycopg.connect(
        host=parameters["host"], user=parameters["user"], dbname=elsewhere
    ) as officer:
        officer.execute("SELECT * FROM boards_proposal")
        with pytest.raises(RestoreError, match="đang được dùng"):
            bring_back(saved, replace=elsewhere)
    assert Proposal.objects.exists()


def test_a_role_that_may_not_make_databases_is_told_what_to_ask_for(town: module.Town) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS thidua_plain")
        cursor.execute("CREATE ROLE thidua_plain LOGIN")
        cursor.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO thidua_plain").format(
                sql.Identifier(str(connection.settings_dict["NAME"]))
            )
        )
    ours = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "thidua_plain"
    try:
        with pytest.raises(RestoreError, match="CREATEDB"), scratch_database():
            pass
    finally:
        connection.close()
        connection.settings_dict["USER"] = ours
    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY thidua_plain")
        cursor.execute("DROP ROLE thidua_plain")
