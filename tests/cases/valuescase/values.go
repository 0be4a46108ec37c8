// Package valuescase has constants and variables.
package valuescase

import "math"

const (
	Big              = 1 << 100
	Negative         = -1 << 70
	Small            = 3
	Pi               = math.Pi
	Huge             = 1e1000 / 1e999
	Text             = "héllo\x00\xff'\""
	Yes              = true
	I                = 2i + 1
	Rune             = 'x'
	MaxUint64 uint64 = math.MaxUint64
	MAX_SIZE         = 10
)

// Limit is read and written live.
var Limit = 7
var Name = "first"
var Rates = map[string]float64{"a": 1}
var Origin Place
var Home = &Place{X: 1}
var Tags []string

type Place struct{ X int }

func GetLimit() int    { return Limit }
func OriginX() int     { return Origin.X }
func HomeX() int       { return Home.X }
func SetName(s string) { Name = s }
