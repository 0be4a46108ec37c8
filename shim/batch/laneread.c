#include "batch/lane.h"
#include "abi/inside.h"
#include "values/arrow.h"
#include "values/number.h"
#include <stdlib.h>
#include <string.h>

enum {
    GS_LANE_AHEAD = GS_LANE_ROWS, /* strings of the next block are fetched into the processor's cache */
    GS_LANE_ARENA = 1 << 15,   /* bytes for UTF-8 that strings do not have */
};

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

void gs_lane_forget_texts(gs_lane *l) {
    l->used = 0;
    gs_lane_free(&l->texts);
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

void gs_lane_says(gs_lane *l, int64_t k, int what) {
    if (!l->odd) memset(l->said, 0, (size_t)l->of->block);
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

void gs_lane_read(gs_lane *l, int i) {
    const gs_input *in = l->inputs + i;
    const char *mask = in->mask ? in->mask + l->first : NULL;
    if (in->how == GS_INPUT_ITEMS) gs_lane_texts(l, i);
    else if (in->how == GS_INPUT_COLUMN && in->text) gs_lane_text_column(l, i);
    else if (in->how != GS_INPUT_ONE) gs_lane_numbers(l, i);
    for (int64_t k = 0; mask && k < l->end - l->first; k++)
        if (mask[k]) gs_lane_says(l, k, l->of->nulls ? GS_ROW_NULL : GS_ROW_LEFT);
}
