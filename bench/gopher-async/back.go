package gopherasync

// Call calls f n times, one after another, and returns the sum of its answers.
func Call(f func() int64, n int) int64 {
	sum := int64(0)
	for range n {
		sum += f()
	}
	return sum
}
