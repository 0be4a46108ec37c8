package audit

import (
	"slices"
	"strconv"
	"strings"
)

// policy lists the libraries that every machine of a manylinux tag has (PEP 600; auditwheel's policies have
// the same). A wheel that needs others must bring them along, which this tool does not do.
var policy = []string{
	"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1", "libresolv.so.2", "libanl.so.1", "libnsl.so.1",
	"libgcc_s.so.1", "libstdc++.so.6", "libatomic.so.1", "libz.so.1", "libexpat.so.1",
	"libX11.so.6", "libXext.so.6", "libXrender.so.1", "libICE.so.6", "libSM.so.6", "libGL.so.1",
	"libgobject-2.0.so.0", "libgthread-2.0.so.0", "libglib-2.0.so.0",
	"ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1",
}

// families are the libraries beside glibc whose symbols have versions: for each the newest that machines of
// a tag have, from the first tag that has it on all processors.
var families = map[string][]struct {
	newest string
	glibc  Version
}{
	"GLIBCXX":   {{"3.4.19", Version{2, 17}}, {"3.4.22", Version{2, 24}}, {"3.4.24", Version{2, 27}}, {"3.4.28", Version{2, 31}}, {"3.4.29", Version{2, 34}}, {"3.4.30", Version{2, 35}}, {"3.4.33", Version{2, 39}}},
	"CXXABI":    {{"1.3.7", Version{2, 17}}, {"1.3.10", Version{2, 24}}, {"1.3.11", Version{2, 27}}, {"1.3.12", Version{2, 31}}, {"1.3.13", Version{2, 34}}, {"1.3.15", Version{2, 39}}},
	"GCC":       {{"4.7.0", Version{2, 17}}, {"7.0.0", Version{2, 27}}, {"11.0", Version{2, 35}}, {"14.0.0", Version{2, 39}}},
	"ZLIB":      {{"1.2.5.2", Version{2, 17}}, {"1.2.9", Version{2, 27}}, {"1.2.12", Version{2, 37}}},
	"LIBATOMIC": {{"1.0", Version{2, 17}}, {"1.2", Version{2, 24}}},
}

// libraryOf are the libraries of the families.
var libraryOf = map[string]string{"GLIBCXX": "libstdc++.so.6", "CXXABI": "libstdc++.so.6", "GCC": "libgcc_s.so.1", "ZLIB": "libz.so.1", "LIBATOMIC": "libatomic.so.1"}

// glibcFor is the oldest glibc of a tag whose machines have a version of a symbol, such as GLIBCXX_3.4.30,
// which a file asks for. known is false for versions that no tag speaks of, and of libraries that the wheel
// has itself, and there is none for those that are too new.
func glibcFor(version string, needed []string) (glibc Version, known, some bool) {
	family, wanted, _ := strings.Cut(version, "_")
	if !slices.Contains(needed, libraryOf[family]) {
		return Version{}, false, false
	}
	rows, known := families[family]
	for _, row := range rows {
		if slices.Compare(numbers(wanted), numbers(row.newest)) <= 0 {
			return row.glibc, true, true
		}
	}
	return Version{}, known, false
}

func numbers(version string) []int {
	var all []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil // CXXABI_FLOAT128 and the like are in all
		}
		all = append(all, n)
	}
	return all
}
