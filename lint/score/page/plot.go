package page

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/cuoci/cuoci/lint/score"
)

// The measures of the picture, in its units: a square of [plotSide] with room
// at the left and below.
const (
	plotLeft, plotTop = 46.0, 10.0
	plotSide          = 540.0
	plotWidth         = plotLeft + plotSide + 10
	plotHeight        = plotTop + plotSide + 44
)

// plot is the picture of the kinds of service.
type plot struct {
	Width, Height             string
	Left, Right, Top, Bottom  string
	PassX, PassY              string
	MiddleX, MiddleY          string
	HighWidth, LowHeight      string // of the fields beyond and below the pass marks
	LowWidth, HighHeight      string
	CornerRight, CornerBottom string
	Ticks                     []tick
	Dots                      []dot
	Unplaced                  int  // conversations of which a side was not assessed
	Crowded                   bool // a dot may be several conversations
}

type tick struct{ X, Y, Label string }

// dot is one conversation, or several that lie too close to be told apart.
type dot struct {
	X, Y, R  string
	Kind     score.Kind
	Fatal    bool // one conversation, with a fatal item
	Count    int
	Numbered bool  // Count stands in it
	Numbers  []int // of the conversations that the page holds
	Label    string
}

func place(x float64) string { return strconv.FormatFloat(math.Round(10*x)/10, 'f', -1, 64) }

func atX(points float64) float64 { return plotLeft + plotSide*points/100 }
func atY(points float64) float64 { return plotTop + plotSide*(100-points)/100 }

// cluster is the conversations that fall on one place.
type cluster struct {
	x, y    float64 // of the first, in points
	kind    score.Kind
	members []int // indexes into known
}

const (
	// crowd is how many conversations are drawn one by one; of more, those that
	// lie close together are one circle.
	crowd = 600
	// alone is how many conversations of one place are drawn side by side; more
	// are one dot with their number in it.
	alone = 7
	// near is how many points apart conversations have to be for their dots not
	// to cover each other; coarse is the step of the grid on which a crowd meets.
	near, coarse = 1.2, 2.5
	// smallest is the radius of a circle that is one conversation of a crowd.
	smallest = 2.4
)

// plot draws the picture. label names a conversation that the page holds.
func (p *writer) plot(label func(number int) string) plot {
	pass := p.card.Pass
	out := plot{
		Width: place(plotWidth), Height: place(plotHeight),
		Left: place(plotLeft), Right: place(plotLeft + plotSide), Top: place(plotTop), Bottom: place(plotTop + plotSide),
		PassX: place(atX(pass)), PassY: place(atY(pass)), MiddleX: place(atX(50)), MiddleY: place(atY(50)),
		LowWidth: place(plotSide * pass / 100), HighWidth: place(plotSide * (100 - pass) / 100),
		LowHeight: place(plotSide * pass / 100), HighHeight: place(plotSide * (100 - pass) / 100),
		CornerRight: place(plotLeft + plotSide - 12), CornerBottom: place(plotTop + plotSide - 14),
	}
	for n := 0; n <= 100; n += 20 {
		out.Ticks = append(out.Ticks, tick{place(atX(float64(n))), place(atY(float64(n))), strconv.Itoa(n)})
	}
	order := p.placed()
	out.Unplaced = len(p.known) - len(order)
	out.Crowded = len(order) > crowd
	var clusters []*cluster
	if out.Crowded {
		clusters = p.grid(order)
	} else {
		clusters = p.neighbours(order)
	}
	largest := 0
	for _, c := range clusters {
		largest = max(largest, len(c.members))
	}
	for _, c := range clusters {
		if out.Crowded {
			more := float64(len(c.members)-1) / float64(max(largest-1, 1))
			out.Dots = append(out.Dots, p.circle(c, smallest+(plotSide*coarse/100/2-smallest)*math.Sqrt(more), false, label))
		} else {
			out.Dots = append(out.Dots, p.dots(c, label)...)
		}
	}
	return out
}

// placed are the conversations that have a place in the picture, in the order in
// which the arrow keys go: by the procedure, then by the person.
func (p *writer) placed() []int {
	var order []int
	for i := range p.known {
		if p.known[i].kind != score.NoKind {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &p.known[a].sides, &p.known[b].sides
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
	})
	return order
}

// neighbours puts together those whose dots would cover each other.
func (p *writer) neighbours(order []int) (list []*cluster) {
	for _, i := range order {
		k := &p.known[i]
		x, y := k.sides[score.Procedure], k.sides[score.Personal]
		var c *cluster
		for n := len(list) - 1; n >= 0 && x-list[n].x < near && c == nil; n-- {
			if list[n].kind == k.kind && math.Abs(y-list[n].y) < near {
				c = list[n]
			}
		}
		if c == nil {
			c = &cluster{x: x, y: y, kind: k.kind}
			list = append(list, c)
		}
		c.members = append(c.members, i)
	}
	return list
}

// grid puts together those that fall on one place of a grid.
func (p *writer) grid(order []int) (list []*cluster) {
	type key struct {
		column, row int
		kind        score.Kind
	}
	at := map[key]*cluster{}
	for _, i := range order {
		k := &p.known[i]
		where := key{int(math.Round(k.sides[score.Procedure] / coarse)), int(math.Round(k.sides[score.Personal] / coarse)), k.kind}
		c := at[where]
		if c == nil {
			c = &cluster{kind: k.kind}
			at[where] = c
			list = append(list, c)
		}
		c.members = append(c.members, i)
	}
	return list
}

// middle is where a cluster lies, in points.
func (p *writer) middle(c *cluster) (procedure, personal float64) {
	for _, i := range c.members {
		procedure += p.known[i].sides[score.Procedure] / float64(len(c.members))
		personal += p.known[i].sides[score.Personal] / float64(len(c.members))
	}
	return procedure, personal
}

// circle draws a cluster as one.
func (p *writer) circle(c *cluster, r float64, numbered bool, label func(int) string) dot {
	x, y := p.middle(c)
	d := dot{X: place(atX(x)), Y: place(atY(y)), R: place(r), Kind: c.kind, Count: len(c.members), Numbered: numbered}
	for _, i := range c.members {
		if !p.known[i].forgotten {
			d.Numbers = append(d.Numbers, i+1)
		}
	}
	d.Label = p.words.count(d.Count, "段对话", "conversation")
	if d.Count == 1 && d.Numbers != nil {
		d.Label = label(d.Numbers[0])
	}
	d.Label += p.words.in("：", ": ") + p.words.place(x, y, c.kind)
	return d
}

// dots draws the conversations of a cluster one by one, if they are few.
func (p *writer) dots(c *cluster, label func(int) string) []dot {
	const r = 5.0
	if n := len(c.members); n > alone {
		return []dot{p.circle(c, min(7+1.6*math.Sqrt(float64(n)), 24), true, label)}
	}
	x, y := p.middle(c)
	var list []dot
	for n, i := range c.members {
		one := p.circle(&cluster{kind: c.kind, members: []int{i}}, r, false, label)
		one.X, one.Y = place(atX(x)), place(atY(y))
		if n > 0 { // the others lie around the first
			angle := float64(n-1) * math.Pi / 3
			one.X, one.Y = place(atX(x)+(2*r+1)*math.Cos(angle)), place(atY(y)+(2*r+1)*math.Sin(angle))
		}
		if one.Fatal = p.known[i].fatal; one.Fatal {
			one.Label += p.words.in("，有致命项", ", fatal item")
		}
		list = append(list, one)
	}
	return list
}

// place says where a dot lies.
func (w words) place(procedure, personal float64, kind score.Kind) string {
	return w.in("程序面 ", "procedure ") + w.whole(procedure) + w.in("，个人面 ", ", person ") + w.whole(personal) +
		w.in("，", ", ") + kind.Title(w.lang())
}
