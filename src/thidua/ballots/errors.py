"""Why something of a ballot is not done, said in both languages. Nothing here names a choice."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class BallotError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def saying(cls, key: str, **values: object) -> Self:
        """One of the sentences below, filled in. Raises KeyError for one that is not there."""
        return cls(SENTENCES[key].format(**values))


class ClosedError(BallotError):
    """Voting is over; what was sent did not get into the urn."""


class WrongCodesError(BallotError):
    """The codes do not open the urn, or nobody may try for a while."""


class TamperedError(BallotError):
    """The urn does not hold what was put into it."""


SENTENCES = {
    "not_now": Text(
        "cuộc bỏ phiếu {state_vi}: không làm được việc này lúc này",
        "the ballot is {state_en}: this cannot be done now",
    ),
    "exists": Text(
        "việc này đã có một cuộc bỏ phiếu: mở cuộc ấy, hoặc huỷ rồi lập lại",
        "there is a ballot on this matter: open that one, or cancel it and prepare another",
    ),
    "unknown_purpose": Text(
        "không rõ bỏ phiếu về việc gì: lập từ trang của việc ấy",
        "it is not known what the ballot is for: prepare it from that matter's page",
    ),
    "rule": Text(
        "quy tắc tính kết quả chưa dùng được: xem lại tỷ lệ và các ô trên phiếu",
        "the rule cannot be applied: look at the share and the options again",
    ),
    "secrecy": Text(
        "phiếu kín hay công khai theo quy trình của năm: không đổi được ở đây",
        "whether it is secret is laid down in the year's procedure: it cannot be changed here",
    ),
    "no_candidates": Text(
        "chưa có ai, việc gì để bỏ phiếu: thêm ít nhất một dòng",
        "there is nothing to vote on: add at least one line",
    ),
    "candidate_twice": Text(
        "“{label}” có hai dòng trên phiếu: bỏ một dòng", "“{label}” stands twice: drop one line"
    ),
    "no_voters": Text(
        "danh sách bỏ phiếu đang trống: thêm người có quyền bỏ phiếu",
        "nobody is called to vote: add those with the right",
    ),
    "numbers": Text(
        "{members} người có quyền bỏ phiếu, mà danh sách có {called}, có mặt {present}: số có mặt "
        "và số trong danh sách không thể nhiều hơn",
        "{members} have the right to vote, {called} are called and {present} are there: neither "
        "can be more",
    ),
    "two_holders": Text(
        "chủ trì, thư ký, người kiểm phiếu phải là những người khác nhau",
        "chair, secretary and scrutineer have to be different people",
    ),
    "hour": Text(
        "giờ đóng phải ở sau lúc này: chọn giờ khác, hoặc bỏ trống",
        "the closing hour has to lie ahead: choose another, or leave it open",
    ),
    "no_quorum": Text(
        "có mặt {present}, cần {needed}: chưa đủ người để bỏ phiếu",
        "{present} are there, {needed} are needed: too few to vote",
    ),
    "no_keys": Text(
        "mới có {taken} người nhận mã khoá, cần ít nhất hai: chủ trì, thư ký, người kiểm phiếu mở "
        "trang này và nhận mã",
        "{taken} hold a code, two are needed: chair, secretary or scrutineer take theirs here",
    ),
    "no_holder": Text(
        "mã khoá chỉ trao cho chủ trì, thư ký, người kiểm phiếu",
        "codes are given to the chair, the secretary and the scrutineer alone",
    ),
    "key_changed": Text(
        "khoá của máy chủ đã đổi từ khi chốt danh sách, không mở được hòm nữa: huỷ cuộc này, lập "
        "lại",
        "the server's key has changed since the list was frozen, the urn cannot be opened any "
        "more: cancel this ballot and hold it again",
    ),
    "not_a_voter": Text(
        "đồng chí không có tên trong danh sách bỏ phiếu này",
        "you are not on the list of this ballot",
    ),
    "struck": Text(
        "đồng chí đã được đưa ra khỏi danh sách bỏ phiếu: {reason}",
        "you were taken off the list: {reason}",
    ),
    "late": Text(
        "đã đóng bỏ phiếu trước khi phiếu tới nơi: phiếu chưa vào hòm",
        "voting ended before the vote arrived: it is not in the urn",
    ),
    "choices": Text(
        "phiếu chưa đủ dòng hoặc có ô không có trên phiếu: tải lại trang, đánh dấu lại",
        "a line is missing or an option is not on the paper: load the page again and mark anew",
    ),
    "too_many_yes": Text(
        "đã chọn nhiều hơn {most}: bỏ bớt", "more than {most} are chosen: take some back"
    ),
    "not_secret": Text(
        "cuộc này không bỏ phiếu kín trên máy", "this is no secret ballot on devices"
    ),
    "not_open_vote": Text("cuộc này bỏ phiếu kín", "this ballot is secret"),
    "not_paper": Text("cuộc này không bỏ phiếu giấy", "this is no ballot on paper"),
    "wrong_codes": Text(
        "hai mã không mở được hòm: xem lại cả hai. Còn thử được {left} lần, sau đó phải chờ",
        "the two codes do not open the urn: look at both again. {left} more tries, then a wait",
    ),
    "codes_locked": Text(
        "đã nhập sai mã nhiều lần: chờ {minutes} phút rồi thử lại",
        "wrong codes were given too often: wait {minutes} minutes and try again",
    ),
    "tampered": Text(
        "hòm phiếu không khớp với danh sách đã bỏ: không kiểm được. Giữ nguyên máy chủ, báo người "
        "vận hành; huỷ thì ghi lý do này",
        "the urn does not agree with who has voted: it cannot be counted. Leave the server as it "
        "is and tell whoever runs it; give this reason when you cancel",
    ),
    "reason": Text("ghi lý do", "give the reason"),
    "has_voted": Text(
        "{name} đã bỏ phiếu: không đưa ra khỏi danh sách được nữa",
        "{name} has voted: they cannot be taken off the list any more",
    ),
    "sheets": Text(
        "số phiếu từng dòng phải cộng lại bằng {sheets}, không nhiều hơn {called}: xem lại {lines}",
        "each line has to add up to {sheets}, and there are at most {called} sheets: look at "
        "{lines} again",
    ),
    "entered_already": Text(
        "đồng chí đã ghi số phiếu: chờ người thứ hai ghi",
        "you have entered the counts: the second person has to",
    ),
    "no_person": Text(
        "tài khoản này chưa gắn với hồ sơ đảng viên nào",
        "this account is not tied to a member's file",
    ),
    "two_entries": Text(
        "cần hai người ghi số phiếu, khớp nhau, rồi mới kiểm phiếu được",
        "two people have to enter the counts, alike, before they count",
    ),
    "isolation": Text(
        "cơ sở dữ liệu chạy ở chế độ khác với READ COMMITTED: báo người vận hành",
        "the database runs at another level than READ COMMITTED: tell whoever runs it",
    ),
}
