#include "values/lent.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "call/guard.h"
#include "os/stack.h"
#include "values/foreign.h"
#include "values/list.h"
#include "values/number.h"
#include "values/pointee.h"
#include "values/text.h"
#include "values/writable.h"
#include <stdlib.h>
#include <string.h>

/* ---- before the call ---- */

static void gs_lent_begin(gs_call *c, gs_lent *l, int arg, const gs_type *ty, PyObject *v) {
    memset(l, 0, offsetof(gs_lent, next));
    l->how = GS_LENT_READONLY;
    l->viewed = l->wire = l->pointed = 0;
    l->arg = arg;
    l->type = ty;
    l->given = v;
    l->next = c->lent;
    c->lent = l;
}

GS_INLINE gs_path gs_lent_path(const gs_fn *fn, int arg) {
    gs_path path = { NULL, GS_AT_ARG, fn->params[arg].name, fn, 0, NULL };
    return path;
}

/* Memory of the call for n bytes, and as many again for what goes back. */
static char *gs_lent_memory(gs_call *c, gs_lent *l, Py_ssize_t n) {
    size_t size = n ? (size_t)n : 1;
    char *m = malloc(l->how == GS_LENT_ROOM ? 2 * size : size);
    if (!m) {
        PyErr_NoMemory();
        return NULL;
    }
    l->memory.what = GS_CLEANUP_MEM;
    l->memory.u.mem = m;
    gs_cleanup_add(c, &l->memory);
    if (GS_PROFILING) gs_profile_pack(l);
    l->data = (uint64_t)(uintptr_t)m;
    l->room = l->how == GS_LENT_ROOM ? (uint64_t)(uintptr_t)(m + size) : 0;
    return m;
}

static void gs_lent_hold_view(gs_call *c, gs_lent *l) {
    l->view.what = GS_CLEANUP_VIEW;
    gs_cleanup_add(c, &l->view);
    l->viewed = 1;
}

/* A buffer, which is in l->view. from: the kind of its items. */
static GS_NOINLINE int gs_lent_buffer_in(gs_call *c, gs_lent *l, int kind, int from, const gs_path *path) {
    Py_buffer *b = &l->view.u.view;
    int bytes = l->type->kind == GS_BYTES;
    int writable = !b->readonly && from == kind && !gs_format_has_objects(b->format);
    int in_place = bytes ? PyBuffer_IsContiguous(b, 'C') : gs_numbers_in_place(kind, from, b);
    l->n = (uint64_t)(bytes ? b->len : b->len / b->itemsize);
    gs_lent_hold_view(c, l);
    if (in_place && !c->is_async) {
        l->how = writable ? GS_LENT_WRITABLE : GS_LENT_READONLY;
        l->data = (uint64_t)(uintptr_t)(b->len ? b->buf : gs_empty);
        return 0;
    }
    l->how = writable ? GS_LENT_ROOM : GS_LENT_READONLY;
    char *m = gs_lent_memory(c, l, (Py_ssize_t)l->n * (bytes ? 1 : gs_number_size[kind]));
    if (!m) return -1;
    return bytes ? PyBuffer_ToContiguous(m, b, b->len, 'C') : gs_numbers_pack_view(kind, from, b, m, path);
}

static GS_NOINLINE int gs_lent_bytes_in(gs_call *c, gs_lent *l, const gs_path *path) {
    PyObject *v = l->given;
    int why = GS_WRONG_TYPE;
    if (PyObject_CheckBuffer(v)) {
        int masked = gs_masked(v);
        why = masked < 0 ? GS_RAISED : masked ? GS_MISSING : GS_OK;
    }
    if (!why && PyObject_GetBuffer(v, &l->view.u.view, PyBUF_FULL_RO)) why = GS_RAISED;
    return why ? gs_argerror_value(path, why, l->type->expected, v) : gs_lent_buffer_in(c, l, GS_U8, GS_U8, path);
}

static GS_NOINLINE int gs_lent_numbers_in(gs_call *c, gs_lent *l, const gs_path *path) {
    PyObject *v = l->given, *s = NULL;
    int kind = l->type->elem->kind, from = kind, why = gs_numbers_view(kind, v, &l->view.u.view, &from);
    if (why == GS_OK) return gs_lent_buffer_in(c, l, kind, from, path);
    if (why == GS_NO_BUFFER) why = gs_list_items(v, &s);
    if (why) return gs_argerror_value(path, why, l->type->expected, v);
    Py_ssize_t n = PyTuple_Check(s) ? PyTuple_Size(s) : PyList_Size(s);
    l->n = (uint64_t)n;
    l->how = PyList_Check(v) ? GS_LENT_ROOM : GS_LENT_READONLY;
    char *m = gs_lent_memory(c, l, n * gs_number_size[kind]);
    int r = m ? gs_numbers_pack_items(kind, s, n, m, l->type->elem->expected, path) : -1;
    Py_DECREF(s);
    return r;
}

static GS_COLD int gs_lent_refuse(const gs_lent *l, const gs_path *path, int written) {
    int kind = l->type->kind == GS_BYTES ? GS_U8 : l->type->elem->kind;
    return gs_writable_refuse(path, kind, l->viewed ? &l->view.u.view : NULL, l->given, 1, written);
}

/* The same for *args: of pointers, or of lists, dicts and sets. */
static GS_COLD int gs_lent_star_refuse(const gs_lent *l, const gs_path *path, const char *writes) {
    const gs_type *item = l->type->elem->kind == GS_BOX ? l->type->elem->elem : l->type->elem;
    const char *type = item->kind == GS_DICT ? "dict" : item->kind == GS_SET ? "set" : item->kind == GS_BYTES ? "bytearray" : "list";
    PyObject *subject = gs_argerror_subject(path);
    if (subject && item->kind != GS_OPT)
        PyErr_Format(PyExc_TypeError, "%U: expected %ss: the function %s to one that can't be changed; pass %s(...), and find there what was written",
            subject, type, writes, type);
    else if (subject)
        PyErr_Format(PyExc_TypeError, "%U: expected Pointers: the function %s to what they lead to; pass Pointer(...), and find in %s",
            subject, writes, "its value what was written");
    Py_XDECREF(subject);
    return -1;
}

/* Whether v is a table or a column of Arrow's: it is read as such, and items of a sequence that it may be as well are
   something else. */
static int gs_lent_is_column(PyObject *v) {
    PyObject *type = (PyObject *)Py_TYPE(v);
    if (PyList_Check(v) || PyTuple_Check(v) || PyObject_CheckBuffer(v)) return 0;
    int is = gs_has(type, "__arrow_c_stream__") > 0 || gs_has(type, "__arrow_c_array__") > 0;
    PyErr_Clear();
    return is;
}

/* Whether a list can take back what Go writes. */
static int gs_lent_takes(PyObject *v) {
    return PySequence_Check(v) && !PyTuple_Check(v) && !PyBytes_Check(v) && !gs_lent_is_column(v);
}

/* The same for items that are no numbers, and for maps. */
static GS_COLD int gs_lent_items_refuse(const gs_lent *l, const gs_path *path, const char *writes) {
    PyObject *v = l->given;
    if (path->fn && l->arg == path->fn->star) return gs_lent_star_refuse(l, path, writes);
    const char *type = l->type->kind == GS_DICT ? "dict" : l->type->kind == GS_SET ? "set" : "list";
    int table = gs_lent_is_column(v);
    PyObject *subject = gs_argerror_subject(path), *got = subject ? PyType_GetQualName(Py_TYPE(v)) : NULL;
    if (got && table)
        PyErr_Format(PyExc_TypeError, "%U: expected a %s, got %U: the function %s it; pass a %s of what it has, and find there %s", subject,
            type, got, writes, type, "what was written");
    else if (got)
        PyErr_Format(PyExc_TypeError, "%U: expected a %s, got %U: the function %s it; pass %s(%s), and find there %s", subject,
            type, got, writes, type, path->name, "what was written");
    Py_XDECREF(subject);
    Py_XDECREF(got);
    return -1;
}

/* And for what Go has by a pointer. */
static GS_COLD int gs_lent_pointed_refuse(const gs_lent *l, const gs_path *path, const char *writes) {
    int kind = l->type->kind;
    if (kind == GS_LIST || kind == GS_ARRAY || kind == GS_DICT || kind == GS_SET) return gs_lent_items_refuse(l, path, writes);
    PyObject *subject = gs_argerror_subject(path), *got = subject ? PyType_GetQualName(Py_TYPE(l->given)) : NULL;
    if (got && kind == GS_BYTES)
        PyErr_Format(PyExc_TypeError, "%U: expected a bytearray, got %U: the function %s it; pass bytearray(%s), and find there %s",
            subject, got, writes, path->name, "what was written");
    else if (got)
        PyErr_Format(PyExc_TypeError, "%U: expected a Pointer, got %U: the function %s it; pass p = Pointer(%s), and find in %s",
            subject, got, writes, path->name, "p.value what was written");
    Py_XDECREF(subject);
    Py_XDECREF(got);
    return -1;
}

GS_NOINLINE int gs_lent_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_lent *l, int flags) {
    w[0] = w[1] = 0;
    if (v == Py_None) return 0;
    gs_lent_begin(c, l, arg, ty, v);
    gs_path path = gs_lent_path(c->fn, arg);
    int r;
    if (ty->kind == GS_BYTES && gs_is(v, PyBytes_Type)) {
        char *p;
        Py_ssize_t n;
        r = PyBytes_AsStringAndSize(v, &p, &n);
        l->data = (uint64_t)(uintptr_t)p;
        l->n = (uint64_t)n;
    } else {
        r = ty->kind == GS_BYTES ? gs_lent_bytes_in(c, l, &path) : gs_lent_numbers_in(c, l, &path);
    }
    if (r) return -1;
    if (flags & GS_LENT_WRITES && l->how == GS_LENT_READONLY) return gs_lent_refuse(l, &path, 0);
    if (GS_UNLIKELY(gs_guarding) && flags & GS_LENT_SEEN && l->how == GS_LENT_WRITABLE &&
        gs_guard_borrow(c, arg, &l->data, ty->kind == GS_BYTES ? 1 : (size_t)gs_number_size[ty->elem->kind], 1))
        return -1;
    w[0] = (uint64_t)(uintptr_t)l;
    w[1] = l->n;
    return 0;
}

/* The type under those that are named. */
GS_INLINE const gs_type *gs_lent_plain(const gs_type *ty) {
    while (ty->kind == GS_NAMED && ty->elem) ty = ty->elem;
    return ty;
}

/* What Go gets by a pointer, and what it writes there: lists and dicts can take it, and a Pointer. */
static int gs_lent_pointed_in(gs_call *c, gs_lent *l, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t,
    int flags) {
    const gs_type *to = ty->kind == GS_OPT ? gs_lent_plain(ty->elem) : ty;
    int pointer = gs_is_pointer(v), keyed = to->kind == GS_DICT || to->kind == GS_SET;
    int items = to->kind == GS_LIST || to->kind == GS_ARRAY || to->kind == GS_BYTES;
    l->pointed = 1;
    l->type = to;
    if (v == Py_None || pointer) l->how = GS_LENT_WRITABLE; /* nothing goes back */
    else if (keyed || (items && gs_lent_takes(v))) l->how = GS_LENT_ROOM;
    gs_path path = gs_lent_path(c->fn, l->arg);
    if (flags & GS_LENT_WRITES && l->how == GS_LENT_READONLY) return gs_lent_pointed_refuse(l, &path, "writes");
    /* an integer of any size, or a fraction */
    if (pointer && ty->kind != GS_OPT && gs_pointer_in(c, v, &l->room)) return -1;
    return gs_wire_in(c, l->arg, ty, v, w, t);
}

GS_NOINLINE int gs_lent_wire_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t,
    gs_lent *l, int flags) {
    int box = ty->kind == GS_BOX, keyed = box && (ty->elem->kind == GS_DICT || ty->elem->kind == GS_SET);
    int items = keyed || PyList_Check(v) || PyTuple_Check(v) || PyObject_CheckBuffer(v);
    gs_lent_begin(c, l, arg, box ? ty->elem : ty, v);
    l->wire = 1;
    if (flags & GS_LENT_POINTED) {
        if (gs_lent_pointed_in(c, l, ty, v, w, t, flags)) return -1;
        l->data = w[0];
        w[0] = (uint64_t)(uintptr_t)l;
        return 0;
    }
    if (v == Py_None || ((ty->kind == GS_LIST || ty->kind == GS_ARRAY || box) && gs_lent_takes(v))) l->how = GS_LENT_ROOM;
    if (box && !items) l->how = GS_LENT_WRITABLE; /* an instance, whose memory Go has */
    if (flags & GS_LENT_WRITES && l->how == GS_LENT_READONLY) {
        gs_path path = gs_lent_path(c->fn, arg);
        return gs_lent_items_refuse(l, &path, "writes");
    }
    if (gs_wire_in(c, arg, ty, v, w, t)) return -1;
    uint64_t instance;
    if (keyed && (memcpy(&instance, t->p, sizeof instance), instance)) l->how = GS_LENT_WRITABLE; /* whose map Go has */
    l->data = w[0];
    w[0] = (uint64_t)(uintptr_t)l;
    return 0;
}

int gs_lent_job_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t, int flags) {
    struct {
        gs_cleanup cleanup;
        gs_lent lent;
    } *m = malloc(sizeof *m);
    if (!m) {
        PyErr_NoMemory();
        return -1;
    }
    /* the first to be added, so the last to be freed */
    m->cleanup.what = GS_CLEANUP_MEM;
    m->cleanup.u.mem = m;
    gs_cleanup_add(c, &m->cleanup);
    if (gs_keep(c, Py_NewRef(v))) return -1;
    return t ? gs_lent_wire_in(c, arg, ty, v, w, t, &m->lent, flags) : gs_lent_in(c, arg, ty, v, w, &m->lent, flags);
}

/* ---- after the call ---- */

gs_lent_hooks gs_lent_boxes;

static GS_COLD int gs_lent_resized(const gs_path *path) {
    return gs_argerror(path, PyExc_RuntimeError, "the list changed size while Go wrote its items%s", "", NULL);
}

/* Puts the numbers that have changed into the list. */
static int gs_lent_list_back(const gs_lent *l, const gs_path *path) {
    int kind = l->type->elem->kind;
    size_t size = gs_number_size[kind];
    const char *before = (const char *)(uintptr_t)l->data, *now = (const char *)(uintptr_t)l->room;
    for (uint64_t i = 0; i < l->n; i++, before += size, now += size) {
        if (!memcmp(before, now, size)) continue;
        PyObject *o = gs_number_at(kind, now);
        if (!o) return -1;
        if ((uint64_t)PyList_Size(l->given) != l->n) {
            Py_DECREF(o);
            return gs_lent_resized(path);
        }
        int bad = PySequence_SetItem(l->given, (Py_ssize_t)i, o); /* which a list of a field writes to Go */
        Py_DECREF(o);
        if (bad) return -1;
    }
    return 0;
}

static int gs_lent_merge(const gs_type *ty, PyObject *old, PyObject *new, const gs_path *path);

/* Puts new numbers or bytes into a buffer of the same length: 1; 0 if it is no such buffer; -1. */
static int gs_lent_merge_buffer(const gs_type *ty, PyObject *old, PyObject *new) {
    int bytes = ty->kind == GS_BYTES, kind = bytes ? GS_U8 : ty->elem->kind, from = kind, done = 0;
    Py_buffer b;
    if (!GS_IS_NUMBER(kind) || !PyObject_CheckBuffer(old)) return 0;
    int why = bytes ? PyObject_GetBuffer(old, &b, PyBUF_FULL_RO) : gs_numbers_view(kind, old, &b, &from);
    if (why) {
        PyErr_Clear();
        return 0;
    }
    Py_ssize_t n = bytes ? b.len : b.len / b.itemsize, size = gs_number_size[kind];
    if (!b.readonly && from == kind && n == PyObject_Size(new) && !gs_format_has_objects(b.format)) {
        char *m = bytes ? PyBytes_AsString(new) : malloc(n ? (size_t)(n * size) : 1);
        done = !m || (!bytes && gs_numbers_pack_items(kind, new, n, m, "", NULL)) ||
                PyBuffer_FromContiguous(&b, m, n * size, 'C')
            ? -1
            : 1;
        if (!m && !bytes) PyErr_NoMemory();
        if (!bytes) free(m);
    }
    PyBuffer_Release(&b);
    return done;
}

/* Whether an old value can stand for a new one. True is no 1 to Go, and 0.0 no -0.0; items of lists and dicts are
   looked at one by one. */
static int gs_lent_same(const gs_type *ty, PyObject *old, PyObject *new) {
    if (ty->kind == GS_BOX) return 0; /* gs_lent_merge_box() knows more of it */
    if (PyList_Check(new) || PyDict_Check(new) || (ty->kind == GS_ANY && Py_TYPE(old) != Py_TYPE(new))) return 0;
    if (gs_is(new, PyFloat_Type) && gs_is(old, PyFloat_Type)) {
        double a = PyFloat_AsDouble(old), b = PyFloat_AsDouble(new);
        return !memcmp(&a, &b, sizeof a);
    }
    int same = PyObject_RichCompareBool(old, new, Py_EQ);
    if (same < 0) PyErr_Clear(); /* arrays, which compare item by item */
    return same > 0;
}

/* Puts the items of a new list into an old sequence, where they differ. 1; 0 if it can't be; -1. */
static int gs_lent_merge_items(const gs_type *ty, PyObject *old, PyObject *new, const gs_path *path) {
    int any = ty->kind == GS_ANY && PyList_Check(old) && PyList_Check(new);
    if ((ty->kind != GS_LIST && ty->kind != GS_ARRAY && !any) || !gs_lent_takes(old) || PyObject_Size(old) != PyList_Size(new)) {
        PyErr_Clear();
        return 0;
    }
    const gs_type *item = any ? ty : ty->elem;
    for (Py_ssize_t i = 0; i < PyList_Size(new); i++) {
        /* comparing and writing run code of Python's, which may change new: it has got items of it */
        PyObject *o = Py_NewRef(PyList_GetItem(new, i)), *was = PySequence_GetItem(old, i);
        if (!was) {
            Py_DECREF(o);
            return -1;
        }
        int r = 0;
        if (!gs_lent_same(item, was, o)) {
            gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
            r = gs_lent_merge(item, was, o, &at);
            if (!r) r = PySequence_SetItem(old, i, o) ? -1 : 1;
        }
        Py_DECREF(was);
        Py_DECREF(o);
        if (r < 0) return -1;
    }
    return 1;
}

/* Takes the keys out of a dict that a new one has no more. */
static int gs_lent_merge_gone(PyObject *old, PyObject *new) {
    PyObject *keys = PySequence_List(old);
    int bad = keys ? 0 : -1;
    for (Py_ssize_t i = 0; !bad && i < PyList_Size(keys); i++) {
        PyObject *k = Py_NewRef(PyList_GetItem(keys, i));
        int there = PySequence_Contains(new, k);
        bad = there < 0 || (!there && PyObject_DelItem(old, k) && !PyErr_ExceptionMatches(PyExc_KeyError)) ? -1 : 0;
        if (!bad && PyErr_Occurred()) PyErr_Clear(); /* it has gone there too */
        Py_DECREF(k);
    }
    Py_XDECREF(keys);
    return bad;
}

/* Puts one entry of a new dict into an old one, if it differs there. */
static int gs_lent_merge_entry(const gs_type *value, PyObject *old, PyObject *k, PyObject *o, const gs_path *path) {
    gs_path at = { path, GS_AT_KEY, NULL, NULL, 0, k };
    PyObject *was = PyObject_GetItem(old, k);
    if (!was && !PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
    if (!was) PyErr_Clear();
    int r = !was ? 0 : gs_lent_same(value, was, o) ? 1 : gs_lent_merge(value, was, o, &at);
    Py_XDECREF(was);
    return r ? (r < 0 ? -1 : 0) : PyObject_SetItem(old, k, o);
}

/* Makes an old dict what a new one is. 1; 0 if it is none; -1. */
static int gs_lent_merge_entries(const gs_type *ty, PyObject *old, PyObject *new, const gs_path *path) {
    if (!PyDict_Check(old) || !PyDict_Check(new)) return 0;
    if (gs_lent_merge_gone(old, new)) return -1;
    PyObject *keys = PySequence_List(new);
    int bad = keys ? 0 : -1;
    for (Py_ssize_t i = 0; !bad && i < PyList_Size(keys); i++) {
        PyObject *k = Py_NewRef(PyList_GetItem(keys, i)), *o = PyObject_GetItem(new, k);
        bad = o ? gs_lent_merge_entry(ty->kind == GS_ANY ? ty : ty->elem, old, k, o, path) : -1;
        Py_XDECREF(o);
        Py_DECREF(k);
    }
    Py_XDECREF(keys);
    return bad ? -1 : 1;
}

/* Makes an old set what a new one is. 1; 0 if it is none that can be changed; -1. */
static int gs_lent_merge_set(PyObject *old, PyObject *new) {
    if (!gs_isinstance(old, &PySet_Type)) return 0;
    PyObject *r = PyObject_CallMethod(old, "intersection_update", "(O)", new);
    Py_XDECREF(r);
    if (!r) return -1;
    r = PyObject_CallMethod(old, "update", "(O)", new);
    Py_XDECREF(r);
    return r ? 1 : -1;
}

/* An instance over the memory that Go has is what it is, another one can't be; a plain value that stands for one gets what
   the new instance is over. */
static int gs_lent_merge_box(const gs_type *ty, PyObject *old, PyObject *new, const gs_path *path) {
    int held = gs_lent_boxes.held(ty, old, new);
    if (held != GS_BOX_PLAIN || !ty->elem) return held == GS_BOX_SAME;
    PyObject *plain = gs_lent_boxes.value(ty, new);
    int r = plain ? gs_lent_merge(ty->elem, old, plain, path) : -1;
    Py_XDECREF(plain);
    return r;
}

/* What a pointer leads to: a list or a bytearray may have become longer or shorter, too. */
static int gs_lent_merge_pointee(const gs_type *ty, PyObject *old, PyObject *new, const gs_path *path) {
    if (gs_is_pointer(old)) return 1; /* which Go has written through */
    if (old == Py_None || new == Py_None) return 0;
    int r = gs_lent_merge(ty, old, new, path);
    if (r || !(PyList_Check(old) ? PyList_Check(new) : gs_isinstance(old, &PyByteArray_Type))) return r;
    Py_ssize_t n = PyObject_Size(old);
    return n < 0 || PySequence_SetSlice(old, 0, n, new) ? -1 : 1;
}

/* Puts a new value into the object that stands for the old one. 1; 0 if the object can't take it; -1. */
static int gs_lent_merge(const gs_type *ty, PyObject *old, PyObject *new, const gs_path *path) {
    int r = ty->kind == GS_LIST || ty->kind == GS_BYTES ? gs_lent_merge_buffer(ty, old, new) : 0;
    if (r) return r;
    if (gs_stack_deep("a value")) return -1;
    if (ty->kind == GS_BOX) return gs_lent_merge_box(ty, old, new, path);
    if (ty->kind == GS_OPT) return gs_lent_merge_pointee(gs_lent_plain(ty->elem), old, new, path);
    if (ty->kind == GS_SET) return gs_lent_merge_set(old, new);
    if (ty->kind == GS_DICT || (ty->kind == GS_ANY && PyDict_Check(new))) return gs_lent_merge_entries(ty, old, new, path);
    return gs_lent_merge_items(ty, old, new, path);
}

static const gs_type gs_lent_byte = { .kind = GS_U8, .ops = &gs_number_ops, .n = -1, .expected = "int" };

/* Puts one new item behind what was passed. Takes over o. */
static int gs_lent_append(const gs_lent *l, PyObject *o) {
    PyObject *done = PyObject_CallMethod(l->given, "append", "(O)", o);
    Py_XDECREF(done);
    Py_DECREF(o);
    return done ? 0 : -1;
}

/* Puts one new item into what was passed. Takes over o. */
static int gs_lent_item_back(const gs_lent *l, const gs_type *item, Py_ssize_t i, PyObject *o, const gs_path *path) {
    gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
    if (gs_lent_is_column(l->given)) {
        Py_DECREF(o);
        return gs_lent_items_refuse(l, path, "has written");
    }
    PyObject *old = PySequence_GetItem(l->given, i);
    int r = !old ? -1 : gs_is_pointer(old) ? 1 : gs_lent_merge(item, old, o, &at);
    Py_XDECREF(old);
    if (!r && l->how != GS_LENT_READONLY) r = PySequence_SetItem(l->given, i, o) ? -1 : 1;
    Py_DECREF(o);
    if (r > 0) return 0;
    if (!r || PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        return gs_lent_items_refuse(l, path, "has written");
    }
    return -1;
}

/* Reads the items that have changed: how many there are, and of each its index and its value. */
static int gs_lent_items_back(const gs_lent *l, const gs_path *path) {
    const gs_type *item = l->type->kind == GS_BYTES ? &gs_lent_byte : l->type->elem;
    gs_decoder r = { (const char *)(uintptr_t)l->room, GS_SYNC_API, NULL };
    int bad = l->how == GS_LENT_WRITABLE ? 1 : 0, nothing = bad;
    Py_ssize_t n = l->given == Py_None ? 0 : PyObject_Size(l->given);
    if (n < 0) PyErr_Clear(); /* of an iterator, say */
    for (uint64_t left = gs_decoder_word(&r); left; left--) {
        Py_ssize_t i = (Py_ssize_t)gs_decoder_word(&r);
        if (bad) {
            gs_decode_skip(&r, item);
            continue;
        }
        PyObject *o = gs_decode(&r, item);
        if (o && n >= 0 && i >= n) {
            Py_DECREF(o);
            bad = gs_lent_resized(path);
            continue;
        }
        bad = o ? gs_lent_item_back(l, item, i, o, path) : -1;
    }
    gs_handle_free((int32_t)l->handle, 1);
    return nothing ? 0 : bad;
}

/* Takes one key out of what was passed, which may have lost it already. */
static int gs_lent_entry_gone(const gs_lent *l, PyObject *k) {
    if (l->type->kind == GS_DICT) {
        if (!PyObject_DelItem(l->given, k)) return 0;
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
        PyErr_Clear();
        return 0;
    }
    PyObject *r = PyObject_CallMethod(l->given, "discard", "(O)", k);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* Puts one entry into what was passed; into the old value, where that can take the new one. */
static int gs_lent_entry_back(const gs_lent *l, PyObject *k, PyObject *o, const gs_path *path) {
    if (l->type->kind == GS_SET) {
        PyObject *r = PyObject_CallMethod(l->given, "add", "(O)", k);
        Py_XDECREF(r);
        return r ? 0 : -1;
    }
    gs_path at = { path, GS_AT_KEY, NULL, NULL, 0, k };
    PyObject *old = PyObject_GetItem(l->given, k);
    if (!old && !PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
    if (!old) PyErr_Clear();
    int r = old ? gs_lent_merge(l->type->elem, old, o, &at) : 0;
    Py_XDECREF(old);
    return r ? (r < 0 ? -1 : 0) : PyObject_SetItem(l->given, k, o);
}

/* Brings the keys of a dict or a set that Go has made: entries that have gone, or that are back. */
static int gs_lent_entries(const gs_lent *l, PyObject *entries, int gone, const gs_path *path) {
    PyObject *keys = PySequence_List(entries);
    if (!keys) return -1;
    int bad = 0;
    for (Py_ssize_t i = 0; !bad && i < PyList_Size(keys); i++) {
        PyObject *k = Py_NewRef(PyList_GetItem(keys, i)), *o = NULL;
        if (!gone && l->type->kind == GS_DICT) o = PyObject_GetItem(entries, k);
        if (gone) bad = gs_lent_entry_gone(l, k);
        else bad = !o && l->type->kind == GS_DICT ? -1 : gs_lent_entry_back(l, k, o, path);
        Py_XDECREF(o);
        Py_DECREF(k);
    }
    Py_DECREF(keys);
    return bad;
}

/* Reads the entries of a map that have gone, and those that have come or changed: two maps. */
static int gs_lent_map_back(const gs_lent *l, const gs_path *path) {
    gs_decoder r = { (const char *)(uintptr_t)l->room, GS_SYNC_API, NULL };
    PyObject *gone = gs_decode(&r, l->type), *back = gone ? gs_decode(&r, l->type) : NULL;
    if (!gone) gs_decode_skip(&r, l->type);
    gs_handle_free((int32_t)l->handle, 1);
    int read = gone && back, bad = !read || gs_lent_entries(l, gone, 1, path) || gs_lent_entries(l, back, 0, path);
    Py_XDECREF(gone);
    Py_XDECREF(back);
    if (!bad || !read) return -bad;
    if (!PyErr_ExceptionMatches(PyExc_TypeError) && !PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear(); /* it can't be written */
    return gs_lent_items_refuse(l, path, "has written");
}

/* What goes back of an any; the same as in rt/pointed.go. */
enum { GS_BACK_LIST, GS_BACK_DICT, GS_BACK_SET, GS_BACK_LOST };

/* Puts one value into a list, at its end if it is new, or into what is there. Takes over o. */
static int gs_lent_any_item(const gs_lent *l, Py_ssize_t i, PyObject *o, const gs_path *path) {
    if (i >= PyList_Size(l->given)) return gs_lent_append(l, o);
    gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
    PyObject *was = PySequence_GetItem(l->given, i);
    int r = was ? gs_lent_merge(l->type, was, o, &at) : -1;
    if (!r) r = PySequence_SetItem(l->given, i, o);
    Py_XDECREF(was);
    Py_DECREF(o);
    return r < 0 ? -1 : 0;
}

static int gs_lent_any_list(const gs_lent *l, gs_decoder *r, const gs_path *path) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r), size = PyList_Size(l->given);
    int bad = n < size ? PySequence_DelSlice(l->given, n, size) : 0;
    for (uint64_t left = gs_decoder_word(r); left; left--) {
        Py_ssize_t i = (Py_ssize_t)gs_decoder_word(r);
        PyObject *o = bad ? (gs_decode_skip(r, l->type), NULL) : gs_decode(r, l->type);
        bad = o ? gs_lent_any_item(l, i, o, path) : -1;
    }
    return bad;
}

static int gs_lent_any_dict(const gs_lent *l, gs_decoder *r, const gs_path *path) {
    int bad = 0;
    for (uint64_t left = gs_decoder_word(r); left; left--) {
        PyObject *k = bad ? (gs_decode_skip(r, l->type), NULL) : gs_decode(r, l->type);
        bad = !k || (PyObject_DelItem(l->given, k) && !PyErr_ExceptionMatches(PyExc_KeyError)) ? -1 : 0;
        if (!bad && PyErr_Occurred()) PyErr_Clear(); /* it has gone there too */
        Py_XDECREF(k);
    }
    for (uint64_t left = gs_decoder_word(r); left; left--) {
        PyObject *k = bad ? (gs_decode_skip(r, l->type), NULL) : gs_decode(r, l->type);
        PyObject *v = k ? gs_decode(r, l->type) : (gs_decode_skip(r, l->type), NULL);
        bad = v ? gs_lent_merge_entry(l->type, l->given, k, v, path) : -1;
        Py_XDECREF(k);
        Py_XDECREF(v);
    }
    return bad;
}

static int gs_lent_any_set(const gs_lent *l, gs_decoder *r) {
    int bad = 0;
    for (int gone = 1; gone >= 0; gone--)
        for (uint64_t left = gs_decoder_word(r); left; left--) {
            PyObject *k = bad ? (gs_decode_skip(r, l->type), NULL) : gs_decode(r, l->type);
            PyObject *done = k ? PyObject_CallMethod(l->given, gone ? "discard" : "add", "(O)", k) : NULL;
            bad = done ? 0 : -1;
            Py_XDECREF(done);
            Py_XDECREF(k);
        }
    return bad;
}

/* Brings what Go has written behind the pointer that stands for a list, a dict or a set. */
static int gs_lent_any_back(const gs_lent *l, const gs_path *path) {
    gs_decoder r = { (const char *)(uintptr_t)l->room, GS_SYNC_API, NULL };
    uint64_t what = gs_decoder_word(&r);
    int bad;
    if (what == GS_BACK_LIST && PyList_Check(l->given)) bad = gs_lent_any_list(l, &r, path);
    else if (what == GS_BACK_DICT && PyDict_Check(l->given)) bad = gs_lent_any_dict(l, &r, path);
    else if (what == GS_BACK_SET && gs_isinstance(l->given, &PySet_Type)) bad = gs_lent_any_set(l, &r);
    else
        bad = gs_argerror(path, PyExc_TypeError, "Go has written to it, and a copy of this %s can't go back: pass a list, a dict, a set, or a Pointer",
            "object", NULL);
    gs_handle_free((int32_t)l->handle, 1);
    return bad;
}

/* Brings the list that stands behind a pointer: its length, and the items that have come or changed. */
static int gs_lent_pointed_list(const gs_lent *l, gs_decoder *r, const gs_path *path) {
    const gs_type *item = l->type->kind == GS_BYTES ? &gs_lent_byte : l->type->elem;
    Py_ssize_t now = (Py_ssize_t)gs_decoder_word(r), n = PyObject_Size(l->given);
    int bad = n < 0 || (now < n && PySequence_DelSlice(l->given, now, n)) ? -1 : 0;
    for (uint64_t left = gs_decoder_word(r); left; left--) {
        Py_ssize_t i = (Py_ssize_t)gs_decoder_word(r);
        PyObject *o = bad ? (gs_decode_skip(r, item), NULL) : gs_decode(r, item);
        if (!o) bad = -1;
        else bad = i < n ? gs_lent_item_back(l, item, i, o, path) : gs_lent_append(l, o);
    }
    return bad;
}

static int gs_lent_pointed_back(const gs_lent *l, const gs_path *path) {
    int kind = l->type->kind;
    if (!l->room) return gs_lent_pointed_refuse(l, path, "has written");
    if (kind == GS_DICT || kind == GS_SET) return gs_lent_map_back(l, path);
    if (kind == GS_ARRAY || (kind == GS_BYTES && l->type->n >= 0)) return gs_lent_items_back(l, path);
    gs_decoder r = { (const char *)(uintptr_t)l->room, GS_SYNC_API, NULL };
    int bad = gs_lent_pointed_list(l, &r, path);
    gs_handle_free((int32_t)l->handle, 1);
    if (!bad || !(PyErr_ExceptionMatches(PyExc_TypeError) || PyErr_ExceptionMatches(PyExc_AttributeError))) return bad;
    PyErr_Clear(); /* it can't be written, or not become longer */
    return gs_lent_pointed_refuse(l, path, "has written");
}

static int gs_lent_bring_one(const gs_lent *l, const gs_path *path) {
    int bytes = l->type->kind == GS_BYTES;
    if (l->pointed) return gs_lent_pointed_back(l, path);
    if (l->type->kind == GS_DICT || l->type->kind == GS_SET) return gs_lent_map_back(l, path);
    if (l->type->kind == GS_ANY) return gs_lent_any_back(l, path);
    if (l->wire) return gs_lent_items_back(l, path);
    if (l->how == GS_LENT_WRITABLE) return 0;
    if (l->how == GS_LENT_READONLY) return gs_lent_refuse(l, path, 1);
    if (!l->viewed) return gs_lent_list_back(l, path);
    Py_ssize_t n = (Py_ssize_t)l->n * (bytes ? 1 : gs_number_size[l->type->elem->kind]);
    return PyBuffer_FromContiguous(&l->view.u.view, (const void *)(uintptr_t)l->room, n, 'C');
}

GS_NOINLINE PyObject *gs_lent_bring(gs_call *c, PyObject *out) {
    PyObject *type = NULL, *value = NULL, *traceback = NULL;
    if (!out) PyErr_Fetch(&type, &value, &traceback);
    int bad = 0;
    for (gs_lent *l = c->lent; l; l = l->next) {
        if (!l->changed) continue;
        l->changed = 0;
        gs_path path = gs_lent_path(c->fn, l->arg);
        PyObject *t = NULL, *v = NULL, *b = NULL;
        if (bad) PyErr_Fetch(&t, &v, &b); /* the first failure is the one that is raised */
        if (gs_lent_bring_one(l, &path)) bad = 1;
        if (t) PyErr_Restore(t, v, b);
    }
    if (type) { /* how the call has failed is more than what could not go back */
        PyErr_Restore(type, value, traceback);
        return NULL;
    }
    if (!bad) return out;
    Py_XDECREF(out);
    return NULL;
}
