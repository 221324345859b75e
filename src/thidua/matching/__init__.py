"""From a table as an office keeps it to a sheet of ours (đối chiếu): what its rows and columns are,
what only a person can say, and the sheet that comes of both.

Pure Python: knows no database. `understanding.understand` is the way in. `layout` looks at a raw
sheet alone; `proposing` finds the sheet that it becomes by its headings; `inquiry` lists the
`questions` that nobody has answered yet; `answering` makes answers a part of the `mapping`, what is
known of a shape of table, kept and shared as data (`written`); `applying` turns the raw sheet into
one that `thidua.workbooks.parse` reads, its row numbers and column letters those of the file. Why:
decisions 045 and 046. Flow: docs/flows/exchange.md."""
