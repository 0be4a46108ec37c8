#include "os/file.h"
#include "abi/attributes.h"
#include "os/has.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

GS_NOINLINE int gs_file_is(const gs_file *f) {
    gs_file_state s;
    return f->fd >= 0 && !gs_file_state_of(f->fd, &s) && s.dev == f->dev && s.ino == f->ino;
}

GS_NOINLINE int gs_file_note(gs_file *f, int fd) {
    gs_file_state s;
    if (fd < 0 || gs_file_state_of(fd, &s)) return -1;
    *f = (gs_file){ fd, s.dev, s.ino };
    return 0;
}

GS_NOINLINE int gs_file_at(const gs_file *f, const char *path) {
    gs_file_state s;
    return f->fd >= 0 && !gs_file_state_at(path, &s) && s.dev == f->dev && s.ino == f->ino;
}

GS_NOINLINE void gs_file_close(gs_file *f) {
    if (gs_file_is(f)) close(f->fd);
    f->fd = -1;
}

void gs_descriptor_close(int fd) { close(fd); }

#ifdef _WIN32
#include "os/windows.h"
#include <io.h>

static GS_COLD int gs_file_state_by(HANDLE h, gs_file_state *s) {
    BY_HANDLE_FILE_INFORMATION is;
    if (!GetFileInformationByHandle(h, &is)) return -1;
    *s = (gs_file_state){ is.dwVolumeSerialNumber, (uint64_t)is.nFileIndexHigh << 32 | is.nFileIndexLow,
        (int64_t)((uint64_t)is.nFileSizeHigh << 32 | is.nFileSizeLow),
        (int64_t)((uint64_t)is.ftLastWriteTime.dwHighDateTime << 32 | is.ftLastWriteTime.dwLowDateTime) * 100 };
    return 0;
}

/* The file may be renamed and removed meanwhile. */
static GS_COLD HANDLE gs_file_handle(const char *path, DWORD access) {
    wchar_t wide[GS_WIDE_PATH];
    if (gs_wide_path(path, wide)) {
        SetLastError(ERROR_INVALID_NAME);
        return INVALID_HANDLE_VALUE;
    }
    const DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    return CreateFileW(wide, access, share, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
}

GS_COLD int gs_file_state_of(int fd, gs_file_state *s) { return gs_file_state_by((HANDLE)_get_osfhandle(fd), s); }

GS_COLD int gs_file_state_at(const char *path, gs_file_state *s) {
    HANDLE h = gs_file_handle(path, 0);
    if (h == INVALID_HANDLE_VALUE) return -1;
    int r = gs_file_state_by(h, s);
    CloseHandle(h);
    return r;
}

GS_COLD int gs_file_open(const char *path) {
    HANDLE h = gs_file_handle(path, GENERIC_READ);
    int fd = h == INVALID_HANDLE_VALUE ? -1 : _open_osfhandle((intptr_t)h, _O_RDONLY | _O_NOINHERIT);
    if (fd >= 0) return fd;
    DWORD error = GetLastError();
    errno = error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND ? ENOENT : EACCES;
    if (h != INVALID_HANDLE_VALUE) CloseHandle(h);
    return -1;
}

GS_COLD int gs_file_again(int fd) { return _dup(fd); }

GS_COLD int gs_file_read_at(int fd, void *to, size_t n, uint64_t at) {
    OVERLAPPED where = { .Offset = (DWORD)at, .OffsetHigh = (DWORD)(at >> 32) };
    DWORD read = 0;
    return n <= UINT32_MAX && ReadFile((HANDLE)_get_osfhandle(fd), to, (DWORD)n, &read, &where) && read == n ? 0 : -1;
}

/* Copies of libraries, crash reports and builds for editable installs are all that needs these, and none is here. */
GS_COLD int gs_file_copy(int from, int to) {
    (void)from, (void)to;
    errno = ENOSYS;
    return -1;
}

GS_COLD int gs_file_in_memory(const char *name) {
    (void)name;
    errno = ENOSYS;
    return -1;
}

GS_COLD void gs_file_share(int fd) { (void)fd; }

GS_COLD const volatile char *gs_file_map(int fd) {
    (void)fd;
    return NULL;
}
#else
#include <sys/file.h>
#include <sys/mman.h>
#ifdef __linux__
#include <sys/sendfile.h>
#include <sys/syscall.h>
#endif

static int gs_file_state_from(int failed, const struct stat *is, gs_file_state *s) {
    if (failed) return -1;
#ifdef __APPLE__
    const struct timespec *changed = &is->st_mtimespec;
#else
    const struct timespec *changed = &is->st_mtim;
#endif
    *s = (gs_file_state){ (uint64_t)is->st_dev, (uint64_t)is->st_ino, is->st_size,
        (int64_t)changed->tv_sec * 1000000000 + changed->tv_nsec };
    return 0;
}

GS_NOINLINE int gs_file_state_of(int fd, gs_file_state *s) {
    struct stat is;
    return gs_file_state_from(fstat(fd, &is), &is, s);
}

GS_NOINLINE int gs_file_state_at(const char *path, gs_file_state *s) {
    struct stat is;
    return gs_file_state_from(stat(path, &is), &is, s);
}

GS_COLD int gs_file_open(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fd > STDERR_FILENO) return fd;
    int higher = gs_file_again(fd);
    close(fd);
    return higher;
}

GS_COLD int gs_file_again(int fd) { return fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); }

GS_COLD int gs_file_read_at(int fd, void *to, size_t n, uint64_t at) {
    return at <= INT64_MAX && pread(fd, to, n, (off_t)at) == (ssize_t)n ? 0 : -1;
}

#ifdef __linux__
int gs_file_copy(int from, int to) {
    struct stat s;
    off_t at = 0;
    int r = fstat(from, &s);
    while (!r && at < s.st_size) {
        ssize_t n = sendfile(to, from, &at, (size_t)(s.st_size - at));
        if (n <= 0 && errno != EINTR) r = -1;
    }
    return r;
}

int gs_file_in_memory(const char *name) {
#ifdef SYS_memfd_create
    return (int)syscall(SYS_memfd_create, name, 1u /* MFD_CLOEXEC */);
#else
    (void)name;
    return -1;
#endif
}
#else
int gs_file_copy(int from, int to) {
    char piece[1 << 14];
    off_t at = 0;
    for (ssize_t n; (n = pread(from, piece, sizeof piece, at)); at += n > 0 ? n : 0) {
        if (n < 0 && errno != EINTR) return -1;
        for (ssize_t done = 0, w; done < n; done += w > 0 ? w : 0) {
            w = write(to, piece + done, (size_t)(n - done));
            if (w <= 0 && errno != EINTR) return -1;
        }
    }
    return 0;
}

int gs_file_in_memory(const char *name) {
    const char *tmp = getenv("TMPDIR");
    char path[4200];
    if (snprintf(path, sizeof path, "%s/gophersnake-%s-XXXXXX", tmp && *tmp ? tmp : "/tmp", name) >= (int)sizeof path)
        return -1;
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) unlink(path);
    return fd;
}
#endif

GS_COLD void gs_file_share(int fd) { flock(fd, LOCK_SH | LOCK_NB); }

GS_COLD const volatile char *gs_file_map(int fd) {
    struct stat s;
    void *byte = fstat(fd, &s) || s.st_size < 1 ? MAP_FAILED : mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
    return byte == MAP_FAILED ? NULL : byte;
}
#endif
