package vectorise

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"gophersnake/internal/toolchain"
)

// bodies builds the SSA form of a package of one file.
func bodies(t *testing.T, text string) *ssa.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "main.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := ssautil.BuildPackage(&types.Config{Importer: importer.Default()}, fset, types.NewPackage("main", "main"), []*ast.File{file}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// rows is how many each function is run for: more than a block of vectors, and not a multiple of one.
const rows = 1021

// pool is what columns are made of: limits, and numbers of all sizes. Each type takes the bits that it has.
func pool() []uint64 {
	special := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64,
		-math.SmallestNonzeroFloat64, 0x1p-1022, math.MaxFloat32, 0x1p-126, 0x1p-149, 1 << 52, 1<<52 + 0.5, 1 << 53, 1 << 63, 1 << 64, 0.1, 1e-320, 3, 100, -7.25, 4, 9}
	all := []uint64{0, 1, 2, 3, 127, 128, 255, 256, 1<<15 - 1, 1 << 15, 1 << 16, 1<<31 - 1, 1 << 31, 1<<32 - 1, 1 << 32, 1<<53 + 1, 1<<63 - 1, 1 << 63, 1<<63 + 1, 1<<64 - 1, 0x7ff0000000000001, 0xfff8000000000000}
	for _, x := range special {
		all = append(all, math.Float64bits(x), uint64(math.Float32bits(float32(x))))
	}
	r := rand.New(rand.NewSource(1))
	for range 300 {
		all = append(all, r.Uint64(), math.Float64bits(r.NormFloat64()), math.Float64bits(r.NormFloat64()*1000), uint64(math.Float32bits(float32(r.NormFloat64()))), uint64(r.Intn(100)), -uint64(r.Intn(100)))
	}
	return all
}

// inGo writes a program that runs all functions and prints their results as bits.
func inGo(text string, all []sample, p []uint64) string {
	var b strings.Builder
	b.WriteString(strings.Replace(text, "import \"math\"", "import (\n\"bufio\"\n\"encoding/binary\"\n\"math\"\n\"os\"\n\"unsafe\"\n)", 1))
	fmt.Fprintf(&b, "var pool = %#v\n", p)
	b.WriteString(`
func at[T any](row, param int) (v T) {
	bits := pool[(row*(2*param+1)*7+param*31+row/len(pool))%len(pool)]
	return *(*T)(unsafe.Pointer(&bits))
}
func truth(row, param int) bool { return at[byte](row, param) != 0 }
var out = bufio.NewWriter(os.Stdout)
func put[T any](v T) { binary.Write(out, binary.LittleEndian, wide(v)) }
func wide[T any](v T) (bits uint64) {
	*(*T)(unsafe.Pointer(&bits)) = v
	return bits
}
func main() {
	defer out.Flush()
`)
	for _, s := range all {
		fmt.Fprintf(&b, "for i := range %d {\n", rows)
		var args, results []string
		for k, t := range s.params {
			if t == "bool" {
				args = append(args, fmt.Sprintf("truth(i, %d)", k))
			} else {
				args = append(args, fmt.Sprintf("at[%s](i, %d)", t, k))
			}
		}
		for k := range s.results {
			results = append(results, fmt.Sprintf("r%d", k))
		}
		fmt.Fprintf(&b, "%s := %s(%s)\n", strings.Join(results, ", "), s.name, strings.Join(args, ", "))
		for _, r := range results {
			fmt.Fprintf(&b, "put(%s)\n", r)
		}
		b.WriteString("}\n")
	}
	b.WriteString("}\n")
	return b.String()
}

func inC(t string) string {
	switch t {
	case "bool":
		return "uint8_t"
	case "float64", "Celsius":
		return "double"
	case "float32":
		return "float"
	case "Count", "int":
		return "int64_t"
	case "uint", "uintptr":
		return "uint64_t"
	}
	return t + "_t"
}

// inCProgram is the same for their translations. It is told the width of vectors.
func inCProgram(loops string, all []sample, p []uint64) string {
	var b strings.Builder
	b.WriteString("#include <stdio.h>\n#include <stdlib.h>\n#include \"batch/vector.h\"\nstatic int bits;\nint gs_processor_vectors(void) { return bits; }\n")
	b.WriteString(loops)
	fmt.Fprintf(&b, "static const uint64_t pool[] = {")
	for _, bits := range p {
		fmt.Fprintf(&b, "UINT64_C(%d),", bits)
	}
	fmt.Fprintf(&b, "};\nenum { ROWS = %d, POOL = %d };\nstatic uint64_t room[16][ROWS];\nstatic char *columns[16] = {", rows, len(p))
	for i := range 16 {
		fmt.Fprintf(&b, "(char *)room[%d],", i)
	}
	b.WriteString(`};
static uint64_t at(int row, int param) { return pool[(row * (2 * param + 1) * 7 + param * 31 + row / POOL) % POOL]; }
#define FILL(param, type) for (int i = 0; i < ROWS; i++) { uint64_t bits = at(i, param); memcpy((char *)room[param] + i * sizeof(type), &bits, sizeof(type)); }
#define PUT(column, type) { uint64_t bits = 0; memcpy(&bits, (char *)room[column] + i * sizeof(type), sizeof(type)); fwrite(&bits, 8, 1, stdout); }
int main(int argc, char **argv) {
bits = argc > 1 ? atoi(argv[1]) : 128;
`)
	for n, s := range all {
		for k, t := range s.params {
			fmt.Fprintf(&b, "FILL(%d, %s)\n", k, inC(t))
		}
		fmt.Fprintf(&b, "gs_loop%d(columns, ROWS);\nfor (int i = 0; i < ROWS; i++) {", n)
		for k, t := range s.results {
			fmt.Fprintf(&b, "PUT(%d, %s)", len(s.params)+k, inC(t))
		}
		b.WriteString("}\n")
	}
	b.WriteString("return fflush(stdout) != 0; }\n")
	return b.String()
}

// loop writes the loop of a sample as internal/emit does.
func (s sample) loop(n int, row string) string {
	var b strings.Builder
	b.WriteString(row)
	fmt.Fprintf(&b, "void gs_loop%d(char *const *columns, int64_t n);\nGS_LOOP(loop%d) {\n", n, n)
	var args []string
	for k, t := range s.params {
		fmt.Fprintf(&b, "const %s *restrict x%d = (const %s *)(const void *)columns[%d];\n", inC(t), k, inC(t), k)
		arg := fmt.Sprintf("x%d[i]", k)
		if t == "bool" {
			arg += " != 0"
		}
		args = append(args, arg)
	}
	for k, t := range s.results {
		fmt.Fprintf(&b, "%s *restrict y%d = (%s *)(void *)columns[%d];\n", inC(t), k, inC(t), len(s.params)+k)
	}
	call := fmt.Sprintf("row%d(%s)", n, strings.Join(args, ", "))
	b.WriteString("for (int64_t i = 0; i < n; i++) {\n")
	if len(s.results) == 1 {
		fmt.Fprintf(&b, "y0[i] = %s;\n", call)
	} else {
		fmt.Fprintf(&b, "row%d_results r = %s;\n", n, call)
		for k := range s.results {
			fmt.Fprintf(&b, "y%d[i] = r.r%d;\n", k, k)
		}
	}
	fmt.Fprintf(&b, "}\n}\nGS_LOOP_OF(loop%d)\n", n)
	return b.String()
}

// same compares two results of a type: bit for bit, but for what is in a NaN.
func same(t string, x, y uint64) bool {
	if x == y {
		return true
	}
	switch t {
	case "float64", "Celsius":
		return math.IsNaN(math.Float64frombits(x)) && math.IsNaN(math.Float64frombits(y))
	case "float32":
		return math.IsNaN(float64(math.Float32frombits(uint32(x)))) && math.IsNaN(float64(math.Float32frombits(uint32(y))))
	}
	return false
}

// processorHas reports whether this one has vectors of a width.
func processorHas(bits int) bool {
	flags := map[int]string{256: " avx2 ", 512: " avx512bw "}[bits]
	if runtime.GOARCH != "amd64" || runtime.GOOS != "linux" {
		return bits == 128
	}
	text, err := os.ReadFile("/proc/cpuinfo")
	return err == nil && (flags == "" || strings.Contains(string(text), flags) && strings.Contains(string(text), " avx512vl ") == strings.Contains(string(text), " avx512dq "))
}

// Each translation gives what Go does, for hundreds of functions that are made at random, with each compiler that is here
// and each width of vectors. GOPHERSNAKE_VECTORISE_SEED and _FUNCTIONS choose others.
func TestResultsAreThoseOfGo(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles hundreds of functions")
	}
	seed, functions := int64(1), 120
	if word := os.Getenv("GOPHERSNAKE_VECTORISE_SEED"); word != "" {
		seed, _ = strconv.ParseInt(word, 10, 64)
	}
	if word := os.Getenv("GOPHERSNAKE_VECTORISE_FUNCTIONS"); word != "" {
		functions, _ = strconv.Atoi(word)
	}
	text, all := program(seed, functions)
	p := bodies(t, text)
	options := Options{FMA: runtime.GOARCH != "amd64"}
	var loops strings.Builder
	var translated []sample
	refused := map[string]int{}
	for _, s := range all {
		row, err := Function(p.Func(s.name), fmt.Sprintf("row%d", len(translated)), options)
		if err != nil {
			refused[err.Error()]++
			continue
		}
		loops.WriteString(s.loop(len(translated), row))
		translated = append(translated, s)
	}
	t.Logf("%d of %d are translated; refused: %v", len(translated), len(all), refused)
	if !options.FMA && len(translated) < len(all)/2 {
		t.Fatalf("only %d of %d are translated: %v", len(translated), len(all), refused)
	}
	dir := t.TempDir()
	pool := pool()
	write(t, filepath.Join(dir, "main.go"), inGo(text, translated, pool))
	write(t, filepath.Join(dir, "go.mod"), "module main\n\ngo 1.25\n")
	run := exec.Command("go", "run", ".")
	run.Dir = dir
	run.Env = append(os.Environ(), "GOAMD64=v1", "GOFLAGS=")
	want := output(t, run)
	write(t, filepath.Join(dir, "main.c"), inCProgram(loops.String(), translated, pool))
	tried := 0
	for _, cc := range compilers() {
		name := filepath.Base(cc[0])
		if t.Run(name, func(t *testing.T) {
			program := filepath.Join(dir, fmt.Sprintf("main-%d", tried))
			args := append(append([]string{}, cc[1:]...), "-std=gnu11", "-iquote", filepath.Join("..", "..", "shim"))
			args = append(append(args, toolchain.LoopFlags...), "-o", program, filepath.Join(dir, "main.c"), "-lm")
			output(t, exec.Command(cc[0], args...))
			for _, bits := range []int{128, 256, 512} {
				if processorHas(bits) {
					t.Run(fmt.Sprint(bits), func(t *testing.T) {
						compare(t, translated, want, output(t, exec.Command(program, fmt.Sprint(bits))), pool)
					})
				}
			}
		}) {
			tried++
		}
	}
	if tried == 0 {
		t.Skip("there is no C compiler")
	}
}

// compilers are those that are here.
func compilers() (all [][]string) {
	for _, cc := range [][]string{{"gcc"}, {"clang"}} {
		if path, err := exec.LookPath(cc[0]); err == nil {
			all = append(all, []string{path, "-g0"})
		}
	}
	if exec.Command("python3", "-m", "ziglang", "version").Run() == nil {
		all = append(all, []string{"python3", "-m", "ziglang", "cc"})
	}
	return all
}

func compare(t *testing.T, all []sample, want, got []byte, pool []uint64) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d bytes of results, and Go has %d", len(got), len(want))
	}
	wrong, at := 0, 0
	for _, s := range all {
		first := ""
		for i := range rows {
			for k, of := range s.results {
				x, y := binary.LittleEndian.Uint64(want[at:]), binary.LittleEndian.Uint64(got[at:])
				at += 8
				if first == "" && !same(of, x, y) {
					var args []string
					for p := range s.params {
						args = append(args, fmt.Sprintf("%#x", pool[(i*(2*p+1)*7+p*31+i/len(pool))%len(pool)]))
					}
					first = fmt.Sprintf("%s(%s) (%s): result %d is %#x, and in Go %#x", s.name, strings.Join(args, ", "), strings.Join(s.params, ", "), k, y, x)
				}
			}
		}
		if first != "" {
			if wrong++; wrong < 6 {
				t.Error(first)
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d functions of %d are wrong", wrong, len(all))
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func output(t *testing.T, cmd *exec.Cmd) []byte {
	t.Helper()
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, said.String()[:min(said.Len(), 3000)])
	}
	return out.Bytes()
}
