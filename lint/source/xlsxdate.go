package source

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// epoch is the day from which a workbook counts.
type epoch uint8

const (
	epoch1900 epoch = iota
	epoch1904
)

// day is the day with the number 0. From 1900 on, workbooks count a 29th of
// February that never was; days before it are left a day off.
func (e epoch) day() time.Time {
	if e == epoch1904 {
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

// readStyles notes which styles of cells show times.
func (w *workbook) readStyles(part string) error {
	formats := map[string]bool{}
	return w.elements(part, func(x *xmlWalk, e *xml.StartElement) error {
		switch inside := x.stack[max(len(x.stack)-2, 0)]; {
		case e.Name.Local == "numFmt":
			formats[attribute(e, "numFmtId")] = isTimeFormat(attribute(e, "formatCode"))
		case e.Name.Local == "xf" && inside == "cellXfs" && len(w.dates) < 1<<16:
			id := attribute(e, "numFmtId")
			shows, own := formats[id]
			n, err := strconv.Atoi(id)
			w.dates = append(w.dates, shows || !own && err == nil && isTimeStyle(n))
		}
		return nil
	})
}

// isTimeStyle tells whether a style that every workbook has shows a time.
func isTimeStyle(n int) bool {
	return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
}

// isTimeFormat tells whether a format has parts of a date or time outside of
// quotes and brackets.
func isTimeFormat(code string) bool {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return false
			}
			i += n + 1
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return false
			}
			if strings.ContainsAny(code[i+1:i+2], "hHmMsS") {
				return true // [h]:mm
			}
			i += n
		case '\\', '_', '*':
			i++
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S':
			return true
		}
	}
	return false
}

// number is a number as text: as written, but for dates and times, which become
// 2006-01-02, 15:04:05 or both.
func (w *workbook) number(value, style string) string {
	value = strings.TrimSpace(value)
	n, err := strconv.Atoi(style)
	if err != nil || n < 0 || n >= len(w.dates) || !w.dates[n] {
		return value
	}
	days, err := strconv.ParseFloat(value, 64)
	if err != nil || !(days >= 0 && days < 2958466) { // the year 10000
		return value
	}
	const seconds = 24 * 60 * 60
	whole, part := math.Modf(days)
	t := w.from.day().AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*seconds)) * time.Second)
	switch {
	case days < 1:
		return t.Format(time.TimeOnly)
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}
