package main

import (
	"bytes"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "name")
	f.SetCellValue("Sheet1", "B1", 42)
	f.SetCellValue("Sheet1", "C1", 2.5)
	f.SetCellValue("Sheet1", "D1", true)
	f.SetCellValue("Sheet1", "E1", time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC))
	fmt.Println(f.SetSheetRow("Sheet1", "A2", &[]any{"ann", 1, nil, 3.5}))
	fmt.Println(f.SetSheetCol("Sheet1", "H1", &[]string{"x", "y"}))
	index, err := f.NewSheet("More")
	fmt.Println(index, err)
	f.SetCellFormula("Sheet1", "B3", "=SUM(B1:B2)")
	var out bytes.Buffer
	fmt.Println(f.Write(&out))
	back, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		panic(err)
	}
	rows, err := back.GetRows("Sheet1")
	for _, row := range rows {
		fmt.Printf("%q\n", row)
	}
	fmt.Println(back.GetSheetList(), err)
	value, err := back.CalcCellValue("Sheet1", "B3")
	fmt.Println(value, err)
	_, err = back.GetRows("Gone")
	fmt.Println(err)
}
