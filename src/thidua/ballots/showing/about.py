"""What a ballot asks, who votes, what its result rests on: for whoever reads its page."""

from django.utils.translation import gettext as _

from thidua.ballots.models import Ballot
from thidua.ballots.rule import Kind
from thidua.ballots.showing.options import Options
from thidua.ballots.showing.words import base_words, rule_words, standing_words
from thidua.numbers import format_number


def about_of(ballot: Ballot, options: Options, lines: int) -> list[tuple[str, str, str]]:
    """Name, words, and what stands in brackets after them."""
    rule = ballot.the_rule
    words = ", ".join(options.words)
    asks = _("Từng dòng chọn một ô: {words}; được để trắng").format(words=words)
    own = "" if rule.self_vote else _("không ai bỏ phiếu cho chính mình")
    rows = [
        (_("Hỏi"), asks, _most(rule.max_yes) if rule.kind is Kind.YES_NO else ""),
        (_("Ai bỏ"), _who(ballot), own),
        (_("Kết quả"), rule_words(rule).capitalize(), standing_words(rule)),
    ]
    if options.purpose:
        rows.append((_("Loại phiếu"), str(options.purpose.title), ""))
    holders = [ballot.chair, ballot.secretary, ballot.scrutineer]
    names = ", ".join(one.full_name for one in holders if one is not None)
    title = _("Người giữ khoá") if ballot.has_urn else _("Chủ trì, thư ký")
    rows.append((title, names, ""))
    rows.append((_("Lập"), ballot.prepared_by_name, ""))
    return rows


def _who(ballot: Ballot) -> str:
    return _("{members} người có quyền, {present} có mặt; kết quả tính trên {base}").format(
        members=format_number(ballot.members),
        present=format_number(ballot.present),
        base=base_words(ballot.the_rule.base),
    )


def _most(number: int) -> str:
    if not number:
        return ""
    return _("đồng ý nhiều nhất {number} dòng").format(number=format_number(number))
