"""The demo province from nothing to decided: written as workbooks, imported, rated, decided, recognised."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from thidua.accounts.actions import create_demo_accounts
from thidua.accounts.actors import Operator
from thidua.awards.actions import check_awards
from thidua.campaigns.models import Campaign
from thidua.demo.build import SEED, build
from thidua.demo.errors import DemoError
from thidua.demo.people import YEAR
from thidua.demo.plan import FULL, SMALL, Plan
from thidua.demo.tree import PROVINCE_CODE
from thidua.demo.write import write
from thidua.exchange.importing import import_files
from thidua.language import Text
from thidua.organisations.models import Organisation, Tier
from thidua.portal.actions import publish
from thidua.portal.errors import PublishingRefusedError
from thidua.reviews.actions import classify, issue_all
from thidua.workbooks import problem_table

Tell = Callable[[Text, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: not known)."""

ACTOR = Operator("demo")
MOST_PROBLEMS = 20

MAKING = {
    "organisations": Text("Dựng hệ thống tổ chức", "Making organisations"),
    "members": Text("Dựng danh sách đảng viên", "Making members"),
    "facts": Text("Dựng dữ kiện của năm", "Making the year's facts"),
}


@dataclass(frozen=True)
class Loaded:
    """What came of it."""

    files: Sequence[Path]
    campaign: Campaign | None = None


def load_demo(
    *,
    small: bool = False,
    folder: Path | None = None,
    only_write: bool = False,
    tell: Tell = lambda text, done, total: None,
) -> Loaded:
    """Write the demo province's workbooks and take them through the whole year.

    `folder` keeps the workbooks (without it they go to a temporary one). Whatever is there already is left as it is:
    loading again finishes what was interrupted. Raises DemoError when the database holds another province, or when
    the import, a decision or the award sheet is refused: then nothing after it is done.
    """
    plan = SMALL if small else FULL
    if only_write:
        return Loaded(_write(plan, folder or Path(), tell))
    _refuse_another_province()
    with _kept_or_temporary(folder) as place:
        files = _write(plan, place, tell)
        _import(files, tell)
    campaign = Campaign.objects.get(year=YEAR)
    classify(campaign=campaign, actor=ACTOR, progress=tell)
    _decide(campaign, tell)
    _recognise(campaign, tell)
    _publish(campaign, tell)
    if settings.DEMO:
        create_demo_accounts(year=campaign.year)
    return Loaded(files, campaign)


def _publish(campaign: Campaign, tell: Tell) -> None:
    tell(Text("Công bố kết quả", "Publishing the results"), 0, 0)
    try:
        publish(campaign=campaign, actor=ACTOR)
    except PublishingRefusedError as error:
        raise DemoError.refused(Text("việc công bố", "publishing"), list(error.reasons)) from error


def _refuse_another_province() -> None:
    other = Organisation.objects.filter(tier=Tier.PROVINCE).exclude(code=PROVINCE_CODE).first()
    if other is not None:
        raise DemoError.another_province(other.name)


@contextmanager
def _kept_or_temporary(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="thidua-demo-") as place:
        yield Path(place)


def _write(plan: Plan, folder: Path, tell: Tell) -> list[Path]:
    frames = build(SEED, plan, note=lambda step: tell(MAKING[step], 0, 0))
    return write(
        frames,
        folder,
        progress=lambda book, done, total: tell(
            Text(f"Viết {book.file_name}", f"Writing {book.file_name}"), done, total
        ),
    )


def _import(files: Sequence[Path], tell: Tell) -> None:
    result = import_files(files, actor=ACTOR, progress=lambda step: tell(step.text, step.done, step.total))
    if not result.ok:
        raise DemoError.not_loaded(problem_table(result.problems, most=MOST_PROBLEMS))


def _decide(campaign: Campaign, tell: Tell) -> None:
    issued = issue_all(campaign=campaign, actor=ACTOR, progress=tell)
    for decision in issued.refused:
        reasons = [refusal.text for refusal in issued.refusals[decision.pk]]
        raise DemoError.refused(Text(f"quyết định {decision.number}", f"decision {decision.number}"), reasons)


def _recognise(campaign: Campaign, tell: Tell) -> None:
    for refused in check_awards(campaign=campaign, actor=ACTOR, progress=tell).refused:
        subject = refused.award.organisation or refused.award.person
        reasons = [Text(reason["vi"], reason["en"]) for reason in refused.reasons()]
        raise DemoError.refused(Text(f"khen thưởng {subject}", f"award for {subject}"), reasons)
