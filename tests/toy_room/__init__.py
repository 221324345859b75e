"""A room as somebody would add one, unknown outside this folder (docs/adding-a-room.md).

Cells lend out the books of their reading corner: a table, a page, an act with its permission, a
task of the first page, an entry of the rail, a panel of the rating page, and a sheet of the
decisions workbook.
"""
