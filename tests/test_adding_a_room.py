"""A new room plugs in with all that docs/adding-a-room.md lists, and no other room is edited.

The room is `tests.toy_room`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builder import OPERATOR, officer
from tests.cast import Cast
from tests.second_factor import signed_in_now
from tests.toy_room.models import Book as Lent
from tests.toy_room.registered import FACT
from thidua.accounts.models import Role
from thidua.accounts.permissions import ACTS, CHOOSING, roles_that_choose
from thidua.campaigns.decided import DECISIONS_ISSUED, refuse_if_decided
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import STEP_PAGES, step_of_page
from thidua.campaigns.tasks import TASKS
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all
from thidua.exchange.importing import import_files
from thidua.facts.models import FactSheet
from thidua.facts.sources import FACT_SOURCES
from thidua.loading.sheets import SHEETS
from thidua.ratings.actions import classify
from thidua.subjects.panels import RATING_PANELS
from thidua.web.rail import RAIL
from thidua.web.registry import Registry


@pytest.fixture
def room(db: None) -> Iterator[None]:
    """The site with the toy room installed, its table made; afterwards as it was."""
    registries: list[Registry[Any]] = [
        *(RAIL, TASKS, RATING_PANELS, SHEETS, STEP_PAGES, FACT_SOURCES, DECISIONS_ISSUED),
    ]
    before = [(registry, list(registry)) for registry in registries]
    config = AppConfig.create("tests.toy_room")
    config.apps = apps  # as Django does with every installed app when the site starts
    apps.app_configs[config.label] = config
    config.import_models()
    apps.clear_cache()
    config.ready()
    autodiscover_modules(settings.PROCRASTINATE_AUTODISCOVER_MODULE_NAME)  # as the worker does
    with override_settings(ROOT_URLCONF="tests.toy_room.urls"):
        with connection.schema_editor() as editor:
            editor.create_model(Lent)
        yield
    del apps.app_configs[config.label]
    apps.clear_cache()
    ACTS.pop("toy_room.lend")
    CHOOSING.discard("toy_room.lend")
    for registry, items in before:
        for item in list(registry):
            if item not in items:
                registry.remove(item)


def reader(cast: Cast, name: str, role: Role, code: str) -> Client:
    client = Client()
    signed_in_now(officer(name, role, cast[code]), client=client)
    return client


def test_its_page_its_task_its_entry_and_its_panel_are_there(
    room: None, cast: Cast, year: Campaign
) -> None:
    Lent._default_manager.create(organisation=cast["G1A"], title="Điều lệ")
    secretary = reader(cast, "bi.thu", Role.CELL, "G1A")
    assert secretary.get("/sach/").content.decode() == "Điều lệ"
    home = secretary.get("/").content.decode()
    assert "Cho mượn sách" in home
    assert "Tủ sách" in home
    assert "Tủ sách" in secretary.get("/xep-loai/2021/member/M-G1A-06/").content.decode()


def test_its_permission_holds_and_its_act_is_in_the_history(
    room: None, cast: Cast, year: Campaign
) -> None:
    books = Lent._default_manager
    books.create(organisation=cast["G1A"], title="Điều lệ")
    assert reader(cast, "huyen", Role.UPPER_LEVEL, "U1").post("/sach/").status_code == 403
    assert books.count() == 1
    assert reader(cast, "bi.thu", Role.CELL, "G1A").post("/sach/").status_code == 302
    assert books.count() == 0


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("book", "sheet"),
    [(Book.DECISIONS, "toy_books"), (Book.ORGANISATIONS, "toy_tree_books")],
)
def test_its_sheet_is_loaded_and_written_with_the_others(
    cast: Cast, year: Campaign, tmp_path: Path, book: Book, sheet: str
) -> None:
    books = Lent._default_manager
    books.create(organisation=cast["G1A"], title="Điều lệ")
    assert workbook(book).sheets[-1].id == sheet
    (path,) = export_all(tmp_path, year=2021, actor=OPERATOR, kinds=[book])
    books.all().delete()
    result = import_files([path], year=2021, actor=OPERATOR)
    assert result.applied, [str(problem) for problem in result.problems]
    assert list(books.values_list("title", flat=True)) == ["Điều lệ"]


@pytest.mark.usefixtures("room")
def test_its_act_chooses_for_the_tokens_of_whoever_may_do_it() -> None:
    assert Role.AUDITOR in roles_that_choose()


@pytest.mark.usefixtures("room")
def test_a_year_that_it_decided_changes_no_more(cast: Cast, year: Campaign) -> None:
    refuse_if_decided(year)
    Lent._default_manager.create(organisation=cast["G1A"], title=f"Kỷ yếu {year.year}")
    with pytest.raises(CampaignRefusedError):
        refuse_if_decided(year)


def test_its_page_belongs_to_a_step_of_the_year(room: None, cast: Cast, year: Campaign) -> None:
    Lent._default_manager.create(organisation=cast["G1A"], title="Điều lệ")
    secretary = reader(cast, "bi.thu", Role.CELL, "G1A")
    assert step_of_page("toy_step") is Step.RECOGNISE
    shown = secretary.get(f"/sach/{year.year}/").content.decode()
    assert "1 cuốn sách" in shown


def test_what_it_knows_counts_on_the_fact_sheets(room: None, cast: Cast, year: Campaign) -> None:
    Lent._default_manager.create(organisation=cast["G1A"], title="Điều lệ")
    sheet = FactSheet.objects.get(
        roster_entry__campaign=year,
        roster_entry__code="M-G1A-06",
        roster_entry__subject_type="member",
    )
    del sheet.facts[FACT]
    sheet.save()
    classify(campaign=year, actor=OPERATOR)
    sheet.refresh_from_db()
    assert (sheet.work[FACT], sheet.known[FACT]) == ("excellent", "excellent")


def test_its_job_is_queued_and_the_worker_knows_it(room: None, cast: Cast) -> None:
    app.configure_task("toy_room.buy", queue="toy_room").defer(
        organisation_id=cast["G1A"].pk, title="Điều lệ"
    )
    job = ProcrastinateJob.objects.get()
    app.tasks[job.task_name].func(**job.args)
    assert Lent._default_manager.get().title == "Điều lệ"


def test_without_it_nothing_of_it_is_there(cast: Cast, year: Campaign) -> None:
    assert reader(cast, "bi.thu", Role.CELL, "G1A").get("/sach/").status_code == 404
    assert "toy_room.lend" not in ACTS
    assert Role.AUDITOR not in roles_that_choose()


def test_no_room_knows_of_it() -> None:
    """Found by its name: nothing in the source mentions the toy room."""
    source = Path(__file__).parents[1] / "src" / "thidua"
    assert not [path for path in source.rglob("*.py") if "toy_room" in path.read_text("utf-8")]
