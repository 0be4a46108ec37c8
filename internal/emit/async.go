package emit

import (
	"fmt"

	"gophersnake/internal/model"
)

// genAsync writes the tables by which shim/async/async.h makes asynchronous calls of a
// function.
func genAsync(w *writer, f *model.Func, snapshots []model.Snapshot, loop int) {
	self, doc := "", fmt.Sprintf("%s(%s)\n--\n\n%s", f.Python, f.Parameters(&model.Scope{}, "", false), f.Doc)
	size := jobSize{words: f.Words}
	for _, r := range f.Results { // an error's text finds its place elsewhere
		size.scratch = min(size.scratch+r.Scratch, smallScratch)
	}
	if f.RecvType != nil {
		self = "$self"
		doc = fmt.Sprintf("%s(%s)\n--\n\n%s", f.Python, f.Parameters(&model.Scope{}, self, false), f.Doc)
		size.refs++
	}
	if len(f.Params) > 0 {
		w.p("static const gs_step A%d_params[] = {", f.ID)
		for i, p := range f.Params {
			way := p.Way()
			size.count(way, p)
			described := fmt.Sprintf("&T%d", argumentType(p).ID)
			if way == model.ByTimeout { // which no Go type stands for
				described = "NULL"
			}
			w.p("    { GS_HOW_%s, %d, %d, %s },", way, guardCode(p), f.ParamWords[i], described)
		}
		w.p("};")
	}
	if len(f.Results) > 0 {
		w.p("static const gs_step A%d_results[] = {", f.ID)
		for i, t := range f.Results {
			w.p("    { GS_HOW_%s, 0, %d, &T%d },", t.ResultWay(), f.ResultWords[i], t.ID)
		}
		w.p("};")
	}
	table := func(what string, n int) string {
		if n == 0 {
			return "NULL"
		}
		return fmt.Sprintf("A%d_%s", f.ID, what)
	}
	word := func(is bool, at int) int {
		if !is {
			return -1
		}
		return at
	}
	cls := "NULL"
	switch {
	case f.Shape == model.Invoke: // its self is what holds the function
		cls = "&gs_function_self"
	case self != "":
		cls = fmt.Sprintf("&C%d", f.Recv.ID)
	}
	kernel := ""
	if f.Vector != nil {
		genKernel(w, f)
		kernel = fmt.Sprintf(", .kernel = &K%d", f.ID)
	}
	w.p("static gs_async_function A%d = { .fn = &F%d, .name = %s, .doc = %s, .self = %s, .params = %s, .results = %s, .id = %d,", f.ID, f.ID, cString(shownName(f)), cString(doc), cls,
		table("params", len(f.Params)), table("results", len(f.Results)), f.ID)
	hold := f.GIL
	if f.CallsBack() { // what it calls may be an async function
		hold = model.Release
	}
	w.p("    .nresults = %d, .self_word = %d, .ok_word = %d, .error_word = %d, .hold = %d, .context = %d, .plain = %d, .copy_self = %d,", len(f.Results), f.SelfWord,
		word(f.CommaOK, f.OKWord), word(f.Error, f.ErrorWord), hold, oneIf(f.Context >= 0), oneIf(f.Async), copySelf(f, snapshots))
	deliver := "NULL"
	if f.GivesStream() {
		deliver = "gs_stream_opened"
	}
	overloads := ""
	if len(f.Overloads) > 0 {
		overloads = fmt.Sprintf(", .overloads = &O%d, .overloaded = O%d_async", f.ID, f.ID)
	}
	core := ""
	if loop >= 0 && f.Core != "" {
		core = fmt.Sprintf(", .core = %q", f.Core)
	}
	if f.Alone {
		w.p("    .alone = 1,")
	}
	w.p("    .serial = %d, .loop = %d, .size = %s, .deliver = %s%s%s%s };", oneIf(f.Shared != ""), loop, size, deliver, overloads, core, kernel)
}

// copySelf is the number of the function that copies the receiver, or -1.
func copySelf(f *model.Func, snapshots []model.Snapshot) int {
	if f.Copied == "" {
		return -1
	}
	return model.SnapshotOf(snapshots, f.OfReceiver())
}

// smallScratch is the scratch memory of a job for small results. It is small since a
// million jobs may wait.
const smallScratch = 64

// A jobSize is a gs_job_size.
type jobSize struct {
	words, scratch, refs, cleanups, encoders int
	call                                     bool // a gs_call is needed in any case
}

func (s jobSize) String() string {
	return fmt.Sprintf("{ %d, %d, %d, %d, %d, %d }", s.words, s.scratch, s.refs, s.cleanups, s.encoders, oneIf(s.call || s.refs+s.cleanups+s.encoders > 0))
}

// count adds what an argument needs, in agreement with gs_async_argument.
func (s *jobSize) count(way model.Way, p *model.Param) {
	if p.Kind == model.Star {
		s.cleanups++
	}
	switch way {
	case model.ByNumber, model.ByDuration:
	case model.ByTimeout: // with a span, which the job holds
		s.call = s.call || p.Type.InWords > 1
	case model.ByWire, model.ByLentWire:
		s.encoders++
	case model.ByLent: // which has memory of its own
		s.call = true
	case model.ByTextOrBytes, model.ByBytes:
		s.refs++
		s.cleanups++
	case model.ByNumbers, model.ByWritable:
		s.cleanups++
	default:
		s.refs++
	}
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// guardCode says what guard mode does with an argument; of one that is lent, what is
// known of the function.
func guardCode(p *model.Param) int {
	switch {
	case p.Lent():
		return lentFlags(p)
	case p.Type.TakesText() || p.Type.TakesRow():
		return 2 * oneIf(p.Writes)
	case p.Type.TakesArray() || p.Type.TakesFields():
		return 2*oneIf(p.Writes) + 4*oneIf(p.InPlace)
	case p.Type.Kind == model.Callable || p.Passing == model.Copied:
		return 0
	case p.Passing == model.Writable:
		return 2
	}
	return 1
}

// genAsyncList lists the functions that have an async API.
func genAsyncList(w *writer, name string, funcs []*model.Func) {
	w.p("static gs_async_function *const %s[] = {", name)
	for _, f := range funcs {
		if f.HasAsyncAPI() {
			w.p("    &A%d,", f.ID)
		}
	}
	w.p("    NULL,")
	w.p("};")
}

// genFlow writes how jobs fetch items of a stream: shim/async/astream.h.
func genFlow(w *writer, t *model.Type) {
	w.p("static const gs_step WA%d_results[] = { { GS_HOW_WIRE, 0, 1, &T%d } };", t.ID, t.ID)
	w.p("static gs_async_function WA%d = { .name = \"anext\", .loop = -1, .results = WA%d_results, .id = %d, .size = { GS_ASK_WORDS, %d, 0, 0, 0, 0 }, .deliver = gs_stream_delivered };", t.ID, t.ID, t.Flow.Next.ID, streamScratch)
	w.p("static gs_async_function WE%d = { .fn = &gs_no_parameters, .loop = -1, .name = \"aclose\", .id = %d, .ok_word = -1, .error_word = -1, .size = { 3, 0, 1, 0, 0, 1 } };", t.ID, t.Flow.Stop.ID)
}

// streamScratch holds a batch of 256 numbers.
const streamScratch = 2048
