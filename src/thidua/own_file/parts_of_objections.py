"""The part that tells of objections: the receipt, how far each is, its answer, and the first and
later decision beside each other.
"""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.decisions.models import Because
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.objections.models import State
from thidua.own_file.lines import Line, Link, Section, day, said
from thidua.own_file.objected import decided_again_told, objections_told
from thidua.own_file.part import Asked, Part
from thidua.own_file.schema import OwnFile
from thidua.own_file.schema_of_objections import Decided, DecidedAgain, Objected
from thidua.vocabulary import Level, SubjectType, shown_level

_DONE = {State.UPHELD: "yes", State.KEPT: "no"}


def _page(asked: Asked) -> list[Section]:
    campaign, key = asked.campaign, asked.person.pk
    return _sections(
        objections_told(campaign, key), decided_again_told(campaign, key), campaign.year
    )


def _paper(file: OwnFile) -> list[Section]:
    return _sections(file.objections, file.decided_again, file.year)


def _sections(
    objections: tuple[Objected, ...], again: tuple[DecidedAgain, ...], year: int
) -> list[Section]:
    own = Section(
        _("Khiếu nại của đồng chí năm {year}").format(year=year),
        tuple(_objected(one) for one in objections),
        _("Năm này đồng chí chưa gửi khiếu nại nào."),
        links=tuple(_links(objections, year)),
    )
    if not again:
        return [own]
    pairs = tuple(line for one in again for line in _pair(one))
    return [own, Section(_("Quyết định lần một và quyết định lại"), pairs)]


def _links(objections: Iterable[Objected], year: int) -> Iterator[Link]:
    for one in objections:
        number = format_number(one.receipt)
        yield Link(
            _("Mở khiếu nại {number}").format(number=number),
            reverse("objection", args=[year, one.receipt]),
        )
        yield Link(
            _("Biên nhận {number} (PDF)").format(number=number),
            reverse("objection_paper", args=[year, one.receipt, "bien-nhan", "pdf"]),
        )


def _objected(one: Objected) -> Line:
    about = (
        _("mức {level} tại Quyết định {number}").format(
            level=Level(one.level).title, number=one.against
        )
        if one.level
        else _("việc xét khen thưởng")
    )
    second = _("khiếu nại lần hai") if one.instance > 1 else ""
    return Line(
        as_sentence(about).rstrip("."),
        said(
            _("Biên nhận số {number}, gửi {day} lên {who}").format(
                number=format_number(one.receipt), day=day(one.sent_on), who=one.receiver
            ),
            ", ".join(said(str(State(one.state).label), second)),
            _("trả lời chậm nhất {day}").format(day=day(one.due_on))
            if one.answered_on is None
            else "",
            _("vì sao: {why}").format(why=one.why),
            *(f"{row.title}: {row.first} → {row.second}" for row in one.contested),
            _("trả lời ngày {day}: {text}").format(day=day(one.answered_on), text=one.answer)
            if one.answered_on
            else "",
            _("niêm phong số {seal}").format(seal=one.seal) if one.seal else "",
        ),
        state=_DONE.get(State(one.state), "open"),
    )


def _pair(one: DecidedAgain) -> Iterator[Line]:
    """The first decision, why it was reopened, then the one that decided again."""
    kind = as_sentence(str(SubjectType(one.subject_type).title)).rstrip(".")
    yield _decided(_("Lần một"), one.first, f"{kind}, {one.place}")
    why = _("{because}, ngày {day}: {why}").format(
        because=Because(one.because).label, day=day(one.reopened_on), why=one.why
    )
    if one.second is None:
        yield Line(_("Lần sau: chưa quyết định"), (why,), state="open")
    else:
        yield _decided(_("Lần sau"), one.second, why)


def _decided(title: str, one: Decided, about: str) -> Line:
    return Line(
        title,
        said(
            about,
            _("Quyết định {number} ngày {day}, {issuer}").format(
                number=one.number, day=day(one.decided_on), issuer=one.issuer
            ),
            _("niêm phong số {seal}").format(seal=one.seal) if one.seal else "",
        ),
        level=shown_level(one.level),
    )


OBJECTIONS = Part("khieu-nai", gettext_lazy("Khiếu nại"), _page, _paper)
