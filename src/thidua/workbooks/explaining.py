"""What a column wants, in words: for the sheet *Giải thích* of every workbook and the notes beside
its cells.
"""

from thidua.language import Text
from thidua.workbooks.cells import bounds_text
from thidua.workbooks.specification import Column, Kind
from thidua.workbooks.words import choices_of

EXPLANATION = Text("Giải thích", "Explanation")
WORD_LISTS = Text("Danh mục", "Word lists")

HEADINGS = (
    Text("Trang", "Sheet"),
    Text("Cột", "Column"),
    Text("Tên cột trong CSV", "Name in CSV"),
    Text("Bắt buộc", "Required"),
    Text("Nội dung", "What it is"),
    Text("Cách ghi", "How to write it"),
    Text("Ví dụ", "Example"),
    Text("Từ được dùng", "Allowed words"),
)

_FORMS = {
    Kind.TEXT: Text("chữ", "text"),
    Kind.CODE: Text("mã dạng chữ, giữ nguyên số 0 ở đầu", "a code as text, leading zeros kept"),
    Kind.CODES: Text("các mã, cách nhau bằng dấu phẩy", "codes with commas between them"),
    Kind.DATE: Text("ngày dd/mm/yyyy", "a date dd/mm/yyyy"),
    Kind.YEAR: Text("năm, bốn chữ số", "a year of four digits"),
    Kind.YES_NO: Text("có hoặc không", "yes or no"),
    Kind.CHOICE: Text("chọn một từ trong danh mục", "one of the allowed words"),
    Kind.INTEGER: Text("số nguyên{bounds}", "a whole number{bounds}"),
    Kind.DECIMAL: Text(
        "số{bounds}, nhiều nhất {decimals} chữ số thập phân",
        "a number{bounds} with at most {decimals} decimals",
    ),
}


def form_of(column: Column) -> Text:
    """How the cells of a column are written: "số từ 0 đến 100, nhiều nhất 4 chữ số thập phân"."""
    form = _FORMS[column.kind].format(bounds=bounds_text(column), decimals=column.decimals)
    if column.kind is Kind.YES_NO and column.blank_is_no:
        return Text(f"{form.vi}; để trống là không", f"{form.en}; blank means no")
    return form


def explain(column: Column, sheet: Text) -> tuple[Text, ...]:
    """One line of the explanation, in the order of `HEADINGS`."""
    example = (
        column.example if isinstance(column.example, Text) else Text(column.example, column.example)
    )
    return (
        sheet,
        column.title,
        Text(column.id, column.id),
        Text("có", "yes") if column.required else Text("", ""),
        column.help,
        form_of(column),
        example,
        Text(
            ", ".join(choice.title.vi for choice in choices_of(column)),
            ", ".join(choice.title.en for choice in choices_of(column)),
        ),
    )
