/* has.h: what each platform has. Code asks for a capability by these names, and never for a platform: only this
   folder knows those. A file that asks includes this header (the compiler warns of a name that is unknown).

   GS_HAS_FORK              a process can fork, and handlers are called then: process/fork.h
   GS_HAS_SIGNALS           Go's runtime installs handlers of POSIX signals: os/signals.h, process/crash.h
   GS_HAS_REALTIME_SIGNALS  some of them are free for us: Python's stacks in crash reports
   GS_HAS_MEMORY_FILES      a file in memory can be loaded as a library: core/copy.h
   GS_HAS_LIBRARY_COPIES    a copy of a library can be loaded, and its file removed meanwhile: subinterpreters
   GS_HAS_DESCRIPTORS       one small number names an open file in C, Go and Python, and event loops watch it
   GS_HAS_C_ENVIRONMENT     the environment is the C library's: its constructors get the one that the process was started with
   GS_HAS_DIRECT_CALLS      proven Go functions can be called as they are: call/direct.h
   GS_HAS_WIDE_VECTORS      loops are compiled for vectors that not all processors have: os/processor.h
   GS_HAS_ELF, GS_HAS_MACHO, GS_HAS_PE    the format of libraries: core/buildid.h */
#ifndef GS_OS_HAS_H
#define GS_OS_HAS_H

#if defined(__linux__)
#define GS_HAS_FORK 1
#define GS_HAS_SIGNALS 1
#define GS_HAS_REALTIME_SIGNALS 1
#define GS_HAS_MEMORY_FILES 1
#define GS_HAS_LIBRARY_COPIES 1
#define GS_HAS_DESCRIPTORS 1
#define GS_HAS_C_ENVIRONMENT 1
#ifdef __x86_64__
#define GS_HAS_DIRECT_CALLS 1
#define GS_HAS_WIDE_VECTORS 1
#else
#define GS_HAS_DIRECT_CALLS 0
#define GS_HAS_WIDE_VECTORS 0
#endif
#define GS_HAS_ELF 1
#define GS_HAS_MACHO 0
#define GS_HAS_PE 0
#elif defined(__APPLE__)
#define GS_HAS_FORK 1
#define GS_HAS_SIGNALS 1
#define GS_HAS_REALTIME_SIGNALS 0
#define GS_HAS_MEMORY_FILES 0
#define GS_HAS_LIBRARY_COPIES 1
#define GS_HAS_DESCRIPTORS 1
#define GS_HAS_C_ENVIRONMENT 1
#define GS_HAS_DIRECT_CALLS 0
#ifdef __x86_64__
#define GS_HAS_WIDE_VECTORS 1
#else
#define GS_HAS_WIDE_VECTORS 0
#endif
#define GS_HAS_ELF 0
#define GS_HAS_MACHO 1
#define GS_HAS_PE 0
#elif defined(_WIN32)
#define GS_HAS_FORK 0
#define GS_HAS_SIGNALS 0
#define GS_HAS_REALTIME_SIGNALS 0
#define GS_HAS_MEMORY_FILES 0
#define GS_HAS_LIBRARY_COPIES 0
#define GS_HAS_DESCRIPTORS 0
#define GS_HAS_C_ENVIRONMENT 0
#define GS_HAS_DIRECT_CALLS 0
#define GS_HAS_WIDE_VECTORS 0 /* GCC does not keep the stack as aligned there as they need it (its bug 54412) */
#define GS_HAS_ELF 0
#define GS_HAS_MACHO 0
#define GS_HAS_PE 1
#else
#error "gophersnake extensions are for Linux, macOS and Windows"
#endif
#endif
