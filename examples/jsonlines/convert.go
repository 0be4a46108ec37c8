package jsonlines

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"example.com/jsonlines/internal/arrowfile"
	"example.com/jsonlines/internal/parquetfile"
	"example.com/jsonlines/ndjson"
)

// Options are those of Convert. The zero value is good.
type Options struct {
	Schema   string // as JSON; "": Infer finds it
	Format   string // "parquet", which "" is too, or "arrow": files in Arrow's IPC stream format
	PartSize int64  // bytes of a part; 0: 32 MB. Each worker holds one
	Workers  int    // 0: as many as there are processors
	Unknown  string // fields that the schema does not have: "ignore", or "" for bad lines
}

// A Summary is what Convert has done. All that was done before counts, too.
type Summary struct {
	Lines, Rows, Bad int64
	Parts, Resumed   int // Resumed: how many of the parts were there already
	Schema           string
}

// job is what _job.json says: a folder has the parts of one job.
type job struct {
	Path     string
	Size     int64
	Changed  time.Time
	Schema   string
	Format   string
	PartSize int64
	Unknown  string
}

// done is what _part-NNNNN.json says of a part whose file is whole.
type done struct {
	Part
	Lines, Rows int64
	Bad         []BadLine // numbers of the part
}

// ErrOtherJob is the error of a folder with the parts of another file, or made with other options.
var ErrOtherJob = errors.New("the folder has the parts of another job")

// Convert makes a file of JSON lines to files in the folder out: part-00000.parquet and so on, which are one data set.
// Bad lines are left out, and are in out/_bad.jsonl, with their numbers. If the folder has parts of the same job already, it goes on
// where that has stopped. progress may be nil; else it is called now and then with the bytes that are done, and all. Memory: a
// worker holds about two to three times the size of a part.
//
// It stops when the context ends or progress panics; parts that are whole stay.
func Convert(ctx context.Context, path, out string, o Options, progress func(bytes, of int64)) (Summary, error) {
	j, parts, err := begin(path, out, &o)
	if err != nil {
		return Summary{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait() // also if progress panics
	defer cancel()
	sum := Summary{Parts: len(parts), Schema: j.Schema}
	var left []int
	var bytesDone int64
	for i := range parts {
		if readDone(out, i, parts[i]) == nil {
			left = append(left, i)
			continue
		}
		sum.Resumed++
		bytesDone += parts[i].End - parts[i].Start
	}
	tell := func() {
		if progress != nil {
			progress(bytesDone, j.Size)
		}
	}
	tell()

	todo, results := make(chan int), make(chan outcome)
	for range min(o.Workers, len(left)) {
		workers.Go(func() { work(ctx, j, out, parts, todo, results) })
	}
	go func() {
		defer close(todo)
		for _, i := range left {
			select {
			case todo <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { workers.Wait(); close(results) }()
	for r := range results {
		if r.err != nil {
			cancel()
			if err == nil { // the others stop because of the first
				err = r.err
			}
			continue
		}
		bytesDone += parts[r.part].End - parts[r.part].Start
		tell()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Summary{}, err
	}
	if info, err := os.Stat(path); err != nil {
		return Summary{}, err
	} else if info.Size() != j.Size || !info.ModTime().Equal(j.Changed) {
		return Summary{}, fmt.Errorf("%w: %s", ErrChanged, path)
	}
	err = finish(out, parts, &sum)
	return sum, err
}

type outcome struct {
	part int
	err  error
}

// begin reads or writes the job's file.
func begin(path, out string, o *Options) (job, []Part, error) {
	if o.Format == "" {
		o.Format = "parquet"
	}
	if o.Format != "parquet" && o.Format != "arrow" {
		return job{}, nil, fmt.Errorf("there is no format %q", o.Format)
	}
	if o.PartSize == 0 {
		o.PartSize = 32 << 20
	}
	if o.PartSize > ndjson.MostBytes/2 {
		return job{}, nil, fmt.Errorf("a part has %d bytes at most", ndjson.MostBytes/2)
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	info, err := os.Stat(path)
	if err != nil {
		return job{}, nil, err
	}
	if o.Schema == "" {
		if o.Schema, err = Infer(path); err != nil {
			return job{}, nil, err
		}
	}
	if _, err := newParser(o.Schema, o.Unknown); err != nil {
		return job{}, nil, err
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return job{}, nil, err
	}
	j := job{full, info.Size(), info.ModTime().UTC(), o.Schema, o.Format, o.PartSize, o.Unknown}
	parts, err := Parts(path, o.PartSize)
	if err != nil {
		return job{}, nil, err
	}
	file := filepath.Join(out, "_job.json")
	var before job
	switch err := readJSON(file, &before); {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(out, 0o777); err != nil {
			return job{}, nil, err
		}
		return j, parts, writeJSON(file, j)
	case err != nil:
		return job{}, nil, err
	case before != j:
		return job{}, nil, fmt.Errorf("%w: %s is %+v", ErrOtherJob, file, before)
	}
	return j, parts, removeHalves(out)
}

// work converts parts until there are none.
func work(ctx context.Context, j job, out string, parts []Part, todo <-chan int, results chan<- outcome) {
	p, err := newParser(j.Schema, j.Unknown)
	for i := range todo {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			p.Reset()
			err = convertPart(p, j, out, i, parts[i])
		}
		select {
		case results <- outcome{i, err}:
		case <-ctx.Done(): // nobody may be there any more
		}
		if err != nil {
			return
		}
	}
}

func convertPart(p *ndjson.Parser, j job, out string, i int, part Part) error {
	if err := parsePart(p, j.Path, part); err != nil {
		return err
	}
	write := parquetfile.Write
	if j.Format == "arrow" {
		write = arrowfile.Write
	}
	err := replace(filepath.Join(out, fmt.Sprintf("part-%05d.%s", i, j.Format)), func(w io.Writer) error { return write(w, p.Columns) })
	if err != nil {
		return err
	}
	d := &done{part, p.Lines, int64(p.Columns.Len), badLines(p, 0)}
	slog.Debug("part written", "part", i, "rows", d.Rows, "bad", len(d.Bad))
	return writeJSON(doneFile(out, i), d)
}

// finish adds up, and writes the bad lines with their numbers. Those of one part are in memory at a time.
func finish(out string, parts []Part, sum *Summary) error {
	err := replace(filepath.Join(out, "_bad.jsonl"), func(w io.Writer) error {
		lines := json.NewEncoder(w)
		lines.SetEscapeHTML(false)
		for i, part := range parts {
			d := readDone(out, i, part)
			if d == nil {
				return fmt.Errorf("%s is not there any more", doneFile(out, i))
			}
			for _, b := range d.Bad {
				b.Line += sum.Lines
				if err := lines.Encode(b); err != nil {
					return err
				}
			}
			sum.Lines += d.Lines
			sum.Rows += d.Rows
			sum.Bad += int64(len(d.Bad))
		}
		return nil
	})
	slog.Info("converted", "lines", sum.Lines, "rows", sum.Rows, "bad", sum.Bad, "parts", sum.Parts, "resumed", sum.Resumed)
	return err
}

func doneFile(out string, i int) string { return filepath.Join(out, fmt.Sprintf("_part-%05d.json", i)) }

// readDone is what was done of a part; nil: it is still to do.
func readDone(out string, i int, part Part) *done {
	var d done
	if readJSON(doneFile(out, i), &d) != nil || d.Part != part {
		return nil
	}
	return &d
}

// replace writes a file that is there when it is whole, and not before.
func replace(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*"+half)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 256<<10)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Chmod(0o644)
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// half is how the name of a file ends that replace has begun.
const half = ".half"

// removeHalves removes what a process has left that was ended while it wrote.
func removeHalves(out string) error {
	files, err := os.ReadDir(out)
	for _, f := range files {
		if name := f.Name(); name[0] == '.' && strings.HasSuffix(name, half) {
			err = errors.Join(err, os.Remove(filepath.Join(out, name)))
		}
	}
	return err
}

func writeJSON(path string, v any) error {
	return replace(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(v) })
}

func readJSON(path string, v any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}
