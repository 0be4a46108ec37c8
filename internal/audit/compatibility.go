package audit

import (
	"fmt"
	"regexp"
	"strings"

	"gophersnake/internal/failures"
)

// aliases are the old names of tags, by the years in which they were made.
var aliases = map[string]string{"manylinux1": "manylinux_2_5", "manylinux2010": "manylinux_2_12", "manylinux2014": "manylinux_2_17"}

var policyName = regexp.MustCompile(`^manylinux_(\d+)_(\d+)$`)

// GlibcOf is the version of glibc that a tag such as manylinux_2_28 or manylinux2014 stands for.
func GlibcOf(tag string) (Version, bool) {
	if name, ok := aliases[tag]; ok {
		tag = name
	}
	m := policyName.FindStringSubmatch(tag)
	if m == nil {
		return Version{}, false
	}
	return parseGlibc("GLIBC_" + m[1] + "." + m[2])
}

// As is the platform under the tag that was asked for. That a wheel can't have it is an
// error, with what forces another and the cure.
func (p Platform) As(asked string) (Platform, error) {
	if p.system != "" {
		return p.foreignAs(asked)
	}
	asked, _ = strings.CutSuffix(strings.ReplaceAll(asked, ".", "_"), "_"+p.arch)
	if name, ok := aliases[asked]; ok {
		asked = name
	}
	policy, isPolicy := strings.CutPrefix(asked, "manylinux_")
	switch {
	case asked == "":
		return p, nil
	case asked == "linux":
		return Platform{Tag: "linux_" + p.arch, arch: p.arch}, nil
	case asked == "pypi":
		if p.glibc == (Version{}) {
			return p, fmt.Errorf("no index takes the wheel: it is %s, because %s; %s", p.Tag, p.Reason, p.Cure)
		}
		return p, nil
	case strings.HasPrefix(asked, "musllinux"):
		return p, failures.MuslTarget.Error("asked", "the tag "+asked)
	}
	want, ok := GlibcOf(asked)
	if !isPolicy || !ok {
		return p, fmt.Errorf("the tag %s is not known, or of another machine than %s: write manylinux_2_28, manylinux2014, pypi or linux", asked, p.arch)
	}
	switch {
	case p.glibc == Version{}:
		return p, fmt.Errorf("the tag %s can't be had: %s; %s", asked, p.Reason, p.Cure)
	case want.less(oldest):
		return p, fmt.Errorf("the tag %s can't be had: Go itself needs glibc %s", asked, oldest)
	case want.less(p.glibc):
		return p, fmt.Errorf("the tag %s can't be had, but %s: %s; %s", asked, p.Tag, p.Reason, p.Cure)
	}
	p.Tag, p.glibc, p.Reason, p.Cure = "manylinux_"+policy+"_"+p.arch, want, "", ""
	return p, nil
}

// Promises reports whether a tag of a wheel's name says no more than its files keep; why is
// what is wrong.
func (p Platform) Promises(tag string) (why string) {
	for _, one := range strings.Split(tag, ".") {
		switch {
		case one == "any":
			return "the tag any is for wheels without compiled code"
		case strings.HasPrefix(one, "linux_"):
			if one != "linux_"+p.arch {
				return fmt.Sprintf("%s is not for %s", one, p.arch)
			}
		default:
			if _, err := p.As(one); err != nil {
				return err.Error()
			}
		}
	}
	return ""
}
