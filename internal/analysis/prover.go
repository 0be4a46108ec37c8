package analysis

import "go/types"

// A prover proves a property of a function, and of all functions that it calls, from
// source. Each proof has its own check of one function's body.
type prover struct {
	source    *source
	reads     bool                      // the proof may load further packages
	known     func(fn *types.Func) bool // proven without reading the body
	again     string                    // the reason given for a recursive call
	look      func(b body) string       // why the body is not proven, or ""
	decisions map[string]string
}

// why returns why a function is not proven, or "".
func (p *prover) why(fn *types.Func) string {
	if fn == nil {
		return "is not a function that can be looked at"
	}
	fn = fn.Origin()
	name := fn.FullName()
	if why, ok := p.decisions[name]; ok {
		return why
	}
	if p.known(fn) {
		return ""
	}
	b, ok := p.source.find(fn, p.reads)
	if !ok {
		return "calls " + name + ", whose source was not read"
	}
	if b.decl.Body == nil {
		return "calls " + name + ", which is not written in Go"
	}
	p.decisions[name] = p.again
	why := p.look(b)
	p.decisions[name] = why
	return why
}
