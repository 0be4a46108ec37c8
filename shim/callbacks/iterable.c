#include "callbacks/iterable.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "callbacks/given.h"
#include "callbacks/value.h"
#include <stdint.h>

/* Whether v can be iterated. Text and mappings do not count, as for lists. */
static GS_NOINLINE int gs_is_iterable(PyObject *v) {
    if (PyUnicode_Check(v) || PyBytes_Check(v) || gs_isinstance(v, &PyByteArray_Type) || PyDict_Check(v)) return 0;
    return PyType_GetSlot(Py_TYPE(v), Py_tp_iter) || PyType_GetSlot(Py_TYPE(v), Py_sq_item);
}

GS_NOINLINE int gs_iterable_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    int async = PyType_GetSlot(Py_TYPE(v), Py_am_aiter) != NULL;
    if (async && t->call->is_async) {
        if (!(v = gs_awaiting_by.hold(v))) return -1;
    } else {
        if (!gs_is_iterable(v)) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
        if (!(v = gs_given_new(t->call, v))) return -1;
    }
    int named = !path->up && path->at == GS_AT_ARG; /* for messages about its items; both are constants */
    if (gs_give(t->call, v) || gs_encoder_word(t, (uint64_t)(uintptr_t)v)) return -1;
    if (gs_encoder_word(t, (uint64_t)(uintptr_t)ty)) return -1;
    if (gs_encoder_word(t, named ? (uint64_t)(uintptr_t)path->name : 0)) return -1;
    return gs_encoder_word(t, named ? (uint64_t)(uintptr_t)path->fn : 0);
}

/* Reads the type of an iterable from the arguments, and its path for messages. */
GS_INLINE const gs_type *gs_iterable_type(gs_decoder *r, gs_path *items) {
    const gs_type *ty = (const gs_type *)(uintptr_t)gs_decoder_word(r);
    const char *name = (const char *)(uintptr_t)gs_decoder_word(r);
    const gs_fn *fn = (const gs_fn *)(uintptr_t)gs_decoder_word(r);
    *items = (gs_path){ NULL, GS_AT_ARG, name ? name : "items", fn, 0, NULL };
    return ty;
}

static const char gs_pair_expected[] = "a tuple of 2";

/* What an item is, in messages. */
GS_INLINE const char *gs_iterable_expected(const gs_type *ty) {
    return ty->key ? gs_pair_expected : ty->elem->expected;
}

/* Encodes an item, or a pair. */
static GS_NOINLINE int gs_iterable_item(gs_encoder *t, const gs_type *ty, PyObject *o, const gs_path *at) {
    if (!ty->key) return gs_encode(t, ty->elem, o, at);
    if (!PyTuple_Check(o) || PyTuple_Size(o) != 2) return gs_argerror_value(at, GS_WRONG_TYPE, gs_pair_expected, o);
    gs_path key = { at, GS_AT_INDEX, NULL, NULL, 0, NULL }, value = { at, GS_AT_INDEX, NULL, NULL, 1, NULL };
    if (gs_encode(t, ty->key, PyTuple_GetItem(o, 0), &key)) return -1;
    return gs_encode(t, ty->elem, PyTuple_GetItem(o, 1), &value);
}

GS_NOINLINE int gs_iterable_give(gs_callback *cb, PyObject *o) {
    gs_decoder r = { cb->args, GS_SYNC_API, NULL };
    Py_ssize_t index = (Py_ssize_t)gs_decoder_word(&r);
    gs_path argument, named = { &argument, GS_AT_INDEX, NULL, NULL, index, NULL };
    gs_path items = { NULL, GS_AT_ARG, "items", NULL, 0, NULL }, at = { &items, GS_AT_INDEX, NULL, NULL, index, NULL };
    const gs_type *ty = gs_iterable_type(&r, &argument);
    gs_call c = { .fn = NULL };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    int failed = gs_encoder_word(&t, o != NULL) || (o && gs_iterable_item(&t, ty, o, &at));
    if (GS_UNLIKELY(failed) && o) gs_argerror_note(&named, gs_iterable_expected(ty), o); /* names the argument */
    int done = gs_callback_finish(cb, &c, &t, failed);
    Py_XDECREF(o);
    return done;
}

GS_COLD int gs_iterable_raised(gs_callback *cb, PyObject *v) {
    gs_decoder r = { cb->args, GS_SYNC_API, NULL };
    Py_ssize_t index = (Py_ssize_t)gs_decoder_word(&r);
    gs_path items, at = { &items, GS_AT_INDEX, NULL, NULL, index, NULL };
    const gs_type *ty = gs_iterable_type(&r, &items);
    return gs_argerror_value(&at, GS_RAISED, gs_iterable_expected(ty), v);
}

GS_NOINLINE int gs_iterable_begin(gs_callback *cb) {
    gs_decoder r = { cb->args, GS_SYNC_API, NULL };
    gs_path items;
    const gs_type *ty = gs_iterable_type(&r, &items);
    PyObject *it = PyObject_GetIter(cb->object);
    if (!it) return gs_argerror_value(&items, GS_RAISED, ty->expected, gs_given_inner(cb->object));
    gs_call c = { .fn = NULL };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    int failed = gs_value_object(&t, it);
    Py_DECREF(it);
    return gs_callback_finish(cb, &c, &t, failed);
}

GS_NOINLINE int gs_iterable_next(gs_callback *cb) {
    /* an async iterator: the event loop calls __anext__() */
    if (gs_is_coroutine_runner(cb->object))
        return gs_awaiting_by.begin(cb, Py_NewRef(gs_given_inner(cb->object)), GS_AWAIT_ITEM, NULL);
    PyObject *v = gs_given_inner(cb->object), *o = PyIter_Next(v);
    return !o && PyErr_Occurred() ? gs_iterable_raised(cb, v) : gs_iterable_give(cb, o);
}
