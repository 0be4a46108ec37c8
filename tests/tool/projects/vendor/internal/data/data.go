// Package data can be imported from within its module only.
package data

// Word begins a greeting.
const Word = "hello"
