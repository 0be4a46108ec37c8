//go:build go1.25

package rt

// Methods that call a function with each item, as iterators.

// Pull is the iterator of a method that goes on for as long as the function returns true. That is what a for statement
// of Go ranges over.
func Pull[T any, F ~func(T) bool](push func(F)) func(func(T) bool) {
	return func(yield func(T) bool) { push(F(yield)) }
}

// Pull2 is the same with pairs.
func Pull2[K, V any, F ~func(K, V) bool](push func(F)) func(func(K, V) bool) {
	return func(yield func(K, V) bool) { push(F(yield)) }
}

// PullAll is the iterator of a method that nothing stops. All items are collected before the first is given, so that
// what the method holds meanwhile, such as a lock, is not held for as long as somebody iterates.
func PullAll[T any, F ~func(T)](push func(F)) func(func(T) bool) {
	return func(yield func(T) bool) {
		var all []T
		push(func(v T) { all = append(all, v) })
		for _, v := range all {
			if !yield(v) {
				return
			}
		}
	}
}

// PullAll2 is the same with pairs.
func PullAll2[K, V any, F ~func(K, V)](push func(F)) func(func(K, V) bool) {
	type pair struct {
		k K
		v V
	}
	return func(yield func(K, V) bool) {
		var all []pair
		push(func(k K, v V) { all = append(all, pair{k, v}) })
		for _, p := range all {
			if !yield(p.k, p.v) {
				return
			}
		}
	}
}
