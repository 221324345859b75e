"""A mapping as a text that people keep, read and change: YAML with a comment for each part."""

from thidua.errors import RefusedError
from thidua.matching.mapping import BLANK, TableMapping
from thidua.rulebook.errors import FrameworkError
from thidua.rulebook.texts import read_model, write_yaml

_COMMENTS = {
    "format": "Cách đọc một dạng bảng của thidua; nạp lại bằng --mapping",
    "name": "Tên để nhận ra",
    "sheet": "Trang của phần mềm mà bảng này trở thành",
    "takes": "Mỗi cột của tệp cho cột nào (to); không có to là để ngoài",
    "sections": "Cột mà dòng mục (I. Chi bộ …) điền cho các dòng dưới nó",
    "constants": f"Giá trị chung cho cả bảng; “{BLANK}” là để trống",
    "fill_down": "Cột mà ô trống lấy giá trị ở trên",
    "words": "Từ viết trong tệp (chữ thường) → từ của phần mềm",
    "names": f"Tên viết trong tệp → mã; “{BLANK}” là để trống",
    "only_year": "Ô ngày chỉ có năm: keep giữ năm, first_day ngày 01/01, blank để trống",
    "fractions": "Cột tỷ lệ viết 0,95 thay cho 95%",
}


class UnreadableMappingError(RefusedError):
    """A text is no mapping; the message names every place and what would be right."""


def to_yaml(mapping: TableMapping) -> str:
    """The mapping as `from_yaml` reads it back; what is empty is not written."""
    lines = []
    for line in ["format: 1", *write_yaml(mapping, defaults=False).splitlines()]:
        key, colon, _ = line.partition(":")
        if colon and key in _COMMENTS:
            lines.append(f"# {_COMMENTS[key]}")
        lines += [line] if line != "{}" else []
    return "\n".join(lines) + "\n"


def from_yaml(text: str, file: str = "mapping.yaml") -> TableMapping:
    """The mapping that a text is. Raises UnreadableMappingError naming the line, or every key that
    is wrong.
    """
    try:
        return read_model(TableMapping, text, file)
    except FrameworkError as error:
        raise UnreadableMappingError(error.text) from None
