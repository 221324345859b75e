"""Who gets which address of frameworks."""

from tests.pages.who import EVERYBODY, Form, Page

PAGES: list[Page] = [
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
]

FORMS: list[Form] = [
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
    (
        "layer_preview",
        "/khung/dia-phuong/default/xem-truoc/",
        {"year": "2021"},
        frozenset({"province"}),
    ),
]
