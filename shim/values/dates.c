#include "values/dates.h"
#include "abi/attributes.h"
#include "values/foreign.h"
#include <stdlib.h>
#include <string.h>

/* What a column of dates owns. */
typedef struct gs_dates {
    Py_buffer view;
    uint8_t *valid; /* a bitmap; NULL: no NaT */
    const void *buffers[2];
} gs_dates;

static void gs_dates_schema_release(struct ArrowSchema *s) { s->release = NULL; }

static void gs_dates_release(struct ArrowArray *a) {
    gs_dates *d = a->private_data;
    PyBuffer_Release(&d->view);
    free(d->valid);
    free(d);
    a->release = NULL;
}

/* The format in Arrow of a dtype such as "<M8[ns]"; NULL: of none. *other: Arrow lacks the unit. */
static const char *gs_dates_format(const char *dtype, int *other) {
    static const char *const formats[2][4] = { { "tss:UTC", "tsm:UTC", "tsu:UTC", "tsn:UTC" },
        { "tDs", "tDm", "tDu", "tDn" } };
    static const char *const units[] = { "[s]", "[ms]", "[us]", "[ns]" };
    const char *kind = dtype + (*dtype == '<' || *dtype == '>' || *dtype == '='), *unit = strchr(dtype, '[');
    if ((*kind != 'M' && *kind != 'm') || kind[1] != '8' || !unit) return NULL;
    int i = 0;
    while (i < 4 && strcmp(unit, units[i])) i++;
    *other = i == 4;
    return formats[*kind == 'm'][*other ? 0 : i];
}

/* The array in a unit that Arrow has, in native order and without gaps: a new reference. */
static PyObject *gs_dates_packed(PyObject *v, const char *format) {
    char dtype[] = "M8[??]", *unit = strchr(dtype, '[');
    dtype[0] = format[1] == 'D' ? 'm' : 'M';
    strcpy(unit, format[2] == 's' ? "[s]" : format[2] == 'm' ? "[ms]" : format[2] == 'u' ? "[us]" : "[ns]");
    return PyObject_CallMethod(v, "astype", "ss", dtype, "C"); /* a copy: another thread may write meanwhile */
}

/* Marks what is NaT. 0, or -1 with MemoryError. */
static int gs_dates_mark(gs_dates *d, int64_t n, int64_t *nulls) {
    const int64_t *x = d->view.buf;
    for (int64_t i = 0; i < n; i++) {
        if (GS_LIKELY(x[i] != INT64_MIN)) continue;
        if (!d->valid) {
            size_t size = (size_t)n / 8 + 1;
            if (!(d->valid = malloc(size))) return PyErr_NoMemory(), -1;
            memset(d->valid, 0xff, size);
        }
        d->valid[i >> 3] &= (uint8_t)~(1 << (i & 7));
        ++*nulls;
    }
    return 0;
}

static int gs_dates_column(PyObject *packed, const char *format, gs_column **out) {
    gs_column *c = calloc(1, sizeof *c);
    gs_dates *d = calloc(1, sizeof *d);
    struct ArrowArray *a = calloc(1, sizeof *a);
    PyObject *numbers = PyObject_CallMethod(packed, "view", "s", "i8");
    int r = c && d && a && numbers ? PyObject_GetBuffer(numbers, &d->view, PyBUF_C_CONTIGUOUS) : -1;
    Py_XDECREF(numbers);
    int64_t nulls = 0;
    if (!r && gs_dates_mark(d, d->view.len / 8, &nulls)) {
        PyBuffer_Release(&d->view);
        r = -1;
    }
    if (r) {
        if (!PyErr_Occurred()) PyErr_NoMemory();
        free(c);
        free(d);
        free(a);
        return -1;
    }
    d->buffers[0] = d->valid;
    d->buffers[1] = d->view.buf;
    *a = (struct ArrowArray){ .length = d->view.len / 8, .null_count = nulls, .n_buffers = 2, .buffers = d->buffers,
        .release = gs_dates_release, .private_data = d };
    c->own_schema = (struct ArrowSchema){ .format = format, .release = gs_dates_schema_release };
    c->schema = &c->own_schema;
    c->chunks = a;
    c->nchunks = 1;
    c->n = a->length;
    *out = c;
    return 0;
}

int gs_column_of_dates(PyObject *v, gs_column **c) {
    *c = NULL;
    PyObject *dtype = gs_attribute(v, "dtype"), *ndim = dtype ? gs_attribute(v, "ndim") : NULL;
    PyObject *text = ndim && PyLong_AsLong(ndim) == 1 ? gs_attribute(dtype, "str") : NULL, *packed = NULL;
    const char *s = text && PyUnicode_Check(text) ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    int other = 0, r = 0;
    const char *format = s ? gs_dates_format(s, &other) : NULL;
    if (format) {
        packed = gs_dates_packed(v, format);
        r = packed ? gs_dates_column(packed, format, c) : -1;
    }
    Py_XDECREF(packed);
    Py_XDECREF(text);
    Py_XDECREF(ndim);
    Py_XDECREF(dtype);
    if (r) return -1;
    PyErr_Clear(); /* no array of dates: it is read in another way */
    return 0;
}
