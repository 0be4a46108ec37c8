#include "batch/polars.h"
#include "abi/attributes.h"
#include "batch/batch.h"
#include "batch/run.h"
#include "batch/input.h"
#include "batch/table.h"
#include "call/argerror.h"
#include "gil/interpreter.h"
#include "values/array.h"
#include "values/arrowout.h"
#include "values/column.h"
#include "values/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

GS_EXPORT uint32_t _polars_plugin_get_version(void);
GS_EXPORT const char *_polars_plugin_get_last_error_message(void);

uint32_t _polars_plugin_get_version(void) { return 0 << 16 | 1; }

/* ---- errors ---- */

static __thread char gs_polars_error[1024];

const char *_polars_plugin_get_last_error_message(void) { return gs_polars_error; }

/* The exception that is set becomes the text that Polars asks for. */
static GS_COLD void gs_polars_failed(void) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    PyObject *name = t ? PyType_GetQualName((PyTypeObject *)t) : NULL, *said = name && v ? PyUnicode_FromFormat("%U: %S", name, v) : NULL;
    const char *text = said ? PyUnicode_AsUTF8AndSize(said, NULL) : NULL;
    snprintf(gs_polars_error, sizeof gs_polars_error, "%s", text ? text : "an exception that has no text");
    size_t n = strlen(gs_polars_error); /* not within a character */
    while (n == sizeof gs_polars_error - 1 && (gs_polars_error[n - 1] & 0x80)) {
        int head = (gs_polars_error[--n] & 0x40) != 0;
        gs_polars_error[n] = 0;
        if (head) break;
    }
    PyErr_Clear();
    Py_XDECREF(name);
    Py_XDECREF(said);
    Py_XDECREF(t);
    Py_XDECREF(v);
    Py_XDECREF(b);
}

/* ---- columns in ---- */

static void gs_polars_column(gs_column *c, const gs_series *s, struct ArrowArray *chunks) {
    memset(c, 0, sizeof *c);
    c->schema = s->field;
    c->chunks = chunks;
    c->nchunks = (Py_ssize_t)s->len;
    for (size_t i = 0; i < s->len; i++) {
        chunks[i] = *s->arrays[i]; /* a copy of the words; gs_polars_release() releases what they point to */
        c->n += chunks[i].length;
    }
}

static void gs_polars_release(gs_series *in, size_t n) {
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < in[i].len; k++)
            if (in[i].arrays[k]->release) in[i].arrays[k]->release(in[i].arrays[k]);
        if (in[i].release) in[i].release(&in[i]);
    }
}

/* All items of a column as one list for a parameter: an array where it is one of numbers. */
static PyObject *gs_polars_list(const gs_async_function *a, int param, const gs_column *c) {
    const gs_type *ty = a->params[param].type;
    const gs_type *elem = ty && (ty->kind == GS_OBJ || ty->kind == GS_REF) && ty->cls->array ? ty->cls->array->elem : ty ? ty->elem : NULL;
    int number = elem && GS_IS_NUMBER(elem->kind), from = number ? gs_column_kind(c) : GS_NO_KIND;
    if (from == GS_NO_KIND || !gs_number_widens(elem->kind, from)) return gs_column_list(c);
    gs_path path = { NULL, GS_AT_ARG, a->fn->params[param].name, a->fn, 0, NULL };
    Py_ssize_t n = (Py_ssize_t)c->n;
    gs_memory *m = gs_memory_new((size_t)n * gs_number_size[elem->kind], 0);
    if (!m) return NULL;
    if (gs_numbers_pack_column(elem->kind, from, c, m->at, elem->expected, &path)) {
        gs_memory_drop(m);
        return NULL;
    }
    return gs_array_over(elem->kind, m, m->at, 1, &n, NULL);
}

/* The value for a parameter, and whether it is one for all rows. rows: of the columns. */
static PyObject *gs_polars_value(const gs_async_function *a, int param, gs_column *c, int whole, int64_t rows, int *one) {
    if (whole) {
        PyObject *list = gs_polars_list(a, param, c), *column = list ? PyList_New(1) : NULL;
        if (column) PyList_SetItem(column, 0, list);
        else Py_XDECREF(list);
        return column;
    }
    *one = c->n == 1 && rows != 1; /* a literal */
    if (!*one) return PyCapsule_New(c, GS_LENT_COLUMN, NULL);
    const struct ArrowArray *chunk = c->chunks;
    while (!chunk->length) chunk++; /* what is left of a column that was filtered */
    return gs_arrow_item(c->schema, chunk, 0, NULL);
}

/* ---- functions that are several in Go ---- */

/* How well a column fits a parameter: 0: not at all. */
enum { GS_SUITS_NOT, GS_SUITS_MAYBE, GS_SUITS_WIDER, GS_SUITS };

static int gs_polars_suits(const gs_type *ty, const struct ArrowSchema *s) {
    const gs_column c = { .schema = (struct ArrowSchema *)(uintptr_t)s };
    while (ty && ty->kind == GS_NAMED) ty = ty->elem;
    if (!ty || *s->format == 'n') return GS_SUITS_MAYBE;
    if (GS_IS_NUMBER(ty->kind)) {
        const int from = gs_column_kind(&c);
        return from == GS_NO_KIND ? GS_SUITS_NOT : from == ty->kind ? GS_SUITS : gs_number_widens(ty->kind, from) ? GS_SUITS_WIDER : GS_SUITS_NOT;
    }
    if (ty->kind == GS_STR) return gs_arrow_is_text(s, 'u') || s->dictionary ? GS_SUITS : GS_SUITS_NOT;
    if (ty->kind == GS_BYTES) return gs_arrow_is_text(s, 'z') ? GS_SUITS : GS_SUITS_NOT;
    if (ty->kind == GS_LIST || ty->kind == GS_ARRAY) {
        if (*s->format != '+' || s->n_children != 1 || !strchr("lLwv", s->format[1])) return GS_SUITS_NOT;
        return gs_polars_suits(gs_items_of(ty), s->children[0]);
    }
    return gs_column_kind(&c) == GS_NO_KIND && !gs_arrow_is_text(s, 'u') ? GS_SUITS_MAYBE : GS_SUITS_NOT;
}

/* The same of a value for all rows. */
static int gs_polars_value_suits(const gs_type *ty, PyObject *v) {
    while (ty && ty->kind == GS_NAMED) ty = ty->elem;
    if (!ty) return GS_SUITS_MAYBE;
    const int number = GS_IS_NUMBER(ty->kind);
    if (gs_is(v, PyBool_Type)) return ty->kind == GS_BOOL ? GS_SUITS : number || ty->kind == GS_STR ? GS_SUITS_NOT : GS_SUITS_MAYBE;
    if (gs_is(v, PyLong_Type)) return number ? ty->kind == GS_BOOL ? GS_SUITS_NOT : ty->kind <= GS_U64 ? GS_SUITS : GS_SUITS_WIDER : ty->kind == GS_STR ? GS_SUITS_NOT : GS_SUITS_MAYBE;
    if (gs_is(v, PyFloat_Type)) return number ? ty->kind < GS_F32 ? GS_SUITS_NOT : GS_SUITS : ty->kind == GS_STR ? GS_SUITS_NOT : GS_SUITS_MAYBE;
    if (gs_is(v, PyUnicode_Type)) return ty->kind == GS_STR ? GS_SUITS : number ? GS_SUITS_NOT : GS_SUITS_MAYBE;
    return GS_SUITS_MAYBE;
}

/* Which of the functions that one is in Go takes columns of these types: that which fits best. NULL with an exception. in: the type
   of column i. */
static gs_async_function *gs_polars_instance(gs_async_function *a, const struct ArrowSchema *(*in)(const void *columns, size_t i), const void *columns,
    size_t n, PyObject *said) {
    gs_async_function *best = NULL;
    PyObject *given = PyDict_GetItemString(said, "given");
    const int whole = PyDict_GetItemString(said, "whole") == Py_True;
    int most = 0;
    if (!a->overloads) return a;
    for (int k = 0; k < a->overloads->n; k++) {
        gs_async_function *one = a->overloaded[k];
        int all = 1;
        size_t used = 0;
        for (int i = 0; all && i < one->fn->nparams; i++) {
            const gs_type *ty = one->params[i].type;
            PyObject *number = PyLong_FromLongLong(i), *v = number && given && PyDict_Check(given) ? PyDict_GetItemWithError(given, number) : NULL;
            Py_XDECREF(number);
            if (PyErr_Occurred()) return NULL;
            if (v) {
                int suits = gs_polars_value_suits(ty, v);
                all = suits ? all + suits : 0;
            } else if (used < n) {
                while (whole && ty && ty->kind == GS_NAMED) ty = ty->elem;
                if (whole && ty && (ty->kind == GS_LIST || ty->kind == GS_ARRAY)) ty = gs_items_of(ty);
                int suits = gs_polars_suits(ty, in(columns, used++));
                all = suits ? all + 4 * suits : 0; /* columns count for more than values: an int suits a column of floats */
            }
        }
        if (all <= most) continue;
        most = all;
        best = one;
    }
    if (!best) PyErr_Format(PyExc_TypeError, "%s() takes no columns of these types: cast them, or the values beside them", a->name);
    return best;
}

static const struct ArrowSchema *gs_polars_type_of_series(const void *series, size_t i) { return ((const gs_series *)series)[i].field; }
static const struct ArrowSchema *gs_polars_type_of_field(const void *fields, size_t i) { return (const struct ArrowSchema *)fields + i; }

/* ---- a call ---- */

/* What the pickle says: the values of parameters that are no expressions, by number, and options. A new dict. */
static PyObject *gs_polars_kwargs(const uint8_t *kwargs, size_t len) {
    if (!len) return PyDict_New();
    PyObject *pickle = PyImport_ImportModule("pickle"), *bytes = pickle ? PyBytes_FromStringAndSize((const char *)kwargs, (Py_ssize_t)len) : NULL;
    PyObject *said = bytes ? PyObject_CallMethod(pickle, "loads", "O", bytes) : NULL;
    Py_XDECREF(pickle);
    Py_XDECREF(bytes);
    if (said && !PyDict_Check(said)) {
        gs_drop(&said);
        PyErr_SetString(PyExc_TypeError, "the keyword arguments of a plugin are a dict");
    }
    return said;
}

static PyObject *gs_polars_option(PyObject *said, const char *name) {
    PyObject *o = PyDict_GetItemString(said, name);
    return o ? o : Py_None;
}

/* The arguments of run(): values, ones and masks. */
static int gs_polars_arguments(const gs_async_function *a, gs_column *columns, size_t n, PyObject *said, PyObject **all) {
    PyObject *given = gs_polars_option(said, "given");
    int whole = gs_polars_option(said, "whole") == Py_True;
    int64_t rows = 1;
    size_t used = 0;
    for (size_t i = 0; i < n; i++)
        if (columns[i].n != 1) rows = columns[i].n;
    for (int i = 0; i < 3; i++)
        if (!(all[i] = PyTuple_New(a->fn->nparams))) return -1;
    for (int i = 0; i < a->fn->nparams; i++) {
        int one = 0;
        PyObject *number = PyLong_FromLongLong(i), *v = number && PyDict_Check(given) ? PyDict_GetItemWithError(given, number) : NULL;
        Py_XDECREF(number);
        if (PyErr_Occurred()) return -1;
        if (v) {
            one = 1;
            Py_INCREF(v);
        } else if (used == n) {
            PyErr_Format(PyExc_TypeError, "%s() is called with %lld columns, and wants more", a->name, (long long)n);
            return -1;
        } else {
            v = gs_polars_value(a, i, &columns[used++], whole, rows, &one);
        }
        if (!v) return -1;
        PyTuple_SetItem(all[0], i, v);
        PyTuple_SetItem(all[1], i, Py_NewRef(one ? Py_True : Py_False));
        PyTuple_SetItem(all[2], i, Py_NewRef(Py_None));
    }
    return 0;
}

/* Whether a result is a list, of which a column is made if the function gets whole columns: the type of the items, or NULL. */
static const gs_type *gs_polars_items(const gs_type *ty) {
    while (ty->kind == GS_NAMED || ty->kind == GS_NDARRAY) ty = ty->kind == GS_NAMED ? ty->elem : ty->key;
    return ty->kind == GS_LIST || ty->kind == GS_ARRAY || ty->kind == GS_SET ? gs_items_of(ty) : NULL;
}

/* The items of the one list in an array or a list of lists, of a type. Takes over list. */
static PyObject *gs_polars_flat(const gs_type *type, PyObject *list) {
    gs_array *a = (gs_array *)list;
    if (PyList_Check(list)) {
        PyObject *one = gs_polars_items(type) && PyList_Size(list) ? PyList_GetItem(list, 0) : NULL;
        if (!one) return list;
        PyObject *items = one == Py_None ? PyList_New(0) : PySequence_List(one);
        Py_DECREF(list);
        return items;
    }
    if (!a->offsets || a->kind == GS_STR) return list;
    Py_ssize_t n = (Py_ssize_t)((const int64_t *)(const void *)a->offsets->at)[a->shape[0]];
    PyObject *flat = gs_array_over(a->kind, gs_memory_hold(a->data), a->data->at, 1, &n, NULL);
    Py_DECREF(list);
    return flat;
}

/* Whether items of lists are columns: all results of a function that gets whole columns are lists. */
static int gs_polars_flattens(const gs_async_function *a, int whole) {
    for (int k = 0; whole && k < a->nresults; k++) whole = gs_polars_items(a->results[k].type) != NULL;
    return whole;
}

/* The results in a tuple, as they are written. Takes over all; a new tuple, or NULL with an exception. */
static PyObject *gs_polars_results(const gs_async_function *a, PyObject *all, int whole) {
    PyObject *out = all ? PyTuple_New(a->nresults) : NULL;
    for (int k = 0; out && k < a->nresults; k++) {
        PyObject *one = Py_NewRef(PyTuple_GetItem(all, k));
        if (gs_polars_flattens(a, whole)) one = gs_polars_flat(a->results[k].type, one);
        if (!one || PyTuple_SetItem(out, k, one)) gs_drop(&out);
    }
    Py_XDECREF(all);
    return out;
}

static PyObject *gs_polars_run(gs_async_function *a, gs_column *columns, size_t n, PyObject *said) {
    PyObject *all[3] = { NULL, NULL, NULL }, *out = NULL, *args = NULL;
    for (size_t i = 0; i < n; i++)
        if (gs_schema_has_addresses(columns[i].schema))
            return PyErr_Format(PyExc_TypeError, "%s() got a column of Python objects: cast it, or call the function of batch by map_batches()", a->name);
    PyObject *workers = gs_polars_option(said, "workers");
    if (!gs_polars_arguments(a, columns, n, said, all))
        args = PyTuple_Pack(10, all[0], all[1], all[2], Py_True, workers, gs_polars_option(said, "timeout"),
            gs_polars_option(said, "nulls") == Py_False ? Py_False : Py_True, gs_polars_option(said, "errors"), Py_None, Py_None);
    if (args) out = gs_batch_run_function(a, args);
    for (int i = 0; i < 3; i++) Py_XDECREF(all[i]);
    Py_XDECREF(args);
    return gs_polars_results(a, out, gs_polars_option(said, "whole") == Py_True);
}

/* ---- a column out ---- */

static void gs_polars_free(gs_series *s) {
    if (s->field && s->field->release) s->field->release(s->field);
    free(s->field);
    for (size_t i = 0; i < s->len; i++) free(s->arrays[i]); /* whose content is the consumer's */
    free(s->arrays);
    s->release = NULL;
    s->private_data = NULL;
}

/* A result, an array or a list, as a column of Arrow's. What is filled can be released also if it fails. */
static int gs_polars_export_one(const gs_async_function *a, int k, PyObject *result, int whole, const char *name, struct ArrowSchema *s, struct ArrowArray *x) {
    const gs_type *type = a->results[k].type;
    if (PyList_Check(result)) return gs_table_export(gs_polars_flattens(a, whole) ? gs_polars_items(type) : type, result, name, s, x);
    return gs_array_export_schema((gs_array *)result, s, name) || gs_array_export((gs_array *)result, x) ? -1 : 0;
}

/* The same of all results: several are a struct, with the names in said. */
static int gs_polars_export(const gs_async_function *a, PyObject *results, PyObject *said, const char *name, struct ArrowSchema *s, struct ArrowArray *x) {
    int whole = gs_polars_option(said, "whole") == Py_True;
    if (a->nresults == 1) return gs_polars_export_one(a, 0, PyTuple_GetItem(results, 0), whole, name, s, x);
    PyObject *fields = gs_polars_option(said, "fields");
    gs_memory *none = NULL;
    if (!PyTuple_Check(fields) || PyTuple_Size(fields) != a->nresults) {
        PyErr_Format(PyExc_TypeError, "%s() has %d results, and needs names for them", a->name, a->nresults);
        return -1;
    }
    if (gs_schema_fill(s, "+s", name, a->nresults) || gs_arrow_fill(x, 0, 0, 1, &none, a->nresults)) return -1;
    for (int k = 0; k < a->nresults; k++) {
        PyObject *field = PyTuple_GetItem(fields, k);
        const char *text = PyUnicode_Check(field) ? PyUnicode_AsUTF8AndSize(field, NULL) : "";
        struct ArrowArray *of = x->children[k];
        if (!text || gs_polars_export_one(a, k, PyTuple_GetItem(results, k), whole, text, s->children[k], of)) return -1;
        if (k && of->length != x->length) {
            PyErr_Format(PyExc_ValueError, "%s() gave columns of different lengths: %lld, %lld", a->name, (long long)x->length, (long long)of->length);
            return -1;
        }
        x->length = of->length;
    }
    return 0;
}

static int gs_polars_series(const gs_async_function *a, PyObject *results, PyObject *said, const char *name, gs_series *out) {
    struct ArrowSchema *field = calloc(1, sizeof *field);
    struct ArrowArray **arrays = calloc(1, sizeof *arrays), *array = calloc(1, sizeof *array);
    int bad = !field || !arrays || !array ? (PyErr_NoMemory(), -1) : 0;
    if (bad || gs_polars_export(a, results, said, name, field, array)) {
        if (field && field->release) field->release(field);
        if (array && array->release) array->release(array);
        free(field);
        free(arrays);
        free(array);
        return -1;
    }
    arrays[0] = array;
    *out = (gs_series){ field, arrays, 1, gs_polars_free, arrays };
    return 0;
}

void gs_polars_call(gs_async_function *a, gs_series *in, size_t n, const uint8_t *kwargs, size_t len, gs_series *out) {
    memset(out, 0, sizeof *out);
    size_t chunks = 0;
    for (size_t i = 0; i < n; i++) chunks += in[i].len;
    PyGILState_STATE state = gs_state_ensure();
    gs_column *columns = calloc(n + 1, sizeof *columns);
    struct ArrowArray *arrays = calloc(chunks + 1, sizeof *arrays), *next = arrays;
    PyObject *said = columns && arrays ? gs_polars_kwargs(kwargs, len) : PyErr_NoMemory(), *result = NULL;
    for (size_t i = 0; said && i < n; i++) {
        gs_polars_column(&columns[i], &in[i], next);
        next += in[i].len;
    }
    if (said) a = gs_polars_instance(a, gs_polars_type_of_series, in, n, said);
    if (said && a) result = gs_polars_run(a, columns, n, said);
    if (!result || gs_polars_series(a, result, said, n && in[0].field->name ? in[0].field->name : "", out)) gs_polars_failed();
    Py_XDECREF(result);
    Py_XDECREF(said);
    PyGILState_Release(state);
    free(columns);
    free(arrays);
    gs_polars_release(in, n);
}

/* The results of no rows. */
static PyObject *gs_polars_nothing(const gs_async_function *a) {
    PyObject *all = PyTuple_New(a->nresults);
    for (int k = 0; all && k < a->nresults; k++) {
        PyObject *one = gs_batch_array(a->results + k, 0);
        if (!one || PyTuple_SetItem(all, k, one)) gs_drop(&all);
    }
    return all;
}

void gs_polars_field(gs_async_function *a, const struct ArrowSchema *in, size_t n, struct ArrowSchema *out, const uint8_t *kwargs, size_t len) {
    memset(out, 0, sizeof *out);
    PyGILState_STATE state = gs_state_ensure();
    struct ArrowArray none = { 0 };
    PyObject *said = gs_polars_kwargs(kwargs, len), *results = NULL;
    if (said) a = gs_polars_instance(a, gs_polars_type_of_field, in, n, said);
    if (said && a) results = gs_polars_nothing(a);
    if (results) results = gs_polars_results(a, results, gs_polars_option(said, "whole") == Py_True);
    if (!results || gs_polars_export(a, results, said, n && in[0].name ? in[0].name : "", out, &none)) {
        if (out->release) out->release(out);
        memset(out, 0, sizeof *out);
        gs_polars_failed();
    } else {
        out->private_data = out->private_data ? out->private_data : out; /* without, it would count as none */
    }
    if (none.release) none.release(&none);
    Py_XDECREF(results);
    Py_XDECREF(said);
    PyGILState_Release(state);
}
