package wheel

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	validName   = regexp.MustCompile(`^(?i)([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$`)
	nameRuns    = regexp.MustCompile(`[-_.]+`)
	notForNames = regexp.MustCompile(`[^A-Za-z0-9._-]+`)
)

// CheckName refuses names that no index takes.
func CheckName(name string) error {
	if !validName.MatchString(name) {
		return fmt.Errorf("%q is not the name of a Python distribution: use letters, digits, - _ and . and begin and end with a letter or a digit", name)
	}
	return nil
}

// DistributionName makes a distribution's name of the name of an import
// package: a_b to a-b.
func DistributionName(importName string) string {
	name := notForNames.ReplaceAllString(importName, "-")
	return strings.Trim(nameRuns.ReplaceAllString(name, "-"), "-")
}

// fileName is a name as it stands in file names: runs of - _ . become one _.
func fileName(name string) string {
	return strings.ToLower(nameRuns.ReplaceAllString(name, "_"))
}

// sameName says whether two names mean the same distribution.
func sameName(a, b string) bool { return fileName(a) == fileName(b) }
