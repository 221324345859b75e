"""What a Word template of forms 01 to 05 may use: each name, what it is, and an invented value."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from thidua.documents.word_templates import Plain
from thidua.form_templates.forms_known import FillableForm
from thidua.language import Text

ROW = "[]."


class Named(NamedTuple):
    """`name`: as `form_templates` takes it, a list's as `muc[].so`; `sample`: an invented value."""

    name: str
    title: Text
    sample: str


HEAD = (
    Named("cap_tren", Text("Cấp trên trực tiếp", "Superior"), "ĐẢNG BỘ XÃ MẪU"),
    Named("to_chuc", Text("Tổ chức ra văn bản", "Organisation of the paper"), "CHI BỘ MẪU"),
    Named("mau_so", Text("Số của mẫu", "Number of the form"), "Mẫu 00-HD KĐ.ĐG 2019"),
    Named("noi_ngay", Text("Địa danh, ngày", "Place and day"), "Xã Mẫu, ngày 05 tháng 12 năm 2021"),
    Named("tieu_de", Text("Tiêu đề", "Title"), "BẢN KIỂM ĐIỂM"),
    Named("nam", Text("Năm", "Year"), "2021"),
)
FIELDS: Mapping[str, Named] = {
    "full_name": Named("ho_ten", Text("Họ và tên", "Full name"), "Nguyễn Văn Mẫu"),
    "birth_date": Named("ngay_sinh", Text("Ngày sinh", "Date of birth"), "01/01/1980"),
    "party_post": Named("chuc_vu_dang", Text("Chức vụ Đảng", "Party post"), "Chi uỷ viên"),
    "government_post": Named(
        "chuc_vu_chinh_quyen", Text("Chức vụ chính quyền", "Post in government"), "Công chức"
    ),
    "mass_post": Named(
        "chuc_vu_doan_the", Text("Chức vụ đoàn thể", "Post in a mass organisation"), "Hội viên"
    ),
    "workplace": Named("don_vi_cong_tac", Text("Đơn vị công tác", "Employing unit"), "Trạm Mẫu"),
    "cell": Named("chi_bo", Text("Chi bộ", "Cell"), "Chi bộ Mẫu"),
}
"""The fields at the head of form 02, by their id in the form."""
WRITTEN = (
    Named("muc[].so", Text("Số của mục", "Number of the heading"), "I.1"),
    Named("muc[].ten", Text("Tên của mục", "Title of the heading"), "Về phẩm chất"),
    Named("muc[].noi_dung", Text("Nội dung của mục", "What it says"), "Đã làm tốt."),
    Named("nhan_xet[].ten", Text("Phần nhận xét", "Which remark"), "Nhận xét của chi uỷ"),
    Named("nhan_xet[].noi_dung", Text("Nhận xét, mức", "The remark, the level"), "Nhất trí."),
)
COLLECTIVE = (Named("tap_the", Text("Tập thể", "Collective"), "Tập thể Chi uỷ Mẫu"),)
SLIP = (
    Named("doi_tuong", Text("Đối tượng", "Subject"), "Nguyễn Văn Mẫu"),
    Named("tieu_chi[].tt", Text("Thứ tự của tiêu chí", "Number of the criterion"), "1"),
    Named("tieu_chi[].ten", Text("Tiêu chí", "Criterion"), "Về tư tưởng chính trị"),
    Named("tieu_chi[].cac_muc", Text("Mức từng chủ thể", "Each giver's grade"), "Chi uỷ: Tốt"),
    Named("tieu_chi[].duoc_tinh", Text("Mức được tính", "The grade that counts"), "Tốt"),
    Named("y_kien[].chu_the", Text("Chủ thể cho ý kiến", "Who gave an opinion"), "Chi uỷ"),
    Named("y_kien[].noi_dung", Text("Nhận xét, mức đề nghị", "Remark, level"), "Nhất trí"),
    Named("muc_dat", Text("Mức đạt theo tiêu chuẩn", "Level reached"), "Hoàn thành tốt nhiệm vụ"),
    Named("muc_de_nghi", Text("Mức đề nghị", "Level proposed"), "Hoàn thành tốt nhiệm vụ"),
    Named("muc_quyet_dinh", Text("Mức quyết định", "Level decided"), "Hoàn thành tốt nhiệm vụ"),
)


def key_of_form(form_id: str) -> str:
    """Under which key a form's template is kept."""
    return f"kiem-diem-{form_id}"


def fillable(form_id: str, title: Text, names: Sequence[Named]) -> FillableForm:
    """A form with its names, and the sample made of theirs."""
    return FillableForm(
        key_of_form(form_id), title, {one.name: one.title for one in names}, _sample(names)
    )


def _sample(names: Sequence[Named]) -> dict[str, Plain]:
    """Every list has one row."""
    alone: dict[str, Plain] = {one.name: one.sample for one in names if ROW not in one.name}
    rows: dict[str, dict[str, Plain]] = {}
    for one in names:
        listed, _, of_row = one.name.partition(ROW)
        if of_row:
            rows.setdefault(listed, {})[of_row] = one.sample
    return alone | {listed: [row] for listed, row in rows.items()}


REVIEW_FORMS = (
    fillable(
        "01",
        Text("Mẫu 01, kiểm điểm tập thể", "Form 01, review of a collective"),
        (*HEAD, *COLLECTIVE, *WRITTEN),
    ),
    fillable(
        "02",
        Text("Mẫu 02, kiểm điểm cá nhân", "Form 02, individual review"),
        (*HEAD, *FIELDS.values(), *WRITTEN),
    ),
    fillable(
        "03",
        Text("Mẫu 03, phiếu đánh giá tổ chức đảng", "Form 03, slip of an organisation"),
        (*HEAD, *SLIP),
    ),
    fillable(
        "04",
        Text("Mẫu 04, phiếu đánh giá tập thể", "Form 04, slip of a collective"),
        (*HEAD, *SLIP),
    ),
    fillable(
        "05",
        Text("Mẫu 05, phiếu đánh giá đảng viên", "Form 05, slip of a member"),
        (*HEAD, *SLIP),
    ),
)
"""What this room hands in to `form_templates.forms_known.FORMS`."""
