package interpreter

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// InstallRequirements installs what others have published, with pip or with uv.
func (p *Python) InstallRequirements(ctx context.Context, requirements []string, uv bool) error {
	if len(requirements) == 0 {
		return nil
	}
	args := []string{p.Path, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"}
	if uv {
		path, err := exec.LookPath("uv")
		if err != nil {
			return errors.New("--uv: there is no uv on PATH: install it (https://docs.astral.sh/uv/), or leave out --uv")
		}
		args = []string{path, "pip", "install", "--quiet", "--python", p.Path}
	}
	cmd := exec.CommandContext(ctx, args[0], append(args[1:], requirements...)...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		text := strings.TrimSpace(said.String())
		if strings.Contains(text, "No module named pip") {
			return fmt.Errorf("%s has no pip: install it (%s -m ensurepip), or pass --uv", p.Path, p.Path)
		}
		return fmt.Errorf("%s can't be installed (%w):\n%s", strings.Join(requirements, ", "), err, text)
	}
	return nil
}
