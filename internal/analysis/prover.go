package analysis

import "go/types"

// A prover proves something of a function and of all that it calls, from
// source. Each judge of source is one, with a look of its own at a body.
type prover struct {
	source    *source
	reads     bool                      // further packages are worth reading for it
	known     func(fn *types.Func) bool // proven without a look
	again     string                    // what a call of a function that is being looked at says
	look      func(b body) string       // why not; "" is a proof
	decisions map[string]string
}

// why says why a function is not proven; "" if it is.
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
