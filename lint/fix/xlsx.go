package fix

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// cell is a cell of a workbook by the names that readers give it.
type cell struct{ sheet, name string }

// writeCells makes changes to cells of a workbook: only what their strings are
// written as becomes another. Parts that hold none of them, and everything else
// in those that do, stay as they are, to the byte.
func writeCells(data []byte, changes []Change) ([]byte, error) {
	b, err := openBook(data)
	if err != nil {
		return nil, err
	}
	edits := map[cell][]lint.Edit{}
	for i := range changes {
		at := changes[i].Finding.Location
		c := cell{at.Sheet, at.Cell}
		edits[c] = append(edits[c], changes[i].edits()...)
	}
	for c := range edits {
		slices.SortFunc(edits[c], func(x, y lint.Edit) int { return cmp.Compare(x.From, y.From) })
	}
	if err := b.edit(edits); err != nil {
		return nil, err
	}
	return b.write()
}

// book is a workbook: its parts, and where its strings are written.
type book struct {
	zip     *zip.Reader
	parts   map[string]*zip.File // by their names as relations have them
	changed map[string][]byte    // parts that are written anew
	sheets  map[string]string    // the part of a sheet, by its name
	strings string               // the part of the shared strings; empty: none
}

// maxPart is how many bytes of a part are unpacked.
const maxPart = 256 << 20

func openBook(data []byte) (*book, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := &book{zip: z, parts: map[string]*zip.File{}, changed: map[string][]byte{}, sheets: map[string]string{}}
	for _, f := range z.File {
		b.parts[partKey(f.Name)] = f
	}
	main := "xl/workbook.xml"
	top, err := b.links("")
	if err != nil {
		return nil, err
	}
	for _, l := range top {
		if l.kind == "officeDocument" {
			main = l.target
		}
	}
	links, err := b.links(main)
	if err != nil {
		return nil, err
	}
	for _, l := range links {
		if l.kind == "sharedStrings" {
			b.strings = l.target
		}
	}
	text, err := b.part(main)
	if err != nil {
		return nil, err
	}
	return b, elements(text, func(e *xml.StartElement, _, _ int) {
		if e.Name.Local != "sheet" {
			return
		}
		for _, a := range e.Attr {
			if a.Name.Local == "id" && a.Name.Space != "" {
				b.sheets[attribute(e, "name")] = links[a.Value].target
			}
		}
	})
}

// part is the text of a part as it is by now.
func (b *book) part(name string) (text []byte, err error) {
	key := partKey(name)
	if text, ok := b.changed[key]; ok {
		return text, nil
	}
	f := b.parts[key]
	if f == nil {
		return nil, fmt.Errorf("%s is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	text, err = io.ReadAll(io.LimitReader(r, maxPart+1))
	if err == nil && len(text) > maxPart {
		err = fmt.Errorf("%s: more than %d MiB unpacked", name, maxPart>>20)
	}
	return text, err
}

// write writes the workbook: parts that did not change are copied as they are.
func (b *book) write() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range b.zip.File {
		text, ok := b.changed[partKey(f.Name)]
		if !ok {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		head := &zip.FileHeader{
			Name: f.Name, Comment: f.Comment, Method: f.Method, Modified: f.Modified,
			ExternalAttrs: f.ExternalAttrs, CreatorVersion: f.CreatorVersion,
		}
		p, err := w.CreateHeader(head)
		if err != nil {
			return nil, err
		}
		if _, err := p.Write(text); err != nil {
			return nil, err
		}
	}
	if err := w.SetComment(b.zip.Comment); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// partLink is what a part says of another.
type partLink struct{ kind, target string }

// links reads the relations of a part, by their ids; there may be none.
func (b *book) links(name string) (map[string]partLink, error) {
	dir := name[:strings.LastIndex(name, "/")+1]
	path := dir + "_rels/" + name[len(dir):] + ".rels"
	out := map[string]partLink{}
	if b.parts[partKey(path)] == nil {
		return out, nil
	}
	text, err := b.part(path)
	if err != nil {
		return nil, err
	}
	return out, elements(text, func(e *xml.StartElement, _, _ int) {
		if e.Name.Local != "Relationship" {
			return
		}
		target := strings.ReplaceAll(attribute(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = joined(dir, target)
		}
		kind := attribute(e, "Type")
		out[attribute(e, "Id")] = partLink{kind[strings.LastIndex(kind, "/")+1:], strings.TrimPrefix(target, "/")}
	})
}

// joined is a relative name of a part from a folder.
func joined(dir, target string) string {
	var parts []string
	for p := range strings.SplitSeq(dir+target, "/") {
		switch {
		case p == ".." && len(parts) > 0:
			parts = parts[:len(parts)-1]
		case p != "" && p != "." && p != "..":
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "/")
}

// partKey gives names of parts one form: they are the same in any case.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// elements calls each for the start of every element, with where its tag begins
// and ends.
func elements(text []byte, each func(e *xml.StartElement, from, to int)) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		from := int(d.InputOffset())
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok {
			each(&e, from, int(d.InputOffset()))
		}
	}
}

// attribute is the value of an attribute; empty where there is none.
func attribute(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// patch puts a text in the place of bytes of a part.
type patch struct {
	from, to int
	text     string
}

// patched makes patches, disjoint, to a part.
func patched(text []byte, list []patch) []byte {
	slices.SortStableFunc(list, func(x, y patch) int { return cmp.Compare(x.from, y.from) })
	var out bytes.Buffer
	at := 0
	for _, p := range list {
		out.Write(text[at:p.from])
		out.WriteString(p.text)
		at = p.to
	}
	out.Write(text[at:])
	return out.Bytes()
}

func number(s string) (int, error) { return strconv.Atoi(strings.TrimSpace(s)) }
