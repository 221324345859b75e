"""A rule, and what a ballot protects against, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.ballots.models import Ballot
from thidua.ballots.rule import LOCAL, Base, Kind, Rule, Share
from thidua.ballots.tally import FEWEST_SHOWN
from thidua.numbers import format_number


@dataclass(frozen=True)
class Sentence:
    """A sentence of what a ballot protects; `holds`: it does, else this is what it cannot."""

    text: str
    holds: bool = True


def share_words(part: int, whole: int, *, more_than: bool) -> str:
    """ "quá nửa", "từ 2/3" """
    if part * 2 == whole:
        return _("quá nửa") if more_than else _("ít nhất một nửa")
    share = f"{format_number(part)}/{format_number(whole)}"
    words = _("trên {share}") if more_than else _("ít nhất {share}")
    return words.format(share=share)


def base_words(base: Base) -> str:
    """Of whom a share is."""
    return {
        Base.MEMBERS: _("số người có quyền bỏ phiếu"),
        Base.CALLED: _("số người trong danh sách"),
        Base.PRESENT: _("số người có mặt"),
        Base.CAST: _("số phiếu thu về"),
        Base.VALID: _("số phiếu có ý kiến"),
    }[base]


def rule_words(rule: Rule) -> str:
    """From where on something is carried."""
    share = share_words(rule.part, rule.whole, more_than=rule.more_than)
    most = {
        Kind.SCALE: _("ô cao nhất mà {share} {base} chọn ô ấy hoặc ô cao hơn"),
        Kind.YES_NO: _("{share} {base} đồng ý"),
        Kind.ONE_OF: _("ô nhiều phiếu nhất, nếu được {share} {base}"),
    }[rule.kind].format(share=share, base=base_words(rule.base))
    if rule.max_yes:
        places = _("nhiều nhất {number} người").format(number=format_number(rule.max_yes))
        return f"{most}; {places}"
    return most


def quorum_words(quorum: Share | None) -> str:
    """How many have to be there; "" where the rule asks for none."""
    if quorum is None:
        return ""
    return _("{share} số người có quyền").format(
        share=share_words(quorum.part, quorum.whole, more_than=False)
    )


def standing_words(rule: Rule) -> str:
    """What the rule rests on, and that nobody has confirmed it."""
    local = rule.source in {"", LOCAL}
    source = _("tham số địa phương") if local else rule.source
    return source if rule.confirmed else _("{source}, chưa xác nhận").format(source=source)


def protection_of(ballot: Ballot) -> list[Sentence]:
    """What this ballot protects, and what it does not, as it was thought through
    (docs/flows/ballots.md).
    """
    if not ballot.secret:
        return [
            Sentence(
                _("Phiếu công khai: tên người bỏ và lựa chọn được ghi, ai có quyền đọc được.")
            ),
            Sentence(_("Sửa được đến khi đóng; sau đó không ai sửa được.")),
        ]
    few = _("Mọi người bỏ giống nhau thì ai cũng biết. Dưới {few} phiếu chỉ báo kết quả.").format(
        few=format_number(FEWEST_SHOWN)
    )
    if not ballot.electronic:
        return [
            Sentence(_("Phiếu giấy: máy chỉ giữ số đếm, hai người nhập riêng, khớp mới nhận.")),
            Sentence(_("Không chống được người đếm sai mà cả hai cùng đếm như nhau."), holds=False),
            Sentence(few, holds=False),
        ]
    return [
        Sentence(
            _(
                "Máy chủ chỉ giữ ai đã bỏ. Phiếu được mã hoá khi vào hòm; hòm chỉ mở sau khi "
                "đóng, khi hai người giữ khoá cùng nhập mã."
            )
        ),
        Sentence(
            _(
                "Mở hòm xong, phiếu được tách theo từng người, xáo trộn; hòm và khoá bị xoá. Chỉ "
                "ai có bản sao máy chủ lúc đang bỏ phiếu cùng cả hai mã mới dò được."
            )
        ),
        Sentence(_("Biên nhận chứng tỏ phiếu được đếm, không cho biết phiếu ghi gì.")),
        Sentence(
            _(
                "Không chống được người nhìn qua vai, điện thoại bị theo dõi, người chiếm quyền "
                "máy chủ đúng lúc đang bỏ phiếu."
            ),
            holds=False,
        ),
        Sentence(f"{few} {_('Cần chắc hơn: bỏ phiếu giấy.')}", holds=False),
    ]
