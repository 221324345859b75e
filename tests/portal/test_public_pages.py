"""What readers get without signing in: nobody's name, no cookie, the right headers, light pages in
two languages.
"""

import gzip
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.http import parse_http_date

from tests.portal.province import people
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.portal.actions import publish
from thidua.portal.models import Publication

pytestmark = pytest.mark.django_db

PAGES = ("/cong-khai/", "/cong-khai/2021/", "/en/results/", "/en/results/2021/")
FEEDS = ("/cong-khai/rss.xml", "/en/results/rss.xml", "/sitemap.xml", "/robots.txt")
FILES = tuple(
    f"/cong-khai/2021/{name}"
    for name in (
        "bao-cao.pdf",
        "bao-cao.docx",
        "so-lieu.csv",
        "so-lieu.json",
        "anh.png",
        "anh-en.png",
    )
)
MISSING = (
    "/cong-khai/1999/",
    "/en/results/1999/",
    "/cong-khai/2021/khac.pdf",
    "/cong-khai/x/y/",
    "/cong-khai/99999999999/",
    "/en/results/x",
)
READER = shutil.which("pdftotext")


@pytest.fixture
def public(decided: Town, quick_files: None) -> Client:
    """A reader of a published year."""
    publish(campaign=decided.campaign, actor=Operator(), note="Số liệu chính thức.")
    return Client()


def text_of(body: bytes) -> str:
    """What an answer says, as far as it can be read."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            xml = "".join(
                parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml")
            )
        return re.sub(r"<[^>]+>", "", xml)
    if body.startswith(b"%PDF") and READER:
        printed = subprocess.run([READER, "-", "-"], input=body, capture_output=True, check=True)  # noqa: S603
        return printed.stdout.decode().replace("\n", " ")
    return body.decode("utf-8", "ignore")


def test_nobody_s_name_or_code_is_in_any_answer(decided: Town) -> None:
    publish(campaign=decided.campaign, actor=Operator())
    reader, secret = Client(), people()
    assert len(secret) == 200
    for path in (*PAGES, *FEEDS, *FILES, *MISSING):
        response = reader.get(path)
        said = text_of(response.content)
        assert [word for word in secret if word in said] == [], path
        assert len(said) > 40, path
    sealed = str(Publication.objects.values_list("figures", flat=True).get())
    assert [word for word in secret if word in sealed] == []


def test_small_numbers_of_people_are_nowhere(public: Client) -> None:
    figures = Publication.objects.get().figures
    rows = [figures["members"], *(row["levels"] for row in figures["members_by_body"])]
    cells = [cell for row in rows for cell in (*row["counts"], row["total"])]
    assert [cell for cell in cells if isinstance(cell, int) and 0 < cell < 5] == []
    assert "withheld" in cells
    people_awards = [
        one["number"] for one in figures["awards"] if one["given_to"]["vi"] == "Đảng viên"
    ]
    assert people_awards == ["under_5", "under_5"]
    page = public.get("/cong-khai/2021/").content.decode()
    assert "dưới 5" in page
    assert "Vì sao có chỗ" in page


def test_pages_say_what_happened(public: Client) -> None:
    page = public.get("/cong-khai/2021/").content.decode()
    for said in (
        "Kết quả năm 2021",
        "Đảng bộ tỉnh Xứ Đông",
        "Số liệu chính thức.",
        "3 trong 5 chỉ tiêu đạt hoặc vượt; 1 chưa đạt",
        "thiếu 288 người",
        "Đảng bộ huyện Gia Lộc",
        "Chạy theo thành tích",
        "Huân chương Lao động",
    ):
        assert said in page, said


def test_a_demo_says_that_it_is_one_and_a_province_does_not(
    public: Client, settings: LazySettings
) -> None:
    said = "người và số liệu của từng đơn vị đều là hư cấu"
    assert said not in public.get("/cong-khai/2021/").content.decode()
    settings.DEMO = True
    assert said in public.get("/cong-khai/2021/").content.decode()


def test_the_english_page_is_english(public: Client) -> None:
    page = public.get("/en/results/2021/").content.decode()
    assert '<html lang="en"' in page
    for said in (
        "Results of 2021",
        "3 of 5 targets were met or exceeded; 1 were missed",
        "Chasing achievements",
    ):
        assert said in page, said
    for vietnamese in ("Kết quả năm", "Tổ chức đảng<", "Tải về", "Xem bảng số"):
        assert vietnamese not in page, vietnamese


def test_the_reader_s_cookies_change_nothing(public: Client) -> None:
    plain = public.get("/cong-khai/2021/").content
    public.cookies["django_language"] = "en"
    public.cookies["sessionid"] = "forged"
    assert public.get("/cong-khai/2021/").content == plain


def test_headers_are_for_everybody_and_for_caches(public: Client) -> None:
    for path in (*PAGES, *FEEDS, *FILES):
        response = public.get(path)
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path
        assert response.headers["Cache-Control"] == "public, max-age=300", path
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "script-src" not in policy, path


def test_a_reader_who_has_a_page_already_is_told_so(public: Client) -> None:
    for path in (*PAGES, *FEEDS[:3], *FILES):
        first = public.get(path)
        assert parse_http_date(first.headers["Last-Modified"])
        again = public.get(path, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert not again.cookies, path
        since = public.get(path, headers={"if-modified-since": first.headers["Last-Modified"]})
        assert since.status_code == 304, path


def test_what_is_not_public_is_a_designed_page(public: Client) -> None:
    for path in MISSING:
        response = public.get(path)
        assert response.status_code == 404, path
        assert re.search("Chưa có trang này|This page is not here", response.content.decode()), path
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path


def test_a_year_that_is_not_published_looks_like_one_that_never_was(decided: Town) -> None:
    reader = Client()
    known, unknown = (reader.get(f"/cong-khai/{year}/") for year in (2021, 1999))
    assert known.status_code == unknown.status_code == 404
    assert known.content == unknown.content
    assert "Chưa có năm nào được công bố" in reader.get("/cong-khai/").content.decode()


def test_a_year_without_its_slash_is_sent_on(public: Client) -> None:
    assert public.get("/cong-khai/2021").headers["Location"] == "/cong-khai/2021/"
    assert public.get("/en/results/2021").headers["Location"] == "/en/results/2021/"


def test_nothing_can_be_sent(public: Client) -> None:
    for send in (public.post, public.put, public.delete, public.patch):
        assert send("/cong-khai/2021/").status_code == 405


def test_a_page_and_its_styles_weigh_less_than_a_hundred_kilobytes(public: Client) -> None:
    response = public.get("/cong-khai/2021/", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(response.content).decode()
    styles = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', html)
    assert len(styles) == 5
    assert "<script" not in html
    assert " style=" not in html
    weights = [Path(str(finders.find(name))).stat().st_size for name in styles]
    assert len(response.content) + sum(weights) < 100_000


def test_each_page_names_itself_its_other_language_and_its_picture(public: Client) -> None:
    page = public.get("/en/results/2021/").content.decode()
    for link in (
        '<link rel="canonical" href="http://testserver/en/results/2021/">',
        '<link rel="alternate" hreflang="vi" href="http://testserver/cong-khai/2021/">',
        '<link rel="alternate" hreflang="en" href="http://testserver/en/results/2021/">',
        '<meta property="og:image" content="http://testserver/cong-khai/2021/anh-en.png">',
        '<meta property="og:title" content="Results of 2021">',
    ):
        assert link in page, link


def test_the_feed_and_the_sitemap_are_well_formed_and_lead_to_pages(public: Client) -> None:
    feed = ElementTree.fromstring(public.get("/cong-khai/rss.xml").content)  # noqa: S314  (our own)
    (item,) = feed.iter("item")
    assert feed.attrib["version"] == "2.0"
    for part in ("title", "link", "description", "pubDate", "guid"):
        assert item.findtext(part)
    link = item.findtext("link") or ""
    assert public.get(link.removeprefix("http://testserver")).status_code == 200
    sitemap = ElementTree.fromstring(public.get("/sitemap.xml").content)  # noqa: S314
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    assert sitemap.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    addresses = [found.text or "" for found in sitemap.findall("s:url/s:loc", names)]
    assert sorted(one.removeprefix("http://testserver") for one in addresses) == sorted(PAGES)
    assert len(sitemap.findall("s:url/x:link", names)) == 2 * len(PAGES)


def test_robots_may_read_public_pages_only(public: Client) -> None:
    said = public.get("/robots.txt").content.decode().splitlines()
    assert said[:2] == ["User-agent: *", "Allow: /cong-khai/"]
    assert "Disallow: /" in said
    assert "Sitemap: http://testserver/sitemap.xml" in said


def test_signing_in_is_one_link_away_both_ways(public: Client) -> None:
    assert 'href="/tai-khoan/login/"' in public.get("/cong-khai/").content.decode()
    assert 'href="/cong-khai/"' in public.get("/tai-khoan/login/").content.decode()


def test_files_are_drawn_for_real(decided: Town) -> None:
    publish(campaign=decided.campaign, actor=Operator())
    reader = Client()
    starts = {
        "bao-cao.pdf": b"%PDF-",
        "bao-cao.docx": b"PK",
        "anh.png": b"\x89PNG",
        "anh-en.png": b"\x89PNG",
    }
    for name, start in starts.items():
        assert reader.get(f"/cong-khai/2021/{name}").content.startswith(start)
    word = text_of(reader.get("/cong-khai/2021/bao-cao.docx").content)
    assert "không thay văn bản đã ký" in word
    assert "dưới 5" in word
