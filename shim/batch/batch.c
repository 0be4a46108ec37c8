#include "batch/batch.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "async/async.h"
#include "batch/run.h"
#include "batch/table.h"
#include "batch/ufunc.h"
#include "call/args.h"
#include "call/call.h"
#include "core/extension.h"
#include "objects/class.h"
#include "objects/errors.h"
#include "objects/tables.h"
#include "values/column.h"
#include <string.h>

/* A function over columns. */
typedef struct gs_batch_function {
    PyObject_HEAD
    gs_async_function *function;
} gs_batch_function;

static PyTypeObject *gs_batch_type;

/* ---- what a function is ---- */

/* What values of a type are, for batch.py: n: a number; t: text; b: bytes; l: a list, as often as it is nested;
   d: a dict; a: anything; f: never a column by itself; m: a time; s: a duration; 1, 2: a vector, a matrix; v: another single value. */
static int gs_batch_code(const gs_type *ty, char *to, int room) {
    int kind = ty ? ty->kind : GS_TIMEOUT;
    if (room > 1 && (kind == GS_LIST || kind == GS_ARRAY || kind == GS_SET)) {
        *to = 'l';
        return 1 + gs_batch_code(gs_items_of(ty), to + 1, room - 1);
    }
    if (kind == GS_OPT || kind == GS_NAMED) return gs_batch_code(ty->elem, to, room);
    if (kind == GS_NDARRAY) return gs_batch_code(ty->key, to, room);
    if ((kind == GS_OBJ || kind == GS_REF) && ty->cls->array) {
        *to = ty->cls->array->n == 1 ? '1' : '2';
        return 1;
    }
    if (kind == GS_BOX && ty->cls && ty->cls->value) return gs_batch_code(ty->cls->value, to, room);
    *to = GS_IS_NUMBER(kind) ? 'n'
        : kind == GS_STR || kind == GS_PYSTR ? 't'
        : kind == GS_BYTES ? 'b'
        : kind == GS_DICT ? 'd'
        : kind == GS_TIME ? 'm'
        : kind == GS_DURATION ? 's'
        : kind == GS_ANY || kind == GS_PYOBJECT || kind == GS_KEY ? 'a'
        : kind == GS_VIEW || kind == GS_CALLABLE || kind == GS_STREAM || kind == GS_CHANNEL || kind == GS_FILE ? 'f' : 'v';
    return 1;
}

/* (name, code, type) of each parameter, self first. */
static PyObject *gs_batch_parameters(PyObject *self, void *unused) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    int own = a->self != NULL;
    (void)unused;
    PyObject *all = PyTuple_New(own + a->fn->nparams);
    if (all && own) PyTuple_SetItem(all, 0, PyObject_CallFunction((PyObject *)&PyTuple_Type, "((sss))", "self", "v", a->self->name));
    for (int i = 0; all && !PyErr_Occurred() && i < a->fn->nparams; i++) {
        char code[16] = { 0 };
        int star = i == a->fn->star; /* a star, and the code of an item */
        const gs_type *type = a->params[i].type;
        if (star) *code = '*';
        gs_batch_code(star && type ? type->elem : type, code + star, (int)sizeof code - 1 - star);
        PyObject *one = PyObject_CallFunction((PyObject *)&PyTuple_Type, "((sss))", a->fn->params[i].name, code, a->fn->params[i].expected);
        if (one) PyTuple_SetItem(all, own + i, one);
    }
    if (all && PyErr_Occurred()) gs_drop(&all);
    return all;
}

/* The code of each result. */
static PyObject *gs_batch_result_codes(PyObject *self, void *unused) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    (void)unused;
    PyObject *all = PyTuple_New(a->nresults);
    for (int i = 0; all && i < a->nresults; i++) {
        char code[16] = { 0 };
        gs_batch_code(a->results[i].type, code, sizeof code - 1);
        PyObject *one = PyUnicode_FromString(code);
        if (!one || PyTuple_SetItem(all, i, one)) gs_drop(&all);
    }
    return all;
}

/* column(k, rows): result k of rows, a list, as a column of Arrow's, of a type that follows from Go's; None if that is none of Arrow's. */
static PyObject *gs_batch_column(PyObject *self, PyObject *args) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    long k = PyTuple_Size(args) == 2 ? PyLong_AsLong(PyTuple_GetItem(args, 0)) : -1;
    if (k < 0 || k >= a->nresults) return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_TypeError, "column() takes the number of a result and a list");
    return gs_table_column(a->results[k].type, PyTuple_GetItem(args, 1));
}

/* The type of each result. */
static PyObject *gs_batch_result_types(PyObject *self, void *unused) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    (void)unused;
    PyObject *all = PyTuple_New(a->nresults);
    for (int i = 0; all && i < a->nresults; i++) {
        PyObject *one = PyUnicode_FromString(a->results[i].type->expected);
        if (!one || PyTuple_SetItem(all, i, one)) gs_drop(&all);
    }
    return all;
}

/* Whether rows can be run in one crossing; else there are several functions, or streams. */
static PyObject *gs_batch_runs(PyObject *self, void *unused) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    (void)unused;
    return Py_NewRef(a->overloads || a->deliver ? Py_False : Py_True);
}

/* How many loops there are for a ufunc. */
static PyObject *gs_batch_loops(PyObject *self, void *unused) {
    (void)unused;
    return PyLong_FromLongLong(gs_ufunc_loops(((gs_batch_function *)self)->function));
}

/* Whether rows should run one after the other. */
static PyObject *gs_batch_serial(PyObject *self, void *unused) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    (void)unused;
    int serial = a->serial;
    for (int i = 0; a->overloads && i < a->overloads->n; i++) serial |= a->overloaded[i]->serial;
    return PyBool_FromLong(serial);
}

static PyObject *gs_batch_low_level(PyObject *self, void *unused) {
    (void)unused;
    return gs_ufunc_low_level(((gs_batch_function *)self)->function);
}

/* ufunc(api, name): a new ufunc. */
static PyObject *gs_batch_ufunc(PyObject *self, PyObject *args) {
    if (PyTuple_Size(args) != 2) return PyErr_Format(PyExc_TypeError, "ufunc() takes 2 arguments");
    return gs_ufunc_new(((gs_batch_function *)self)->function, PyTuple_GetItem(args, 0), PyTuple_GetItem(args, 1));
}

/* calling(callable, args, kwargs, workers, timeout): what it returns. */
static PyObject *gs_batch_calling(PyObject *self, PyObject *args) {
    if (PyTuple_Size(args) != 5) return PyErr_Format(PyExc_TypeError, "calling() takes 5 arguments");
    PyObject *v[5];
    for (int i = 0; i < 5; i++) v[i] = PyTuple_GetItem(args, i);
    if (!PyTuple_Check(v[1]) || !PyDict_Check(v[2])) return PyErr_Format(PyExc_TypeError, "calling() takes a tuple and a dict");
    return gs_ufunc_call(((gs_batch_function *)self)->function, v[0], v[1], v[2], v[3], v[4]);
}

static PyObject *gs_batch_doc(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(((gs_batch_function *)self)->function->doc);
}

static PyObject *gs_batch_name(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(((gs_batch_function *)self)->function->name);
}

/* bind(args, kwargs): the arguments in the order of the parameters, self first. */
static PyObject *gs_batch_bind(PyObject *self, PyObject *both) {
    const gs_async_function *a = ((gs_batch_function *)self)->function;
    int two = PyTuple_Size(both) == 2;
    PyObject *args = two ? PyTuple_GetItem(both, 0) : NULL, *kw = two ? PyTuple_GetItem(both, 1) : NULL, *rest = NULL, *out = NULL;
    if (!two || !PyTuple_Check(args) || !PyDict_Check(kw)) return PyErr_Format(PyExc_TypeError, "bind() takes a tuple and a dict");
    int own = a->self != NULL;
    PyObject *room[a->fn->nparams + 1];
    gs_cleanup star;
    gs_call c = { .fn = a->fn };
    if (own && !PyTuple_Size(args)) return PyErr_Format(PyExc_TypeError, "%s() missing its self", a->name);
    rest = PyTuple_New(PyTuple_Size(args) - own);
    for (Py_ssize_t i = own; rest && i < PyTuple_Size(args); i++) PyTuple_SetItem(rest, i - own, Py_NewRef(PyTuple_GetItem(args, i)));
    if (rest && !gs_args_tuple(&c, rest, kw, room, &star) && (out = PyTuple_New(own + a->fn->nparams))) {
        if (own) PyTuple_SetItem(out, 0, Py_NewRef(PyTuple_GetItem(args, 0)));
        for (int i = 0; i < a->fn->nparams; i++) PyTuple_SetItem(out, own + i, Py_NewRef(room[i]));
    }
    gs_done(&c);
    Py_XDECREF(rest);
    return out;
}

/* ---- columns of Arrow's ---- */

PyObject *gs_batch_items(PyObject *native, PyObject *v) {
    (void)native;
    gs_column *c = NULL;
    if (gs_list_column(v, 1, &c)) return NULL;
    if (!c) return PySequence_List(v);
    PyObject *all = gs_column_list(c);
    gs_column_free(c);
    return all;
}

PyObject *gs_batch_depth(PyObject *native, PyObject *v) {
    (void)native;
    gs_column *c = NULL;
    if (gs_list_column(v, 1, &c)) return NULL;
    int depth = c ? 1 : -1;
    const struct ArrowSchema *s = c ? c->schema : NULL;
    while (s && s->format[0] == '+' && s->n_children == 1 && strchr("lLwv", s->format[1])) {
        s = s->children[0];
        depth++;
    }
    if (s && *s->format == 'n') depth = -1; /* of nulls, it is not known */
    if (c) gs_column_free(c);
    return PyLong_FromLongLong(depth);
}

/* ---- the type ---- */

/* run(values, ones, masks, typed, workers, timeout, nulls, errors, progress, stop): a column for each result. */
static PyObject *gs_batch_run(PyObject *self, PyObject *args) { return gs_batch_run_function(((gs_batch_function *)self)->function, args); }

static void gs_batch_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

static PyMethodDef gs_batch_methods[] = {
    { "bind", gs_batch_bind, METH_VARARGS, "bind($self, args, kwargs, /)\n--\n\nThe arguments in the order of the parameters." },
    { "run", gs_batch_run, METH_VARARGS,
        "run($self, values, ones, masks, typed, workers, timeout, nulls, errors, progress, stop, /)\n--\n\nA column for each result." },
    { "column", gs_batch_column, METH_VARARGS, "column($self, result, rows, /)\n--\n\nA result of rows as a column of Arrow's, or None." },
    { "ufunc", gs_batch_ufunc, METH_VARARGS, "ufunc($self, api, name, /)\n--\n\nA new ufunc of NumPy's." },
    { "calling", gs_batch_calling, METH_VARARGS,
        "calling($self, callable, args, kwargs, workers, timeout, /)\n--\n\nWhat the callable returns, with options for the loops of ufuncs that it runs." },
    { NULL, NULL, 0, NULL } };
static PyGetSetDef gs_batch_getset[] = {
    { "parameters", gs_batch_parameters, NULL, "A name, a code and the type of each parameter, self first.", NULL },
    { "results", gs_batch_result_types, NULL, "The type of each.", NULL },
    { "codes", gs_batch_result_codes, NULL, "The code of each result, as of parameters.", NULL },
    { "runs", gs_batch_runs, NULL, "Whether run() can be used.", NULL },
    { "serial", gs_batch_serial, NULL, "Whether rows run one after the other, unless the caller says otherwise.", NULL },
    { "loops", gs_batch_loops, NULL, "How many loops there are for a ufunc.", NULL },
    { "low_level", gs_batch_low_level, NULL, "A capsule for SciPy, or None.", NULL },
    { "doc", gs_batch_doc, NULL, "The signature and the documentation.", NULL },
    { "name", gs_batch_name, NULL, "The name; of a method, with that of its class.", NULL },
    { NULL, NULL, NULL, NULL, NULL } };

static GS_COLD int gs_batch_init(PyObject *native) {
    if (GS_ACQUIRE(&gs_batch_type)) return 0;
    static PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_batch_dealloc }, { Py_tp_methods, gs_batch_methods },
        { Py_tp_getset, gs_batch_getset }, { 0, NULL } };
    PyType_Spec spec = { "_native.BatchFunction", sizeof(gs_batch_function), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    return gs_stop_class(native) && gs_first((PyObject **)&gs_batch_type, (PyObject *)gs_type_new(native, &spec, NULL)) ? 0 : -1;
}

/* Adds functions to a dict, by their names without that of a class. */
static GS_COLD int gs_batch_add(PyObject *d, gs_async_function *const *all) {
    for (; all && *all; all++) {
        gs_batch_function *f = (gs_batch_function *)PyType_GenericAlloc(gs_batch_type, 0);
        if (!f) return -1;
        f->function = *all;
        const char *dot = strrchr((*all)->name, '.');
        int r = PyDict_SetItemString(d, dot ? dot + 1 : (*all)->name, (PyObject *)f);
        Py_DECREF((PyObject *)f);
        if (r) return -1;
    }
    return 0;
}

GS_COLD PyObject *gs_batch_functions(PyObject *native, int package) {
    if (gs_batch_init(native)) return NULL;
    PyObject *functions = PyDict_New(), *classes = PyDict_New(), *both = NULL;
    int r = functions && classes ? gs_batch_add(functions, gs_this.packages[package].async) : -1;
    for (int i = 0; !r && i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if (c->package != package || !c->async || !*c->async) continue;
        PyObject *methods = PyDict_New();
        r = !methods || gs_batch_add(methods, c->async) || PyDict_SetItemString(classes, c->name, methods);
        Py_XDECREF(methods);
    }
    if (!r) both = PyTuple_Pack(3, functions, classes, gs_stop_class(native));
    Py_XDECREF(functions);
    Py_XDECREF(classes);
    return both;
}
