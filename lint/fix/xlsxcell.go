package fix

import (
	"errors"
	"fmt"
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
