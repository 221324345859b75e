"""What the acts of the history are called, and how they are sorted: a reader never meets the names
that programs use.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: Mapping[str, tuple[Promise, tuple[str, ...]]] = {
    "choosing": (_("Đề nghị, chọn mức"), ("boards.", "ratings.")),
    "deciding": (_("Quyết định, khen thưởng, công bố"), ("decisions.", "awards.", "portal.")),
    "facts": (
        _("Thông tin, danh sách năm"),
        ("facts.", "disputes.", "roster.", "notices.", "filling."),
    ),
    "loading": (_("Nạp dữ liệu, tệp"), ("import", "exchange.", "attachments.")),
    "registering": (_("Đăng ký nhiệm vụ"), ("registrations.", "acceptance.", "commitments.")),
    "doing": (_("Thực hiện"), ("progress.", "indicators.")),
    "tree": (_("Tổ chức, đảng viên"), ("organisations.",)),
    "rules": (_("Năm thi đua, quy định"), ("campaigns.", "frameworks.", "state_board.")),
    "accounts": (_("Tài khoản, vai trò"), ("accounts.", "code_sheets.")),
}
"""By the word in the address: what a kind is called, and how the names of its acts begin."""

_WORDS: Mapping[str, Promise] = {
    "accounts.agree": _("đồng ý đề nghị về tài khoản"),
    "accounts.change_password": _("đổi mật khẩu"),
    "accounts.create": _("lập tài khoản"),
    "accounts.create_demo": _("lập tài khoản dùng thử"),
    "accounts.delegate": _("uỷ quyền"),
    "accounts.make_token": _("tạo mã kết nối"),
    "accounts.revoke_delegation": _("thu hồi uỷ quyền"),
    "accounts.revoke_token": _("thu hồi mã kết nối"),
    "accounts.withdraw": _("rút đề nghị về tài khoản"),
    "attachments.attach": _("đính kèm tệp"),
    "attachments.remove": _("xoá tệp đính kèm"),
    "awards.check": _("kiểm tra điều kiện khen thưởng"),
    "boards.choose": _("chọn mức"),
    "boards.propose": _("đề nghị mức"),
    "boards.return": _("đề nghị xem xét lại"),
    "campaigns.open": _("mở năm thi đua"),
    "decisions.check": _("kiểm tra dự thảo quyết định"),
    "decisions.discard": _("xoá dự thảo quyết định"),
    "decisions.draft": _("soạn dự thảo quyết định"),
    "decisions.issue": _("ban hành quyết định"),
    "decisions.reopen": _("mở lại quyết định"),
    "decisions.revise": _("sửa dự thảo quyết định"),
    "disputes.correct": _("sửa thông tin theo đề nghị"),
    "disputes.keep": _("giữ nguyên thông tin, có nêu lý do"),
    "disputes.report": _("đề nghị sửa thông tin"),
    "exchange.answer_questions": _("trả lời câu hỏi về tệp"),
    "exchange.apply": _("nạp tệp"),
    "exchange.change_table_shape": _("sửa cách đọc bảng"),
    "exchange.discard": _("bỏ tệp chưa nạp"),
    "exchange.keep_table_shape": _("lưu cách đọc bảng"),
    "exchange.retire_table_shape": _("thôi dùng cách đọc bảng"),
    "exchange.send_files": _("tải tệp lên"),
    "exchange.undo": _("hoàn tác lần nạp"),
    "facts.correct": _("sửa thông tin"),
    "facts.fill": _("điền thông tin từ việc trong năm"),
    "frameworks.bind": _("áp dụng khung tiêu chí"),
    "frameworks.bind_layer": _("áp dụng hướng dẫn của địa phương"),
    "frameworks.load_text": _("nạp văn bản khung tiêu chí"),
    "frameworks.save_layer": _("lưu hướng dẫn của địa phương"),
    "import": pgettext_lazy("act", "nạp dữ liệu"),
    "indicators.note": _("ghi số liệu chỉ tiêu"),
    "indicators.record_past": _("nạp số liệu chỉ tiêu đã có"),
    "indicators.remove_rank": _("xoá thứ hạng của tỉnh"),
    "indicators.set_rank": _("ghi thứ hạng của tỉnh"),
    "indicators.set_reporting": _("đặt cách báo cáo chỉ tiêu"),
    "notices.promise": _("hẹn ngày xong"),
    "notices.remind": _("nhắc đơn vị"),
    "notices.see": _("xem lời nhắc"),
    "organisations.admit": _("thêm đảng viên"),
    "organisations.appoint": _("ghi chức vụ"),
    "organisations.change_civil_servant": _("sửa diện cán bộ, công chức"),
    "organisations.change_status": _("đổi tình trạng đảng viên"),
    "organisations.close": _("kết thúc tổ chức"),
    "organisations.end_membership": _("kết thúc sinh hoạt đảng"),
    "organisations.end_position": _("kết thúc chức vụ"),
    "organisations.merge": _("hợp nhất tổ chức"),
    "organisations.move": _("chuyển tổ chức"),
    "organisations.register": _("thêm tổ chức"),
    "organisations.rename": _("đổi tên tổ chức"),
    "organisations.split": _("chia tách tổ chức"),
    "organisations.transfer_member": _("chuyển sinh hoạt đảng"),
    "portal.publish": _("công bố kết quả"),
    "portal.withdraw": _("rút lại kết quả đã công bố"),
    "progress.answer": _("trả lời câu hỏi về kết quả"),
    "progress.confirm": _("xác nhận kết quả"),
    "progress.note": _("ghi tiến độ"),
    "progress.promise": _("hẹn gỡ vướng"),
    "progress.question": _("hỏi lại về kết quả"),
    "progress.record_past": _("nạp tiến độ đã có"),
    "ratings.classify": _("xếp loại theo tiêu chuẩn"),
    "registrations.accept": _("nhận bản đăng ký"),
    "registrations.add_task": _("thêm nhiệm vụ đăng ký"),
    "registrations.ask_withdrawal": _("xin rút nhiệm vụ"),
    "registrations.change_accepted": _("thay đổi nhiệm vụ đã nhận"),
    "registrations.dismiss_advice": _("giữ nguyên lời, bỏ qua gợi ý"),
    "registrations.draw_back": _("lấy lại bản đăng ký để sửa"),
    "registrations.hand_in": _("gửi bản đăng ký"),
    "registrations.let_go": _("thôi nhận nhiệm vụ của cấp trên"),
    "registrations.offer": _("đưa nhiệm vụ xuống cấp dưới"),
    "registrations.remove_task": _("xoá nhiệm vụ đang soạn"),
    "registrations.reopen": _("mở lại bản đăng ký"),
    "registrations.return": _("trả lại bản đăng ký"),
    "registrations.save_task": _("soạn nhiệm vụ đăng ký"),
    "registrations.send": _("gửi bản đăng ký"),
    "registrations.set_aside": _("cất lời chưa dùng"),
    "registrations.settle": _("trả lời một nhiệm vụ đăng ký"),
    "registrations.settle_withdrawal": _("trả lời việc xin rút nhiệm vụ"),
    "registrations.show": _("cho nơi khác xem nhiệm vụ"),
    "registrations.start": _("mở bản đăng ký"),
    "registrations.take_back": _("lấy lại bản đăng ký"),
    "registrations.take_share": _("ghi phần đóng góp"),
    "roster.correct": _("sửa danh sách của năm"),
    "roster.freeze": _("chốt danh sách của năm"),
    "state_board.excuse": _("cho đơn vị lùi hạn"),
    "state_board.take_back_excuse": _("thu hồi hạn đã lùi"),
}


def words_of(act: str) -> str:
    """What an act is called; one without words of its own: its kind."""
    known = _WORDS.get(act)
    if known is not None:
        return str(known)
    title = next(
        (title for title, begins in KINDS.values() if act.startswith(begins)), _("việc khác")
    )
    return str(title)
