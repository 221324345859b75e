"""Vietnamese text: one form for equal text, search without diacritics, name order, old encodings.

Order: syllable by syllable; within a syllable first its letters (a ă â b c d đ e ê g h i k l m n o
ô ơ p q r s t u ư v x y, with f j w z at their Latin places), then its tone (ngang huyền hỏi ngã sắc
nặng). A shorter syllable comes before a longer one that begins like it; case counts for nothing;
numbers go by their value. Names of people: given name (the last word) first, then family name and
middle names as written."""

import re
import unicodedata

import polars as pl

from thidua.signs import BLANKS, CONTROLS, NO_WIDTH, normalise

# Rust's regex has no \s for every sign above either, so both are spelt out; ordinary text has none
# of them.
_UNUSUAL = f"[{NO_WIDTH}{CONTROLS}{BLANKS}\\t\\n\\x0b\\x0c\\r]|  |^ | $"

_MARKS = re.compile("[\u0300-\u036f]")
_TONES = {"\u0300": "+", "\u0309": ",", "\u0303": "-", "\u0301": ".", "\u0323": "/"}
_NO_TONE = "*"
_SHAPES = {
    "\u0306": "~",
    "\u0302": "~",
    "\u031b": "~~",
}  # ă; â ê ô (â is moved behind ă below); ơ ư
_NUMBER = re.compile(r"\d+")
_NUMBER_WIDTH = 9


def normalise_expr(text: pl.Expr) -> pl.Expr:
    """`normalise` for a String column; empty text becomes null."""
    plain = text.str.replace_all(f"[{NO_WIDTH}{CONTROLS}]", "").str.normalize("NFC")
    plain = plain.str.replace_all(f"[\\s{BLANKS}]+", " ").str.strip_chars(" ")
    return pl.when(plain != "").then(plain)


def normalise_series(values: pl.Series) -> pl.Series:
    """`normalise` for a String series, fast when nearly all of it is tidy already; empty text
    becomes null.
    """
    values = values.str.normalize("NFC")
    unusual = values.str.contains(_UNUSUAL).fill_null(value=False) | (values == "").fill_null(
        value=False
    )
    if not unusual.any():
        return values
    return pl.select(
        pl.when(unusual).then(normalise_expr(pl.lit(values))).otherwise(values).alias(values.name)
    )[values.name]


def fold(text: str) -> str:
    """For searching: no diacritics, đ as d, lower case, normalised blanks: "Đỗ  Thị Hường" → "do
    thi huong".
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", normalise(text).lower()))
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def fold_expr(text: pl.Expr) -> pl.Expr:
    """`fold` for a String column; null stays null, blank text becomes empty."""
    plain = normalise_expr(text).fill_null("").str.to_lowercase()
    bare = (
        plain.str.normalize("NFD").str.replace_all("[\u0300-\u036f]", "").str.replace_all("đ", "d")
    )
    return pl.when(text.is_not_null()).then(bare.str.normalize("NFC"))


def vietnamese_order_key(text: str) -> str:
    """ASCII key that sorts text in Vietnamese order by bytes (database collation "C").

    ă is written `a~`, â `a~~`, đ `d~`, ê `e~`, ô `o~`, ơ `o~~`, ư `u~`; each syllable ends with the
    sign of its tone (`*+,-./`, all before the digits and letters); syllables are separated by a
    space. "Đỗ Văn" → "d~o~- va~n*". Numbers are padded, so "Chi bộ 2" comes before "Chi bộ 10"."""
    return " ".join(_syllable_key(word) for word in re.findall(r"\w+", normalise(text).lower()))


def _syllable_key(word: str) -> str:
    if word.isascii() and word.isdigit():
        return word.rjust(_NUMBER_WIDTH, "0") + _NO_TONE
    tone, letters = _NO_TONE, ""
    for sign in unicodedata.normalize("NFD", word.replace("đ", "d~")):
        if sign in _TONES:
            tone = _TONES[sign]
        elif sign in _SHAPES:
            letters += _shape_of(letters, sign)
        elif sign.isascii():
            letters += sign
    return _NUMBER.sub(lambda found: found[0].rjust(_NUMBER_WIDTH, "0"), letters) + tone


def _shape_of(letters: str, sign: str) -> str:
    """The mark that puts a shaped letter at its place: â behind ă, ơ behind ô, ư behind u."""
    if sign == "\u0302" and letters.endswith("a"):
        return "~~"
    if sign == "\u031b" and letters.endswith("u"):
        return "~"
    return _SHAPES[sign]


def vietnamese_sort_key(full_name: str) -> str:
    """ASCII key for names of people: given name, then family and middle names. See
    `vietnamese_order_key`.
    """
    words = normalise(full_name).split(" ")
    return vietnamese_order_key(" ".join([words[-1], *words[:-1]]))


def vietnamese_sort_keys(full_names: pl.Series) -> pl.Series:
    """`vietnamese_sort_key` for a String series; each different word is worked out once. Null stays
    null.
    """
    words = normalise_series(full_names).str.split(" ")
    table = words.explode(empty_as_null=True).drop_nulls().unique()
    keys = pl.Series([vietnamese_order_key(word) for word in table], dtype=pl.String)
    known = words.list.eval(pl.element().replace_strict(table, keys, return_dtype=pl.String))
    all_words = pl.col("words")
    ordered = pl.concat_list(all_words.list.tail(1), all_words.list.head(all_words.list.len() - 1))
    key = ordered.list.eval(pl.element().filter(pl.element() != "")).list.join(" ")
    blank = pl.when(pl.lit(full_names).is_not_null()).then(pl.lit(""))
    return (
        pl.DataFrame({"words": known})
        .select(pl.coalesce(key, blank).alias(full_names.name))
        .to_series()
    )
