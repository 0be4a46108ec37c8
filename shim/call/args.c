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

/* The functional option of a name, or NULL. */
static GS_COLD const gs_option *gs_args_option(const gs_fn *fn, PyObject *name) {
    for (const gs_option *o = fn->options; o && o->name; o++)
        if (PyUnicode_CompareWithASCIIString(name, o->name) == 0) return o;
    return NULL;
}

int gs_args_named(const gs_fn *fn, PyObject *name) {
    return gs_args_index(fn, name) >= 0 || gs_args_option(fn, name) != NULL;
}

/* Calls the function of an option with a dict of its arguments. */
static PyObject *gs_args_option_by_name(const gs_option *o, PyObject *value) {
    Py_ssize_t n = PyDict_Size(value), at = 0, i = 0;
    PyObject *names = PyTuple_New(n), *k, *x, *r = NULL, **items = malloc((size_t)n * sizeof *items + 1);
    if (names && items) {
        while (i < n && PyDict_Next(value, &at, &k, &x)) {
            items[i] = Py_NewRef(x);
            PyTuple_SetItem(names, i++, Py_NewRef(k));
        }
        r = o->fast(NULL, items, 0, names);
    } else if (names) PyErr_NoMemory();
    while (i-- > 0) Py_DECREF(items[i]);
    free(items);
    Py_XDECREF(names);
    return r;
}

/* The option for the value of its keyword: a new reference. NULL with an exception, or without
   one if the value says that there is none. */
static PyObject *gs_args_option_made(const gs_fn *fn, const gs_option *o, PyObject *value) {
    if (value == Py_None) return NULL;
    if (!o->n) {
        if (value == Py_False) return NULL;
        if (value == Py_True) return o->none(NULL, NULL);
        PyObject *got = PyType_GetName(Py_TYPE(value));
        if (got) PyErr_Format(PyExc_TypeError, "%s() argument '%s': expected bool, got %U", fn->name, o->name, got);
        Py_XDECREF(got);
        return NULL;
    }
    if (o->n > 1 && PyDict_Check(value)) return gs_args_option_by_name(o, value);
    PyObject *all = NULL, *r = NULL;
    if ((o->n > 1 || o->gathers) && (PyTuple_Check(value) || PyList_Check(value))) all = PySequence_Tuple(value);
    else all = PyTuple_Pack(1, value);
    Py_ssize_t n = all ? PyTuple_Size(all) : 0;
    PyObject **items = all ? malloc((size_t)n * sizeof *items + 1) : NULL;
    if (items) {
        for (Py_ssize_t i = 0; i < n; i++) items[i] = PyTuple_GetItem(all, i);
        r = o->fast(NULL, items, n, NULL);
        free(items);
    } else if (all) PyErr_NoMemory();
    Py_XDECREF(all);
    return r;
}

/* Appends an option to *args. */
static GS_COLD int gs_args_add_option(const gs_fn *fn, const gs_option *o, PyObject *value, PyObject **v, gs_cleanup *u) {
    PyObject *made = gs_args_option_made(fn, o, value);
    PyObject *one = made ? PyTuple_Pack(1, made) : NULL;
    PyObject *all = one ? PySequence_Concat(u->u.ref, one) : NULL;
    Py_XDECREF(one);
    Py_XDECREF(made);
    if (!all) return PyErr_Occurred() ? -1 : 0;
    Py_DECREF(u->u.ref);
    v[fn->star] = u->u.ref = all;
    return 0;
}

/* Stores a keyword argument. */
static int gs_args_keyword(const gs_fn *fn, PyObject *name, PyObject *value, PyObject **v, gs_cleanup *u) {
    int k = gs_args_index(fn, name);
    if (k < 0) {
        const gs_option *o = gs_args_option(fn, name);
        if (o) return gs_args_add_option(fn, o, value, v, u);
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

static int gs_args_prepare_alone(const gs_fn *fn);

GS_INLINE int gs_args_prepare(const gs_fn *fn) {
    return !fn->nparams || __atomic_load_n(&fn->names[0], __ATOMIC_ACQUIRE) ? 0 : gs_args_prepare_alone(fn);
}

GS_COLD PyObject *gs_args_none(const gs_fn *fn, Py_ssize_t n) {
    return PyErr_Format(PyExc_TypeError, "%s() takes no arguments (%zd given)", fn->name, n);
}

GS_NOINLINE int gs_args_slow(gs_call *c, PyObject *const *args, Py_ssize_t n, PyObject *kwnames, PyObject **v,
    gs_cleanup *u) {
    const gs_fn *fn = c->fn;
    if (gs_args_prepare(fn)) return -1;
    memset(v, 0, (size_t)fn->nparams * sizeof *v);
    for (Py_ssize_t i = 0; i < n && i < fn->npos; i++) v[i] = args[i];
    if (gs_args_rest(c, args, n, v, u)) return -1;
    Py_ssize_t nk = kwnames ? PyTuple_Size(kwnames) : 0;
    for (Py_ssize_t i = 0; i < nk; i++)
        if (gs_args_keyword(fn, PyTuple_GetItem(kwnames, i), args[n + i], v, u)) return -1;
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
        if (gs_args_keyword(fn, key, value, v, u)) return -1;
    }
    return gs_args_defaults(fn, v);
}

/* Interns the names and evaluates the defaults of a function at its first use, so that an
   import costs nothing for functions that are never called. */
static GS_COLD int gs_args_prepare_alone(const gs_fn *fn) {
    GS_ALONE(gs_once_object);
    for (int i = fn->nparams - 1; i >= 0; i--) { /* names[0] is last: it marks that all are there */
        if (fn->names[0]) return 0;
        if (fn->params[i].def && !fn->defaults[i]) {
            PyObject *code = Py_CompileString(fn->params[i].def, "<default>", Py_eval_input);
            PyObject *globals = PyDict_New();
            PyObject *def = code && globals ? PyEval_EvalCode(code, globals, globals) : NULL;
            if (def && !fn->defaults[i]) fn->defaults[i] = def; /* else another thread has, while this one waited for something */
            else Py_XDECREF(def);
            Py_XDECREF(code);
            Py_XDECREF(globals);
            if (!fn->defaults[i]) return -1;
        }
        PyObject *name = fn->names[i] ? fn->names[i] : PyUnicode_InternFromString(fn->params[i].name);
        if (!name) return -1;
        __atomic_store_n(&fn->names[i], name, __ATOMIC_RELEASE);
    }
    return 0;
}
