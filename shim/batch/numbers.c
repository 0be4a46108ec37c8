#include "batch/numbers.h"
#include "batch/rows.h"
#include "values/column.h"
#include "values/number.h"
#include <stdlib.h>
#include <string.h>

/* An argument that is the same for all rows. */
static int gs_columns_one(gs_columns *c, int i, int kind, PyObject *v) {
    uint64_t w[2] = { 0, 0 };
    if (gs_number_in(kind, v, w)) { /* the general way tells what is wrong */
        PyErr_Clear();
        return 0;
    }
    gs_number_store(kind, c->one[i], w);
    c->all[i].p = (uintptr_t)c->one[i];
    c->all[i].step = 0;
    return 1;
}

enum { GS_SHARE = 1 << 14, GS_FIRST_SHARE = 16 };

void gs_columns_share(gs_columns *c, const gs_async_function *a, int64_t workers) {
    int brief = a->hold == 1 && !a->core; /* known to be */
    int64_t share = c->n / (8 * (workers < 1 ? 1 : workers));
    if (brief || share > GS_SHARE) share = GS_SHARE;
    c->share = share < 1 ? 1 : share;
    c->begin = brief || c->share < GS_FIRST_SHARE ? c->share : GS_FIRST_SHARE;
    c->workers = workers;
}

/* The numbers of an Arrow column without nulls: where they are, or packed. */
static int gs_columns_arrow(gs_columns *c, int i, int kind, gs_input *in) {
    const gs_column *column = in->column;
    if (in->from != kind || in->mask) return 0;
    c->all[i].step = gs_number_size[kind];
    if (column->n && gs_column_in_place(kind, in->from, column)) {
        const struct ArrowArray *a = &column->chunks[0];
        c->all[i].p = (uintptr_t)a->buffers[1] + (uintptr_t)a->offset * gs_number_size[kind];
        return 1;
    }
    for (Py_ssize_t k = 0; k < column->nchunks; k++)
        if (!gs_arrow_no_nulls(&column->chunks[k])) return 0;
    in->packed = malloc((size_t)column->n * gs_number_size[kind] + 1);
    if (!in->packed || gs_numbers_pack_column(kind, in->from, column, in->packed, "", NULL)) {
        PyErr_Clear();
        return 0;
    }
    c->all[i].p = (uintptr_t)in->packed;
    return 1;
}

int gs_columns_init(gs_columns *c, const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t n) {
    if (a->loop < 0 || a->core || a->error_word >= 0) return 0; /* an error has what is beside it */
    memset(c, 0, offsetof(gs_columns, one));
    c->n = n;
    c->loop = a->loop;
    c->failed = -1;
    for (int i = 0; i < a->fn->nparams; i++) {
        gs_input *in = inputs + i;
        int kind = a->params[i].type->kind, size = gs_number_size[kind];
        c->all[i].size = size;
        if (in->how == GS_INPUT_ONE) {
            if (!gs_columns_one(c, i, kind, in->one)) return 0;
            continue;
        }
        if (in->how == GS_INPUT_COLUMN) {
            if (!gs_columns_arrow(c, i, kind, in)) return 0;
            continue;
        }
        if (in->how != GS_INPUT_VIEW || in->from != kind || in->mask) return 0;
        c->all[i].p = (uintptr_t)in->view.buf;
        c->all[i].step = in->view.strides ? in->view.strides[0] : in->view.itemsize;
        if ((c->all[i].p | (uintptr_t)c->all[i].step) % (kind >= GS_C64 ? (size_t)size / 2 : (size_t)size)) return 0;
    }
    for (int k = 0; k < a->nresults; k++) {
        const gs_array *out = (const gs_array *)outputs[k];
        int i = a->fn->nparams + k;
        c->all[i].size = c->all[i].step = gs_number_size[out->kind];
        c->all[i].p = (uintptr_t)out->at;
    }
    c->ncols = a->fn->nparams + a->nresults;
    return 1;
}

int gs_columns_run(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop) {
    gs_columns_share(c, function, workers);
    return gs_rows_cross((uintptr_t)c, timeout, 1, stop);
}
