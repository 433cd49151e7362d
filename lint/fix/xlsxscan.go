package fix

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

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
