package fix

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
)

// placed is a cell as a sheet writes it.
type placed struct {
	edits  []lint.Edit
	shared int   // the shared string that it asks for; -1: it has one of its own
	value  patch // where that number stands
	pieces []piece
}

// piece is a stretch of a cell's text and where it is written.
type piece struct {
	text     string // decoded
	from, to int    // in the part: between <t> and </t>
}

// edit makes edits to cells.
func (b *book) edit(edits map[cell][]lint.Edit) error {
	bySheet := map[string]map[string][]lint.Edit{}
	for c, list := range edits {
		if bySheet[c.sheet] == nil {
			bySheet[c.sheet] = map[string][]lint.Edit{}
		}
		bySheet[c.sheet][c.name] = list
	}
	shares := map[int][]share{}     // cells that are edited, by the shared string they ask for
	uses := map[int]int{}           // how many cells ask for a shared string
	patches := map[string][]patch{} // of each part
	for sheet, part := range b.sheets {
		text, err := b.part(part)
		if err != nil {
			return err
		}
		found, err := scanSheet(text, bySheet[sheet], uses)
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
		if len(found) != len(bySheet[sheet]) {
			return fmt.Errorf("%s: a cell is missing", part)
		}
		for _, p := range found {
			if p.shared >= 0 {
				shares[p.shared] = append(shares[p.shared], share{part, p})
				continue
			}
			list, err := rewritePieces(text, p.pieces, p.edits)
			if err != nil {
				return err
			}
			patches[part] = append(patches[part], list...)
		}
		delete(bySheet, sheet)
	}
	if len(bySheet) > 0 {
		return errors.New("a sheet is missing")
	}
	if err := b.editShared(shares, uses, patches); err != nil {
		return err
	}
	for part, list := range patches {
		text, err := b.part(part)
		if err != nil {
			return err
		}
		b.changed[partKey(part)] = patched(text, list)
	}
	return nil
}

// share is a cell that asks for a shared string.
type share struct {
	part string
	cell placed
}

// editShared rewrites shared strings: in their place where all cells that ask for
// one get the same, else as a new string that the edited cells ask for.
func (b *book) editShared(shares map[int][]share, uses map[int]int, patches map[string][]patch) error {
	if len(shares) == 0 {
		return nil
	}
	text, err := b.part(b.strings)
	if err != nil {
		return err
	}
	table, err := scanStrings(text)
	if err != nil {
		return fmt.Errorf("%s: %w", b.strings, err)
	}
	var inPlace []patch
	var added []string
	for _, index := range slices.Sorted(maps.Keys(shares)) {
		if index >= len(table.items) {
			return fmt.Errorf("%s: no string %d", b.strings, index)
		}
		item, list := table.items[index], shares[index]
		same := !slices.ContainsFunc(list, func(s share) bool { return !sameEdits(s.cell.edits, list[0].cell.edits) })
		if same && len(list) == uses[index] {
			made, err := rewritePieces(text, item.pieces, list[0].cell.edits)
			if err != nil {
				return err
			}
			inPlace = append(inPlace, made...)
			continue
		}
		made := map[string]int{} // new strings by what they are
		for _, s := range list {
			copied, err := rewritePieces(text, item.pieces, s.cell.edits)
			if err != nil {
				return err
			}
			for i := range copied {
				copied[i].from, copied[i].to = copied[i].from-item.from, copied[i].to-item.from
			}
			one := string(patched(text[item.from:item.to], copied))
			n, ok := made[one]
			if !ok {
				n = len(table.items) + len(added)
				made[one] = n
				added = append(added, one)
			}
			p := s.cell.value
			p.text = strconv.Itoa(n)
			patches[s.part] = append(patches[s.part], p)
		}
	}
	if len(added) > 0 {
		inPlace = append(inPlace, patch{table.end, table.end, strings.Join(added, "")})
		inPlace = append(inPlace, table.counts(len(added))...)
	}
	patches[b.strings] = append(patches[b.strings], inPlace...)
	return nil
}

func sameEdits(x, y []lint.Edit) bool {
	return slices.EqualFunc(x, y, func(a, b lint.Edit) bool { return a.From == b.From && a.To == b.To && a.Text == b.Text })
}

// stringTable is the part of the shared strings.
type stringTable struct {
	items  []stringItem
	end    int   // where another one can be added
	unique patch // the attribute that counts them; from == to: there is none
	n      int
}

type stringItem struct {
	from, to int // of <si>…</si>
	pieces   []piece
}

// counts are the patches that count more strings. Cells ask for as many as before.
func (t *stringTable) counts(more int) []patch {
	if t.unique.from == t.unique.to {
		return nil
	}
	p := t.unique
	p.text = strconv.Itoa(t.n + more)
	return []patch{p}
}

// walker reads a part and knows where it is.
type walker struct {
	*xml.Decoder
	text  []byte
	stack []string
	from  int // where the last token began
}

func newWalker(text []byte) *walker {
	return &walker{Decoder: xml.NewDecoder(bytes.NewReader(text)), text: text}
}

// next returns the next token; the stack holds the elements that are open, with
// the one that a start opens and without the one that an end closes.
func (w *walker) next() (xml.Token, error) {
	w.from = int(w.InputOffset())
	tok, err := w.RawToken()
	if err != nil {
		return nil, err
	}
	switch t := tok.(type) {
	case xml.StartElement:
		w.stack = append(w.stack, t.Name.Local)
	case xml.EndElement:
		if len(w.stack) == 0 {
			return nil, errors.New("an end without a start")
		}
		w.stack = w.stack[:len(w.stack)-1]
	}
	return tok, nil
}

func (w *walker) at() int { return int(w.InputOffset()) }

// pieces reads the pieces of text of the element that is open, up to its end,
// but not what says how they are spoken.
func (w *walker) pieces() ([]piece, error) {
	depth, spoken := len(w.stack), 0
	var list []piece
	for {
		tok, err := w.next()
		if err != nil {
			return nil, whole(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "rPh" && spoken == 0:
				spoken = len(w.stack)
			case t.Name.Local == "t" && spoken == 0:
				list = append(list, piece{from: w.at(), to: w.at()})
			}
		case xml.EndElement:
			switch {
			case len(w.stack) < depth:
				return list, nil
			case len(w.stack) < spoken:
				spoken = 0
			case t.Name.Local == "t" && spoken == 0 && len(list) > 0 && list[len(list)-1].from <= w.from:
				list[len(list)-1].to = w.from
			}
		case xml.CharData:
			if spoken == 0 && w.stack[len(w.stack)-1] == "t" {
				list[len(list)-1].text += string(t)
			}
		}
	}
}

// whole turns the end of a part inside of an element into an error.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// scanStrings finds the shared strings of a part.
func scanStrings(text []byte) (*stringTable, error) {
	w := newWalker(text)
	t := &stringTable{}
	for {
		tok, err := w.next()
		if errors.Is(err, io.EOF) {
			if t.end == 0 {
				return nil, io.ErrUnexpectedEOF
			}
			return t, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "sst" && len(w.stack) == 1:
				t.unique, t.n = attributePlace(text, w.from, w.at(), "uniqueCount")
			case e.Name.Local == "si" && len(w.stack) == 2:
				item := stringItem{from: w.from}
				if item.pieces, err = w.pieces(); err != nil {
					return nil, err
				}
				item.to = w.at()
				t.items = append(t.items, item)
			}
		case xml.EndElement:
			if e.Name.Local == "sst" {
				t.end = w.from
			}
		}
	}
}

// attributePlace finds the value of an attribute that is a number in a tag.
func attributePlace(text []byte, from, to int, name string) (patch, int) {
	tag := string(text[from:to])
	i := strings.Index(tag, " "+name+"=")
	if i < 0 {
		return patch{}, 0
	}
	i += len(name) + 3
	j := strings.IndexByte(tag[i:], tag[i-1])
	if j < 0 {
		return patch{}, 0
	}
	n, err := number(tag[i : i+j])
	if err != nil {
		return patch{}, 0
	}
	return patch{from: from + i, to: from + i + j}, n
}

// scanSheet finds cells of a sheet and counts, over all of them, who asks for
// which shared string.
func scanSheet(text []byte, wanted map[string][]lint.Edit, uses map[int]int) ([]placed, error) {
	w := newWalker(text)
	var found []placed
	row, column := 0, 0
	for {
		tok, err := w.next()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "row":
			row, column = row+1, 0
			if r := attribute(&e, "r"); r != "" {
				if row, err = number(r); err != nil {
					return nil, err
				}
			}
		case "c":
			name := strings.ToUpper(attribute(&e, "r"))
			column++
			if name == "" {
				name = letters(column) + strconv.Itoa(row)
			} else {
				column = columnOf(name)
			}
			p := placed{edits: wanted[name], shared: -1}
			if err := w.cell(&p, attribute(&e, "t")); err != nil {
				return nil, err
			}
			if p.shared >= 0 {
				uses[p.shared]++
			}
			if _, ok := wanted[name]; ok {
				found = append(found, p)
			}
		}
	}
}

// cell reads the cell that is open.
func (w *walker) cell(p *placed, kind string) error {
	depth := len(w.stack)
	for {
		tok, err := w.next()
		if err != nil {
			return whole(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "is" && kind == "inlineStr":
				list, err := w.pieces()
				if err != nil {
					return err
				}
				p.pieces = append(p.pieces, list...)
			case t.Name.Local == "f" && len(p.edits) > 0:
				return errors.New("a formula makes the text")
			}
		case xml.EndElement:
			if len(w.stack) < depth {
				return nil
			}
		case xml.CharData:
			if kind == "s" && len(w.stack) == depth+1 && w.stack[depth] == "v" {
				if p.shared, err = number(string(t)); err != nil || p.shared < 0 {
					return fmt.Errorf("a shared string %.20q", string(t))
				}
				p.value = patch{from: w.from, to: w.at()}
			}
		}
	}
}

// letters is the name of a column.
func letters(column int) string {
	var out []byte
	for ; column > 0; column = (column - 1) / 26 {
		out = append([]byte{byte('A' + (column-1)%26)}, out...)
	}
	return string(out)
}

// columnOf is the number of the column of a cell's name.
func columnOf(name string) int {
	n := 0
	for i := 0; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && n < 1<<20; i++ {
		n = n*26 + int(name[i]-'A') + 1
	}
	return n
}

// rewritePieces makes edits, sorted and disjoint, to a text that is written in
// pieces: each edit in the piece that holds it. What is spread over several, or
// written with the escapes of workbooks, is left to a person.
func rewritePieces(part []byte, pieces []piece, edits []lint.Edit) ([]patch, error) {
	var list []patch
	start := 0
	next := 0
	for _, p := range pieces {
		if strings.Contains(p.text, "_x") {
			return nil, errors.New("a text with escapes")
		}
		end := start + len(p.text)
		text, at, touched := "", start, false
		plain := string(part[p.from:p.to]) == p.text // without entities: only the bytes of the edit change
		for ; next < len(edits) && edits[next].From < end; next++ {
			e := &edits[next]
			if e.From < at || e.To > end {
				return nil, errors.New("an edit over several pieces of rich text")
			}
			if plain {
				list = append(list, patch{p.from + e.From - start, p.from + e.To - start, escapeXML(e.Text)})
			}
			text += p.text[at-start:e.From-start] + e.Text
			at, touched = e.To, true
		}
		if touched && !plain {
			text += p.text[at-start:]
			list = append(list, patch{p.from, p.to, escapeXML(text)})
		}
		start = end
	}
	if next < len(edits) {
		return nil, errors.New("an edit behind the end of a cell")
	}
	return list, nil
}

// escapeXML writes a text between tags.
func escapeXML(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '\r':
			b.WriteString("&#13;")
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\t':
			// no text of XML can hold it; reading back tells
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
