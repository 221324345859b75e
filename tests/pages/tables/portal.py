"""Who gets which address of portal."""

from tests.pages.who import Form, Other, Page

PAGES: list[Page] = [
    ("publishing", "/cong-bo/2021/", frozenset({"province"})),
    ("publishing_preview", "/cong-bo/2021/xem-truoc/", frozenset({"province"})),
]

OTHERS: dict[str, Other] = {
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
}

FORMS: list[Form] = [
    ("publishing", "/cong-bo/2021/", {"act": "publish"}, frozenset({"province"})),
]
