#include "os/notifier.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/has.h"

#ifdef _WIN32
#include "os/windows.h"

GS_COLD int gs_notifier_open(int32_t *wait_fd, int32_t *wake_fd) {
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    if (!event) {
        PyErr_Format(PyExc_OSError, "CreateEvent failed (error %lu)", GetLastError());
        return -1;
    }
    *wait_fd = *wake_fd = (int32_t)(intptr_t)event; /* handles have 32 significant bits */
    return 0;
}

void gs_notifier_wake(int32_t wake_fd) { SetEvent((HANDLE)(intptr_t)wake_fd); }

void gs_notifier_clear(int32_t wait_fd) { ResetEvent((HANDLE)(intptr_t)wait_fd); }

void gs_notifier_close(int32_t wait_fd, int32_t wake_fd) {
    (void)wake_fd; /* the same */
    if (wait_fd >= 0) CloseHandle((HANDLE)(intptr_t)wait_fd);
}
#else
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/eventfd.h>
#endif

GS_COLD int gs_notifier_open(int32_t *wait_fd, int32_t *wake_fd) {
#ifdef __linux__
    *wake_fd = *wait_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (*wake_fd >= 0) return 0;
#else
    int ends[2];
    *wait_fd = *wake_fd = -1;
    if (!pipe(ends)) {
        for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC), fcntl(ends[i], F_SETFL, O_NONBLOCK);
        *wait_fd = ends[0];
        *wake_fd = ends[1];
        return 0;
    }
#endif
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

void gs_notifier_wake(int32_t wake_fd) {
    static const uint64_t one = 1;
    ssize_t n = write(wake_fd, &one, sizeof one);
    (void)n; /* if it is full, the reader will wake anyway */
}

void gs_notifier_clear(int32_t wait_fd) {
    char ignored[64];
    while (wait_fd >= 0 && read(wait_fd, ignored, sizeof ignored) == sizeof ignored) /* a pipe that holds more */;
}

void gs_notifier_close(int32_t wait_fd, int32_t wake_fd) {
    if (wake_fd >= 0) close(wake_fd);
    if (wait_fd >= 0 && wait_fd != wake_fd) close(wait_fd);
}
#endif
