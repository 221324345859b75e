"""The parts that tell of the review: what they wrote, what was said, who graded, what is mended."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.own_file import wording_review as wording
from thidua.own_file.graded import graded_told
from thidua.own_file.levels import own_ratings
from thidua.own_file.lines import Link, Section
from thidua.own_file.part import Asked, Part
from thidua.own_file.reviewed import meetings_told, prompts_told, remedies_told, review_told
from thidua.own_file.schema import Dealt, Graded, OwnFile, Prompt, Remedy, Review


def _review_page(asked: Asked) -> list[Section]:
    return _review(
        review_told(asked.user, asked.campaign),
        prompts_told(asked.campaign, asked.person.pk),
        asked.campaign.year,
    )


def _review_paper(file: OwnFile) -> list[Section]:
    return _review(file.review, file.prompts, file.year)


def _review(found: Review | None, prompts: tuple[Prompt, ...], year: int) -> list[Section]:
    sent = found is not None and found.sent_at is not None
    own = Section(
        _("Bản kiểm điểm năm {year}").format(year=year),
        tuple(wording.reviewed(found)),
        _("Đồng chí chưa viết bản kiểm điểm của năm này."),
        links=(
            Link(_("Mở bản kiểm điểm"), reverse("review_own", args=[year])),
            *(_files("02", year) if sent else ()),
        ),
        reads=True,
    )
    if not prompts:
        return [own]
    lines = tuple(wording.prompted(prompts))
    return [own, Section(_("Cấp trên gợi ý đồng chí kiểm điểm"), lines)]


def _meetings_page(asked: Asked) -> list[Section]:
    return _meetings(meetings_told(asked.user, asked.campaign), asked.campaign.year)


def _meetings_paper(file: OwnFile) -> list[Section]:
    return _meetings(file.meetings, file.year)


def _meetings(found: tuple[Dealt, ...], year: int) -> list[Section]:
    return [
        Section(
            _("Góp ý cho đồng chí ở cuộc họp kiểm điểm"),
            tuple(wording.met(found)),
            _("Chưa cuộc họp nào của năm này kiểm điểm đồng chí."),
            links=(Link(_("Mở phần ghi về tôi"), reverse("meeting_mine", args=[year])),),
            reads=True,
        )
    ]


def _graded_page(asked: Asked) -> list[Section]:
    entries = own_ratings(asked.campaign, asked.person.pk)
    found = graded_told(asked.campaign, asked.person.pk, entries)
    return _graded(found, asked.campaign.year)


def _graded_paper(file: OwnFile) -> list[Section]:
    return _graded(file.graded, file.year)


def _graded(found: tuple[Graded, ...], year: int) -> list[Section]:
    own = Link(_("Mở phần tự chấm"), reverse("opinions_own", args=[year]))
    if not found:
        return [
            Section(
                _("Ai chấm gì"), (), _("Năm này chưa ai chấm tiêu chí cho đồng chí."), links=(own,)
            )
        ]
    sections = [Section(wording.title_of(one), tuple(wording.graded(one))) for one in found]
    first = Section(sections[0].title, sections[0].lines, links=(own, *_files("05", year)))
    return [first, *sections[1:]]


def _files(form: str, year: int) -> tuple[Link, ...]:
    """Their own paper on a form of the review."""
    return tuple(
        Link(
            _("Mẫu {form}, {kind}").format(form=form, kind=kind),
            reverse("own_form", args=[year, form, extension]),
        )
        for kind, extension in (("Word", "docx"), ("PDF", "pdf"))
    )


def _remedies_page(asked: Asked) -> list[Section]:
    return _remedies(remedies_told(asked.user, asked.campaign), asked.campaign.year)


def _remedies_paper(file: OwnFile) -> list[Section]:
    return _remedies(file.remedies, file.year)


def _remedies(found: tuple[Remedy, ...], year: int) -> list[Section]:
    return [
        Section(
            _("Việc khắc phục của đồng chí"),
            tuple(wording.worked_on(found)),
            _("Không có hạn chế nào được nêu cho đồng chí khắc phục."),
            links=(Link(_("Mở việc khắc phục"), reverse("remedies_mine", args=[year])),),
        )
    ]


PARTS_OF_REVIEW = (
    Part("kiem-diem", gettext_lazy("Kiểm điểm"), _review_page, _review_paper),
    Part("gop-y", gettext_lazy("Góp ý ở cuộc họp"), _meetings_page, _meetings_paper),
    Part("cham", gettext_lazy("Ai chấm gì"), _graded_page, _graded_paper),
    Part("khac-phuc", gettext_lazy("Khắc phục"), _remedies_page, _remedies_paper),
)
