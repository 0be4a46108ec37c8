#include "batch/lane.h"
#include "gil/share.h"
#include "values/array.h"
#include "values/number.h"
#include <stdlib.h>
#include <string.h>

enum {
    GS_LANE_RANGE = 4096,      /* that a lane takes at a time: strings that are made together lie together, and two processors that
                                  take turns at them fetch each other's */
    GS_LANE_RESULTS = 1 << 16, /* bytes for results that are texts */
    GS_LANE_SOON_NS = 20 * 1000, /* a lane takes a range twice as long, if the one before took no longer */
};

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

/* There is no memory, which the count of rows that are left tells. The run ends; if nobody wants its rows, that stays so. */
static GS_COLD void gs_lane_no_memory(gs_lane *l) {
    int32_t runs = 0;
    l->nleft = -1;
    __atomic_compare_exchange_n(&l->of->c.stopped, &runs, 1, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

void gs_lane_leave(gs_lane *l, int64_t row) {
    if (l->nleft == l->lefts) {
        int64_t more = l->lefts ? 2 * l->lefts : GS_LANE_ROWS;
        int64_t *left = realloc(l->left, (size_t)more * sizeof *left);
        if (!left) {
            gs_lane_no_memory(l);
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
            l->end = l->taken = l->first + k;
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
    if (kind == GS_U64 && *w > GS_INT_LAST) return -1; /* the largest look as negative ints do */
    return *w - (uint64_t)(int64_t)GS_INT_FIRST <= (uint64_t)(GS_INT_LAST - GS_INT_FIRST) ? (int)(*w - (uint64_t)(int64_t)GS_INT_FIRST) : -1;
}

/* Memory for numbers of a result that are no objects yet, which few functions need; NULL: there is none. */
static GS_COLD char *gs_lane_numbers_room(gs_lane *l, int k, size_t size) {
    gs_lanes *all = l->of;
    char *room = malloc((size_t)all->n * size + 1), *other = NULL;
    if (!room) {
        gs_lane_no_memory(l);
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

/* Result k of a block, which is text. */
static void gs_lane_give_texts(gs_lane *l, int k, const char *p) {
    uint64_t(*to)[2] = l->of->texts[k] + l->first;
    for (int64_t j = 0; l->odd && j < l->n; j++) memcpy(to[l->map[j]], p + 16 * j, 16); /* else they are where they belong */
}

int gs_lane_more(uintptr_t lane, int i, size_t n) {
    gs_lane *l = (gs_lane *)lane;
    if (n < GS_LANE_RESULTS) n = GS_LANE_RESULTS;
    gs_lane_text *t = malloc(sizeof *t + n);
    if (!t) {
        gs_lane_no_memory(l);
        return 0;
    }
    t->next = l->results;
    l->results = t;
    l->all[i].stride = (int64_t)(uintptr_t)t->bytes;
    l->all[i].n = (int64_t)n;
    return 1;
}

void gs_lane_forget_results(gs_lane *l) {
    for (int k = 0; k < l->of->a->nresults; k++) {
        gs_loop_column *c = l->all + l->of->a->fn->nparams + k;
        if (l->of->texts[k]) c->n = c->stride = 0;
    }
    gs_lane_free(&l->results);
}

/* Whether rows of the block may have no results: there was no memory for them, or nobody wants them. */
static int gs_lane_unfinished(const gs_lane *l) {
    return l->nleft < 0 || __atomic_load_n(&l->of->c.stopped, __ATOMIC_RELAXED) == GS_ROWS_UNWANTED;
}

/* The results of the block that has run. */
static void gs_lane_finish(gs_lane *l) {
    const gs_async_function *a = l->of->a;
    if (gs_lane_unfinished(l)) return;
    for (int k = 0; k < a->nresults; k++) {
        const char *p = l->room[a->fn->nparams + k];
        if (l->of->texts[k]) gs_lane_give_texts(l, k, p);
        else if (a->results[k].type->kind == GS_I64) gs_lane_give(l, k, GS_I64, p);
        else gs_lane_give(l, k, a->results[k].type->kind, p);
    }
    l->n = 0;
}

/* Takes a range of rows: 0: there are none. */
static int gs_lane_take(gs_lane *l) {
    gs_lanes *all = l->of;
    if (__atomic_load_n(&all->c.next, __ATOMIC_RELAXED) - __atomic_load_n(&all->text_made, __ATOMIC_RELAXED) > all->backlog) return 0;
    if (l->size < GS_LANE_RANGE) {
        const int64_t now = gs_clock();
        if (l->began && now - l->began < GS_LANE_SOON_NS) l->size *= 2;
        l->began = now;
    }
    /* before it takes them: who looks at `next` first, and at this then, sees one of both */
    __atomic_store_n(&l->unfinished, __atomic_load_n(&all->c.next, __ATOMIC_RELAXED), __ATOMIC_SEQ_CST);
    l->end = l->taken = __atomic_fetch_add(&all->c.next, l->size, __ATOMIC_SEQ_CST);
    if (l->end >= all->n) return 0;
    l->taken = all->n - l->end < l->size ? all->n : l->end + l->size;
    return 1;
}

/* Finds its next block: 0: there is none. */
static int gs_lane_advance(gs_lane *l) {
    const gs_lanes *all = l->of;
    __atomic_store_n(&l->state, GS_LANE_READS, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&all->enough, __ATOMIC_SEQ_CST) || __atomic_load_n(&all->c.stopped, __ATOMIC_RELAXED)) return 0;
    if (l->end >= l->taken && (__atomic_load_n(&all->last, __ATOMIC_RELAXED) || !gs_lane_take(l))) return 0;
    l->first = l->end;
    l->end = l->taken - l->first < all->block ? l->taken : l->first + all->block;
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
        if (l->odd || (all->lists[k] && !all->texts[k])) l->all[i].p = (uintptr_t)l->room[i];
        else if (all->texts[k]) l->all[i].p = (uintptr_t)(all->texts[k] + l->first);
        else l->all[i].p = (uintptr_t)(((gs_array *)all->outputs[k])->at + l->first * l->all[i].size);
    }
    l->rows = l->odd ? (uintptr_t)l->map : 0;
}

int64_t gs_lane_next(uintptr_t lane) {
    gs_lane *l = (gs_lane *)lane;
    const gs_lanes *all = l->of;
    if (l->n) gs_lane_finish(l);
    while (gs_lane_advance(l)) {
        __atomic_store_n(&l->unfinished, l->first, __ATOMIC_RELEASE);
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
    if (!l->n) __atomic_store_n(&l->unfinished, l->end < l->taken ? l->end : INT64_MAX, __ATOMIC_RELEASE);
    __atomic_store_n(&l->state, GS_LANE_RESTS, __ATOMIC_RELEASE);
    return 0;
}
