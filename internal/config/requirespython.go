package config

import (
	"slices"
	"strconv"
	"strings"
)

// TakesPython reports whether requires-python allows a Python of this release, such as 3.12.4 (PEP 440).
func (m Metadata) TakesPython(release string) bool {
	for _, clause := range strings.Split(m.RequiresPython, ",") {
		if !clauseAllows(strings.TrimSpace(clause), release) {
			return false
		}
	}
	return true
}

// clauseAllows compares releases alone: of anything else, installers decide.
func clauseAllows(clause, release string) bool {
	version := strings.TrimLeft(clause, "=!<>~")
	operator := clause[:len(clause)-len(version)]
	version, prefix := strings.CutSuffix(strings.TrimSpace(version), ".*")
	want, ok := releaseOf(version)
	have, known := releaseOf(release)
	if !ok || !known {
		return true
	}
	order := slices.Compare(padded(have, len(want)), padded(want, len(have)))
	begins := slices.Equal(padded(have, len(want))[:len(want)], want)
	switch operator {
	case "==":
		return order == 0 || prefix && begins
	case "!=":
		return order != 0 && !(prefix && begins)
	case ">=":
		return order >= 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case "<":
		return order < 0
	case "~=":
		return order >= 0 && slices.Equal(padded(have, len(want))[:len(want)-1], want[:len(want)-1])
	}
	return true
}

func releaseOf(version string) ([]int, bool) {
	var all []int
	for _, part := range strings.Split(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, false
		}
		all = append(all, n)
	}
	return all, true
}

// padded has zeros at its end, to at least a length.
func padded(release []int, length int) []int {
	return append(slices.Clone(release), make([]int, max(0, length-len(release)))...)
}
