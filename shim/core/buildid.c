#include "core/buildid.h"
#include "abi/attributes.h"
#include "os/file.h"
#include "os/has.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if GS_HAS_ELF
#include <link.h>
#elif GS_HAS_MACHO
#include <mach-o/loader.h>
#elif GS_HAS_PE
#include "os/windows.h"
#endif

#define GS_CORE_NAME "GOPHERSNAKE_CORE_" /* and the ID */

/* Looks for the name in the string table of size bytes at a position. The table is read
   in pieces that overlap, so that each name is whole in one of them. */
static GS_COLD int gs_build_id_in(int fd, uint64_t at, uint64_t size, const char *id) {
    char piece[4096];
    const size_t prefix = sizeof GS_CORE_NAME - 1, longest = prefix + strlen(id) + 1;
    for (uint64_t end = at + size; at < end;) {
        size_t n = end - at < sizeof piece ? (size_t)(end - at) : sizeof piece;
        if (gs_file_read_at(fd, piece, n, at)) return GS_IS_NONE;
        for (const char *p = piece, *last = piece + n; (p = memchr(p, 'G', (size_t)(last - p))); p++) {
            if ((size_t)(last - p) < longest && at + n < end) break; /* it is whole in the next piece */
            if ((size_t)(last - p) > prefix && !memcmp(p, GS_CORE_NAME, prefix))
                return (size_t)(last - p) >= longest && !memcmp(p + prefix, id, strlen(id) + 1) ? GS_IS_THIS
                                                                                                : GS_IS_OTHER;
        }
        at += at + n < end ? n - longest : n;
    }
    return GS_IS_NONE;
}

#if GS_HAS_ELF
/* The program headers of a file: they map addresses to positions in the file. */
typedef struct gs_segments {
    ElfW(Phdr) header[64];
    int n;
} gs_segments;

/* -1 if the file is no library, or truncated: the dynamic linker would map pages that do not
   exist, and the first access would end the process. The headers of sections, which it does not
   read, come last, if there are any: a file without its end is damaged, even if it would load. */
static GS_COLD int gs_segments_read(gs_segments *s, int fd) {
    ElfW(Ehdr) e;
    gs_file_state file;
    if (gs_file_state_of(fd, &file) || gs_file_read_at(fd, &e, sizeof e, 0) || memcmp(e.e_ident, ELFMAG, SELFMAG) ||
        e.e_ident[EI_CLASS] != (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32))
        return -1;
    const uint64_t sections = (uint64_t)e.e_shnum * e.e_shentsize;
    if (e.e_shoff && (sections > (uint64_t)file.size || e.e_shoff > (uint64_t)file.size - sections)) return -1;
    s->n = e.e_phnum;
    if (e.e_phentsize != sizeof *s->header || e.e_phnum > sizeof s->header / sizeof *s->header ||
        gs_file_read_at(fd, s->header, e.e_phnum * sizeof *s->header, e.e_phoff))
        return -1;
    for (int i = 0; i < s->n; i++)
        if (s->header[i].p_type == PT_LOAD &&
            (s->header[i].p_offset > (uint64_t)file.size ||
                s->header[i].p_filesz > (uint64_t)file.size - s->header[i].p_offset))
            return -1;
    return 0;
}

GS_COLD int gs_build_id_of(int fd, const char *id) {
    gs_segments s;
    uint64_t table = 0, size = 0, dynamic = 0, entries = 0;
    if (gs_segments_read(&s, fd)) return GS_IS_NONE;
    for (int i = 0; i < s.n; i++)
        if (s.header[i].p_type == PT_DYNAMIC) {
            dynamic = s.header[i].p_offset;
            entries = s.header[i].p_filesz / sizeof(ElfW(Dyn));
        }
    for (ElfW(Dyn) d = { 0 }; entries && !gs_file_read_at(fd, &d, sizeof d, dynamic) && d.d_tag != DT_NULL;
        entries--, dynamic += sizeof d) {
        if (d.d_tag == DT_STRTAB) table = d.d_un.d_ptr;
        if (d.d_tag == DT_STRSZ) size = d.d_un.d_val;
    }
    for (int i = 0; size && i < s.n; i++) {
        const ElfW(Phdr) *h = &s.header[i];
        if (h->p_type == PT_LOAD && table >= h->p_vaddr && table - h->p_vaddr < h->p_filesz &&
            size <= h->p_filesz - (table - h->p_vaddr))
            return gs_build_id_in(fd, h->p_offset + (table - h->p_vaddr), size, id);
    }
    return GS_IS_NONE;
}
#elif GS_HAS_MACHO
GS_COLD int gs_build_id_of(int fd, const char *id) {
    struct mach_header_64 h;
    gs_file_state file;
    uint64_t at = sizeof h, table = 0, size = 0;
    if (gs_file_state_of(fd, &file) || gs_file_read_at(fd, &h, sizeof h, 0) || h.magic != MH_MAGIC_64) return GS_IS_NONE;
    const uint64_t all = (uint64_t)file.size;
    for (uint32_t i = 0; i < h.ncmds; i++) {
        struct load_command c;
        if (gs_file_read_at(fd, &c, sizeof c, at)) return GS_IS_NONE;
        if (c.cmd == LC_SEGMENT_64) { /* the file has all of each, or it is truncated */
            struct segment_command_64 s;
            if (gs_file_read_at(fd, &s, sizeof s, at) || s.fileoff > all || s.filesize > all - s.fileoff) return GS_IS_NONE;
        } else if (c.cmd == LC_SYMTAB) {
            struct symtab_command s;
            if (gs_file_read_at(fd, &s, sizeof s, at)) return GS_IS_NONE;
            table = s.stroff;
            size = s.strsize;
        }
        at += c.cmdsize;
    }
    return size ? gs_build_id_in(fd, table, size, id) : GS_IS_NONE;
}
#elif GS_HAS_PE
GS_COLD int gs_build_id_of(int fd, const char *id) {
    IMAGE_DOS_HEADER dos;
    IMAGE_NT_HEADERS64 h;
    gs_file_state file;
    uint64_t table = 0, size = 0;
    if (gs_file_state_of(fd, &file) || gs_file_read_at(fd, &dos, sizeof dos, 0) || dos.e_magic != IMAGE_DOS_SIGNATURE ||
        gs_file_read_at(fd, &h, sizeof h, (uint64_t)dos.e_lfanew) || h.Signature != IMAGE_NT_SIGNATURE ||
        h.OptionalHeader.Magic != IMAGE_NT_OPTIONAL_HDR64_MAGIC)
        return GS_IS_NONE;
    const IMAGE_DATA_DIRECTORY exports = h.OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT]; /* and their names */
    uint64_t at = (uint64_t)dos.e_lfanew + offsetof(IMAGE_NT_HEADERS64, OptionalHeader) + h.FileHeader.SizeOfOptionalHeader;
    for (int i = 0; i < h.FileHeader.NumberOfSections; i++, at += sizeof(IMAGE_SECTION_HEADER)) {
        IMAGE_SECTION_HEADER s;
        if (gs_file_read_at(fd, &s, sizeof s, at) || s.PointerToRawData + (uint64_t)s.SizeOfRawData > (uint64_t)file.size)
            return GS_IS_NONE;
        if (exports.VirtualAddress < s.VirtualAddress || exports.VirtualAddress - s.VirtualAddress >= s.SizeOfRawData) continue;
        table = s.PointerToRawData + (uint64_t)(exports.VirtualAddress - s.VirtualAddress);
        size = exports.Size;
    }
    return size ? gs_build_id_in(fd, table, size, id) : GS_IS_NONE;
}
#endif
