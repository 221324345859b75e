"""The sheets of the tree and its people, as they are written and registered."""

import polars as pl

from thidua.loading.outcomes import Loading
from thidua.loading.sheets import BookSheet, Export, Stage
from thidua.loading.writing import blanks
from thidua.organisations.loading import stored
from thidua.organisations.loading.members import load_members
from thidua.organisations.loading.organisations import load_organisations, load_successions
from thidua.organisations.loading.positions import load_positions
from thidua.organisations.loading.register import load_register
from thidua.organisations.register_sheet import REGISTER
from thidua.organisations.sheets import MEMBERS, ORGANISATIONS, POSITIONS, SUCCESSIONS
from thidua.vocabulary import Tier

_RANK = {tier.value: -tier.code for tier in Tier}
_DAYS = {"starts_on": "from", "ends_on": "to"}


def export_organisations(export: Export) -> pl.DataFrame:
    """The sheet *Tổ chức*: every placement of the exported organisations, from the top."""
    rows = export.in_scope(stored.placements()).join(
        export.codes.rename({"id": "organisation_id"}), on="organisation_id"
    )
    rows = export.with_code(rows, "parent_id", "parent").rename(_DAYS)
    return blanks(rows).sort(pl.col("tier").replace_strict(_RANK, default=None), "code", "from")


def export_successions(export: Export) -> pl.DataFrame:
    """The sheet *Kế thừa*: what the exported organisations came out of."""
    mine = export.organisation_codes().rename({"code": "successor"})
    return stored.successions().join(mine, on="successor", how="semi", maintain_order="left")


def export_members(export: Export) -> pl.DataFrame:
    """The sheet *Đảng viên*: all spells of whoever has been in an exported organisation.

    A person in the file gets exactly the spells of the file: whoever is in comes with all of them.
    """
    mine = export.in_scope(stored.spells()).select("person_id").unique()
    rows = stored.spells().join(mine, on="person_id", how="semi")
    rows = rows.join(export.people.rename({"id": "person_id"}), on="person_id")
    rows = export.with_code(export.with_code(rows, "organisation_id", "cell"), "host_id", "host")
    return blanks(rows.rename(_DAYS)).sort("cell", "code", "from")


def export_positions(export: Export) -> pl.DataFrame:
    """The sheet *Chức vụ*: all posts of whoever has held one in an exported organisation."""
    mine = export.in_scope(stored.positions()).select("person_id").unique()
    rows = stored.positions().join(mine, on="person_id", how="semi")
    rows = rows.join(export.people.select(person_id="id", member="code"), on="person_id")
    rows = export.with_code(rows, "organisation_id", "organisation")
    return blanks(rows.rename(_DAYS)).sort("organisation", "from", "member")


TreeSheet = BookSheet[Loading, Export]

TREE_SHEETS = (
    TreeSheet(
        "organisations",
        ORGANISATIONS,
        load_organisations,
        export_organisations,
        place=10,
        stage=Stage.TREE,
        for_roster=True,
    ),
    TreeSheet(
        "organisations",
        SUCCESSIONS,
        load_successions,
        export_successions,
        place=20,
        stage=Stage.TREE,
    ),
    TreeSheet(
        "members",
        MEMBERS,
        load_members,
        export_members,
        place=10,
        stage=Stage.TREE,
        for_roster=True,
    ),
    TreeSheet(
        "members",
        POSITIONS,
        load_positions,
        export_positions,
        place=20,
        stage=Stage.TREE,
        for_roster=True,
    ),
    TreeSheet(
        "members",
        REGISTER,
        load_register,
        export=None,
        place=30,
        stage=Stage.TREE,
        by_units=True,
        for_roster=True,
    ),
)
