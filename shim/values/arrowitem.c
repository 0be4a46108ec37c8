/* Items of Arrow columns as Python objects. */
#include "abi/exclusion.h"
#include "abi/imported.h"
#include "call/argerror.h"
#include "os/stack.h"
#include "values/arrow.h"
#include "values/text.h"
#include "values/time.h"
#include "values/zone.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GS_COLD PyObject *gs_arrow_unknown(const struct ArrowSchema *s) {
    PyErr_Format(PyExc_TypeError, "Arrow's type with the format %s has no form in Python", s->format);
    return NULL;
}

static GS_COLD PyObject *gs_arrow_broken(void) {
    PyErr_SetString(PyExc_ValueError, "an Arrow array whose offsets are wrong");
    return NULL;
}

/* A float16 as a double. Source: IEEE 754-2019, 3.4. */
static double gs_half(uint16_t h) {
    int sign = h >> 15, exponent = h >> 10 & 31, fraction = h & 1023;
    double x;
    if (exponent == 31) x = fraction ? __builtin_nan("") : __builtin_inf();
    else if (exponent) x = __builtin_ldexp(1024 + fraction, exponent - 25);
    else x = __builtin_ldexp(fraction, -24);
    return sign ? -x : x;
}

/* A decimal: "d:precision,scale[,bits]", a two's complement integer of so many bits. */
static PyObject *gs_arrow_decimal(const char *f, const char *buffer, int64_t i) {
    int precision, scale, bits = 128;
    if (sscanf(f, "d:%d,%d,%d", &precision, &scale, &bits) < 2 || bits % 32 || bits <= 0 || bits > 256)
        return gs_arrow_broken();
    int limbs = bits / 32, negative;
    uint32_t x[8] = { 0 };
    memcpy(x, buffer + i * (bits / 8), (size_t)bits / 8); /* little endian, as all machines that we know */
    negative = x[limbs - 1] >> 31;
    for (int k = 0, carry = 1; negative && k < limbs; k++) {
        x[k] = ~x[k] + (uint32_t)carry;
        carry = carry && !x[k];
    }
    char text[128], *p = text + 90;
    snprintf(p, 30, "E%d", -scale);
    for (int more = 1; more;) { /* nine digits at a time, from the right */
        uint64_t rest = 0;
        more = 0;
        for (int k = limbs - 1; k >= 0; k--) {
            rest = rest << 32 | x[k];
            x[k] = (uint32_t)(rest / 1000000000);
            rest %= 1000000000;
            more |= x[k] != 0;
        }
        for (int d = 0; d < 9; d++, rest /= 10) *--p = (char)('0' + rest % 10);
    }
    if (negative) *--p = '-';
    PyObject *cls = gs_import_attribute("decimal", "Decimal"), *o = cls ? PyObject_CallFunction(cls, "s", p) : NULL;
    Py_XDECREF(cls);
    return o;
}

static int64_t gs_unit(char c) { return c == 's' ? 1 : c == 'm' ? 1000 : c == 'u' ? 1000000 : c == 'n' ? 1000000000 : 0; }

/* A number of units as microseconds and the nanoseconds below. 0, or -1 with an exception. */
static int gs_arrow_micros(int64_t x, int64_t unit, int64_t *us, int64_t *ns) {
    *ns = 0;
    if (unit > 1000000) {
        *ns = x % 1000;
        *us = x / 1000;
        if (*ns < 0) {
            *ns += 1000;
            --*us;
        }
    } else if (__builtin_mul_overflow(x, 1000000 / unit, us)) {
        PyErr_SetString(PyExc_OverflowError, "a time of Arrow that Python has no datetime for");
        return -1;
    }
    return 0;
}

/* Subclasses of datetime and timedelta with an attribute for the nanoseconds below a microsecond, as those of pandas have: Go gets them,
   wherever in a value the object stands. */
static PyObject *gs_finer[2];

static PyObject *gs_finer_class(int duration) {
    PyObject *known = GS_ACQUIRE(&gs_finer[duration]);
    if (known) return known;
    PyObject *made = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){ss,s(s)}", duration ? "FinerTimedelta" : "FinerDatetime",
        duration ? gs_dt.timedelta : gs_dt.datetime, "__module__", "_native", "__slots__", duration ? "nanoseconds" : "nanosecond");
    return gs_first(&gs_finer[duration], made);
}

/* A datetime or a timedelta with ns more nanoseconds. Takes over o. */
static PyObject *gs_finer_of(PyObject *o, int duration, int64_t ns) {
    PyObject *cls = o ? gs_finer_class(duration) : NULL, *fine = NULL, *n = cls ? PyLong_FromLongLong(ns) : NULL;
    PyObject *date = NULL, *time = NULL;
    if (n && duration) {
        date = PyObject_GetAttrString(o, "days");
        time = date ? PyObject_GetAttrString(o, "seconds") : NULL;
        PyObject *us = time ? PyObject_GetAttrString(o, "microseconds") : NULL;
        if (us) fine = PyObject_CallFunction(cls, "OOO", date, time, us);
        Py_XDECREF(us);
    } else if (n) {
        date = PyObject_CallMethod(o, "date", NULL);
        time = date ? PyObject_CallMethod(o, "timetz", NULL) : NULL;
        if (time) fine = PyObject_CallMethod(cls, "combine", "OO", date, time);
    }
    if (fine && PyObject_SetAttrString(fine, duration ? "nanoseconds" : "nanosecond", n)) gs_drop(&fine);
    Py_XDECREF(date);
    Py_XDECREF(time);
    Py_XDECREF(n);
    Py_XDECREF(o);
    return fine;
}

static PyObject *gs_micros(int64_t us) {
    return PyObject_CallFunction(gs_dt.timedelta, "LLL", (long long)(us / 86400000000),
        (long long)(us % 86400000000 / 1000000), (long long)(us % 1000000));
}

/* A time since 1970: naive, or aware in the zone of that name. */
static PyObject *gs_arrow_instant(int64_t us, const char *zone) {
    PyObject *epoch = *zone ? PyObject_CallFunction(gs_dt.datetime, "iiiiiiiO", 1970, 1, 1, 0, 0, 0, 0, gs_dt.utc)
                            : PyObject_CallFunction(gs_dt.datetime, "iii", 1970, 1, 1);
    PyObject *since = epoch ? gs_micros(us) : NULL, *at = since ? PyObject_CallMethod(epoch, "__add__", "O", since) : NULL, *tz = NULL;
    Py_XDECREF(epoch);
    Py_XDECREF(since);
    if (!at || !*zone || !strcmp(zone, "UTC") || !strcmp(zone, "utc")) return at;
    int h, m;
    char sign;
    if (sscanf(zone, "%c%2d:%2d", &sign, &h, &m) == 3 && (sign == '+' || sign == '-')) {
        tz = gs_zone_fixed((sign == '-' ? -60 : 60) * (int64_t)(60 * h + m), NULL);
    } else {
        PyObject *name = gs_text(zone, (Py_ssize_t)strlen(zone));
        tz = name ? gs_zone_info(name) : NULL;
        if (!tz && !PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "Python knows no time zone %s", zone);
        Py_XDECREF(name);
    }
    PyObject *there = tz ? PyObject_CallMethod(at, "astimezone", "O", tz) : NULL;
    Py_XDECREF(tz);
    Py_DECREF(at);
    return there;
}

/* An interval as a duration: its days have 24 hours, and months are refused. */
static PyObject *gs_arrow_interval(const struct ArrowSchema *s, const void *buffer, int64_t i, int64_t *ns) {
    const int32_t *at = buffer;
    int32_t months = 0, days = 0;
    int64_t us = 0, below = 0, rest = 0;
    switch (s->format[2]) {
    case 'M': months = at[i]; break;
    case 'D':
        days = at[2 * i];
        us = (int64_t)at[2 * i + 1] * 1000;
        break;
    case 'n':
        months = at[4 * i];
        days = at[4 * i + 1];
        memcpy(&rest, at + 4 * i + 2, sizeof rest);
        if (gs_arrow_micros(rest, gs_unit('n'), &us, &below)) return NULL;
        break;
    default: return gs_arrow_unknown(s);
    }
    if (months) return PyErr_Format(PyExc_ValueError, "an interval of months, which is no duration");
    if (__builtin_mul_overflow((int64_t)days, 86400000000, &rest) || __builtin_add_overflow(us, rest, &us))
        return PyErr_Format(PyExc_OverflowError, "an interval that is longer than a timedelta can be");
    if (ns) *ns = below;
    PyObject *o = gs_micros(us);
    return below && !ns ? gs_finer_of(o, 1, below) : o;
}

/* Formats that begin with t: dates, times of day, timestamps, durations and intervals. */
static PyObject *gs_arrow_time(const struct ArrowSchema *s, const void *buffer, int64_t i, int64_t *ns) {
    const char *f = s->format;
    int64_t unit = f[1] ? gs_unit(f[2]) : 0, us, x, below;
    int narrow = (f[1] == 'd' && f[2] == 'D') || (f[1] == 't' && unit <= 1000);
    if (f[1] == 'i') return gs_dt.datetime || !gs_time_load() ? gs_arrow_interval(s, buffer, i, ns) : NULL;
    if (f[1] == 'd' ? f[2] != 'D' && f[2] != 'm' : !unit || !f[1] || !strchr("tsD", f[1])) return gs_arrow_unknown(s);
    x = narrow ? ((const int32_t *)buffer)[i] : ((const int64_t *)buffer)[i];
    if (!gs_dt.datetime && gs_time_load()) return NULL;
    if (f[1] == 'd') {
        if (__builtin_mul_overflow(x, f[2] == 'D' ? 86400000000 : 1000, &us)) return gs_arrow_broken();
        PyObject *at = gs_arrow_instant(us, ""), *date = at ? PyObject_CallMethod(at, "date", NULL) : NULL;
        Py_XDECREF(at);
        return date;
    }
    if (gs_arrow_micros(x, unit, &us, &below)) return NULL;
    if (ns) *ns = below;
    if (f[1] == 't' && below && !ns) {
        PyErr_SetString(PyExc_ValueError, "a time of day with nanoseconds, which Python's time does not have");
        return NULL;
    }
    if (f[1] != 't') {
        PyObject *o = f[1] == 'D' ? gs_micros(us) : gs_arrow_instant(us, f[3] == ':' ? f + 4 : "");
        return below && !ns ? gs_finer_of(o, f[1] == 'D', below) : o;
    }
    PyObject *at = gs_arrow_instant(us, ""), *time = at ? PyObject_CallMethod(at, "time", NULL) : NULL;
    Py_XDECREF(at);
    return time;
}

static PyObject *gs_arrow_range(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t from, int64_t n) {
    if (from < 0 || n < 0 || a->length - n < from) return gs_arrow_broken();
    PyObject *l = PyList_New((Py_ssize_t)n);
    for (int64_t i = 0; l && i < n; i++) {
        PyObject *o = gs_arrow_item(s, a, from + i, NULL);
        if (!o || PyList_SetItem(l, (Py_ssize_t)i, o)) gs_drop(&l);
    }
    return l;
}

static PyObject *gs_arrow_struct(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i) {
    PyObject *d = PyDict_New();
    for (int64_t k = 0; d && k < s->n_children; k++) {
        const char *name = s->children[k]->name ? s->children[k]->name : "";
        if (!strncmp(name, "__index_level_", 14)) continue; /* of pandas: the index of a DataFrame, where it has no name */
        PyObject *key = gs_text(name, (Py_ssize_t)strlen(name));
        PyObject *o = key ? gs_arrow_item(s->children[k], a->children[k], i + a->offset, NULL) : NULL;
        if (!o || PyDict_SetItem(d, key, o)) gs_drop(&d);
        Py_XDECREF(key);
        Py_XDECREF(o);
    }
    return d;
}

/* A map: its items are structs of a key and a value. */
static PyObject *gs_arrow_dict(PyObject *entries) {
    PyObject *d = entries ? PyDict_New() : NULL;
    for (Py_ssize_t i = 0; d && i < PyList_Size(entries); i++) {
        PyObject *values = PyObject_CallMethod(PyList_GetItem(entries, i), "values", NULL);
        PyObject *pair = values ? PySequence_Tuple(values) : NULL;
        if (!pair || PyTuple_Size(pair) != 2 || PyDict_SetItem(d, PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1))) {
            if (!PyErr_Occurred()) gs_arrow_broken();
            gs_drop(&d);
        }
        Py_XDECREF(values);
        Py_XDECREF(pair);
    }
    Py_XDECREF(entries);
    return d;
}

/* The run of a run-end-encoded array that has item i. */
static PyObject *gs_arrow_run(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i) {
    if (a->n_children != 2) return gs_arrow_broken();
    const struct ArrowArray *ends = a->children[0];
    char f = s->children[0]->format[0];
    int64_t low = 0, high = ends->length;
    i += a->offset;
    while (low < high) {
        int64_t mid = low + (high - low) / 2, at = mid + ends->offset;
        int64_t end = f == 's' ? ((const int16_t *)ends->buffers[1])[at]
            : f == 'i'         ? ((const int32_t *)ends->buffers[1])[at]
                               : ((const int64_t *)ends->buffers[1])[at];
        if (end > i) high = mid;
        else low = mid + 1;
    }
    if (low >= a->children[1]->length) return gs_arrow_broken();
    return gs_arrow_item(s->children[1], a->children[1], low, NULL);
}

/* Formats that begin with +. */
static PyObject *gs_arrow_nested(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i) {
    const char *f = s->format + 1;
    int64_t from, n, at = i + a->offset;
    if (*f == 's') return gs_arrow_struct(s, a, i);
    if (*f == 'r') return gs_arrow_run(s, a, i);
    if (a->n_children != 1) return gs_arrow_unknown(s);
    const void *b1 = a->n_buffers > 1 ? a->buffers[1] : NULL, *b2 = a->n_buffers > 2 ? a->buffers[2] : NULL;
    if (*f == 'w') {
        n = strtoll(f + 2, NULL, 10);
        if (__builtin_mul_overflow(at, n, &from)) return gs_arrow_broken();
    } else if (*f == 'l' || *f == 'm') {
        from = ((const int32_t *)b1)[at];
        n = ((const int32_t *)b1)[at + 1] - from;
    } else if (*f == 'L') {
        from = ((const int64_t *)b1)[at];
        n = ((const int64_t *)b1)[at + 1] - from;
    } else if (f[0] == 'v' && f[1] == 'l') {
        from = ((const int32_t *)b1)[at];
        n = ((const int32_t *)b2)[at];
    } else if (f[0] == 'v' && f[1] == 'L') {
        from = ((const int64_t *)b1)[at];
        n = ((const int64_t *)b2)[at];
    } else {
        return gs_arrow_unknown(s);
    }
    PyObject *l = gs_arrow_range(s->children[0], a->children[0], from, n);
    return *f == 'm' ? gs_arrow_dict(l) : l;
}

static PyObject *gs_arrow_index(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i) {
    PyObject *o;
    struct ArrowSchema plain = { .format = s->format };
    struct ArrowArray bare = *a;
    bare.dictionary = NULL;
    if (!(o = gs_arrow_item(&plain, &bare, i, NULL))) return NULL;
    int64_t at = PyLong_Check(o) ? PyLong_AsLongLong(o) : -1;
    Py_DECREF(o);
    if (PyErr_Occurred()) return NULL;
    if (at < 0 || at >= a->dictionary->length) return gs_arrow_broken();
    return gs_arrow_item(s->dictionary, a->dictionary, at, NULL);
}

#define GS_AT(type) (((const type *)b)[at])
PyObject *gs_arrow_item(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, int64_t *ns) {
    const char *f = s->format, *p;
    int64_t n, at = i + a->offset;
    if (ns) *ns = 0;
    if (gs_stack_deep("an item of Arrow")) return NULL;
    if (*f == 'n' || gs_arrow_is_null(a, i)) return Py_NewRef(Py_None);
    if (s->dictionary) return gs_arrow_index(s, a, i);
    if (*f == '+') return gs_arrow_nested(s, a, i);
    if (gs_arrow_is_text(s, 'u') || gs_arrow_is_text(s, 'z')) {
        if (gs_arrow_text(s, a, i, &p, &n) < 0) return NULL;
        return gs_arrow_is_text(s, 'u') ? gs_text(p, (Py_ssize_t)n) : PyBytes_FromStringAndSize(p, (Py_ssize_t)n);
    }
    const void *b = a->n_buffers > 1 ? a->buffers[1] : NULL;
    if (!b) return gs_arrow_unknown(s);
    if (*f == 't') return gs_arrow_time(s, b, at, ns);
    if (*f == 'd') return gs_arrow_decimal(f, b, at);
    if (*f == 'w') {
        n = strtoll(f + 2, NULL, 10);
        return PyBytes_FromStringAndSize((const char *)b + at * n, (Py_ssize_t)n);
    }
    if (f[1]) return gs_arrow_unknown(s);
    switch (*f) {
    case 'b': return Py_NewRef(((const uint8_t *)b)[at >> 3] >> (at & 7) & 1 ? Py_True : Py_False);
    case 'c': return PyLong_FromLongLong(GS_AT(int8_t));
    case 'C': return PyLong_FromLongLong(GS_AT(uint8_t));
    case 's': return PyLong_FromLongLong(GS_AT(int16_t));
    case 'S': return PyLong_FromLongLong(GS_AT(uint16_t));
    case 'i': return PyLong_FromLongLong(GS_AT(int32_t));
    case 'I': return PyLong_FromLongLong(GS_AT(uint32_t));
    case 'l': return PyLong_FromLongLong(GS_AT(int64_t));
    case 'L': return PyLong_FromUnsignedLongLong(GS_AT(uint64_t));
    case 'e': return PyFloat_FromDouble(gs_half(GS_AT(uint16_t)));
    case 'f': return PyFloat_FromDouble((double)GS_AT(float));
    case 'g': return PyFloat_FromDouble(GS_AT(double));
    default: return gs_arrow_unknown(s);
    }
}
