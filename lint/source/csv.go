package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// csvReader reads comma- or tab-separated values, as encoding/csv does (RFC
// 4180), but with the place of every cell: in quotes "" stands for ", and line
// ends belong to the cell. Rows may have different numbers of cells.
type csvReader struct {
	stream *stream
	comma  byte
	table  table
	plain  *notation // of cells without quotes
	quoted *notation // of cells in quotes without doubled ones
	title  error     // why the first row is no header; rows of titles may stand before it
}

var (
	errBareQuote = errors.New(`bare " in a cell without quotes: the cell must begin with " and each " inside be doubled`)
	errOpenQuote = errors.New(`a " is not closed: behind the closing one stands a separator or the end of the line`)
)

// anyRow is what messages about a row that is too long call it.
const anyRow = `a row (or one with a " that is not closed)`

func (r *csvReader) read(yield func(*Conversation) bool) error {
	r.plain = &notation{refuse: r.refusePlain}
	r.quoted = &notation{encode: encodeQuoted}
	for {
		b, length, err := r.stream.next(anyRow, r.lastRow)
		if b != nil {
			if err := r.rows(b, length, yield); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF) && !r.table.begun:
			return r.title
		case errors.Is(err, io.EOF):
			return r.table.flush(yield)
		case err != nil:
			return err
		}
	}
}

// lastRow returns the length of the whole rows that text starts with: line ends
// in quotes do not end a row. A row that is not well written ends with its line,
// where it is told.
func (r *csvReader) lastRow(text string) int {
	last := 0
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		open := r.quoteAt(text, last, at, end)
		if open < 0 {
			if end == len(text) {
				return last
			}
			at, last = end+1, end+1
			continue
		}
		shut := closingQuote(text, open+1)
		if shut < 0 {
			return last
		}
		at = shut + 1
	}
	return last
}

// quoteAt returns where the first cell in quotes of a row begins in
// text[at:end], or -1; the row begins at row.
func (r *csvReader) quoteAt(text string, row, at, end int) int {
	for at < end {
		n := strings.IndexByte(text[at:end], '"')
		if n < 0 {
			return -1
		}
		if at += n; at == row || text[at-1] == r.comma {
			return at
		}
		at++
	}
	return -1
}

// closingQuote returns where the quote stands that closes a cell, or -1.
func closingQuote(text string, at int) int {
	for {
		n := strings.IndexByte(text[at:], '"')
		if n < 0 {
			return -1
		}
		if at += n; at+1 >= len(text) || text[at+1] != '"' {
			return at
		}
		at += 2
	}
}

// rows reads the rows of b.text[:length].
func (r *csvReader) rows(b *Block, length int, yield func(*Conversation) bool) error {
	var cells []Text
	where := func(i int) *Location {
		return &Location{Row: r.table.rows, ColumnName: r.table.columnName(i)}
	}
	for at := 0; at < length; {
		start := at
		cells = cells[:0]
		for more := true; more; {
			var cell Text
			var err error
			cell, at, more, err = r.cell(b, at, length)
			if err != nil {
				return err
			}
			cells = append(cells, cell)
		}
		if err := r.stream.checkLength(anyRow, b, start, at); err != nil {
			return err
		}
		if len(cells) == 1 && isBlank(cells[0].s) {
			continue // an empty line is no row
		}
		if err := r.row(b, start, cells, where, yield); err != nil {
			return err
		}
	}
	return nil
}

// row hands on a row, and gives an error of it its place: where no row is a
// header, that of the first.
func (r *csvReader) row(b *Block, start int, cells []Text, where func(int) *Location, yield func(*Conversation) bool) error {
	err := r.table.row(cells, where, yield)
	if err == nil || errors.Is(err, errStopped) {
		return err
	}
	if r.title == nil {
		r.title = b.fault(r.stream.path, start, err)
	}
	switch {
	case !r.table.begun:
		return nil
	case errors.Is(err, ErrNoText):
		return r.title
	}
	return b.fault(r.stream.path, start, err)
}

// cell reads the cell that starts at an offset. more tells that another one
// follows in the row; next is where it, or the next row, starts.
func (r *csvReader) cell(b *Block, at, length int) (cell Text, next int, more bool, err error) {
	text := b.text[:length]
	if at < length && text[at] == '"' {
		return r.inQuotes(b, at, length)
	}
	end := at
	for end < length && text[end] != r.comma && text[end] != '\n' && !atCRLF(text, end) {
		if text[end] == '"' && r.comma != '\t' { // tab-separated files are often written without any quoting
			return cell, end, false, b.fault(r.stream.path, end, errBareQuote)
		}
		end++
	}
	next, more = r.behind(text, end)
	return Text{s: text[at:end], block: b, at: at, notation: r.plain}, next, more, nil
}

// behind steps over the separator or line end at an offset.
func (r *csvReader) behind(text string, at int) (next int, more bool) {
	switch {
	case at >= len(text):
		return at, false
	case text[at] == r.comma:
		return at + 1, true
	case atCRLF(text, at):
		return at + 2, false
	}
	return at + 1, false
}

func atCRLF(text string, i int) bool {
	return text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n'
}

// inQuotes reads a cell in quotes.
func (r *csvReader) inQuotes(b *Block, at, length int) (cell Text, next int, more bool, err error) {
	text := b.text[:length]
	a := assembler{block: b}
	from, doubled := at+1, false
	for i := from; i < length; i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 < length && text[i+1] == '"' {
			a.keep(from, i)
			a.put(`"`, i, i+2)
			i++
			from, doubled = i+1, true
			continue
		}
		if i+1 < length && text[i+1] != r.comma && text[i+1] != '\n' && !atCRLF(text, i+1) {
			return cell, i, false, b.fault(r.stream.path, i, errOpenQuote)
		}
		next, more = r.behind(text, i+1)
		if !doubled {
			return Text{s: text[at+1 : i], block: b, at: at + 1, notation: r.quoted}, next, more, nil
		}
		a.keep(from, i)
		return a.done(encodeQuoted), next, more, nil
	}
	return cell, at, false, b.fault(r.stream.path, at, errOpenQuote)
}

// encodeQuoted writes s into a cell in quotes.
func encodeQuoted(s string, _ charset) string { return strings.ReplaceAll(s, `"`, `""`) }

// refusePlain refuses what a cell without quotes cannot hold.
func (r *csvReader) refusePlain(s string) error {
	if i := strings.IndexAny(s, string(rune(r.comma))+"\"\r\n"); i >= 0 {
		return fmt.Errorf("%q cannot be written into a cell without quotes", s[i])
	}
	return nil
}
