/* lane.h: what one goroutine does for columns of text (batch/lanes.h): reads blocks of rows, and gives their results. All of this
   runs on its thread, without the GIL, while another one may have it for the lanes. */
#ifndef GS_BATCH_LANE_H
#define GS_BATCH_LANE_H
#include "abi/attributes.h"
#include "batch/lanes.h"
#include "batch/numbers.h"
#include <stdlib.h>
#pragma GCC visibility push(hidden)

/* Rows that a lane reads at a time, a block: what they need stays in the first cache. */
enum { GS_LANE_ROWS = 64 };

/* Objects that results are, without one being made: ints, then these. */
enum { GS_INT_FIRST = -5, GS_INT_LAST = 256, GS_SMALL_NONE = GS_INT_LAST - GS_INT_FIRST + 1, GS_SMALL_FALSE, GS_SMALL_TRUE, GS_SMALLS };

/* What a lane does with the rows of a list, which the thread that has the GIL looks at. */
enum { GS_LANE_RESTS, GS_LANE_READS, GS_LANE_RUNS };

/* What is said of a row of a block that does not run. */
enum { GS_ROW_RUNS, GS_ROW_NULL, GS_ROW_LEFT };

/* UTF-8 that was made for one block, or for results. */
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
    int64_t end;     /* rows from first to here are its block, */
    int64_t taken;   /* and what it has taken goes on to here */
    int64_t n;       /* those that run */
    int64_t size;    /* rows of its next range */
    int64_t blocks;  /* that it has read; others look at it, to see whether it gets on */
    int64_t began;   /* when it took the last range */
    int64_t unfinished; /* atomic: rows from here on that it has taken, or is to take, may have no results yet; or INT64_MAX */
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
    gs_lane_text *results;       /* memory of results that are texts */
    int64_t counts[GS_SMALLS];   /* how often results are these objects, of which nobody has counted the references */
} gs_lane;

struct gs_lanes {
    gs_columns c;    /* what Go is given */
    const gs_async_function *a;
    gs_input *inputs;
    PyObject *const *outputs;
    PyObject **lists[GS_MOST_COLUMNS]; /* the items of outputs that are lists; NULL: it is an array */
    int64_t n, block, count; /* rows; of a block; lanes */
    size_t stride;   /* bytes of a lane, with its room */
    char *memory;    /* of all lanes */
    int nulls, keeps; /* rows may be null; a session keeps the GIL */
    int arrays;      /* there are results that are texts of an array, */
    int64_t filled;  /* of rows before this one in it */
    int last, enough; /* atomic: no lane takes a further range; nor reads a further block */
    int looked;      /* `items` are those of this session */
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
    uint64_t (*texts[GS_MOST_COLUMNS])[2]; /* where results are that are texts, and their length; NULL: they are none. All zero: there
                                             is none yet */
    int64_t text_made; /* atomic: rows whose texts are objects, where that is to be */
    int64_t backlog;   /* rows that lanes may be ahead of them, or INT64_MAX */
};

GS_INLINE void gs_lane_free(gs_lane_text **all) {
    while (*all) {
        gs_lane_text *next = (*all)->next;
        free(*all);
        *all = next;
    }
}

GS_INLINE gs_lane *gs_lane_at(const gs_lanes *all, int64_t i) { return (gs_lane *)(void *)(all->memory + (size_t)i * all->stride); }

/* Reads the strings or numbers of column i of a block: laneread.c. */
void gs_lane_read(gs_lane *l, int i);

/* Row k of the block does not run: GS_ROW_*. */
void gs_lane_says(gs_lane *l, int64_t k, int what);

/* Memory of n bytes at least for results of column i: 1; 0: there is none, and the run ends. */
int gs_lane_more(uintptr_t lane, int i, size_t n);

/* Frees the memory of results that are text. */
void gs_lane_forget_results(gs_lane *l);

/* Forgets UTF-8 that was made for the last block. */
void gs_lane_forget_texts(gs_lane *l);

/* A row that is left to the thread that called. If there is no memory, nleft is -1, and the run ends. */
void gs_lane_leave(gs_lane *l, int64_t row);

/* What Go calls for a block of rows: takes the results of the last one, and reads the next. How many rows it has to run; 0: no
   more. */
int64_t gs_lane_next(uintptr_t lane);
#pragma GCC visibility pop
#endif
