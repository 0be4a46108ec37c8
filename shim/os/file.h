/* file.h: files by their descriptors, and files that stay open.

   An extension opens its core's file at import and keeps it open. From that file it makes its
   first call and the copies for forked children and subinterpreters, even if the package has
   been replaced or removed since: an open file keeps its content. */
#ifndef GS_OS_FILE_H
#define GS_OS_FILE_H
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What tells a file from others, and from what it was. */
typedef struct gs_file_state {
    uint64_t dev, ino;
    int64_t size;  /* in bytes */
    int64_t mtime; /* in nanoseconds */
} gs_file_state;

/* The state of an open file, or of that at a path; 0, or -1. */
int gs_file_state_of(int fd, gs_file_state *s);
int gs_file_state_at(const char *path, gs_file_state *s);

/* A file descriptor of ours, with the identity of its file. Some programs, such as daemons,
   close all descriptors. Then the number may belong to another file. */
typedef struct gs_file {
    int fd;
    uint64_t dev, ino;
} gs_file;

/* Whether the descriptor still refers to our file. */
int gs_file_is(const gs_file *f);

/* Takes over the descriptor fd and stores the identity of its file. Returns 0; or -1, and then
   fd still belongs to the caller. */
int gs_file_note(gs_file *f, int fd);

/* Whether path still names the same file. */
int gs_file_at(const gs_file *f, const char *path);

/* Opens a file for reading; -1 with errno. The descriptor is never 0, 1 or 2, even if the
   program has closed these. */
int gs_file_open(const char *path);

/* Another descriptor of an open file, as above; -1. */
int gs_file_again(int fd);

/* Closes the descriptor, if it still refers to our file. */
void gs_file_close(gs_file *f);
void gs_descriptor_close(int fd);

/* Reads n bytes at a position; 0, or -1. */
int gs_file_read_at(int fd, void *to, size_t n, uint64_t at);

/* Copies the content of a file to the end of another; 0, or -1 with errno. */
int gs_file_copy(int from, int to);

/* A new file that has no name, or -1: in memory where GS_HAS_MEMORY_FILES, and called name in /proc. */
int gs_file_in_memory(const char *name);

/* Locks a file for all who use it, without waiting. It is a hint to those who would remove it. */
void gs_file_share(int fd);

/* Maps the first byte of a file, as it changes; NULL if there is none. */
const volatile char *gs_file_map(int fd);
#pragma GCC visibility pop
#endif
