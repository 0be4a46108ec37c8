package bind

import (
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// saysProtocols reads a //py:protocol: names, each alone or after a minus.
func (b *binder) saysProtocols(said map[string]bool, list, where string) {
	for _, word := range names(list) {
		name, off := word, false
		if !isOperator(word) {
			name, off = strings.CutPrefix(word, "-")
		}
		if !slices.Contains(model.ProtocolNames, name) && !isOperator(name) {
			b.fail("%s: //py:protocol: there is no protocol %s; there are %s, and operators (+), each with a minus before it to leave it out", where, name,
				strings.Join(model.ProtocolNames, ", "))
		}
		said[name] = !off
	}
	if len(said) == 0 {
		b.fail("%s: //py:protocol needs the name of a protocol, with a minus before it to leave it out", where)
	}
}

// A protocolBinder finds the protocols of one class.
type protocolBinder struct {
	*binder
	c     *model.Class
	p     *model.Protocols
	said  map[string]bool
	scope *scope
}

// wants reports whether a protocol is not left out.
func (b *protocolBinder) wants(name string) bool {
	if on, said := b.said[name]; said {
		return on
	}
	return !b.said[model.NoProtocol]
}

// bindProtocols finds the methods of all classes that Python's syntax and builtins call.
func (b *binder) bindProtocols() {
	var all []*protocolBinder
	by := map[*model.Class]*boundClass{}
	for _, bc := range b.classes {
		by[bc.class] = bc
	}
	for _, c := range b.m.Classes {
		if bc := by[c]; bc != nil && c.OverValue() && bc.scope != nil && (c.Kind != model.Interface || !c.Error) {
			all = append(all, &protocolBinder{b, c, &model.Protocols{}, bc.said, bc.scope})
		}
	}
	for _, p := range all { // those over which others iterate
		p.iterator()
		p.c.Protocols = p.p
	}
	for _, p := range all {
		p.length()
		if !p.isContainer() {
			p.items()
			p.iteration()
			p.membership()
			p.containerLength()
		}
		p.closes()
		p.formats()
		p.operators(by[p.c].named)
		p.properties()
		p.encodesJSON()
		p.additions()
	}
	for _, p := range all {
		if p.p.Empty() {
			p.c.Protocols = nil
		}
	}
}

// isContainer reports whether instances are containers already, over Go's.
func (b *protocolBinder) isContainer() bool {
	if b.c.Kind != model.Box {
		return false
	}
	switch b.c.Value.Kind {
	case model.List, model.Array, model.Dict, model.Set, model.Bytes:
		return true
	}
	return false
}

// ---- shapes of methods ----

// method is a method with so many parameters, beside a deadline, and results as they are; or nil.
func (b *protocolBinder) method(name string, params int) *model.Func {
	f := methodOf(b.c, name)
	if f == nil || len(f.Overloads) > 0 || len(arguments(f)) != params {
		return nil
	}
	return f
}

// arguments are the parameters without a deadline.
func arguments(f *model.Func) []*model.Param {
	var all []*model.Param
	for _, p := range f.Params {
		if p.Type.Kind != model.Timeout {
			all = append(all, p)
		}
	}
	return all
}

// takes reports whether a method takes values of these types, each by a parameter of its own.
func takes(f *model.Func, all ...*model.Type) bool {
	args := arguments(f)
	if len(args) != len(all) {
		return false
	}
	for i, p := range args {
		if p.Type != all[i] || p.Kind == model.Star {
			return false
		}
	}
	return true
}

// gives reports whether a method gives one value, always.
func gives(f *model.Func) bool { return f != nil && len(f.Results) == 1 && !f.CommaOK && !f.Error }

func givesA(f *model.Func, kind model.Kind) bool { return gives(f) && f.Results[0].Kind == kind }

func isInteger(t *model.Type) bool { return t.Kind >= model.Int8 && t.Kind <= model.Uint64 }

// found is the value that a method finds, and how it says that there is none.
func found(f *model.Func) (*model.Type, model.Finds, bool) {
	switch {
	case len(f.Results) == 2 && f.Results[1].Kind == model.Bool && !f.CommaOK && !f.Error:
		return f.Results[0], model.FindsOrFalse, true
	case len(f.Results) != 1:
		return nil, 0, false
	case f.CommaOK && f.Error:
		return nil, 0, false
	case f.CommaOK:
		return f.Results[0], model.FindsOrNone, true
	case f.Error:
		return f.Results[0], model.FindsOrFails, true
	case isNone(f.Results[0]) && (len(f.NotNil) == 0 || !f.NotNil[0]):
		return f.Results[0], model.FindsOrNone, true
	}
	return f.Results[0], model.FindsAlways, true
}

// isNone reports whether a value may be None.
func isNone(t *model.Type) bool {
	return strings.HasSuffix(t.HintOut, "| None") || t.Kind == model.Any || t.Kind == model.PyObject
}

// exact is a method of which None means that there is nothing: for one that also finds None,
// the same that says whether it has found anything.
func (b *protocolBinder) exact(f *model.Func, finds model.Finds) (*model.Func, model.Finds) {
	if finds != model.FindsOrNone || !f.CommaOK || !isNone(f.Results[0]) {
		return f, finds
	}
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	pair := *f
	pair.CommaOK, pair.Hidden = false, true
	pair.Results = append(slices.Clip(slices.Clone(f.Results)), boolean)
	pair.ParamWords, pair.ResultWords, pair.Scratch = nil, nil, 0
	b.add(&pair)
	return &pair, model.FindsOrFalse
}

// ---- len() ----

func (b *protocolBinder) length() {
	if f := b.method("Len", 0); f != nil && b.wants(model.LenProtocol) && gives(f) && isInteger(f.Results[0]) && !b.isContainer() {
		b.p.Len = f
	}
}

// lengthOf is the length of a container, which may have other names there.
func (b *protocolBinder) lengthOf() *model.Func {
	if b.p.Len != nil || !b.wants(model.LenProtocol) {
		return b.p.Len
	}
	for _, name := range []string{"Size", "Length", "Count", "Cardinality", "GetCardinality"} {
		if f := b.method(name, 0); f != nil && gives(f) && isInteger(f.Results[0]) {
			return f
		}
	}
	return nil
}

// containerLength gives a container its length, and what is none its truth.
func (b *protocolBinder) containerLength() {
	container := b.p.Get != nil || b.p.Has != nil || b.p.How != model.NoIteration && b.p.How != model.IterItself
	if container {
		b.p.Len = b.lengthOf()
	}
	b.p.AlwaysIs = b.p.Len != nil && !container
}

// ---- x[k] ----

// Names by which containers take keys and give values.
var (
	indexNames  = []string{"At", "Get", "Index", "Item"}
	keyNames    = []string{"Get", "Lookup", "Load"}
	setNames    = []string{"Set", "Put", "Store", "Insert"}
	deleteNames = []string{"Delete", "Remove", "Del", "Unset"}
	hasNames    = []string{"Has", "Contains", "ContainsKey", "HasKey", "Exists"}
	iterNames   = []string{"All", "Values", "Items", "Elements", "Entries", "Each", "Iter", "Iterator", "Iterate", "Range", "Keys", "ToSlice", "ToArray"}
	pairsNames  = []string{"All", "Items", "Entries", "Pairs", "Iter"}
)

// items gives a class x[i] or x[k], where its methods leave no doubt which.
func (b *protocolBinder) items() {
	sequence, mapping := b.sequence(), b.mapping()
	if sequence != nil && mapping != nil {
		// one method, or two: its key tells
		switch at := arguments(sequence)[0]; {
		case b.said[model.MappingProtocol]:
			sequence = nil
		case b.said[model.SequenceProtocol]:
			mapping = nil
		case sequence != mapping:
			return
		case b.isKeyed(mapping, at):
			sequence = nil
		default:
			mapping = nil
		}
	}
	switch {
	case sequence != nil:
		b.p.Sequence = true
		b.item(sequence)
	case mapping != nil:
		b.item(mapping)
	}
}

// item is x[k] by a method, and what goes with it.
func (b *protocolBinder) item(get *model.Func) {
	key := arguments(get)[0].Type
	value, finds, _ := found(get)
	if b.p.Sequence && finds == model.FindsOrNone && !get.CommaOK {
		finds = model.FindsAlways // an item that is nil
	}
	b.p.Get, b.p.Finds = b.exact(get, finds)
	for _, name := range setNames {
		if b.p.Sequence && name == "Insert" { // which moves the others
			continue
		}
		if f := b.method(name, 2); f != nil && b.p.Set == nil && takes(f, key, value) {
			b.p.Set = f
		}
	}
	for _, name := range deleteNames {
		f := b.method(name, 1)
		if f == nil || b.p.Delete != nil || !takes(f, key) {
			continue
		}
		if b.p.Sequence && value == key && !isIndex(arguments(f)[0]) { // it may be the value that goes
			continue
		}
		b.p.Delete = f
	}
}

// sequence is the method that gives the item at an index, or nil.
func (b *protocolBinder) sequence() *model.Func {
	if b.lengthOf() == nil || !b.wants(model.SequenceProtocol) {
		return nil
	}
	for _, name := range indexNames {
		f := b.method(name, 1)
		if f == nil || !isInteger(arguments(f)[0].Type) || arguments(f)[0].Kind == model.Star {
			continue
		}
		value, _, ok := found(f)
		if ok && (name != "Index" || !isInteger(value)) { // that is the place of a value
			return f
		}
	}
	return nil
}

// mapping is the method that gives the value of a key, or nil.
func (b *protocolBinder) mapping() *model.Func {
	if !b.wants(model.MappingProtocol) {
		return nil
	}
	for _, name := range keyNames {
		f := b.method(name, 1)
		if f == nil || arguments(f)[0].Kind == model.Star || !isKey(f) {
			continue
		}
		if _, _, ok := found(f); !ok {
			continue
		}
		if b.lengthOf() != nil || b.evidence(f) >= 2 {
			return f
		}
	}
	return nil
}

func isKey(f *model.Func) bool {
	at := arguments(f)[0].Position
	return types.Comparable(f.GoSignature().Params().At(at).Type())
}

// evidence counts the other methods of a mapping.
func (b *protocolBinder) evidence(get *model.Func) int {
	key := arguments(get)[0].Type
	value, _, _ := found(get)
	n := 0
	any := func(names []string, fits func(*model.Func) bool) {
		for _, name := range names {
			if f := methodOf(b.c, name); f != nil && fits(f) {
				n++
				return
			}
		}
	}
	any(setNames, func(f *model.Func) bool { return takes(f, key, value) })
	any(deleteNames, func(f *model.Func) bool { return takes(f, key) })
	any(hasNames, func(f *model.Func) bool { return takes(f, key) && givesA(f, model.Bool) })
	any([]string{"Keys"}, func(f *model.Func) bool { return b.goesOver(f, key) })
	any(pairsNames, func(f *model.Func) bool { return b.goesOverPairs(f, key) })
	return n
}

// isKeyed reports whether what takes an integer takes a key and no index: there are keys, or
// its name says so.
func (b *protocolBinder) isKeyed(get *model.Func, at *model.Param) bool {
	if keys := b.method("Keys", 0); keys != nil && b.goesOver(keys, at.Type) {
		return true
	}
	value, _, _ := found(get)
	if put := b.method("Put", 2); put != nil && takes(put, at.Type, value) {
		return true
	}
	if get.Call != "Get" {
		return false
	}
	switch strings.ToLower(at.Go) {
	case "key", "k", "id", "name":
		return true
	}
	return strings.HasSuffix(at.Go, "ID") || strings.HasSuffix(at.Go, "Key")
}

func isIndex(p *model.Param) bool {
	switch strings.ToLower(p.Go) {
	case "i", "idx", "index", "at", "n", "pos", "position":
		return true
	}
	return false
}

// ---- iteration ----

// itemsOf are the types that iterating a result gives: one, or two of pairs.
func (b *binder) itemsOf(t *model.Type) []*model.Type {
	switch {
	case t.Kind == model.Bytes:
		octet, _ := b.types.Of(types.Typ[types.Byte])
		return []*model.Type{octet}
	case t.Flow != nil && t.Key != nil:
		return []*model.Type{t.Key, t.Elem}
	case t.Flow != nil && !t.Flow.Reader && !t.Flow.Ends && t.Elem != nil, t.Kind == model.List && t.Elem != nil:
		return []*model.Type{t.Elem}
	}
	return nil
}

func (b *binder) goesOver(f *model.Func, item *model.Type) bool {
	return gives(f) && len(arguments(f)) == 0 && slices.Equal(b.itemsOf(f.Results[0]), []*model.Type{item})
}

func (b *binder) goesOverPairs(f *model.Func, key *model.Type) bool {
	if !gives(f) || len(arguments(f)) > 0 {
		return false
	}
	items := b.itemsOf(f.Results[0])
	return len(items) == 2 && items[0] == key
}

// iterator makes an instance an iterator, where its methods are steps.
func (b *protocolBinder) iterator() {
	if !b.wants(model.IterProtocol) || b.isContainer() || b.c.File != nil {
		return
	}
	var s model.Steps
	values := []string{"Value", "Item", "Current", "Entry", "Record", "Row", "Elem"}
	for _, name := range []string{"Next", "SetNext", "MoveNext", "Advance"} {
		if s.Next == nil {
			s.Next = b.method(name, 0)
		}
	}
	if s.Next == nil {
		s.Next, values = b.method("Scan", 0), append([]string{"Text", "Token"}, append(values, "Bytes")...)
	}
	if s.Next == nil {
		return
	}
	if item := itemNamed(b.c.Go); item != "" { // gonum's Nodes have a Node
		values = append(values, item)
	}
	one := func(name string) *model.Func {
		if f := b.method(name, 0); gives(f) {
			return f
		}
		return nil
	}
	switch {
	case givesA(s.Next, model.Bool) && len(s.Next.Params) == 0:
		s.Finds = model.FindsTruth
		for _, name := range values {
			if s.Value == nil {
				s.Value = one(name)
			}
		}
		if s.Value == nil {
			return
		}
		if s.Value.Call == "Value" {
			s.Key = one("Key")
		}
		b.p.Gives = []model.Given{atItem(s.Value)}
		if s.Key != nil {
			b.p.Gives = []model.Given{atItem(s.Key), atItem(s.Value)}
		}
	case len(s.Next.Results) == 1 && s.Next.Error && !s.Next.CommaOK && !s.Next.Reflected:
		s.Next, s.Finds = b.untilEnd(s.Next), model.FindsOrFalse
		b.p.Gives = []model.Given{{By: s.Next}}
	case gives(s.Next):
		if s.More = one("HasNext"); !givesA(s.More, model.Bool) {
			return
		}
		b.p.Gives = []model.Given{{By: s.Next}}
	case s.Next.CommaOK && len(s.Next.Results) == 2 && !s.Next.Error && !saysMore(s.Next): // a key, a value, and whether there is one
		s.Finds = model.FindsOrNone
		b.p.Gives = []model.Given{{Item: s.Next.Results[0]}, {Item: s.Next.Results[1]}}
	default:
		_, finds, ok := found(s.Next)
		if !ok || finds != model.FindsOrNone && finds != model.FindsOrFalse || saysMore(s.Next) {
			return
		}
		s.Next, s.Finds = b.exact(s.Next, finds)
		b.p.Gives = []model.Given{{By: s.Next, NotNil: s.Finds == model.FindsOrNone}}
	}
	for _, name := range []string{"Err", "Error"} {
		if f := b.method(name, 0); s.Err == nil && f != nil && f.Error && len(f.Results) == 0 {
			s.Err = f
		}
	}
	b.p.How, b.p.Next = model.IterItself, s
}

// itemNamed is the name of what a type of iterators goes over, by its own: Node of Nodes and of a
// NodeIterator; or "".
func itemNamed(iterator string) string {
	for _, suffix := range []string{"Iterator", "Iter", "Cursor", "Scanner", "s"} {
		if item, ok := strings.CutSuffix(iterator, suffix); ok && item != "" {
			return item
		}
	}
	return ""
}

// atItem is what a method gives of an item. Bytes of which nil says that there is none are not None then.
func atItem(f *model.Func) model.Given {
	return model.Given{By: f, NotNil: f.Results[0].IsBytesOrNone()}
}

// saysMore reports whether the last result says that more will come, and not that this counts.
func saysMore(f *model.Func) bool {
	r := f.GoSignature().Results()
	return strings.Contains(strings.ToLower(r.At(r.Len()-1).Name()), "more")
}

// iteration makes instances iterable.
func (b *protocolBinder) iteration() {
	if !b.wants(model.IterProtocol) || b.c.File != nil && b.c.Reads {
		return
	}
	switch {
	case b.p.How == model.IterItself:
	case b.p.Sequence:
		b.overSequence()
	case b.p.Get != nil:
		b.overMapping()
	default:
		b.overItems()
	}
}

// over iterates what a method returns.
func (b *protocolBinder) over(f *model.Func, how model.Iteration, items ...*model.Type) {
	b.p.Iter, b.p.How, b.p.Gives = f, how, nil
	for _, t := range items {
		b.p.Gives = append(b.p.Gives, model.Given{Item: t})
	}
	if how == model.IterResult && f.GivesStream() && len(f.Params) == 0 && !f.Hidden {
		b.p.Async = f.Python
	}
}

func (b *protocolBinder) overSequence() {
	value, _, _ := found(b.p.Get)
	for _, name := range []string{"Values", "All", "Items", "Iter"} {
		if f := b.method(name, 0); f != nil && b.goesOver(f, value) && f.Results[0].Flow != nil {
			b.over(f, model.IterResult, value)
			return
		}
	}
	b.p.How, b.p.Gives = model.IterIndexes, []model.Given{{By: b.p.Get, NotNil: b.p.Finds == model.FindsOrNone}}
}

func (b *protocolBinder) overMapping() {
	key := arguments(b.p.Get)[0].Type
	if f := b.method("Keys", 0); f != nil && b.goesOver(f, key) {
		b.over(f, model.IterResult, key)
		return
	}
	for _, name := range pairsNames {
		if f := b.method(name, 0); f != nil && b.goesOverPairs(f, key) {
			b.over(f, model.IterFirsts, key)
			return
		}
	}
	b.overPushed(key)
}

// overItems finds the method whose result an instance is iterated by: an iterator of a usual
// name, a list where it is a container otherwise too, or the only iterator of a container.
func (b *protocolBinder) overItems() {
	container := b.lengthOf() != nil || b.contains() != nil
	for _, name := range iterNames {
		f := b.method(name, 0)
		if f == nil || !gives(f) {
			continue
		}
		t := f.Results[0]
		items := b.itemsOf(t)
		if steps := stepsOf(t); steps != nil && (name == "Iterator" || name == "Iter" || name == "All") {
			b.over(f, model.IterResult)
			b.p.Gives = steps.Gives
			return
		}
		if items != nil && (t.Flow != nil && t.Kind == model.Stream || container && name != "Iter" || name == "All") {
			b.over(f, model.IterResult, items...)
			return
		}
	}
	if b.overPushed(nil); b.p.How != model.NoIteration || !container {
		return
	}
	var only *model.Func
	for _, f := range b.c.Methods {
		if gives(f) && len(arguments(f)) == 0 && f.Results[0].Kind == model.Stream && !f.Results[0].Flow.Reader {
			if only != nil {
				return
			}
			only = f
		}
	}
	if only != nil && !strings.HasPrefix(only.Call, "Back") && !strings.HasPrefix(only.Call, "Rev") {
		b.over(only, model.IterResult, b.itemsOf(only.Results[0])...)
	}
}

// stepsOf are the protocols of a class of iterators.
func stepsOf(t *model.Type) *model.Protocols {
	if t.Class != nil && t.Class.Protocols != nil && t.Class.Protocols.How == model.IterItself {
		return t.Class.Protocols
	}
	return nil
}

// ---- in ----

// contains is the method that says whether something is in an instance, or nil.
func (b *protocolBinder) contains() *model.Func {
	if !b.wants(model.InProtocol) {
		return nil
	}
	for _, name := range hasNames {
		f := b.method(name, 1)
		if f == nil || !givesA(f, model.Bool) {
			continue
		}
		if b.p.Get != nil && !b.p.Sequence && !takes(f, arguments(b.p.Get)[0].Type) {
			continue
		}
		return f
	}
	return nil
}

func (b *protocolBinder) membership() {
	if b.p.Has = b.contains(); b.p.Has != nil {
		b.p.HasFinds = model.FindsTruth
		return
	}
	if b.p.Get == nil || b.p.Sequence || !b.wants(model.InProtocol) {
		return
	}
	for _, name := range []string{"Lookup", "Load", "Peek"} {
		f := b.method(name, 1)
		if f == nil || !takes(f, arguments(b.p.Get)[0].Type) {
			continue
		}
		if _, finds, ok := found(f); ok && finds != model.FindsAlways && finds != model.FindsOrFails {
			b.p.Has, b.p.HasFinds = b.exact(f, finds)
			return
		}
	}
	if b.p.Finds != model.FindsAlways {
		b.p.Has, b.p.HasFinds = b.p.Get, b.p.Finds
	}
}

// ---- with, format() ----

func (b *protocolBinder) closes() {
	if f := b.method("Close", 0); f != nil && len(f.Results) == 0 && !f.CommaOK && b.c.File == nil && b.wants(model.WithProtocol) {
		b.p.Close = f
	}
}

func (b *protocolBinder) formats() {
	if b.formatsItself() {
		b.formatter()
		return
	}
	f := b.method("Format", 1)
	if f != nil && b.wants(model.FormatProtocol) && givesA(f, model.Str) && arguments(f)[0].Type.Kind == model.Str {
		b.p.Format = f
	}
}

// ---- what a tuple or a dict has ----

// additions are methods that Python expects of a container and that Go's type does not have.
func (b *protocolBinder) additions() {
	if b.c.Kind == model.Interface { // what implements it would need them for type checkers
		return
	}
	add := func(names ...string) int {
		n := 0
		for _, name := range names {
			if _, taken := b.scope.taken[name]; !taken {
				b.scope.taken[name] = ""
				b.p.Added = append(b.p.Added, name)
				n++
			}
		}
		return n
	}
	switch {
	case b.isContainer():
		// mutators are those of a class of collections.abc, and more that only list, dict or set have
		mutable := func(abc string, names, more []string) {
			if !b.c.Mutable {
				return
			}
			if n := add(names...); n == len(names) && b.p.Registered != "" {
				b.p.Registered = abc
			}
			add(more...)
		}
		switch kind := b.c.Value.Kind; kind {
		case model.Dict:
			b.c.Mutable = b.c.Mutable && b.wants(model.MappingProtocol)
			if b.wants(model.MappingProtocol) && add("get") == 1 && len(b.c.Views) == 3 {
				b.p.Registered = "Mapping"
			}
			mutable("MutableMapping", []string{"pop", "popitem", "clear", "update", "setdefault"}, []string{"copy"})
		case model.List, model.Array, model.Bytes:
			b.c.Mutable = b.c.Mutable && b.wants(model.SequenceProtocol)
			if b.wants(model.SequenceProtocol) && add("__reversed__", "index", "count") == 3 {
				b.p.Registered = "Sequence"
			}
			if kind == model.List {
				mutable("MutableSequence", []string{"append", "extend", "insert", "pop", "remove", "clear", "reverse"}, []string{"sort", "copy"})
			} else if b.c.Mutable {
				add("reverse", "sort")
			}
		case model.Set:
			if b.c.Mutable = b.c.Mutable && b.wants(model.InProtocol); b.c.Mutable {
				b.p.Registered = "Set"
			}
			mutable("MutableSet", []string{"isdisjoint", "add", "discard", "remove", "pop", "clear"},
				[]string{"update", "difference_update", "intersection_update", "symmetric_difference_update", "union", "intersection",
					"difference", "symmetric_difference", "issubset", "issuperset", "copy"})
			if b.p.Registered == "Set" {
				b.p.Registered = ""
			}
		}
		b.p.Plain = len(b.p.Added) > 0
	case b.p.Sequence && b.p.How != model.NoIteration:
		if add("index", "count") == 2 && b.p.Len != nil {
			b.p.Registered = "Sequence"
		}
	case b.p.Get != nil && b.p.How != model.NoIteration:
		if add("keys", "values", "items", "get") == 4 && b.p.Len != nil && b.p.Has != nil {
			b.p.Registered = "Mapping"
		}
	}
}
