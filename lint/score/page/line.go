package page

import "strings"

// The measures of the line of moments, in its units.
const (
	lineWidth, lineHeight = 720.0, 132.0
	lineLeft, lineRight   = 34.0, 26.0
	lineTop, lineBottom   = 20.0, 26.0
)

// line is the moments of a conversation as a picture.
type line struct {
	Width, Height            string
	Left, Right, Top, Bottom string
	PassY                    string
	Path                     string
	Points                   []linePoint
	Pass                     string
}

type linePoint struct {
	moment

	X, Y          string
	LabelY, TurnY string
	Anchor        string // of the label
	Text          string // what is said of it in the picture: the worst, the last
	Spoken        string
	Numbered      bool // the number of the turn stands below
}

// line draws the moments of c in their order; those that were not assessed stand
// at the bottom and the line passes them over.
func (w words) line(c *conversation) line {
	height := lineHeight - lineTop - lineBottom
	y := func(points float64) float64 { return lineTop + height*(100-points)/100 }
	out := line{
		Width: place(lineWidth), Height: place(lineHeight), Left: place(lineLeft), Right: place(lineWidth - lineRight),
		Top: place(lineTop), Bottom: place(lineTop + height),
		PassY: place(y(w.pass)), Pass: w.whole(w.pass),
	}
	step := 0.0
	if len(c.Moments) > 1 {
		step = (lineWidth - lineLeft - lineRight - 24) / float64(len(c.Moments)-1)
	}
	every := 1 // numbers of turns need 22 units each
	for step > 0 && step*float64(every) < 22 {
		every++
	}
	var path strings.Builder
	for i, m := range c.Moments {
		x := lineLeft + 12 + step*float64(i)
		p := linePoint{moment: m, X: place(x), Anchor: "middle", TurnY: place(lineHeight - 8), Spoken: w.moment(m)}
		p.Numbered = i%every == 0 && i+every <= len(c.Moments)-1 || i == len(c.Moments)-1
		at := lineTop + height
		if m.Assessed {
			at = y(m.Points)
			if path.Len() == 0 {
				path.WriteString("M")
			} else {
				path.WriteString("L")
			}
			path.WriteString(p.X + " " + place(at))
		}
		p.Y, p.LabelY = place(at), place(at-11)
		switch {
		case m.Worst && m.Last:
			p.Text = w.in("最差，也是最后 ", "worst and last ") + w.points(m.Score)
		case m.Worst:
			p.Text = w.in("最差 ", "worst ") + w.points(m.Score)
			if m.Points > 34 { // there is room below
				p.LabelY = place(at + 20)
			}
		case m.Last:
			p.Text = w.in("最后 ", "last ") + w.points(m.Score)
		}
		switch {
		case len(c.Moments) > 1 && x > lineWidth-lineRight-70:
			p.Anchor = "end"
		case x < lineLeft+40:
			p.Anchor = "start"
		}
		out.Points = append(out.Points, p)
	}
	out.Path = path.String()
	return out
}

// moment says what a moment is.
func (w words) moment(m moment) string {
	s := w.spoken(m.Score)
	if m.Worst {
		s += w.in("，最差一刻", ", worst moment")
	}
	if m.Last {
		s += w.in("，最后一刻", ", last moment")
	}
	if m.Fatal {
		s += w.in("，致命项", ", fatal item")
	}
	return s
}
