"""What a decision rests on: the lines "Căn cứ …" that a draft begins with, taken from the year's
frameworks.
"""

import re
from collections.abc import Iterable, Mapping

from thidua.decisions.models import Decision, ReopenedLevel
from thidua.decisions.wording import of_kinds
from thidua.organisations.models import Organisation
from thidua.organisations.names import who_decides
from thidua.rulebook import Framework
from thidua.rulebook.rules import Source
from thidua.vocabulary import SubjectType

# "Quy định về … (Bộ Chính trị)": the kind of text, what it is about, who issued it. A text that
# names no issuer (one replaced since, a province's own figures) is no basis.
_TITLE = re.compile(
    r"(?P<kind>Quy định|Hướng dẫn|Quyết định|Quy chế|Kết luận|Chỉ thị) "
    r"(?P<about>.+) \((?P<by>[^()]+)\)"
)


def proposed_bases(
    frameworks: Mapping[SubjectType, Framework],
    *,
    issuer: Organisation,
    covers: Iterable[str],
    tier: str,
    year: int,
) -> str:
    """One line a text, the oldest first, then what is proposed from below; officers go on from
    here.
    """
    kinds = [SubjectType(kind) for kind in covers]
    sources = {
        source.number: source
        for kind in kinds
        if kind in frameworks
        for source in frameworks[kind].sources.values()
    }
    texts = [
        line
        for source in sorted(sources.values(), key=lambda source: source.date)
        if (line := _cited(source))
    ]
    about = of_kinds(kinds, tier).vi
    below = f"Xét kết quả kiểm điểm và đề nghị xếp loại {about} năm {year} thuộc {issuer.name}"
    return "\n".join([*texts, below])


def with_supplemented(bases: str, earlier: Decision) -> str:
    """The same with the decision that is supplemented, before what is proposed from below."""
    about = of_kinds(earlier.covers, earlier.tier).vi
    line = (
        f"Căn cứ Quyết định số {earlier.number}, ngày {earlier.decided_on:%d/%m/%Y} của "
        f"{who_decides(earlier.issuer)} về đánh giá, xếp loại chất lượng {about} "
        f"năm {earlier.campaign.year}"
    )
    *texts, below = bases.splitlines()
    return "\n".join([*texts, line, below])


def with_first(bases: str, reopened: ReopenedLevel) -> str:
    """The same with the first decision about the one subject, and why it is decided again."""
    first = reopened.decision
    lines = [
        f"Căn cứ Quyết định số {first.number}, ngày {first.decided_on:%d/%m/%Y} của "
        f"{who_decides(first.issuer)}",
        f"Xét việc mở lại mức xếp loại của {reopened.roster_entry.name} "
        f"ngày {reopened.reopened_on:%d/%m/%Y}: {reopened.why}",
    ]
    *texts, _below = bases.splitlines()
    return "\n".join([*texts, *lines])


def _cited(source: Source) -> str:
    """“Căn cứ Hướng dẫn số 21-HD/BTCTW, ngày 18/10/2019 của Ban Tổ chức Trung ương về …”; "" for
    what is none.
    """
    title = _TITLE.fullmatch(source.title.vi)
    if title is None:
        return ""
    number = source.number.split(" ", 1)[-1]
    about = title["about"].removeprefix("về ")
    return (
        f"Căn cứ {title['kind']} số {number}, ngày {source.date:%d/%m/%Y} của {title['by']} "
        f"về {about}"
    )
