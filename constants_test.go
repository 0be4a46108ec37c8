package gophersnake_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gophersnake"
	"gophersnake/internal/model"
)

// twins are constants that stand both in rt/ and in shim/, each list by one of its
// members. All others of the two lists must be twins too: of the same name but for what
// the lists begin with, and of the same value.
var twins = []struct{ goName, cName string }{
	{"valueNone", "GS_V_NONE"},
	{"bigSmall", "GS_BIG_SMALL"},
	{"anyNil", "GS_ANY_NIL"},
	{"backList", "GS_BACK_LIST"},
	{"codeError", "GS_CODE_ERROR"},
	{"callbackOK", "GS_CALLBACK_OK"},
	{"pendingNot", "GS_PENDING_NOT"},
	{"underway", "GS_UNDERWAY"},
	{"controlCancelled", "GS_CONTROL_CANCELLED"},
	{"opImport", "GS_OP_IMPORT"},
	{"askPatiently", "GS_ASK_PATIENTLY"},
	{"notYet", "GS_ITEMS_NOT_YET"},
	{"plainError", "GS_ERR_PLAIN"},
	{"ofJob", "GS_OF_JOB"},
	{"fileNone", "GS_FILE_NONE"},
	{"errorNil", "GS_ERROR_NIL"},
	{"causeNone", "GS_CAUSE_NONE"},
	{"fileSeeks", "GS_FILE_SEEKS"},
}

// sameValue are twins that stand alone, or among others that have none.
var sameValue = []struct{ goName, cName string }{
	{"hostBits", "GS_HOST_BITS"}, {"zoneFixed", "GS_ZONE_FIXED"}, {"abi", "GS_ABI"},
	{"infoFields", "GS_INFO_CORE"}, {"mostItems", "GS_MOST_ITEMS"},
	{"anyKeys", "GS_ANY_KEYS"}, {"anyDimension", "GS_ANY_DIMENSION"},
}

// onlyInC are members of such a list that Go has no name for.
var onlyInC = []string{"GS_CODE_OK", "GS_OP_CALLBACK"}

// otherNames are twins whose names have nothing in common.
var otherNames = map[string]string{"firstSentinel": "GS_ERR_SENTINELS"}

// A list is constants that are declared together, in their order.
type list struct {
	names  []string
	values map[string]int64
}

func listWith(t *testing.T, lists []list, name string) list {
	t.Helper()
	for _, l := range lists {
		if slices.Contains(l.names, name) {
			return l
		}
	}
	t.Fatalf("there is no constant %s", name)
	return list{}
}

// cLists are the enums of shim/, wherever they lie.
func cLists(t *testing.T) []list {
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	enum := regexp.MustCompile(`(?s)\benum\b[^;{}()]*\{([^{}]*)\}`)
	var lists []list
	err := fs.WalkDir(gophersnake.Shim, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".h" && path.Ext(name) != ".c" {
			return err
		}
		text, err := fs.ReadFile(gophersnake.Shim, name)
		for _, m := range enum.FindAllStringSubmatch(comment.ReplaceAllString(string(text), ""), -1) {
			l := list{values: map[string]int64{}}
			next, known := int64(0), true
			for _, one := range strings.Split(m[1], ",") {
				name, expr, given := strings.Cut(strings.TrimSpace(one), "=")
				if name = strings.TrimSpace(name); name == "" {
					continue
				}
				if given {
					next, known = evaluate(expr)
				}
				l.names = append(l.names, name)
				if known {
					l.values[name] = next
				}
				next++
			}
			lists = append(lists, l)
		}
		return err
	})
	if err != nil || len(lists) == 0 {
		t.Fatal("no enum in shim/:", err)
	}
	return lists
}

// evaluate is the value of an expression of C that is one of Go too.
func evaluate(expr string) (int64, bool) {
	v, err := types.Eval(token.NewFileSet(), nil, token.NoPos, expr)
	if err != nil || v.Value == nil {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(v.Value))
}

// goLists are the constants of a folder.
func goLists(t *testing.T, folder string) []list {
	set := token.NewFileSet()
	names, err := fs.Glob(os.DirFS("."), folder+"/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no Go files in", folder, err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	// what it imports is not there, and no matter: constants are known all the same
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	(&types.Config{Error: func(error) {}, FakeImportC: true}).Check(folder, set, files, info)
	var lists []list
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			l := list{values: map[string]int64{}}
			for _, s := range g.Specs {
				for _, id := range s.(*ast.ValueSpec).Names {
					if c, ok := info.Defs[id].(*types.Const); ok && id.Name != "_" && c.Val().Kind() == constant.Int {
						l.names = append(l.names, id.Name)
						l.values[id.Name], _ = constant.Int64Val(c.Val())
					}
				}
			}
			lists = append(lists, l)
		}
	}
	return lists
}

// beginning is what all names of a list begin with, to the end of a word.
func beginning(names []string, ends func(string) int) string {
	if len(names) < 2 {
		return ""
	}
	b := names[0]
	for _, n := range names[1:] {
		for !strings.HasPrefix(n, b) {
			b = b[:len(b)-1]
		}
	}
	return b[:ends(b)]
}

// word is a name as both languages have it.
func word(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

func TestConstantsOfShimAndCoreAreTheSame(t *testing.T) {
	inC, inGo := cLists(t), goLists(t, "rt")
	for _, twin := range twins {
		g, c := listWith(t, inGo, twin.goName), listWith(t, inC, twin.cName)
		if g.values[twin.goName] != c.values[twin.cName] {
			t.Errorf("%s is %d and %s is %d", twin.goName, g.values[twin.goName], twin.cName, c.values[twin.cName])
		}
		prefix := beginning(c.names, func(s string) int { return strings.LastIndexByte(s, '_') + 1 })
		left := map[string]bool{}
		for _, name := range c.names {
			left[name] = !slices.Contains(onlyInC, name)
		}
		for _, name := range g.names {
			other := ""
			for _, candidate := range c.names {
				named := strings.Contains(word(name), word(strings.TrimPrefix(candidate, prefix)))
				if otherNames[name] == candidate || named && len(candidate) > len(other) {
					other = candidate
				}
			}
			if other == "" {
				t.Errorf("%s of rt/ has no twin beside %s", name, twin.cName)
				continue
			}
			left[other] = false
			if g.values[name] != c.values[other] {
				t.Errorf("%s is %d and %s is %d", name, g.values[name], other, c.values[other])
			}
		}
		for _, name := range slices.Sorted(maps.Keys(left)) {
			if left[name] {
				t.Errorf("%s of shim/ has no twin beside %s", name, twin.goName)
			}
		}
	}
	for _, twin := range sameValue {
		g, c := listWith(t, inGo, twin.goName), listWith(t, inC, twin.cName)
		if g.values[twin.goName] != c.values[twin.cName] {
			t.Errorf("%s is %d and %s is %d", twin.goName, g.values[twin.goName], twin.cName, c.values[twin.cName])
		}
	}
}

// What the model says by numbers and names is what the shim knows.
func TestConstantsOfShimAndModelAreTheSame(t *testing.T) {
	inC, inGo := cLists(t), goLists(t, "internal/model")
	shim := shimText(t)

	kinds, known := listWith(t, inGo, "Complex128"), listWith(t, inC, "GS_C128")
	if len(kinds.names) != len(known.names) {
		t.Errorf("%d kinds in internal/model, %d in shim/", len(kinds.names), len(known.names))
	}
	for _, name := range kinds.names {
		k := model.Kind(kinds.values[name])
		if v, ok := known.values[k.C()]; !ok || v != int64(k) {
			t.Errorf("kind %s is %d, and %s in shim/ is %d", name, k, k.C(), v)
		}
		if k != model.Timeout && !strings.Contains(shim, "gs_"+k.Family()+"_ops") { // no value is one
			t.Errorf("kind %s: shim/ has no gs_%s_ops", name, k.Family())
		}
	}
	for _, way := range []model.Way{
		model.ByNumber, model.ByText, model.ByBytes, model.ByNumbers, model.ByObject, model.ByPointer, model.ByDuration,
		model.ByTimeout, model.ByWire, model.ByCallable, model.ByTextOrBytes, model.ByWritable,
	} {
		listWith(t, inC, "GS_HOW_"+string(way))
	}
	atOnce := listWith(t, inC, "GS_AT_ONCE")
	if atOnce.values["GS_AT_ONCE"] != model.AtOnce {
		t.Errorf("GS_AT_ONCE is %d, AtOnce %d", atOnce.values["GS_AT_ONCE"], model.AtOnce)
	}
	for name, gil := range map[string]model.GIL{"GS_RELEASE": model.Release, "GS_HOLD": model.Hold} {
		if v := listWith(t, inC, name).values[name]; v != int64(gil) {
			t.Errorf("%s is %d, in internal/model it is %d", name, v, gil)
		}
	}
}

func shimText(t *testing.T) string {
	var b strings.Builder
	err := fs.WalkDir(gophersnake.Shim, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(gophersnake.Shim, name)
		b.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The parts of the test that read sources see what there is to see.
func TestListsAreRead(t *testing.T) {
	c, g := listWith(t, cLists(t), "GS_V_NONE"), listWith(t, goLists(t, "rt"), "valueNone")
	if len(c.names) < 15 || len(g.names) != len(c.names) || g.values["valueEnd"] != int64(len(g.names)-1) {
		t.Error(c, g)
	}
	if v, ok := evaluate(" 16 << 10 "); !ok || v != 16384 {
		t.Error(v, ok)
	}
	if _, ok := evaluate("sizeof x / sizeof *x"); ok {
		t.Error("the size of an array is not known here")
	}
}
