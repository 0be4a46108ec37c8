#include "values/zone.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "call/argerror.h"
#include "values/foreign.h"
#include <string.h>

struct gs_dt_state gs_dt;
enum { GS_MOST_UNKNOWN = 1024 };

int gs_attr_int(PyObject *o, enum gs_dt_name name, int64_t *x) {
    PyObject *a = PyObject_GetAttr(o, gs_dt.names[name]);
    if (!a) return -1;
    *x = PyLong_AsLongLong(a);
    Py_DECREF(a);
    return *x == -1 && PyErr_Occurred() ? -1 : 0;
}

/* ---- from Python ---- */

/* A name in an attribute of a zone: a new str. NULL if it has none, with an exception if
   reading it raised. */
static PyObject *gs_zone_attribute(PyObject *zone, const char *name) {
    PyObject *a = gs_attribute(zone, name);
    if (!a || (PyUnicode_Check(a) && PyObject_Size(a) > 0)) return a;
    Py_DECREF(a);
    return NULL;
}

GS_NOINLINE PyObject *gs_zone_name(PyObject *zone, uint64_t *form) {
    PyObject *name;
    *form = 0;
    if (Py_TYPE(zone) == (PyTypeObject *)gs_dt.timezone) {
        name = PyObject_CallMethodObjArgs(zone, gs_dt.names[GS_N_TZNAME], Py_None, NULL);
        const char *p = name && PyUnicode_Check(name) ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
        *form = GS_ZONE_FIXED;
        if (p && strncmp(p, "UTC+", 4) && strncmp(p, "UTC-", 4)) return name;
    } else {
        name = gs_zone_attribute(zone, "key");
        if (!name && !PyErr_Occurred()) name = gs_zone_attribute(zone, "zone");
        if (name && PyUnicode_AsUTF8AndSize(name, NULL)) return name;
    }
    Py_XDECREF(name); /* it repeats the offset, or is no text that Go could read */
    if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) PyErr_Clear();
    return NULL;
}

GS_NOINLINE int gs_zone_offset(PyObject *v, int64_t *offset) {
    int64_t d, s, us;
    PyObject *off = PyObject_CallMethodObjArgs(v, gs_dt.names[GS_N_UTCOFFSET], NULL);
    if (!off) return GS_RAISED;
    int none = off == Py_None;
    int bad = none || gs_attr_int(off, GS_N_DAYS, &d) || gs_attr_int(off, GS_N_SECONDS, &s) ||
        gs_attr_int(off, GS_N_MICROSECONDS, &us);
    Py_DECREF(off);
    if (bad) return none ? GS_NAIVE : GS_RAISED;
    *offset = d * 86400 + s;
    return us ? GS_FINE : GS_OK;
}

PyObject *gs_zone_fixed(int64_t offset, PyObject *name) {
    if (!offset && !name) return Py_NewRef(gs_dt.utc);
    PyObject *delta = PyObject_CallFunction(gs_dt.timedelta, "iL", 0, (long long)offset);
    PyObject *zone = delta ? PyObject_CallFunctionObjArgs(gs_dt.timezone, delta, name, NULL) : NULL;
    Py_XDECREF(delta);
    return zone;
}

GS_NOINLINE PyObject *gs_zone_info(PyObject *name) {
    if (!gs_dt.ZoneInfo) gs_dt.ZoneInfo = gs_import_attribute("zoneinfo", "ZoneInfo");
    if (!gs_dt.unknown) gs_dt.unknown = PySet_New(NULL);
    int unknown = gs_dt.ZoneInfo && gs_dt.unknown ? PySequence_Contains(gs_dt.unknown, name) : -1;
    PyObject *zone = unknown ? NULL : PyObject_CallFunctionObjArgs(gs_dt.ZoneInfo, name, NULL);
    if (zone || unknown > 0) return zone;
    /* ZoneInfoNotFoundError; ValueError for what is no name of a zone; OSError for folders of
       the database */
    if (!PyErr_ExceptionMatches(PyExc_KeyError) && !PyErr_ExceptionMatches(PyExc_ValueError) &&
        !PyErr_ExceptionMatches(PyExc_OSError))
        return NULL;
    PyErr_Clear();
    if (PyObject_Size(gs_dt.unknown) < GS_MOST_UNKNOWN) PySet_Add(gs_dt.unknown, name);
    return NULL;
}

GS_NOINLINE PyObject *gs_zone_fold(PyObject *d, int64_t offset) {
    for (int fold = 0; d; fold++) {
        int64_t is;
        int r = gs_zone_offset(d, &is);
        if (r == GS_OK && is == offset) return d;
        PyObject *kw = fold || r == GS_RAISED ? NULL : PyDict_New();
        PyObject *one = kw ? PyLong_FromLongLong(1) : NULL;
        PyObject *args = one ? PyTuple_New(0) : NULL;
        PyObject *replace = args && !PyDict_SetItemString(kw, "fold", one) ? PyObject_GetAttrString(d, "replace")
                                                                           : NULL;
        PyObject *other = replace ? PyObject_Call(replace, args, kw) : NULL;
        Py_XDECREF(replace);
        Py_XDECREF(args);
        Py_XDECREF(one);
        Py_XDECREF(kw);
        Py_DECREF(d);
        d = other;
    }
    return NULL;
}
