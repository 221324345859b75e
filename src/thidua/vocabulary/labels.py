"""The labels of 2017 and earlier: another scale, which never becomes a level.

They were given under HD 27-HD/BTCTW (25/9/2014), by points; reviews since 2018 give the four levels
(QĐ 132-QĐ/TW, HD 16-HD/BTCTW). *Trong sạch, vững mạnh* was the best of an organisation's labels,
above *hoàn thành tốt nhiệm vụ*, and most organisations had it; *tiêu biểu* was chosen inside it. So
no label stands for a level, and no line of years is drawn across 2018."""

from thidua.language import Text
from thidua.vocabulary.spellings import written_forms
from thidua.vocabulary.subjects import SubjectType
from thidua.vocabulary.words import Word

_QUALIFIED = ("Đủ tư cách", "Đảng viên đủ tư cách", "ĐTC")
_COMPLETED = ("hoàn thành", "HT")
_TASKS = ("nhiệm vụ", "NV", "")

LAST_YEAR_OF_LABELS = 2017


class Label(Word):
    """A label of 2017 or earlier, worst first of an organisation, then of a member. Its number is
    above those of the levels, so that neither is read as the other.
    """

    WEAK = "weak", 11, Text("Yếu kém", "Weak"), None, "Tổ chức đảng yếu kém", "Chi bộ yếu kém"
    ORGANISATION_COMPLETED = (
        "organisation_completed",
        12,
        Text("Hoàn thành nhiệm vụ", "Completed its tasks"),
        Text("HTNV (2017)", "Completed (2017)"),
    )
    ORGANISATION_GOOD = (
        "organisation_good",
        13,
        Text("Hoàn thành tốt nhiệm vụ", "Completed its tasks well"),
        Text("HTTNV (2017)", "Well completed (2017)"),
    )
    CLEAN_AND_STRONG = (
        "clean_and_strong",
        14,
        Text("Trong sạch, vững mạnh", "Clean and strong"),
        Text("TSVM", "Clean, strong"),
        "TSVM",
        *written_forms(
            ("Tổ chức đảng", "Đảng bộ", "Chi bộ", "Đạt", "TCĐ"), ("trong sạch, vững mạnh", "TSVM")
        ),
    )
    EXEMPLARY = (
        "exemplary",
        15,
        Text("Trong sạch, vững mạnh tiêu biểu", "Clean and strong, exemplary"),
        Text("TSVM tiêu biểu", "Exemplary"),
        "TSVM tiêu biểu",
        "TSVMTB",
        *written_forms(
            ("Tổ chức đảng", "Đảng bộ", "Chi bộ", "Đạt", "TCĐ"),
            ("trong sạch, vững mạnh", "TSVM"),
            ("tiêu biểu",),
        ),
    )
    MEMBER_FAILED = (
        "member_failed",
        21,
        Text(
            "Vi phạm tư cách hoặc không hoàn thành nhiệm vụ",
            "Violated the qualities, or did not complete the tasks",
        ),
        Text("Vi phạm tư cách, KHTNV", "Violated or not completed"),
        "Đảng viên vi phạm tư cách hoặc không hoàn thành nhiệm vụ",
        "Vi phạm tư cách",
        "Đảng viên vi phạm tư cách",
        *written_forms(
            ("Vi phạm tư cách,", "Đảng viên vi phạm tư cách,", "VPTC,"),
            ("không hoàn thành nhiệm vụ", "KHTNV", "không HTNV"),
        ),
        *written_forms(
            ("Vi phạm tư cách", "Đảng viên vi phạm tư cách", "VPTC"),
            ("", "hoặc"),
            ("không hoàn thành nhiệm vụ", "KHTNV", "không HTNV"),
        ),
    )
    MEMBER_COMPLETED = (
        "member_completed",
        22,
        Text("Đủ tư cách, hoàn thành nhiệm vụ", "Qualified, completed the tasks"),
        Text("Đủ tư cách, HTNV", "Qualified, completed"),
        *written_forms(_QUALIFIED, _COMPLETED, ("nhiệm vụ", "NV")),
    )
    MEMBER_GOOD = (
        "member_good",
        23,
        Text("Đủ tư cách, hoàn thành tốt nhiệm vụ", "Qualified, completed the tasks well"),
        Text("Đủ tư cách, HTTNV", "Qualified, well"),
        *written_forms(_QUALIFIED, _COMPLETED, ("tốt", "T"), _TASKS),
    )
    MEMBER_OUTSTANDING = (
        "member_outstanding",
        24,
        Text(
            "Đủ tư cách, hoàn thành xuất sắc nhiệm vụ",
            "Qualified, completed the tasks outstandingly",
        ),
        Text("Đủ tư cách, HTXSNV", "Qualified, outstanding"),
        *written_forms(_QUALIFIED, _COMPLETED, ("xuất sắc", "XS"), _TASKS),
    )

    @property
    def css(self) -> str:
        """One sign for all of them: no label has the colour of a level."""
        return "label"

    @property
    def subject(self) -> SubjectType:
        """Whom it was given to; leaders and collectives had none."""
        of_members = self.code >= Label.MEMBER_FAILED.code
        return SubjectType.MEMBER if of_members else SubjectType.ORGANISATION

    @property
    def worst(self) -> bool:
        """Whether nothing stands below it."""
        return self in {Label.WEAK, Label.MEMBER_FAILED}
