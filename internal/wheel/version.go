package wheel

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// The grammar of PEP 440, appendix B, with the spellings it allows.
var pep440 = regexp.MustCompile(`^v?(?:(\d+)!)?(\d+(?:\.\d+)*)` +
	`(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d+)?)?` +
	`(?:(?:-(\d+))|(?:[-_.]?(post|rev|r)[-_.]?(\d+)?))?` +
	`(?:[-_.]?(dev)[-_.]?(\d+)?)?` +
	`(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$`)

var preSpelling = map[string]string{"alpha": "a", "a": "a", "beta": "b", "b": "b", "c": "rc", "rc": "rc", "pre": "rc", "preview": "rc"}

// NormalizeVersion checks a version and writes it in the one form that file
// names use.
func NormalizeVersion(version string) (string, error) {
	m := pep440.FindStringSubmatch(strings.ToLower(strings.TrimSpace(version)))
	if m == nil {
		return "", fmt.Errorf("version %q is not a Python version (PEP 440): write 1.2.3, 1.2.3rc1 or 1.2.3.dev4", version)
	}
	var out strings.Builder
	if epoch := number(m[1]); m[1] != "" && epoch != "0" {
		out.WriteString(epoch + "!")
	}
	for i, part := range strings.Split(m[2], ".") {
		if i > 0 {
			out.WriteByte('.')
		}
		out.WriteString(number(part))
	}
	if m[3] != "" {
		out.WriteString(preSpelling[m[3]] + number(m[4]))
	}
	if m[5] != "" {
		out.WriteString(".post" + number(m[5]))
	} else if m[6] != "" {
		out.WriteString(".post" + number(m[7]))
	}
	if m[8] != "" {
		out.WriteString(".dev" + number(m[9]))
	}
	if m[10] != "" {
		parts := regexp.MustCompile(`[-_.]`).Split(m[10], -1)
		for i, p := range parts {
			if strings.Trim(p, "0123456789") == "" {
				parts[i] = number(p)
			}
		}
		out.WriteString("+" + strings.Join(parts, "."))
	}
	return out.String(), nil
}

// number drops leading zeros; an implicit number is 0.
func number(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return "0"
	}
	return digits
}

var goPre = regexp.MustCompile(`^(alpha|beta|rc|pre|preview|a|b|c)[-.]?(\d*)$`)

// VersionOfGo maps the version of a Go module to Python's: v1.2.3 to 1.2.3,
// v2.0.0+incompatible to 2.0.0, v1.0.0-rc.1 to 1.0.0rc1, and a pseudo-version
// to a development release by its time, so that later commits count as newer.
func VersionOfGo(version string) (string, error) {
	if version == "" || version == "(devel)" {
		return "0.0.0", nil
	}
	if !semver.IsValid(version) {
		return "", fmt.Errorf("%q is not the version of a Go module", version)
	}
	canonical := strings.TrimSuffix(semver.Canonical(version), "+incompatible")
	release, _, _ := strings.Cut(strings.TrimPrefix(canonical, "v"), "-")
	if module.IsPseudoVersion(version) {
		at, err := module.PseudoVersionTime(version)
		if err != nil {
			return "", err
		}
		return NormalizeVersion(release + ".dev" + at.UTC().Format("20060102150405"))
	}
	pre := strings.TrimPrefix(semver.Prerelease(canonical), "-")
	if pre == "" {
		return NormalizeVersion(release)
	}
	if m := goPre.FindStringSubmatch(strings.ToLower(pre)); m != nil {
		return NormalizeVersion(release + m[1] + m[2])
	}
	// Go sorts any other word before the release, as a development release
	// does in Python; the word itself stays readable as a local version.
	digits := "0"
	if m := regexp.MustCompile(`\d+`).FindString(pre); m != "" {
		digits = m
	}
	local := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(pre), "."), ".")
	if local == "" {
		return NormalizeVersion(release + ".dev" + digits)
	}
	return NormalizeVersion(release + ".dev" + digits + "+" + local)
}
