#include "objects/livepart.h"
#include "call/frame.h"
#include "objects/map.h"
#include "objects/object.h"
#include "os/stack.h"
#include "values/list.h"
#include "values/text.h"

/* Live containers, made from what Go has written. */

/* The place of items that are no containers: interfaces alone ask whether there is one (interface.c). */
GS_INLINE const gs_at *gs_live_in_interface(const gs_type *ty, const gs_at *at) { return ty->kind == GS_DYNAMIC ? at : NULL; }

static gs_spot gs_spot_at(const gs_at *at, const gs_type *ty, uint64_t data, Py_ssize_t n, int api) {
    gs_spot s = { at->live, ty, at->up, at->key, at->index, data, data, n, gs_the_core.generation, (uint8_t)at->inner, (uint8_t)api, 0 };
    if (s.up) Py_INCREF(s.up);
    if (s.key) Py_INCREF(s.key);
    return s;
}

/* Gives a new container its spot; takes over the spot and level. */
static void gs_live_place(PyObject *o, const gs_spot *s, PyObject *level) {
    gs_part *p = gs_part_of(o);
    p->level = level;
    p->left = -1; /* until it is filled */
    if (!level) p->spot = *s;
}

/* The level of a container that is about to be read, whose spot it takes over. */
static PyObject *gs_level_new(gs_spot *s) {
    gs_level *l = (gs_level *)PyType_GenericAlloc(gs_level_type, 0);
    if (!l) {
        gs_spot_clear(s);
        return NULL;
    }
    l->spot = *s;
    return (PyObject *)l;
}

/* A list with the items of a plain one. Takes over all. */
static PyObject *gs_live_list_of(PyObject *plain, gs_spot *s, PyObject *level) {
    PyObject *o = plain ? gs_live_alloc(gs_live_list, 0) : NULL;
    if (!o) {
        if (!level) gs_spot_clear(s);
        Py_XDECREF(level);
        Py_XDECREF(plain);
        return NULL;
    }
    gs_live_place(o, s, level);
    int bad = PyList_SetSlice(o, 0, 0, plain);
    if (!bad) gs_live_leaves(o, plain);
    Py_DECREF(plain);
    if (!bad) return o;
    Py_DECREF(o);
    return NULL;
}

/* So many items are put into a list one by one, and more of them by way of a plain list. */
enum { GS_FEW = 12 };

/* A list of a few numbers, or of what is read item by item. Takes over the spot. */
static PyObject *gs_live_few(gs_decoder *r, const gs_type *elem, Py_ssize_t n, gs_spot *s) {
    PyObject *o = gs_live_alloc(gs_live_list, 0);
    int number = GS_IS_NUMBER(elem->kind);
    size_t size = number ? gs_number_size[elem->kind] : 0;
    const char *p = number ? gs_decoder_bytes(r, (size_t)n * size) : NULL;
    if (o) gs_live_place(o, s, NULL);
    else gs_spot_clear(s);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *v = !o ? NULL : number ? gs_number_at(elem->kind, p + (size_t)i * size) : gs_decode(r, elem);
        int bad = !v || PyList_Append(o, v);
        Py_XDECREF(v);
        if (GS_UNLIKELY(bad)) {
            if (!number) gs_decode_skip_items(r, elem, o ? n - i - 1 : n);
            Py_XDECREF(o);
            return NULL;
        }
    }
    if (o) gs_live_leaves(o, o);
    return o;
}

static PyObject *gs_live_items_read(gs_decoder *r, const gs_type *ty, Py_ssize_t n, PyObject *level) {
    gs_at at = { r->live->live, level, NULL, 0, 1 };
    PyObject *l = level ? PyList_New(n) : NULL;
    r->live = &at;
    for (Py_ssize_t i = 0; i < n; i++) {
        at.index = i;
        PyObject *o = l ? gs_decode(r, ty->elem) : NULL;
        if (!o) {
            gs_decode_skip_items(r, ty->elem, l ? n - i - 1 : n);
            Py_XDECREF(l);
            return NULL;
        }
        PyList_SetItem(l, i, o);
    }
    return l;
}

PyObject *gs_live_list_read(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    const gs_at *at = r->live;
    uint64_t data = ty->kind == GS_LIST ? gs_decoder_word(r) : 0;
    gs_spot s = gs_spot_at(at, ty, data, n, r->api);
    PyObject *plain, *level = NULL;
    if (n <= GS_FEW && ty->elem->kind == GS_OBJ) {
        PyObject *o = gs_live_alloc(gs_live_list, 0);
        if (o) {
            gs_live_place(o, &s, NULL);
            if (!gs_objects_append(r, ty->elem, n, o)) {
                gs_live_leaves(o, o);
                return o;
            }
            Py_DECREF(o);
        } else {
            gs_spot_clear(&s);
            ty->elem->ops->skip_list(r, ty->elem, n);
        }
        return NULL;
    }
    if (n <= GS_FEW && (GS_IS_NUMBER(ty->elem->kind) || ty->elem->ops->take_list == gs_decode_items) &&
        !gs_live_nests(ty->elem)) {
        r->live = gs_live_in_interface(ty->elem, at);
        plain = gs_live_few(r, ty->elem, n, &s);
        r->live = at;
        return plain;
    }
    if (gs_live_nests(ty->elem)) {
        level = gs_level_new(&s);
        plain = gs_live_items_read(r, ty, n, level);
    } else {
        r->live = gs_live_in_interface(ty->elem, at);
        plain = ty->elem->ops->take_list(r, ty->elem, n);
    }
    r->live = at;
    return gs_live_list_of(plain, &s, level);
}

/* An empty dict or set. */
static PyObject *gs_live_empty(PyTypeObject *t) {
    return gs_kind_of(t)->make(t, gs_live_no_args, NULL);
}

PyObject *gs_live_dict_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    const gs_at *at = r->live;
    uint64_t data = gs_decoder_word(r);
    gs_spot s = gs_spot_at(at, ty, data, -1, r->api);
    int nests = gs_live_nests(ty->elem);
    PyObject *level = nests ? gs_level_new(&s) : NULL, *d = nests && !level ? NULL : gs_live_empty(gs_live_dict);
    gs_at inner = { at->live, level, NULL, 0, 1 };
    if (d) {
        gs_live_place(d, &s, level);
    } else {
        if (!nests) gs_spot_clear(&s);
        Py_XDECREF(level);
    }
    r->live = NULL;
    d = gs_dict_fill(r, ty, n, d, nests || gs_live_in_interface(ty->elem, at) ? &inner : NULL);
    r->live = at;
    if (d) gs_live_leaves_size(d);
    return d;
}

PyObject *gs_live_set_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    const gs_at *at = r->live;
    uint64_t data = gs_decoder_word(r);
    gs_spot s = gs_spot_at(at, ty, data, -1, r->api);
    PyObject *o = gs_live_empty(gs_live_set);
    if (o) gs_live_place(o, &s, NULL);
    else gs_spot_clear(&s);
    r->live = NULL;
    o = gs_set_fill(r, ty, n, o);
    r->live = at;
    if (o) gs_live_leaves_size(o);
    return o;
}

GS_NOINLINE PyObject *gs_live_out(const gs_live *l, PyObject *owner, const uint64_t *w, int api) {
    gs_at at = { l, owner, NULL, 0, 0 };
    gs_decoder r = { (const char *)(uintptr_t)w[0], api, &at };
    PyObject *o = gs_decode(&r, l->type);
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return o;
}

GS_NOINLINE PyObject *gs_live_numbers(const gs_live *l, PyObject *owner, const uint64_t *w, int api) {
    gs_at at = { l, owner, NULL, 0, 0 };
    gs_spot s = gs_spot_at(&at, l->type, 0, (Py_ssize_t)w[1], api);
    if (s.n <= GS_FEW) {
        gs_decoder r = { (const char *)(uintptr_t)w[0], api, NULL };
        PyObject *few = gs_live_few(&r, l->type->elem, s.n, &s);
        gs_handle_free((int32_t)w[2], 0);
        return few;
    }
    PyObject *plain = gs_numbers_out(l->type->elem->kind, w);
    return gs_live_list_of(plain, &s, NULL);
}

PyObject *gs_live_unread(const gs_live *l, PyObject *owner, int api) {
    gs_at at = { l, owner, NULL, 0, 0 };
    const int list = l->type->kind == GS_LIST;
    PyObject *o = list ? gs_live_alloc(gs_live_list, 0) : gs_live_empty(l->type->kind == GS_SET ? gs_live_set : gs_live_dict);
    if (!o) return NULL;
    gs_spot s = gs_spot_at(&at, l->type, 0, -1, api);
    gs_live_place(o, &s, NULL);
    return o;
}

/* ---- in values of interfaces ---- */

/* How the containers in an any are changed: as []any and map[string]any. */
static const gs_type gs_any_name = { .kind = GS_STR, .ops = &gs_str_ops, .n = -1, .expected = "str" };
static gs_type gs_any_list = { .kind = GS_LIST, .ops = &gs_list_ops, .n = -1, .expected = "list" };
static gs_type gs_any_dict = { .kind = GS_DICT, .ops = &gs_dict_ops, .key = &gs_any_name, .n = -1, .expected = "dict" };
static gs_type gs_any_set = { .kind = GS_SET, .ops = &gs_set_ops, .n = -1, .expected = "set" };

static PyObject *gs_live_adopt_items(PyObject *l, PyObject *level, const gs_at *at, const gs_type *ty, int api) {
    gs_at in = { at->live, level, NULL, 0, 1 };
    for (Py_ssize_t i = 0, n = PyList_Size(l); i < n; i++) {
        PyObject *v = PyList_GetItem(l, i);
        if (!gs_is(v, PyList_Type) && !gs_is(v, PyDict_Type) && !gs_is(v, PySet_Type)) continue;
        in.index = i;
        if (!(v = gs_live_adopt(Py_NewRef(v), &in, ty, api))) {
            Py_DECREF(l);
            return NULL;
        }
        PyList_SetItem(l, i, v);
    }
    return l;
}

PyObject *gs_live_adopt(PyObject *o, const gs_at *at, const gs_type *ty, int api) {
    if (!o || !(gs_is(o, PyList_Type) || gs_is(o, PyDict_Type) || gs_is(o, PySet_Type))) return o;
    if (gs_stack_deep("a value")) {
        Py_DECREF(o);
        return NULL;
    }
    if (GS_UNLIKELY(GS_ACQUIRE(&gs_any_set.key) != ty)) { /* threads store the same */
        __atomic_store_n(&gs_any_list.elem, ty, __ATOMIC_RELAXED);
        __atomic_store_n(&gs_any_dict.elem, ty, __ATOMIC_RELAXED);
        __atomic_store_n(&gs_any_set.key, ty, __ATOMIC_RELEASE);
    }
    int list = gs_is(o, PyList_Type), dict = gs_is(o, PyDict_Type);
    gs_spot s = gs_spot_at(at, list ? &gs_any_list : dict ? &gs_any_dict : &gs_any_set, 0, list ? PyList_Size(o) : -1, api);
    PyObject *level = gs_level_new(&s), *live = NULL;
    if (list && level) return gs_live_list_of(gs_live_adopt_items(o, level, at, ty, api), &s, level);
    if (level && (live = gs_live_empty(dict ? gs_live_dict : gs_live_set))) {
        gs_live_place(live, &s, level);
    } else {
        Py_XDECREF(level);
        Py_DECREF(o);
        return NULL;
    }
    int bad = 0;
    if (dict) {
        gs_at in = { at->live, level, NULL, 0, 1 };
        PyObject *k, *v;
        for (Py_ssize_t pos = 0; !bad && PyDict_Next(o, &pos, &k, &v);) {
            in.key = k;
            v = gs_live_adopt(Py_NewRef(v), &in, ty, api);
            bad = !v || PyDict_SetItem(live, k, v);
            Py_XDECREF(v);
        }
    } else {
        PyObject *args = PyTuple_Pack(1, o), *r = args ? gs_live_base(live, "update", args, NULL) : NULL;
        bad = !r;
        Py_XDECREF(r);
        Py_XDECREF(args);
    }
    Py_DECREF(o);
    if (!bad) {
        gs_live_leaves_size(live);
        return live;
    }
    Py_DECREF(live);
    return NULL;
}
