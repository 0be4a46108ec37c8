#include "values/location.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "values/foreign.h"
#include "values/text.h"
#include "values/time.h"
#include "values/zone.h"
#include <stdint.h>
#include <string.h>

/* The offset that a zone has at all times, in seconds: GS_OK, GS_WRONG_TYPE if it has none, or
   what is wrong. */
static int gs_location_offset(PyObject *zone, int64_t *offset) {
    int64_t d, s, us;
    PyObject *method = gs_attribute(zone, "utcoffset");
    PyObject *off = method ? PyObject_CallFunctionObjArgs(method, Py_None, NULL) : NULL;
    Py_XDECREF(method);
    if (!off) return PyErr_Occurred() ? GS_RAISED : GS_WRONG_TYPE;
    int is = gs_isinstance(off, (PyTypeObject *)gs_dt.timedelta);
    int bad = is && (gs_attr_int(off, GS_N_DAYS, &d) || gs_attr_int(off, GS_N_SECONDS, &s) ||
        gs_attr_int(off, GS_N_MICROSECONDS, &us));
    Py_DECREF(off);
    if (bad) return GS_RAISED;
    if (!is || us) return GS_WRONG_TYPE;
    *offset = d * 86400 + s;
    return GS_OK;
}

/* *name: the name of a zone, as a new reference, or NULL; *form: GS_ZONE_FIXED if it has one offset
   at all times. */
static int gs_location_parts(PyObject *v, PyObject **name, uint64_t *form, int64_t *offset) {
    *offset = 0;
    *form = 0;
    *name = PyUnicode_Check(v) ? Py_NewRef(v) : gs_zone_name(v, form);
    if (*name && !*form) return GS_OK;
    if (PyErr_Occurred()) return GS_RAISED;
    *form = GS_ZONE_FIXED;
    return gs_location_offset(v, offset);
}

static GS_NOINLINE int gs_location_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, 0);
    if (!gs_dt.datetime && gs_time_load()) return -1;
    PyObject *name;
    uint64_t form;
    int64_t offset;
    Py_ssize_t n = 0;
    char *to;
    Py_INCREF(v);
    int why = gs_location_parts(v, &name, &form, &offset), r = -1;
    const char *p = name && !why ? PyUnicode_AsUTF8AndSize(name, &n) : NULL;
    if (!why && name && !p) why = GS_RAISED;
    if (why) gs_argerror_value(path, why, ty->expected, v);
    else if (!gs_encoder_word(t, 1) && !gs_encoder_word(t, (uint64_t)offset) &&
        !gs_encoder_word(t, (uint64_t)n << 1 | form) && (to = gs_encoder_alloc(t, (size_t)n))) {
        if (n) memcpy(to, p, (size_t)n);
        r = 0;
    }
    Py_XDECREF(name);
    Py_DECREF(v);
    return r;
}

static GS_NOINLINE PyObject *gs_location_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    if (!gs_decoder_word(r)) return Py_NewRef(Py_None);
    int64_t offset = (int64_t)gs_decoder_word(r);
    uint64_t form = gs_decoder_word(r);
    Py_ssize_t n = (Py_ssize_t)(form >> 1);
    const char *p = gs_decoder_bytes(r, (size_t)n);
    if (!gs_dt.datetime && gs_time_load()) return NULL;
    PyObject *name = n ? gs_text(p, n) : NULL, *zone = NULL;
    if (n && !name) return NULL;
    if (form & GS_ZONE_FIXED) zone = gs_zone_fixed(offset, name);
    else if (!(zone = gs_zone_info(name)) && !PyErr_Occurred())
        PyErr_Format(PyExc_ValueError, "Python knows no time zone %R (is there a database of them? pip install tzdata)", name);
    Py_XDECREF(name);
    return zone;
}

static GS_NOINLINE void gs_location_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    if (!gs_decoder_word(r)) return;
    gs_decoder_word(r);
    gs_decoder_bytes(r, (size_t)(gs_decoder_word(r) >> 1));
}

GS_OPS(location, gs_location_put, gs_location_take, gs_location_skip, gs_decode_items, gs_decode_skip_items, 8);
