"""The stages of an import: the tree and its people, the year, its facts, its decisions; each sees
the earlier ones.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.db.models import Max

from thidua.campaigns.models import Campaign
from thidua.campaigns.sheets import YEAR
from thidua.exchange.books import Book
from thidua.exchange.errors import NothingToDoError
from thidua.exchange.files import faults_of, read_files, sheets_of
from thidua.exchange.looking import frameworks_known
from thidua.exchange.results import Progress, Step
from thidua.exchange.running import Run, whole
from thidua.exchange.understood import HowToRead
from thidua.exchange.unit_workbooks import not_for_units
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.loading.sheets import SHEETS, Stage
from thidua.roster.loading.year import YearLoading, freeze_if_needed
from thidua.rulebook.framework import Framework


class Counter:
    """Counts steps and tells about them."""

    def __init__(self, progress: Progress | None, *, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, text: Text) -> None:
        if self.progress is not None:
            self.progress(Step(text=text, done=min(self.done, self.total - 1), total=self.total))
        self.done += 1

    def finish(self) -> None:
        if self.progress is not None:
            self.progress(Step(text=Text("Xong", "Done"), done=self.total, total=self.total))


def run_stages(files: Sequence[Path], how: HowToRead, loading: YearLoading, report: Counter) -> Run:
    """All stages, one after the other, each seeing what the earlier ones wrote; none while a sheet
    cannot be read without somebody's word.
    """
    how = replace(how, frameworks=frameworks_known(loading.year))
    read = read_files(
        files, how, on_read=lambda name: report(Text(f"Đọc {name}", f"Reading {name}"))
    )
    report.total = report.done + 2 + sum(len(file.sheets) for file in read.files)
    run = Run(input=read, loading=loading, report=report, problems=[*read.problems])
    if loading.part:
        run.problems += [problems for file in read.files for problems in not_for_units(file)]
    if read.asking:
        return run
    frozen = Campaign.objects.filter(roster_frozen_at__isnull=False)
    run.frozen_before = dict(frozen.values_list("pk", "roster_frozen_at"))
    run.problems += [faults_of(file) for file in read.files]
    if loading.part:
        _load_for_unit(run)
        return run
    loading.as_of = _as_of(run)
    run.load(Stage.TREE)
    if not run.has_errors:
        _finish(run)
    loading.finishers.clear()
    if run.wants(Book.FACTS, Book.DECISIONS):
        _load_year(run)
    elif run.wants(Book.ORGANISATIONS, Book.MEMBERS):
        _note_frozen(run)
    _load_registered(run)
    return run


def _as_of(run: Run) -> dt.date | None:
    """The latest day on which a year is rated, of those that are open or come in these files."""
    opened = Campaign.objects.aggregate(latest=Max("cut_off_date"))["latest"]
    sheets = sheets_of(run.input.files, f"{Book.FACTS}.{YEAR.id}", YEAR)
    days = [day for parsed in sheets for day in parsed.frame["cut_off_date"]]
    return max((day for day in [opened, *days] if day), default=None)


def _load_year(run: Run) -> None:
    run.load(Stage.YEAR)
    if run.loading.campaign is None and run.loading.year_sheet is None:
        _find_campaign(run)
    if run.loading.campaign is None:
        run.loading.warnings.append(
            Text(
                "Chưa biết là năm thi đua nào nên các trang tính thông tin và quyết định chưa được "
                "kiểm tra.",
                "The year could not be opened, so the sheets of facts and decisions were not "
                "checked.",
            )
        )
        return
    run.load(Stage.LISTS)
    run.report(Text("Chốt danh sách", "Freezing the roster"))
    refused = freeze_if_needed(run.loading)
    if refused is not None:
        if not run.has_errors:
            run.problems.append(whole(refused))
        return
    _note_frozen(run)
    run.load(Stage.SUBJECTS, frameworks=_frameworks(run.loading.campaign))
    _finish(run)


def _finish(run: Run) -> None:
    """What is checked once all sheets of a stage are written."""
    for finish in run.loading.finishers:
        finish()


def _frameworks(campaign: Campaign) -> list[Framework]:
    return list(bound_frameworks(campaign).values())


def _load_registered(run: Run, *, by_units: bool = False) -> None:
    """What units register and how far they are with it: it needs the year, no frozen roster."""
    if not run.wants(Book.REGISTRATIONS, Book.PROGRESS):
        return
    run.loading.finishers.clear()
    if run.loading.campaign is None and not run.has_errors:
        _find_campaign(run)
    if run.loading.campaign is not None:
        run.load(Stage.REGISTERED, by_units=by_units)
        run.load(Stage.CARRIED_OUT, by_units=by_units)
        _finish(run)


def _load_for_unit(run: Run) -> None:
    """What a unit below the province brings: its register, and the facts of its own subjects in a
    year whose roster is frozen.
    """
    run.load(Stage.TREE, by_units=True)
    if not run.has_errors:
        _finish(run)
    run.loading.finishers.clear()
    if run.input.files and not run.wants(Book.FACTS, Book.DECISIONS):
        _note_frozen(run)
        _load_registered(run, by_units=True)
        return
    _find_campaign(run)
    campaign = run.loading.campaign
    if campaign is not None and campaign.roster_frozen_at is None:
        run.problems.append(
            whole(
                Text(
                    f"danh sách năm {campaign.year} chưa chốt nên chưa nạp thông tin được: chờ "
                    f"tỉnh chốt danh sách",
                    f"the roster of {campaign.year} is not frozen, so no facts can be loaded: "
                    f"wait for the province",
                )
            )
        )
    elif campaign is not None:
        run.load(Stage.SUBJECTS, frameworks=_frameworks(campaign), by_units=True)
        _finish(run)
        _load_registered(run, by_units=True)


def _find_campaign(run: Run) -> None:
    """The campaign that was asked for, or the newest one."""
    wanted = run.loading.year
    campaigns = Campaign.objects.all() if wanted is None else Campaign.objects.filter(year=wanted)
    run.loading.campaign = campaigns.first()
    if run.loading.campaign is not None:
        run.loading.year = run.loading.campaign.year
        return
    missing = Text(
        f"chưa mở năm {wanted}: nạp trang tính “Năm” trước hoặc cùng lúc"
        if wanted
        else NothingToDoError.no_year().text.vi,
        f"{wanted} is not open: load the sheet “Year” before or with this"
        if wanted
        else NothingToDoError.no_year().text.en,
    )
    run.problems.append(whole(missing))


def _note_frozen(run: Run) -> None:
    """Corrections to the tree do not reach a roster that is frozen; whoever makes them should
    know.
    """
    corrected = any(
        outcome.changed or outcome.removed or outcome.new
        for outcome in run.outcomes
        if outcome.sheet in {entry.described().title for entry in SHEETS if entry.for_roster}
    )
    campaign = (
        run.loading.campaign or Campaign.objects.filter(roster_frozen_at__isnull=False).first()
    )
    if (
        not corrected
        or campaign is None
        or run.frozen_before.get(campaign.pk) != campaign.roster_frozen_at
    ):
        return
    run.loading.warnings.append(
        Text(
            f"Danh sách năm {campaign.year} đã chốt từ trước nên không đổi theo tổ chức và đảng "
            f"viên vừa nạp; "
            "muốn đổi, hãy chốt lại danh sách.",
            f"The roster of {campaign.year} was frozen before and does not follow these "
            f"organisations and members; "
            "to let it follow, freeze it again.",
        )
    )
