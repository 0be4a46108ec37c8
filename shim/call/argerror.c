#include "call/argerror.h"
#include "call/namesake.h"
#include <stddef.h>
#include <string.h>

GS_NOINLINE int gs_has(PyObject *o, const char *name) {
    PyObject *a = PyObject_GetAttrString(o, name);
    if (a) {
        Py_DECREF(a);
        return 1;
    }
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 0;
}

/* The text of a key in a path: its repr, unless that is long or fails. */
static GS_COLD PyObject *gs_key_text(PyObject *key) {
    PyObject *r = PyObject_Repr(key);
    Py_ssize_t n = r ? PyObject_Size(r) : -1;
    if (n >= 0 && n <= 80) return r;
    PyErr_Clear(); /* the message is about something else */
    Py_XDECREF(r);
    PyObject *t = PyType_GetQualName(Py_TYPE(key));
    r = t ? PyUnicode_FromFormat("<%U>", t) : NULL;
    Py_XDECREF(t);
    return r;
}

static GS_COLD PyObject *gs_path_text(const gs_path *p, int most);

/* The text of a path that is too long: its root alone, "text...". */
static GS_COLD PyObject *gs_path_root(const gs_path *p) {
    while (p->up) p = p->up;
    PyObject *root = gs_path_text(p, 0), *r = root ? PyUnicode_FromFormat("%U...", root) : NULL;
    Py_XDECREF(root);
    return r;
}

enum { GS_MOST_OF_PATH = 32 };

/* The text of a path, as a new str: "text[3].name". most: how many of its parts it may have
   beside the root; the last ones count. */
static GS_COLD PyObject *gs_path_text(const gs_path *p, int most) {
    PyObject *up = NULL, *key = NULL, *r = NULL;
    if (p->up && !(up = most ? gs_path_text(p->up, most - 1) : gs_path_root(p->up))) return NULL;
    if ((p->at == GS_AT_KEY || p->at == GS_AT_KEYOF) && !(key = gs_key_text(p->key))) {
        Py_XDECREF(up);
        return NULL;
    }
    switch (p->at) {
    case GS_AT_RESULT: r = PyUnicode_FromString("result"); break;
    case GS_AT_ARG: r = PyUnicode_FromFormat("%s", p->name); break;
    case GS_AT_INDEX: r = PyUnicode_FromFormat("%U[%zd]", up, p->index); break;
    case GS_AT_KEY: r = PyUnicode_FromFormat("%U[%U]", up, key); break;
    case GS_AT_KEYOF: r = PyUnicode_FromFormat("key %U of %U", key, up); break;
    case GS_AT_FIELD: r = PyUnicode_FromFormat("%U.%s", up, p->name); break;
    }
    Py_XDECREF(up);
    Py_XDECREF(key);
    return r;
}

/* The name of a callable in messages: its __qualname__, or that of its type. */
static GS_COLD PyObject *gs_callable_name(PyObject *f) {
    int has = gs_has(f, "__qualname__");
    PyObject *n = has < 0 ? NULL : has ? PyObject_GetAttrString(f, "__qualname__") : PyType_GetQualName(Py_TYPE(f));
    if (!n || PyUnicode_Check(n)) return n;
    Py_DECREF(n);
    return PyType_GetQualName(Py_TYPE(f));
}

__thread struct gs_refused_field_state gs_refused_field;

/* Copies a text to a buffer; an empty one if it does not fit. */
static GS_COLD void gs_refused_text(char *to, size_t size, PyObject *text) {
    const char *s = PyUnicode_AsUTF8AndSize(text, NULL);
    if (!s) PyErr_Clear(); /* surrogates in a key */
    to[0] = 0;
    if (s && strlen(s) < size) memcpy(to, s, strlen(s) + 1);
}

GS_COLD PyObject *gs_argerror_subject(const gs_path *p) {
    const gs_path *root = p;
    while (root->up) root = root->up;
    PyObject *t = gs_path_text(p, GS_MOST_OF_PATH);
    if (t && gs_refused_field.dict) {
        PyObject *whole = PyUnicode_FromFormat("%U.%s", t, gs_refused_field.at);
        Py_DECREF(t);
        t = whole;
    }
    gs_refused_field.dict = 0;
    if (!t) return NULL;
    if (root->at == GS_AT_ARG && !(root->fn && root->fn->name))
        gs_refused_text(gs_refused_field.at, sizeof gs_refused_field.at, t);
    PyObject *s, *name = root->at == GS_AT_RESULT ? gs_callable_name(root->key) : NULL;
    if (root->at == GS_AT_RESULT) s = name ? PyUnicode_FromFormat("%U() %U", name, t) : NULL;
    else
        s = root->fn && root->fn->name ? PyUnicode_FromFormat("%s() argument '%U'", root->fn->name, t)
                                       : PyUnicode_FromFormat("'%U'", t);
    Py_XDECREF(name);
    Py_DECREF(t);
    return s;
}

GS_COLD int gs_argerror(const gs_path *p, PyObject *exc, const char *format, const char *a, PyObject *v) {
    PyObject *s = gs_argerror_subject(p), *d = NULL;
    if (s) {
        d = PyUnicode_FromFormat(format, a, v);
        if (d) PyErr_Format(exc, "%U: %U", s, d);
    }
    Py_XDECREF(d);
    Py_XDECREF(s);
    return -1;
}

/* Whether an exception has the note already: one object may be raised again and again, and must
   not collect notes. */
static GS_COLD int gs_is_noted(PyObject *e, PyObject *note) {
    PyObject *notes = PyObject_GetAttrString(e, "__notes__");
    int r = notes ? PySequence_Contains(notes, note) : 0;
    Py_XDECREF(notes);
    if (PyErr_Occurred()) PyErr_Clear(); /* it has no notes, or none that we can read */
    return r > 0;
}

/* Replaces the last note, which said less. */
static GS_COLD int gs_note_instead(PyObject *e, PyObject *note) {
    PyObject *notes = PyObject_GetAttrString(e, "__notes__");
    Py_ssize_t n = notes && PyList_Check(notes) ? PyList_Size(notes) : 0;
    int r = n > 0 ? PyList_SetItem(notes, n - 1, Py_NewRef(note)) : -1;
    Py_XDECREF(notes);
    return r;
}

GS_COLD void gs_argerror_note(const gs_path *p, const char *expected, PyObject *v) {
    PyObject *t, *e, *b;
    PyErr_Fetch(&t, &e, &b);
    if (!t) return;
    PyErr_NormalizeException(&t, &e, &b);
    int inside = gs_refused_field.dict;
    PyObject *s = gs_argerror_subject(p);
    PyObject *n = s ? PyType_GetQualName(Py_TYPE(v)) : NULL;
    PyObject *done = NULL;
    PyObject *what = !n                      ? NULL
        : inside && gs_refused_field.what[0] ? PyUnicode_FromString(gs_refused_field.what)
                                             : PyUnicode_FromFormat("raised while reading %U as %s", n, expected);
    PyObject *note = what ? PyUnicode_FromFormat("%U: %U", s, what) : NULL;
    if (note && e && !(inside && gs_refused_field.noted && !gs_note_instead(e, note)) && !gs_is_noted(e, note))
        done = PyObject_CallMethod(e, "add_note", "O", note);
    if (PyErr_Occurred()) PyErr_Clear();
    gs_refused_field.noted = note != NULL;
    if (what) gs_refused_text(gs_refused_field.what, sizeof gs_refused_field.what, what);
    Py_XDECREF(done);
    Py_XDECREF(note);
    Py_XDECREF(what);
    Py_XDECREF(n);
    Py_XDECREF(s);
    PyErr_Restore(t, e, b);
}

/* Advice about missing values. pandas.NA and NaT can be recognised by their type's names only. */
static const char gs_cure_missing[] =
    "fill or drop missing values first: filled(), fillna(), fill_null(), compressed(), dropna(), drop_null()";

GS_COLD int gs_is_na(PyObject *v) {
    static const char *const names[] = { "NAType", "NaTType", "MaskedConstant" };
    PyObject *n = PyType_GetName(Py_TYPE(v));
    int is = 0;
    for (size_t i = 0; n && i < sizeof names / sizeof *names; i++) is |= !PyUnicode_CompareWithASCIIString(n, names[i]);
    Py_XDECREF(n);
    return is;
}

/* What is passed for a character where Go has its number, a rune. */
static const char gs_cure_character[] = "a character's number is ord(...)";

/* Whether v is one character, and no digit, of which int() makes another number. */
static int gs_is_character(PyObject *v) {
    if (!PyUnicode_Check(v) || PyUnicode_GetLength(v) != 1) return 0;
    uint32_t c = PyUnicode_ReadChar(v, 0);
    return c < '0' || c > '9';
}

GS_COLD int gs_argerror_value(const gs_path *p, int why, const char *expected, PyObject *v) {
    if (why == GS_RAISED) {
        gs_argerror_note(p, expected, v);
        return -1;
    }
    PyObject *s = gs_argerror_subject(p);
    if (!s) return -1;
    if (why == GS_OUT_OF_RANGE) {
        PyObject *r = PyObject_Repr(v);
        if (r && PyObject_Size(r) < 80)
            PyErr_Format(PyExc_OverflowError, "%U: %U does not fit in %s", s, r, expected);
        else {
            PyErr_Clear(); /* the number is too long to print */
            PyErr_Format(PyExc_OverflowError, "%U: the number does not fit in %s", s, expected);
        }
        Py_XDECREF(r);
    } else if (why == GS_HALF) {
        PyObject *dtype = PyObject_GetAttrString(v, "dtype");
        if (dtype)
            PyErr_Format(PyExc_TypeError, "%U: expected %s, got an array of %S, which Go has no type for; pass %s.astype('float32')", s, expected, dtype,
                p->at == GS_AT_ARG ? p->name : "it");
        Py_XDECREF(dtype);
    } else if (why == GS_MISSING && v == Py_None) { /* a null of a column */
        PyErr_Format(PyExc_TypeError, "%U: expected %s, got null (%s)", s, expected, gs_cure_missing);
    } else if (why == GS_MISSING) {
        PyObject *n = PyType_GetQualName(Py_TYPE(v));
        int null = gs_has((PyObject *)Py_TYPE(v), "as_py"); /* an Arrow scalar */
        if (n && null >= 0)
            PyErr_Format(PyExc_TypeError,
                null ? "%U: expected %s, got %U that is null (%s)" : "%U: expected %s, got %U with masked values (%s)",
                s, expected, n, gs_cure_missing);
        Py_XDECREF(n);
    } else {
        PyObject *got = NULL, *wanted = NULL;
        const char *cure = gs_is_na(v) ? gs_cure_missing : !strcmp(expected, "int") && gs_is_character(v) ? gs_cure_character : NULL;
        int named = !gs_type_names(expected, v, &wanted, &got);
        if (named && PyTuple_Check(v) && strstr(expected, "tuple")) { /* of another length, then */
            Py_DECREF(got);
            named = (got = PyUnicode_FromFormat("a tuple of %zd", PyTuple_Size(v))) != NULL;
        }
        if (named)
            PyErr_Format(PyExc_TypeError, cure ? "%U: expected %U, got %U (%s)" : "%U: expected %U, got %U", s, wanted,
                got, cure);
        Py_XDECREF(got);
        Py_XDECREF(wanted);
    }
    Py_DECREF(s);
    return -1;
}

GS_COLD int gs_argerror_param(const gs_fn *fn, int arg, int why, PyObject *v, const char *fits) {
    gs_path p = { NULL, GS_AT_ARG, fn->params[arg].name, fn, 0, NULL };
    return gs_argerror_value(&p, why, why == GS_OUT_OF_RANGE && fits ? fits : fn->params[arg].expected, v);
}
