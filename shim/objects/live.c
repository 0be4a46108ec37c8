#include "objects/live.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "objects/identity.h"
#include "objects/object.h"
#include "os/stack.h"
#include "objects/map.h"
#include "values/list.h"
#include "values/text.h"
#include <stddef.h>
#include <string.h>

/* What each container has behind the struct of list, dict or set. */
typedef struct gs_part {
    gs_spot spot;
    PyObject *level; /* has the spot instead, if it contains containers; else NULL */
    Py_ssize_t left; /* the length that our methods left it with; -1: nobody knows */
    union {
        uint64_t sum;  /* of a list: over the addresses of items then */
        uint64_t busy; /* of a dict or a set: so many methods are under way, on as many threads or by code that one calls */
    };
} gs_part;

PyTypeObject *gs_live_list, *gs_live_dict, *gs_live_set;
static PyTypeObject *gs_level_type;
static PyObject *gs_no_args;

/* What is the same for all containers of a kind. Fields are read often, so the memory of some
   containers is kept for the next, as CPython does for lists: where there is a GIL, which guards spare[]. */
#ifdef GS_GUARDED
enum { GS_SPARES = 0 };
#else
enum { GS_SPARES = 32 };
#endif

typedef struct gs_live_kind {
    const char *name;
    PyTypeObject *builtin;
    Py_ssize_t at, size; /* of the gs_part; of all */
    traverseproc traverse;
    inquiry clear;
    destructor dealloc;
    newfunc make;
    int nspare;
    PyObject *spare[GS_SPARES ? GS_SPARES : 1];
} gs_live_kind;
static gs_live_kind gs_lists = { .name = "list", .builtin = &PyList_Type },
                    gs_dicts = { .name = "dict", .builtin = &PyDict_Type },
                    gs_sets = { .name = "set", .builtin = &PySet_Type };

GS_INLINE gs_live_kind *gs_kind_of(PyTypeObject *t) {
    return t == gs_live_list ? &gs_lists : t == gs_live_dict ? &gs_dicts : &gs_sets;
}

/* Deeper paths than this do not exist, since types are not infinite: but for what is generated. */
enum { GS_DEPTH = 64 };

GS_INLINE gs_part *gs_part_of(PyObject *o) {
    return (gs_part *)((char *)o + gs_kind_of(Py_TYPE(o))->at);
}

gs_spot *gs_spot_of(PyObject *o) {
    gs_part *p = gs_part_of(o);
    return p->level ? &((gs_level *)p->level)->spot : &p->spot;
}

int gs_live_nests(const gs_type *ty) {
    while (ty->kind == GS_OPT) ty = ty->elem;
    return ty->kind == GS_LIST || ty->kind == GS_ARRAY || ty->kind == GS_DICT || ty->kind == GS_SET || ty->kind == GS_ANY;
}

/* The place of items that are no containers: interfaces alone ask whether there is one (interface.c). */
GS_INLINE const gs_at *gs_live_in_interface(const gs_type *ty, const gs_at *at) { return ty->kind == GS_DYNAMIC ? at : NULL; }

/* ---- what C functions have written ---- */

/* A C function that takes a list, a dict or a set may write into it without its methods, as heapq.heappush() and
   list.sort(x) do. That is in the copy alone. The length tells, and of lists a sum over some items, since each access
   of a field would pay for all: at most GS_SAMPLES, at the multiples of a power of two. */
enum { GS_SAMPLES = 8 };

GS_INLINE Py_ssize_t gs_live_stride(Py_ssize_t n) {
    Py_ssize_t stride = 1;
    while (n > GS_SAMPLES * stride) stride *= 2;
    return stride;
}

/* The part of an item in the sum. */
GS_INLINE uint64_t gs_live_term(Py_ssize_t i, PyObject *v) {
    return (uint64_t)(uintptr_t)v * (2 * (uint64_t)i + 1);
}

/* The sum of a list. */
static uint64_t gs_live_sum(PyObject *list, Py_ssize_t n) {
    uint64_t sum = 0;
    for (Py_ssize_t i = 0, stride = gs_live_stride(n); i < n; i += stride) {
        PyObject *v = PyList_GetItem(list, i);
        if (GS_UNLIKELY(!v)) {
            PyErr_Clear(); /* another thread takes items out */
            break;
        }
        sum += gs_live_term(i, v);
    }
    return sum;
}

void gs_live_leaves(PyObject *list, PyObject *content) {
    gs_part *p = gs_part_of(list);
    p->left = PyList_Size(content);
    p->sum = gs_live_sum(content, p->left);
}

void gs_live_leaves_item(PyObject *list, Py_ssize_t i, PyObject *was, PyObject *v) {
    gs_part *p = gs_part_of(list);
    if (p->left < 0) return;
    const Py_ssize_t stride = gs_live_stride(p->left);
    if (!was && gs_live_stride(++p->left) != stride) p->sum = gs_live_sum(list, p->left);
    else if (!(i & (stride - 1))) p->sum += gs_live_term(i, v) - (was ? gs_live_term(i, was) : 0);
}

static void gs_live_leaves_size(PyObject *keyed) { gs_part_of(keyed)->left = PyObject_Size(keyed); }

/* Whether the size is another. */
static int gs_live_resized(PyObject *self) {
    const gs_part *p = gs_part_of(self);
    if (p->left < 0 || !gs_spot_of(self)->type) return 0;
    return Py_TYPE(self) == gs_live_list ? PyList_Size(self) != p->left : !p->busy && PyObject_Size(self) != p->left;
}

/* The same, or items of a list are others. */
GS_INLINE int gs_live_written(PyObject *self) {
    if (Py_TYPE(self) != gs_live_list) return gs_live_resized(self);
    const gs_part *p = gs_part_of(self);
    if (p->left < 0 || !(p->level ? &((gs_level *)p->level)->spot : &p->spot)->type) return 0;
    return PyList_Size(self) != p->left || gs_live_sum(self, p->left) != p->sum;
}

/* Changes that get lost with the container. */
static GS_COLD void gs_live_lost(PyObject *self) {
    if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
            "what a C function has written into the %s of '%s' is lost: it does not ask the %s, so use methods, or change a plain one "
            "and assign it",
            gs_kind_of(Py_TYPE(self))->name, gs_spot_of(self)->live->name, gs_kind_of(Py_TYPE(self))->name))
        PyErr_WriteUnraisable(NULL);
}

static int gs_live_path(gs_spot *leaf, gs_spot **all);
static int gs_live_allowed(gs_spot **all);

/* Before a container goes: what was written into it goes to Go. */
static GS_COLD void gs_live_last(PyObject *self) {
    PyObject *t, *v, *b;
    gs_spot *all[GS_DEPTH];
    PyErr_Fetch(&t, &v, &b);
    int lost = Py_TYPE(self) != gs_live_list || gs_live_path(gs_spot_of(self), all) <= 0 || gs_live_allowed(all) < 0;
    if (lost || gs_live_list_send_all(self)) {
        PyErr_Clear();
        gs_live_lost(self);
    }
    PyErr_Restore(t, v, b);
}

/* ---- the objects ---- */

static void gs_spot_clear(gs_spot *s) {
    PyObject *up = s->up, *key = s->key;
    s->type = NULL;
    s->up = s->key = NULL;
    Py_XDECREF(up);
    Py_XDECREF(key);
}

static int gs_spot_traverse(const gs_spot *s, visitproc visit, void *arg) {
    int r = s->up ? visit(s->up, arg) : 0;
    return r || !s->key ? r : visit(s->key, arg);
}

static int gs_level_traverse(PyObject *self, visitproc visit, void *arg) {
    int r = visit((PyObject *)Py_TYPE(self), arg);
    return r ? r : gs_spot_traverse(&((gs_level *)self)->spot, visit, arg);
}

static int gs_level_clear(PyObject *self) {
    gs_spot_clear(&((gs_level *)self)->spot);
    return 0;
}

static void gs_level_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    gs_spot_clear(&((gs_level *)self)->spot);
    freefunc f = (freefunc)PyType_GetSlot(t, Py_tp_free);
    f(self);
    Py_DECREF(t);
}

static int gs_live_traverse(PyObject *self, visitproc visit, void *arg) {
    gs_part *p = gs_part_of(self);
    int r = visit((PyObject *)Py_TYPE(self), arg);
    if (!r) r = gs_spot_traverse(&p->spot, visit, arg);
    if (!r && p->level) r = visit(p->level, arg);
    return r ? r : gs_kind_of(Py_TYPE(self))->traverse(self, visit, arg);
}

static int gs_live_clear(PyObject *self) {
    gs_part *p = gs_part_of(self);
    PyObject *level = p->level;
    if (GS_UNLIKELY(gs_live_written(self))) gs_live_last(self);
    p->left = -1;
    p->level = NULL;
    gs_spot_clear(&p->spot);
    Py_XDECREF(level);
    return gs_kind_of(Py_TYPE(self))->clear(self);
}

static void gs_live_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    gs_part *p = gs_part_of(self);
    PyObject_GC_UnTrack(self);
    if (GS_UNLIKELY(gs_live_written(self))) gs_live_last(self);
    gs_spot_clear(&p->spot);
    Py_XDECREF(p->level);
    gs_kind_of(t)->dealloc(self); /* frees it */
    Py_DECREF(t);                 /* which that does not know to be of the heap */
}

static PyObject *gs_live_alloc(PyTypeObject *t, Py_ssize_t n) {
    gs_live_kind *k = gs_kind_of(t);
    if (!k->nspare) return PyType_GenericAlloc(t, n);
    PyObject *o = k->spare[--k->nspare];
    memset((char *)o + GS_HEAD, 0, (size_t)k->size - GS_HEAD);
    PyObject_Init(o, t);
    PyObject_GC_Track(o);
    return o;
}

static void gs_live_free(void *o) {
    gs_live_kind *k = gs_kind_of(Py_TYPE(o));
    if (GS_SPARES > 0 && k->nspare < GS_SPARES) k->spare[k->nspare++] = o;
    else PyObject_GC_Del(o);
}

PyObject *gs_live_plain(PyObject *self) {
    return PyObject_CallFunctionObjArgs((PyObject *)gs_kind_of(Py_TYPE(self))->builtin, self, NULL);
}

PyObject *gs_live_copy(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_live_plain(self);
}

PyObject *gs_live_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *plain = gs_live_plain(self), *args = plain ? PyTuple_Pack(1, plain) : NULL;
    PyObject *r = args ? PyTuple_Pack(2, (PyObject *)gs_kind_of(Py_TYPE(self))->builtin, args) : NULL;
    Py_XDECREF(plain);
    Py_XDECREF(args);
    return r;
}

/* The subclass, with room for a gs_part behind it. */
static GS_COLD PyTypeObject *gs_live_subclass(PyObject *native, const char *name, gs_live_kind *k, PyType_Slot *slots) {
    PyObject *size = PyObject_GetAttrString((PyObject *)k->builtin, "__basicsize__");
    Py_ssize_t n = size ? (Py_ssize_t)PyLong_AsLongLong(size) : -1;
    Py_XDECREF(size);
    if (n < 0) return NULL;
    k->at = (n + 7) & ~(Py_ssize_t)7;
    k->size = k->at + (Py_ssize_t)sizeof(gs_part);
    k->traverse = (traverseproc)PyType_GetSlot(k->builtin, Py_tp_traverse);
    k->clear = (inquiry)PyType_GetSlot(k->builtin, Py_tp_clear);
    k->dealloc = (destructor)PyType_GetSlot(k->builtin, Py_tp_dealloc);
    k->make = (newfunc)PyType_GetSlot(k->builtin, Py_tp_new);
    PyType_Slot all[32] = { { Py_tp_dealloc, (void *)gs_live_dealloc }, { Py_tp_traverse, (void *)gs_live_traverse },
        { Py_tp_clear, (void *)gs_live_clear }, { Py_tp_alloc, (void *)gs_live_alloc }, { Py_tp_free, (void *)gs_live_free } };
    for (int i = 0; slots[i].slot; i++) all[5 + i] = slots[i];
    PyType_Spec spec = { name, (int)k->size, 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, all };
    return gs_type_new(native, &spec, (PyObject *)k->builtin);
}

/* ---- made from what Go has written ---- */

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

static PyObject *gs_live_list_read(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
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
    return gs_kind_of(t)->make(t, gs_no_args, NULL);
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

/* ---- edits ---- */

/* The spots from the field to a container, and how many; 0: it, or what it is in, stands nowhere;
   -1 with an exception. */
static int gs_live_path(gs_spot *leaf, gs_spot **all) {
    int n = 0;
    for (gs_spot *s = leaf; s->type; s = &((gs_level *)s->up)->spot) {
        if (n == GS_DEPTH) {
            PyErr_SetString(PyExc_RecursionError, "a container lies too deep to be changed");
            return -1;
        }
        all[n++] = s;
        if (s->inner) continue;
        for (int i = 0; i < n / 2; i++) {
            gs_spot *t = all[i];
            all[i] = all[n - 1 - i];
            all[n - 1 - i] = t;
        }
        return n;
    }
    return 0;
}

/* Whether a container, of which all leads to, can be changed: 1, or -1 with an exception. */
static int gs_live_allowed(gs_spot **all) {
    const gs_spot *root = all[0];
    if (root->generation != gs_the_core.generation) {
        PyErr_Format(PyExc_RuntimeError, "this content of '%s' was read before the process was forked: read it again",
            root->live->name);
        return -1;
    }
    const gs_object *of = root->live->get ? (gs_object *)root->up : NULL;
    if (of && (of->readonly || (of->readonly_nil && !root->data))) return gs_field_refuses(root->live->name, Py_None);
    if (root->live->edit == GS_NO_FN) {
        PyErr_Format(PyExc_TypeError, "the content of '%s' can't be changed in place: assign a changed copy to it",
            root->live->name);
        return -1;
    }
    return 1;
}

/* Sends what a C function has written; 1, or -1 with an exception, which is raised once. */
static GS_COLD int gs_live_catch_up(PyObject *self) {
    const char *name = gs_spot_of(self)->live->name, *kind = gs_kind_of(Py_TYPE(self))->name;
    int bad = Py_TYPE(self) == gs_live_list ? gs_live_list_send_all(self) : 1;
    if (Py_TYPE(self) == gs_live_list) gs_live_leaves(self, self);
    else gs_live_leaves_size(self);
    if (!bad) return gs_live_refresh(self) ? -1 : 1;
    if (bad > 0)
        PyErr_Format(PyExc_RuntimeError,
            "a C function has written into this %s, and not into '%s' in Go, since it does not ask the %s: use methods of the "
            "%s, or change a plain one and assign it. Read '%s' again",
            kind, name, kind, kind, name);
    return -1;
}

int gs_live_begin(PyObject *self) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(gs_spot_of(self), all);
    if (n <= 0) return n;
    if (gs_live_allowed(all) < 0) return -1;
    return GS_UNLIKELY(Py_TYPE(self) == gs_live_list && gs_live_resized(self)) ? gs_live_catch_up(self) : 1;
}

int gs_live_begin_all(PyObject *self) {
    int live = gs_live_begin(self);
    return live > 0 && GS_UNLIKELY(gs_live_written(self)) ? gs_live_catch_up(self) : live;
}

int gs_live_keyed_begin(PyObject **k, PyObject *self) {
    if (GS_UNLIKELY(gs_live_resized(self))) return gs_live_catch_up(self);
    gs_part_of(*k = self)->busy++;
    return 0;
}

void gs_live_keyed_end(PyObject **k) {
    gs_part *p = *k ? gs_part_of(*k) : NULL;
    if (p && !--p->busy && p->left >= 0) gs_live_leaves_size(*k);
}

int gs_live_conflict(PyObject *self) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(gs_spot_of(self), all);
    if (n < 0) return -1;
    PyErr_Format(PyExc_RuntimeError, "what was here has been replaced since it was read: read '%s' again",
        n ? all[0]->live->name : "the field");
    return -1;
}

int gs_edit_word(gs_edit *e, uint64_t w) { return gs_encoder_word(&e->t, w); }

/* The path to a value, as messages show it: of the field's name and the keys and indices. */
static int gs_edit_encode(gs_edit *e, gs_spot **all, int n, int i, const gs_path *up, const gs_type *ty, PyObject *v,
    Py_ssize_t index, PyObject *key) {
    if (i < n) {
        PyObject *k = Py_XNewRef(all[i]->key); /* __index__ of a value may take it away */
        gs_path at = { up, k ? GS_AT_KEY : GS_AT_INDEX, NULL, NULL, all[i]->index, k };
        int r = gs_edit_encode(e, all, n, i + 1, &at, ty, v, index, key);
        Py_XDECREF(k);
        return r;
    }
    gs_path at = { up, key == v ? GS_AT_KEYOF : key ? GS_AT_KEY : GS_AT_INDEX, NULL, NULL, index, key };
    return gs_encode(&e->t, ty, v, &at);
}

int gs_edit_value(gs_edit *e, const gs_type *ty, PyObject *v, Py_ssize_t index, PyObject *key) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(e->spot, all);
    if (n <= 0) return n < 0 ? -1 : gs_live_conflict(e->self);
    gs_path root = { NULL, GS_AT_ARG, all[0]->live->name, NULL, 0, NULL };
    return gs_edit_encode(e, all, n, 1, &root, ty, v, index, key);
}

int gs_edit_begin(gs_edit *e, PyObject *self, int exact) {
    static const gs_fn none = { .name = NULL };
    memset(&e->call, 0, sizeof e->call);
    e->call.fn = &none;
    gs_encoder_init(&e->t, &e->call);
    e->self = self;
    e->spot = gs_spot_of(self);
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(e->spot, all);
    if (n <= 0) return n < 0 ? -1 : gs_live_conflict(self);
    if (gs_edit_word(e, (uint64_t)n - 1)) return -1;
    for (int i = 0; i < n; i++) {
        int any = i == 0 && n == 1 && !exact;
        if (gs_edit_word(e, any ? 0 : all[i]->data) || gs_edit_word(e, (uint64_t)(any ? -1 : all[i]->n))) return -1;
        if (i == n - 1) break;
        const gs_spot *next = all[i + 1];
        gs_path at = { NULL, GS_AT_ARG, all[0]->live->name, NULL, 0, NULL };
        if (next->key ? gs_encode(&e->t, all[i]->type->key, next->key, &at) : gs_edit_word(e, (uint64_t)next->index))
            return -1;
    }
    return 0;
}

int gs_edit_run(gs_edit *e) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(e->spot, all);
    if (n <= 0) return n < 0 ? -1 : gs_live_conflict(e->self);
    const gs_live *l = all[0]->live;
    int at = l->get != NULL;
    GS_FRAME(f, 6, 0);
    if (at) f.w[0] = (uint64_t)(uintptr_t)GS_PTR(all[0]->up);
    f.w[at] = (uint64_t)(uintptr_t)e->t.p;
    f.w[at + 1] = e->t.len;
    PyObject *up = Py_XNewRef(all[0]->up); /* another thread may take the container out of it */
    int r = gs_enter(&f.h, l->edit, GS_RELEASE);
    uint64_t *out = f.w + at + 2;
    Py_XDECREF(up);
    gs_gave(&e->call, r);
    if (r) {
        gs_raise(r, f.w, NULL);
        return -1;
    }
    if (out[0] == GS_EDIT_CONFLICT || out[0] == GS_EDIT_FOREIGN) e->call.crossed = 0;
    if (out[0] == GS_EDIT_FOREIGN) {
        PyErr_Format(PyExc_TypeError,
            "'%s' holds an interface with another type here than a %s becomes in Go: assign a changed copy to '%s'", l->name,
            gs_kind_of(Py_TYPE(e->self))->name, l->name);
        return -1;
    }
    if (out[0] == GS_EDIT_UNHASHABLE) {
        PyErr_Format(PyExc_TypeError, "unhashable in Go: a key of '%s' is or has in it what becomes a slice, a map or a function there", l->name);
        return -1;
    }
    if (out[0] == GS_EDIT_MISSING) return GS_EDIT_MISSING;
    if (out[0] != GS_EDIT_DONE) return 1;
    e->spot->edits++;
    e->spot->data = out[1];
    e->spot->n = (Py_ssize_t)out[2];
    return 0;
}

void gs_edit_end(gs_edit *e) { gs_done(&e->call); }

/* ---- what Go has now ---- */

/* The whole content of the field or the variable. */
static PyObject *gs_live_read(const gs_spot *root) {
    const gs_live *l = root->live;
    PyObject *up = Py_XNewRef(root->up); /* another thread may take the container out of it */
    PyObject *o = l->get ? l->get(up, NULL) : l->variable(up, NULL);
    Py_XDECREF(up);
    return o;
}

/* The container in a fresh content that stands where this one does; borrowed; NULL if there is none, or with an
   exception. */
static PyObject *gs_live_find(PyObject *fresh, gs_spot **all, int n) {
    for (int i = 0;; i++) {
        if (!gs_is_live(fresh) || gs_spot_of(fresh)->type != all[i]->type) return NULL;
        if (i == n - 1) return fresh;
        const gs_spot *next = all[i + 1];
        if (next->key) fresh = PyDict_GetItemWithError(fresh, next->key);
        else fresh = next->index < PyList_Size(fresh) ? PyList_GetItem(fresh, next->index) : NULL;
        if (!fresh) return NULL;
    }
}

static int gs_live_take_over(PyObject *self, PyObject *fresh);

int gs_live_list_content(PyObject *self, PyObject *now) {
    gs_live_leaves(self, now); /* before the old items go, which may run code */
    int bad = PyList_SetSlice(self, 0, PyList_Size(self), now);
    if (bad) gs_live_leaves(self, self);
    return bad;
}

/* Whether an instance is a view of an item of the slice at an address. */
static int gs_is_view(PyObject *v, uint64_t base) {
    PyObject *owner = ((gs_object *)v)->owner;
    return owner && Py_TYPE(owner) == gs_block && (uint64_t)(uintptr_t)GS_PTR(owner) == base;
}

/* Replaces a value that was read anew by the old object, if that stands for the same place; a
   borrowed reference. 0, or -1 with an exception. */
static int gs_live_renew(PyObject *self, const gs_type *elem, PyObject *old, PyObject **new) {
    PyObject *v = *new, *level = gs_part_of(self)->level;
    if (gs_is_live(v)) {
        gs_spot *s = gs_spot_of(v);
        if (old && gs_is_live(old) && gs_spot_of(old)->type == s->type && gs_spot_of(old)->up == level &&
            (gs_spot_of(old)->key || gs_spot_of(old)->index < 0)) { /* a list may have had it twice */
            gs_spot *o = gs_spot_of(old);
            o->index = s->index;
            *new = old;
            return gs_live_take_over(old, v);
        }
        PyObject *up = s->up;
        s->up = level;
        if (level) Py_INCREF(level);
        Py_XDECREF(up);
        return 0;
    }
    /* the view of an item of a slice: another array may have the item now */
    if (elem->kind == GS_OBJ && old && gs_is_of(elem->cls, v) && Py_TYPE(old) == Py_TYPE(v) && gs_is_view(old, gs_spot_of(self)->base)) {
        gs_object *o = (gs_object *)old, *f = (gs_object *)v;
        if (o->owner == f->owner) return 0; /* in the list twice */
        PyObject *owner = o->owner;
        if (o->pickled) gs_identity_forget(old); /* it is known by its address */
        o->pickled = 0;
        o->owner = Py_NewRef(f->owner);
        __atomic_store_n(&o->ptr, f->ptr, __ATOMIC_RELEASE);
        Py_DECREF(owner);
        *new = old;
    }
    return 0;
}

/* Containers in a list forget their places until each is put at one; again: they get them back. */
static void gs_live_unplace(PyObject *list, int again) {
    for (Py_ssize_t i = list ? PyList_Size(list) - 1 : -1; i >= 0; i--) {
        PyObject *v = PyList_GetItem(list, i);
        if (gs_is_live(v) && gs_spot_of(v)->inner) gs_spot_of(v)->index = again ? i : -1;
    }
}

/* Takes over what was read anew. */
static int gs_live_take_over(PyObject *self, PyObject *fresh) {
    if (gs_stack_deep("a value")) return -1;
    const gs_type *ty = gs_spot_of(fresh)->type;
    PyTypeObject *t = Py_TYPE(self);
    int bad = 0;
    if (t == gs_live_list) {
        /* lists of our own: what is dropped here may run code that changes self */
        int renews = ty->elem->kind == GS_OBJ || gs_live_nests(ty->elem);
        PyObject *now = PySequence_List(fresh), *olds = now && renews ? PySequence_List(self) : NULL;
        bad = !now || (renews && !olds);
        gs_live_unplace(olds, 0);
        for (Py_ssize_t i = 0, n = bad || !renews ? 0 : PyList_Size(now), m = n ? PyList_Size(olds) : 0; !bad && i < n; i++) {
            PyObject *v = PyList_GetItem(now, i), *old = i < m ? PyList_GetItem(olds, i) : NULL;
            PyObject *was = v;
            bad = gs_live_renew(self, ty->elem, old, &v);
            if (!bad && v != was) bad = PyList_SetItem(now, i, Py_NewRef(v));
        }
        if (bad) gs_live_unplace(olds, 1);
        if (!bad) bad = gs_live_list_content(self, now);
        Py_XDECREF(olds);
        Py_XDECREF(now);
    } else if (t == gs_live_dict) {
        PyObject *now = PyDict_New(), *k, *v;
        Py_ssize_t pos = 0;
        while (now && !bad && PyDict_Next(fresh, &pos, &k, &v)) {
            PyObject *old = Py_XNewRef(PyDict_GetItemWithError(self, k));
            bad = (!old && PyErr_Occurred()) || gs_live_renew(self, ty->elem, old, &v) || PyDict_SetItem(now, k, v);
            Py_XDECREF(old);
        }
        bad = !now || bad;
        if (!bad) {
            PyDict_Clear(self);
            bad = PyDict_Update(self, now);
        }
        Py_XDECREF(now);
    } else {
        PyObject *plain = gs_live_plain(fresh);
        PyObject *r = plain ? gs_live_base(self, "clear", gs_no_args, NULL) : NULL;
        PyObject *args = r ? PyTuple_Pack(1, plain) : NULL;
        PyObject *u = args ? gs_live_base(self, "update", args, NULL) : NULL;
        bad = !u;
        Py_XDECREF(plain);
        Py_XDECREF(r);
        Py_XDECREF(args);
        Py_XDECREF(u);
    }
    if (bad) return -1;
    if (t != gs_live_list && gs_part_of(self)->left >= 0) gs_live_leaves_size(self);
    gs_spot *s = gs_spot_of(self);
    s->data = s->base = gs_spot_of(fresh)->data;
    s->n = gs_spot_of(fresh)->n;
    return 0;
}

/* Whether two may be the same slice or map in Go. */
static int gs_spot_same(const gs_spot *a, const gs_spot *b) { return !a->data || !b->data || a->data == b->data; }

int gs_live_refresh(PyObject *self) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(gs_spot_of(self), all);
    if (n <= 0) return n;
    PyObject *whole = gs_live_read(all[0]);
    if (!whole) return -1;
    PyObject *fresh = (n = gs_live_path(gs_spot_of(self), all)) > 0 ? gs_live_find(whole, all, n) : NULL;
    int bad;
    if (!fresh) {
        bad = PyErr_Occurred() ? -1 : gs_live_conflict(self);
    } else if (n > 1 && !gs_spot_same(gs_spot_of(fresh), all[n - 1])) { /* another one stands there now */
        bad = gs_live_conflict(self);
    } else {
        Py_INCREF(fresh);
        bad = gs_live_take_over(self, fresh);
        Py_DECREF(fresh);
    }
    Py_DECREF(whole);
    return bad;
}

int gs_live_assigned(const gs_live *l, PyObject *owner, PyObject *v) {
    GS_LIVE_ALONE();
    if (!v || !gs_is_live(v)) return 0;
    const gs_spot *s = gs_spot_of(v);
    if (!s->type || s->inner || s->live != l || s->up != owner || s->generation != gs_the_core.generation) return 0;
    PyObject *now = gs_live_read(s);
    if (!now) return -1;
    int same = gs_is_live(now) && gs_spot_same(gs_spot_of(now), s) && gs_spot_of(now)->n == s->n
        ? PyObject_RichCompareBool(now, v, Py_EQ)
        : 0;
    Py_DECREF(now);
    return same;
}

int gs_live_keeps(const gs_type *ty, PyObject *v) {
    switch (ty->kind) {
    case GS_BOOL: return v == Py_True || v == Py_False;
    case GS_F64: return gs_is(v, PyFloat_Type);
    case GS_STR: return gs_is(v, PyUnicode_Type);
    case GS_BYTES: return gs_is(v, PyBytes_Type);
    case GS_REF: return v == Py_None || gs_is_of(ty->cls, v);
    case GS_NAMED: return Py_TYPE(v) == ty->cls->type;
    case GS_ANY:
        return v == Py_None || v == Py_True || v == Py_False || gs_is(v, PyUnicode_Type) || gs_is(v, PyFloat_Type) ||
            gs_is(v, PyLong_Type) || gs_is(v, PyBytes_Type);
    }
    return ty->kind >= GS_I8 && ty->kind <= GS_U64 && gs_is(v, PyLong_Type);
}

void gs_live_detach(PyObject *o, const gs_spot *from) {
    (void)from;
    if (gs_is_live(o)) gs_spot_clear(gs_spot_of(o));
}

PyObject *gs_live_base(PyObject *self, const char *name, PyObject *args, PyObject *kw) {
    PyObject *m = PyObject_GetAttrString((PyObject *)gs_kind_of(Py_TYPE(self))->builtin, name), *r = NULL;
    PyObject *first = m ? PyTuple_Pack(1, self) : NULL, *all = first ? PySequence_Concat(first, args) : NULL;
    if (all) r = PyObject_Call(m, all, kw);
    Py_XDECREF(m);
    Py_XDECREF(first);
    Py_XDECREF(all);
    return r;
}

GS_COLD int gs_lives_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_level_dealloc },
        { Py_tp_traverse, (void *)gs_level_traverse }, { Py_tp_clear, (void *)gs_level_clear }, { 0, NULL } };
    PyType_Spec spec = { "_native.Level", sizeof(gs_level), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_level_type = gs_type_new(native, &spec, NULL);
    gs_no_args = PyTuple_New(0);
    gs_live_list_take = gs_live_list_read;
    return gs_level_type && gs_no_args &&
            (gs_live_list = gs_live_subclass(native, "_native.LiveList", &gs_lists, gs_live_list_slots)) &&
            (gs_live_dict = gs_live_subclass(native, "_native.LiveDict", &gs_dicts, gs_live_dict_slots)) &&
            (gs_live_set = gs_live_subclass(native, "_native.LiveSet", &gs_sets, gs_live_set_slots))
        ? 0
        : -1;
}
