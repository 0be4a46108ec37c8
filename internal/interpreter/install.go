package interpreter

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

//go:embed requirements.py
var unmet string

// Unmet are those of the requirements that what is installed does not meet.
func (p *Python) Unmet(ctx context.Context, requirements []string) ([]string, error) {
	if len(requirements) == 0 {
		return nil, nil
	}
	out, err := exec.CommandContext(ctx, p.Path, append([]string{"-c", unmet}, requirements...)...).Output()
	var left []string
	if err == nil {
		err = json.Unmarshal(out, &left)
	}
	if err != nil {
		return nil, fmt.Errorf("%s does not say what is installed: %w", p.Path, err)
	}
	return left, nil
}

// InstallRequirements installs what others have published, with pip, or with uv: where that
// is wanted, or there is no pip.
func (p *Python) InstallRequirements(ctx context.Context, requirements []string, uv bool) error {
	if len(requirements) == 0 {
		return nil
	}
	path, noUV := exec.LookPath("uv")
	if noUV != nil && uv {
		return errors.New("--uv: there is no uv on PATH: install it (https://docs.astral.sh/uv/), or leave out --uv")
	}
	var said string
	var err error
	if !uv {
		said, err = p.install(ctx, requirements, p.Path, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
		noPip := err != nil && strings.Contains(said, "No module named pip")
		if noPip && noUV != nil {
			return fmt.Errorf("%s has no pip, and there is no uv, to install %s: install pip (%s -m ensurepip), or pass --no-deps", p.Path, strings.Join(requirements, ", "), p.Path)
		}
		uv = noPip
	}
	if uv {
		said, err = p.install(ctx, requirements, path, "pip", "install", "--quiet", "--python", p.Path)
	}
	if err != nil {
		return fmt.Errorf("%s can't be installed (%w):\n%s", strings.Join(requirements, ", "), err, said)
	}
	return nil
}

func (p *Python) install(ctx context.Context, requirements []string, command ...string) (said string, err error) {
	cmd := exec.CommandContext(ctx, command[0], append(command[1:], requirements...)...)
	var both bytes.Buffer
	cmd.Stdout, cmd.Stderr = &both, &both
	err = cmd.Run()
	return strings.TrimSpace(both.String()), err
}
