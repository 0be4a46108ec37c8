/* time.h: time.Time and time.Duration. Twins: rt/time.go, internal/convert/time.go.
   The datetime C API is not in the Limited API; its classes are called. */
#ifndef GS_TIME_H
#define GS_TIME_H
#include "tape.h"

static struct {
    PyObject *datetime, *timedelta, *timezone, *utc;
} gs_dt;

GS_COLD int gs_time_load(void) {
    PyObject *m = PyImport_ImportModule("datetime");
    if (!m) return -1;
    PyObject *d = PyObject_GetAttrString(m, "datetime"), *t = PyObject_GetAttrString(m, "timedelta"), *z = PyObject_GetAttrString(m, "timezone");
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
    gs_dt.datetime = d; /* last: it says that all are there */
    return 0;
}
GS_INLINE int gs_time_ready(void) { return GS_LIKELY(gs_dt.datetime != NULL) ? 0 : gs_time_load(); }

static int gs_attr_int(PyObject *o, const char *name, int64_t *x) {
    PyObject *a = PyObject_GetAttrString(o, name);
    if (!a) return -1;
    *x = PyLong_AsLongLong(a);
    Py_DECREF(a);
    return *x == -1 && PyErr_Occurred() ? -1 : 0;
}

/* timedelta, or a number of seconds, as nanoseconds. */
GS_FUNC int gs_duration_in(PyObject *v, uint64_t *w) {
    if (gs_time_ready()) return GS_RAISED;
    int64_t ns;
    if (gs_isinstance(v, (PyTypeObject *)gs_dt.timedelta)) {
        int64_t d, s, us;
        if (gs_attr_int(v, "days", &d) || gs_attr_int(v, "seconds", &s) || gs_attr_int(v, "microseconds", &us)) return GS_RAISED;
        if (__builtin_mul_overflow(d, (int64_t)86400, &d) || __builtin_add_overflow(d, s, &d) ||
            __builtin_mul_overflow(d, (int64_t)1000000000, &ns) || __builtin_add_overflow(ns, us * 1000, &ns))
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
/* Nanoseconds as a timedelta, cut towards zero to microseconds. */
GS_FUNC PyObject *gs_duration_out(const uint64_t *w) {
    if (gs_time_ready()) return NULL;
    int64_t us = (int64_t)*w / 1000;
    return PyObject_CallFunction(gs_dt.timedelta, "iLL", 0, (long long)(us / 1000000), (long long)(us % 1000000));
}

/* Days since 1970-01-01 and back; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
static int64_t gs_days(int64_t y, int64_t m, int64_t d) {
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1, doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}
static void gs_civil(int64_t z, int64_t *y, int *m, int *d) {
    z += 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *d = (int)(doy - (153 * mp + 2) / 5 + 1);
    *m = (int)(mp < 10 ? mp + 3 : mp - 9);
    *y = yoe + era * 400 + (*m <= 2);
}

enum { GS_NAIVE = 4 };
/* An aware datetime as seconds, nanoseconds and offset. */
GS_FUNC int gs_time_in(PyObject *v, uint64_t *w) {
    if (gs_time_ready()) return GS_RAISED;
    if (!gs_isinstance(v, (PyTypeObject *)gs_dt.datetime)) return GS_WRONG_TYPE;
    int64_t y, mo, d, h, mi, s, us, od, os;
    PyObject *off = PyObject_CallMethod(v, "utcoffset", NULL);
    if (!off) return GS_RAISED;
    if (off == Py_None) {
        Py_DECREF(off);
        return GS_NAIVE;
    }
    int bad = gs_attr_int(off, "days", &od) || gs_attr_int(off, "seconds", &os);
    Py_DECREF(off);
    if (bad || gs_attr_int(v, "year", &y) || gs_attr_int(v, "month", &mo) || gs_attr_int(v, "day", &d) || gs_attr_int(v, "hour", &h) ||
        gs_attr_int(v, "minute", &mi) || gs_attr_int(v, "second", &s) || gs_attr_int(v, "microsecond", &us))
        return GS_RAISED;
    int64_t offset = od * 86400 + os;
    w[0] = (uint64_t)(gs_days(y, mo, d) * 86400 + h * 3600 + mi * 60 + s - offset);
    w[1] = (uint64_t)(us * 1000);
    w[2] = (uint64_t)offset;
    return GS_OK;
}
/* An aware datetime; nanoseconds are cut to microseconds. OverflowError
   outside the years 1 to 9999. */
GS_FUNC PyObject *gs_time_out(const uint64_t *w) {
    if (gs_time_ready()) return NULL;
    int64_t offset = (int64_t)w[2], local = (int64_t)w[0] + offset, day = local / 86400, sec = local % 86400, y;
    if (sec < 0) {
        sec += 86400;
        day--;
    }
    int m, d;
    gs_civil(day, &y, &m, &d);
    if (y < 1 || y > 9999) return PyErr_Format(PyExc_OverflowError, "the year %lld of a Go time.Time is outside datetime's range (1 to 9999)", (long long)y);
    PyObject *zone = NULL;
    if (!offset) {
        zone = Py_NewRef(gs_dt.utc);
    } else {
        PyObject *delta = PyObject_CallFunction(gs_dt.timedelta, "iL", 0, (long long)offset);
        zone = delta ? PyObject_CallFunctionObjArgs(gs_dt.timezone, delta, NULL) : NULL;
        Py_XDECREF(delta);
    }
    if (!zone) return NULL;
    PyObject *r = PyObject_CallFunction(gs_dt.datetime, "iiiiiiiO", (int)y, m, d, (int)(sec / 3600), (int)(sec / 60 % 60), (int)(sec % 60), (int)(w[1] / 1000), zone);
    Py_DECREF(zone);
    return r;
}
GS_COLD int gs_time_blame(const gs_path *path, int why, const gs_type *ty, PyObject *v) {
    if (why == GS_NAIVE)
        return gs_blame(path, PyExc_ValueError, "expected an aware datetime, got one without a time zone (add tzinfo=%s)", "datetime.timezone.utc", NULL);
    return gs_blame_value(path, why, why == GS_OUT_OF_RANGE ? "time.Duration (about 292 years)" : ty->expected, v);
}
#endif
