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
	NotDeclared = &Failure{
		Name:  "c-name",
		Cause: "nothing above the line import \"C\" declares ${name}",
		Cure:  "include the header that does, in the comment above that line (without an empty line between the two), or correct the name",
		Says:  []string{`could not determine (?:what|kind of name for) C\.(?P<name>\w+)`},
	}
	NotAllowed = &Failure{
		Name:  "cgo-flag",
		Cause: "Go does not let a package ask for the flag ${flag} of the C compiler",
		Cure:  "allow it in the environment of the build, by CGO_CFLAGS_ALLOW or CGO_LDFLAGS_ALLOW, a regular expression of the whole flag",
		Says:  []string{`invalid flag in (?:#cgo|pkg-config) \S+: (?P<flag>\S+)`},
	}
	CWithoutGo = &Failure{
		Name:  "c-without-cgo",
		Cause: "${files} lie beside Go files, of which none says import \"C\"",
		Cure:  "add a Go file that does, or move them to a folder without Go files",
		Says:  []string{`source files not allowed when not using cgo(?: or SWIG)?: (?P<files>.*)`},
	}
	GoAssembly = &Failure{
		Name:  "cgo-assembly",
		Cause: "a package that uses cgo has a file for Go's assembler, ${file}",
		Cure:  "move the functions that are in assembly to a package of their own",
		Says:  []string{`package using cgo has Go assembly file (?P<file>\S+)`},
	}
	UnknownOption = &Failure{
		Name:  "compiler-option",
		Cause: "the C compiler does not know the option ${option}",
		Cure:  "take it out of CGO_CFLAGS, CGO_LDFLAGS, GOFLAGS, GOPHERSNAKE_CFLAGS or the #cgo line that has it, or set CC to a compiler that knows it",
		Says:  []string{"error: unrecognized command[- ]line option [‘'\"](?P<option>[^’'\"]+)", `unknown argument:? '(?P<option>[^']+)'`},
	}
	NotRelocatable = &Failure{
		Name:  "not-for-shared",
		Cause: "code that is linked was not compiled for shared objects",
		Cure:  "compile the static library with -fPIC; if a setting says -static (CGO_LDFLAGS, -extldflags in GOFLAGS), take it out, which is for programs",
		Says:  []string{`relocation R_\S+ against .*? can ?not be used when making a`, `relocation R_\S+ cannot be used against`},
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

var compiling = []*Failure{Undefined, NoLibrary, NoHeader, NotDeclared, NotAllowed, CWithoutGo, GoAssembly, UnknownOption, NotRelocatable, NoCXX, NoPkgConfig, WrongObject}
