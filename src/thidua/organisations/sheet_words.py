"""The words that columns of this room's sheets may have."""

from thidua.language import Text
from thidua.vocabulary import (
    Activity,
    Body,
    MembershipEnd,
    MembershipStatus,
    PositionRole,
    Sector,
    Sex,
    SuccessionKind,
    Tier,
)
from thidua.workbooks import Misplaced, word_choices

TIERS = word_choices(reversed(Tier), short=True)
"""From the top, as people list them."""

BODIES = word_choices(Body)
SECTORS = word_choices(Sector)
SUCCESSION_KINDS = word_choices(SuccessionKind)
SEXES = word_choices(Sex)
STATUSES = word_choices(MembershipStatus, short=True)
NO_STATUSES = (
    Misplaced(
        tuple(form for word in MembershipEnd for form in word.forms),
        Text("là cách kết thúc, không phải tình trạng", "is how a membership ended, no status"),
        Text(
            "ở đây ghi tình trạng trước đó (“Chính thức”, “Dự bị”…); cách kết thúc ghi ở cột “Lý "
            "do kết thúc”, cùng ngày cuối cùng ở cột “Đến ngày”",
            "here the status before it (“Official”, “Probationary” …); how it ended stands in the "
            "column “Reason for ending”, with the last day in “To”",
        ),
    ),
    Misplaced(
        tuple(form for word in Activity for form in word.forms),
        Text(
            "chỉ nói là đang sinh hoạt, chưa rõ chính thức hay dự bị",
            "says that the member is active, not whether official or on probation",
        ),
        Text("“Chính thức” hoặc “Dự bị”", "“Official” or “Probationary”"),
    ),
)
"""What registers write where a status should stand."""

ENDINGS = word_choices(MembershipEnd, short=True)
ROLES = word_choices(PositionRole)
TITLES_IN_CELLS = {
    PositionRole.HEAD.value: "Bí thư chi bộ",
    PositionRole.DEPUTY.value: "Phó bí thư chi bộ",
    PositionRole.COMMITTEE_MEMBER.value: "Chi uỷ viên",
}
"""What a post in a cell's committee is called, as papers print it."""
