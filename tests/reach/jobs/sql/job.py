"""A database is filled and asked through database/sql, with a driver in Go."""

import sqlite
from sqlite import sql

db = sql.open("sqlite", ":memory:")
db.set_max_open_conns(1)
db.exec("create table t (name text, n integer, x real)")
print("<nil>")
for i, name in enumerate(["ann", "bob"]):
    result = db.exec("insert into t values (?, ?, ?)", name, i + 1, 1.5)
    print(result.last_insert_id(), "<nil>")
rows = db.query("select name, n, x from t where n >= ? order by n", 1)
print("[" + " ".join(rows.columns()) + "]", "<nil>")
while rows.next():
    name, n, x = sql.NullString(), sql.NullInt64(), sql.NullFloat64()
    print(rows.scan(name, n, x) or "<nil>", name.string, n.int64, x.float64, str(x.valid).lower())
print(rows.err() or "<nil>")
try:
    db.query("select")
except sqlite.GoError as error:
    print(error)
print(db.close() or "<nil>")
