#include "objects/interface.h"
#include "abi/imported.h"
#include "abi/typespec.h"
#include "core/extension.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/text.h"
#include "objects/absent.h"
#include "objects/class.h"
#include "objects/errors.h"
#include "objects/errorvalue.h"
#include "objects/implementation.h"
#include "objects/live.h"
#include "objects/raisable.h"
#include "values/list.h"
#include <stddef.h>

PyTypeObject *gs_held_type;
static PyObject *gs_interface_type; /* the type of their classes: it answers isinstance() */
static PyObject *gs_held_module;    /* borrowed: the native module is never unloaded */

/* ---- instances ---- */

/* A crossing with one instance; 0, or -1 with an exception. */
static int gs_held_ask(PyObject *self, int fn, gs_frame *f, uint64_t *w, int hold) {
    if (GS_STALE(self)) return gs_object_refuse(self);
    w[0] = gs_show(self);
    int r = gs_enter(f, fn, hold);
    if (!r) return 0;
    gs_raise(r, w, NULL);
    return -1;
}

static PyObject *gs_held_repr(PyObject *self) {
    if (GS_STALE(self)) return gs_object_repr(NULL, self);
    GS_FRAME(f, 4, 256);
    PyObject *name = PyType_GetName(Py_TYPE(self)), *text = NULL, *r = NULL;
    if (name && !gs_held_ask(self, gs_this.held.describe, &f.h, f.w, GS_HOLD)) text = gs_str_out(f.w + 1);
    if (text) r = PyUnicode_FromFormat("<%U %U>", name, text);
    Py_XDECREF(text);
    Py_XDECREF(name);
    return r;
}

static PyObject *gs_held_str(PyObject *self) {
    if (GS_STALE(self)) return gs_held_repr(self);
    GS_FRAME(f, 4, 512);
    return gs_held_ask(self, gs_this.held.text, &f.h, f.w, GS_RELEASE) ? NULL : gs_str_out(f.w + 1);
}

static PyObject *gs_held_compare(PyObject *a, PyObject *b, int op) {
    if ((op != Py_EQ && op != Py_NE) || !gs_is_held(b)) return Py_NewRef(Py_NotImplemented);
    if (GS_STALE(b) && gs_object_refuse(b)) return NULL;
    GS_FRAME(f, 3, 0);
    f.w[1] = gs_show(b);
    if (gs_held_ask(a, gs_this.held.equal, &f.h, f.w, GS_RELEASE)) return NULL;
    return Py_NewRef((f.w[2] != 0) == (op == Py_EQ) ? Py_True : Py_False);
}

static Py_hash_t gs_held_hash(PyObject *self) {
    GS_FRAME(f, 3, 0);
    if (gs_held_ask(self, gs_this.held.hash, &f.h, f.w, GS_RELEASE)) return -1;
    Py_hash_t h = (Py_hash_t)f.w[1];
    return h == -1 ? -2 : h; /* -1 means an error */
}

/* The interface whose class this is; NULL: a class that was derived in Python. */
static const gs_class *gs_interface_of(PyObject *type, int *api) {
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        *api = type == (PyObject *)c->aio ? GS_ASYNC_API : GS_SYNC_API;
        if (c->what == GS_CLASS_INTERFACE && type == (PyObject *)gs_class_api(c, *api)) return c;
    }
    return NULL;
}

static PyObject *gs_held_new(PyTypeObject *t, PyObject *args, PyObject *kw) {
    (void)args, (void)kw;
    PyObject *n = PyType_GetQualName(t);
    int api, derived = t != gs_held_type && !gs_interface_of((PyObject *)t, &api);
    const char *format = t == gs_held_type ? "instances of %U come from Go" : "%U is a Go interface: its instances come from Go";
    if (derived) format = "%U is derived from a Go interface, whose instances come from Go; derive it from nothing";
    if (n) PyErr_Format(PyExc_TypeError, format, n);
    Py_XDECREF(n);
    return NULL;
}

/* ---- isinstance() ---- */
/* Whether what an instance holds implements the interface of a class; -1 with an exception. */
static int gs_held_is(const gs_class *cls, PyObject *o) {
    if (gs_is_of(cls, o)) return 1;
    GS_FRAME(f, 3, 0);
    return gs_held_ask(o, cls->is, &f.h, f.w, GS_HOLD) ? -1 : f.w[1] != 0;
}

int gs_is_held_error(PyObject *o) {
    if (!gs_is_held(o)) return 0;
    GS_FRAME(f, 3, 0);
    return gs_held_ask(o, gs_this.held.is_error, &f.h, f.w, GS_HOLD) ? 0 : f.w[1] != 0;
}

/* What an exception holds that implements an interface: a new reference; NULL: nothing, or with an
   exception. */
static PyObject *gs_interface_in_error(const gs_type *ty, PyObject *v) {
    if (!PyType_IsSubtype(Py_TYPE(v), (PyTypeObject *)gs_GoError)) return NULL;
    for (int i = 0; gs_this.errors[i]; i++) {
        const gs_class *c = gs_this.errors[i]->cls;
        if (c->what != GS_CLASS_INTERFACE) continue;
        PyObject *o = gs_exception_held_or_sentinel(c, v);
        int is = !o ? 0 : GS_STALE(o) ? gs_object_refuse(o) : gs_held_is(ty->cls, o);
        if (is > 0) return o;
        Py_XDECREF(o);
        if (PyErr_Occurred()) return NULL;
    }
    return NULL;
}

/* Whether a Python class is one of the choices, or derived from one. */
static int gs_interface_chosen(const gs_class *c, int api, PyTypeObject *t) {
    for (const gs_type *const *choice = c->value->choices; *choice; choice++) {
        const gs_class *cls = (*choice)->cls;
        if (cls->error && PyType_IsSubtype(t, cls->exception)) return 1;
        PyTypeObject *of = cls->aio && api == GS_ASYNC_API ? cls->aio : cls->type;
        if (t == of || PyType_IsSubtype(t, of)) return 1;
    }
    return 0;
}

static PyObject *gs_interface_instancecheck(PyObject *type, PyObject *o) {
    int api, r = PyType_IsSubtype(Py_TYPE(o), (PyTypeObject *)type);
    const gs_class *c = r ? NULL : gs_interface_of(type, &api);
    if (c && !gs_is_held(o)) {
        r = gs_interface_chosen(c, api, Py_TYPE(o));
        PyObject *inner = r || api != GS_SYNC_API ? NULL : gs_interface_in_error(c->value, o);
        if (inner) r = 1;
        else if (PyErr_Occurred()) r = -1;
        else if (!r && api == GS_SYNC_API) r = gs_implementation_is(c->value->calls, o);
        Py_XDECREF(inner);
    }
    if (c && gs_is_held(o)) r = GS_STALE(o) || gs_api_of(o) != api ? 0 : gs_held_is(c, o);
    return r < 0 ? NULL : Py_NewRef(r ? Py_True : Py_False);
}

static PyObject *gs_interface_subclasscheck(PyObject *type, PyObject *other) {
    if (!PyType_Check(other)) {
        PyErr_SetString(PyExc_TypeError, "issubclass() arg 1 must be a class");
        return NULL;
    }
    int api, r = PyType_IsSubtype((PyTypeObject *)other, (PyTypeObject *)type);
    const gs_class *c = r ? NULL : gs_interface_of(type, &api);
    if (c) r = gs_interface_chosen(c, api, (PyTypeObject *)other);
    return Py_NewRef(r ? Py_True : Py_False);
}

static PyMethodDef gs_interface_checks[] = {
    { "__instancecheck__", gs_interface_instancecheck, METH_O, "Whether its Go type implements the interface." },
    { "__subclasscheck__", gs_interface_subclasscheck, METH_O, "Whether its Go type implements the interface." },
};

/* ---- their classes ---- */
GS_COLD int gs_interfaces_init(PyObject *native) {
    PyType_Slot slots[] = {
        { Py_tp_dealloc, (void *)gs_instance_dealloc },
        { Py_tp_traverse, (void *)gs_instance_traverse },
        { Py_tp_members, gs_object_members },
        { Py_tp_doc, (void *)"A Go value of a type that has no class." },
        { Py_tp_new, (void *)gs_held_new },
        { Py_tp_repr, (void *)gs_held_repr },
        { Py_tp_str, (void *)gs_held_str },
        { Py_tp_richcompare, (void *)gs_held_compare },
        { Py_tp_hash, (void *)gs_held_hash },
        { 0, NULL },
    };
    unsigned flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
    char *name = gs_qualify(gs_import_name, "GoValue");
    if (!name) return -1;
    PyType_Spec spec = { name, sizeof(gs_object), 0, flags, slots };
    gs_held_module = native;
    gs_held_type = gs_absent_type_new(native, &spec);
    return gs_held_type ? 0 : -1;
}

/* Makes the type of these classes, with the first of them: most extensions have none. It is
   derived from ABCMeta, so that a class can have abc.ABC as a base beside an interface. */
static GS_COLD int gs_interface_type_make(void) {
    const char *doc = "The type of the classes of Go interfaces.";
    PyObject *meta = gs_import_attribute("abc", "ABCMeta");
    if (meta && !gs_implementations_init())
        gs_interface_type = gs_class_slotless((PyObject *)&PyType_Type, "_native", "Interface", doc, (PyTypeObject *)meta);
    Py_XDECREF(meta);
    if (!gs_interface_type) return -1;
    for (size_t i = 0; i < sizeof gs_interface_checks / sizeof *gs_interface_checks; i++) {
        PyMethodDef *d = &gs_interface_checks[i];
        if (gs_class_method(gs_interface_type, d, d->ml_name)) return -1;
    }
    return 0;
}

/* A class between that of all such instances and that of an interface, for what Python's syntax
   does by its methods: a new reference. */
static GS_COLD PyTypeObject *gs_interface_base(const gs_class *c) {
    PyType_Slot slots[32];
    int n = 0;
    slots[n++] = (PyType_Slot){ Py_tp_dealloc, (void *)gs_instance_dealloc };
    slots[n++] = (PyType_Slot){ Py_tp_traverse, (void *)gs_instance_traverse };
    for (const PyType_Slot *p = c->slots; p->slot; p++) slots[n++] = *p;
    slots[n] = (PyType_Slot){ 0, NULL };
    char *name = gs_qualify(gs_import_name, "GoValue");
    if (!name) return NULL;
    PyType_Spec spec = { name, 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, slots };
    return gs_type_new(gs_held_module, &spec, (PyObject *)gs_held_type);
}

GS_COLD int gs_class_interface(const char *module, gs_class *c) {
    if (!gs_interface_type && gs_interface_type_make()) return -1;
    PyTypeObject *base = c->slots ? gs_interface_base(c) : (PyTypeObject *)Py_NewRef((PyObject *)gs_held_type);
    PyObject *t = base ? gs_class_slotless(gs_interface_type, module, c->name, c->doc, base) : NULL;
    Py_XDECREF(base);
    if (!t) return -1;
    c->type = (PyTypeObject *)t;
    for (PyMethodDef *d = c->methods; d && d->ml_name; d++)
        if (gs_class_method(t, d, d->ml_name)) return -1;
    for (PyGetSetDef *d = c->getset; d && d->name; d++) {
        PyObject *g = PyDescr_NewGetSet(c->type, d);
        int r = g ? PyObject_SetAttrString(t, d->name, g) : -1;
        Py_XDECREF(g);
        if (r) return -1;
    }
    return c->finish ? c->finish(c) : 0;
}

/* ---- in a wire buffer ---- */
/* The choice of which an object is an instance, or -1. */
static int gs_interface_choice(const gs_type *ty, PyObject *v) {
    const gs_type *const *all = ty->choices;
    for (int i = 0; all[i]; i++)
        if (Py_TYPE(v) == all[i]->cls->type || Py_TYPE(v) == all[i]->cls->aio) return i;
    for (int i = 0; all[i]; i++)
        if (gs_is_of_raisable(all[i]->cls, v)) return i;
    return -1;
}

/* Whether an object is a path: 1, 0, or -1 with an exception. */
static int gs_is_path(PyObject *v) {
    return PyUnicode_Check(v) ? 1 : gs_has((PyObject *)Py_TYPE(v), "__fspath__");
}

/* Whether an object is a tree of files: a Traversable of importlib.resources, or a zipfile.ZipFile. 1, 0, or -1 with an
   exception. */
static int gs_is_tree(PyObject *v) {
    static const char *const kinds[][3] = { { "joinpath", "iterdir", "read_bytes" }, { "namelist", "infolist", "open" } };
    PyObject *t = (PyObject *)Py_TYPE(v);
    for (int k = 0; k < 2; k++) {
        int has = 1;
        for (int i = 0; i < 3 && has > 0; i++) has = gs_has(t, kinds[k][i]);
        if (has) return has;
    }
    return 0;
}

/* The one choice that can be made of an array (matrix.h), by its dimensions and numbers; or -1. */
static int gs_interface_matrix(const gs_type *ty, PyObject *v) {
    Py_buffer b;
    int found = -1;
    if (!PyObject_CheckBuffer(v)) return -1;
    if (PyObject_GetBuffer(v, &b, PyBUF_FULL_RO)) return PyErr_Clear(), -1;
    for (int i = 0; found > -2 && ty->choices[i]; i++) {
        const gs_class *cls = ty->choices[i]->cls;
        int kind = ty->choices[i]->kind, fits = (kind == GS_OBJ || kind == GS_REF) && cls->array && cls->array->n == b.ndim;
        if (fits && gs_format_kind(b.format, b.itemsize) == cls->array->elem->kind) found = found == -1 ? i : -2;
    }
    PyBuffer_Release(&b);
    return found;
}

static const gs_type gs_folder = { .kind = GS_STR, .ops = &gs_str_ops, .n = -1, .expected = "the path of a folder" };

static GS_NOINLINE int gs_interface_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, GS_CHOICE_NIL);
    PyObject *inner = gs_is_held(v) || gs_interface_choice(ty, v) >= 0 ? NULL : gs_interface_in_error(ty, v);
    if (inner) {
        int r = gs_interface_put(t, ty, inner, path);
        Py_DECREF(inner);
        return r;
    }
    if (PyErr_Occurred()) return -1;
    if (!gs_is_held(v)) {
        int i = gs_interface_choice(ty, v);
        int folder = i < 0 && ty->n == GS_TAKES_FOLDER ? gs_is_path(v) : 0;
        if (folder) return folder < 0 || gs_encoder_word(t, GS_CHOICE_FOLDER) ? -1 : gs_encode(t, &gs_folder, v, path);
        int tree = i < 0 && ty->n == GS_TAKES_FOLDER && !gs_is_gos(v) ? gs_is_tree(v) : 0;
        if (tree) return tree < 0 || gs_encoder_word(t, GS_CHOICE_TREE) ? -1 : gs_encode(t, gs_this.object, v, path);
        if (i < 0) i = gs_interface_matrix(ty, v);
        int own = i < 0 ? 1 : gs_interface_derived(ty, ty->choices[i]->cls, v);
        if (own < 0) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
        if (own) return gs_implementation_wide(t, ty, v, path);
        return gs_encoder_word(t, GS_FIRST_CHOICE + (uint64_t)i) ? -1 : gs_encode(t, ty->choices[i], v, path);
    }
    if (GS_STALE(v)) return gs_argerror_value(path, gs_object_refuse(v), ty->expected, v);
    int is = gs_held_is(ty->cls, v);
    if (is < 0) return -1;
    if (!is && !gs_is_gos(v)) return gs_implementation_wide(t, ty, v, path);
    if (!is) {
        const char *format = "expected %s, got %R, whose Go type does not implement it";
        return gs_argerror(path, PyExc_TypeError, format, ty->expected, v);
    }
    Py_INCREF(v);
    if (gs_keep(t->call, v) || gs_encoder_word(t, GS_CHOICE_HELD)) return -1;
    return gs_encoder_word(t, gs_show(v));
}

/* The type of what follows the word. A Python object may come out of an interface that
   none implements, if Go has got it for another. */
GS_INLINE const gs_type *gs_interface_type_of(const gs_type *ty, uint64_t what) {
    return what == GS_CHOICE_OBJECT ? gs_this.object : ty->choices[(what & ~GS_CHOICE_COPIED) - GS_FIRST_CHOICE];
}

/* An instance of the interface's class. */
GS_INLINE PyObject *gs_interface_take_held(gs_decoder *r, const gs_type *ty, uint64_t what) {
    if (ty->cls->error) return gs_error_ops.take(r, NULL);
    PyObject *o = gs_object_take(r, ty);
    if (GS_LIKELY(o != NULL)) ((gs_object *)o)->quick = GS_CHOICE_QUICK(what);
    return o;
}

static PyObject *gs_interface_take(gs_decoder *r, const gs_type *ty) {
    uint64_t what = gs_decoder_word(r);
    if (what == GS_CHOICE_NIL) return Py_NewRef(Py_None);
    if ((uint32_t)what == GS_CHOICE_HELD) return gs_interface_take_held(r, ty, what);
    const gs_type *choice = gs_interface_type_of(ty, what);
    const gs_at *at = r->live;
    r->live = NULL; /* the places of what a choice holds are not written */
    PyObject *o = gs_decode(r, choice);
    r->live = at;
    if (at && o && what & GS_CHOICE_COPIED) gs_object_copied(choice->cls, o);
    return o;
}

PyObject *gs_interface_field_out(const gs_type *ty, const uint64_t *w, int api) {
    static const gs_at field = { NULL, NULL, NULL, 0, 0 }; /* that it is one is all that is asked */
    gs_decoder r = { (const char *)(uintptr_t)w[0], api, &field };
    PyObject *o = gs_decode(&r, ty);
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return o;
}

static void gs_interface_skip(gs_decoder *r, const gs_type *ty) {
    uint64_t what = gs_decoder_word(r);
    if ((uint32_t)what == GS_CHOICE_HELD && ty->cls->error) gs_error_ops.skip(r, NULL);
    else if ((uint32_t)what == GS_CHOICE_HELD) gs_decode_skip_handle(r, ty);
    else if (what != GS_CHOICE_NIL) gs_decode_skip(r, gs_interface_type_of(ty, what));
}

GS_OPS(interface, gs_interface_put, gs_interface_take, gs_interface_skip, gs_decode_items, gs_decode_skip_items, 8);
