"""Requests that are wrong somewhere: in the address, the query, the form, the headers, or all at
once.
"""

import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, quote_from_bytes, urlsplit

import openpyxl
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import strategies as st

from tests.pages.table import API, FORMS, OTHERS, PAGES

SEED = int(os.environ.get("THIDUA_FUZZ_SEED", "20221212"))
"""The same requests each time: a failure belongs to the change at hand. Another THIDUA_FUZZ_SEED
sends others.
"""
METHODS = (
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
)
WHO = ("province", "upper_level", "cell", "member", "administrator", "nobody", "anonymous")
MOST = ("province",) * 3
"""Who asks more often than others: most of the site opens to them."""
SOURCE = Path(__file__).parents[2] / "src" / "thidua"

ODD: list[bytes] = [
    b"",
    b" ",
    b"0",
    b"-1",
    b"1e309",
    b"NaN",
    b"2021.5",
    b"00002021",
    b"9" * 40,
    b"1" * 5000,
    b"2147483648",
    b"9223372036854775808",
    b"\0",
    b"a\0b",
    b"\xff\xfe",
    b"\xc3",
    b"\xed\xa0\x80",
    "ﷺ".encode() * 50,
    b"x" * 70_000,
    "Nguyễn Thị Ánh".encode(),
    b"%",
    b"%_",
    b"\\",
    b"'",
    b"' OR 1=1 --",
    b"<script>alert(1)</script>",
    b"{{ 7 * 7 }}",
    b"../../etc/passwd",
    b"//elsewhere.example",
    b"javascript:1",
    b"a\r\nSet-Cookie: x=1",
    b"null",
    b"true",
    b"[]",
    b'{"a": 1}',
    b"member",
    b"organisation",
    b"outstanding",
    b"2021",
    b"GL01",
    b"DV0003",
    b"31/02/2021",
    b"2021-02-31",
    b"=1+1",
]


def _a_book() -> bytes:
    """A workbook that opens, with nothing in it that we know."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Mã", "Họ và tên", 1])
    book.save(written)
    return written.getvalue()


NAMES = [
    b"to-chuc.xlsx",
    "đảng viên.XLSX".encode(),
    b"a.csv",
    b"a.csv",
    b"a.xls",
    b".xlsx",
    b"../a.csv",
    b"x" * 300 + b".csv",
]
BOOK = _a_book()
values = st.one_of(
    st.sampled_from(ODD),
    st.binary(max_size=12),
    st.text(max_size=12).map(lambda text: text.encode(errors="surrogatepass")),
    st.integers().map(lambda number: str(number).encode()),
)
contents = st.one_of(
    st.tuples(
        st.just("multipart/form-data; boundary=x"),
        st.binary(max_size=200).map(lambda rest: b"--x\r\n" + rest),
    ),
    st.tuples(st.just("multipart/form-data"), values),
    st.tuples(st.just("application/json"), values),
    st.tuples(st.just("application/x-www-form-urlencoded; charset=utf-16"), values),
    st.tuples(st.just("application/x-www-form-urlencoded"), st.just(b"&".join([b"a=1"] * 2000))),
    st.tuples(st.just("\xff/\0"), values),
)
headers = st.dictionaries(
    st.sampled_from(
        [
            "HX-Request",
            "HX-Target",
            "HX-Current-URL",
            "Accept-Language",
            "Range",
            "If-Modified-Since",
            "If-None-Match",
            "Referer",
            "Origin",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Request-ID",
            "Accept",
            "Cookie",
        ],
    ),
    values.map(lambda value: value[:4000].decode("latin-1").replace("\n", " ").replace("\r", " ")),
    max_size=3,
)


@dataclass(frozen=True)
class Request:
    """One request, as it goes over the line."""

    who: str
    method: str
    path: str
    query: str = ""
    content_type: str = "application/x-www-form-urlencoded"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    csrf: bool = True


def _patterns(resolver: URLResolver, before: str = "") -> Iterable[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def addresses() -> list[str]:
    """Every address of the site: as people use them, and as patterns to be filled."""
    used = {address for _, address, _ in [*PAGES, *API]} | {
        address for address, _ in OTHERS.values()
    }
    used |= {address for _, address, _, _ in FORMS}
    patterns = {
        "/" + re.sub(r"\(\?P(<\w+>)[^)]*\)|[\^$]", r"\1", route)
        for route in _patterns(get_resolver())
    }
    return sorted(used | patterns)


def names() -> list[str]:
    """What addresses and forms are asked with: read from templates and Python."""
    found = {"csrfmiddlewaretoken", "next", "none"}
    for file in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]:
        text = file.read_text("utf-8")
        found |= {
            one
            for pair in re.findall(r"""\bname="([a-z_-]+)"|[?&]([a-z_]+)=""", text)
            for one in pair
            if one
        }
        found |= set(re.findall(r"""(?:GET|POST|FILES)(?:\.get|\.getlist)?[\[(]"([a-z_]+)""", text))
        found |= set(re.findall(r"^    ([a-z_]+) = forms\.", text, re.MULTILINE))
    return sorted(found)


@dataclass
class Targets:
    """What requests go to: pages to look at (some stand there often), every address, forms with
    what is right there.
    """

    looked_at: list[str]
    known: list[str]
    forms: dict[str, list[dict[str, str]]]

    @classmethod
    def of_the_table(cls) -> "Targets":
        forms: dict[str, list[dict[str, str]]] = {}
        for _, address, data, _ in FORMS:
            right = {key: str(value() if callable(value) else value) for key, value in data.items()}
            forms.setdefault(address, []).append(right)
        return cls([address for _, address, _ in [*PAGES, *API]], addresses(), forms)

    def also(
        self, looked_at: Iterable[str], forms: Mapping[str, list[dict[str, str]]], *, often: int
    ) -> None:
        """More of them, each as often as that many of the others."""
        self.looked_at += [address for address in looked_at for _ in range(often)]
        self.forms |= {address: right * often for address, right in forms.items()}

    def sending(self) -> list[str]:
        """Forms, as often as there are ways to be right there."""
        return sorted(address for address, right in self.forms.items() for _ in right)


@st.composite
def _address(draw: st.DrawFn, whole: str) -> tuple[str, list[tuple[str, str]]]:
    """A path, sometimes with a part replaced, and the query it came with."""
    parts = urlsplit(whole)
    pieces = [_escaped(draw(values)) if "<" in piece else piece for piece in parts.path.split("/")]
    if len(pieces) > 2 and draw(st.integers(0, 4)) == 0:
        pieces[draw(st.integers(1, len(pieces) - 2))] = _escaped(draw(values))
    return "/".join(pieces) or "/", parse_qsl(parts.query)


def _escaped(value: bytes) -> str:
    return quote_from_bytes(value[:2000])


@st.composite
def requests(draw: st.DrawFn, targets: Targets, asked: list[str]) -> Request:
    """Mostly right, wrong in a few places: what is wrong everywhere is turned away at the door."""
    look, send = st.just("GET"), st.just("POST")
    whole, method = draw(
        st.one_of(
            st.tuples(st.sampled_from(targets.looked_at), look),
            st.tuples(st.sampled_from(targets.sending()), send),
            st.tuples(st.sampled_from(targets.known), st.sampled_from(METHODS)),
        )
    )
    path, query = draw(_address(whole))
    odd = st.lists(st.tuples(st.sampled_from(asked), values), max_size=4)
    pairs = [f"{quote(key)}={quote(value)}" for key, value in query]
    pairs += [f"{quote(key)}={_escaped(value)}" for key, value in draw(odd)]
    content_type, body = "application/x-www-form-urlencoded", b""
    if method in {"POST", "PUT", "PATCH"}:
        right = draw(st.sampled_from(targets.forms.get(whole, [{}])))
        content_type, body = draw(_files(right) if "files" in right else _bodies(right, odd))
    return Request(
        who=draw(st.sampled_from((*WHO, *MOST))),
        method=method,
        path=path,
        query="&".join(pairs),
        content_type=content_type,
        body=body,
        headers=draw(headers),
        csrf=draw(st.integers(0, 9)) > 0,
    )


@st.composite
def _bodies(
    draw: st.DrawFn, right: Mapping[str, str], odd: st.SearchStrategy[list[tuple[str, bytes]]]
) -> tuple[str, bytes]:
    if draw(st.integers(0, 5)) == 0:
        kind, body = draw(contents)
        return kind, body
    fields: dict[str, bytes] = {key: value.encode() for key, value in right.items()}
    if draw(st.booleans()) and fields:
        fields[draw(st.sampled_from(sorted(fields)))] = draw(values)
    fields |= dict(draw(odd))
    written = "&".join(f"{quote(key)}={quote_from_bytes(value)}" for key, value in fields.items())
    return "application/x-www-form-urlencoded", written.encode()


BOUNDARY = b"----form"


@st.composite
def _files(draw: st.DrawFn, right: Mapping[str, str]) -> tuple[str, bytes]:
    """A form with files: any names, and bytes that are a workbook, almost one, or none."""
    parts = [(b'name="%s"' % key.encode(), draw(values)) for key in right if key != "files"]
    for _ in range(draw(st.integers(0, 10))):
        name = draw(st.one_of(st.sampled_from(NAMES), values)).translate(None, b'"\r\n')
        body = draw(
            st.one_of(values, st.just(BOOK), st.integers(0, len(BOOK)).map(lambda cut: BOOK[:cut]))
        )
        parts.append((b'name="files"; filename="%s"' % name, body))
    written = b"".join(
        b"--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (BOUNDARY, head, body)
        for head, body in parts
    )
    return (
        f"multipart/form-data; boundary={BOUNDARY.decode()}",
        written + b"--" + BOUNDARY + b"--\r\n",
    )
