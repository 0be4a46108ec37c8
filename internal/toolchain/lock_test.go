package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestWhoWaitsForALockIsTold(t *testing.T) {
	told := make(chan string, 2)
	ended := make(chan bool, 2)
	before := Waiting
	defer func() { Waiting = before }()
	Waiting = func(what string) func() {
		told <- what
		return func() { ended <- true }
	}
	dir := t.TempDir()
	unlock, err := Lock(context.Background(), dir, "the first")
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan error, 2)
	wait := func(ctx context.Context) {
		again, err := Lock(ctx, dir, "another build")
		if err == nil {
			again()
		}
		got <- err
	}
	receive := func(c chan error) error {
		select {
		case err := <-c:
			return err
		case <-time.After(time.Minute):
			t.Fatal("it waits for ever")
		}
		return nil
	}
	ctx, interrupt := context.WithCancel(context.Background())
	go wait(ctx)
	if want, what := fmt.Sprintf("waiting for another build, process %d", os.Getpid()), <-told; what != want {
		t.Errorf("told %q, not %q", what, want)
	}
	interrupt()
	if err := receive(got); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	<-ended
	go wait(context.Background())
	<-told
	unlock()
	if err := receive(got); err != nil {
		t.Error(err)
	}
	<-ended
	if len(told) > 0 {
		t.Error("a free lock was waited for")
	}
}

func TestCommandsOfTheLinkerAreLeftOut(t *testing.T) {
	said := "# example.com/x\n/go/link: running /usr/bin/cc failed: exit status 1\n/usr/bin/cc -m64 -o a.out /tmp/go-link-1/go.o\n/usr/bin/ld: cannot find -lx\n"
	text := linkCommand.ReplaceAllString(said, "$1")
	if strings.Contains(text, "-m64") || !strings.Contains(text, "failed: exit status 1\n/usr/bin/ld: cannot find -lx\n") {
		t.Error(text)
	}
}
