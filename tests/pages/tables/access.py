"""Addresses of the log of exports, and of files that the worker makes."""

from tests.pages.who import Form, Other, Page

PAGES: list[Page] = [("exports", "/nhat-ky-xuat/", frozenset({"province", "auditor"}))]

FORMS: list[Form] = [("prepared_stop", "/tep-xuat/999999/dung/", {}, frozenset())]

OTHERS: dict[str, Other] = {
    "prepared_stop": ("/tep-xuat/999999/dung/", frozenset({405})),
    "prepared": ("/tep-xuat/999999/", frozenset({302, 404})),
    "prepared_file": ("/tep-xuat/999999/tai-ve/", frozenset({302, 404})),
}
