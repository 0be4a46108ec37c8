#include "call/args.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The index of the parameter with a name, or -1. Most names are interned, so identity is tried first. */
static GS_COLD int gs_args_index(const gs_fn *fn, PyObject *name) {
    for (int i = fn->nposonly; i < fn->nparams; i++)
        if (i != fn->star && fn->names[i] == name) return i;
    for (int i = fn->nposonly; i < fn->nparams; i++)
        if (i != fn->star && PyUnicode_CompareWithASCIIString(name, fn->params[i].name) == 0) return i;
    return -1;
}

/* Stores a keyword argument. */
static int gs_args_keyword(const gs_fn *fn, PyObject *name, PyObject *value, PyObject **v) {
    int k = gs_args_index(fn, name);
    if (k < 0) {
        PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", fn->name, name);
        return -1;
    }
    if (v[k]) {
        PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument '%s'", fn->name, fn->params[k].name);
        return -1;
    }
    v[k] = value;
    return 0;
}

/* Fills the gaps with defaults. */
static int gs_args_defaults(const gs_fn *fn, PyObject **v) {
    for (int i = 0; i < fn->nparams; i++) {
        if (v[i] || i == fn->star) continue;
        v[i] = fn->defaults ? fn->defaults[i] : NULL;
        if (!v[i] && !fn->optional) {
            PyErr_Format(PyExc_TypeError, "%s() missing required argument: '%s'", fn->name, fn->params[i].name);
            return -1;
        }
    }
    return 0;
}

/* Positional arguments that have no parameter of their own: an error, or the items of *args as
   a new tuple, which the call's cleanup list owns. */
static int gs_args_rest(gs_call *c, PyObject *const *args, Py_ssize_t n, PyObject **v, gs_cleanup *u) {
    const gs_fn *fn = c->fn;
    if (fn->star < 0) {
        if (n > fn->npos) {
            PyErr_Format(PyExc_TypeError, "%s() takes %s%d positional argument%s but %zd %s given", fn->name,
                fn->nrequired < fn->npos ? "at most " : "", fn->npos, fn->npos == 1 ? "" : "s", n,
                n == 1 ? "was" : "were");
            return -1;
        }
        return 0;
    }
    Py_ssize_t extra = n > fn->npos ? n - fn->npos : 0;
    PyObject *t = PyTuple_New(extra);
    if (!t) return -1;
    for (Py_ssize_t i = 0; i < extra; i++) PyTuple_SetItem(t, i, Py_NewRef(args[fn->npos + i]));
    u->what = GS_CLEANUP_REF;
    u->u.ref = t;
    gs_cleanup_add(c, u);
    v[fn->star] = t;
    return 0;
}

static int gs_args_prepare(const gs_fn *fn);

GS_NOINLINE int gs_args_slow(gs_call *c, PyObject *const *args, Py_ssize_t n, PyObject *kwnames, PyObject **v,
    gs_cleanup *u) {
    const gs_fn *fn = c->fn;
    if (gs_args_prepare(fn)) return -1;
    memset(v, 0, (size_t)fn->nparams * sizeof *v);
    for (Py_ssize_t i = 0; i < n && i < fn->npos; i++) v[i] = args[i];
    if (gs_args_rest(c, args, n, v, u)) return -1;
    Py_ssize_t nk = kwnames ? PyTuple_Size(kwnames) : 0;
    for (Py_ssize_t i = 0; i < nk; i++)
        if (gs_args_keyword(fn, PyTuple_GetItem(kwnames, i), args[n + i], v)) return -1;
    return gs_args_defaults(fn, v);
}

GS_NOINLINE int gs_args_tuple_slow(gs_call *c, PyObject *args, PyObject *kw, PyObject **v, gs_cleanup *u) {
    const gs_fn *fn = c->fn;
    Py_ssize_t n = PyTuple_Size(args);
    if (gs_args_prepare(fn)) return -1;
    memset(v, 0, (size_t)fn->nparams * sizeof *v);
    PyObject *small[16] = { NULL }, **items = n <= 16 ? small : malloc((size_t)n * sizeof *items);
    if (!items) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) items[i] = PyTuple_GetItem(args, i);
    for (Py_ssize_t i = 0; i < n && i < fn->npos; i++) v[i] = items[i];
    int r = gs_args_rest(c, items, n, v, u);
    if (items != small) free(items);
    if (r) return -1;
    Py_ssize_t pos = 0;
    PyObject *key, *value;
    while (kw && PyDict_Next(kw, &pos, &key, &value)) {
        /* Python checks this for **kwargs, but nobody has for the dict in the place of a struct */
        if (!PyUnicode_Check(key)) {
            PyErr_Format(PyExc_TypeError, "%s() keywords must be strings", fn->name);
            return -1;
        }
        if (gs_args_keyword(fn, key, value, v)) return -1;
    }
    return gs_args_defaults(fn, v);
}

/* Interns the names and evaluates the defaults of a function at its first use, so that an
   import costs nothing for functions that are never called. */
static GS_COLD int gs_args_prepare(const gs_fn *fn) {
    for (int i = fn->nparams - 1; i >= 0; i--) { /* names[0] is last: it marks that all are there */
        if (fn->names[0]) return 0;
        if (fn->params[i].def && !fn->defaults[i]) {
            PyObject *code = Py_CompileString(fn->params[i].def, "<default>", Py_eval_input);
            PyObject *globals = PyDict_New();
            if (code && globals) fn->defaults[i] = PyEval_EvalCode(code, globals, globals);
            Py_XDECREF(code);
            Py_XDECREF(globals);
            if (!fn->defaults[i]) return -1;
        }
        if (!fn->names[i]) fn->names[i] = PyUnicode_InternFromString(fn->params[i].name);
        if (!fn->names[i]) return -1;
    }
    return 0;
}
