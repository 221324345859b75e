"""Every address × everybody: what each gets to see, and who may send each form. Add your address
here, one line.

How to add one:

* a page that people look at → one line in `PAGES`: its name, an address in the small province of
  `tests/web/town.py`,
  and who gets it. Everybody else who signed in gets 404 there, the anonymous are sent to sign in.
  An address inside
  somebody's part of the tree and one outside of it are two lines (`_outside` members of the cast
  stand in the other
  half of the tree).
* an address of the API → the same in `API`.
* an address that answers alike to everybody, or only takes forms → one line in `OTHERS`: what it
  answers to a look.
* an address that takes a form (POST) → one line in `FORMS` as well: name, address, what is sent,
  who may send it.
  Whoever may not is refused (403 or 404; the anonymous are sent to sign in) and nothing at all is
  written; whoever
  may is answered with anything else (a mistake in the form is fine). Send a value that needs making
  anew each
  time (a file, a version) as a function without arguments.

A page that takes no form says so with `@require_GET`. What is missing here fails
`test_who_sees_what.py`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.conftest import CAST
from tests.web.town import AWARD_OF_CELL, AWARD_OF_MEMBER, DRAFT, ISSUED
from thidua.accounts.delegating import LENT
from thidua.accounts.models import RoleGrant
from thidua.accounts.permissions import roles_that_bind
from thidua.roster.models import RosterEntry

ANONYMOUS = "anonymous"
EVERYBODY = frozenset(CAST)
ANYBODY = EVERYBODY | {ANONYMOUS}
UPPER = frozenset({"province", "upper_level", "inspector", "auditor"})
ABOVE_CELL = frozenset({"province", "upper_level", "grassroots", "inspector", "auditor"})
IN_CELL = ABOVE_CELL | {"cell"}
# Whoever decides something has a second factor; whoever does more than look on lends their role for
# an absence.
DECIDERS = frozenset(who for who, (role, _) in CAST.items() if role in roles_that_bind())
LENDERS = frozenset(who for who, (role, _) in CAST.items() if role in LENT)
DECIDING = frozenset({"province", "upper_level", "grassroots"})
LOADERS = frozenset(
    who for who, (role, _) in CAST.items() if role in {"province", "upper_level", "grassroots"}
)

# Pages: (name, address, who gets it); others who signed in get 404, the anonymous are sent to sign
# in.
PAGES: list[tuple[str, str, frozenset[str]]] = [
    ("home", "/", EVERYBODY),
    ("search", "/tim/?q=gia", EVERYBODY),
    ("imports", "/nap-du-lieu/", LOADERS),
    ("import_upload", "/nap-du-lieu/tai-len/", LOADERS),
    ("import_template", "/nap-du-lieu/mau/members/", frozenset({"province"})),
    ("import_template", "/nap-du-lieu/mau/members/?filled=1", frozenset({"province"})),
    ("import_template", "/nap-du-lieu/mau/facts/", LOADERS),
    ("import_template", "/nap-du-lieu/mau/facts/?unit=GL", frozenset({"province", "upper_level"})),
    ("import_template", "/nap-du-lieu/mau/facts/?unit=GL01", frozenset({"province", "grassroots"})),
    ("import_template", "/nap-du-lieu/mau/others/", frozenset()),
    ("import", "/nap-du-lieu/999999/", frozenset()),
    ("import_file", "/nap-du-lieu/999999/tep/0/", frozenset()),
    ("tree", "/to-chuc/", EVERYBODY),
    ("organisation", "/to-chuc/XD/", frozenset({"province", "auditor"})),
    ("organisation", "/to-chuc/GL01/", ABOVE_CELL),
    ("organisation", "/to-chuc/GL01A/", IN_CELL),
    ("organisation", "/to-chuc/none/", frozenset()),
    ("branch", "/nhanh/GL01/", ABOVE_CELL),
    ("boards", "/bang/2021/", EVERYBODY),
    ("boards", "/bang/1999/", frozenset()),
    ("board", "/bang/2021/XD/", frozenset({"province", "auditor"})),
    ("board", "/bang/2021/GL/", UPPER),
    ("board", "/bang/2021/GL01/?kind=member", ABOVE_CELL),
    ("board", "/bang/2021/GL01A/", IN_CELL),
    ("board", "/bang/2021/none/", frozenset()),
    ("board_changes", "/bang/2021/GL01/moi/?kind=member", ABOVE_CELL),
    ("board_changes", "/bang/2021/GL01/moi/", frozenset()),
    ("board_compare", "/bang/2021/GL01/so-sanh/?kind=member", ABOVE_CELL),
    ("board_sheets", "/bang/2021/GL/phieu/?kind=organisation", UPPER),
    ("board_sheets", "/bang/2021/GL/phieu/", frozenset()),
    ("board_pool", "/bang/2021/GL01/nhom/none/?kind=member", frozenset()),
    ("rating", "/xep-loai/2021/organisation/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/collective/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/leader/DV0001/?organisation=GL01", ABOVE_CELL),
    ("rating", "/xep-loai/2021/member/DV0003/", IN_CELL | {"member"}),
    ("rating", "/xep-loai/2021/person/DV0003/", frozenset()),
    ("rating", "/xep-loai/1999/member/DV0003/", frozenset()),
    ("looks", "/ho-so/luot-xem/", EVERYBODY),
    ("fact_report_new", "/du-kien-sai/moi/2021/member/DV0003/", frozenset({"cell", "member"})),
    ("fact_report_new", "/du-kien-sai/moi/2021/organisation/GL01/", frozenset({"grassroots"})),
    ("fact_report", "/du-kien-sai/1/", frozenset()),
    ("rating_sheet", "/xep-loai/2021/member/DV0003/phieu.pdf", IN_CELL | {"member"}),
    ("rating_sheet", "/xep-loai/2021/organisation/GL01/phieu.pdf", ABOVE_CELL),
    ("rating_sheet", "/xep-loai/2021/person/DV0003/phieu.pdf", frozenset()),
    ("rating_sheets", "/phieu/2021/GL01A/", IN_CELL),
    ("rating_sheets", "/phieu/2021/none/", frozenset()),
    ("decisions", "/quyet-dinh/2021/", EVERYBODY),
    ("decision", f"/quyet-dinh/2021/{ISSUED}/", ABOVE_CELL),
    ("decision", f"/quyet-dinh/2021/{DRAFT}/", ABOVE_CELL - {"grassroots"}),
    ("decision", "/quyet-dinh/2021/1/", frozenset()),
    ("decision_file", f"/quyet-dinh/2021/{ISSUED}/quyet-dinh.pdf", ABOVE_CELL),
    ("decision_file", f"/quyet-dinh/2021/{DRAFT}/quyet-dinh.docx", ABOVE_CELL - {"grassroots"}),
    ("decision_file", f"/quyet-dinh/2021/{ISSUED}/quyet-dinh.exe", frozenset()),
    ("decision_new", "/quyet-dinh/2021/moi/GL01/", DECIDING),
    ("decision_new", "/quyet-dinh/2021/moi/none/", frozenset()),
    ("returned", "/de-nghi/2021/tra-lai/", EVERYBODY),
    ("figures", "/nam/2021/", EVERYBODY),
    ("figures", "/nam/1999/", frozenset()),
    ("figures_charts", "/nam/2021/bieu-do/", EVERYBODY),
    ("figures_list", "/nam/2021/danh-sach/", EVERYBODY),
    ("pools", "/nam/2021/nhom/", EVERYBODY),
    ("awards", "/nam/2021/khen-thuong/", EVERYBODY),
    ("awards", "/nam/1999/khen-thuong/", frozenset()),
    ("award", f"/nam/2021/khen-thuong/{AWARD_OF_CELL}/", IN_CELL),
    ("award", f"/nam/2021/khen-thuong/{AWARD_OF_MEMBER}/", IN_CELL | {"member"}),
    ("award", "/nam/2021/khen-thuong/999999/", frozenset()),
    ("frameworks", "/khung/", EVERYBODY),
    ("framework", "/khung/hd21_2019/member/", EVERYBODY),
    ("framework", "/khung/hd21_2019/none/", frozenset()),
    ("framework_changes", "/khung/hd21_2019/member/so-sanh/", EVERYBODY),
    ("framework_year", "/khung/nam/2021/", EVERYBODY),
    ("framework_year", "/khung/nam/1999/", frozenset()),
    ("framework_bind", "/khung/nam/2021/gan/", frozenset({"province"})),
    ("layer", "/khung/dia-phuong/default/", EVERYBODY),
    ("layer", "/khung/dia-phuong/none/", frozenset()),
    ("layer_edit", "/khung/dia-phuong/default/sua/", frozenset({"province"})),
    (
        "layer_condition",
        "/khung/dia-phuong/default/sua/dieu-kien/?row=adds-0&adds-0-framework=hd21_2019/member",
        frozenset({"province"}),
    ),
    ("layer_preview", "/khung/dia-phuong/default/xem-truoc/", frozenset({"province"})),
    ("framework_of_year", "/khung/nam/2021/member/", EVERYBODY),
    ("framework_of_year", "/khung/nam/1999/member/", frozenset()),
    ("framework_of_year_changes", "/khung/nam/2021/member/khac-gi/", EVERYBODY),
    ("parts", "/_thanh-phan/", frozenset()),
    ("publishing", "/cong-bo/2021/", frozenset({"province"})),
    ("publishing_preview", "/cong-bo/2021/xem-truoc/", frozenset({"province"})),
    ("attachment", "/tep/999999/", frozenset()),
    ("account", "/tai-khoan/", EVERYBODY),
    ("account_change_password", "/tai-khoan/password/change/", EVERYBODY),
    ("account_reauthenticate", "/tai-khoan/reauthenticate/", EVERYBODY),
    ("account_logout", "/tai-khoan/logout/", EVERYBODY),
    ("mfa_index", "/tai-khoan/2fa/", EVERYBODY),
    ("mfa_list_webauthn", "/tai-khoan/2fa/webauthn/", EVERYBODY),
    ("delegate", "/tai-khoan/uy-quyen/", LENDERS),
    ("tokens", "/tai-khoan/khoa/", EVERYBODY),
    ("accounts", "/tai-khoan/quan-tri/", frozenset({"administrator"})),
    (
        "accounts",
        "/tai-khoan/quan-tri/?q=gl01&role=grassroots&state=open",
        frozenset({"administrator"}),
    ),
    ("account_new", "/tai-khoan/quan-tri-moi/", frozenset({"administrator"})),
    ("account_admin", "/tai-khoan/quan-tri/colleague/", frozenset({"administrator"})),
    ("account_admin", "/tai-khoan/quan-tri/none/", frozenset()),
]
# The API: as pages, but the anonymous are told to sign in (401).
API: list[tuple[str, str, frozenset[str]]] = [
    ("api_me", "/api/v1/me", EVERYBODY),
    ("api_years", "/api/v1/years", EVERYBODY),
    ("api_year", "/api/v1/years/2021", EVERYBODY),
    ("api_year", "/api/v1/years/1999", frozenset()),
    ("api_organisations", "/api/v1/organisations?q=gia", EVERYBODY),
    ("api_organisations", "/api/v1/organisations?parent=GL01", ABOVE_CELL),
    ("api_organisation", "/api/v1/organisations/XD", frozenset({"province", "auditor"})),
    ("api_organisation", "/api/v1/organisations/GL01A", IN_CELL),
    ("api_organisation", "/api/v1/organisations/none", frozenset()),
    ("api_board", "/api/v1/years/2021/boards/organisation/XD", frozenset({"province", "auditor"})),
    ("api_board", "/api/v1/years/2021/boards/member/GL01", ABOVE_CELL),
    ("api_board", "/api/v1/years/2021/boards/member/GL01A", IN_CELL),
    ("api_board", "/api/v1/years/1999/boards/member/GL01", frozenset()),
    ("api_pools", "/api/v1/years/2021/boards/member/GL01/pools", ABOVE_CELL),
    ("api_rating", "/api/v1/years/2021/ratings/organisation/GL01", ABOVE_CELL),
    ("api_rating", "/api/v1/years/2021/ratings/leader/DV0001?organisation=GL01", ABOVE_CELL),
    ("api_rating", "/api/v1/years/2021/ratings/member/DV0003", IN_CELL | {"member"}),
    ("api_rating", "/api/v1/years/1999/ratings/member/DV0003", frozenset()),
    ("api_figures", "/api/v1/years/2021/figures", EVERYBODY),
    ("api_frameworks", "/api/v1/frameworks", EVERYBODY),
    ("api_framework", "/api/v1/frameworks/hd21_2019/member", EVERYBODY),
    ("api_framework", "/api/v1/frameworks/hd21_2019/none", frozenset()),
    ("api_framework_of_year", "/api/v1/years/2021/frameworks/member", EVERYBODY),
]
# Addresses that answer alike to everybody, or that only take forms: what they answer to a look.
OTHERS: dict[str, tuple[str, frozenset[int]]] = {
    "board_choose": ("/bang/2021/GL01/chon/", frozenset({405, 302})),
    "alive": ("/suc-khoe/song", frozenset({200})),
    "ready": ("/suc-khoe/san-sang", frozenset({200, 503})),
    "public_years": ("/cong-khai/", frozenset({200})),
    "public_feed": ("/cong-khai/rss.xml", frozenset({200})),
    "public_year": ("/cong-khai/1999/", frozenset({404})),
    "public_file": ("/cong-khai/1999/none.csv", frozenset({404})),
    "public_other": ("/cong-khai/none/", frozenset({404})),
    "public_years_en": ("/en/results/", frozenset({200})),
    "public_feed_en": ("/en/results/rss.xml", frozenset({200})),
    "public_year_en": ("/en/results/1999/", frozenset({404})),
    "public_other_en": ("/en/results/none/", frozenset({404})),
    "api": ("/api/", frozenset({200})),
    "api_description": ("/api/v1/openapi.json", frozenset({200})),
    "api_root": ("/api/v1/", frozenset({302})),
    "api-root": ("/api/v1/", frozenset({302})),
    "api_other": ("/api/v2/", frozenset({404})),
    "api_choices": ("/api/v1/years/2021/boards/member/GL01/choices", frozenset({405})),
    "api_published_years": ("/api/v1/public/years", frozenset({200})),
    "api_published_year": ("/api/v1/public/years/2021", frozenset({404})),
    "sitemap": ("/sitemap.xml", frozenset({200})),
    "robots": ("/robots.txt", frozenset({200})),
    "return_proposals": ("/quyet-dinh/2021/tra-lai/", frozenset({405})),
    "set_language": ("/ngon-ngu/", frozenset({405, 302})),
    "account_login": ("/tai-khoan/login/", frozenset({200, 302})),
    "account_signup": ("/tai-khoan/signup/", frozenset({200})),
    "account_inactive": ("/tai-khoan/inactive/", frozenset({200})),
    "account_set_password": ("/tai-khoan/password/set/", frozenset({200})),
    "account_reset_password": ("/tai-khoan/password/reset/", frozenset({200})),
    "end_sessions": ("/tai-khoan/phien/ket-thuc/", frozenset({302, 405})),
    "token_new": ("/tai-khoan/khoa/moi/", frozenset({200, 302})),
    "token_revoke": ("/tai-khoan/khoa/1/thu-hoi/", frozenset({302, 405})),
    "revoke_delegation": ("/tai-khoan/uy-quyen/1/thu-hoi/", frozenset({302, 405})),
    "account_act": ("/tai-khoan/quan-tri/colleague/mat-khau/", frozenset({302, 404, 405})),
    "mfa_authenticate": ("/tai-khoan/2fa/authenticate/", frozenset({302})),
    "mfa_reauthenticate": ("/tai-khoan/2fa/reauthenticate/", frozenset({200, 302})),
    "mfa_activate_totp": ("/tai-khoan/2fa/totp/activate/", frozenset({200, 302})),
    "mfa_deactivate_totp": ("/tai-khoan/2fa/totp/deactivate/", frozenset({200, 302, 404})),
    "mfa_add_webauthn": ("/tai-khoan/2fa/webauthn/add/", frozenset({200, 302})),
    "mfa_edit_webauthn": ("/tai-khoan/2fa/webauthn/keys/1/edit/", frozenset({302, 404})),
    "mfa_remove_webauthn": ("/tai-khoan/2fa/webauthn/keys/1/remove/", frozenset({302, 404})),
    "mfa_login_webauthn": ("/tai-khoan/2fa/webauthn/login/", frozenset({302})),
    "mfa_reauthenticate_webauthn": ("/tai-khoan/2fa/webauthn/reauthenticate/", frozenset({302})),
    "ask_passkey": ("/tai-khoan/2fa/webauthn/hoi/", frozenset({405})),
    "mfa_view_recovery_codes": ("/tai-khoan/2fa/recovery-codes/", frozenset({302, 404})),
    "mfa_generate_recovery_codes": (
        "/tai-khoan/2fa/recovery-codes/generate/",
        frozenset({200, 302, 404}),
    ),
    "mfa_download_recovery_codes": (
        "/tai-khoan/2fa/recovery-codes/download/",
        frozenset({302, 404}),
    ),
}
OPEN = {"parts"}  # the anonymous are not even sent to sign in: for them it is not there

OFFICERS = frozenset({"province", "upper_level", "grassroots"})


def a_member() -> str:
    """A choice for a member of GL01A, as the board sends it: subject, version seen, level."""
    one = RosterEntry.objects.filter(
        organisation__code="GL01A", subject_type="member", rated=True
    ).order_by("pk")[0]
    return f"{one.pk}.0.3"


def a_choice() -> list[dict[str, Any]]:
    """The same, as the API takes it."""
    entry, seen, _ = a_member().split(".")
    return [{"entry": int(entry), "seen": int(seen), "level": "good"}]


def a_grant() -> int:
    """The role of the colleague whose account the administrator looks after."""
    return RoleGrant.objects.get(user__username="colleague").pk


Data = Mapping[str, Any | Callable[[], Any]]


def _entry() -> int:
    """An organisation that a committee above decides about."""
    return RosterEntry.objects.get(code="GL01", subject_type="organisation").pk


# Forms: (name, address, what is sent, who may send it).
FORMS: list[tuple[str, str, Data, frozenset[str]]] = [
    (
        "framework_bind",
        "/khung/nam/2021/gan/",
        {"layer": "default@0", "confirm": "2021"},
        frozenset({"province"}),
    ),
    (
        "layer_edit",
        "/khung/dia-phuong/default/sua/",
        {"id": "default", "title": "x"},
        frozenset({"province"}),
    ),
    ("board_choose", "/bang/2021/GL01/chon/", {"kind": "member", "c": a_member}, OFFICERS),
    (
        "board_choose",
        "/bang/2021/GL01A/chon/",
        {"kind": "member", "c": a_member},
        OFFICERS | {"cell"},
    ),
    (
        "api_choices",
        "/api/v1/years/2021/boards/member/GL01/choices",
        {"choices": a_choice},
        OFFICERS,
    ),
    (
        "api_choices",
        "/api/v1/years/2021/boards/member/GL01A/choices",
        {"choices": a_choice},
        OFFICERS | {"cell"},
    ),
    (
        "layer_preview",
        "/khung/dia-phuong/default/xem-truoc/",
        {"year": "2021"},
        frozenset({"province"}),
    ),
    (
        "import_upload",
        "/nap-du-lieu/tai-len/",
        {"files": lambda: SimpleUploadedFile("a.csv", b"?")},
        LOADERS,
    ),
    ("import", "/nap-du-lieu/999999/", {"act": "confirm"}, frozenset()),
    ("publishing", "/cong-bo/2021/", {"act": "publish"}, frozenset({"province"})),
    (
        "fact_report_new",
        "/du-kien-sai/moi/2021/organisation/GL01/",
        {"fact": "programme", "wanted": "good", "why": "x"},
        frozenset({"grassroots"}),
    ),
    (
        "decision",
        f"/quyet-dinh/2021/{DRAFT}/",
        {"act": "save", "number": "10"},
        DECIDING - {"grassroots"},
    ),
    (
        "decision",
        f"/quyet-dinh/2021/{DRAFT}/",
        {"act": "issue", "confirm": "09-QĐ/HU"},
        DECIDING - {"grassroots"},
    ),
    ("decision", f"/quyet-dinh/2021/{ISSUED}/", {"act": "reopen", "reason": "sai số"}, DECIDING),
    (
        "decision_new",
        "/quyet-dinh/2021/moi/GL01/",
        {"covers": "organisation", "tier": "cell"},
        DECIDING,
    ),
    (
        "return_proposals",
        "/quyet-dinh/2021/tra-lai/",
        {"entry": _entry, "reason": "x"},
        DECIDING - {"grassroots"},
    ),
    ("returned", "/de-nghi/2021/tra-lai/", {"entry": _entry, "proposed": "good"}, DECIDING),
    ("set_language", "/ngon-ngu/", {"language": "en"}, ANYBODY),
    ("account_login", "/tai-khoan/login/", {"login": "x", "password": "y"}, ANYBODY),
    ("account_logout", "/tai-khoan/logout/", {}, ANYBODY),
    ("account_reauthenticate", "/tai-khoan/reauthenticate/", {"password": "wrong"}, EVERYBODY),
    ("account_change_password", "/tai-khoan/password/change/", {"oldpassword": "wrong"}, EVERYBODY),
    ("mfa_authenticate", "/tai-khoan/2fa/authenticate/", {"code": "0"}, ANYBODY),
    ("mfa_reauthenticate", "/tai-khoan/2fa/reauthenticate/", {"code": "0"}, EVERYBODY),
    ("mfa_activate_totp", "/tai-khoan/2fa/totp/activate/", {"code": "0"}, EVERYBODY),
    ("mfa_deactivate_totp", "/tai-khoan/2fa/totp/deactivate/", {}, DECIDERS),
    ("mfa_add_webauthn", "/tai-khoan/2fa/webauthn/add/", {"credential": "{}"}, EVERYBODY),
    ("mfa_edit_webauthn", "/tai-khoan/2fa/webauthn/keys/0/edit/", {"name": "x"}, frozenset()),
    ("mfa_remove_webauthn", "/tai-khoan/2fa/webauthn/keys/0/remove/", {}, frozenset()),
    ("mfa_login_webauthn", "/tai-khoan/2fa/webauthn/login/", {"credential": "{}"}, ANYBODY),
    (
        "mfa_reauthenticate_webauthn",
        "/tai-khoan/2fa/webauthn/reauthenticate/",
        {"credential": "{}"},
        EVERYBODY,
    ),
    ("ask_passkey", "/tai-khoan/2fa/webauthn/hoi/", {}, EVERYBODY),
    ("mfa_generate_recovery_codes", "/tai-khoan/2fa/recovery-codes/generate/", {}, EVERYBODY),
    ("end_sessions", "/tai-khoan/phien/ket-thuc/", {}, EVERYBODY),
    ("delegate", "/tai-khoan/uy-quyen/", {"reason": "nghỉ phép"}, LENDERS),
    ("revoke_delegation", "/tai-khoan/uy-quyen/0/thu-hoi/", {}, frozenset()),
    (
        "token_new",
        "/tai-khoan/khoa/moi/",
        {"name": "thống kê", "expires_on": "31/12/2026"},
        EVERYBODY,
    ),
    ("token_revoke", "/tai-khoan/khoa/0/thu-hoi/", {}, frozenset()),
    (
        "account_new",
        "/tai-khoan/quan-tri-moi/",
        {"username": "moi", "display_name": "Mới"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/vai-tro/",
        {"role": "cell"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/mat-khau/",
        {"reason": "quên"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/hai-buoc/",
        {"reason": "mất máy"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/mo-khoa/",
        {"reason": "gõ nhầm"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/dong/",
        {"reason": "nghỉ"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/mo-lai/",
        {"reason": "về"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/dang-vien/",
        {"person": "DV0007"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/ket-thuc-vai-tro/",
        {"grant": a_grant},
        frozenset({"administrator"}),
    ),
]
