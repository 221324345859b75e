"""What can go wrong with the texts a year is held under."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.campaigns.errors import CampaignError
from thidua.frameworks.models import FrameworkText
from thidua.language import Text
from thidua.web.clock import shown


class LayerChangedError(CampaignError):
    """Somebody else saved the layer while it was being written. `newest` is what they saved."""

    newest: FrameworkText | None = None

    @classmethod
    def since(cls, layer: str, newest: FrameworkText | None) -> Self:
        if newest is None:
            error = cls(
                Text(
                    "đã có hướng dẫn mang mã “{layer}”", "there is a local layer “{layer}” already"
                ).format(layer=layer)
            )
        else:
            error = cls(
                Text(
                    vi="{who} đã lưu phiên bản {version} lúc {when}: xem bản ấy rồi lưu lại",
                    en="{who} saved version {version} at {when}: look at it, then save again",
                ).format(
                    who=newest.author or "–",
                    version=newest.version,
                    when=f"{shown(newest.loaded_at):%H:%M %d/%m/%Y}",
                )
            )
        error.newest = newest
        return error


class NotBoundError(CampaignError):
    @classmethod
    def subject_types(cls, year: int, missing: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="năm {year} chưa áp dụng khung tiêu chí cho: {names}",
                en="no framework is bound in {year} for: {names}",
            ).format(year=year, names=", ".join(missing))
        )

    @classmethod
    def layer_out_of_force(
        cls, layer: str, starts: dt.date, ends: dt.date | None, review_date: dt.date
    ) -> Self:
        until = (
            Text("đến trước {day}", "until before {day}").format(day=f"{ends:%d/%m/%Y}")
            if ends
            else Text("", "")
        )
        return cls(
            Text(
                vi="hướng dẫn địa phương “{layer}” hiệu lực từ {starts} {until}: không dùng cho "
                "ngày kiểm điểm {day}",
                en="the local layer “{layer}” is in force from {starts} {until}: not for a "
                "review on {day}",
            ).format(
                layer=layer, starts=f"{starts:%d/%m/%Y}", until=until, day=f"{review_date:%d/%m/%Y}"
            )
        )
