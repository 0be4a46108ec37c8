#include "batch/run.h"
#include "abi/attributes.h"
#include "objects/errors.h"
#include "values/array.h"
#include "values/text.h"

int gs_batch_vector(const gs_step *s) { return s->type->kind == GS_NDARRAY && GS_IS_NUMBER(s->type->key->elem->kind); }

int gs_batch_typed(const gs_step *s) {
    if (s->type->kind == GS_NAMED) return 0;
    return s->how == GS_HOW_STR || s->how == GS_HOW_NUMBER || s->how == GS_HOW_NUMBERS || gs_batch_vector(s);
}

/* Sets item i of all outputs to None, or to an exception. Takes over o. */
static int gs_batch_put_all(gs_run *b, int64_t i, PyObject *o) {
    int r = 0;
    for (int k = 0; !r && k < b->noutputs; k++)
        r = PyList_Check(b->outputs[k]) ? PyList_SetItem(b->outputs[k], (Py_ssize_t)i, Py_NewRef(o))
                                        : gs_array_set_null((gs_array *)b->outputs[k], (Py_ssize_t)i);
    Py_DECREF(o);
    return r;
}

/* The failure of a row, which is set, as the caller wants it: 0, or -1 with the exception. */
static GS_COLD int gs_batch_failed(gs_run *b, int64_t i, int code) {
    gs_at_row(b->failed = i);
    int taken = code == GS_CODE_ERROR ? b->errors != GS_ERRORS_RAISE : code == GS_CODE_PANIC && b->errors == GS_ERRORS_RETURN;
    if (!taken || !PyErr_ExceptionMatches(PyExc_Exception)) return -1;
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    if (tb) PyException_SetTraceback(v, tb);
    Py_XDECREF(t);
    Py_XDECREF(tb);
    if (b->errors == GS_ERRORS_RETURN) return gs_batch_put_all(b, i, v);
    Py_XDECREF(v);
    return gs_batch_put_all(b, i, Py_NewRef(Py_None));
}

/* Takes result r of row k of the block, which is row i of the columns. */
static int gs_batch_take_result(gs_run *b, int64_t k, int64_t i, int r) {
    const gs_step *s = b->function->results + r;
    const uint64_t *w = gs_row(&b->rows, k)->f.w + s->word;
    if (PyList_Check(b->outputs[r])) {
        PyObject *o = gs_row_result(&b->rows, k, r);
        return o ? PyList_SetItem(b->outputs[r], (Py_ssize_t)i, o) : -1;
    }
    gs_array *into = (gs_array *)b->outputs[r];
    if (s->how == GS_HOW_NUMBER) {
        gs_array_set_number(into, (Py_ssize_t)i, w);
        return 0;
    }
    if (gs_batch_vector(s)) {
        PyObject *o = gs_row_result(&b->rows, k, r);
        gs_array *v = o ? gs_array_pack((gs_array *)o) : NULL;
        int bad = v ? gs_array_set_some(into, (Py_ssize_t)i, v->at, (size_t)v->shape[0]) : -1;
        Py_XDECREF(o);
        Py_XDECREF((PyObject *)v);
        return bad;
    }
    const char *p = (const char *)(uintptr_t)w[0];
    int bad = b->lanes ? gs_lanes_keep_text(b->lanes, r, i, p, (size_t)w[1]) : gs_array_set_some(into, (Py_ssize_t)i, p, (size_t)w[1]);
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return bad;
}

/* Drops the results of row k from r on, after one before them could not be converted. */
static GS_COLD void gs_batch_drop_results(gs_run *b, int64_t k, int r) {
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    for (; r < b->function->nresults; r++) gs_row_drop_result(&b->rows, k, r);
    PyErr_Clear();
    PyErr_Restore(t, v, tb);
}

/* Takes the results of row k of the block, which is row i of the columns. */
static int gs_batch_take_results(gs_run *b, int64_t k, int64_t i) {
    const gs_async_function *a = b->function;
    const gs_job *e = gs_row(&b->rows, k);
    int code = e->f.code;
    if (gs_row_raise(&b->rows, k)) return gs_batch_failed(b, i, code);
    if (a->ok_word >= 0 && !e->f.w[a->ok_word]) return gs_batch_put_all(b, i, Py_NewRef(Py_None));
    if (!a->nresults && gs_batch_put_all(b, i, Py_NewRef(Py_None))) return -1;
    for (int r = 0; r < a->nresults; r++) {
        if (!gs_batch_take_result(b, k, i, r)) continue;
        gs_at_row(b->failed = i);
        gs_batch_drop_results(b, k, r + 1);
        return -1;
    }
    return 0;
}

int gs_batch_take(gs_run *b, int64_t k, int64_t i) {
    if (!gs_row_ran(&b->rows, k)) return gs_batch_put_all(b, i, Py_NewRef(Py_None));
    return gs_row_back(&b->rows, k, gs_batch_take_results(b, k, i));
}

GS_COLD void gs_batch_drop(gs_run *b, int64_t k) {
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    for (int r = gs_row_ran(&b->rows, k) && !gs_row_raise(&b->rows, k) ? 0 : b->function->nresults; r < b->function->nresults; r++)
        gs_row_drop_result(&b->rows, k, r);
    PyErr_Clear();
    if (gs_row_ran(&b->rows, k) && gs_row_back(&b->rows, k, 0)) PyErr_Clear();
    PyErr_Restore(t, v, tb);
}
