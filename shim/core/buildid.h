/* buildid.h: which build a core belongs to, read from its file without loading it.

   In an ELF file, the ID is part of the version name of the core's symbols. In a Mach-O or PE file,
   it is part of the name of a symbol that the core exports. So it stands in a table that the
   dynamic linker reads, and no tool that leaves a library usable removes it: strip, objcopy,
   patchelf, auditwheel. internal/toolchain/core.go writes it. */
#ifndef GS_CORE_BUILDID_H
#define GS_CORE_BUILDID_H

#pragma GCC visibility push(hidden)

enum {
    GS_IS_THIS,  /* the core of this build */
    GS_IS_OTHER, /* the core of another build */
    GS_IS_NONE   /* no core, or an incomplete file */
};

/* Compares the build ID in a file with id. */
int gs_build_id_of(int fd, const char *id);
#pragma GCC visibility pop
#endif
