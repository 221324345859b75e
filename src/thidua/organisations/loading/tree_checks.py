"""What must hold in the organisation tree: who stands under whom, who has a body, nobody under
itself.
"""

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading.cycles import cycles
from thidua.vocabulary import Tier

PARENTS_OF = {
    "province": (),
    "upper_level": ("province",),
    "grassroots": ("upper_level", "province"),
    "sub_committee": ("grassroots",),
    "cell": ("grassroots", "sub_committee"),
}
"""Which tiers an organisation of each tier may stand directly under."""

_TITLES: dict[str, Text] = {tier.value: tier.short for tier in Tier}


def check_attributes(check: Checking, owner: str, columns: tuple[str, ...]) -> None:
    """Rows with the same code say the same of it; a blank cell says nothing."""
    for column in columns:
        first = pl.col(column).drop_nulls().first().over(owner)
        row = pl.col("row").filter(pl.col(column).is_not_null()).first().over(owner)
        differing = check.frame.with_columns(first=first, first_row=row).filter(
            pl.col(column) != pl.col("first")
        )
        differing = check.in_words(differing, column, of="first")
        check.fail(
            differing,
            column=column,
            message=Text(
                f"khác với dòng {{first_row}} cùng mã {{{owner}}} (“{{first}}”)",
                f"differs from row {{first_row}} with the same code {{{owner}}} (“{{first}}”)",
            ),
            expected=Text(
                "mỗi mã chỉ một tên và một bộ thông tin",
                "one name and one set of details for each code",
            ),
        )


def check_body(check: Checking) -> None:
    """Grassroots organisations have a body, and only they."""
    grassroots = pl.col("tier") == "grassroots"
    check.fail(
        check.frame.filter(grassroots & pl.col("body").is_null()),
        column="body",
        message=Text(
            "tổ chức cơ sở đảng {code} chưa có hình thức",
            "the grassroots organisation {code} has no body",
        ),
        expected=Text(
            "“Đảng bộ cơ sở” hoặc “Chi bộ cơ sở”", "“Grassroots committee” or “Grassroots cell”"
        ),
    )
    check.fail(
        check.frame.filter(~grassroots & pl.col("body").is_not_null()),
        column="body",
        message=Text(
            "chỉ tổ chức cơ sở đảng mới có hình thức", "only grassroots organisations have a body"
        ),
        expected=Text("để trống", "a blank cell"),
    )


def check_roots(check: Checking, tree: pl.DataFrame) -> None:
    """Everybody but the province has a parent, and there is one province."""
    province = pl.col("tier") == "province"
    check.fail(
        check.frame.filter(~province & pl.col("parent").is_null()),
        column="parent",
        message=Text(
            "chỉ đảng bộ tỉnh mới không có cấp trên", "only the province stands under nobody"
        ),
        expected=Text("mã của tổ chức cấp trên", "the parent's code"),
    )
    check.fail(
        check.frame.filter(province & pl.col("parent").is_not_null()),
        column="parent",
        message=Text("đảng bộ tỉnh không có cấp trên", "the province stands under nobody"),
        expected=Text("để trống", "a blank cell"),
    )
    codes = tree.filter(province).sort("row", nulls_last=False)["code"].unique(maintain_order=True)
    others = check.frame.filter(province & pl.col("code").is_in(codes[1:].implode()))
    check.fail(
        others.with_columns(known=pl.lit(codes[0] if codes.len() else None)),
        column="tier",
        message=Text("đã có đảng bộ tỉnh {known}", "there is a province already: {known}"),
        expected=Text("một đảng bộ tỉnh duy nhất", "one province only"),
    )


def check_cycles(check: Checking, tree: pl.DataFrame) -> None:
    """Nobody stands under itself, directly or through others; the message names the chain."""
    for chain in cycles(tree):
        path = " → ".join([chain[0][1], *(row[2] for row in chain)])
        rows = check.frame.filter(
            pl.col("row").is_in([row[0] for row in chain if row[0] is not None])
        )
        check.fail(
            rows.with_columns(path=pl.lit(path)),
            column="parent",
            message=Text(
                "tổ chức trực thuộc chính nó: {path}", "an organisation stands under itself: {path}"
            ),
            expected=Text(
                "mã của một tổ chức không nằm dưới {code}",
                "the code of an organisation not below {code}",
            ),
        )


def check_tiers(check: Checking, tree: pl.DataFrame) -> None:
    """Each tier stands under its own kind of parent (`PARENTS_OF`); a grassroots cell has nothing
    below it.
    """
    placed = tree.drop_nulls(["tier", "parent_tier"]).filter(
        ~pl.col("row").is_in(check.bad_rows.implode())
    )
    allowed = pl.any_horizontal(
        (pl.col("tier") == tier) & pl.col("parent_tier").is_in(parents)
        for tier, parents in PARENTS_OF.items()
    )
    _report_tiers(check, placed.filter(~allowed & (pl.col("tier") != "province")))
    under_cell = placed.filter(
        allowed & (pl.col("parent_tier") == "grassroots") & (pl.col("parent_body") == "cell")
    )
    check.fail(
        _in_file(check, under_cell),
        column="parent",
        message=Text(
            "{parent} là chi bộ cơ sở nên không có tổ chức trực thuộc",
            "{parent} is a grassroots cell: nothing stands under it",
        ),
        expected=Text(
            "mã của một đảng bộ cơ sở (hoặc sửa hình thức của {parent})",
            "the code of a grassroots committee (or correct the body of {parent})",
        ),
    )


def _report_tiers(check: Checking, wrong: pl.DataFrame) -> None:
    vi = {word: title.vi for word, title in _TITLES.items()}
    en = {word: title.en for word, title in _TITLES.items()}
    may = {tier: [_TITLES[parent] for parent in parents] for tier, parents in PARENTS_OF.items()}
    conflicts = wrong.with_columns(
        pl.col("tier").replace_strict(vi, default="").alias("tier_vi"),
        pl.col("tier").replace_strict(en, default="").alias("tier_en"),
        pl.col("parent_tier").replace_strict(vi, default="").alias("parent_vi"),
        pl.col("parent_tier").replace_strict(en, default="").alias("parent_en"),
        may_vi=pl.col("tier").replace_strict(
            {t: " hoặc ".join(p.vi for p in ps) for t, ps in may.items()}, default=""
        ),
        may_en=pl.col("tier").replace_strict(
            {t: " or ".join(p.en for p in ps) for t, ps in may.items()}, default=""
        ),
    )
    check.fail(
        _in_file(check, conflicts),
        column="parent",
        message=Text(
            "“{tier_vi}” ({code}) không thể trực thuộc “{parent_vi}” ({parent})",
            "“{tier_en}” ({code}) cannot stand under “{parent_en}” ({parent})",
        ),
        expected=Text("mã của: {may_vi}", "the code of: {may_en}"),
    )


def _in_file(check: Checking, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the file as they are; for a stored row, the first row that the file has for its
    parent.
    """
    of_parent = check.frame.group_by("code", maintain_order=True).agg(
        parent_row=pl.col("row").first()
    )
    return (
        rows.join(
            of_parent.rename({"code": "parent"}), on="parent", how="left", maintain_order="left"
        )
        .with_columns(row=pl.coalesce("row", "parent_row"))
        .drop_nulls("row")
    )
