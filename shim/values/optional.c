#include "values/optional.h"
#include "abi/abi3.h"
#include "os/stack.h"
#include "call/call.h"

static int gs_optional_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_stack_deep("a value")) return -1;
    return v == Py_None ? gs_encoder_word(t, 0) : gs_encoder_word(t, 1) ? -1 : gs_encode(t, ty->elem, v, path);
}

static PyObject *gs_optional_take(gs_decoder *r, const gs_type *ty) {
    return gs_decoder_word(r) ? gs_decode(r, ty->elem) : Py_NewRef(Py_None);
}

static void gs_optional_skip(gs_decoder *r, const gs_type *ty) {
    if (gs_decoder_word(r)) gs_decode_skip(r, ty->elem);
}

GS_OPS(optional, gs_optional_put, gs_optional_take, gs_optional_skip, gs_decode_items, gs_decode_skip_items, 8);
