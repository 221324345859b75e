"""What happened in the year in progress beside its workbooks: facts that were questioned, a
decision that was reopened. All of it lies on organisations that exist nowhere."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from thidua.accounts.models import User
from thidua.boards.actions import return_proposals
from thidua.campaigns.models import Campaign, Step
from thidua.decisions.actions import reopen_decision
from thidua.decisions.models import Decision
from thidua.demo.handing_in import ACTOR
from thidua.demo.season import Season, by_name
from thidua.demo.stands import Stand, stands_of
from thidua.disputes.actions import correct, keep, report_fact
from thidua.disputes.models import FactReport
from thidua.facts.models import FactSheet
from thidua.facts.values import facts_of
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.state_board.actions import UnitStep, grant_excuse
from thidua.vocabulary import Tier

NO_EVIDENCE = "Chưa kèm minh chứng cho chỉ tiêu kinh tế - xã hội; bổ sung minh chứng rồi gửi lại"
NO_MINUTES = "Biên bản họp chi bộ chưa ghi kết quả bỏ phiếu; ghi rõ rồi gửi lại"
MORE_TIME = "Đơn vị đang kiện toàn cấp uỷ; gửi lại trước hội nghị kiểm điểm"
WRONG_MINUTES = "Biên bản họp ghi nhầm mức của một đồng chí; họp lại ngày 14/12/2022 rồi ban hành"


def send_back(campaign: Campaign, season: Season) -> None:
    """The district sends one organisation's proposal back, the accounts' commune one of their
    cell's.
    """
    roster = RosterEntry.objects.filter(campaign=campaign)
    last = max(season.staff_of(season.first).rated, key=by_name).code
    for entries, reason in (
        (roster.filter(subject_type="organisation", code=season.returned), NO_EVIDENCE),
        (roster.filter(subject_type="member", code=last), NO_MINUTES),
    ):
        return_proposals(campaign=campaign, entries=list(entries), reason=reason, actor=ACTOR)


FULL = Decimal(100)
MORE = ("97.5", "98.5", "99.5", "100")


@dataclass(frozen=True)
class _Question:
    """Who asked on which day about which subject's fact, what should stand there, and why. Of
    several values the first that is more than what stands there.
    """

    day: dt.date
    who: str
    subject: tuple[str, str]
    fact: str
    wanted: tuple[str, ...]
    why: str


def question_facts(campaign: Campaign, season: Season) -> None:
    """Five questions from the accounts' commune: three wait, the oldest until today; one fact was
    corrected, one stays. Nothing happens where there are no accounts of the demo.
    """
    users = {user.username: user for user in User.objects.filter(demo=True)}
    if not users:
        return
    corrected, stays = _two_short_of_all(campaign, season)
    asked = [
        _ask(campaign, users, question)
        for question in _questions(season, corrected=corrected, stays=stays)
    ]
    with on_day(dt.date(2022, 12, 9)):
        correct(
            report=asked[3],
            value=asked[3].wanted,
            answer="Đối chiếu sổ theo dõi nhiệm vụ của chi bộ: đồng chí hoàn thành đủ chỉ tiêu",
            actor=users["xa"],
        )
        keep(
            report=asked[4],
            answer="Biên bản họp ngày 06/12/2022 ghi mức Tốt, các dự họp đã ký",
            actor=users["xa"],
        )


def _two_short_of_all(campaign: Campaign, season: Season) -> tuple[str, str]:
    """Two members of the accounts' cell who did not do all of their targets, the last by name."""
    _, *others, _ = sorted(season.staff_of(season.first).rated, key=by_name)
    sheets = FactSheet.objects.filter(
        roster_entry__campaign=campaign, roster_entry__code__in=[one.code for one in others]
    )
    done = dict(sheets.values_list("roster_entry__code", "known__targets_done"))
    short = [one.code for one in others if one.code in done and _short(done[one.code])]
    return short[-1], short[-2]


def _short(done: object) -> bool:
    return done is not None and Decimal(str(done)) < FULL


def _questions(season: Season, *, corrected: str, stays: str) -> Sequence[_Question]:
    own = min(season.staff_of(season.first).rated, key=by_name).code
    return (
        _Question(
            dt.date(2022, 12, 5),
            "dangvien",
            ("member", own),
            "targets_done",
            MORE,
            "Chỉ tiêu vận động hiến đất làm đường hoàn thành ngày 20/11, chưa được tính",
        ),
        _Question(
            dt.date(2022, 12, 7),
            "xa",
            ("organisation", season.own),
            "targets_done",
            MORE,
            "Thu ngân sách xã tính đến 30/11 đạt 102%, số trong phiếu là số tháng 10",
        ),
        _Question(
            dt.date(2022, 12, 8),
            "chibo",
            ("organisation", season.first),
            "targets_done",
            MORE,
            "Chỉ tiêu thu gom rác của thôn đã đạt từ tháng 9",
        ),
        _Question(
            dt.date(2022, 12, 6),
            "chibo",
            ("member", corrected),
            "targets_done",
            ("100",),
            "Đồng chí hoàn thành cả 8 chỉ tiêu đăng ký, phiếu ghi thiếu 1",
        ),
        _Question(
            dt.date(2022, 12, 6),
            "chibo",
            ("member", stays),
            "working_style",
            ("excellent", "good"),
            "Chi bộ đề nghị xem lại tiêu chí tác phong, lề lối làm việc",
        ),
    )


def _ask(campaign: Campaign, users: dict[str, User], question: _Question) -> FactReport:
    subject_type, code = question.subject
    entry = RosterEntry.objects.get(campaign=campaign, subject_type=subject_type, code=code)
    stands = facts_of(entry)[question.fact].stored
    with on_day(question.day):
        return report_fact(
            roster_entry=entry,
            fact=question.fact,
            wanted=next(value for value in question.wanted if _is_more(value, stands)),
            why=question.why,
            actor=users[question.who],
        )


def _is_more(value: str, stands: str) -> bool:
    """Whether a value says more than the one that stands: of numbers; of grades, another one."""
    if value[0].isdigit():
        return Decimal(value) > Decimal(stands)
    return value != stands


def reopen_one(campaign: Campaign, season: Season) -> None:
    """The decision of the organisation whose proposal was sent back is reopened: minutes were
    wrong.
    """
    decision = Decision.objects.get(campaign=campaign, issuer__code=season.returned)
    reopen_decision(decision=decision, reason=WRONG_MINUTES, actor=ACTOR)


def put_off_one(campaign: Campaign, season: Season) -> None:
    """The accounts' district gives the organisation whose registration came back some days more;
    nothing happens without accounts of the demo, or where no such organisation stands under it.
    """
    officer = User.objects.filter(username="huyen", demo=True).first()
    codes = [code for code, stand in stands_of(season).items() if stand is Stand.CAME_BACK]
    district = Organisation.objects.get(code=season.district)
    here = Organisation.objects.filter(path__startswith=district.path, code__in=codes)
    unit = here.filter(tier=Tier.GRASSROOTS).order_by("code").first()
    if officer is None or unit is None:
        return
    with on_day(dt.date(2022, 12, 10)):
        grant_excuse(
            at=UnitStep(campaign, Step.REGISTER, unit),
            until=dt.date(2022, 12, 20),
            reason=MORE_TIME,
            actor=officer,
        )


@contextmanager
def on_day(day: dt.date) -> Iterator[None]:
    """What is done inside is done on that day of the demo."""
    before, settings.TODAY = settings.TODAY, day
    try:
        yield
    finally:
        settings.TODAY = before
