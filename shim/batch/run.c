#include "batch/run.h"
#include "abi/attributes.h"
#include "abi/inside.h"
#include "batch/numbers.h"
#include "call/call.h"
#include "core/extension.h"
#include "gil/share.h"
#include "os/memory.h"
#include "values/array.h"
#include <stdlib.h>
#include <string.h>

/* Rows of one crossing, at most. What the rows of a block need is there at once. So it has fewer if to read their arguments and to
   take their results takes long; with progress, which is told after a block, also if they take long in Go. */
enum { GS_BLOCK = 4096 };
static const int64_t gs_block_ns = 20 * 1000 * 1000, gs_progress_ns = 100 * 1000 * 1000;

static int gs_batch_timed_out(gs_run *b) {
    PyErr_Format(PyExc_TimeoutError, "%s() over columns ran out of time", b->function->name);
    return -1;
}

/* The time that is left, for a crossing: 0, or -1 with TimeoutError. */
static int gs_batch_left(gs_run *b, int64_t *left) {
    *left = b->deadline == INT64_MAX ? INT64_MIN : b->deadline - gs_clock();
    return *left == INT64_MIN || *left > 0 ? 0 : gs_batch_timed_out(b);
}

enum { GS_LOOK = 16 }; /* rows between two looks at the clock, or for signals */

/* The size of the next block, after one whose rows took some time. */
static void gs_batch_next_block(gs_run *b, int64_t rows, int64_t took) {
    const int64_t wanted = b->progress ? gs_progress_ns : gs_block_ns;
    if (took > 2 * wanted) b->block = rows * wanted / took;
    else if (took < wanted / 2 && rows == b->block) b->block *= 2;
    if (b->block < b->workers) b->block = b->workers;
    if (b->block > b->rows.room) b->block = b->rows.room;
}

/* The rows from `from` on, before `to`, as many as fit into a block; or with which, those that it names. Returns how many; -1 with an
   exception. */
static int64_t gs_batch_block(gs_run *b, const int64_t *which, int64_t from, int64_t to) {
    int64_t n = to - from < b->block ? to - from : b->block, filled = 0, began = gs_clock();
    PyObject *t = NULL, *v = NULL, *tb = NULL; /* of a row whose arguments could not be converted */
    int64_t wrong = -1;                        /* that row */
    int r = 0;
    b->failed = -1;
    for (; filled < n; filled++) {
        if (filled && filled % GS_LOOK == 0 && gs_clock() - began > gs_block_ns) break;
        int64_t row = which ? which[from + filled] : from + filled;
        r = gs_row_fill(&b->rows, filled, b->inputs, row, b->nulls);
        if (r >= 0) continue;
        gs_at_row(wrong = row);
        PyErr_Fetch(&t, &v, &tb);
        gs_row_done(&b->rows, filled);
        break;
    }
    /* those before it are called first, as in a loop */
    int64_t crossed = gs_clock(), timeout;
    int bad = gs_batch_left(b, &timeout);
    if (!bad && filled) bad = gs_rows_run(&b->rows, filled, b->workers, timeout, b->stop);
    if (!bad && b->rows.stopped) bad = gs_stop_check(b->stop) ? -1 : gs_batch_timed_out(b);
    if (!b->progress) began += gs_clock() - crossed;
    for (int64_t k = 0; k < filled; k++) {
        if (!bad && k % GS_LOOK == GS_LOOK - 1) bad = PyErr_CheckSignals() || gs_stop_check(b->stop) || gs_batch_left(b, &timeout) ? -1 : 0;
        if (!bad) bad = gs_batch_take(b, k, which ? which[from + k] : from + k);
        else gs_batch_drop(b, k);
        gs_row_done(&b->rows, k);
    }
    gs_batch_next_block(b, filled, gs_clock() - began);
    if (GS_PROFILING) gs_profile_rows_taken();
    if (t && !bad) PyErr_Restore(t, v, tb), b->failed = wrong;
    else Py_XDECREF(t), Py_XDECREF(v), Py_XDECREF(tb);
    return bad || t ? -1 : filled;
}

/* Waits for the loop of rows from `at` on, or runs it: 0, or -1 with an exception. bad: there is one already, and the loop is
   to end. */
static int gs_batch_run_columns(gs_run *b, gs_columns *c, int64_t at, int bad) {
    PyObject *type = NULL, *value = NULL, *traceback = NULL;
    int64_t left = INT64_MIN;
    if (!c->started && (bad || gs_batch_left(b, &left))) return -1;
    if (bad) {
        PyErr_Fetch(&type, &value, &traceback);
        __atomic_store_n(&c->stopped, GS_ROWS_UNWANTED, __ATOMIC_RELAXED);
    }
    int r = gs_columns_run(c, b->function, b->workers, left, b->stop);
    if (bad) {
        PyErr_Clear();
        PyErr_Restore(type, value, traceback);
        return -1;
    }
    if (r && c->failed >= 0) gs_columns_at_row(c, b->function, c->all, c->failed, at + gs_columns_failed(c));
    if (!r && c->stopped) r = gs_stop_check(b->stop) ? -1 : gs_batch_timed_out(b);
    return r;
}

/* Memory for rows that are called one by one: 0, or -1 with MemoryError. */
static int gs_batch_ready(gs_run *b, int64_t n) {
    if (b->rows.memory) return 0;
    if (gs_rows_init(&b->rows, b->function, n < GS_BLOCK ? n + 1 : GS_BLOCK, b->stop ? GS_ASYNC_API : GS_SYNC_API)) return -1;
    b->block = b->progress ? 1 : GS_BLOCK;
    gs_batch_next_block(b, 0, gs_block_ns);
    return 0;
}

/* Calls rows one by one: those from `from` on, before `to`; or with which, those that it names. 0, or -1 with an exception. */
static int gs_batch_some(gs_run *b, const int64_t *which, int64_t from, int64_t to) {
    if (from < to && gs_batch_ready(b, b->n)) return -1;
    while (from < to) {
        int64_t n = gs_batch_block(b, which, from, to);
        if (n < 0 || PyErr_CheckSignals() || gs_stop_check(b->stop)) return -1;
        from += n;
    }
    return 0;
}

/* Calls those of some rows that come before one that has failed, whose exception is set, as a loop would have done. 0; or -1 with the
   exception of one of them instead. */
static GS_COLD int gs_batch_rows_before(gs_run *b, const int64_t *rows, int64_t n, int64_t failed) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    while (n > 0 && rows[n - 1] > failed) n--;
    if (!gs_batch_some(b, rows, 0, n)) return PyErr_Restore(type, value, traceback), 0;
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return -1;
}

/* Rows that lanes have left, but none after one that has failed: 0, or -1 with an exception. bad: there is one, of a row that
   has failed. */
static int gs_batch_left_rows(gs_run *b, gs_lanes *lanes, int bad) {
    const int64_t *rows = NULL, failed = gs_lanes_failed(lanes);
    if (bad && failed < 0) return -1;
    int64_t n = gs_lanes_left(lanes, &rows);
    if (n < 0) return -1;
    if (bad) {
        if (!gs_batch_rows_before(b, rows, n, failed)) gs_lanes_at_row(lanes);
        return -1;
    }
    if (!gs_batch_some(b, rows, 0, n)) return 0;
    const int64_t other = b->failed; /* lanes may have taken rows before it that they have not read */
    n = other < 0 ? 0 : gs_lanes_unread(lanes, &rows);
    if (n > 0) gs_batch_rows_before(b, rows, n, other);
    return -1;
}

/* Whether what becomes of each row is asked for. */
static int gs_batch_row_by_row(const gs_run *b) {
    return b->errors == GS_ERRORS_RETURN || (b->errors != GS_ERRORS_RAISE && b->function->error_word >= 0) || b->progress != NULL;
}

/* Rows of a function of text, read by the goroutines that run them: how many from the first on, or -1 with an exception. */
static int64_t gs_batch_lanes(gs_run *b) {
    if (gs_batch_row_by_row(b)) return 0;
    gs_lanes *lanes = gs_lanes_new(b->function, b->inputs, b->outputs, b->n, b->workers, b->nulls);
    int64_t at = 0, left;
    int bad = 0, stopped = 0;
    b->lanes = lanes;
    while (lanes && !bad && at < b->n && gs_lanes_go_on(lanes)) {
        if ((bad = gs_batch_left(b, &left))) break;
        int64_t next = gs_lanes_run(lanes, at, left, b->stop, &stopped);
        if (stopped && next >= 0) bad = gs_stop_check(b->stop) ? -1 : gs_batch_timed_out(b);
        else bad = gs_batch_left_rows(b, lanes, next < 0 ? -1 : 0) || PyErr_CheckSignals() || gs_stop_check(b->stop);
        if (bad) break;
        at = next;
        if (!gs_lanes_stuck(lanes)) continue;
        int64_t to = b->n - at < GS_BLOCK ? b->n : at + GS_BLOCK;
        bad = gs_batch_some(b, NULL, at, to);
        at = to;
    }
    if (lanes && !bad) bad = gs_lanes_objects(lanes, at);
    if (lanes) gs_lanes_free(lanes);
    b->lanes = NULL;
    return bad ? -1 : at;
}

/* Rows of a function of numbers and text, by its loop: those from `at` on; the first one that can't be run so, or -1
   with an exception. While Go runs a block, the results of the one before become objects, and the next one is read:
   this thread is one of the workers, as long as it has about as much to do as they have. */
static int64_t gs_batch_columns(gs_run *b, int64_t at) {
    gs_columns both[2], *c = both, *last = NULL;
    gs_async_function *a = b->function;
    if (gs_batch_row_by_row(b) || at == b->n) return at;
    memset(both, 0, sizeof both);
    int64_t block = gs_columns_block(a, b->inputs, b->outputs, b->n - at);
    int more = gs_columns_init(c, a, b->inputs, b->outputs, at, block, b->nulls), bad = 0;
    int64_t others = b->workers > 1 ? b->workers - 1 : 1;
    while (more && !bad) {
        int64_t started = gs_clock();
        int64_t after = at + c->rows, n = b->n - after < block ? b->n - after : block;
        gs_columns *next = c == both ? both + 1 : both;
        int64_t left;
        if (block < b->n && c->n) bad = gs_batch_left(b, &left) || gs_columns_start(c, a, others, left, b->stop);
        if (!bad && last) bad = gs_columns_outputs(last, a, b->outputs, at - last->rows);
        if (GS_PROFILING) gs_profile_rows_taken();
        more = !bad && n && gs_columns_init(next, a, b->inputs, b->outputs, after, n, b->nulls);
        int64_t waits = gs_clock();
        if (c->n) bad = gs_batch_run_columns(b, c, at, bad);
        others = b->workers - (b->workers > 1 && gs_clock() - waits < waits - started);
        gs_columns_release(c);
        if (!bad) bad = PyErr_CheckSignals() || gs_stop_check(b->stop);
        last = c;
        c = next;
        at = after;
    }
    if (!bad && last) bad = gs_columns_outputs(last, a, b->outputs, at - last->rows);
    gs_columns_end(both);
    gs_columns_end(both + 1);
    return bad ? -1 : at;
}

static int gs_batch_loop(gs_run *b, int64_t at) {
    while (at < b->n) {
        int64_t n = gs_batch_block(b, NULL, at, b->n);
        if (n < 0 || PyErr_CheckSignals() || gs_stop_check(b->stop)) return -1;
        at += n;
        PyObject *said = b->progress ? PyObject_CallFunction(b->progress, "LL", (long long)at, (long long)b->n) : Py_NewRef(Py_None);
        if (!said) return -1;
        Py_DECREF(said);
    }
    return 0;
}

/* The number of rows: that of all columns. */
static int gs_batch_length(gs_run *b) {
    b->n = -1;
    int first = 0, own = b->function->self != NULL;
    for (int i = 0; i < b->ninputs; i++) {
        int64_t n = b->inputs[i].n;
        if (n < 0 || n == b->n) continue;
        if (b->n < 0) {
            b->n = n;
            first = i;
            continue;
        }
        const gs_param *p = b->function->fn->params;
        PyErr_Format(PyExc_ValueError, "%s() over columns of different lengths: '%s' has %lld rows, '%s' %lld", b->function->name,
            first < own ? "self" : p[first - own].name, (long long)b->n, p[i - own].name, (long long)n);
        return -1;
    }
    if (b->n < 0) PyErr_SetString(PyExc_TypeError, "no argument is a column");
    return b->n < 0 ? -1 : 0;
}

static int gs_batch_inputs(gs_run *b, PyObject *values, PyObject *ones, PyObject *masks) {
    const gs_async_function *a = b->function;
    int own = a->self != NULL, n = own + a->fn->nparams;
    if (!PyTuple_Check(values) || !PyTuple_Check(ones) || !PyTuple_Check(masks) || PyTuple_Size(values) != n ||
        PyTuple_Size(ones) != n || PyTuple_Size(masks) != n) {
        PyErr_SetString(PyExc_TypeError, "a value, a bool and a mask for each parameter are wanted");
        return -1;
    }
    b->inputs = calloc((size_t)n + 1, sizeof *b->inputs);
    if (!b->inputs) return PyErr_NoMemory(), -1;
    for (; b->ninputs < n; b->ninputs++) {
        int i = b->ninputs;
        if (gs_input_init(&b->inputs[i], a->fn, i - own, i < own ? NULL : a->params + i - own, PyTuple_GetItem(values, i),
                PyTuple_GetItem(ones, i) == Py_True, PyTuple_GetItem(masks, i))) {
            gs_input_free(&b->inputs[i]);
            return -1;
        }
    }
    return 0;
}

PyObject *gs_batch_array(const gs_step *s, int64_t n) {
    if (!gs_batch_typed(s)) return PyList_New((Py_ssize_t)n);
    int lists = s->how == GS_HOW_NUMBERS || gs_batch_vector(s);
    return (PyObject *)gs_array_new(lists ? s->type->elem->kind : s->how == GS_HOW_STR ? GS_STR : s->type->kind, lists, (Py_ssize_t)n);
}

/* A new list for n results, which are still missing. */
static PyObject *gs_batch_list(int64_t n) {
    PyObject *list = PyList_New((Py_ssize_t)n);
    const size_t size = (size_t)n * sizeof(PyObject *);
    if (list && size >= GS_WANTS_LARGE_PAGES && gs_items_inside(list)) gs_memory_wants_large_pages(gs_items_inside(list), size);
    return list;
}

static int gs_batch_outputs(gs_run *b, int typed) {
    const gs_async_function *a = b->function;
    b->noutputs = a->nresults ? a->nresults : 1; /* without a result: errors or None */
    b->outputs = calloc((size_t)b->noutputs, sizeof *b->outputs);
    if (!b->outputs) return PyErr_NoMemory(), -1;
    for (int k = 0; k < b->noutputs; k++) {
        b->outputs[k] = typed && a->nresults ? gs_batch_array(a->results + k, b->n) : gs_batch_list(b->n);
        if (!b->outputs[k]) return -1;
    }
    return 0;
}

static PyObject *gs_batch_results(gs_run *b) {
    PyObject *all = PyTuple_New(b->noutputs);
    for (int k = 0; all && k < b->noutputs; k++) {
        if (!PyList_Check(b->outputs[k])) gs_array_filled((gs_array *)b->outputs[k]);
        PyTuple_SetItem(all, k, b->outputs[k]);
        b->outputs[k] = NULL;
    }
    return all;
}

static void gs_batch_end(gs_run *b) {
    for (int i = 0; i < b->ninputs; i++) gs_input_free(&b->inputs[i]);
    for (int k = 0; b->outputs && k < b->noutputs; k++) Py_XDECREF(b->outputs[k]);
    free(b->inputs);
    free(b->outputs);
    gs_rows_free(&b->rows);
}

/* What gs_batch_run_function() does. */
static PyObject *gs_batch_run_all(gs_run *b, PyObject *args) {
    if (PyTuple_Size(args) != 10) return PyErr_Format(PyExc_TypeError, "run() takes 10 arguments");
    PyObject *v[10], *out = NULL;
    for (int i = 0; i < 10; i++) v[i] = PyTuple_GetItem(args, i);
    if (GS_UNLIKELY(!gs_the_core.enter) && gs_core_load()) return NULL;
    double timeout = v[5] == Py_None ? -1 : PyFloat_AsDouble(v[5]);
    b->workers = v[4] == Py_None ? (b->function->serial ? 1 : gs_the_core.procs) : PyLong_AsLongLong(v[4]);
    b->nulls = v[6] == Py_True;
    b->errors = v[7] == Py_None ? GS_ERRORS_RAISE : (int)PyLong_AsLong(v[7]);
    b->progress = v[8] == Py_None ? NULL : v[8];
    if (v[9] != Py_None && (PyObject *)Py_TYPE(v[9]) == gs_stop_class(NULL)) b->stop = (gs_stop *)v[9];
    if (PyErr_Occurred() || gs_stop_check(b->stop)) return NULL;
    b->deadline = v[5] == Py_None || timeout > 9e9 ? INT64_MAX : gs_clock() + (int64_t)(timeout * 1e9);
    if (!gs_batch_inputs(b, v[0], v[1], v[2]) && !gs_batch_length(b) && !gs_batch_outputs(b, v[3] == Py_True)) {
        int64_t at = gs_batch_lanes(b);
        if (at >= 0) at = gs_batch_columns(b, at);
        int done = at >= 0;
        if (done && (at < b->n || !b->n)) done = !gs_batch_ready(b, b->n - at) && !gs_batch_loop(b, at);
        if (done) out = gs_batch_results(b);
    }
    gs_batch_end(b);
    return out;
}

PyObject *gs_batch_run_function(gs_async_function *function, PyObject *args) {
    gs_run b = { .function = function, .failed = -1 };
    gs_profile_thread *measures = GS_PROFILING ? gs_profile_rows_begin(function->fn) : NULL;
    PyObject *out = gs_batch_run_all(&b, args);
    if (GS_UNLIKELY(measures != NULL)) gs_profile_rows_end(measures, b.n, !out);
    return out;
}
