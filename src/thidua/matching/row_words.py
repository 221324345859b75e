"""What the words of a row say that it is. Accents count: "Tổng số" is a total, "Tống Văn Số" a man.

Texts come as `normalise` leaves them."""

import re
from collections.abc import Sequence

_UNIT = r"(?:đ/?c|đ/?v|đvct|đvdb|đảng viên|đồng chí|người|tổ chức|chi bộ|đảng bộ|dòng|trường hợp)"
_TOTAL = re.compile(
    r"[-*+(\s]*(?:(?:tổng cộng|tổng số|tong cong|tong so|cộng dồn|cộng chung|cộng toàn|tổng toàn)\b"
    r"|(?:tổng|cộng)(?:\s*$|\s*[:.(=–-]|\s*\d|\s+(?:các|chi bộ|đảng bộ|đảng viên|mục|trang|khối|"
    r"huyện|xã|tỉnh|toàn|cả|số|i+\b))|(?:danh sách|bảng|biểu)(?: này)? (?:gồm|có)(?: có)?:?\s*\(?\d"
    r"|(?:ấn định|có tổng|gồm có|gồm|trong đó|chia ra)\b.*(?:\d|:\s*$)|total\b)"
)
_COUNTED = re.compile(rf"[\d.,%\s()+=;:–-]*|.*\d+\s*{_UNIT}\b.*|.*\b(?:nam|nữ)\b\D*\d.*")
_STRONG = re.compile(
    r"(?:t/m|tm|thay mặt|kt|k/t|tl|t/l|tuq|nơi nhận)(?:\W.*)?"
    r"|(?:người|cán bộ|đại diện|bộ phận)\s+(?:lập|tổng hợp|kiểm tra|ghi|viết|báo cáo|thực hiện|"
    r"kê khai|cung cấp|soát|duyệt|giao|nhận)\b.*"
    r"|\(\s*(?:đã ký|ký|signed)(?:[,;.)\s].*)?|(?:đã ký|ký tên|ký,|ký và|ký ghi)(?:\W.*)?"
    r"|(?:xác nhận|phê duyệt|duyệt) của\b.*|ngày lập\b.*"
    r"|(?:.*[,;.]\s*)?ngày\s*(?:\d{1,2}|[.…_\s]*)\s*tháng\s*(?:\d{1,2}|[.…_\s]*)\s*năm\s*(?:\d{2,4}|"
    r"[.…_\s\d]*)"
)
_OFFICES = (
    r"(?:phó |q\. ?|quyền |thường trực )*(?:bí thư|chủ tịch|trưởng ban|trưởng phòng|"
    r"chánh văn phòng|"
    r"thủ trưởng|giám đốc|hiệu trưởng|chủ nhiệm|trưởng đoàn|lập biểu|kế toán|thủ trưởng đơn vị)"
)
_WEAK = re.compile(rf"{_OFFICES}(?: (?:chi bộ|đảng uỷ|đảng ủy|chi uỷ|chi ủy|đảng bộ|thường trực))?")
_BODY = re.compile(
    r"(?:ban thường vụ|ban chấp hành|thường trực|đảng uỷ|đảng ủy|chi uỷ|chi ủy|đảng bộ|chi bộ)\b.*"
)
_NOTE = re.compile(
    r"[(\s]*(?:ghi chú|chú thích|chú ý|lưu ý|ghi nhớ|giải thích|note|hướng dẫn)"
    r"\s*[:.)*(\d].*|[*]+\D.*|\(\*+\).*"
)
_EXAMPLE = re.compile(r"(?:vd|ví dụ|mẫu|example)\s*[:.]?")
_MOTTO = re.compile(
    r".*(?:đảng cộng sản việt nam|cộng hoà xã hội|cộng hòa xã hội|độc lập\s*[-–]\s*tự do).*"
)
_ORGANISATION = re.compile(
    r"(?:chi bộ|cb|chi bo|đảng bộ|đb|dang bo|đảng uỷ|đảng ủy|chi uỷ|chi ủy|tổ đảng|khối|tổ dân phố|"
    r"tdp|khu dân cư|kdc|thôn)(?:\s|:|$).*"
)
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_NUMERAL = re.compile(rf"\(?(?:{_ROMAN}|[A-HĐK]|[a-hđk])\s*[.)/:]?\)?")
_NUMBERED = re.compile(
    rf"\(?(?P<numeral>{_ROMAN}|[A-HĐK]|[a-hđk]|\d{{1,3}}(?:\.\d{{1,2}}){{0,2}})\s*[.)/:–-]+\)?\s*(?P<words>\D.*)"
    rf"|(?P<roman>{_ROMAN})\s+(?P<rest>\D.*)"
)
_COUNT_AT_END = re.compile(
    rf"\s*[-–:,;(\[]*\s*(?:có|gồm|tổng số|tổng|ts|sl|số lượng)?\s*:?\s*\d+\s*{_UNIT}\b.*$"
    r"|\s*[(\[]\s*\d+\s*[)\]]\s*$|\s*:\s*\d+\s*$",
    re.IGNORECASE,
)


def is_total(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row are a total: its name first, then only what was counted."""
    if not texts:  # signs that nobody sees are no words
        return False
    first, *rest = texts
    name = first.lower()
    return bool(_TOTAL.match(name)) and all(_COUNTED.fullmatch(text.lower()) for text in rest)


def is_count(text: str) -> bool:
    """Whether a cell says but how many there are: "(27 đ/c)"."""
    return re.fullmatch(rf"[(\s]*\d+\s*{_UNIT}[)\s]*", text.lower()) is not None


def is_signature(text: str) -> bool:
    """Whether a cell stands below a table for certain: "T/M ĐẢNG UỶ", "…, ngày … tháng … năm …"."""
    return _STRONG.fullmatch(text.lower()) is not None


def is_office(text: str) -> bool:
    """Whether a cell is a signer's office or body, which a data row may hold as well: "BÍ THƯ"."""
    name = text.lower()
    return bool(_WEAK.fullmatch(name) or _BODY.fullmatch(name) or _STRONG.fullmatch(name))


def is_empty(texts: Sequence[str]) -> bool:
    """Whether a row holds but dots and strokes."""
    return not any(sign.isalnum() for text in texts for sign in text)


def is_note(text: str) -> bool:
    """Whether a cell begins a note: "Ghi chú: …", "* …"."""
    return _NOTE.fullmatch(text.lower()) is not None


def is_example(text: str) -> bool:
    """Whether a cell marks its row as an example, as entry sheets have them."""
    return _EXAMPLE.fullmatch(text.lower()) is not None


def is_motto(texts: Sequence[str]) -> bool:
    """Whether a row is the upper edge of an official paper."""
    return any(_MOTTO.fullmatch(text.lower()) for text in texts)


def names_organisation(text: str) -> bool:
    """Whether a text begins as the names of parts of the Party do, numeral or not."""
    return _ORGANISATION.fullmatch(without_numeral(text).lower()) is not None


def names_cell(text: str) -> bool:
    """Whether a text names a cell: "CHI BỘ THÔN ĐÔNG"."""
    return re.match(r"(?:chi bộ|chi bo)\s", without_numeral(text).lower()) is not None


def is_numeral(text: str) -> bool:
    """Whether a cell is a numeral of a section alone: "I", "II.", "A"."""
    return _NUMERAL.fullmatch(text) is not None


def has_numeral(text: str) -> bool:
    """Whether a text begins with a roman numeral or a letter: "I. Chi bộ thôn Đông"."""
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return False
    return match["roman"] is not None or not match["numeral"][0].isdigit()


def without_numeral(text: str) -> str:
    """ "I. Chi bộ thôn Đông" → "Chi bộ thôn Đông"."""
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return text
    return (match["words"] if match["words"] is not None else match["rest"]).strip()


def section_words(text: str) -> str:
    """The name of a section, without its numeral and without how many it has: "1. Chi bộ A (27
    đ/c)" → "Chi bộ A"."""
    name = without_numeral(text)
    shorter = _COUNT_AT_END.sub("", name).strip(" :;,–-")
    return shorter or name
