package main

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
)

func main() {
	a := []float64{1, 2, 3}
	floats.Add(a, []float64{10, 20, 30})
	fmt.Println(a, floats.Sum(a), floats.Dot(a, a), floats.MaxIdx(a))
	floats.Scale(0.5, a)
	fmt.Println(a, floats.Norm(a, 1))
	into := make([]float64, 3)
	fmt.Println(floats.AddTo(into, a, a), into)
	order := make([]int, 3)
	values := []float64{3, 1, 2}
	floats.Argsort(values, order)
	fmt.Println(values, order)
	fmt.Println(floats.Span(make([]float64, 3), 0, 1), floats.EqualApprox(a, a, 1e-9))
}
