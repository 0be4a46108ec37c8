#include "process/crash.h"
#include "abi/attributes.h"
#include "os/has.h"
#include "os/file.h"
#include "os/signals.h"
#include "core/core.h"
#include "core/extension.h"
#include "call/activecall.h"
#include "async/job.h"
#include "process/records.h"
struct gs_crash_state gs_crash = { .trace = -1 };

#if GS_HAS_SIGNALS
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/* ---- in the signal handler ---- */

/* A buffered file. */
typedef struct gs_report {
    int fd;
    char text[4096];
    size_t len;
} gs_report;

static void gs_report_flush(gs_report *r) {
    for (size_t at = 0; at < r->len;) {
        ssize_t n = write(r->fd, r->text + at, r->len - at);
        if (n <= 0 && errno != EINTR) break;
        if (n > 0) at += (size_t)n;
    }
    r->len = 0;
}

static void gs_report_text(gs_report *r, const char *s) {
    for (; *s; s++) {
        if (r->len == sizeof r->text) gs_report_flush(r);
        r->text[r->len++] = *s;
    }
}

/* Writes a number with at least width digits. */
static void gs_report_number(gs_report *r, uint64_t n, unsigned base, int width) {
    char s[24], *p = s + sizeof s;
    for (*--p = 0; n || width > 0; n /= base, width--) *--p = "0123456789abcdef"[n % base];
    gs_report_text(r, p);
}

/* Writes a time as 2006-01-02T15:04:05.000000Z. The algorithm for days is from
   https://howardhinnant.github.io/date_algorithms.html#civil_from_days */
static void gs_report_time(gs_report *r, const struct timespec *t) {
    int64_t days = t->tv_sec / 86400, seconds = t->tv_sec % 86400;
    int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t day = doy - (153 * mp + 2) / 5 + 1;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    int64_t year = yoe + era * 400 + (month <= 2);
    struct {
        int64_t n;
        int width;
        const char *after;
    } parts[] = { { year, 4, "-" }, { month, 2, "-" }, { day, 2, "T" }, { seconds / 3600, 2, ":" },
        { seconds / 60 % 60, 2, ":" }, { seconds % 60, 2, "." }, { t->tv_nsec / 1000, 6, "Z" } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        gs_report_number(r, (uint64_t)parts[i].n, 10, parts[i].width);
        gs_report_text(r, parts[i].after);
    }
}

/* Copies a file in memory. */
static void gs_report_file(gs_report *r, int fd) {
    ssize_t n;
    gs_report_flush(r);
    for (off_t at = 0; (n = pread(fd, r->text, sizeof r->text, at)) > 0; at += n) {
        r->len = (size_t)n;
        gs_report_flush(r);
    }
}

/* The name of a function of the core: "Point.Scale(by float64)". */
static const char *gs_report_name(int fn) { return fn >= 0 && fn < gs_this.nfunctions ? gs_this.functions[fn] : "?"; }

/* What a call works on; NULL: nobody has said. */
static void gs_report_request(gs_report *r, PyObject *request) {
    if (!request || !PyBytes_Size(request)) return;
    gs_report_text(r, "  request ");
    gs_report_text(r, PyBytes_AsString(request));
}

/* Lists running jobs, without a lock. Returns n plus their number. */
static int gs_report_jobs(gs_report *r, int n) {
    for (const gs_job *e = gs_the_active_calls.jobs; e && n < 64; e = e->next, n++) {
        gs_report_text(r, "awaited  ");
        gs_report_text(r, gs_report_name(e->fn));
        gs_report_request(r, e->request);
        gs_report_text(r, "\n");
    }
    return n;
}

/* Lists active calls and jobs. */
static void gs_report_active_calls(gs_report *r) {
    int n = 0;
    gs_report_text(r, "\n== Calls in flight ==\n");
    GS_EACH_LOCAL(l) for (const gs_active_call *f = l->first; f && n < 64; f = f->after, n++) { /* without a lock */
        gs_report_text(r, "thread 0x");
        gs_report_number(r, (uint64_t)f->thread, 16, 16);
        gs_report_text(r, "  ");
        gs_report_text(r, gs_report_name(f->fn));
        gs_report_request(r, f->request);
        gs_report_text(r, "\n");
    }
    n = gs_report_jobs(r, n);
    if (!n) gs_report_text(r, "none that has released the GIL\n");
}

/* What Go has logged and Python does not know. */
static void gs_report_records(gs_report *r) {
    if (gs_pending_records.n[0] + gs_pending_records.n[1] == 0) return;
    gs_report_text(r, "\n== Log records that Python did not get ==\n");
    for (int i = 0; i < 2; i++)
        for (int64_t at = 0; at < gs_pending_records.n[i] && at < (int64_t)sizeof gs_pending_records.text[i]; at++) {
            char one[2] = { gs_pending_records.text[i][at], 0 };
            gs_report_text(r, one);
        }
}

int gs_crash_mine(void) {
    struct stat s;
    return gs_crash.trace >= 0 && !fstat(gs_crash.trace, &s) && s.st_size > 0;
}

void gs_crash_report(int stacks) {
    gs_report r = { .fd = -1 };
    struct timespec now;
    char path[2200];
    clock_gettime(CLOCK_REALTIME, &now);
    gs_report_text(&r, gs_crash.folder);
    gs_report_text(&r, "/gophersnake-crash-");
    gs_report_text(&r, gs_import_name);
    gs_report_text(&r, "-");
    gs_report_number(&r, (uint64_t)getpid(), 10, 1);
    gs_report_text(&r, "-");
    gs_report_number(&r, (uint64_t)now.tv_sec, 10, 1);
    gs_report_text(&r, ".txt");
    if (r.len >= sizeof path) return;
    memcpy(path, r.text, r.len);
    path[r.len] = 0;
    r.len = 0;
    r.fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (r.fd < 0) return;
    gs_report_text(&r, "gophersnake crash report 1\nextension: ");
    gs_report_text(&r, gs_import_name);
    gs_report_text(&r, "\nbuild: ");
    gs_report_text(&r, gs_this.build);
    gs_report_text(&r, "\ncore: ");
    gs_report_text(&r, gs_core_path);
    gs_report_text(&r, "\npid: ");
    gs_report_number(&r, (uint64_t)getpid(), 10, 1);
    gs_report_text(&r, "\nthread: 0x");
    gs_report_number(&r, (uint64_t)pthread_self(), 16, 16);
    gs_report_text(&r, "\ntime: ");
    gs_report_time(&r, &now);
    gs_report_text(&r, "\n");
    gs_report_active_calls(&r);
    gs_report_text(&r, "\n== Go ==\n");
    gs_report_file(&r, gs_crash.trace);
    gs_report_text(&r, "\n== Python ==\n");
    if (stacks >= 0) gs_report_file(&r, stacks);
    gs_report_records(&r);
    gs_report_flush(&r);
    close(r.fd);
    r.fd = STDERR_FILENO;
    gs_report_text(&r, "gophersnake: crash report: ");
    gs_report_text(&r, path);
    gs_report_text(&r, "\n");
    gs_report_flush(&r);
}

/* ---- before ---- */

/* Whether to write reports, and the folder for them: GOPHERSNAKE_CRASH_DIR, else TMPDIR, else
   /tmp. If GOPHERSNAKE_CRASH_DIR is empty, there are none. */
static GS_COLD int gs_crash_wanted(void) {
    const char *own = getenv("GOPHERSNAKE_CRASH_DIR"), *tmp = getenv("TMPDIR");
    const char *folder = own ? own : tmp && *tmp ? tmp : "/tmp";
    if (!*folder || strlen(folder) >= sizeof gs_crash.folder) return 0;
    strcpy(gs_crash.folder, folder);
    return 1;
}

GS_COLD void gs_crash_prepare(void) {
    gs_crash.trace = -1;
    if (gs_crash_wanted()) gs_crash.trace = gs_file_in_memory("go-trace");
}

GS_COLD int gs_crash_stacks(PyObject *faulthandler) {
    gs_signals *s = gs_the_signals;
    if (!gs_crash_wanted() || s->stacks_of == getpid()) return 0;
#if GS_HAS_REALTIME_SIGNALS
    int number = SIGRTMAX - 1;
    for (struct sigaction now; number > SIGRTMIN; number--)
        if (number == s->stacks_signal || (!sigaction(number, NULL, &now) && now.sa_handler == SIG_DFL)) break;
    int fd = gs_file_in_memory("python-stacks");
    if (number == SIGRTMIN || fd < 0) return 0; /* the report will have no Python stacks */
    PyObject *r = PyObject_CallMethod(faulthandler, "register", "iiii", number, fd, 1, 0);
    if (!r) {
        close(fd);
        return -1;
    }
    Py_DECREF(r);
    s->stacks = fd;
    s->stacks_signal = number;
    s->stacks_of = getpid();
#else
    (void)faulthandler; /* the report will have no Python stacks */
#endif
    return 0;
}
#endif
