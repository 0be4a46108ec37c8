package build

import (
	"strings"
	"testing"

	"gophersnake/internal/toolchain"
)

func TestNoHeadersOfAnotherSystem(t *testing.T) {
	_, err := Build(t.Context(), Target{For: toolchain.Machine{OS: "windows", Arch: "amd64"}, ABI: toolchain.ABI{Python: "3.14.0", Include: "/include"}})
	if err == nil || !strings.Contains(err.Error(), "those of Windows are not here") {
		t.Error(err)
	}
}
