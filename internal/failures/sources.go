package failures

// What a build reads: pyproject.toml, Go's modules, the packages.
var (
	BadProject = &Failure{
		Name:     "pyproject",
		Cause:    "pyproject.toml is wrong in line ${line}: ${what}",
		Cure:     "correct the line; the section Projects of docs/building.md has the keys, and docs/gophersnake.schema.json a schema for editors",
		Says:     []string{`pyproject\.toml: line (?P<line>\d+): (?P<what>.*)`},
		Complete: true,
	}
	BadMetadata = &Failure{
		Name:     "metadata",
		Cause:    "pyproject.toml says what no index takes: ${what}",
		Cure:     "correct what the message names",
		Says:     []string{`pyproject\.toml: (?P<what>(?:[^l\n]|l[^i\n]|li[^n\n])[^\n]*)`}, // "line 7: …" is another
		Complete: true,
	}
	NoModule = &Failure{
		Name:  "no-go-mod",
		Cause: "no go.mod in ${folder} or above it",
		Cure:  "run `go mod init` or `gophersnake init` there",
	}
	NoPackageFound = &Failure{
		Name:  "no-package",
		Cause: "no Go package to bind in ${folder}${why}",
		Cure:  "run `gophersnake init` there, or name one in pyproject.toml under [tool.gophersnake], as package = \"./textstats\"",
	}
	Program = &Failure{
		Name:  "package-main",
		Cause: "${package} is a program (package main): its functions can't be imported",
		Cure:  "move them to a package of their own",
	}
	Nothing = &Failure{
		Name:  "nothing-exported",
		Cause: "${package} exports nothing",
		Cure:  "Python gets what Go exports, names that begin with a capital letter",
	}
	NothingBound = &Failure{
		Name:     "nothing-bound",
		Cause:    "nothing that ${package} exports has a form in Python",
		Cure:     "`gophersnake check` lists all symbols, and what could be done for each",
		Says:     []string{`nothing of (?P<package>.+) can be bound, so nothing is built`},
		Complete: true,
	}
	GoErrors = &Failure{
		Name:     "go-errors",
		Cause:    "the Go code does not compile: ${place}: ${what}",
		Cure:     "correct it there; `go vet` says the same",
		Says:     []string{`the Go code has errors:\n(?P<place>\S+:\d+:\d+): (?P<what>.*)`},
		Complete: true,
	}
	NoPackage = &Failure{
		Name:     "no-module-provides",
		Cause:    "go.mod requires no module that has the package ${package}",
		Cure:     "`go get ${package}`, or `go mod tidy` for all that are missing",
		Says:     []string{`no module that go\.mod requires provides the package (?P<package>\S+);`, `no required module provides package (?P<package>\S+);`},
		Complete: true,
	}
	TwoPackages = &Failure{
		Name:  "two-packages",
		Cause: "the files of one folder belong to several Go packages: ${names}",
		Cure:  "let all files of the folder begin with one package line, or move those of the other package to a folder of their own",
		Says:  []string{`found packages (?P<names>.+?) in `},
	}
	NotInStd = &Failure{
		Name:  "not-in-std",
		Cause: "there is no package ${package} in Go's standard library in ${folder}; Go takes each import for one of that whose first element has no dot",
		Cure:  "write the whole import path, which begins with that of a module; if the package is one of Go's, GOROOT names a wrong folder (unset it)",
		Says:  []string{`package (?P<package>\S+) is not in std \((?P<folder>\S+?/src)/`},
	}
	NoWorkFile = &Failure{
		Name:  "gowork",
		Cause: "GOWORK names ${file}, which can't be read (${why})",
		Cure:  "unset it (`go env -u GOWORK` if it was set for good), or set it to off",
	}
	AllExcluded = &Failure{
		Name:  "build-tags",
		Cause: "no Go file of ${package} is for this build: their build tags or names ask for another system, or for tags that are not set",
		Cure:  "set them by tags = [...] under [tool.gophersnake]",
		Says:  []string{`build constraints exclude all Go files in (?P<package>\S+)`},
	}
	NoWorkMember = &Failure{
		Name:  "gowork-member",
		Cause: "go.work uses the folder ${folder}, where there is no go.mod",
		Cure:  "take it out (`go work use -r .` does, for all that are gone), or set GOWORK=off",
		Says:  []string{`cannot load module (?P<folder>.+?) listed in go\.work file`},
	}
	OldWork = &Failure{
		Name:  "gowork-old",
		Cause: "go.work says go ${here}, and the module ${module} in it asks for go ${wanted}",
		Cure:  "`go work use` in the folder of go.work, which corrects the line",
		Says:  []string{`module (?P<module>.+?) listed in go\.work file requires go >= (?P<wanted>[\w.]+), but go\.work lists go (?P<here>[\w.]+)`},
	}
	NoReplacement = &Failure{
		Name:  "replaced-folder",
		Cause: "go.mod replaces a module by the folder ${folder}, which is not there",
		Cure:  "get the module's sources there, or correct the line; a source distribution has copies of what lies beside the project, if it is made with --vendor",
		Says:  []string{`replacement directory (?P<folder>.+?) does not exist`},
	}
	Internal = &Failure{
		Name:  "internal-package",
		Cause: "${package} is internal: only code below the folder that holds internal/ may import it",
		Cure:  "use what its module exports, or move one of the two",
		Says:  []string{`use of internal package (?P<package>\S+) not allowed`},
	}
	ImportCycle = &Failure{
		Name:  "import-cycle",
		Cause: "Go packages import each other in a circle",
		Cure:  "move what both need into a third package, which imports neither",
		Says:  []string{`import cycle not allowed`},
	}
	NoEmbedded = &Failure{
		Name:  "embed-missing",
		Cause: "a //go:embed line names ${pattern}, and there is no such file",
		Cure:  "make it before the build, if another step makes it (go generate, npm), or correct the line",
		Says:  []string{`pattern (?P<pattern>.+?): no matching files found`, `pattern (?P<pattern>.+?): cannot embed directory \S+: contains no embeddable files`},
	}
	EmbedOutside = &Failure{
		Name:  "embed-outside",
		Cause: "a //go:embed line names ${pattern}, which is no path below the Go file's folder",
		Cure:  "put the file there, or the line into a package where the file is; Go embeds nothing by .. or through links",
		Says:  []string{`pattern (?P<pattern>.+?): invalid pattern syntax`, `pattern (?P<pattern>.+?): cannot embed irregular file`},
	}
	NewerGo = &Failure{
		Name:  "newer-go-wanted",
		Cause: "a go.mod or go.work asks for Go ${wanted}, and this is ${here}; no other is downloaded, whatever GOTOOLCHAIN says",
		Cure:  "install that Go, or name its go command in GOPHERSNAKE_GO, or lower the go line",
		Says:  []string{`requires go >= (?P<wanted>[\w.]+) \(running (?:go )?(?P<here>[\w.]+)`},
	}
	Toolchain = &Failure{
		Name:  "gotoolchain",
		Cause: "Go wants to run another toolchain (${wanted}), which can't be had",
		Cure:  "set GOTOOLCHAIN=local (`go env -w GOTOOLCHAIN=local`), and install that Go if the module needs it",
		Says:  []string{`go: download (?P<wanted>go[\w.]+) for .*: toolchain not available`, `invalid GOTOOLCHAIN "(?P<wanted>[^"]*)"`, `cannot find "(?P<wanted>go[\w.]+)" in PATH`},
	}
	NoSum = &Failure{
		Name:  "go-sum-missing",
		Cause: "go.sum has no checksum of a module that is needed",
		Cure:  "`go mod tidy` (or `go mod download`), and commit go.sum",
		Says:  []string{`missing go\.sum entry`},
	}
	BadSum = &Failure{
		Name:  "go-sum-mismatch",
		Cause: "${module} is not what go.sum says: the version was published anew, or a proxy has changed it, or go.sum is damaged",
		Cure:  "find out which; if you trust what there is now, remove its lines from go.sum, run `go clean -modcache` and `go mod tidy`",
		Says:  []string{`verifying (?P<module>\S+?):? ?(?:\n.*)*?checksum mismatch`, `(?P<module>SECURITY ERROR)`},
	}
	Private = &Failure{
		Name:  "private-module",
		Cause: "Git may not read the repository of a module: it is private, or there is none of that name",
		Cure: "set GOPRIVATE to the beginning of its path, so that no public proxy is asked, and let Git log in without questions " +
			"(a key and url.\"ssh://git@HOST/\".insteadOf, or a token in ~/.netrc)",
		Says: []string{`no secure protocol found for repository`, `terminal prompts disabled`, `could not read Username`, `(?i)repository not found`, `Permission denied \(publickey`, `(?i)could not read from remote repository`,
			`(?i)authentication failed for`},
	}
	ProxyUnknown = &Failure{
		Name:  "unknown-to-proxy",
		Cause: "the module proxy does not know ${module}: the name or the version is wrong, or the module is private",
		Cure:  "correct it in go.mod, or set GOPRIVATE to the beginning of its path; a module in a folder beside is replaced by that in go.mod, or used in go.work without a line that requires it",
		Says:  []string{`(?P<module>\S+): reading \S+: (?:400|404|410)`, `(?P<module>\S+?): (?:invalid version: )?unknown revision`},
	}
	ProxyOff = &Failure{
		Name:  "proxy-off",
		Cause: "the setting GOPROXY=off (or GOFLAGS=-mod=vendor) forbids to fetch a module that is not in the cache",
		Cure:  "fetch it before (`go mod download`), or pack the modules (`go mod vendor`), or unset GOPROXY",
		Says:  []string{`module lookup disabled by GOPROXY=off`},
	}
	ProxyRefused = &Failure{
		Name:  "proxy-refused",
		Cause: "the module proxy can't be reached or refuses: ${why}",
		Cure:  "check the network and GOPROXY (`go env GOPROXY`; GOPROXY=direct asks the repositories); in a build without a network, fetch modules before (`go mod download`) or pack them (`go mod vendor`)",
		Says: []string{`dial tcp[^\n]*: (?P<why>connect: connection refused|lookup [^\n]*|i/o timeout|connect: network is unreachable)`, `(?P<why>proxyconnect [^\n]*)`,
			`reading https?://\S+: (?P<why>40[137][^\n]*|5\d\d[^\n]*)`, `(?P<why>tls: failed to verify certificate[^\n]*|x509: [^\n]*)`},
	}
	ModuleCache = &Failure{
		Name:  "module-cache",
		Cause: "Go's module cache can't be written, and a module that is needed is not in it: ${why}",
		Cure:  "set GOMODCACHE to a folder that can be written, or fetch the modules into this one before (`go mod download`), or pack them (`go mod vendor`)",
		Says: []string{`writing \S+ cache: \w+ \S+: (?P<why>[^\n]*)`, `(?:open|mkdir) \S*/(?:cache/download|pkg/mod)\S*: (?P<why>read-only file system|permission denied|not a directory)`,
			`could not create module cache: (?P<why>[^\n]*)`},
	}
	Vendoring = &Failure{
		Name:  "vendor-stale",
		Cause: "the folder vendor/ is not what go.mod asks for",
		Cure:  "`go mod vendor`",
		Says:  []string{`inconsistent vendoring`},
	}
)

var sources = []*Failure{BadProject, BadMetadata, NoModule, NoPackageFound, Program, Nothing, NothingBound, GoErrors, NoPackage, TwoPackages, NotInStd, NoWorkFile, NoWorkMember, OldWork, NoReplacement, Internal, ImportCycle, NoEmbedded,
	EmbedOutside, AllExcluded, NewerGo, Toolchain, NoSum, BadSum, Private,
	ProxyUnknown, ProxyOff, ProxyRefused, ModuleCache, Vendoring}
