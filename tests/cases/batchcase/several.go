package batchcase

import (
	"errors"
	"slices"
)

// Extremes are the least and the greatest number.
func Extremes(x []float64) (least, greatest float64, err error) {
	if len(x) == 0 {
		return 0, 0, errors.New("no numbers")
	}
	return slices.Min(x), slices.Max(x), nil
}

// Sorted are the numbers in order, and where each was.
func Sorted(x []float64) ([]float64, []int32) {
	at := make([]int32, len(x))
	for i := range at {
		at[i] = int32(i)
	}
	slices.SortStableFunc(at, func(i, j int32) int {
		switch {
		case x[i] < x[j]:
			return -1
		case x[i] > x[j]:
			return 1
		}
		return 0
	})
	values := make([]float64, len(x))
	for i, from := range at {
		values[i] = x[from]
	}
	return values, at
}

// Uneven are lists of lengths that differ.
func Uneven(x []float64) (all []float64, first []float64) { return x, x[:min(1, len(x))] }

// Shares are the numbers as parts of their sum, and this sum.
func Shares(x []float64) (shares []float64, sum float64) {
	for _, v := range x {
		sum += v
	}
	for _, v := range x {
		shares = append(shares, v/sum)
	}
	return shares, sum
}

// Beside has a result that is no column.
func Beside(x int) (int, any) { return x, x }
