package main

import (
	"fmt"
	"math/big"
)

func main() {
	var factorial big.Int
	factorial.MulRange(1, 50)
	fmt.Println(&factorial)
	m := new(big.Int).Exp(big.NewInt(3), big.NewInt(1000), new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 127), big.NewInt(1)))
	fmt.Println(m, m.Cmp(&factorial), m.ProbablyPrime(20))
	third := big.NewRat(1, 3)
	sum := new(big.Rat).Add(third, big.NewRat(1, 6))
	fmt.Println(sum, sum.FloatString(5))
	two := new(big.Float).SetPrec(200).SetInt64(2)
	fmt.Println(new(big.Float).SetPrec(200).Sqrt(two).Text('f', 50))
	q, r := new(big.Int).QuoRem(&factorial, m, new(big.Int))
	fmt.Println(q, r)
}
