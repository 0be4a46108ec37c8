/* records.h: log records of Go's, which rt/logdelivery.go hands to shim/records.py. */
#ifndef GS_PROCESS_RECORDS_H
#define GS_PROCESS_RECORDS_H
#include "abi/abi3.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The lowest level (of Python's logging) that somebody wants; Go reads it, too. Atomic. */
extern int32_t gs_records_level;

/* The text of the records that Go has and Python has not, for crash reports: of those that are being
   handed over, and of those that come after them. The core writes it; twin: rt/logpending.go. */
typedef struct gs_records_pending {
    int64_t n[2];
    char text[2][32 << 10];
} gs_records_pending;
extern gs_records_pending gs_pending_records;

/* Whether the extension logs, and GOPHERSNAKE_LOGGING is not "off". */
int gs_records_wanted(void);

/* At import: prepares the late import of the package's _logging.py, if it logs. logging and json take longer than most
   extensions, and many programs that import one don't call it. 0, or -1 with an exception. */
int gs_records_init(void);

/* The function of that module that takes records: a new reference, or NULL with an exception. Before each load
   of a core, which may log at once. */
PyObject *gs_records_function(void);
#pragma GCC visibility pop
#endif
