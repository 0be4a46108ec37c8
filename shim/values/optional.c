#include "values/optional.h"
#include "abi/abi3.h"
#include "os/stack.h"
#include "call/call.h"
#include "values/pointee.h"

enum { GS_OPT_POINTER = 2 }; /* the same as in rt/object.go */

/* A Pointer, and what it leads to now: Go's type has not got it yet, if no Go code has. */
static GS_NOINLINE int gs_optional_pointer(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_encoder_word(t, GS_OPT_POINTER)) return -1;
    uint64_t w;
    if (gs_pointer_in(t->call, v, &w) || gs_encoder_word(t, w)) return -1;
    return gs_pointee_put(t, ty->elem, v, path);
}

static int gs_optional_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_stack_deep("a value")) return -1;
    if (GS_UNLIKELY(gs_is_pointer(v))) return gs_optional_pointer(t, ty, v, path);
    return v == Py_None ? gs_encoder_word(t, 0) : gs_encoder_word(t, 1) ? -1 : gs_encode(t, ty->elem, v, path);
}

static PyObject *gs_optional_take(gs_decoder *r, const gs_type *ty) {
    return gs_decoder_word(r) ? gs_decode(r, ty->elem) : Py_NewRef(Py_None);
}

static void gs_optional_skip(gs_decoder *r, const gs_type *ty) {
    if (gs_decoder_word(r)) gs_decode_skip(r, ty->elem);
}

GS_OPS(optional, gs_optional_put, gs_optional_take, gs_optional_skip, gs_decode_items, gs_decode_skip_items, 8);
