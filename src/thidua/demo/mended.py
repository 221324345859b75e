"""The remedies of the demo (`mending`) on their way into the database."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from thidua.acceptance.readers import reader_of
from thidua.campaigns.models import Limit
from thidua.demo.handing_in import ACTOR
from thidua.demo.mending import (
    CONFERENCE_DUE,
    LAST,
    MIDDLE,
    NAMED,
    Named,
    Stands,
    of_reviews,
    shares_of,
    units_of_the_conference,
)
from thidua.demo.met import days_of_meetings
from thidua.demo.reviewed_year import ReviewedYear
from thidua.demo.year import YEAR
from thidua.organisations.models import Organisation
from thidua.organisations.names import who_decides
from thidua.registrations.content import Content, Doer, MeasureLine, MilestoneLine
from thidua.remedies.models import Source, StepKind
from thidua.remedies.past import PastRemedy, PastStep, record_past
from thidua.remedies.words import NamedAt
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType

CONFERENCE = dt.date(2022, 2, 23)
SECRETARY = "Thư ký cuộc họp"
CHECK = ("báo lại trong buổi sinh hoạt cuối quý, có biên bản", "tháng 6 và tháng 11")


def mend_everybody(year: ReviewedYear) -> None:
    """Write what the reviews of the decided year and its conference named, as it stands on the day
    of the demo.
    """
    days = days_of_meetings(year)
    named = of_reviews(year.commune, year.random("remedies"), days)
    remedies = [_of_review(year, one) for one in named]
    remedies += _of_conference(year)
    record_past(campaign=year.campaign, remedies=remedies, actor=ACTOR)


def _of_review(year: ReviewedYear, one: Named) -> PastRemedy:
    unit = year.units[one.unit]
    key = year.member(one.person) if one.person else year.unit(one.unit)
    person = year.people[one.answers]
    doer = (
        Doer(person=person.pk, name=person.full_name, lead=True)
        if one.person
        else Doer(organisation=unit.pk, name=unit.name, lead=True)
    )
    verifier = unit if one.person else year.units[year.commune.unit.code]
    content = _content(
        (one.title, one.work, one.measure, one.measured_in, one.target),
        unit,
        doer,
        (person.pk, person.full_name),
        (one.raised_on, one.due_on),
    )
    return PastRemedy(
        key,
        unit,
        verifier,
        NamedAt(Source.MEETING, f"Họp kiểm điểm {unit.name}"),
        one.limit,
        one.cause,
        content,
        one.raised_on,
        SECRETARY,
        list(_steps(one, doer.name, who_decides(verifier))),
    )


def _steps(one: Named, by: str, verifier: str) -> Iterator[PastStep]:
    half, whole = one.steps
    yield PastStep(StepKind.WORK, MIDDLE, half, by)
    if one.stands in {Stands.OPEN, Stands.OVERDUE}:
        return
    yield PastStep(StepKind.WORK, LAST, whole, by)
    yield PastStep(StepKind.ASKED, LAST, "", by)
    answered = LAST + dt.timedelta(days=6)
    if one.stands is Stands.CLOSED:
        yield PastStep(StepKind.CLOSED, answered, "Đã xem minh chứng", verifier)
    elif one.stands is Stands.SENT_BACK:
        yield PastStep(StepKind.SENT_BACK, answered, NAMED["back"], verifier)


def _of_conference(year: ReviewedYear) -> Iterator[PastRemedy]:
    """Each limit that the conference named goes to units that exist nowhere."""
    limits = list(Limit.objects.filter(campaign=year.campaign).order_by("pk"))
    codes = units_of_the_conference(year.province.tree, year.commune.unit.code)
    units = Organisation.objects.in_bulk(codes, field_name="code")
    heads = {
        post.organisation: post.person.full_name
        for post in year.province.held
        if post.is_open and post.role == "head"
    }
    for number, (limit, share) in enumerate(
        zip(limits, shares_of(codes, len(limits)), strict=True)
    ):
        for code in share:
            due = CONFERENCE_DUE[number % len(CONFERENCE_DUE)]
            yield _one_of_conference(limit, units[code], heads.get(code, ""), number, due)


def _one_of_conference(
    limit: Limit, unit: Organisation, head: str, number: int, due: dt.date
) -> PastRemedy:
    words = NAMED["conference"][number % len(NAMED["conference"])]
    target = Decimal(str(words["target"]))
    content = _content(
        (words["title"], words["work"], words["measure"], words["unit"], target),
        unit,
        Doer(organisation=unit.pk, name=unit.name, lead=True),
        (None, head),
        (CONFERENCE, due),
    )
    half = f"Đến giữa năm được {int(target) // 2} {words['unit']}"
    return PastRemedy(
        SubjectKey(SubjectType.ORGANISATION, organisation_id=unit.pk),
        unit,
        reader_of(unit) or unit,
        NamedAt(Source.CONFERENCE, f"Hội nghị tổng kết năm {YEAR['year']}", limit.pk),
        limit.text,
        words["cause"],
        content,
        CONFERENCE,
        "Văn phòng Tỉnh uỷ",
        [PastStep(StepKind.WORK, MIDDLE, half, who_decides(unit))],
    )


def _content(
    words: tuple[str, str, str, str, Decimal],
    unit: Organisation,
    doer: Doer,
    answers: tuple[int | None, str],
    days: tuple[dt.date, dt.date],
) -> Content:
    title, work, measure, measured_in, target = words
    half = int(target) // 2
    return Content(
        title=title,
        work=work,
        place=unit.short_name or unit.name,
        doers=(doer,),
        starts_on=days[0],
        ends_on=days[1],
        milestones=(MilestoneLine(dt.date(2022, 6, 30), f"{measure}: {half} {measured_in}"),),
        measures=(MeasureLine(measure, measured_in, Decimal(0), target, "higher", main=True),),
        answers=answers[0],
        answers_name=answers[1],
        answers_title="Bí thư" if answers[0] is None else "",
        answers_to=who_decides(reader_of(unit) or unit),
        check_how=CHECK[0],
        checked_in=CHECK[1],
    )
