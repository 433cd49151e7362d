package lint

import (
	"strconv"
	"time"

	"github.com/cuoci/cuoci/rules"
)

// clockLayouts are the ways in which transcripts write the time of a turn.
var clockLayouts = [...]string{
	time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006/01/02 15:04:05", "2006/1/2 15:04:05",
	"2006-01-02 15:04", "2006/01/02 15:04", "2006/1/2 15:04", "15:04:05", "15:04:05.000", "15:04:05,000", "04:05.000", "15:04",
}

// ParseTime reads the time of a turn as transcripts write it; a time without a
// date lies in the year 0. It reports false for what is no time.
func ParseTime(s string) (time.Time, bool) { return clock(s) }

// clock reads the time of a turn; a time without a date lies in the year 0. A
// number counts seconds, or milliseconds, since 1970.
func clock(s string) (time.Time, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		if n >= 1e11 {
			return time.UnixMilli(n).UTC(), true
		}
		return time.Unix(n, 0).UTC(), n > 0
	}
	for _, layout := range clockLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// waited are the seconds between two times. Without dates midnight may lie
// between them: they are taken to be less than half a day apart.
func waited(from, to time.Time) int {
	d := to.Sub(from)
	if from.Year() == 0 && to.Year() == 0 {
		switch {
		case d < -12*time.Hour:
			d += 24 * time.Hour
		case d > 12*time.Hour:
			d -= 24 * time.Hour
		}
	}
	return int(d / time.Second)
}

// interrupts finds the turn where the agent begins before the customer ends.
func (c *checker) interrupts(id int, r *rules.Rule, t *turn) {
	if t.index == 0 || !isCustomer(c.turns[t.index-1]) {
		return
	}
	u := c.turns[t.index-1]
	begun, ok1 := clock(t.src.Time)
	ended, ok2 := clock(u.src.End)
	if !ok1 || !ok2 {
		c.miss(id, noTime())
		return
	}
	p := c.opening(t)
	p.rule = id
	if waited(begun, ended) > 0 && c.holds(r, t, &p) {
		p.trigger = &spot{u.index, 0, len(u.text().Text)}
		c.found = append(c.found, p)
	}
}
