"""Every address × everybody: one table of what each gets. An address missing from the table fails the test."""

from collections.abc import Callable

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages.conftest import CAST

OK, SIGN_IN, NOT_THERE = 200, 302, 404
ANONYMOUS = "anonymous"
EVERYBODY = frozenset(CAST)
ABOVE_CELL = frozenset({"province", "upper_level", "grassroots", "inspector", "auditor"})
IN_CELL = ABOVE_CELL | {"cell"}

# Pages: (name, address, who gets it); others who signed in get 404, the anonymous are sent to sign in.
PAGES: list[tuple[str, str, frozenset[str]]] = [
    ("home", "/", EVERYBODY),
    ("search", "/tim/?q=gia", EVERYBODY),
    ("tree", "/to-chuc/", EVERYBODY),
    ("organisation", "/to-chuc/XD/", frozenset({"province", "auditor"})),
    ("organisation", "/to-chuc/GL01/", ABOVE_CELL),
    ("organisation", "/to-chuc/GL01A/", IN_CELL),
    ("organisation", "/to-chuc/none/", frozenset()),
    ("branch", "/nhanh/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/organisation/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/collective/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/leader/DV0001/?organisation=GL01", ABOVE_CELL),
    ("rating", "/xep-loai/2021/member/DV0003/", IN_CELL | {"member"}),
    ("rating", "/xep-loai/2021/person/DV0003/", frozenset()),
    ("rating", "/xep-loai/1999/member/DV0003/", frozenset()),
    ("figures", "/nam/2021/", EVERYBODY),
    ("figures", "/nam/1999/", frozenset()),
    ("figures_list", "/nam/2021/danh-sach/", EVERYBODY),
    ("pools", "/nam/2021/nhom/", EVERYBODY),
    ("parts", "/_thanh-phan/", frozenset()),
    ("publishing", "/cong-bo/2021/", frozenset({"province"})),
    ("publishing_preview", "/cong-bo/2021/xem-truoc/", frozenset({"province"})),
    ("account_change_password", "/tai-khoan/password/change/", EVERYBODY),
    ("account_reauthenticate", "/tai-khoan/reauthenticate/", EVERYBODY),
    ("account_logout", "/tai-khoan/logout/", EVERYBODY),
    ("mfa_index", "/tai-khoan/2fa/", EVERYBODY),
]
# Addresses that answer alike to everybody, or that only take forms: what they answer to a look.
OTHERS: dict[str, tuple[str, frozenset[int]]] = {
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
    "sitemap": ("/sitemap.xml", frozenset({200})),
    "robots": ("/robots.txt", frozenset({200})),
    "set_language": ("/ngon-ngu/", frozenset({405, 302})),
    "account_login": ("/tai-khoan/login/", frozenset({200, 302})),
    "account_signup": ("/tai-khoan/signup/", frozenset({200, 302})),
    "account_inactive": ("/tai-khoan/inactive/", frozenset({200})),
    "account_email": ("/tai-khoan/email/", frozenset({200, 302})),
    "account_email_verification_sent": ("/tai-khoan/confirm-email/", frozenset({200})),
    "account_set_password": ("/tai-khoan/password/set/", frozenset({302})),
    "account_reset_password": ("/tai-khoan/password/reset/", frozenset({200})),
    "account_reset_password_done": ("/tai-khoan/password/reset/done/", frozenset({200})),
    "account_reset_password_from_key": ("/tai-khoan/password/reset/key/1-x/", frozenset({200})),
    "account_reset_password_from_key_done": ("/tai-khoan/password/reset/key/done/", frozenset({200})),
    "account_confirm_email": ("/tai-khoan/confirm-email/x/", frozenset({200, 302, 404})),
    "account_confirm_login_code": ("/tai-khoan/login/code/confirm/", frozenset({302, 404})),
    "mfa_authenticate": ("/tai-khoan/2fa/authenticate/", frozenset({302})),
    "mfa_reauthenticate": ("/tai-khoan/2fa/reauthenticate/", frozenset({200, 302})),
    "mfa_activate_totp": ("/tai-khoan/2fa/totp/activate/", frozenset({200, 302})),
    "mfa_deactivate_totp": ("/tai-khoan/2fa/totp/deactivate/", frozenset({302, 404})),
    "mfa_view_recovery_codes": ("/tai-khoan/2fa/recovery-codes/", frozenset({302, 404})),
    "mfa_generate_recovery_codes": ("/tai-khoan/2fa/recovery-codes/generate/", frozenset({302, 404})),
    "mfa_download_recovery_codes": ("/tai-khoan/2fa/recovery-codes/download/", frozenset({302, 404})),
}
OPEN = {"parts"}  # the anonymous are not even sent to sign in: for them it is not there


def _names(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= _names(entry)
        elif isinstance(entry, URLPattern):
            found.add(entry.name or str(entry.pattern))
    return found


def test_no_address_is_missing_from_the_table() -> None:
    assert _names(get_resolver()) == {name for name, _, _ in PAGES} | set(OTHERS)


def _expected(name: str, who: str, allowed: frozenset[str]) -> int:
    if who == ANONYMOUS and name not in OPEN:
        return SIGN_IN
    return OK if who in allowed else NOT_THERE


def _status(client: Client, name: str, address: str, who: str) -> int:
    status = client.get(address).status_code
    # Somebody who has just signed in need not confirm it, and is sent on.
    return OK if name == "account_reauthenticate" and status == SIGN_IN and who != ANONYMOUS else status


def test_everybody_gets_what_the_table_says(as_: Callable[[str], Client]) -> None:
    wrong = {}
    for who in (*CAST, ANONYMOUS):
        client = as_(who)
        for name, address, allowed in PAGES:
            status, expected = _status(client, name, address, who), _expected(name, who, allowed)
            if status != expected:
                wrong[who, address] = (status, expected)
    assert wrong == {}


def test_other_addresses_never_fail(as_: Callable[[str], Client]) -> None:
    wrong = {}
    for who in ("province", "nobody", ANONYMOUS):
        client = as_(who)
        for address, answers in OTHERS.values():
            status = client.get(address).status_code
            if status not in answers:
                wrong[who, address] = status
    assert wrong == {}


def test_the_anonymous_come_back_after_signing_in(as_: Callable[[str], Client]) -> None:
    response = as_(ANONYMOUS).get("/to-chuc/GL01/")
    assert response.headers["Location"] == "/tai-khoan/login/?next=/to-chuc/GL01/"
