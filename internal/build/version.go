package build

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"gophersnake/internal/config"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

// versionOf is the version of a project: that in the file, or a dynamic one. In an
// unpacked source distribution, it is what that says.
func versionOf(p *config.Project) (string, error) {
	m := p.Metadata
	if m.VersionFrom == "" {
		return m.Version, nil
	}
	if version, err := packedVersion(p.Dir); version != "" || err != nil {
		return version, err
	}
	if m.VersionFrom != "tag" {
		return constant(p, m.VersionFrom)
	}
	version, err := tagVersion(p)
	if err != nil {
		return "", fmt.Errorf("the version is dynamic, from the tag in Git: %w", err)
	}
	return version, nil
}

// packedVersion reads the version out of PKG-INFO, which only source distributions have.
func packedVersion(dir string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "PKG-INFO"))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for scan := bufio.NewScanner(bytes.NewReader(data)); scan.Scan() && scan.Text() != ""; {
		if version, ok := strings.CutPrefix(scan.Text(), "Version: "); ok {
			return version, nil
		}
	}
	return "", errors.New("PKG-INFO has no version")
}

// constant reads the version out of the Go package, without type-checking it.
func constant(p *config.Project, name string) (string, error) {
	pkg, err := goPackage(p)
	if err != nil {
		return "", err
	}
	for _, file := range append(slices.Clone(pkg.GoFiles), pkg.CgoFiles...) {
		syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		for _, decl := range syntax.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				values := spec.(*ast.ValueSpec)
				for i, ident := range values.Names {
					if ident.Name != name {
						continue
					}
					if i < len(values.Values) {
						if lit, ok := values.Values[i].(*ast.BasicLit); ok && lit.Kind == token.STRING {
							text, err := strconv.Unquote(lit.Value)
							if semver.IsValid(text) {
								return wheel.VersionOfGo(text)
							}
							return text, err
						}
					}
					return "", fmt.Errorf("version-from = %q: the constant is no text in quotes in %s", name, file)
				}
			}
		}
	}
	return "", fmt.Errorf("version-from = %q: the Go package %s has no such constant", name, pkg.Name)
}

// tagVersion is the version that the go command would give the module: that of the tag
// of this commit, or one before the next release. A module in a folder has tags that
// begin with the folder, and tags of another major version are not its own.
func tagVersion(p *config.Project) (string, error) {
	dir := p.Dir
	if len(p.Packages) > 0 && !strings.Contains(p.Packages[0], "...") {
		dir = filepath.Join(dir, filepath.FromSlash(p.Packages[0]))
	}
	pathMajor := ""
	if at, err := toolchain.FindModule(dir); err == nil {
		data, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if err != nil {
			return "", err
		}
		_, pathMajor, _ = module.SplitPathVersion(modfile.ModulePath(data))
		dir = at
	}
	folder, err := git(dir, "rev-parse", "--show-prefix")
	if err != nil {
		return "", fmt.Errorf("%w: write a version into %s, or build in a clone or from a source distribution", err, config.FileName)
	}
	if _, err := git(dir, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		return "", fmt.Errorf("the repository has no commit: commit, or write a version into %s", config.FileName)
	}
	own := func(args ...string) (string, error) {
		out, err := git(dir, append([]string{"tag", "--list", folder + "v*"}, args...)...)
		newest := ""
		for _, tag := range strings.Fields(out) {
			version := strings.TrimPrefix(tag, folder)
			if semver.Canonical(version) == version && module.CheckPathMajor(version, pathMajor) == nil && !module.IsPseudoVersion(version) {
				if newest == "" || semver.Compare(version, newest) > 0 {
					newest = version
				}
			}
		}
		return newest, err
	}
	version, err := own("--points-at", "HEAD")
	if err != nil {
		return "", err
	}
	if version == "" {
		if version, err = own("--merged", "HEAD"); err != nil {
			return "", err
		}
		shallow, err := git(dir, "rev-parse", "--is-shallow-repository")
		if err != nil {
			return "", err
		}
		if version == "" && shallow == "true" {
			return "", fmt.Errorf("the clone is shallow and has no tag %sv…: fetch all (git fetch --tags --unshallow; fetch-depth: 0 in GitHub's actions/checkout)", folder)
		}
		if version == "" {
			if err := tellOtherTags(dir, folder, pathMajor); err != nil {
				return "", err
			}
		}
		head, err := git(dir, "log", "-1", "--format=%ct %H")
		if err != nil {
			return "", err
		}
		at, hash, _ := strings.Cut(head, " ")
		seconds, err := strconv.ParseInt(at, 10, 64)
		if err != nil || len(hash) < 12 {
			return "", fmt.Errorf("git log says %q", head)
		}
		version = module.PseudoVersion(module.PathMajorPrefix(pathMajor), version, time.Unix(seconds, 0).UTC(), hash[:12])
	}
	changed, err := git(dir, "status", "--porcelain", "--untracked-files=no")
	if err != nil {
		return "", err
	}
	python, err := wheel.VersionOfGo(version)
	if changed != "" && err == nil {
		python, _, _ = strings.Cut(python, "+")
		python += "+dirty" // no index takes it, as none should
	}
	return python, err
}

var toldTags sync.Once // a command may ask for the version twice

// tellOtherTags says why the version is one before the first release, where the commits have
// tags that look like versions and are none of this module's: 1.2.3 without its v.
func tellOtherTags(dir, folder, pathMajor string) error {
	out, err := git(dir, "tag", "--list", "--merged", "HEAD", "--sort=-creatordate", "*[0-9].[0-9]*")
	if tags := strings.Fields(out); len(tags) > 0 {
		toldTags.Do(func() {
			Say(fmt.Sprintf("Git's tag %s is no version of this Go module, whose tags are like %s%s.2.3: the version is one before the first",
				tags[0], folder, cmp.Or(module.PathMajorPrefix(pathMajor), "v1")))
		})
	}
	return err
}

func git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if said := strings.TrimSpace(stderr.String()); said != "" {
			err = errors.New(said)
		}
		return "", err
	}
	return strings.TrimSpace(string(out)), nil
}

// goPackage reads the project's first Go package, without the go command.
func goPackage(p *config.Project) (*build.Package, error) {
	for _, pattern := range p.Packages {
		if strings.Contains(pattern, "...") {
			continue
		}
		ctx := build.Default
		ctx.BuildTags = append(slices.Clone(ctx.BuildTags), p.Tags...)
		return ctx.ImportDir(filepath.Join(p.Dir, filepath.FromSlash(pattern)), 0)
	}
	return nil, fmt.Errorf("%s names only patterns: put the package that is to be imported first", config.FileName)
}
