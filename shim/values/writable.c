#include "values/writable.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "values/foreign.h"
#include "values/list.h"
#include "values/number.h"
#include "values/text.h"
#include <stdio.h>
#include <string.h>

/* Whether a buffer holds references to Python objects: its format has an O outside the names of
   fields. */
int gs_format_has_objects(const char *f) {
    int name = 0;
    for (; f && *f; f++)
        if (*f == ':') name = !name;
        else if (*f == 'O' && !name) return 1;
    return 0;
}

static const char *gs_number_name(int kind) {
    static const char *const t[] = { "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float32", "float64", "complex64", "complex128" };
    return t[kind];
}

/* The type of a buffer's items, as a new str: "float32", "big-endian int16". */
static GS_COLD PyObject *gs_items_name(const Py_buffer *b) {
    const char *f = b->format ? b->format : "B", *order = "";
    if (gs_format_has_objects(f)) return PyUnicode_FromString("Python objects");
    int little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    if (b->itemsize > 1 && *f == (little ? '>' : '<')) order = little ? "big-endian " : "little-endian ";
    if (b->itemsize > 1 && *f == '!' && little) order = "big-endian ";
    if (strchr("@=<>!", *f)) f++;
    char native[4] = { f[0], f[0] ? f[1] : 0, f[0] && f[1] ? f[2] : 0, 0 };
    for (int kind = 0; strlen(f) < sizeof native - 1 && kind <= GS_C128; kind++)
        if (strcmp(native, "c") && gs_format_is(native, b->itemsize, kind))
            return PyUnicode_FromFormat("%s%s", order, gs_number_name(kind));
    if (!strcmp(f, "e")) return PyUnicode_FromFormat("%sfloat16", order);
    if (!strcmp(f, "g")) return PyUnicode_FromString("long double");
    PyObject *text = PyUnicode_DecodeUTF8(b->format, (Py_ssize_t)strlen(b->format), "replace");
    PyObject *r = text ? PyUnicode_FromFormat("items of the format %R", text) : NULL;
    Py_XDECREF(text);
    return r;
}

enum { GS_READONLY = 1, GS_STRIDED = 2, GS_MISALIGNED = 4, GS_DIMENSIONS = 8, GS_OTHER_ITEMS = 16 };

/* What is wrong with a buffer: 0, or some of the above. */
static GS_NOINLINE int gs_writable_faults(int kind, const Py_buffer *b) {
    int faults = (b->readonly ? GS_READONLY : 0) | (PyBuffer_IsContiguous(b, 'C') ? 0 : GS_STRIDED);
    if (gs_format_has_objects(b->format)) faults |= GS_OTHER_ITEMS;
    if (kind == GS_U8) return faults; /* bytes of any items */
    if (b->ndim != 1) faults |= GS_DIMENSIONS;
    if (!gs_format_is(b->format, b->itemsize, kind)) faults |= GS_OTHER_ITEMS;
    else if (b->len && (uintptr_t)b->buf % (kind == GS_C128 ? 8 : gs_number_size[kind])) faults |= GS_MISALIGNED;
    return faults;
}

/* What was passed, as a new str: "a read-only, 2-dimensional one of float32". */
static GS_COLD PyObject *gs_faults_text(int faults, const Py_buffer *b) {
    char text[128], dimensions[32];
    snprintf(dimensions, sizeof dimensions, "%d-dimensional, ", b->ndim);
    int n = snprintf(text, sizeof text, "%s%s%s%s", faults & GS_READONLY ? "read-only, " : "",
        faults & GS_STRIDED ? "non-contiguous, " : "", faults & GS_MISALIGNED ? "misaligned, " : "",
        faults & GS_DIMENSIONS ? dimensions : "");
    if (n >= 2) text[n - 2] = 0; /* the last comma */
    PyObject *one = n ? PyUnicode_FromFormat("a %s one", text) : PyUnicode_FromString("one");
    if (!one || !(faults & GS_OTHER_ITEMS)) return one;
    PyObject *items = gs_items_name(b);
    PyObject *r = items ? PyUnicode_FromFormat("%U of %U", one, items) : NULL;
    Py_XDECREF(items);
    Py_DECREF(one);
    return r;
}

/* What to pass instead, as a new str. faults is 0 if v is no buffer at all. */
static GS_COLD PyObject *gs_writable_cure(int kind, int faults, const char *arg) {
    /* type codes of module array */
    static const char *const codes[] = { NULL, "b", "h", "i", "q", "B", "H", "I", "Q", "f", "d", NULL, NULL };
    const char *item = gs_number_name(kind);
    if (kind == GS_U8 && (faults & GS_OTHER_ITEMS)) return PyUnicode_FromString("Go can't hold them");
    if (kind == GS_U8) return PyUnicode_FromFormat("pass bytearray(%s), and find there what was written", arg);
    if (faults == GS_DIMENSIONS) return PyUnicode_FromFormat("pass numpy.ravel(%s), which shares its memory", arg);
    if (faults || !codes[kind])
        return PyUnicode_FromFormat("pass %snumpy.array(%s, '%s')%s, and find there what was written",
            faults ? "a copy, " : "", arg, item, faults & GS_DIMENSIONS ? ".ravel()" : "");
    return PyUnicode_FromFormat("pass numpy.array(%s, '%s') or array.array('%s', %s), and find there what was written",
        arg, item, codes[kind], arg);
}

/* Raises the error; always -1. Takes over got. */
static GS_COLD int gs_writable_error(const gs_path *path, int kind, int faults, PyObject *got, int lists, int written) {
    PyObject *s = gs_argerror_subject(path);
    PyObject *cure = s && got ? gs_writable_cure(kind, faults, path->name) : NULL;
    PyObject *what = !cure ? NULL
        : kind == GS_U8    ? PyUnicode_FromString("bytes-like object")
                           : PyUnicode_FromFormat("buffer of %s", gs_number_name(kind));
    int strided = (faults & (GS_STRIDED | GS_READONLY)) == GS_STRIDED; /* whatever the items are */
    if (what)
        PyErr_Format(strided ? PyExc_ValueError : PyExc_TypeError,
            "%U: expected %sa writable %U, got %U: the function %s it; %U", s, lists ? "a list or " : "", what, got,
            written ? "has written" : "writes", cure);
    Py_XDECREF(s);
    Py_XDECREF(cure);
    Py_XDECREF(what);
    Py_XDECREF(got);
    return -1;
}

GS_COLD int gs_writable_refuse(const gs_path *path, int kind, const Py_buffer *b, PyObject *v, int lists, int written) {
    int faults = b ? gs_writable_faults(kind, b) : 0;
    PyObject *got = b ? gs_faults_text(faults, b) : PyType_GetQualName(Py_TYPE(v));
    return gs_writable_error(path, kind, faults, got, lists && kind != GS_U8, written);
}

GS_NOINLINE int gs_writable_in(gs_call *c, int arg, int kind, PyObject *v, uint64_t *w, gs_cleanup *u) {
    gs_path path = { NULL, GS_AT_ARG, c->fn->params[arg].name, c->fn, 0, NULL };
    w[0] = w[1] = 0;
    if (v == Py_None) return 0;
    if (!PyObject_CheckBuffer(v)) return gs_writable_refuse(&path, kind, NULL, v, 0, 0);
    const char *expected = kind == GS_U8 ? "a writable bytes-like object" : "a writable buffer";
    int masked = gs_masked(v);
    if (masked) return gs_argerror_value(&path, masked < 0 ? GS_RAISED : GS_MISSING, expected, v);
    Py_buffer *b = &u->u.view;
    if (PyObject_GetBuffer(v, b, PyBUF_FULL_RO)) return gs_argerror_value(&path, GS_RAISED, expected, v);
    u->what = GS_CLEANUP_VIEW;
    gs_cleanup_add(c, u);
    int faults = gs_writable_faults(kind, b);
    if (GS_UNLIKELY(faults)) return gs_writable_error(&path, kind, faults, gs_faults_text(faults, b), 0, 0);
    w[0] = (uint64_t)(uintptr_t)(b->len ? b->buf : gs_empty);
    w[1] = (uint64_t)(kind == GS_U8 ? b->len : b->len / b->itemsize);
    return 0;
}
