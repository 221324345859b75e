"""Why a change is not made, or not taken back: what stands, and what to do."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.organisations.errors import day_text


class ChangeError(RefusedError):
    """The base of every refusal of this room."""

    @classmethod
    def frozen(cls, year: int, cut_off: dt.date, *, first: dt.date) -> Self:
        return cls(
            Text(
                "danh sách xếp loại năm {year} đã chốt theo ngày {cut_off}, không ghi thay đổi vào "
                "những ngày ấy nữa: ghi từ ngày {first}; ai sai trong danh sách đã chốt thì sửa ở "
                "“Danh sách năm” và bằng quyết định bổ sung",
                "the list of {year} is frozen as of {cut_off} and days up to then change no more: "
                "give a day from {first} on; whoever is wrong on the frozen list is put right on "
                "“List of the year” and by a supplementary decision",
            ).format(year=year, cut_off=day_text(cut_off), first=day_text(first))
        )

    @classmethod
    def frozen_since(cls, year: int, cut_off: dt.date) -> Self:
        return cls(
            Text(
                "không hoàn tác được nữa: danh sách xếp loại năm {year} đã chốt theo ngày "
                "{cut_off}; sửa ở “Danh sách năm” và bằng quyết định bổ sung",
                "too late to take it back: the list of {year} was frozen as of {cut_off}; put it "
                "right on “List of the year” and by a supplementary decision",
            ).format(year=year, cut_off=day_text(cut_off))
        )

    @classmethod
    def against(cls, faults: Sequence[Text]) -> Self:
        return cls(Text("; ".join(one.vi for one in faults), "; ".join(one.en for one in faults)))

    @classmethod
    def stands_since(cls, reason: Text) -> Self:
        return cls(
            Text(
                "chưa hoàn tác được: {reason}. Hoàn tác việc làm sau trước",
                "not taken back: {reason}. Take back first what was done later",
            ).format(reason=reason)
        )

    @classmethod
    def not_now(cls, state: str) -> Self:
        return cls(
            Text(
                "việc này vừa được xử lý ({state}): tải lại trang",
                "this has just been dealt with ({state}): load the page again",
            ).format(state=state)
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("hãy ghi lý do không tiếp nhận", "say why the member is not received"))

    @classmethod
    def seen_otherwise(cls) -> Self:
        return cls(
            Text(
                "hồ sơ vừa thay đổi: xem lại phần “sẽ như sau” rồi bấm lại",
                "the file has just changed: look at what follows once more, then press again",
            )
        )

    @classmethod
    def waits_already(cls, name: str) -> Self:
        return cls(
            Text(
                "{name} đang chờ một nơi khác tiếp nhận: rút lại việc ấy trước",
                "{name} is waiting to be received elsewhere: withdraw that first",
            ).format(name=name)
        )

    @classmethod
    def same_cell(cls) -> Self:
        return cls(
            Text(
                "đang sinh hoạt ở chính chi bộ này: chọn chi bộ khác",
                "already in this cell: choose another",
            )
        )

    @classmethod
    def too_far(cls, latest: dt.date) -> Self:
        return cls(
            Text(
                "ngày còn quá xa: ngày không quá {latest}",
                "too far ahead: a day not after {latest}",
            ).format(latest=day_text(latest))
        )

    @classmethod
    def same_status(cls, status: Text) -> Self:
        return cls(
            Text(
                "tình trạng hôm ấy đã là “{status}”: chọn tình trạng khác",
                "the standing of that day is “{status}” already: choose another",
            ).format(status=status)
        )

    @classmethod
    def same_name(cls) -> Self:
        return cls(Text("tên không đổi: gõ tên mới", "the name is the same: type the new one"))

    @classmethod
    def with_itself(cls) -> Self:
        return cls(
            Text(
                "không hợp nhất một tổ chức với chính nó: chọn tổ chức khác",
                "an organisation is not merged with itself: choose another",
            )
        )

    @classmethod
    def unlike(cls, one: str, other: str) -> Self:
        return cls(
            Text(
                "{one} và {other} không cùng cấp, cùng hình thức: chỉ hợp nhất những tổ chức như "
                "nhau",
                "{one} and {other} are not of one tier and kind: only like organisations merge",
            ).format(one=one, other=other)
        )

    @classmethod
    def one_name(cls, name: str) -> Self:
        return cls(
            Text(
                "hai tổ chức trực thuộc cùng tên “{name}”: đổi tên một tổ chức ở ô bên dưới",
                "two parts are both called “{name}”: give one another name below",
            ).format(name=name)
        )

    @classmethod
    def no_place(cls, name: str, on: dt.date) -> Self:
        return cls(
            Text(
                "ngày {on}, {name} không trực thuộc tổ chức nào",
                "on {on}, {name} stands under no organisation",
            ).format(name=name, on=day_text(on))
        )

    @classmethod
    def collides(cls, name: str) -> Self:
        return cls(
            Text(
                "{name}: trùng ngày với một thời gian đã ghi sau ngày ấy; chọn ngày khác",
                "{name}: shares days with a period that is stored for later; choose another day",
            ).format(name=name)
        )

    @classmethod
    def unfinished(cls, what: Sequence[str]) -> Self:
        text = "; ".join(what)
        return cls(
            Text(
                "còn việc phải xong trước: {text}", "something is to be finished before: {text}"
            ).format(text=text)
        )
