"""From a table as an office keeps it to a sheet of ours (đối chiếu): what its rows and columns are,
what only a person can say, and the sheet that comes of both.

Pure Python: knows no database. `layout` looks at a raw sheet alone; `mapping` is what is known of a
shape of table, kept and shared as data; `proposing` makes a first mapping; `questions` lists what
nobody has said yet; `applying` turns the raw sheet into one that `thidua.workbooks.parse` reads,
its row numbers and column letters those of the file. Flow: docs/flows/exchange.md."""
