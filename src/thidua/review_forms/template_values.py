"""What forms 01 to 05 hand to the province's own Word template: texts, lists, names
(`template_names`). Always in Vietnamese, as papers are.
"""

from thidua.documents.blocks import Letterhead
from thidua.documents.word_templates import Plain
from thidua.review_forms.gathering import Told
from thidua.review_forms.levels import levels_of
from thidua.review_forms.review_paper import head_fields, remark_words
from thidua.review_forms.slip_paper import or_blank, subject_words, words_of
from thidua.review_forms.template_names import FIELDS
from thidua.reviews.reading import ReviewText
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework

Values = dict[str, Plain]


def review_values(head: Letterhead, text: ReviewText, told: Told, *, posts: str) -> Values:
    """Of form 01 or 02; `head`: that of the product's own paper."""
    review = text.review
    personal = review.person_id is not None
    fields = head_fields(text, told, posts) if personal else {}
    return {
        **_head(head, review.campaign.year),
        **({} if personal else {"tap_the": review.name}),
        **{FIELDS[name].name: words for name, words in fields.items() if name in FIELDS},
        "muc": [
            {"so": one.number, "ten": one.title.vi, "noi_dung": one.text.strip()}
            for one in text.headings
        ],
        "nhan_xet": [
            {"ten": one.title.vi, "noi_dung": remark_words(one, told)} for one in text.form.remarks
        ],
    }


def slip_values(head: Letterhead, entry: RosterEntry, told: Told, framework: Framework) -> Values:
    """Of forms 03 to 05; `head`: that of the product's own paper."""
    levels = levels_of(entry)
    return {
        **_head(head, entry.campaign.year),
        "doi_tuong": subject_words(entry),
        "tieu_chi": _criteria(told, framework),
        "y_kien": [{"chu_the": one.giver.title.vi, "noi_dung": words_of(one)} for one in told.said],
        "muc_dat": or_blank(levels.reached),
        "muc_de_nghi": or_blank(levels.proposed),
        "muc_quyet_dinh": or_blank(levels.decided),
    }


def _head(head: Letterhead, year: int) -> Values:
    return {
        "cap_tren": head.above,
        "to_chuc": head.committee,
        "mau_so": head.number,
        "noi_ngay": head.dateline,
        "tieu_de": head.title,
        "nam": str(year),
    }


def _criteria(told: Told, framework: Framework) -> list[Values]:
    criteria = [pair for group in framework.criteria.values() for pair in group.criteria.items()]
    rows: list[Values] = []
    for number, (criterion, title) in enumerate(criteria, 1):
        given = [(one.giver.title.vi, one.grade(criterion)) for one in told.said]
        counts = told.counting.get(criterion)
        rows.append(
            {
                "tt": str(number),
                "ten": title.vi,
                "cac_muc": "; ".join(f"{who}: {grade.title.vi}" for who, grade in given if grade),
                "duoc_tinh": counts.grade.title.vi if counts else "",
            }
        )
    return rows
