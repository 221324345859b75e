"""The page that shows every part of the design with its states; for development and demonstration
only.
"""

from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.language import Text
from thidua.vocabulary import BEST_FIRST, SCALE, Level, LevelCounts, NoLevel
from thidua.web import components as parts
from thidua.web.line_chart import Line, LineChart


@require_GET
def parts_page(request: HttpRequest) -> HttpResponse:
    """Raises Http404 outside development and demo mode."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "parts.html", _examples())


def _examples() -> dict[str, object]:
    return {**_levels(), **_charts(), **_steps_and_lists()}


_YEARS = (2017, 2018, 2019, 2020, 2021)


def _levels() -> dict[str, object]:
    """Levels, one a subject or counted."""
    changing = (Level.GOOD, Level.GOOD, Level.OUTSTANDING, None, Level.COMPLETED)
    return {
        "levels": (*SCALE, NoLevel.UNRATED),
        "strips": [
            parts.Strip(tuple(map(parts.YearLevel, _YEARS, changing))),
            parts.Strip(tuple(parts.YearLevel(year, Level.OUTSTANDING) for year in _YEARS)),
        ],
        "bars": [
            ("Gia Lộc", LevelCounts(8, 31, 3)),
            (_("Một đảng bộ có tên rất dài để thử xuống dòng"), LevelCounts(16, 47, 8, 1, 2)),
            (_("chưa có ai"), LevelCounts()),
        ],
    }


def _charts() -> dict[str, object]:
    """Lines over the years, and gauges."""
    lines = (
        Line(
            Text("Tổ chức cơ sở", "Grassroots"),
            tuple(map(Decimal, ("88.9", "89.7", "91.2", "90.8", "91.8"))),
        ),
        Line(
            Text("Đảng viên", "Members"),
            (None, Decimal("87.1"), Decimal("88.4"), None, Decimal("90.9")),
        ),
    )
    return {
        "chart": LineChart(_YEARS, lines),
        "single": LineChart(_YEARS, lines[:1]),
        "gauges": [
            parts.Gauge(_("Xã, thị trấn"), 3, 4, 18, "#", _("20% của 18, làm tròn nửa lên")),
            parts.Gauge(_("Cơ quan, trường"), 3, 3, 15),
            parts.Gauge(_("Doanh nghiệp"), 3, 2, 7),
            parts.Gauge(_("Lực lượng vũ trang"), 0, 0, 2),
        ],
    }


def _steps_and_lists() -> dict[str, object]:
    """What stands in an order: reasons, events, steps, pages, rows."""
    return {
        "rungs": _rungs(),
        "events": [
            parts.Event("02/12", _("Tự nhận: Xuất sắc")),
            parts.Event(
                "05/12",
                _("Chi bộ bỏ phiếu: 17 Tốt, 4 Xuất sắc"),
                "21/23",
            ),
            parts.Event("", _("Trường chưa gửi mức viên chức"), missing=True),
        ],
        "year_line": [
            parts.YearStep(_("Phát động"), "28/02/2021", "done", 1),
            parts.YearStep(_("Thực hiện"), "30/11/2021", "done", 5),
            parts.YearStep(_("Xếp loại"), "20/12/2021", "now", 2, "45%", _("còn 8 ngày")),
            parts.YearStep(_("Khen thưởng"), "31/01/2022", "later", 2),
        ],
        "page": parts.Page(2, 7, 331, 51, 100, "?page=1", "?page=3"),
        "crumbs": [
            parts.Crumb("Tỉnh uỷ", "#"),
            parts.Crumb("Huyện uỷ Gia Lộc", "#"),
            parts.Crumb("Đảng bộ xã Gia Tân"),
        ],
        "rows": [
            ("Đảng bộ xã Đoàn Thượng", BEST_FIRST[0], 9),
            ("Đảng bộ xã Gia Tân", BEST_FIRST[1], 8),
            ("Đảng bộ xã Yết Kiêu", Level.NOT_COMPLETED, 13886),
        ],
    }


_SOURCE = "HD 21-HD/BTCTW, II.B.1, 1.3a"


def _rungs() -> list[parts.Rung]:
    met = parts.Condition(_("Tiêu chí nhiệm vụ đều Tốt trở lên"), "met", "2/2", "", _SOURCE)
    average = parts.Condition(_("Tiêu chí đều Trung bình trở lên"), "met")
    return [
        parts.Rung(Level.OUTSTANDING, "above", _not_reached(), _("chưa đạt · còn 2 điều kiện")),
        parts.Rung(Level.GOOD, "reached", [met]),
        parts.Rung(Level.COMPLETED, "below", [average], folded=True),
        parts.Rung(Level.NOT_COMPLETED, "below"),
    ]


def _not_reached() -> list[parts.Condition]:
    """Conditions that are not met, or not known."""
    inner = parts.Condition(_("Chi bộ thôn 2"), "not_met", _("không hoàn thành"))
    return [
        parts.Condition(
            _("Mọi tiêu chí kết quả nhiệm vụ đạt Xuất sắc"),
            "not_met",
            _("Tốt"),
            _("Xuất sắc"),
            _SOURCE,
        ),
        parts.Condition(
            _("100% chi bộ hoàn thành nhiệm vụ trở lên"),
            "not_met",
            "13/14 (92,9%)",
            "100%",
            _SOURCE,
            children=[inner],
        ),
        parts.Condition(
            _("Viên chức được xếp xuất sắc"),
            "unknown",
            _("chưa có kết quả"),
            "",
            _SOURCE,
            confirmed=False,
        ),
    ]
