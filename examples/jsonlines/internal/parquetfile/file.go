// Package parquetfile writes columns of ndjson as Parquet: pages straight from the columns' memory, in plain encoding,
// compressed by Snappy. The metadata, the levels and the compression are those of libraries. (parquet-go's writer
// takes values one by one, and sorts the fields of a schema by their names.)
package parquetfile

import (
	"io"

	"github.com/klauspost/compress/s2"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"example.com/jsonlines/ndjson"
)

const magic = "PAR1"

// rowsOfPage is how many rows a page has.
const rowsOfPage = 20000

// A writer writes one file of one row group.
type writer struct {
	w      io.Writer
	at     int64
	chunks []format.ColumnChunk
	page   []byte // room
	packed []byte
	levels []byte
}

// Write writes the rows of a Struct.
func Write(out io.Writer, rows *ndjson.Column) error {
	w := &writer{w: out}
	if err := w.write([]byte(magic)); err != nil {
		return err
	}
	schema := []format.SchemaElement{{Name: "schema", NumChildren: thrift.New(int32(len(rows.Fields)))}}
	for i, c := range rows.Fields {
		name := rows.Type.Fields[i].Name
		schema = elements(schema, name, c.Type)
		if err := w.column(c, leaf{path: []string{name}, n: c.Len}); err != nil {
			return err
		}
	}
	meta := format.FileMetaData{Version: 1, Schema: schema, NumRows: int64(rows.Len), CreatedBy: "jsonlines"}
	if rows.Len > 0 {
		group := format.RowGroup{Columns: w.chunks, NumRows: int64(rows.Len)}
		for _, c := range w.chunks {
			group.TotalByteSize += c.MetaData.TotalUncompressedSize
			group.TotalCompressedSize += c.MetaData.TotalCompressedSize
		}
		meta.RowGroups = []format.RowGroup{group}
	}
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &meta)
	if err != nil {
		return err
	}
	n := len(footer)
	footer = append(footer, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	return w.write(append(footer, magic...))
}

func (w *writer) write(b []byte) error {
	n, err := w.w.Write(b)
	w.at += int64(n)
	return err
}

// elements adds those of a field to a schema.
func elements(to []format.SchemaElement, name string, t *ndjson.Type) []format.SchemaElement {
	e := format.SchemaElement{Name: name, RepetitionType: thrift.New(format.Optional)}
	switch t.Kind {
	case ndjson.List:
		e.NumChildren, e.ConvertedType = thrift.New(int32(1)), thrift.New(deprecated.List)
		e.LogicalType = format.LogicalType{Value: &format.ListType{}}
		to = append(to, e, format.SchemaElement{Name: "list", RepetitionType: thrift.New(format.Repeated), NumChildren: thrift.New(int32(1))})
		return elements(to, "element", t.Elem)
	case ndjson.Struct:
		e.NumChildren = thrift.New(int32(len(t.Fields)))
		to = append(to, e)
		for _, f := range t.Fields {
			to = elements(to, f.Name, f.Type)
		}
		return to
	case ndjson.String, ndjson.JSON:
		e.ConvertedType = thrift.New(deprecated.UTF8)
		e.LogicalType = format.LogicalType{Value: &format.StringType{}}
	}
	e.Type = thrift.New(physical(t.Kind))
	return append(to, e)
}

func physical(k ndjson.Kind) format.Type {
	switch k {
	case ndjson.Int:
		return format.Int64
	case ndjson.Float:
		return format.Double
	case ndjson.Bool:
		return format.Boolean
	}
	return format.ByteArray
}

// column writes the chunks of all leaves below a column.
func (w *writer) column(c *ndjson.Column, l leaf) error {
	switch c.Type.Kind {
	case ndjson.List:
		return w.column(c.Fields[0], l.items(c))
	case ndjson.Struct:
		inside := l.present(c)
		for i, f := range c.Fields {
			of := inside
			of.path = append(append([]string(nil), l.path...), c.Type.Fields[i].Name)
			if err := w.column(f, of); err != nil {
				return err
			}
		}
		return nil
	}
	return w.chunk(c, l.present(c))
}

// chunk writes the values of one leaf, page by page.
func (w *writer) chunk(c *ndjson.Column, l leaf) error {
	if l.len() == 0 {
		return nil
	}
	meta := format.ColumnMetaData{
		Type: physical(c.Type.Kind), Encoding: []format.Encoding{format.Plain, format.RLE}, PathInSchema: l.path, Codec: format.Snappy,
		NumValues: int64(l.len()), DataPageOffset: w.at,
	}
	for from := 0; from < l.len(); {
		to := l.page(from)
		if err := w.dataPage(c, l, from, to, &meta); err != nil {
			return err
		}
		from = to
	}
	w.chunks = append(w.chunks, format.ColumnChunk{FileOffset: meta.DataPageOffset, MetaData: meta})
	return nil
}

func (w *writer) dataPage(c *ndjson.Column, l leaf, from, to int, meta *format.ColumnMetaData) error {
	var err error
	page := w.page[:0]
	if l.repeats > 0 {
		if page, err = w.level(page, l.reps[from:to], l.repeats); err != nil {
			return err
		}
	}
	if page, err = w.level(page, l.definitions(from, to), l.defines); err != nil {
		return err
	}
	page = l.values(page, c, from, to)
	w.page = page
	w.packed = s2.EncodeSnappy(w.packed[:cap(w.packed)], page)
	head, err := thrift.Marshal(new(thrift.CompactProtocol), &format.PageHeader{
		Type: format.DataPage, UncompressedPageSize: int32(len(page)), CompressedPageSize: int32(len(w.packed)),
		DataPageHeader: thrift.New(format.DataPageHeader{
			NumValues: int32(to - from), Encoding: format.Plain, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE}),
	})
	if err != nil {
		return err
	}
	meta.TotalUncompressedSize += int64(len(head) + len(page))
	meta.TotalCompressedSize += int64(len(head) + len(w.packed))
	if err := w.write(head); err != nil {
		return err
	}
	return w.write(w.packed)
}

// level appends levels of which the highest is most, with their length.
func (w *writer) level(page, levels []byte, most int) ([]byte, error) {
	width := 0
	for 1<<width <= most {
		width++
	}
	var err error
	w.levels, err = (&rle.Encoding{BitWidth: width}).EncodeLevels(w.levels, levels)
	n := len(w.levels)
	page = append(page, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	return append(page, w.levels...), err
}
