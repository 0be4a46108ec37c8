#include "values/time.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/foreign.h"
#include "values/number.h"
#include "values/text.h"
#include "values/zone.h"
#include <stddef.h>
#include <string.h>

GS_COLD int gs_time_load(void) {
    static const char *const names[] = { "year", "month", "day", "hour", "minute", "second", "microsecond", "days",
        "seconds", "microseconds", "tzinfo", "utcoffset", "tzname" };
    for (int i = 0; i < GS_N_ALL; i++)
        if (!gs_dt.names[i] && !(gs_dt.names[i] = PyUnicode_InternFromString(names[i]))) return -1;
    PyObject *m = PyImport_ImportModule("datetime");
    if (!m) return -1;
    PyObject *d = PyObject_GetAttrString(m, "datetime");
    PyObject *t = PyObject_GetAttrString(m, "timedelta");
    PyObject *z = PyObject_GetAttrString(m, "timezone");
    PyObject *u = z ? PyObject_GetAttrString(z, "utc") : NULL;
    Py_DECREF(m);
    if (!d || !t || !z || !u) {
        Py_XDECREF(d);
        Py_XDECREF(t);
        Py_XDECREF(z);
        Py_XDECREF(u);
        return -1;
    }
    gs_dt.timedelta = t;
    gs_dt.timezone = z;
    gs_dt.utc = u;
    gs_dt.datetime = d; /* last: it marks that all are there */
    return 0;
}

GS_INLINE int gs_time_ready(void) { return GS_LIKELY(gs_dt.datetime != NULL) ? 0 : gs_time_load(); }

/* The nanoseconds that some subclasses of datetime's classes have beside microseconds (pandas).
   0, or -1 with an exception. */
static GS_COLD int gs_time_rest(PyObject *v, const char *name, int64_t *ns) {
    PyObject *a = gs_attribute(v, name);
    *ns = 0;
    if (a && PyLong_Check(a)) *ns = PyLong_AsLongLong(a);
    Py_XDECREF(a);
    return PyErr_Occurred() ? -1 : 0;
}

GS_NOINLINE int gs_duration_in(PyObject *v, uint64_t *w) {
    if (gs_time_ready()) return GS_RAISED;
    int64_t ns;
    if (gs_isinstance(v, (PyTypeObject *)gs_dt.timedelta)) {
        int64_t d, s, us, rest = 0;
        if (gs_attr_int(v, GS_N_DAYS, &d) || gs_attr_int(v, GS_N_SECONDS, &s) || gs_attr_int(v, GS_N_MICROSECONDS, &us))
            return GS_RAISED;
        if (Py_TYPE(v) != (PyTypeObject *)gs_dt.timedelta && gs_time_rest(v, "nanoseconds", &rest)) return GS_RAISED;
        if (__builtin_mul_overflow(d, (int64_t)86400, &d) || __builtin_add_overflow(d, s, &d) ||
            __builtin_mul_overflow(d, (int64_t)1000000000, &ns) || __builtin_add_overflow(ns, us * 1000 + rest, &ns))
            return GS_OUT_OF_RANGE;
    } else if (gs_is(v, PyLong_Type)) {
        uint64_t s;
        int r = gs_int_in(v, INT64_MIN, INT64_MAX, &s);
        if (r) return r;
        if (__builtin_mul_overflow((int64_t)s, (int64_t)1000000000, &ns)) return GS_OUT_OF_RANGE;
    } else {
        double d;
        int r = gs_float_in(v, &d);
        if (r) return r;
        d *= 1e9;
        if (!(d >= -9223372036854775808.0 && d < 9223372036854775808.0)) return GS_OUT_OF_RANGE;
        ns = (int64_t)(d < 0 ? d - 0.5 : d + 0.5);
    }
    *w = (uint64_t)ns;
    return GS_OK;
}

GS_NOINLINE PyObject *gs_duration_out(const uint64_t *w) {
    if (gs_time_ready()) return NULL;
    int64_t us = (int64_t)*w / 1000;
    return PyObject_CallFunction(gs_dt.timedelta, "iLL", 0, (long long)(us / 1000000), (long long)(us % 1000000));
}

/* Converts a date to days since 1970-01-01, and back. From Howard Hinnant, "chrono-Compatible
   Low-Level Date Algorithms". */
static int64_t gs_days(int64_t y, int64_t m, int64_t d) {
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

static void gs_civil(int64_t z, int64_t *y, int *m, int *d) {
    z += 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *d = (int)(doy - (153 * mp + 2) / 5 + 1);
    *m = (int)(mp < 10 ? mp + 3 : mp - 9);
    *y = yoe + era * 400 + (*m <= 2);
}

/* An aware datetime as four words: seconds, nanoseconds, offset, and the form of its zone's
   name (rt/time.go). *name: the name as a new reference, or NULL. */
static GS_NOINLINE int gs_time_in(PyObject *v, uint64_t *w, PyObject **name) {
    *name = NULL;
    if (gs_time_ready()) return GS_RAISED;
    if (!gs_isinstance(v, (PyTypeObject *)gs_dt.datetime)) return GS_WRONG_TYPE;
    int exact = Py_TYPE(v) == (PyTypeObject *)gs_dt.datetime, r = GS_OK;
    if (!exact && gs_is_na(v)) return GS_WRONG_TYPE;
    int64_t y, mo, d, h, mi, s, us, offset = 0, rest = 0;
    PyObject *zone = PyObject_GetAttr(v, gs_dt.names[GS_N_TZINFO]);
    if (!zone) return GS_RAISED;
    w[3] = 0;
    if (!exact || zone != gs_dt.utc) {
        r = gs_zone_offset(v, &offset);
        if (!r) *name = gs_zone_name(zone, w + 3);
        if (!r && PyErr_Occurred()) r = GS_RAISED;
    }
    Py_DECREF(zone);
    if (r) return r;
    if (gs_attr_int(v, GS_N_YEAR, &y) || gs_attr_int(v, GS_N_MONTH, &mo) || gs_attr_int(v, GS_N_DAY, &d) ||
        gs_attr_int(v, GS_N_HOUR, &h) || gs_attr_int(v, GS_N_MINUTE, &mi) || gs_attr_int(v, GS_N_SECOND, &s) ||
        gs_attr_int(v, GS_N_MICROSECOND, &us) || (!exact && gs_time_rest(v, "nanosecond", &rest))) {
        Py_XDECREF(*name);
        return GS_RAISED;
    }
    w[0] = (uint64_t)(gs_days(y, mo, d) * 86400 + h * 3600 + mi * 60 + s - offset);
    w[1] = (uint64_t)(us * 1000 + rest);
    w[2] = (uint64_t)offset;
    return GS_OK;
}

/* Writes the words and the name. */
static GS_NOINLINE int gs_time_put(gs_encoder *t, const uint64_t *w, PyObject *name) {
    Py_ssize_t n = 0;
    const char *p = name ? PyUnicode_AsUTF8AndSize(name, &n) : NULL;
    char *to = NULL;
    int r = gs_encoder_word(t, w[0]) || gs_encoder_word(t, w[1]) || gs_encoder_word(t, w[2]);
    if (r || gs_encoder_word(t, (uint64_t)n << 1 | (n ? w[3] : 0))) r = -1;
    if (!r && n) r = (to = gs_encoder_alloc(t, (size_t)n)) ? 0 : -1;
    if (to) memcpy(to, p, (size_t)n);
    return r;
}

/* A new aware datetime; nanoseconds are truncated to microseconds. OverflowError outside the
   years 1 to 9999. name: the zone's name, of n bytes. */
static GS_NOINLINE PyObject *gs_time_out(const uint64_t *w, const char *name, Py_ssize_t n) {
    if (gs_time_ready()) return NULL;
    int64_t offset = (int64_t)w[2], local = (int64_t)w[0] + offset, day = local / 86400, sec = local % 86400, y;
    if (sec < 0) {
        sec += 86400;
        day--;
    }
    int m, d, fixed = w[3] & GS_ZONE_FIXED;
    gs_civil(day, &y, &m, &d);
    if (y < 1 || y > 9999)
        return PyErr_Format(PyExc_OverflowError,
            "the year %lld of a Go time.Time is outside datetime's range (1 to 9999)", (long long)y);
    PyObject *text = n ? gs_text(name, n) : NULL;
    PyObject *zone = text && !fixed ? gs_zone_info(text) : NULL;
    PyObject *r = NULL;
    int known = zone != NULL;
    if (!zone && !PyErr_Occurred()) zone = gs_zone_fixed(offset, fixed ? text : NULL);
    while (zone) {
        r = PyObject_CallFunction(gs_dt.datetime, "iiiiiiiO", (int)y, m, d, (int)(sec / 3600), (int)(sec / 60 % 60),
            (int)(sec % 60), (int)(w[1] / 1000), zone);
        Py_DECREF(zone);
        if (known) r = gs_zone_fold(r, offset);
        /* Go's zone of this name differs from Python's */
        zone = known && !r && !PyErr_Occurred() ? gs_zone_fixed(offset, NULL) : NULL;
        known = 0;
    }
    Py_XDECREF(text);
    return r;
}

static GS_COLD int gs_time_error(const gs_path *path, int why, const gs_type *ty, PyObject *v) {
    if (why == GS_NAIVE)
        return gs_argerror(path, PyExc_ValueError,
            "expected an aware datetime, got one without a time zone (add tzinfo=%s)", "datetime.timezone.utc", NULL);
    if (why == GS_FINE)
        return gs_argerror(path, PyExc_ValueError,
            "expected a time zone of whole seconds, which a %s has, got one with a fraction in its offset", "time.Time",
            NULL);
    return gs_argerror_value(path, why, why == GS_OUT_OF_RANGE ? "time.Duration (about 292 years)" : ty->expected, v);
}

/* ---- in a wire buffer ---- */

static int gs_instant_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w[4];
    PyObject *zone;
    int r = gs_time_in(v, w, &zone);
    if (r) return gs_time_error(path, r, ty, v);
    r = gs_time_put(t, w, zone);
    Py_XDECREF(zone);
    return r;
}

static PyObject *gs_instant_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t w[4];
    for (int i = 0; i < 4; i++) w[i] = gs_decoder_word(r);
    size_t n = (size_t)w[3] >> 1;
    return gs_time_out(w, gs_decoder_bytes(r, n), (Py_ssize_t)n);
}

static void gs_instant_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    gs_decoder_bytes(r, 3 * 8);
    gs_decoder_bytes(r, (size_t)gs_decoder_word(r) >> 1);
}

GS_OPS(time, gs_instant_put, gs_instant_take, gs_instant_skip, gs_decode_items, gs_decode_skip_items, 32);

static int gs_duration_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w;
    int r = gs_duration_in(v, &w);
    return r ? gs_time_error(path, r, ty, v) : gs_encoder_word(t, w);
}

int gs_time_put_finer(gs_encoder *t, const gs_type *ty, PyObject *v, int64_t ns, const gs_path *path) {
    uint64_t w[4];
    PyObject *zone = NULL;
    int r = ty->kind == GS_TIME ? gs_time_in(v, w, &zone) : gs_duration_in(v, w);
    if (r) return gs_time_error(path, r, ty, v);
    w[ty->kind == GS_TIME] += (uint64_t)ns;
    r = ty->kind == GS_TIME ? gs_time_put(t, w, zone) : gs_encoder_word(t, w[0]);
    Py_XDECREF(zone);
    return r;
}

static PyObject *gs_duration_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t w = gs_decoder_word(r);
    return gs_duration_out(&w);
}

static void gs_duration_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    gs_decoder_word(r);
}

GS_OPS(duration, gs_duration_put, gs_duration_take, gs_duration_skip, gs_decode_items, gs_decode_skip_items, 8);
