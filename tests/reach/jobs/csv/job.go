package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strings"
)

func main() {
	r := csv.NewReader(strings.NewReader("name;note\nann;\"a;b\"\n# left out\nbob;\"two\nlines\"\n"))
	r.Comma, r.Comment = ';', '#'
	records, err := r.ReadAll()
	if err != nil {
		panic(err)
	}
	for _, record := range records {
		fmt.Printf("%d %q\n", len(record), strings.Join(record, "|"))
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write([]string{"x", "y,z"})
	w.WriteAll(records)
	fmt.Printf("%q\n", out.String())
	_, err = csv.NewReader(strings.NewReader("a,b\nc\n")).ReadAll()
	fmt.Println(err)
	one := csv.NewReader(strings.NewReader("1,2\n3,4\n"))
	first, _ := one.Read()
	line, column := one.FieldPos(1)
	fmt.Println(first[1], line, column)
	fmt.Fprintln(os.Stdout, "done")
}
