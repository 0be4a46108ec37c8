package main

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func main() {
	x := []float64{1, 2, 3, 4, 5}
	y := []float64{2.1, 3.9, 6.2, 8.1, 9.8}
	mean, deviation := stat.MeanStdDev(x, nil)
	alpha, beta := stat.LinearRegression(x, y, nil, false)
	fmt.Printf("%.6f %.6f %.6f %.6f\n", mean, deviation, alpha, beta)
	fmt.Printf("%.6f %.6f\n", stat.Correlation(x, y, nil), stat.Quantile(0.5, stat.Empirical, x, nil))
	var covariance mat.SymDense
	stat.CovarianceMatrix(&covariance, mat.NewDense(3, 2, []float64{1, 2, 3, 5, 4, 9}), nil)
	fmt.Printf("%.6f %.6f\n", covariance.At(0, 0), covariance.At(0, 1))
}
