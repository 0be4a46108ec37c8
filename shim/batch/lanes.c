#include "batch/lanes.h"
#include "abi/attributes.h"
#include "abi/inside.h"
#include "batch/lane.h"
#include "batch/rows.h"
#include "call/guard.h"
#include "gil/share.h"
#include "values/array.h"
#include "values/number.h"
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum {
    GS_LANE_ROWS_FLAT = 256,   /* if they are no objects, which take three times as much room */
    GS_LANES_MOST = 64,
    GS_LANES_PER_ROWS = 64,    /* lanes run so many rows, at least */
    GS_HELD_NS = 4000 * 1000,  /* how long a session keeps the GIL, where others may want it: CPython lets a thread have it for 5 ms */
    GS_HELD_MOST_NS = 50 * 1000 * 1000, /* and where not: signals wait as long */
    GS_HELD_LOOK_NS = 200 * 1000, /* a function that runs no row to its end for so long is slow */
    GS_HOLD_SPINS = 1000,
    GS_LANES_AHEAD = 1 << 15,  /* rows that lanes may run before their strings are made, which then are in a processor's cache */
    GS_LANES_AHEAD_OF_ARRAYS = 1 << 17, /* the same of texts that are copied to an array, between two runs */
    GS_MAKE_ROWS = 256,        /* whose results become objects between two looks at the clock */
    GS_SLOW_ROW_NS = 20 * 1000, /* a function that takes so long for a row is slow, */
    GS_SLOW_SESSIONS = 3       /* if it does so in as many sessions: another process may have had the processors */
};

/* Whether a column can be read on other threads; what it needs for that. */
static int gs_lanes_input(gs_lanes *all, int i, gs_input *in) {
    const int kind = all->a->params[i].type->kind;
    gs_loop_column *to = all->c.all + i;
    to->size = to->step = kind == GS_STR ? 16 : gs_number_size[kind];
    switch (in->how) {
    case GS_INPUT_ONE: {
        uint64_t w[2] = { 0, 0 };
        Py_ssize_t size = 0;
        if (kind != GS_STR && !gs_columns_plain(kind, in->one)) return 0;
        const char *p = kind == GS_STR && PyUnicode_Check(in->one) ? PyUnicode_AsUTF8AndSize(in->one, &size) : NULL;
        if (kind == GS_STR ? !p : gs_number_in(kind, in->one, w)) { /* the general way tells what is wrong */
            PyErr_Clear();
            return 0;
        }
        if (kind == GS_STR) {
            all->c.one[i][0] = (uint64_t)(uintptr_t)p;
            all->c.one[i][1] = (uint64_t)size;
        } else {
            gs_number_store(kind, all->c.one[i], w);
        }
        to->p = (uintptr_t)all->c.one[i];
        to->step = 0;
        return 1;
    }
    case GS_INPUT_VIEW: return 1;
    case GS_INPUT_COLUMN: return kind == GS_STR ? in->text : in->from != GS_NO_KIND;
    default:
        all->keeps = 1;
        for (int64_t k = 0; k < all->n && !all->also[i]; k++) {
            PyObject *o = PyList_Check(in->items) ? PyList_GetItem(in->items, (Py_ssize_t)k) : PyTuple_GetItem(in->items, (Py_ssize_t)k);
            if (!o) return 0;
            if (o == Py_None && all->nulls) continue;
            if (!PyUnicode_Check(o)) return 0;
            all->also[i] = (PyTypeObject *)(void *)Py_NewRef((PyObject *)Py_TYPE(o));
        }
        return kind == GS_STR;
    }
}

/* Objects that results are without being made. */
static int gs_lanes_smalls(gs_lanes *all) {
    for (int i = 0; i < GS_SMALLS; i++) {
        PyObject *o = i == GS_SMALL_NONE ? Py_NewRef(Py_None)
            : i >= GS_SMALL_FALSE        ? Py_NewRef(i == GS_SMALL_TRUE ? Py_True : Py_False)
                                         : PyLong_FromLongLong(GS_INT_FIRST + i);
        if (!(all->smalls[i] = o)) return 0;
    }
    return 1;
}

/* Memory for results. */
static int gs_lanes_output(gs_lanes *all, int k, int has_nulls) {
    const int i = all->a->fn->nparams + k, kind = all->a->results[k].type->kind;
    all->c.all[i].size = all->c.all[i].step = kind == GS_STR ? 16 : (int64_t)gs_number_size[kind];
    if (kind == GS_STR) {
        if (!(all->texts[k] = calloc((size_t)all->n, sizeof *all->texts[k]))) return 0;
        const int list = PyList_Check(all->outputs[k]);
        all->arrays |= !list;
        all->backlog = all->arrays ? GS_LANES_AHEAD_OF_ARRAYS : GS_LANES_AHEAD;
    }
    if (PyList_Check(all->outputs[k])) return (all->lists[k] = gs_items_inside(all->outputs[k])) != NULL;
    gs_array *to = (gs_array *)all->outputs[k];
    return !has_nulls || to->mask || (to->mask = gs_memory_new((size_t)all->n, 1));
}

/* Memory of the lanes. */
static int gs_lanes_make(gs_lanes *all) {
    const gs_async_function *a = all->a;
    const int ncols = a->fn->nparams + a->nresults;
    size_t room = 0;
    for (int i = 0; i < ncols; i++) room += (size_t)all->c.all[i].size * (size_t)all->block;
    room += (size_t)all->block * (sizeof(int32_t) + 1) + 64 * (size_t)(ncols + 4) + (size_t)a->fn->nparams * sizeof(gs_input);
    all->stride = (sizeof(gs_lane) + room + 255) & ~(size_t)255;
    if (!(all->memory = calloc((size_t)all->count, all->stride))) return 0;
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        char *at = (char *)(l + 1);
        l->of = all;
        memcpy(l->all, all->c.all, sizeof l->all);
        l->inputs = (gs_input *)(void *)at;
        memcpy(l->inputs, all->inputs, (size_t)a->fn->nparams * sizeof *l->inputs);
        at += ((size_t)a->fn->nparams * sizeof *l->inputs + 63) & ~(size_t)63;
        for (int k = 0; k < ncols; k++) {
            l->room[k] = at;
            at += ((size_t)all->c.all[k].size * (size_t)all->block + 63) & ~(size_t)63;
        }
        l->map = (int32_t *)(void *)at;
        l->said = (uint8_t *)(l->map + all->block);
    }
    if (!all->keeps) return 1;
    all->held = malloc((size_t)all->count * (size_t)all->block * (size_t)a->fn->nparams * sizeof *all->held);
    return all->held != NULL;
}

gs_lanes *gs_lanes_new(const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t n, int64_t workers, int nulls) {
    int columns = 0, texts = 0, lists = 0, has_nulls = 0;
    if (a->loop < 0 || a->core || a->kernel || gs_guarding || n < GS_LANES_PER_ROWS || workers > GS_LANES_MOST) return NULL;
    for (int i = 0; i < a->fn->nparams; i++) {
        columns |= inputs[i].how != GS_INPUT_ONE;
        texts |= inputs[i].how != GS_INPUT_ONE && a->params[i].type->kind == GS_STR;
        has_nulls |= inputs[i].how == GS_INPUT_ITEMS || gs_columns_has_nulls(inputs + i);
    }
    for (int k = 0; k < a->nresults; k++) {
        lists |= PyList_Check(outputs[k]);
        texts |= columns && a->results[k].type->kind == GS_STR;
    }
    gs_lanes *all = texts ? calloc(1, sizeof *all) : NULL;
    if (!all) return NULL;
    all->a = a;
    all->inputs = inputs;
    all->outputs = outputs;
    all->n = n;
    all->nulls = nulls;
    all->count = n / GS_LANES_PER_ROWS < workers ? n / GS_LANES_PER_ROWS : workers;
    all->backlog = INT64_MAX;
    all->c.loop = a->loop;
    all->c.n = n;
    all->c.ncols = a->fn->nparams + a->nresults;
    all->c.workers = all->count;
    int can = 1;
    for (int i = 0; can && i < a->fn->nparams; i++) can = gs_lanes_input(all, i, inputs + i);
    all->block = all->keeps ? GS_LANE_ROWS : GS_LANE_ROWS_FLAT;
    if (can && all->keeps) can = gs_inside_wide() && gs_away_ready();
    for (int k = 0; can && k < a->nresults; k++) can = gs_lanes_output(all, k, has_nulls);
    if (can && lists) can = gs_lanes_smalls(all);
    if (can && gs_lanes_make(all)) {
        all->c.lanes = (uintptr_t)all->memory;
        all->c.stride = (int64_t)all->stride;
        all->c.lane = (uintptr_t)gs_lane_next;
        all->c.more = (uintptr_t)gs_lane_more;
        return all;
    }
    PyErr_Clear();
    gs_lanes_free(all);
    return NULL;
}

void gs_lanes_free(gs_lanes *all) {
    for (int64_t i = 0; all->memory && i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        gs_lane_forget_texts(l);
        gs_lane_free(&l->results);
        free(l->arena);
        free(l->left);
    }
    for (int i = 0; i < GS_SMALLS; i++) Py_XDECREF(all->smalls[i]);
    for (int k = 0; k < GS_MOST_COLUMNS; k++) {
        free(all->numbers[k]);
        free(all->texts[k]);
        Py_XDECREF((PyObject *)all->also[k]);
    }
    for (int k = 0; k < all->a->nresults; k++) { /* no row was null after all */
        gs_array *to = PyList_Check(all->outputs[k]) ? NULL : (gs_array *)all->outputs[k];
        if (!to || to->nulls || !to->mask) continue;
        gs_memory_drop(to->mask);
        to->mask = NULL;
    }
    free(all->held);
    free(all->memory);
    free(all);
}

int gs_lanes_go_on(const gs_lanes *all) { return !all->gone; }

int64_t gs_lanes_failed(const gs_lanes *all) { return all->c.failed; }

void gs_lanes_at_row(const gs_lanes *all) {
    const int64_t row = all->c.failed;
    for (int64_t i = 0; i < all->count; i++) {
        const gs_lane *l = gs_lane_at(all, i);
        if (row < l->first || row >= l->end || !l->n) continue;
        int64_t at = row - l->first;
        for (int64_t k = 0; l->odd && k < l->n; k++)
            if (l->map[k] == (int32_t)(row - l->first)) at = k;
        gs_columns_at_row(&all->c, all->a, l->all, at, row);
        return;
    }
}

int gs_lanes_stuck(const gs_lanes *all) { return all->stuck; }

/* Where the items of lists are now: 0: a list is shorter. */
static int gs_lanes_look(gs_lanes *all) {
    for (int i = 0; i < all->a->fn->nparams; i++) {
        const gs_input *in = all->inputs + i;
        if (in->how != GS_INPUT_ITEMS) continue;
        if (PyList_Check(in->items)) all->items[i] = PyList_Size(in->items) < all->n ? NULL : gs_items_inside(in->items);
        else all->items[i] = gs_tuple_inside(in->items);
        if (!all->items[i]) return 0;
    }
    return 1;
}

/* The same, when a session begins: until then, no lane reads. */
static void gs_lanes_look_last(uintptr_t what) {
    gs_lanes *all = (gs_lanes *)what;
    all->looked = gs_lanes_look(all);
    __atomic_store_n(&all->enough, !all->looked, __ATOMIC_SEQ_CST);
}

/* How many blocks lanes have taken. */
static int64_t gs_lanes_blocks(const gs_lanes *all) {
    int64_t n = 0;
    for (int64_t i = 0; i < all->count; i++) n += __atomic_load_n(&gs_lane_at(all, i)->blocks, __ATOMIC_RELAXED);
    return n;
}

/* Objects of the rows that have run before, up to a time: 0, or -1 with an exception. until: of gs_clock(), or INT64_MAX. */
static int gs_lanes_make_objects(gs_lanes *all, int64_t until) {
    const gs_async_function *a = all->a;
    int any = 0;
    for (int k = 0; k < a->nresults; k++) any |= __atomic_load_n(&all->numbers[k], __ATOMIC_ACQUIRE) != NULL;
    if (!any) all->made = all->run;
    for (; all->made < all->run; all->made++) {
        if (until != INT64_MAX && !(all->made % GS_MAKE_ROWS) && gs_clock() >= until) return 0;
        for (int k = 0; k < a->nresults; k++) {
            const int kind = a->results[k].type->kind;
            const char *numbers = __atomic_load_n(&all->numbers[k], __ATOMIC_ACQUIRE);
            if (!numbers || all->lists[k][all->made]) continue;
            PyObject *o = gs_number_at(kind, numbers + (size_t)all->made * gs_number_size[kind]);
            if (!o) return -1;
            all->lists[k][all->made] = o;
        }
    }
    return 0;
}

/* Rows before this one have results, or are left. */
static int64_t gs_lanes_finished(const gs_lanes *all) {
    int64_t n = __atomic_load_n(&all->c.next, __ATOMIC_SEQ_CST);
    if (n > all->n) n = all->n;
    for (int64_t i = 0; i < all->count; i++) {
        const int64_t at = __atomic_load_n(&gs_lane_at(all, i)->unfinished, __ATOMIC_SEQ_CST);
        if (at < n) n = at;
    }
    return n;
}

/* The same of rows before `at`, while no lane runs. */
static int64_t gs_lanes_done(const gs_lanes *all, int64_t at) {
    for (int64_t i = 0; i < all->count; i++) {
        const gs_lane *l = gs_lane_at(all, i);
        if (l->end < l->taken && l->end < at) at = l->end;
    }
    return at;
}

/* Strings of lists, of rows before `end`, up to a time: 0, or -1 with an exception. */
static int gs_lanes_make_texts(gs_lanes *all, int64_t end, int64_t until) {
    const int nresults = all->a->nresults;
    if (all->backlog == INT64_MAX || (all->arrays && until != INT64_MAX)) return 0;
    for (int64_t row = all->text_made; row < end; row++) {
        if (!(row % GS_MAKE_ROWS)) {
            __atomic_store_n(&all->text_made, row, __ATOMIC_RELAXED);
            if (until != INT64_MAX && gs_clock() >= until) return 0;
        }
        for (int k = 0; k < nresults; k++) {
            if (!all->texts[k] || !all->texts[k][row][0] || !all->lists[k] || all->lists[k][row]) continue;
            if (!(all->lists[k][row] = gs_loop_text((const char *)all->texts[k][row]))) return -1;
        }
    }
    if (all->text_made < end) __atomic_store_n(&all->text_made, end, __ATOMIC_RELAXED);
    return 0;
}

/* Texts of arrays, in order, up to row `end`: 0, or -1 with an exception. All rows before have run. */
static int gs_lanes_fill_arrays(gs_lanes *all, int64_t end) {
    for (int k = 0; all->arrays && k < all->a->nresults; k++) {
        gs_array *to = (gs_array *)all->outputs[k];
        if (!all->texts[k] || all->lists[k]) continue;
        for (int64_t row = all->filled; row < end; row++)
            if (gs_array_set_some(to, (Py_ssize_t)row, (const char *)(uintptr_t)all->texts[k][row][0], (size_t)all->texts[k][row][1])) return -1;
    }
    all->filled = end;
    return 0;
}

/* Makes all texts of rows before `at`, but those that lanes have not run yet, and frees what they were made of: 0, or -1 with an
   exception. No lane runs. */
static int gs_lanes_catch_up(gs_lanes *all, int64_t at) {
    if (all->backlog == INT64_MAX) return 0;
    const int64_t end = gs_lanes_done(all, at);
    if (gs_lanes_make_texts(all, end, INT64_MAX) || gs_lanes_fill_arrays(all, end)) return -1;
    if (end < at) return 0; /* there are texts of rows after it */
    for (int64_t i = 0; i < all->count; i++) gs_lane_forget_results(gs_lane_at(all, i));
    return 0;
}

int gs_lanes_keep_text(gs_lanes *all, int k, int64_t row, const char *p, size_t n) {
    gs_lane *l = gs_lane_at(all, 0);
    gs_loop_column *c = l->all + all->a->fn->nparams + k;
    if (!c->stride || (size_t)c->n < n) {
        if (!gs_lane_more((uintptr_t)l, all->a->fn->nparams + k, n)) return PyErr_NoMemory(), -1;
    }
    memcpy((char *)(uintptr_t)c->stride, p, n);
    all->texts[k][row][0] = (uint64_t)c->stride;
    all->texts[k][row][1] = n;
    c->stride += (int64_t)n;
    c->n -= (int64_t)n;
    return 0;
}

int gs_lanes_objects(gs_lanes *all, int64_t end) {
    return gs_lanes_make_objects(all, INT64_MAX) || gs_lanes_catch_up(all, end) ? -1 : 0;
}

/* Waits with the GIL until the lanes rest, or have had it for long enough: 0, or -1 with an exception. */
static int gs_lanes_wait(gs_lanes *all, const gs_crossing *x) {
    const int64_t began = gs_clock();
    int64_t until = began + GS_HELD_NS;
    int64_t blocks = 0;
    const int64_t before = gs_lanes_blocks(all);
    for (int64_t now = gs_clock(); now < until; now = gs_clock()) {
        int64_t look = now + GS_HELD_LOOK_NS < until ? now + GS_HELD_LOOK_NS : until;
        if (gs_lanes_make_objects(all, look) || gs_lanes_make_texts(all, gs_lanes_finished(all), look)) return -1;
        now = gs_clock();
        if (gs_away_wait_held(&x->away, now < look ? look - now : 0)) return 0;
        int64_t taken = gs_lanes_blocks(all) - before;
        if (taken && taken == blocks && all->made == all->run) break; /* it is slow */
        blocks = taken;
        if (now + GS_HELD_LOOK_NS >= until && until < began + GS_HELD_MOST_NS && gs_share_alone()) until += GS_HELD_LOOK_NS;
    }
    __atomic_store_n(&all->last, 1, __ATOMIC_RELAXED);
    gs_away_wait_held(&x->away, GS_HELD_LOOK_NS);
    return 0;
}

/* Takes references to the strings of rows that run, before the GIL is let go. */
static void gs_lanes_hold(gs_lanes *all) {
    __atomic_store_n(&all->enough, 1, __ATOMIC_SEQ_CST);
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        for (int n = 0; __atomic_load_n(&l->state, __ATOMIC_SEQ_CST) == GS_LANE_READS; n++)
            n < GS_HOLD_SPINS ? gs_pause() : (void)sched_yield(); /* a moment, unless its thread has lost its processor */
        if (__atomic_load_n(&l->state, __ATOMIC_ACQUIRE) != GS_LANE_RUNS) continue;
        for (int k = 0; k < all->a->fn->nparams; k++)
            for (int64_t row = l->first; all->items[k] && row < l->end; row++) all->held[all->nheld++] = Py_NewRef(all->items[k][row]);
    }
}

/* The references that results have to objects that were there: 3.12 and later do not count them. */
static void gs_lanes_count(gs_lanes *all) {
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        for (int k = 0; k < GS_SMALLS; k++) {
#if !defined GS_FREE_THREADED && !defined GS_ABI3T
            if (l->counts[k] && Py_Version < 0x030C0000) all->smalls[k]->ob_refcnt += l->counts[k];
#endif
            l->counts[k] = 0;
        }
        for (int k = 0; l->nulls && k < all->a->nresults; k++)
            if (!all->lists[k]) ((gs_array *)all->outputs[k])->nulls += l->nulls;
        l->nulls = 0;
    }
}

/* Rows that lanes have taken, but not read. */
static int64_t gs_lanes_open(const gs_lanes *all) {
    int64_t n = 0;
    for (int64_t i = 0; i < all->count; i++) n += gs_lane_at(all, i)->taken - gs_lane_at(all, i)->end;
    return n;
}

/* Leaves these rows. */
static void gs_lanes_close(gs_lanes *all) {
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        for (; l->end < l->taken && l->nleft >= 0; l->end++) gs_lane_leave(l, l->end);
        l->taken = l->end;
    }
}

/* One session with the GIL: 0, or -1 with an exception. */
static int gs_lanes_session(gs_lanes *all, int64_t timeout, gs_stop *stop) {
    gs_crossing x;
    PyObject *type = NULL, *value = NULL, *traceback = NULL;
    const int64_t began = gs_clock(), open = gs_lanes_open(all);
    if (!gs_away_ready()) return all->gone = 1, 0;
    all->looked = 0;
    all->enough = 1;
    int r = gs_crossing_begin(&x, (uintptr_t)all, timeout, stop, gs_lanes_look_last);
    if (r) return r;
    if (!all->looked) all->gone = 1;
    int bad = gs_lanes_wait(all, &x);
    if (bad) PyErr_Fetch(&type, &value, &traceback);
    gs_lanes_hold(all);
    r = gs_crossing_end(&x);
    all->slow = gs_clock() - began > GS_SLOW_ROW_NS * (all->c.next - all->begin + open - gs_lanes_open(all)) ? all->slow + 1 : 0;
    if (all->slow == GS_SLOW_SESSIONS) all->gone = 1;
    while (all->nheld) Py_DECREF(all->held[--all->nheld]);
    if (!bad) return r;
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    return -1;
}

int64_t gs_lanes_run(gs_lanes *all, int64_t at, int64_t timeout, gs_stop *stop, int *stopped) {
    gs_columns *c = &all->c;
    if (gs_lanes_catch_up(all, at)) return -1;
    c->failed = -1;
    c->beside = 0;
    c->stopped = 0;
    c->next = all->begin = at;
    all->last = all->enough = all->stuck = 0;
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        l->size = 1;
        l->n = l->nleft = l->began = 0;
        l->unfinished = l->end < l->taken ? l->end : INT64_MAX;
    }
    int r = all->keeps ? gs_lanes_session(all, timeout, stop) : gs_rows_cross((uintptr_t)all, timeout, 1, stop);
    *stopped = c->stopped;
    const int64_t next = c->next < all->n ? c->next : all->n;
    gs_lanes_count(all);
    if (c->failed >= 0 || all->gone || next == all->n) gs_lanes_close(all); /* else lanes go on with them in the next run */
    for (int64_t i = 0; i < all->count; i++) {
        if (gs_lane_at(all, i)->nleft >= 0) continue;
        if (!r) PyErr_NoMemory();
        r = -1;
    }
    if (!r) all->run = gs_lanes_done(all, next);
    return r ? -1 : next;
}

static int gs_lanes_order(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

int64_t gs_lanes_left(gs_lanes *all, const int64_t **rows) {
    gs_lane *first = gs_lane_at(all, 0);
    int64_t n = 0;
    for (int64_t i = 0; i < all->count; i++) n += gs_lane_at(all, i)->nleft > 0 ? gs_lane_at(all, i)->nleft : 0;
    if (!n) return 0;
    int64_t *left = realloc(first->left, (size_t)n * sizeof *left);
    if (!left) return PyErr_NoMemory(), -1;
    first->left = left;
    first->lefts = n;
    int64_t to = first->nleft > 0 ? first->nleft : 0;
    for (int64_t i = 1; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        if (l->nleft <= 0) continue;
        memcpy(left + to, l->left, (size_t)l->nleft * sizeof *left);
        to += l->nleft;
        l->nleft = 0;
    }
    first->nleft = to;
    qsort(left, (size_t)to, sizeof *left, gs_lanes_order);
    *rows = left;
    return to;
}

int64_t gs_lanes_unread(gs_lanes *all, const int64_t **rows) {
    for (int64_t i = 0; i < all->count; i++) gs_lane_at(all, i)->nleft = 0;
    gs_lanes_close(all);
    for (int64_t i = 0; i < all->count; i++)
        if (gs_lane_at(all, i)->nleft < 0) return PyErr_NoMemory(), -1;
    return gs_lanes_left(all, rows);
}
