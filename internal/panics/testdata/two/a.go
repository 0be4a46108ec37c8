// Package two has two files.
package two

func A() { B() }
