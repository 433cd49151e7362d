package score

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// csvWriter writes a line a conversation; where groups are asked for, a line a
// group.
type csvWriter struct {
	w    *csv.Writer
	card *Card
	head bool
	by   bool // conversations are left out
}

func (c *csvWriter) Result(r Result) error {
	if c.by {
		return nil
	}
	c.header()
	for _, conv := range r.Conversations {
		record := []string{
			conv.Path, conv.ID, conv.Agent, conv.Time, conv.Channel, conv.Kind.String(), strconv.FormatBool(conv.Pass),
			number(conv.Sides[Procedure].Score), number(conv.Sides[Personal].Score),
			number(conv.WorstScore()), conv.turnOf(conv.Worst), number(conv.LastScore()), conv.turnOf(conv.Last),
			strconv.FormatFloat(thousandths(conv.Assessed), 'f', -1, 64), strconv.Itoa(len(conv.Fatal)), strconv.Itoa(len(conv.Findings)),
		}
		for i := range conv.Areas {
			record = append(record, number(conv.Areas[i].Score))
		}
		c.write(record)
	}
	c.w.Flush()
	return c.w.Error()
}

// header writes the names of the columns once.
func (c *csvWriter) header() {
	if c.head {
		return
	}
	c.head = true
	record := []string{
		"path", "id", "agent", "time", "channel", "kind", "pass", "procedure", "personal",
		"worst", "worst_turn", "last", "last_turn", "assessed", "fatal", "findings",
	}
	for i := range c.card.Areas {
		record = append(record, c.card.Areas[i].ID)
	}
	c.write(record)
}

// turnOf is the turn of a moment, empty where there is none.
func (c *Conversation) turnOf(moment int) string {
	if moment < 0 {
		return ""
	}
	return strconv.Itoa(c.Moments[moment].Turn)
}

// number is a score, empty where it was not assessed.
func number(s Score) string {
	if !s.Assessed {
		return ""
	}
	return strconv.FormatFloat(s.Points, 'f', 1, 64)
}

func (c *csvWriter) Close(s Summary) error {
	if !c.by {
		c.header()
		c.w.Flush()
		return c.w.Error()
	}
	c.write([]string{
		"by", "name", "title", "n", "small", "procedure", "procedure_low", "procedure_high", "personal", "personal_low", "personal_high",
		"area", "area_low", "area_high", "worst", "last", "pass", "pass_low", "pass_high", "found", "found_low", "found_high", "findings",
	})
	for i := range s.Groups {
		g := &s.Groups[i]
		record := []string{string(g.By), g.Name, g.Title, strconv.Itoa(g.N), strconv.FormatBool(g.Small)}
		record = append(record, mean(g.Sides[Procedure])...)
		record = append(record, mean(g.Sides[Personal])...)
		record = append(record, mean(g.Area)...)
		record = append(record, mean(g.Worst)[0], mean(g.Last)[0])
		record = append(record, share(g.Pass)...)
		record = append(record, share(g.Found)...)
		c.write(append(record, strconv.Itoa(g.Findings)))
	}
	c.w.Flush()
	return c.w.Error()
}

// mean is a mean and its interval, empty where they are not known.
func mean(m Mean) []string {
	out := make([]string, 3)
	if m.N > 0 {
		out[0] = strconv.FormatFloat(m.Mean, 'f', 1, 64)
	}
	if m.N > 1 {
		out[1], out[2] = strconv.FormatFloat(m.Interval.Low, 'f', 1, 64), strconv.FormatFloat(m.Interval.High, 'f', 1, 64)
	}
	return out
}

func share(s Share) []string {
	if s.Whole == 0 {
		return make([]string, 3)
	}
	return []string{shareText(s.Share), shareText(s.Interval.Low), shareText(s.Interval.High)}
}

func shareText(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// write writes a record. Its error is kept and returned by Flush's.
func (c *csvWriter) write(record []string) {
	for i := range record {
		record[i] = cell(record[i])
	}
	_ = c.w.Write(record)
}

// cell keeps a spreadsheet from taking a text for a formula: what a customer wrote
// is never run.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func newCSV(w io.Writer, card *Card, o Options) *csvWriter {
	return &csvWriter{w: csv.NewWriter(w), card: card, by: o.By != ""}
}
