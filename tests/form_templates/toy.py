"""A form that a template can be put for, as rooms hand theirs in."""

from thidua.form_templates.forms_known import FORMS, FillableForm
from thidua.language import Text

TOY = FillableForm(
    key="mau-thu",
    title=Text("Biểu mẫu thử", "A form for tests"),
    names={
        "ho_ten": Text("Họ và tên", "Full name"),
        "muc[].so": Text("Số mục", "Number of the heading"),
        "muc[].noi_dung": Text("Nội dung của mục", "What the heading says"),
    },
    sample={"ho_ten": "Nguyễn Văn Mẫu", "muc": [{"so": "I", "noi_dung": "Đã làm xong."}]},
)
FORMS.add(TOY)
