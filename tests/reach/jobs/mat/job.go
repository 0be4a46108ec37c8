package main

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

type hilbert int

func (h hilbert) Dims() (int, int)    { return int(h), int(h) }
func (h hilbert) At(i, j int) float64 { return 1 / float64(i+j+1) }
func (h hilbert) T() mat.Matrix       { return h }

func show(m mat.Matrix) {
	rows, columns := m.Dims()
	for i := range rows {
		for j := range columns {
			fmt.Printf("%.6f ", m.At(i, j))
		}
		fmt.Println()
	}
}

func main() {
	a := mat.NewDense(2, 2, []float64{2, 1, 1, 3})
	b := mat.NewDense(2, 3, []float64{1, 2, 3, 4, 5, 6})
	var c mat.Dense
	c.Mul(a, b)
	show(&c)
	var inverse mat.Dense
	fmt.Println(inverse.Inverse(a))
	show(&inverse)
	var x mat.VecDense
	fmt.Println(x.SolveVec(a, mat.NewVecDense(2, []float64{3, 5})))
	show(&x)
	fmt.Printf("%.6f\n", mat.Det(a))
	var eigen mat.Eigen
	fmt.Println(eigen.Factorize(a, mat.EigenRight))
	for _, v := range eigen.Values(nil) {
		fmt.Printf("%.6f\n", real(v))
	}
	var product mat.Dense
	product.Mul(hilbert(2), b.T().T())
	show(&product)
	fmt.Printf("%.6f %v\n", mat.Sum(hilbert(3)), mat.Equal(a, a.T()))
	fmt.Println(inverse.Inverse(mat.NewDense(2, 2, []float64{1, 2, 2, 4})))
}
