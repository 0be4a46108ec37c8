/* class.h: from the tables of a class to a Python type, at import. */
#ifndef GS_CLASS_H
#define GS_CLASS_H
#include "named.h"
#include "walk.h"

static PyObject *gs_object_aio(PyObject *self, void *cls); /* aio.h: an attribute of every class */

static PyMemberDef gs_object_members[] = { { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(gs_object, weakrefs), Py_READONLY, NULL }, { NULL, 0, 0, 0, NULL } };

/* What differs by class, as small functions of fixed shape: the emitter makes
   one set for each class. */
#define GS_CLASS_SLOTS(C)                                                                                                      \
    static PyObject *C##_repr(PyObject *s) { return C.what == GS_CLASS_BOX ? gs_box_repr(&C, s) : gs_object_repr(&C, s); }    \
    static PyObject *C##_str(PyObject *s) { return C.str == GS_NO_FN ? C##_repr(s) : gs_object_str(&C, s); }                  \
    static PyObject *C##_compare(PyObject *a, PyObject *b, int op) {                                                          \
        return C.what == GS_CLASS_BOX ? gs_box_compare(&C, a, b, op) : gs_object_compare(&C, a, b, op);                       \
    }                                                                                                                          \
    static Py_hash_t C##_hash(PyObject *s) { return gs_object_hash(&C, s); }                                                  \
    static Py_ssize_t C##_len(PyObject *s) { return gs_box_len(&C, s); }                                                      \
    static PyObject *C##_item(PyObject *s, PyObject *k) { return gs_box_item(&C, s, k); }                                     \
    static PyObject *C##_iter(PyObject *s) { return gs_box_iter(&C, s); }                                                     \
    static int C##_contains(PyObject *s, PyObject *x) { return gs_box_contains(&C, s, x); }                                   \
    static const gs_class_slots C##_slots = { C##_repr, C##_str, C##_compare, C##_hash, C##_len, C##_item, C##_iter, C##_contains };

typedef struct gs_class_slots {
    reprfunc repr, str;
    richcmpfunc compare;
    hashfunc hash;
    Py_ssize_t (*len)(PyObject *);
    PyObject *(*item)(PyObject *, PyObject *);
    PyObject *(*iter)(PyObject *);
    int (*contains)(PyObject *, PyObject *);
} gs_class_slots;

extern Py_hash_t PyObject_HashNotImplemented(PyObject *) __attribute__((visibility("default")));

static PyObject *gs_no_constructor(PyTypeObject *t, PyObject *args, PyObject *kw) {
    (void)args, (void)kw;
    PyObject *n = PyType_GetQualName(t);
    if (n) PyErr_Format(PyExc_TypeError, "%U can't be made by calling it", n);
    Py_XDECREF(n);
    return NULL;
}

/* Type names live as long as the process: CPython keeps pointers into them. */
GS_COLD char *gs_qualify(const char *module, const char *name) {
    size_t a = strlen(module), b = strlen(name);
    char *p = malloc(a + b + 2);
    if (!p) {
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(p, module, a);
    p[a] = '.';
    memcpy(p + a + 1, name, b + 1);
    return p;
}

enum { GS_HASH_NONE = -2 }; /* gs_class.hash of a class that can't be hashed */

GS_COLD int gs_class_object(PyObject *native, const char *module, gs_class *c, const gs_class_slots *s) {
    PyType_Slot slots[24];
    int n = 0;
#define GS_SLOT(k, f) slots[n++] = (PyType_Slot){ k, (void *)(f) }
    GS_SLOT(Py_tp_dealloc, gs_instance_dealloc);
    GS_SLOT(Py_tp_traverse, gs_instance_traverse);
    GS_SLOT(Py_tp_members, gs_object_members);
    GS_SLOT(Py_tp_new, c->make ? c->make : gs_no_constructor);
    GS_SLOT(Py_tp_repr, s->repr);
    GS_SLOT(Py_tp_str, s->str);
    GS_SLOT(Py_tp_richcompare, s->compare);
    if (c->hash == GS_HASH_NONE) GS_SLOT(Py_tp_hash, PyObject_HashNotImplemented);
    else GS_SLOT(Py_tp_hash, s->hash);
    if (c->doc) GS_SLOT(Py_tp_doc, c->doc);
    if (c->methods) GS_SLOT(Py_tp_methods, c->methods);
    if (c->getset) GS_SLOT(Py_tp_getset, c->getset);
    if (c->what == GS_CLASS_BOX) {
        int k = c->value->kind;
        if (k == GS_LIST || k == GS_ARRAY || k == GS_DICT || k == GS_SET || k == GS_BYTES) {
            GS_SLOT(Py_mp_length, s->len);
            GS_SLOT(Py_tp_iter, s->iter);
            GS_SLOT(Py_sq_contains, s->contains);
            if (k != GS_SET) GS_SLOT(Py_mp_subscript, s->item);
        }
    }
    slots[n] = (PyType_Slot){ 0, NULL };
#undef GS_SLOT
    char *name = gs_qualify(module, c->name);
    if (!name) return -1;
    PyType_Spec spec = { name, sizeof(gs_object), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, slots };
    c->type = (PyTypeObject *)PyType_FromModuleAndSpec(native, &spec, NULL);
    if (!c->type) return -1;
    PyObject *names = PyTuple_New(c->nfields);
    if (!names) return -1;
    for (int i = 0; i < c->nfields; i++) {
        PyObject *f = PyUnicode_FromString(c->getset[i].name);
        if (!f) {
            Py_DECREF(names);
            return -1;
        }
        PyTuple_SetItem(names, i, f);
    }
    int r = PyObject_SetAttrString((PyObject *)c->type, "__match_args__", names);
    Py_DECREF(names);
    return r;
}

/* int(7) of the class CellID shows as CellID(7). */
static PyObject *gs_named_repr(PyObject *self, PyObject *unused) {
    (void)unused;
    PyTypeObject *base = PyLong_Check(self) ? &PyLong_Type : PyUnicode_Check(self) ? &PyUnicode_Type : &PyFloat_Type;
    PyObject *n = PyType_GetName(Py_TYPE(self)), *v = n ? ((reprfunc)PyType_GetSlot(base, Py_tp_repr))(self) : NULL;
    PyObject *r = v ? PyUnicode_FromFormat("%U(%U)", n, v) : NULL;
    Py_XDECREF(n);
    Py_XDECREF(v);
    return r;
}
static PyMethodDef gs_named_repr_def = { "__repr__", gs_named_repr, METH_NOARGS, NULL };

GS_COLD int gs_class_method(PyObject *type, PyMethodDef *d, const char *as) {
    PyObject *m = PyDescr_NewMethod((PyTypeObject *)type, d);
    int r = m ? PyObject_SetAttrString(type, as, m) : -1;
    Py_XDECREF(m);
    return r;
}
GS_COLD PyObject *gs_literal(const char *text) {
    PyObject *code = Py_CompileString(text, "<literal>", Py_eval_input), *globals = PyDict_New();
    PyObject *v = code && globals ? PyEval_EvalCode(code, globals, globals) : NULL;
    Py_XDECREF(code);
    Py_XDECREF(globals);
    return v;
}

/* An enum, made by the package's own _enum.py: open, so that a value that has
   no constant in Go still has an instance. */
GS_COLD PyObject *gs_class_enum(const char *package, const char *module, gs_class *c) {
    char *helper = gs_qualify(package, "_enum");
    PyObject *m = helper ? PyImport_ImportModule(helper) : NULL, *members = m ? PyList_New(0) : NULL, *t = NULL;
    free(helper);
    for (int i = 0; members && i < c->nmembers; i++) {
        PyObject *v = gs_literal(c->members[i].value), *pair = v ? PyObject_CallFunction((PyObject *)&PyTuple_Type, "((sO))", c->members[i].name, v) : NULL;
        if (!pair || PyList_Append(members, pair)) {
            Py_DECREF(members);
            members = NULL;
        }
        Py_XDECREF(v);
        Py_XDECREF(pair);
    }
    if (members) t = PyObject_CallMethod(m, "make", "sOssi", c->name, members, module, c->doc ? c->doc : "", c->value->kind == GS_STR);
    c->by_value = t ? PyObject_GetAttrString(t, "_value2member_map_") : NULL;
    if (t && !c->by_value) {
        Py_DECREF(t);
        t = NULL;
    }
    Py_XDECREF(members);
    Py_XDECREF(m);
    return t;
}
GS_COLD PyObject *gs_class_builtin(const char *module, gs_class *c) {
    PyTypeObject *base = c->what == GS_CLASS_INT ? &PyLong_Type : c->what == GS_CLASS_STR ? &PyUnicode_Type : &PyFloat_Type;
    PyObject *ns = PyDict_New(), *t = NULL, *mod = PyUnicode_FromString(module), *doc = PyUnicode_FromString(c->doc ? c->doc : ""), *none = PyTuple_New(0);
    if (ns && mod && doc && none && !PyDict_SetItemString(ns, "__module__", mod) && !PyDict_SetItemString(ns, "__doc__", doc) &&
        !PyDict_SetItemString(ns, "__slots__", none))
        t = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)O", c->name, (PyObject *)base, ns);
    Py_XDECREF(ns);
    Py_XDECREF(mod);
    Py_XDECREF(doc);
    Py_XDECREF(none);
    if (t && gs_class_method(t, &gs_named_repr_def, "__repr__")) {
        Py_DECREF(t);
        return NULL;
    }
    return t;
}
GS_COLD int gs_class_named(const char *package, const char *module, gs_class *c) {
    PyObject *t = c->what == GS_CLASS_ENUM ? gs_class_enum(package, module, c) : gs_class_builtin(module, c);
    if (!t) return -1;
    c->type = (PyTypeObject *)t;
    for (PyMethodDef *d = c->methods; d && d->ml_name; d++)
        if (gs_class_method(t, d, d->ml_name)) return -1;
    if (!c->text) return 0;
    PyObject *m = PyObject_GetAttrString(t, c->text);
    int r = m ? PyObject_SetAttrString(t, "__str__", m) : -1;
    Py_XDECREF(m);
    return r;
}
#endif
