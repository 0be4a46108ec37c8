// Package arrowfile writes columns of ndjson as Arrow's IPC stream, from the columns' own memory.
package arrowfile

import (
	"io"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"example.com/jsonlines/ndjson"
)

// Write writes the rows of a Struct as one record batch.
func Write(out io.Writer, rows *ndjson.Column) error {
	schema := arrow.NewSchema(fields(rows.Type), nil)
	columns := make([]arrow.Array, len(rows.Fields))
	for i, c := range rows.Fields {
		data := data(c)
		columns[i] = array.MakeFromData(data)
		data.Release()
		defer columns[i].Release()
	}
	batch := array.NewRecordBatch(schema, columns, int64(rows.Len))
	defer batch.Release()
	w := ipc.NewWriter(out, ipc.WithSchema(schema))
	if err := w.Write(batch); err != nil {
		return err
	}
	return w.Close()
}

func fields(t *ndjson.Type) []arrow.Field {
	all := make([]arrow.Field, len(t.Fields))
	for i, f := range t.Fields {
		all[i] = arrow.Field{Name: f.Name, Type: typeOf(f.Type), Nullable: true}
	}
	return all
}

func typeOf(t *ndjson.Type) arrow.DataType {
	switch t.Kind {
	case ndjson.Int:
		return arrow.PrimitiveTypes.Int64
	case ndjson.Float:
		return arrow.PrimitiveTypes.Float64
	case ndjson.Bool:
		return arrow.FixedWidthTypes.Boolean
	case ndjson.List:
		return arrow.ListOfField(arrow.Field{Name: "element", Type: typeOf(t.Elem), Nullable: true})
	case ndjson.Struct:
		return arrow.StructOf(fields(t)...)
	}
	return arrow.BinaryTypes.String
}

func data(c *ndjson.Column) arrow.ArrayData {
	var valid *memory.Buffer
	if c.Nulls > 0 {
		valid = memory.NewBufferBytes(c.Valid)
	}
	buffers := []*memory.Buffer{valid}
	var children []arrow.ArrayData
	switch c.Type.Kind {
	case ndjson.Int:
		buffers = append(buffers, buffer(c.Ints))
	case ndjson.Float:
		buffers = append(buffers, buffer(c.Floats))
	case ndjson.Bool:
		buffers = append(buffers, memory.NewBufferBytes(c.Bits))
	case ndjson.String, ndjson.JSON:
		buffers = append(buffers, buffer(c.Ends), memory.NewBufferBytes(c.Bytes))
	case ndjson.List:
		buffers = append(buffers, buffer(c.Ends))
	}
	for _, f := range c.Fields {
		child := data(f)
		defer child.Release()
		children = append(children, child)
	}
	return array.NewData(typeOf(c.Type), c.Len, buffers, children, c.Nulls, 0)
}

func buffer[T int64 | float64 | int32](v []T) *memory.Buffer {
	if len(v) == 0 {
		return memory.NewBufferBytes(nil)
	}
	return memory.NewBufferBytes(unsafe.Slice((*byte)(unsafe.Pointer(&v[0])), int(unsafe.Sizeof(v[0]))*len(v)))
}
