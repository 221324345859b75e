"""Requests that are wrong somewhere: in the address, the query, the form, the headers, or all at once."""

import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, quote_from_bytes, urlsplit

from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import strategies as st

from tests.pages.table import API, FORMS, OTHERS, PAGES

SEED = int(os.environ.get("THIDUA_FUZZ_SEED", secrets.randbelow(2**32)))
"""Printed when a request fails; set THIDUA_FUZZ_SEED to see the same requests again."""
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
WHO = ("province", "upper_level", "cell", "member", "administrator", "nobody", "anonymous")
SOURCE = Path(__file__).parents[2] / "src" / "thidua"

ODD: list[bytes] = [
    b"", b" ", b"0", b"-1", b"1e309", b"NaN", b"2021.5", b"00002021", b"9" * 40, b"1" * 5000, b"2147483648",
    b"9223372036854775808", b"\0", b"a\0b", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", "ﷺ".encode() * 50, b"x" * 70_000,
    "Nguyễn Thị Ánh".encode(), b"%", b"%_", b"\\", b"'", b"' OR 1=1 --", b"<script>alert(1)</script>", b"{{ 7 * 7 }}",
    b"../../etc/passwd", b"//elsewhere.example", b"javascript:1", b"a\r\nSet-Cookie: x=1", b"null", b"true", b"[]",
    b'{"a": 1}', b"member", b"organisation", b"outstanding", b"2021", b"GL01", b"DV0003", b"31/02/2021", b"2021-02-31",
    b"=1+1",
]  # fmt: skip
values = st.one_of(
    st.sampled_from(ODD),
    st.binary(max_size=12),
    st.text(max_size=12).map(lambda text: text.encode(errors="surrogatepass")),
    st.integers().map(lambda number: str(number).encode()),
)
contents = st.one_of(
    st.tuples(st.just("multipart/form-data; boundary=x"), st.binary(max_size=200).map(lambda rest: b"--x\r\n" + rest)),
    st.tuples(st.just("multipart/form-data"), values),
    st.tuples(st.just("application/json"), values),
    st.tuples(st.just("application/x-www-form-urlencoded; charset=utf-16"), values),
    st.tuples(st.just("application/x-www-form-urlencoded"), st.just(b"&".join([b"a=1"] * 2000))),
    st.tuples(st.just("\xff/\0"), values),
)
headers = st.dictionaries(
    st.sampled_from(
        ["HX-Request", "HX-Target", "HX-Current-URL", "Accept-Language", "Range", "If-Modified-Since", "If-None-Match",
         "Referer", "Origin", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-ID", "Accept", "Cookie"],
    ),
    values.map(lambda value: value[:4000].decode("latin-1").replace("\n", " ").replace("\r", " ")),
    max_size=3,
)  # fmt: skip


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
    used = {address for _, address, _ in [*PAGES, *API]} | {address for address, _ in OTHERS.values()}
    used |= {address for _, address, _, _ in FORMS}
    patterns = {"/" + re.sub(r"\(\?P(<\w+>)[^)]*\)|[\^$]", r"\1", route) for route in _patterns(get_resolver())}
    return sorted(used | patterns)


def names() -> list[str]:
    """What addresses and forms are asked with: read from templates and Python."""
    found = {"csrfmiddlewaretoken", "next", "none"}
    for file in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]:
        text = file.read_text("utf-8")
        found |= {one for pair in re.findall(r"""\bname="([a-z_-]+)"|[?&]([a-z_]+)=""", text) for one in pair if one}
        found |= set(re.findall(r"""(?:GET|POST|FILES)(?:\.get|\.getlist)?[\[(]"([a-z_]+)""", text))
        found |= set(re.findall(r"^    ([a-z_]+) = forms\.", text, re.MULTILINE))
    return sorted(found)


def sent() -> dict[str, dict[str, str]]:
    """What forms are sent with where nothing is wrong: by address."""
    return {
        address: {key: str(value() if callable(value) else value) for key, value in data.items()}
        for _, address, data, _ in FORMS
    }


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
def requests(draw: st.DrawFn, known: list[str], asked: list[str], forms: Mapping[str, Mapping[str, str]]) -> Request:
    """Mostly right, wrong in a few places: what is wrong everywhere is turned away at the door."""
    look, send = st.just("GET"), st.just("POST")
    looked_at = st.sampled_from([address for _, address, _ in [*PAGES, *API]])
    whole, method = draw(
        st.one_of(
            st.tuples(looked_at, look), st.tuples(st.sampled_from(sorted(forms)), send),
            st.tuples(st.sampled_from(known), st.sampled_from(METHODS)),
        )
    )  # fmt: skip
    path, query = draw(_address(whole))
    odd = st.lists(st.tuples(st.sampled_from(asked), values), max_size=4)
    pairs = [f"{quote(key)}={quote(value)}" for key, value in query]
    pairs += [f"{quote(key)}={_escaped(value)}" for key, value in draw(odd)]
    content_type, body = "application/x-www-form-urlencoded", b""
    if method in {"POST", "PUT", "PATCH"}:
        content_type, body = draw(_bodies(forms.get(whole, {}), odd))
    return Request(
        who=draw(st.sampled_from(WHO)), method=method, path=path, query="&".join(pairs), content_type=content_type,
        body=body, headers=draw(headers), csrf=draw(st.integers(0, 9)) > 0,
    )  # fmt: skip


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
