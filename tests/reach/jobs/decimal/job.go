package main

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

func main() {
	price := decimal.RequireFromString("136.02")
	quantity := decimal.NewFromInt(3)
	total := price.Mul(quantity).Mul(decimal.NewFromFloat(1.0875))
	fmt.Println(total, total.Round(2), total.StringFixedBank(1), price.Div(quantity).Truncate(4))
	fmt.Println(decimal.Sum(price, quantity), price.Cmp(quantity), price.Equal(decimal.RequireFromString("136.020")))
	fmt.Println(decimal.Max(price, total), decimal.RequireFromString("2").Pow(decimal.NewFromInt(64)))
	text, err := json.Marshal(price)
	fmt.Println(string(text), err)
	var scanned decimal.Decimal
	fmt.Println(scanned.Scan("12.5"), scanned, price.Rat(), price.BigInt())
	value, err := price.Value()
	fmt.Println(value, err)
	_, err = decimal.NewFromString("twelve")
	fmt.Println(err)
}
