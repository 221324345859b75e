"""What is found in the chain, said in both languages."""

from thidua.language import Text

BROKEN = Text(
    "mắt xích {position} ({thing}) không khớp: {what}",
    "link {position} ({thing}) is broken: {what}",
)
CHANGED = Text(
    "mắt xích {position} ({thing}) nguyên vẹn, nhưng dữ liệu đang dùng khác bản đã niêm phong: "
    "{what}",
    "link {position} ({thing}) holds, but what is in use differs from what was sealed: {what}",
)
ERASED = Text(
    "mắt xích {position} ({thing}): nội dung đã xoá theo {rule}",
    "link {position} ({thing}): its content was erased by {rule}",
)
ERASED_ON = Text(
    "mắt xích {position} ({thing}): nội dung đã xoá ngày {day} theo {rule}",
    "link {position} ({thing}): its content was erased on {day} by {rule}",
)
GAP = Text("chuỗi thiếu mắt xích {position}", "link {position} is missing from the chain")
NOT_FOLLOWING = Text("không nối vào mắt xích ngay trước", "it does not follow the link before it")
LINK_CHANGED = Text(
    "mắt xích đã bị sửa (mã băm của chính nó không khớp)",
    "the link was changed (its own hash does not fit)",
)
UNKNOWN_KIND = Text(
    "phần mềm không biết loại này nên không kiểm tra được nội dung",
    "the product does not know this kind and cannot check its content",
)
MISSING = Text("nội dung không còn", "its content is gone")
CONTENT_CHANGED = Text(
    "nội dung đã bị sửa sau khi niêm phong", "its content was changed after it was sealed"
)
SHORTER = Text(
    "mắt xích {position}, là mắt xích cuối khi kiểm tra ngày {day}, không còn trong chuỗi: phần "
    "cuối đã bị cắt hoặc bị thay",
    "link {position}, the last one when the chain was verified on {day}, is no longer in it: its "
    "end was cut off or replaced",
)
NO_HEAD = Text(
    "“{printed}” không phải mã niêm phong: hãy nhập như trên giấy, gồm số thứ tự và 64 ký tự 0–9, "
    "a–f (hoặc dạng ngắn “9f3c…a17e”)",
    "“{printed}” is no seal: type what the paper has, the position and 64 signs 0–9, a–f (or the "
    "short form “9f3c…a17e”)",
)
HEAD_FOUND = Text(
    "mã trên giấy là mắt xích {position} ({thing}) của chuỗi này; sau đó có thêm {more} mắt xích",
    "the head on the paper is link {position} ({thing}) of this chain; {more} links came after it",
)
HEAD_BEYOND = Text(
    "mã trên giấy là mắt xích {position}, nhưng chuỗi ở đây dừng ở mắt xích {ends}: dữ liệu này cũ "
    "hơn tờ giấy (chẳng hạn khôi phục từ bản sao lưu trước đó)",
    "the head on the paper is link {position}, but the chain here ends at link {ends}: these data "
    "are older than the paper (restored from an earlier backup, say)",
)
HEAD_OTHER = Text(
    "mắt xích {position} ở đây có mã khác mã trên giấy: chuỗi đã bị thay từ mắt xích ấy trở về "
    "trước, hoặc dữ liệu được khôi phục rồi làm tiếp",
    "link {position} here has another hash than the paper: the chain was changed there or before, "
    "or the data were restored and work went on",
)
HEAD_NOWHERE = Text(
    "không có mắt xích nào mang mã trên giấy (chuỗi ở đây có {ends} mắt xích): dữ liệu này cũ hơn "
    "tờ giấy, hoặc chuỗi đã bị thay; nhập thêm số thứ tự in trước mã thì biết rõ hơn",
    "no link has the hash on the paper (the chain here has {ends} links): these data are older "
    "than the paper, or the chain was changed; add the position printed before it to know more",
)
WHOLE = Text(
    "niêm phong nguyên vẹn: {links} mắt xích, cuối cùng là {head}",
    "the seals hold: {links} links, the last one {head}",
)
NOTHING = Text("chưa có gì được niêm phong", "nothing is sealed yet")
HELD_BEFORE = Text("{links} mắt xích trước đó khớp", "{links} links before it hold")
