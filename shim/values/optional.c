#include "values/optional.h"
#include "abi/abi3.h"
#include "os/stack.h"
#include "call/call.h"

/* ---- optional values ---- */
static int gs_optional_put(gs_tape *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_stack_deep("a value")) return -1;
    return v == Py_None ? gs_tape_word(t, 0) : gs_tape_word(t, 1) ? -1 : gs_tape_put(t, ty->elem, v, path);
}
static PyObject *gs_optional_take(gs_reader *r, const gs_type *ty) { return gs_read_word(r) ? gs_tape_take(r, ty->elem) : Py_NewRef(Py_None); }
static void gs_optional_skip(gs_reader *r, const gs_type *ty) {
    if (gs_read_word(r)) gs_tape_skip(r, ty->elem);
}
GS_OPS(optional, gs_optional_put, gs_optional_take, gs_optional_skip, gs_tape_take_items, gs_tape_skip_items, 8);
