#include "objects/class.h"
#include "objects/absent.h"
#include "objects/boxedit.h"
#include "objects/state.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "values/number.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

PyMemberDef gs_object_members[] = {
    { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(gs_object, weakrefs), Py_READONLY, NULL }, { NULL, 0, 0, 0, NULL }
};

static PyObject *gs_no_constructor(PyTypeObject *t, PyObject *args, PyObject *kw) {
    (void)args, (void)kw;
    PyObject *n = PyType_GetQualName(t);
    if (n) PyErr_Format(PyExc_TypeError, "%U can't be made by calling it", n);
    Py_XDECREF(n);
    return NULL;
}

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

/* The fields of a class as Python sees them: those of a frozen one without setters. The copy is for
   the life of the process, since CPython keeps pointers into it. NULL with MemoryError. */
static GS_COLD PyGetSetDef *gs_class_getset(const gs_class *c) {
    if (!c->frozen) return c->getset;
    size_t n = 0;
    while (c->getset[n].name) n++;
    PyGetSetDef *all = malloc((n + 1) * sizeof *all);
    if (!all) {
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(all, c->getset, (n + 1) * sizeof *all);
    for (size_t i = 0; i < n; i++) all[i].set = NULL;
    return all;
}

/* Whether the class has a slot by its own methods. */
static GS_COLD int gs_class_has_slot(const gs_class *c, int slot) {
    for (const PyType_Slot *p = c->slots; p && p->slot; p++)
        if (p->slot == slot) return 1;
    return 0;
}

GS_COLD int gs_class_object(PyObject *native, const char *module, gs_class *c, const gs_class_slots *s) {
    PyType_Slot slots[64];
    int n = 0;
#define GS_SLOT(k, f) slots[n++] = (PyType_Slot){ k, (void *)(f) }
    GS_SLOT(Py_tp_dealloc, gs_instance_dealloc);
    GS_SLOT(Py_tp_traverse, gs_instance_traverse);
    GS_SLOT(Py_tp_members, gs_object_members);
    GS_SLOT(Py_tp_new, c->make ? c->make : gs_no_constructor);
    c->init = s->init;
    if (c->make) GS_SLOT(Py_tp_init, s->init);
    GS_SLOT(Py_tp_repr, s->repr);
    GS_SLOT(Py_tp_str, s->str);
    GS_SLOT(Py_tp_richcompare, s->compare);
    if (c->hash == GS_HASH_NONE) GS_SLOT(Py_tp_hash, PyObject_HashNotImplemented);
    else GS_SLOT(Py_tp_hash, s->hash);
    if (c->doc) GS_SLOT(Py_tp_doc, c->doc);
    if (c->methods) GS_SLOT(Py_tp_methods, c->methods);
    if (c->getset) {
        PyGetSetDef *getset = gs_class_getset(c);
        if (!getset) return -1;
        GS_SLOT(Py_tp_getset, getset);
    }
    if (c->what == GS_CLASS_BOX) {
        int k = c->value->kind;
        if (k == GS_LIST || k == GS_ARRAY || k == GS_DICT || k == GS_SET || k == GS_BYTES) {
            GS_SLOT(Py_mp_length, s->len);
            GS_SLOT(Py_tp_iter, s->iter);
            GS_SLOT(Py_sq_contains, s->contains);
            if (k != GS_SET) GS_SLOT(Py_mp_subscript, s->item);
            if (k != GS_SET && k != GS_BYTES && !gs_class_has_slot(c, Py_mp_ass_subscript)) GS_SLOT(Py_mp_ass_subscript, gs_box_assign);
            if (k == GS_LIST || k == GS_ARRAY) { /* for C functions that take sequences, such as those of bisect */
                GS_SLOT(Py_sq_length, s->len);
                GS_SLOT(Py_sq_item, gs_box_at);
                GS_SLOT(Py_sq_ass_item, gs_box_assign_at);
            }
            const PyType_Slot *of = !c->mutable || k == GS_ARRAY ? NULL : k == GS_LIST ? gs_box_list_slots : k == GS_DICT ? gs_box_dict_slots : gs_box_set_slots;
            for (; of && of->slot; of++)
                if (!gs_class_has_slot(c, of->slot)) slots[n++] = *of;
        } else if (k < GS_C64) {
            GS_SLOT(Py_nb_bool, s->truth);
            GS_SLOT(Py_nb_int, gs_box_int);
            GS_SLOT(Py_nb_float, gs_box_float);
            if (k != GS_F32 && k != GS_F64) GS_SLOT(Py_nb_index, gs_box_int);
        } else if (k == GS_CALLABLE) GS_SLOT(Py_tp_call, gs_box_call);
        else if (k == GS_STREAM || k == GS_CHANNEL || k == GS_CHAN) GS_SLOT(Py_tp_iter, s->iter);
        else GS_SLOT(Py_nb_bool, s->truth);
    }
    for (const PyType_Slot *p = c->slots; p && p->slot; p++) slots[n++] = *p;
    slots[n] = (PyType_Slot){ 0, NULL };
#undef GS_SLOT
    char *name = gs_qualify(module, c->name);
    if (!name) return -1;
    PyType_Spec spec = { name, sizeof(gs_object), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
        slots };
    c->type = gs_absent_type_new(native, &spec);
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
    if (r || (c->generic && c->generic(c->type)) || (c->finish && c->finish(c))) return -1;
    return c->state ? c->state->install(native, c->type, c->state) : 0;
}

/* __repr__ of a named number or string: CellID(7). */
static PyObject *gs_named_repr(PyObject *self, PyObject *unused) {
    (void)unused;
    PyTypeObject *base = PyLong_Check(self) ? &PyLong_Type : PyUnicode_Check(self) ? &PyUnicode_Type : &PyFloat_Type;
    PyObject *n = PyType_GetName(Py_TYPE(self));
    PyObject *v = n ? ((reprfunc)PyType_GetSlot(base, Py_tp_repr))(self) : NULL;
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

/* An enum, made by the package's own _enum.py. It is open: a value without a constant in Go
   still has an instance. */
static GS_COLD PyObject *gs_class_enum(const char *package, const char *module, gs_class *c) {
    char *helper = gs_qualify(package, "_enum");
    PyObject *m = helper ? PyImport_ImportModule(helper) : NULL;
    PyObject *members = m ? PyList_New(0) : NULL;
    PyObject *t = NULL;
    free(helper);
    for (int i = 0; members && i < c->nmembers; i++) {
        PyObject *v = gs_literal(c->members[i].value);
        PyObject *pair = v ? PyObject_CallFunction((PyObject *)&PyTuple_Type, "((sO))", c->members[i].name, v) : NULL;
        if (!pair || PyList_Append(members, pair)) {
            Py_DECREF(members);
            members = NULL;
        }
        Py_XDECREF(v);
        Py_XDECREF(pair);
    }
    if (members)
        t = PyObject_CallMethod(m, "make", "sOsss", c->name, members, module, c->doc ? c->doc : "",
            c->flags ? "flags" : c->value->kind == GS_STR ? "str" : "int");
    c->by_value = t ? PyObject_GetAttrString(t, "_value2member_map_") : NULL;
    if (t && !c->by_value) {
        Py_DECREF(t);
        t = NULL;
    }
    Py_XDECREF(members);
    Py_XDECREF(m);
    return t;
}

GS_COLD PyObject *gs_class_slotless(PyObject *type, const char *module, const char *name, const char *doc,
    PyTypeObject *base) {
    PyObject *ns = PyDict_New(), *none = PyTuple_New(0), *t = NULL;
    PyObject *mod = PyUnicode_FromString(module), *text = PyUnicode_FromString(doc ? doc : "");
    if (ns && none && mod && text && !PyDict_SetItemString(ns, "__slots__", none) &&
        !PyDict_SetItemString(ns, "__module__", mod) && !PyDict_SetItemString(ns, "__doc__", text))
        t = PyObject_CallFunction(type, "s(O)O", name, (PyObject *)base, ns);
    Py_XDECREF(text);
    Py_XDECREF(mod);
    Py_XDECREF(none);
    Py_XDECREF(ns);
    return t;
}

/* A subclass of int, float or str. */
static GS_COLD PyObject *gs_class_builtin(const char *module, gs_class *c) {
    PyTypeObject *base = &PyFloat_Type;
    if (c->what == GS_CLASS_INT) base = &PyLong_Type;
    else if (c->what == GS_CLASS_STR) base = &PyUnicode_Type;
    PyObject *t = gs_class_slotless((PyObject *)&PyType_Type, module, c->name, c->doc, base);
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
    if (c->lacks && gs_absent_append(t)) return -1;
    if (!c->text) return 0;
    PyObject *m = PyObject_GetAttrString(t, c->text);
    int r = m ? PyObject_SetAttrString(t, "__str__", m) : -1;
    Py_XDECREF(m);
    return r;
}
