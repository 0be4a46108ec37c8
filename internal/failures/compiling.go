package failures

// What the compilers and the linker say of a package's own C code.
var (
	Undefined = &Failure{
		Name:  "undefined-reference",
		Cause: "${symbol} is in none of the files and libraries that are linked",
		Cure:  "name the library that has it in a line `// #cgo LDFLAGS: -l…`, or compile the file that has it (.c files in the package's folder are)",
		Says:  []string{"undefined reference to [`'](?P<symbol>[^'\n]+)'", `undefined symbol: (?P<symbol>\S+)\n>>>`},
	}
	NoLibrary = &Failure{
		Name:  "library-not-found",
		Cause: "the linker does not find the library ${library}",
		Cure:  "install the package of the system that has it for development (of Debian, often lib${library}-dev), or name its folder in a line `// #cgo LDFLAGS: -L${SRCDIR}/…`",
		Says:  []string{`cannot find -l(?P<library>[^\s:]+)`, `unable to find (?:dynamic system )?library '?(?P<library>[^\s']+)`},
	}
	NoHeader = &Failure{
		Name:   "header-not-found",
		Cause:  "the C compiler does not find the header ${header}",
		Cure:   "install the package of the system that has it for development, or name its folder in a line `// #cgo CFLAGS: -I${SRCDIR}/…`",
		Says:   []string{`fatal error: '?(?P<header>[^\s':]+\.h(?:pp)?)'?(?:: No such file| file not found)`},
		Unless: CHeaders,
	}
	NoCXX = &Failure{
		Name:  "no-cxx-compiler",
		Cause: "a package has files of C++, and there is no C++ compiler ${cxx}",
		Cure:  "install g++ or clang++, or `pip install ziglang` and build with --zig, or set CXX",
		Says:  []string{`exec: "(?P<cxx>[^"]*(?:g|c|clang)\+\+)": executable file not found`},
	}
	NoPkgConfig = &Failure{
		Name:  "pkg-config",
		Cause: "pkg-config does not know a library that a `#cgo pkg-config:` line names, or is not installed",
		Cure:  "install pkg-config and the library's package for development, or set PKG_CONFIG_PATH to the folder of its .pc file",
		Says:  []string{`exec: "[^"]*pkg-config": `, `Package '?\S+?'?,? (?:required by \S+, )?(?:was )?not found`, `No package '\S+' found`},
	}
	WrongObject = &Failure{
		Name:  "object-of-another-machine",
		Cause: "a library or an object file is of another machine than the build",
		Cure:  "take the library for the machine that --target names, or for this one",
		Says:  []string{`(?i)skipping incompatible`, `(?i)file in wrong format`, `is incompatible with elf\S+`},
	}
)

var compiling = []*Failure{Undefined, NoLibrary, NoHeader, NoCXX, NoPkgConfig, WrongObject}
