package fetch

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/mod/module"
)

// cloneAddress are the forms in which Git is told of a repository: git@host:path, ssh://git@host/path,
// https://host/path.git.
var cloneAddress = regexp.MustCompile(`^(?:[\w.-]+@([\w.-]+):|(?:https?|ssh|git)://(?:[\w.-]+@)?([\w.-]+(?::\d+)?)/)(\S+?)(\.git)?(@[^@/]*)?$`)

// parse splits PACKAGE@VERSION. Addresses that people copy from a browser or from Git are taken too.
func parse(arg string) (pkg, version string, err error) {
	if m := cloneAddress.FindStringSubmatch(arg); m != nil {
		arg = m[1] + m[2] + "/" + m[3] + m[5]
	}
	arg = strings.TrimPrefix(arg, "pkg.go.dev/")
	pkg, version, _ = strings.Cut(arg, "@")
	pkg = strings.TrimSuffix(pkg, "/")
	if host, rest, ok := strings.Cut(pkg, "/"); ok && strings.Contains(host, ".") {
		pkg = strings.ToLower(host) + "/" + rest // as everywhere; Go wants small letters
	}
	if err := module.CheckImportPath(pkg); err != nil || strings.HasPrefix(pkg, ".") {
		return "", "", fmt.Errorf("%q is not the import path of a Go package, such as github.com/yuin/goldmark; a project in a folder is built by `gophersnake build`", pkg)
	}
	return pkg, version, nil
}

// bareVersion is a version as Python's projects write it.
var bareVersion = regexp.MustCompile(`^\d+(\.\d+)*$`)

// wantsV says what is missing in a version that was not found.
func wantsV(version string) string {
	if !bareVersion.MatchString(version) {
		return ""
	}
	if strings.Count(version, ".") == 2 {
		return fmt.Sprintf("\nversions of Go modules begin with v: @v%s", version)
	}
	return fmt.Sprintf("\nversions of Go modules begin with v, and @v%s is the latest that begins so", version)
}
