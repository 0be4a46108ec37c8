package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

func main() {
	schema := parquet.NewSchema("row", parquet.Group{"name": parquet.String(), "n": parquet.Int(64)})
	var out bytes.Buffer
	w := parquet.NewWriter(&out, schema)
	for i, name := range []string{"ann", "bob"} {
		row := parquet.Row{parquet.ValueOf(int64(i+1)).Level(0, 0, 0), parquet.ValueOf(name).Level(0, 0, 1)}
		n, err := w.WriteRows([]parquet.Row{row})
		fmt.Println(n, err)
	}
	fmt.Println(w.Close())
	f, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		panic(err)
	}
	fmt.Println(f.NumRows(), len(f.RowGroups()), f.Schema().Columns())
	rows := f.RowGroups()[0].Rows()
	buffer := make([]parquet.Row, 2)
	n, err := rows.ReadRows(buffer)
	fmt.Println(n, err == nil || err == io.EOF, buffer[1][0].Int64(), buffer[1][1].String())
	rows.Close()
}
