package failures

// What keeps a wheel from the tag that it should have.
var (
	TagForGlibc = &Failure{
		Name:     "tag-glibc",
		Cause:    "${object} asks for GLIBC_${version} (${symbols}), so no older tag can be had",
		Cure:     "build with zig (`pip install ziglang`, `gophersnake build --zig`), or on an older system",
		Says:     []string{`(?P<object>\S+) asks for GLIBC_(?P<version>[\d.]+) \((?P<symbols>[^)]*)\)`},
		Complete: true,
	}
	TagForLibrary = &Failure{
		Name:     "tag-library",
		Cause:    "${object} needs ${library}, which no manylinux policy allows",
		Cure:     "repair the wheel with auditwheel, which copies the library into it, or link it statically",
		Says:     []string{`(?P<object>\S+) needs (?P<library>\S+), which is not on every Linux`},
		Complete: true,
	}
	Libpython = &Failure{
		Name:  "libpython",
		Cause: "${object} is linked to ${library}",
		Cure:  "extensions must leave Python's symbols undefined",
	}
	MuslObject = &Failure{
		Name:  "musl-object",
		Cause: "${object} is built for musl, where Go's shared libraries cannot be loaded after the start of a process",
		Cure:  "build with a compiler for glibc, or with ziglang",
	}
	WrongName = &Failure{
		Name:  "wheel-name",
		Cause: "the wheel's name says ${tag}, and ${why}",
		Cure:  "build it anew, or give it the tag that `gophersnake audit` says (`wheel tags --platform-tag`)",
	}
	NotSupported = &Failure{
		Name:  "wheel-not-supported",
		Cause: "${wheel} is for another Python, processor or C library than this",
		Cure:  "`gophersnake doctor ${wheel}` says what it is for; get the wheel for this machine, or build it here",
		Says:  []string{`(?P<wheel>\S+\.whl) is not a supported wheel on this platform`},
	}
)

var wheels = []*Failure{TagForGlibc, TagForLibrary, Libpython, MuslObject, WrongName, NotSupported}
