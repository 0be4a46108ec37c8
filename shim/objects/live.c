#include "objects/livepart.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "objects/object.h"
#include "values/list.h"
#include <string.h>

PyTypeObject *gs_live_list, *gs_live_dict, *gs_live_set, *gs_level_type;
PyObject *gs_live_no_args;
gs_live_kind gs_live_lists = { .name = "list", .builtin = &PyList_Type },
             gs_live_dicts = { .name = "dict", .builtin = &PyDict_Type },
             gs_live_sets = { .name = "set", .builtin = &PySet_Type };

gs_spot *gs_spot_of(PyObject *o) {
    gs_part *p = gs_part_of(o);
    return p->level ? &((gs_level *)p->level)->spot : &p->spot;
}

int gs_live_nests(const gs_type *ty) {
    while (ty->kind == GS_OPT) ty = ty->elem;
    return ty->kind == GS_LIST || ty->kind == GS_ARRAY || ty->kind == GS_DICT || ty->kind == GS_SET || ty->kind == GS_ANY;
}

void gs_spot_clear(gs_spot *s) {
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

PyObject *gs_live_alloc(PyTypeObject *t, Py_ssize_t n) {
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
    gs_live_no_args = PyTuple_New(0);
    gs_live_list_take = gs_live_list_read;
    return gs_level_type && gs_live_no_args &&
            (gs_live_list = gs_live_subclass(native, "_native.LiveList", &gs_live_lists, gs_live_list_slots)) &&
            (gs_live_dict = gs_live_subclass(native, "_native.LiveDict", &gs_live_dicts, gs_live_dict_slots)) &&
            (gs_live_set = gs_live_subclass(native, "_native.LiveSet", &gs_live_sets, gs_live_set_slots))
        ? 0
        : -1;
}
