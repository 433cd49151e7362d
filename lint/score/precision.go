package score

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/rules"
)

// RulePrecision is how a rule fared in reviews.
type RulePrecision struct {
	Rule  string
	Right Share // findings marked right, of those that were marked
	Open  int   // findings without a mark
}

// Precision counts the marks of reviews, rule by rule. The zero value is ready.
type Precision struct{ rules map[string]*tallied }

type tallied struct{ right, wrong, open int }

// right and wrong are the marks that are understood.
func marks() (right, wrong []string) {
	return []string{"right", "对", "對", "正确", "正確", "是", "y", "yes", "true", "1", "✓", "✔", "√"},
		[]string{"wrong", "错", "錯", "错误", "錯誤", "误报", "誤報", "否", "n", "no", "false", "0", "✗", "✘", "×", "x"}
}

// Read adds the marks of one review. An error names path, line and column.
func (p *Precision) Read(path string, r io.Reader) error {
	if p.rules == nil {
		p.rules = map[string]*tallied{}
	}
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	head, err := c.Read()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: empty: a review begins with its header", path)
	}
	if err != nil {
		return placed(path, err)
	}
	verdict, rule := column(head, 0), column(head, 2)
	if verdict < 0 || rule < 0 {
		return fmt.Errorf("%s:1: no columns %q and %q in the header: \"cuoci score --review FILE\" writes a review", path, "verdict", "rule")
	}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return placed(path, err)
		}
		if err := p.row(path, c, row, verdict, rule); err != nil {
			return err
		}
	}
}

// column finds a column of a review by its header in either language.
func column(head []string, which int) int {
	names := reviewColumns()[which]
	return slices.IndexFunc(head, func(h string) bool {
		h = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))
		return h == names[0] || h == names[1]
	})
}

func (p *Precision) row(path string, c *csv.Reader, row []string, verdict, rule int) error {
	id, mark := "", ""
	if rule < len(row) {
		id = strings.TrimSpace(row[rule])
	}
	if verdict < len(row) {
		mark = strings.ToLower(strings.TrimSpace(row[verdict]))
	}
	if id == "" {
		if mark == "" {
			return nil // a row that a spreadsheet left empty
		}
		line, _ := c.FieldPos(0)
		return fmt.Errorf("%s:%d: a mark %q without a rule", path, line, mark)
	}
	t := p.rules[id]
	if t == nil {
		t = &tallied{}
		p.rules[id] = t
	}
	right, wrong := marks()
	switch {
	case mark == "":
		t.open++
	case slices.Contains(right, mark):
		t.right++
	case slices.Contains(wrong, mark):
		t.wrong++
	default:
		line, col := c.FieldPos(verdict)
		return fmt.Errorf("%s:%d:%d: unknown mark %q%s: right (对) and wrong (错) are allowed, and nothing where it was not judged",
			path, line, col, row[verdict], rules.DidYouMean(mark, []string{"right", "wrong"}))
	}
	return nil
}

// placed gives an error of the CSV reader the form of ours.
func placed(path string, err error) error {
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d:%d: %w", path, parse.Line, parse.Column, parse.Err)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// Rules lists the rules, the lowest precision first; those without a mark last.
func (p *Precision) Rules() []RulePrecision {
	list := make([]RulePrecision, 0, len(p.rules))
	for id, t := range p.rules {
		list = append(list, RulePrecision{id, shareOf(t.right, t.right+t.wrong), t.open})
	}
	slices.SortFunc(list, func(x, y RulePrecision) int {
		if (x.Right.Whole == 0) != (y.Right.Whole == 0) {
			return y.Right.Whole - x.Right.Whole
		}
		return cmp.Or(cmp.Compare(x.Right.Share, y.Right.Share), cmp.Compare(y.Right.Whole, x.Right.Whole), strings.Compare(x.Rule, y.Rule))
	})
	return list
}
