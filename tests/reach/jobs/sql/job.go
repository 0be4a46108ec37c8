package main

import (
	"database/sql"
	"fmt"

	_ "modernc.org/sqlite"
)

func main() {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		panic(err)
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec("create table t (name text, n integer, x real)")
	fmt.Println(err)
	for i, name := range []string{"ann", "bob"} {
		result, err := db.Exec("insert into t values (?, ?, ?)", name, i+1, 1.5)
		id, _ := result.LastInsertId()
		fmt.Println(id, err)
	}
	rows, err := db.Query("select name, n, x from t where n >= ? order by n", 1)
	if err != nil {
		panic(err)
	}
	columns, err := rows.Columns()
	fmt.Println(columns, err)
	for rows.Next() {
		var name sql.NullString
		var n sql.NullInt64
		var x sql.NullFloat64
		fmt.Println(rows.Scan(&name, &n, &x), name.String, n.Int64, x.Float64, x.Valid)
	}
	fmt.Println(rows.Err())
	_, err = db.Query("select")
	fmt.Println(err)
	fmt.Println(db.Close())
}
