"""A small province with plausible names, for looking at pages: 10 organisations, 100 invented
members, one year. Levels are written straight into the tables; facts of a few members are given so
that their page has reasons.
"""

import datetime as dt

from django.utils import timezone

from tests.builder import (
    Province,
    decide,
    decision,
    indicate,
    open_year,
    post,
    rate,
    remember,
)
from tests.worlds import written_once
from thidua.accounts.models import User
from thidua.boards.models import Proposal
from thidua.conferences.models import Conference, Invitation
from thidua.directives.models import Directive
from thidua.disputes.models import FactReport
from thidua.facts.models import FactSheet
from thidua.meetings.models import Item, Meeting, Participant, Sitting, Speech
from thidua.notices.models import About, Reminder
from thidua.progress.models import Note, NoteValue
from thidua.registrations.content import as_json
from thidua.registrations.models import Measure, Registration, Task, TaskPerson, TaskVersion
from thidua.registrations.rows import content_of, with_rows
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level

TREE = """
XD province: Đảng bộ tỉnh Xứ Đông
  GL upper_level district: Đảng bộ huyện Gia Lộc
    GL01 grassroots committee commune: Đảng bộ xã Đoàn Thượng
      GL01A cell commune: Chi bộ thôn Thung Độc
      GL01B cell commune: Chi bộ thôn Trạm Bóng
    GL02 grassroots committee commune: Đảng bộ xã Gia Tân
      GL02A cell commune: Chi bộ thôn Phúc Tân
  CL upper_level city: Đảng bộ thành phố Chí Linh
    CL01 grassroots as_cell school: Chi bộ Trường THPT Bến Tắm
"""
BANK = (
    "GL03 grassroots committee state_enterprise: "
    "Đảng bộ Ngân hàng Thương mại cổ phần Công thương chi nhánh huyện Gia Lộc"
)
SIZES = {"GL01A": 20, "GL01B": 20, "GL02A": 20, "CL01": 40}
POSTS = (
    ("DV0000", "GL01A", "head", "Bí thư chi bộ"),
    ("DV0001", "GL01", "head", "Bí thư Đảng uỷ"),
    ("DV0002", "GL01", "deputy", "Phó Bí thư"),
    ("DV0040", "GL02", "head", "Bí thư Đảng uỷ"),
    ("DV0003", "GL", "head", "Bí thư Huyện uỷ"),
)
YEAR = 2021
ISSUED, DRAFT = 9001, 9002
"""Keys of the two decisions, for addresses that tests write down."""
AWARD_OF_CELL, AWARD_OF_MEMBER = 9101, 9102
WRONG_FACT = 9201
REMINDER = 9401
REGISTERED, DRAFTED, NOTED = 9702, 9703, 9711
DIRECTIVE, CONFERENCE, INVITED_UNIT, INVITED_GUEST = 9501, 9601, 9611, 9612
MEETING, SPOKEN_OF, SPEECH = 9901, 9911, 9921
"""Keys of the review meeting of the cell GL01A, which sits; of the item about DV0003; of what was
said."""
FAMILY = (
    "Nguyễn Thị",
    "Trần Văn",
    "Lê Hữu",
    "Phạm Thị",
    "Vũ Đình",
    "Đỗ Thị",
    "Bùi Quang",
    "Hoàng Thị",
)
MIDDLE = ("Minh", "Thu", "Xuân", "Ngọc", "Hải")
GIVEN = ("Hạnh", "Ưng", "Đoàn", "Ánh", "Bình", "Sơn", "Yến", "Khuê")
LEVELS = (
    "outstanding",
    "good",
    "good",
    "good",
    "completed",
    "good",
    "good",
    "outstanding",
    "good",
    "not_completed",
)
INDICATORS = (
    ("grdp", "Tăng trưởng GRDP", "%", "higher", "7.5", "8.6"),
    ("budget", "Thu ngân sách", "%", "higher", "100", "118"),
    ("recruit", "Kết nạp đảng viên", "người", "higher", "2100", "1812"),
    ("poor", "Tỷ lệ hộ nghèo", "%", "lower", "1.5", "1.5"),
    ("water", "Dùng nước sạch", "%", "higher", "99", None),
)
DEADLINES = {
    "launch": dt.date(2021, 2, 28),
    "register": dt.date(2021, 3, 31),
    "carry_out": dt.date(2021, 11, 30),
    "review": dt.date(2021, 12, 10),
    "rate": dt.date(2021, 12, 20),
    "recognise": dt.date(2022, 1, 31),
}
KINDS = ("member", "organisation", "collective", "leader")
CRITERIA = (
    *("political_thought", "ethics_lifestyle", "discipline_awareness", "working_style"),
    *("duties", "year_tasks", "self_commitment", "remedying"),
)
FULL_POOL = {
    "vi": "Nhóm xã vượt trần: 2 trên 1.",
    "en": "The pool of communes is over its ceiling: 2 of 1.",
}
NOT_OUTSTANDING = {
    "rule": "R1-AWARD-01",
    "citation": "HD 21-HD/BTCTW, phần sử dụng kết quả, khen thưởng",
    "vi": "Hoàn thành xuất sắc nhiệm vụ trong năm: Hoàn thành tốt nhiệm vụ",
    "en": "Outstanding this year: Good",
}


class Town(Province):
    """The province of this module."""


def _people(town: Town) -> None:
    cells = [cell for cell, size in SIZES.items() for _ in range(size)]
    for number, cell in enumerate(cells):
        name = f"{FAMILY[number % 8]} {MIDDLE[number % 5]} {GIVEN[(number * 3) % 8]}"
        town.member(f"DV{number:04}", cell, name, civil_servant=cell == "CL01")
    for code, where, role, title in POSTS:
        post(town.people[code], town[where], role, title)


def _facts(index: int) -> dict[str, object]:
    known: dict[str, object] = {
        **dict.fromkeys(CRITERIA, "excellent"),
        "year_tasks": "good" if index % 3 else "excellent",
        "self_reviewed": True,
        "targets_done": "96.5",
        "discipline": "none",
        "degraded": False,
    }
    return known if index % 7 else {key: value for key, value in known.items() if key != "duties"}


def _ratings(town: Town) -> None:
    rated = RosterEntry.objects.filter(campaign=town.campaign, rated=True).order_by("pk")
    for index, entry in enumerate(sorted(rated, key=lambda one: KINDS.index(one.subject_type))):
        rate(entry, LEVELS[index % len(LEVELS)] if index % 17 != 5 else "")
        if entry.subject_type == "member":
            FactSheet.objects.create(roster_entry=entry, facts=_facts(index))
        Proposal.objects.create(
            roster_entry=entry,
            self_claimed="outstanding" if index % 4 == 0 else "good",
            proposed="good",
            chosen="",
        )


def _decide(town: Town) -> None:
    issued = decision(
        town.campaign,
        town["GL01"],
        ["member"],
        pk=ISSUED,
        number="214-QĐ/ĐU",
        decided_on=dt.date(2021, 12, 18),
        signer_post="Bí thư Đảng uỷ",
        status="issued",
        issued_at=timezone.now(),
    )
    members = RosterEntry.objects.filter(
        campaign=town.campaign, subject_type="member", grassroots=town["GL01"], rated=True
    )
    known = members.select_related("rating").exclude(rating__standing=None)
    decide(issued, ((entry, Level.from_code(entry.rating.standing or 1)) for entry in known))
    decision(
        town.campaign,
        town["GL"],
        ["organisation"],
        pk=DRAFT,
        number="09-QĐ/HU",
        tier="grassroots",
        signer_post="Bí thư Huyện uỷ",
        refusals=[FULL_POOL],
    )


def _history(town: Town) -> None:
    for index, one in enumerate(town.organisations.values()):
        for year in range(YEAR - 4, YEAR):
            always = one.code in {"GL01", "CL"}
            remember(one, "outstanding" if always else LEVELS[(index + year) % 9], year)
    for index, code in enumerate(sorted(town.people)[:60]):
        for year in range(YEAR - 3, YEAR):
            remember(town.people[code], LEVELS[(index + year) % 9], year)


def recognise(town: Town) -> None:
    """A cell commended by its committee, a member by the province; a commune that was refused."""
    day = dt.date(2022, 1, 28)
    town.award(
        "committee_certificate_year",
        "GL01A",
        by="GL01",
        pk=AWARD_OF_CELL,
        number="31-QĐ/ĐU",
        decided_on=day,
    )
    town.award(
        "provincial_certificate_five_years",
        person="DV0003",
        pk=AWARD_OF_MEMBER,
        number="412-QĐ/TU",
        decided_on=day,
    )
    town.award(
        "district_certificate_year", "GL02", by="GL", status="refused", refusals=[NOT_OUTSTANDING]
    )


def doubt(town: Town, by: User) -> None:
    """Somebody reports a fact of a member of GL01A: whoever acts for the cell answers."""
    FactReport.objects.create(
        pk=WRONG_FACT,
        roster_entry=RosterEntry.objects.get(code="DV0001", subject_type="member"),
        fact="working_style",
        wanted="good",
        why="Chi bộ đã nhận xét khác",
        unit=town["GL01A"],
        asked_by=by,
        asked_on=dt.date(2021, 12, 1),
        due_on=dt.date(2021, 12, 8),
    )


def remind(town: Town, by: User) -> None:
    """The committee of Đoàn Thượng reminds the cell GL01A of its facts."""
    Reminder.objects.create(
        pk=REMINDER,
        campaign=town.campaign,
        unit=town["GL01A"],
        about=About.FACTS,
        number=3,
        from_unit=town["GL01"],
        asked_by=by,
        asked_at=timezone.now(),
    )


def _documents(town: Town) -> None:
    """The plan of Gia Lộc, and the conference where it was explained."""
    Directive.objects.create(
        pk=DIRECTIVE,
        kind="plan",
        number="31-KH/HU",
        signed_on=dt.date(2021, 3, 2),
        issuer="Huyện uỷ Gia Lộc",
        title="Triển khai phong trào thi đua năm 2021",
        organisation=town["GL"],
        campaign=town.campaign,
    )
    conference = Conference.objects.create(
        pk=CONFERENCE,
        campaign=town.campaign,
        organisation=town["GL"],
        held_on=dt.date(2021, 3, 5),
        venue="Hội trường Huyện uỷ",
    )
    Invitation.objects.create(pk=INVITED_UNIT, conference=conference, unit=town["GL01"])
    Invitation.objects.create(
        pk=INVITED_GUEST, conference=conference, guest="Bùi Văn Lạc", guest_post="Mặt trận huyện"
    )


def _meetings(town: Town) -> None:
    """The review meeting of the cell GL01A, which sits: two are called, one is spoken of."""
    meeting = Meeting.objects.create(
        pk=MEETING,
        campaign=town.campaign,
        organisation=town["GL01A"],
        held_on=dt.date(2021, 12, 7),
        state="open",
        chair=town.people["DV0000"],
        chair_name="Nguyễn Thị Minh Hạnh",
        draft_sent_on=dt.date(2021, 12, 2),
    )
    Sitting.objects.create(meeting=meeting, number=1, opened_at=timezone.now())
    chair, _other = (
        Participant.objects.create(
            meeting=meeting,
            person=town.people[code],
            name=town.people[code].full_name,
            presence="present",
            noted_by_name="Bí thư chi bộ",
        )
        for code in ("DV0000", "DV0003")
    )
    for position, kind in enumerate(("preparation", "roll_call", "adoption"), start=1):
        Item.objects.create(meeting=meeting, position=10 * position, kind=kind, state="waiting")
    item = Item.objects.create(
        pk=SPOKEN_OF,
        meeting=meeting,
        position=21,
        kind="person",
        subject_type="member",
        person=town.people["DV0003"],
        name=town.people["DV0003"].full_name,
        state="under_way",
    )
    Speech.objects.create(
        pk=SPEECH,
        item=item,
        kind="criticism",
        speaker=chair,
        text="Điểm tập kết rác đặt trước khi hỏi dân.",
        said_at=timezone.now(),
        written_by_name="Bí thư chi bộ",
    )


def _registrations(town: Town) -> None:
    """The commune Đoàn Thượng sent a task, once accepted and noted, a change of which waits; its
    cell GL01A is writing one.
    """
    for key, code, status in ((REGISTERED, "GL01", "sent"), (DRAFTED, "GL01A", "draft")):
        registration = Registration.objects.create(
            campaign=town.campaign,
            organisation=town[code],
            receiver=town["GL"] if status == "sent" else None,
            status=status,
            version=int(status == "sent"),
        )
        task = Task.objects.create(
            pk=key,
            registration=registration,
            position=1,
            status=status,
            work="Chuyển đổi 30 ha lúa sang rau",
            ends_on=dt.date(2021, 11, 30),
            answers_title="Bí thư",
        )
        TaskPerson.objects.create(task=task, position=1, organisation=town[code], lead=True)
        Measure.objects.create(task=task, position=1, name="Diện tích", unit="ha", target=30)
        if status == "sent":
            content = with_rows(Task.objects.filter(pk=key)).get()
            TaskVersion.objects.create(
                task=task,
                number=1,
                sent_at=timezone.now(),
                content=as_json(content_of(content)),
                sentence="Đảng uỷ xã Đoàn Thượng chuyển đổi 30 ha lúa sang rau.",
                accepted_at=dt.datetime(2021, 3, 20, 9, tzinfo=dt.UTC),
            )
            _noted(task, content.measures.get().pk)


def _noted(task: Task, measure: int) -> None:
    """9 of 30 ha by 19 August, and what stands in the way."""
    note = Note.objects.create(
        pk=NOTED,
        task=task,
        on=dt.date(2021, 8, 19),
        text="Thôn 1 xong 9 ha",
        blocked_by="Trạm bơm hỏng",
        written_by_name="Cán bộ xã",
        written_at=dt.datetime(2021, 8, 19, 9, tzinfo=dt.UTC),
    )
    NoteValue.objects.create(note=note, measure_id=measure, value=9)


@written_once
def build() -> Town:
    """Write the province of this module into the database."""
    town = Town(TREE)
    town.plant(BANK, below="GL")
    _people(town)
    town.campaign = open_year(
        {
            "name": "Phong trào thi đua năm 2021",
            "launch_date": dt.date(2021, 2, 24),
            "deadlines": DEADLINES,
        }
    )
    _ratings(town)
    _decide(town)
    _history(town)
    _documents(town)
    _meetings(town)
    _registrations(town)
    indicate(town.campaign, "code name unit direction target result", *INDICATORS)
    return town
