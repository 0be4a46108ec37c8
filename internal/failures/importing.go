package failures

// What keeps Python from importing an extension.
var (
	InitName = &Failure{
		Name:  "init-name",
		Cause: "Python asks a file of this name for PyInit_${module}, and it has PyInit_${has} (\"dynamic module does not define module export function\")",
		Cure:  "name the file ${file}, or build the module under the other name",
	}
	NoInit = &Failure{
		Name:  "no-init",
		Cause: "the file is no module of the name ${module}: it was renamed, or built as a plain library",
		Cure:  "`gophersnake doctor FILE` says which module it is; name it so, or build it under the name ${module}",
		Says:  []string{`dynamic module does not define (?:module export|init) function \(PyInit_(?P<module>\w+)\)`},
	}
	WrongSuffix = &Failure{
		Name:  "other-python",
		Cause: "${python} loads no file whose name ends so, but only ${suffixes}",
		Cure:  "get the wheel for this Python, or use the one that it was built for",
	}
	WrongProcessor = &Failure{
		Name:  "processor",
		Cause: "it is for ${arch}, and this machine is ${here}",
		Cure:  "get the wheel for ${here}, or build it here",
	}
	OldGlibc = &Failure{
		Name:  "glibc",
		Cause: "it needs glibc ${needs} (for ${symbols}), and this machine has ${here}",
		Cure:  "get a wheel for manylinux_${tag} or older, or build it here",
	}
	OldGlibcSaid = &Failure{
		Name:  "glibc-not-found",
		Cause: "${object} needs glibc ${needs}, which is newer than this machine's",
		Cure:  "get a wheel for an older manylinux, or build it here, or with zig (`gophersnake build --zig`)",
		Says:  []string{"version `GLIBC_(?P<needs>[\\d.]+)' not found \\(required by (?P<object>[^)]+)\\)"},
	}
	MissingLibrary = &Failure{
		Name:  "library",
		Cause: "it needs ${libraries}, which this machine does not have",
		Cure:  "install the system's package that has it (apt-file search ${first}), or put it into the wheel with auditwheel repair",
	}
	MissingLibrarySaid = &Failure{
		Name:  "library-not-loaded",
		Cause: "${library} is not on this machine, or is for another processor",
		Cure:  "install the system's package that has it (apt-file search ${library}), or name its folder in LD_LIBRARY_PATH, or put it into the wheel with auditwheel repair",
		Says:  []string{`(?P<library>lib[^\s:/]+): cannot open shared object file`},
	}
	UndefinedSymbol = &Failure{
		Name:  "undefined-symbol",
		Cause: "${symbol} is in no library that is loaded: the file was built for another Python or another version of a library",
		Cure:  "build it anew for this one, or install the version that it was built for",
		Says:  []string{`undefined symbol: (?P<symbol>\w+)`},
	}
	Damaged = &Failure{
		Name:  "damaged",
		Cause: "${file} is no library for Linux, or it is damaged or not the whole of it",
		Cure:  "install the package again",
		Says:  []string{`(?P<file>\S+): (?:[^\n]*: )?it is no library for Linux, or it is damaged`, `(?P<file>\S+): (?:invalid ELF header|file too short|ELF file data encoding not)`},
	}
	CoreMissing = &Failure{
		Name:  "core-missing",
		Cause: "the Go half of the extension is missing: ${core}",
		Cure:  "install the package again, or tell the tool that packed the program to put the file there, as the wheel has it (PyInstaller does by the wheel's hook)",
		Says:  []string{`the Go half of (?:the|this) extension is missing: (?P<core>\S+?)[;:]`},
	}
	CoreOther = &Failure{
		Name:  "core-of-another-build",
		Cause: "${core} is of another build than the C half beside it",
		Cure:  "install the package again; of an editable install, run `gophersnake develop` again",
		Says:  []string{`(?P<core>\S+) is of another build than the C half`, `(?P<core>\S+) is of another build than _native`},
	}
	CoreDamaged = &Failure{
		Name:  "core-damaged",
		Cause: "${core} is not the Go half of an extension, or not the whole of it",
		Cure:  "install the package again",
		Says:  []string{`(?P<core>\S+) is not the Go half of a gophersnake extension`},
	}
	NotLoaded = &Failure{
		Name:  "core-not-loaded",
		Cause: "the system does not let the Go half be mapped into memory as code: ${why}",
		Cure:  "put the package, or TMPDIR for copies, into a folder that is not mounted noexec, and look for a refusal in the log of the system's security module (ausearch -m avc, journalctl)",
		Says:  []string{`can't load the Go half of this extension: (?P<why>[^\n]*(?:Operation not permitted|[Pp]ermission denied))`, `(?m)(?P<why>failed to map segment from shared object(?:: Operation not permitted|: Permission denied)?)$`},
	}
	NoShim = &Failure{
		Name:     "shim-missing",
		Cause:    "the half of the extension that Python loads is not where it should be: ${why}",
		Cure:     "tell the tool that packed the program to put both halves where the wheel has them; for PyInstaller, keep the wheel's hook (entry point pyinstaller40)",
		Says:     []string{`can't be imported: (?P<why>\S+ is missing in [^\n:]*)`},
		Complete: true,
	}
	OtherPlatform = &Failure{
		Name:     "other-platform",
		Cause:    "the package was built for another system: ${why}",
		Cure:     "get the wheel for this machine, or build it here",
		Says:     []string{`it was built for another platform: (?P<why>[^\n]*)`},
		Complete: true,
	}
	InArchive = &Failure{
		Name:     "in-archive",
		Cause:    "Python loads no shared object out of an archive",
		Cure:     "install the wheel with pip, or pack it with a tool that unpacks it, such as pex or shiv",
		Says:     []string{`Python can't load shared objects out of an archive`},
		Complete: true,
	}
	FreeThreadedImport = &Failure{
		Name:     "free-threaded-import",
		Cause:    "this is a free-threaded Python, which loads no extension of the stable ABI",
		Cure:     "install the wheel for it, whose name has cp314t or, from Python 3.15 on, abi3t; or build that (`gophersnake develop`, or `gophersnake build --python PYTHON`), or use the build of Python that has a GIL",
		Says:     []string{`this is a free-threaded Python, which loads no extension`},
		Complete: true,
	}
	WrongImplementation = &Failure{
		Name:     "implementation-or-version",
		Cause:    "the extension is for CPython 3.11 and later, and this is ${this}",
		Cure:     "use such a Python",
		Says:     []string{`it is an extension for CPython, and this is (?P<this>\S+)`, `it needs Python [\d.]+ or later, and this is (?P<this>\S+)`},
		Complete: true,
	}
	Subinterpreter = &Failure{
		Name:  "subinterpreter",
		Cause: "an interpreter beside the main one can't import the extension",
		Cure:  "use Python 3.13 or later, where subinterpreters can; else import it in the main interpreter, or use processes (of mod_wsgi: WSGIApplicationGroup %{GLOBAL})",
		Says:  []string{`subinterpreters can import a gophersnake extension from Python 3\.13 on`, `does not support loading in subinterpreters`},
	}
	Stale = &Failure{
		Name:     "stale",
		Cause:    "the editable install of ${package} is older than its sources",
		Cure:     "run `gophersnake develop` in ${project}",
		Says:     []string{`(?P<package>\S+) is older than its sources \([^)]*\); run ` + "`gophersnake develop`" + ` in (?P<project>[^\n]*)`},
		Complete: true,
	}
	BuildGone = &Failure{
		Name:     "build-gone",
		Cause:    "${package} is an editable install whose build is gone from the cache (of uv, or of gophersnake)",
		Cure:     "run `gophersnake develop` there, or install it again (pip install -e .; uv sync --reinstall-package NAME)",
		Says:     []string{`(?P<package>\S+) is an editable install of .*, and what was built for it is gone`},
		Complete: true,
	}
	OldBuild = &Failure{
		Name:     "old-build-in-process",
		Cause:    "the process has imported ${package}, and it was built or installed anew since",
		Cure:     "restart the process (of a notebook: the kernel)",
		Says:     []string{`this process runs an old build of (?P<package>[^:\s]+):`, `this process has an old build of (?P<package>[^,\s]+),`, `(?P<package>the extension)'s? files .*were replaced while it was in use`},
		Complete: true,
	}
	TwoPlaces = &Failure{
		Name:  "two-places",
		Cause: "${module} is on sys.path more than once, and the first is imported: ${places}",
		Cure:  "uninstall the others, or take their folders off PYTHONPATH",
	}
	NotFound = &Failure{
		Name:  "not-found",
		Cause: "${python} finds no module ${module}",
		Cure:  "install it, or name another Python (VIRTUAL_ENV)",
	}
	NotFoundSaid = &Failure{
		Name:  "no-module-named",
		Cause: "this Python has no ${module} on its sys.path",
		Cure:  "install it there, or activate the environment that has it; `gophersnake list-python` lists the Pythons",
		Says:  []string{`No module named '(?P<module>[\w.]+)'`},
	}
	Musl = &Failure{
		Name:  "musl-import",
		Cause: "this Python runs on musl, and Go's shared libraries can't be loaded after the start of a process there",
		Cure:  "use a Python for glibc (of Docker's images: python:3.13-slim, not -alpine)",
		Says:  []string{`initial-exec TLS resolves to dynamic definition`, `Error relocating \S+`, `(?:this is|runs on) musl`},
	}
	RemovedGodebug = &Failure{
		Name:     "godebug",
		Cause:    "GODEBUG has a setting that Go has removed, at which it would end the process",
		Cure:     "take it out of GODEBUG",
		Says:     []string{`and Go 1\.\d+ has removed that setting`},
		Complete: true,
	}
	ProcessorLevel = &Failure{
		Name:  "processor-level",
		Cause: "it was built with GOAMD64=${level}, and this processor lacks something of x86-64-${level}: Go ends the process",
		Cure:  "build it without GOAMD64 (`go env -u GOAMD64` if it was set for good), or use a newer processor",
		Says:  []string{`can only be run on AMD64 processors with (?P<level>v\d) microarchitecture support`},
	}
	StaticTLS = &Failure{
		Name:  "static-tls",
		Cause: "${library} wants thread storage of a kind that is only there for libraries loaded at the start of a process",
		Cure:  "import it before the others that use it up, or set GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096",
		Says:  []string{`(?P<library>\S+): cannot allocate memory in static TLS block`},
	}
)

var importing = []*Failure{InitName, NoInit, WrongSuffix, WrongProcessor, OldGlibc, OldGlibcSaid, MissingLibrary, MissingLibrarySaid, UndefinedSymbol, Damaged, CoreMissing, CoreOther, CoreDamaged,
	NotLoaded, NoShim, OtherPlatform, InArchive, FreeThreadedImport, WrongImplementation, Subinterpreter, Stale, BuildGone, OldBuild, TwoPlaces, NotFound, NotFoundSaid, Musl,
	RemovedGodebug, ProcessorLevel, StaticTLS}
