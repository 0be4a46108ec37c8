// Package absentcase has the name of the package that Python imports.
package absentcase

// An Inner has a number.
type Inner struct{ N int }
