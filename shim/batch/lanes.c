#include "batch/lanes.h"
#include "abi/attributes.h"
#include "abi/inside.h"
#include "batch/rows.h"
#include "call/guard.h"
#include "gil/share.h"
#include "values/arrow.h"
#include "values/number.h"
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum {
    GS_LANE_ROWS = 64,         /* that a lane reads at a time: what they need stays in the first cache */
    GS_LANE_ROWS_MOST = 1024,  /* of many lanes, which would wait for each other to take rows */
    GS_LANES_MOST = 64,
    GS_LANES_PER_ROWS = 64,    /* lanes run so many rows, at least */
    GS_LANE_AHEAD = 24,        /* rows whose strings are fetched into the processor's cache */
    GS_LANE_SOON_NS = 20 * 1000, /* a lane takes twice as many rows, if those before took no longer */
    GS_LANE_ARENA = 1 << 15,   /* bytes for UTF-8 that strings do not have */
    GS_HELD_NS = 4000 * 1000,  /* how long a session keeps the GIL, where others may want it: CPython lets a thread have it for 5 ms */
    GS_HELD_MOST_NS = 50 * 1000 * 1000, /* and where not: signals wait as long */
    GS_HELD_LOOK_NS = 200 * 1000, /* a function that runs no row to its end for so long is slow */
    GS_HOLD_SPINS = 1000,
    GS_SLOW_ROW_NS = 20 * 1000, /* a function that takes so long for a row is slow, */
    GS_SLOW_SESSIONS = 3       /* if it does so in as many sessions: another process may have had the processors */
};

/* Objects that results are, without one being made: ints, then these. */
enum { GS_INT_FIRST = -5, GS_INT_LAST = 256, GS_SMALL_NONE = GS_INT_LAST - GS_INT_FIRST + 1, GS_SMALL_FALSE, GS_SMALL_TRUE, GS_SMALLS };

/* What a lane does with the rows of a list, which the thread that has the GIL looks at. */
enum { GS_LANE_RESTS, GS_LANE_READS, GS_LANE_RUNS };

/* What is said of a row of a block that does not run. */
enum { GS_ROW_RUNS, GS_ROW_NULL, GS_ROW_LEFT };

/* UTF-8 that was made for one block. */
typedef struct gs_lane_text {
    struct gs_lane_text *next;
    char bytes[];
} gs_lane_text;

/* One goroutine's. The first fields are also Go's: lane in rt/lanes.go. */
typedef struct gs_lane {
    int64_t first;   /* row of the columns that the first of the block is */
    uintptr_t rows;  /* where those that run are in it: an int32 for each; 0: all run */
    gs_loop_column all[GS_MOST_COLUMNS];
    /* the rest is ours */
    gs_lanes *of;
    int state;       /* GS_LANE_*; atomic, since others look at it */
    int64_t end;     /* rows from first to here are its block */
    int64_t n;       /* those that run */
    int64_t size;    /* rows that it takes next */
    int64_t blocks;  /* that it has taken; others look at it, to see whether it gets on */
    int64_t began;   /* when the last did */
    gs_input *inputs;            /* of its own, since they know where in a column of chunks they are */
    char *room[GS_MOST_COLUMNS]; /* numbers, or two words of each text, of a block */
    uint8_t *said;   /* GS_ROW_* of each row of it, if `odd` */
    int32_t *map;    /* what `rows` is the address of */
    int odd;
    int64_t nulls;   /* rows that are null */
    int64_t *left;   /* rows that could not be read */
    int64_t nleft, lefts;
    char *arena;
    size_t used;
    gs_lane_text *texts;
    int64_t counts[GS_SMALLS];   /* how often results are these objects, of which nobody has counted the references */
} gs_lane;

struct gs_lanes {
    gs_columns c;    /* what Go is given */
    const gs_async_function *a;
    gs_input *inputs;
    PyObject *const *outputs;
    PyObject **lists[GS_MOST_COLUMNS]; /* the items of outputs that are lists; NULL: it is an array */
    int64_t n, most, count; /* rows; of a block; lanes */
    size_t stride;   /* bytes of a lane, with its room */
    char *memory;    /* of all lanes */
    int nulls, keeps; /* rows may be null; a session keeps the GIL */
    int enough;      /* atomic: no lane begins a further block */
    int stuck;       /* the run ended before a row that could not be read */
    int slow, gone;  /* sessions in which the function was slow, one after the other; rows can't run so any more */
    int64_t begin;   /* the first row of the run */
    int64_t made, run; /* rows whose results are objects, where that is to be; rows that have run */
    PyObject **items[GS_MOST_COLUMNS];    /* of lists and tuples */
    PyTypeObject *also[GS_MOST_COLUMNS];  /* str, or a class derived from it: that of the first; held */
    PyObject **held; /* references to the strings of rows that run on */
    int64_t nheld;
    PyObject *smalls[GS_SMALLS];          /* references of ours */
    char *numbers[GS_MOST_COLUMNS];       /* results that are not objects yet; or NULL */
};

GS_INLINE gs_lane *gs_lane_at(const gs_lanes *all, int64_t i) { return (gs_lane *)(void *)(all->memory + (size_t)i * all->stride); }

/* ---- on the thread of a lane ---- */

/* UTF-8 of characters; NULL for what is no character of Unicode's. */
static char *gs_lane_encode(char *to, const gs_text_found *t) {
    for (Py_ssize_t i = 0; i < t->n; i++) {
        uint32_t c;
        if (t->unit == 1) c = ((const uint8_t *)t->p)[i];
        else if (t->unit == 2) c = ((const uint16_t *)t->p)[i];
        else c = ((const uint32_t *)t->p)[i];
        if (c < 0x80) {
            *to++ = (char)c;
        } else if (c < 0x800) {
            *to++ = (char)(0xC0 | c >> 6);
            *to++ = (char)(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            if (c >= 0xD800 && c < 0xE000) return NULL;
            *to++ = (char)(0xE0 | c >> 12);
            *to++ = (char)(0x80 | (c >> 6 & 0x3F));
            *to++ = (char)(0x80 | (c & 0x3F));
        } else {
            *to++ = (char)(0xF0 | c >> 18);
            *to++ = (char)(0x80 | (c >> 12 & 0x3F));
            *to++ = (char)(0x80 | (c >> 6 & 0x3F));
            *to++ = (char)(0x80 | (c & 0x3F));
        }
    }
    return to;
}

/* Room for UTF-8 until the next block; NULL: there is no memory. */
static char *gs_lane_make_room(gs_lane *l, size_t n) {
    if (!l->arena) l->arena = malloc(GS_LANE_ARENA);
    if (l->arena && n <= GS_LANE_ARENA - l->used) return l->arena + l->used;
    gs_lane_text *t = malloc(sizeof *t + n);
    if (!t) return NULL;
    t->next = l->texts;
    l->texts = t;
    return t->bytes;
}

static void gs_lane_forget_texts(gs_lane *l) {
    l->used = 0;
    while (l->texts) {
        gs_lane_text *next = l->texts->next;
        free(l->texts);
        l->texts = next;
    }
}

/* A string that is not ASCII, or no string: GS_ROW_*. */
static GS_NOINLINE int gs_lane_object(gs_lane *l, int i, PyObject *o, uint64_t *w) {
    const gs_lanes *all = l->of;
    gs_text_found t;
    if (o == Py_None && all->nulls) return GS_ROW_NULL;
    if ((!gs_is(o, PyUnicode_Type) && Py_TYPE(o) != all->also[i]) || !gs_text_find(o, &t)) return GS_ROW_LEFT;
    if (t.unit) {
        char *to = gs_lane_make_room(l, (size_t)t.n * (t.unit == 1 ? 2 : t.unit == 2 ? 3 : 4) + 1);
        char *end = to ? gs_lane_encode(to, &t) : NULL;
        if (!end) return GS_ROW_LEFT;
        if (to == l->arena + l->used) l->used += (size_t)(end - to);
        t.p = to;
        t.n = end - to;
    }
    w[0] = (uint64_t)(uintptr_t)t.p;
    w[1] = (uint64_t)t.n;
    return GS_ROW_RUNS;
}

/* A row of the block that does not run. */
static GS_NOINLINE void gs_lane_says(gs_lane *l, int64_t k, int what) {
    if (!l->odd) memset(l->said, 0, (size_t)l->of->most);
    l->odd = 1;
    if (l->said[k] < what) l->said[k] = (uint8_t)what;
}

/* Texts of a list or tuple. */
static void gs_lane_texts(gs_lane *l, int i) {
    PyObject *const *items = l->of->items[i] + l->first;
    const int64_t n = l->end - l->first, ahead = l->of->n - l->first - GS_LANE_AHEAD;
    uint64_t *w = (uint64_t *)(void *)l->room[i];
    for (int64_t k = 0; k < n; k++, w += 2) {
        if (GS_LIKELY(k < ahead)) {
            __builtin_prefetch(items[k + GS_LANE_AHEAD]);
            __builtin_prefetch((const char *)items[k + GS_LANE_AHEAD] + 64);
        }
        Py_ssize_t size;
        const char *p = gs_ascii_inside(items[k], &size);
        if (GS_LIKELY(p != NULL)) {
            w[0] = (uint64_t)(uintptr_t)p;
            w[1] = (uint64_t)size;
            continue;
        }
        int what = gs_lane_object(l, i, items[k], w);
        if (what) gs_lane_says(l, k, what);
    }
}

/* The chunk of an Arrow column that a row is in, and its row there. */
static const struct ArrowArray *gs_lane_chunk(gs_input *in, int64_t row, int64_t *i) {
    if (row < in->begin) in->chunk = in->begin = 0;
    while (row - in->begin >= in->column->chunks[in->chunk].length) in->begin += in->column->chunks[in->chunk++].length;
    *i = row - in->begin;
    return &in->column->chunks[in->chunk];
}

/* Texts of an Arrow column. */
static void gs_lane_text_column(gs_lane *l, int i) {
    gs_input *in = l->inputs + i;
    const int64_t rows = l->end - l->first;
    const struct ArrowSchema *s = in->column->schema;
    uint64_t *w = (uint64_t *)(void *)l->room[i];
    for (int64_t k = 0, n, at; k < rows; k += n) {
        const struct ArrowArray *a = gs_lane_chunk(in, l->first + k, &at);
        n = a->length - at < rows - k ? a->length - at : rows - k;
        if (gs_arrow_no_nulls(a) && gs_arrow_texts(s, a, at, n, w + 2 * k)) continue;
        for (int64_t j = 0; j < n; j++) {
            const char *p;
            int64_t size;
            int there = gs_arrow_text_quietly(s, a, at + j, &p, &size);
            if (there != 1) {
                gs_lane_says(l, k + j, there || !l->of->nulls ? GS_ROW_LEFT : GS_ROW_NULL);
                continue;
            }
            w[2 * (k + j)] = (uint64_t)(uintptr_t)p;
            w[2 * (k + j) + 1] = (uint64_t)size;
        }
    }
}

/* Numbers of a column. */
static void gs_lane_numbers(gs_lane *l, int i) {
    gs_input *in = l->inputs + i;
    const int kind = l->of->a->params[i].type->kind;
    const size_t size = gs_number_size[kind];
    const int64_t rows = l->end - l->first, step = in->how != GS_INPUT_VIEW ? 0 : in->view.strides ? in->view.strides[0] : in->view.itemsize;
    for (int64_t k = 0; k < rows; k++) {
        uint64_t x[2] = { 0, 0 }, w[2] = { 0, 0 };
        if (in->how == GS_INPUT_VIEW) {
            gs_number_load(in->from, (const char *)in->view.buf + (l->first + k) * step, x);
        } else {
            int64_t at;
            const struct ArrowArray *a = gs_lane_chunk(in, l->first + k, &at);
            if (gs_arrow_is_null(a, at)) {
                gs_lane_says(l, k, l->of->nulls ? GS_ROW_NULL : GS_ROW_LEFT);
                continue;
            }
            gs_arrow_number(in->from, a, at, x);
        }
        if (gs_number_cast(kind, in->from, x, w)) gs_lane_says(l, k, GS_ROW_LEFT);
        else gs_number_store(kind, l->room[i] + (size_t)k * size, w);
    }
}

/* Reads column i of a block. */
static void gs_lane_read(gs_lane *l, int i) {
    const gs_input *in = l->inputs + i;
    const char *mask = in->mask ? in->mask + l->first : NULL;
    if (in->how == GS_INPUT_ITEMS) gs_lane_texts(l, i);
    else if (in->how == GS_INPUT_COLUMN && in->text) gs_lane_text_column(l, i);
    else if (in->how != GS_INPUT_ONE) gs_lane_numbers(l, i);
    for (int64_t k = 0; mask && k < l->end - l->first; k++)
        if (mask[k]) gs_lane_says(l, k, l->of->nulls ? GS_ROW_NULL : GS_ROW_LEFT);
}

/* Result k of a row is an object that is there already. */
GS_INLINE void gs_lane_put(gs_lane *l, int k, int64_t row, int which) {
    l->of->lists[k][row] = l->of->smalls[which];
    l->counts[which]++;
}

/* A row whose results are null. */
static void gs_lane_null(gs_lane *l, int64_t row) {
    for (int k = 0; k < l->of->a->nresults; k++) {
        if (l->of->lists[k]) gs_lane_put(l, k, row, GS_SMALL_NONE);
        else ((gs_array *)l->of->outputs[k])->mask->at[row] = 1;
    }
    l->nulls++;
}

/* A row that is left to the thread that called. */
static void gs_lane_leave(gs_lane *l, int64_t row) {
    if (l->nleft == l->lefts) {
        int64_t more = l->lefts ? 2 * l->lefts : GS_LANE_ROWS;
        int64_t *left = realloc(l->left, (size_t)more * sizeof *left);
        if (!left) { /* it is told by the count, and all rows of the run are left */
            l->nleft = -1;
            __atomic_store_n(&l->of->c.stopped, 1, __ATOMIC_RELAXED);
            return;
        }
        l->left = left;
        l->lefts = more;
    }
    l->left[l->nleft++] = row;
}

/* Takes the rows out of a block that do not run. */
static GS_NOINLINE void gs_lane_sift(gs_lane *l) {
    gs_lanes *all = l->of;
    const int64_t rows = l->end - l->first;
    int64_t n = 0;
    for (int64_t k = 0; k < rows; k++) {
        if (l->said[k] == GS_ROW_RUNS) {
            l->map[n++] = (int32_t)k;
        } else if (l->said[k] == GS_ROW_NULL) {
            gs_lane_null(l, l->first + k);
        } else if (all->count > 1) {
            if (l->nleft >= 0) gs_lane_leave(l, l->first + k);
        } else { /* rows run in order: the rest is for later */
            all->stuck = 1;
            __atomic_store_n(&all->enough, 1, __ATOMIC_RELAXED);
            __atomic_store_n(&all->c.next, l->first + k, __ATOMIC_RELAXED);
            l->end = l->first + k;
            break;
        }
    }
    for (int i = 0; i < all->a->fn->nparams; i++) {
        if (l->inputs[i].how == GS_INPUT_ONE) continue;
        const int text = all->a->params[i].type->kind == GS_STR;
        const size_t size = text ? 16 : gs_number_size[all->a->params[i].type->kind];
        for (int64_t j = 0; j < n; j++) memmove(l->room[i] + (size_t)j * size, l->room[i] + (size_t)l->map[j] * size, size);
    }
    l->n = n;
}

/* Which of the objects that are there a result is, or -1. */
GS_INLINE int gs_lane_small(int kind, const char *p) {
    uint64_t w[2];
    if (kind > GS_U64) return -1;
    gs_number_load(kind, p, w);
    if (kind == GS_BOOL) return *w ? GS_SMALL_TRUE : GS_SMALL_FALSE;
    return *w - (uint64_t)(int64_t)GS_INT_FIRST <= (uint64_t)(GS_INT_LAST - GS_INT_FIRST) ? (int)(*w - (uint64_t)(int64_t)GS_INT_FIRST) : -1;
}

/* Memory for numbers of a result that are no objects yet, which few functions need; NULL: there is none. */
static GS_COLD char *gs_lane_numbers_room(gs_lane *l, int k, size_t size) {
    gs_lanes *all = l->of;
    char *room = malloc((size_t)all->n * size + 1), *other = NULL;
    if (!room) {
        l->nleft = -1; /* tells it */
        __atomic_store_n(&all->c.stopped, 1, __ATOMIC_RELAXED);
    } else if (!__atomic_compare_exchange_n(&all->numbers[k], &other, room, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        free(room);
        room = other; /* another lane was faster */
    }
    return room;
}

/* Result k of a block, which is at p. */
GS_INLINE void gs_lane_give(gs_lane *l, int k, int kind, const char *p) {
    const size_t size = gs_number_size[kind];
    const int64_t n = l->n;
    const int32_t *map = l->odd ? l->map : NULL;
    PyObject *const *smalls = l->of->smalls;
    if (!l->of->lists[k]) { /* else the results are where they belong */
        char *to = ((gs_array *)l->of->outputs[k])->at + (size_t)l->first * size;
        for (int64_t j = 0; map && j < n; j++) memcpy(to + (size_t)map[j] * size, p + (size_t)j * size, size);
        return;
    }
    PyObject **items = l->of->lists[k] + l->first;
    char *numbers = NULL;
    for (int64_t j = 0; j < n; j++, p += size) {
        const int64_t at = map ? map[j] : j;
        const int which = gs_lane_small(kind, p);
        if (GS_LIKELY(which >= 0)) {
            items[at] = smalls[which];
            l->counts[which]++;
            continue;
        }
        if (!numbers && !(numbers = __atomic_load_n(&l->of->numbers[k], __ATOMIC_ACQUIRE)) && !(numbers = gs_lane_numbers_room(l, k, size))) return;
        memcpy(numbers + (size_t)(l->first + at) * size, p, size);
    }
}

/* The results of the block that has run. */
static void gs_lane_finish(gs_lane *l) {
    const gs_async_function *a = l->of->a;
    for (int k = 0; k < a->nresults; k++) {
        const char *p = l->room[a->fn->nparams + k];
        if (a->results[k].type->kind == GS_I64) gs_lane_give(l, k, GS_I64, p);
        else gs_lane_give(l, k, a->results[k].type->kind, p);
    }
    l->n = 0;
}

/* Takes rows: 0: there are none. */
static int gs_lane_take(gs_lane *l) {
    gs_lanes *all = l->of;
    const int measures = l->size < all->most;
    const int64_t now = measures ? gs_clock() : 0;
    if (measures && l->began && now - l->began < GS_LANE_SOON_NS) l->size = 2 * l->size < all->most ? 2 * l->size : all->most;
    __atomic_store_n(&l->state, GS_LANE_READS, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&all->enough, __ATOMIC_SEQ_CST) || __atomic_load_n(&all->c.stopped, __ATOMIC_RELAXED)) return 0;
    l->began = now;
    l->first = __atomic_fetch_add(&all->c.next, l->size, __ATOMIC_RELAXED);
    if (l->first >= all->n) return 0;
    l->end = l->first + l->size < all->n ? l->first + l->size : all->n;
    return 1;
}

/* Where Go finds the columns of a block. */
static void gs_lane_columns(gs_lane *l) {
    const gs_lanes *all = l->of;
    const gs_async_function *a = all->a;
    for (int i = 0; i < a->fn->nparams; i++)
        if (l->inputs[i].how != GS_INPUT_ONE) l->all[i].p = (uintptr_t)l->room[i];
    for (int k = 0; k < a->nresults; k++) {
        const int i = a->fn->nparams + k;
        if (l->odd || all->lists[k]) l->all[i].p = (uintptr_t)l->room[i];
        else l->all[i].p = (uintptr_t)(((gs_array *)all->outputs[k])->at + l->first * l->all[i].size);
    }
    l->rows = l->odd ? (uintptr_t)l->map : 0;
}

/* What Go calls for a block of rows: takes the results of the last one, and reads the next. How many rows it has to run; 0: no
   more. */
static int64_t gs_lane_next(uintptr_t lane) {
    gs_lane *l = (gs_lane *)lane;
    const gs_lanes *all = l->of;
    if (l->n) gs_lane_finish(l);
    while (gs_lane_take(l)) {
        if (l->arena || l->texts) gs_lane_forget_texts(l);
        l->odd = 0;
        for (int i = 0; i < all->a->fn->nparams; i++) gs_lane_read(l, i);
        l->n = l->end - l->first;
        if (l->odd) gs_lane_sift(l);
        gs_lane_columns(l);
        __atomic_store_n(&l->blocks, l->blocks + 1, __ATOMIC_RELAXED);
        if (!l->n) continue;
        __atomic_store_n(&l->state, GS_LANE_RUNS, __ATOMIC_RELEASE);
        return l->n;
    }
    __atomic_store_n(&l->state, GS_LANE_RESTS, __ATOMIC_RELEASE);
    return 0;
}

/* ---- on the thread that called ---- */

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
    const size_t size = gs_number_size[kind];
    all->c.all[i].size = all->c.all[i].step = (int64_t)size;
    if (PyList_Check(all->outputs[k])) return (all->lists[k] = gs_items_inside(all->outputs[k])) != NULL;
    gs_array *to = (gs_array *)all->outputs[k];
    return !has_nulls || to->mask || (to->mask = gs_memory_new((size_t)all->n, 1));
}

/* Memory of the lanes. */
static int gs_lanes_make(gs_lanes *all) {
    const gs_async_function *a = all->a;
    const int ncols = a->fn->nparams + a->nresults;
    size_t room = 0;
    for (int i = 0; i < ncols; i++) room += (size_t)all->c.all[i].size * (size_t)all->most;
    room += (size_t)all->most * (sizeof(int32_t) + 1) + 64 * (size_t)(ncols + 4) + (size_t)a->fn->nparams * sizeof(gs_input);
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
            at += ((size_t)all->c.all[k].size * (size_t)all->most + 63) & ~(size_t)63;
        }
        l->map = (int32_t *)(void *)at;
        l->said = (uint8_t *)(l->map + all->most);
    }
    if (!all->keeps) return 1;
    all->held = malloc((size_t)all->count * (size_t)all->most * (size_t)a->fn->nparams * sizeof *all->held);
    return all->held != NULL;
}

gs_lanes *gs_lanes_new(const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t n, int64_t workers, int nulls) {
    int texts = 0, lists = 0, has_nulls = 0;
    if (a->loop < 0 || a->core || a->error_word >= 0 || a->kernel || gs_guarding || n < GS_LANES_PER_ROWS || workers > GS_LANES_MOST) return NULL;
    for (int i = 0; i < a->fn->nparams; i++) {
        texts |= inputs[i].how != GS_INPUT_ONE && a->params[i].type->kind == GS_STR;
        has_nulls |= inputs[i].how == GS_INPUT_ITEMS || gs_columns_has_nulls(inputs + i);
    }
    for (int k = 0; k < a->nresults; k++) lists |= PyList_Check(outputs[k]);
    gs_lanes *all = texts ? calloc(1, sizeof *all) : NULL;
    if (!all) return NULL;
    all->a = a;
    all->inputs = inputs;
    all->outputs = outputs;
    all->n = n;
    all->nulls = nulls;
    all->count = n / GS_LANES_PER_ROWS < workers ? n / GS_LANES_PER_ROWS : workers;
    all->most = GS_LANE_ROWS * ((all->count + 3) / 4);
    if (all->most > GS_LANE_ROWS_MOST) all->most = GS_LANE_ROWS_MOST;
    all->c.loop = a->loop;
    all->c.n = n;
    all->c.ncols = a->fn->nparams + a->nresults;
    all->c.workers = all->count;
    int can = 1;
    for (int i = 0; can && i < a->fn->nparams; i++) can = gs_lanes_input(all, i, inputs + i);
    if (can && all->keeps) can = gs_inside_wide() && gs_away_ready();
    for (int k = 0; can && k < a->nresults; k++) can = gs_lanes_output(all, k, has_nulls);
    if (can && lists) can = gs_lanes_smalls(all);
    if (can && gs_lanes_make(all)) {
        all->c.lanes = (uintptr_t)all->memory;
        all->c.stride = (int64_t)all->stride;
        all->c.lane = (uintptr_t)gs_lane_next;
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
        free(l->arena);
        free(l->left);
    }
    for (int i = 0; i < GS_SMALLS; i++) Py_XDECREF(all->smalls[i]);
    for (int k = 0; k < GS_MOST_COLUMNS; k++) {
        free(all->numbers[k]);
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

/* How many blocks lanes have taken. */
static int64_t gs_lanes_blocks(const gs_lanes *all) {
    int64_t n = 0;
    for (int64_t i = 0; i < all->count; i++) n += __atomic_load_n(&gs_lane_at(all, i)->blocks, __ATOMIC_RELAXED);
    return n;
}

/* Objects of the rows that have run before, up to a time: 0, or -1 with an exception. until: of gs_clock(), or INT64_MAX. */
static int gs_lanes_make_objects(gs_lanes *all, int64_t until) {
    enum { LOOK = 256 };
    const gs_async_function *a = all->a;
    int any = 0;
    for (int k = 0; k < a->nresults; k++) any |= __atomic_load_n(&all->numbers[k], __ATOMIC_ACQUIRE) != NULL;
    if (!any) all->made = all->run;
    for (; all->made < all->run; all->made++) {
        if (until != INT64_MAX && !(all->made % LOOK) && gs_clock() >= until) return 0;
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

int gs_lanes_objects(gs_lanes *all) { return gs_lanes_make_objects(all, INT64_MAX); }

/* Waits with the GIL until the lanes rest, or have had it for long enough: 0, or -1 with an exception. */
static int gs_lanes_wait(gs_lanes *all, const gs_crossing *x) {
    const int64_t began = gs_clock();
    int64_t until = began + GS_HELD_NS;
    int64_t blocks = 0;
    const int64_t before = gs_lanes_blocks(all);
    for (int64_t now = gs_clock(); now < until; now = gs_clock()) {
        int64_t look = now + GS_HELD_LOOK_NS < until ? now + GS_HELD_LOOK_NS : until;
        if (gs_lanes_make_objects(all, look)) return -1;
        now = gs_clock();
        if (gs_away_wait_held(&x->away, now < look ? look - now : 0)) return 0;
        int64_t taken = gs_lanes_blocks(all) - before;
        if (taken && taken == blocks && all->made == all->run) break; /* it is slow */
        blocks = taken;
        if (now + GS_HELD_LOOK_NS >= until && until < began + GS_HELD_MOST_NS && gs_share_alone()) until += GS_HELD_LOOK_NS;
    }
    __atomic_store_n(&all->enough, 1, __ATOMIC_SEQ_CST);
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

/* One session with the GIL: 0, or -1 with an exception. */
static int gs_lanes_session(gs_lanes *all, int64_t timeout, gs_stop *stop) {
    gs_crossing x;
    PyObject *type = NULL, *value = NULL, *traceback = NULL;
    const int64_t began = gs_clock();
    if (!gs_away_ready()) return all->gone = 1, 0;
    int r = gs_crossing_begin(&x, (uintptr_t)all, timeout, stop);
    if (r) return r;
    int bad = gs_lanes_wait(all, &x);
    if (bad) PyErr_Fetch(&type, &value, &traceback);
    gs_lanes_hold(all);
    r = gs_crossing_end(&x);
    all->slow = gs_clock() - began > GS_SLOW_ROW_NS * (all->c.next - all->begin) ? all->slow + 1 : 0;
    if (all->slow == GS_SLOW_SESSIONS) all->gone = 1;
    while (all->nheld) Py_DECREF(all->held[--all->nheld]);
    if (!bad) return r;
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    return -1;
}

int64_t gs_lanes_run(gs_lanes *all, int64_t at, int64_t timeout, gs_stop *stop, int *stopped) {
    gs_columns *c = &all->c;
    c->failed = -1;
    c->stopped = 0;
    c->next = all->begin = at;
    all->enough = all->stuck = 0;
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        l->size = 1;
        l->n = l->nleft = l->began = 0;
    }
    *stopped = 0;
    if (all->keeps && !gs_lanes_look(all)) all->gone = 1;
    if (all->gone) return at;
    int r = all->keeps ? gs_lanes_session(all, timeout, stop) : gs_rows_cross((uintptr_t)all, timeout, 1, stop);
    int64_t next = c->next < all->n ? c->next : all->n;
    gs_lanes_count(all);
    *stopped = c->stopped;
    for (int64_t i = 0; i < all->count; i++) {
        gs_lane *l = gs_lane_at(all, i);
        if (l->nleft >= 0) continue;
        if (!r) PyErr_NoMemory();
        r = -1;
    }
    if (!r) all->run = next;
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
