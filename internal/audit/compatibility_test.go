package audit

import (
	"strings"
	"testing"
)

func TestAs(t *testing.T) {
	new := Platform{Tag: "manylinux_2_34_x86_64", Reason: "a.so asks for GLIBC_2.34", Cure: "build with zig", arch: "x86_64", glibc: Version{2, 34}}
	library := Platform{Tag: "linux_x86_64", Reason: "a.so needs libz", Cure: "repair", arch: "x86_64"}
	for _, c := range []struct {
		p           Platform
		asked, want string // or a part of the error
	}{
		{new, "", "manylinux_2_34_x86_64"},
		{new, "pypi", "manylinux_2_34_x86_64"},
		{new, "linux", "linux_x86_64"},
		{new, "manylinux_2_39", "manylinux_2_39_x86_64"},
		{new, "manylinux_2_34_x86_64", "manylinux_2_34_x86_64"},
		{new, "manylinux_2_28", "can't be had, but manylinux_2_34_x86_64: a.so asks for GLIBC_2.34; build with zig"},
		{new, "manylinux2014", "manylinux_2_17 can't be had"},
		{new, "manylinux1", "Go itself needs"},
		{new, "manylinux_2_34_aarch64", "of another machine"},
		{new, "musllinux_1_2", "with musl"},
		{new, "windows", "is not known"},
		{library, "pypi", "no index takes the wheel: it is linux_x86_64, because a.so needs libz; repair"},
		{library, "manylinux_2_39", "a.so needs libz; repair"},
		{library, "linux", "linux_x86_64"},
	} {
		got, err := c.p.As(c.asked)
		if said := got.Tag; err == nil && said != c.want || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %s: %s, %v", c.p.Tag, c.asked, said, err)
		}
	}
	for tag, why := range map[string]string{
		"manylinux_2_34_x86_64": "", "manylinux_2_17_x86_64.manylinux2014_x86_64": "GLIBC_2.34", "any": "without compiled code", "linux_aarch64": "not for x86_64",
		"manylinux_2_39_x86_64.manylinux_2_34_x86_64": "",
	} {
		if got := new.Promises(tag); (got == "") != (why == "") || !strings.Contains(got, why) {
			t.Errorf("%s: %q", tag, got)
		}
	}
}
