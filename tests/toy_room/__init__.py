"""A room as somebody would add one, unknown outside this folder (docs/adding-a-room.md).

Cells lend out the books of their reading corner: a table, a page, an act with its permission, a
task of the first page, an entry of the rail, a page of a step of the year, a panel of the rating
page, a sheet of the decisions workbook and one beside the tree, a source of facts, a queued job,
and a noun that pages count in.
"""
