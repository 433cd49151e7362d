package score

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/cuoci/cuoci/lint/source"
)

// The objects of the JSON formats, version 1. Fields may be added; none changes
// its type. A score that was not assessed is null.

type wireConversation struct {
	Path      string         `json:"path"`
	ID        string         `json:"id"`
	Agent     string         `json:"agent,omitempty"`
	Time      string         `json:"time,omitempty"`
	Day       string         `json:"day,omitempty"`
	Channel   string         `json:"channel,omitempty"`
	Turns     int            `json:"turns"`
	Kind      string         `json:"kind"`
	Pass      bool           `json:"pass"`
	Assessed  float64        `json:"assessed"` // share of the card, 0 to 1
	Procedure wireSide       `json:"procedure"`
	Personal  wireSide       `json:"personal"`
	Worst     *wirePoint     `json:"worst"`
	Last      *wirePoint     `json:"last"`
	Fatal     []wireFatal    `json:"fatal"`
	Areas     []wireArea     `json:"areas"`
	Moments   []wireMoment   `json:"moments"`
	Evidence  []wireEvidence `json:"evidence"`
}

type wireSide struct {
	Score  *float64 `json:"score"`
	High   bool     `json:"high"`
	Areas  int      `json:"areas"` // assessed
	Of     int      `json:"of"`
	Capped bool     `json:"capped,omitempty"`
}

type wirePoint struct {
	Turn  int     `json:"turn"`
	Score float64 `json:"score"`
}

type wireFatal struct {
	Rule  string  `json:"rule"`
	Cap   float64 `json:"cap"`
	Turn  int     `json:"turn"`
	Match string  `json:"match"`
}

type wireArea struct {
	ID       string   `json:"id"`
	Side     string   `json:"side"`
	Title    string   `json:"title"`
	Score    *float64 `json:"score"`
	Why      string   `json:"why,omitempty"` // it was not assessed
	For      float64  `json:"for"`
	Against  float64  `json:"against"`
	Evidence []int    `json:"evidence"` // indexes into evidence
}

type wireMoment struct {
	Turn      int              `json:"turn"`
	Agent     string           `json:"agent,omitempty"`
	Time      string           `json:"time,omitempty"`
	Score     *float64         `json:"score"`
	Procedure *float64         `json:"procedure"`
	Personal  *float64         `json:"personal"`
	Fatal     bool             `json:"fatal,omitempty"`
	Areas     []wireMomentArea `json:"areas"`
}

type wireMomentArea struct {
	ID      string  `json:"id"`
	Score   float64 `json:"score"`
	For     float64 `json:"for"`
	Against float64 `json:"against"`
}

type wireEvidence struct {
	Area     string  `json:"area"`
	For      bool    `json:"for"`
	Weight   float64 `json:"weight"`
	Counted  bool    `json:"counted"`
	Rule     string  `json:"rule,omitempty"`
	Marker   string  `json:"marker,omitempty"`
	Title    string  `json:"title"`
	Silence  bool    `json:"silence,omitempty"`
	Turn     int     `json:"turn"`
	Line     int     `json:"line,omitempty"`
	Column   int     `json:"column,omitempty"`
	Match    string  `json:"match,omitempty"`
	Sentence string  `json:"sentence,omitempty"`
}

func points(s Score) *float64 {
	if !s.Assessed {
		return nil
	}
	return &s.Points
}

func toWire(c *Conversation, lang string) wireConversation {
	w := wireConversation{
		Path: c.Path, ID: c.ID, Agent: c.Agent, Time: c.Time, Day: c.Day, Channel: c.Channel, Turns: len(c.Turns),
		Kind: c.Kind.String(), Pass: c.Pass, Assessed: thousandths(c.Assessed),
		Procedure: toSide(&c.Sides[Procedure]), Personal: toSide(&c.Sides[Personal]),
		Worst: c.point(c.Worst), Last: c.point(c.Last),
		Fatal:    make([]wireFatal, 0, len(c.Fatal)),
		Areas:    make([]wireArea, 0, len(c.Areas)),
		Moments:  make([]wireMoment, 0, len(c.Moments)),
		Evidence: make([]wireEvidence, 0, len(c.Evidence)),
	}
	for _, f := range c.Fatal {
		w.Fatal = append(w.Fatal, wireFatal{f.Rule, f.Cap, f.Turn, c.Findings[f.Finding].Match})
	}
	for i := range c.Areas {
		a := &c.Areas[i]
		evidence := a.Evidence
		if evidence == nil {
			evidence = []int{}
		}
		w.Areas = append(w.Areas, wireArea{
			a.Area.ID, a.Area.Side.String(), a.Area.Title.In(lang), points(a.Score), a.Why, round(a.For), round(a.Against), evidence,
		})
	}
	for i := range c.Moments {
		m := &c.Moments[i]
		areas := make([]wireMomentArea, 0, len(m.Areas))
		for _, a := range m.Areas {
			areas = append(areas, wireMomentArea{c.Areas[a.Area].Area.ID, a.Points, round(a.For), round(a.Against)})
		}
		w.Moments = append(w.Moments, wireMoment{
			m.Turn, m.Agent, m.Time, points(m.Score), points(m.Sides[Procedure]), points(m.Sides[Personal]), m.Fatal, areas,
		})
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		w.Evidence = append(w.Evidence, wireEvidence{
			c.Areas[e.Area].Area.ID, e.For, e.Weight, e.Counted, e.Rule, e.Marker, e.Title, e.Silence,
			e.Turn, e.Start.Line, e.Start.Column, e.Match, e.Sentence,
		})
	}
	return w
}

func toSide(s *SideResult) wireSide {
	return wireSide{points(s.Score), s.High, s.Areas, s.Of, s.Capped}
}

// point is a moment, nil where there is none.
func (c *Conversation) point(i int) *wirePoint {
	if i < 0 {
		return nil
	}
	return &wirePoint{c.Moments[i].Turn, c.Moments[i].Score.Points}
}

type wireSummary struct {
	Card          string         `json:"card"`
	PassMark      float64        `json:"pass_mark"`
	Conversations int            `json:"conversations"`
	Turns         int            `json:"turns"`
	Moments       int            `json:"moments"`
	Kinds         map[string]int `json:"kinds"`
	Procedure     wireMean       `json:"procedure"`
	Personal      wireMean       `json:"personal"`
	Worst         wireMean       `json:"worst"`
	Last          wireMean       `json:"last"`
	Pass          wireShare      `json:"pass"`
	Fatal         int            `json:"fatal"`
	Assessed      float64        `json:"assessed"`
	Areas         []wireAreaMean `json:"areas"`
	SmallBelow    int            `json:"small_below"`
	By            string         `json:"by,omitempty"`
	Ranked        bool           `json:"ranked,omitempty"`
	Groups        []wireGroup    `json:"groups,omitzero"` // nil unless they are asked for
	Below         int            `json:"below,omitempty"`
}

// wireMean is null in its numbers where nothing was assessed; the interval is null
// where one value says nothing of the spread.
type wireMean struct {
	N    int      `json:"n"`
	Mean *float64 `json:"mean"`
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

type wireShare struct {
	Part  int     `json:"part"`
	Whole int     `json:"whole"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

type wireAreaMean struct {
	ID       string    `json:"id"`
	Side     string    `json:"side"`
	Title    string    `json:"title"`
	Score    wireMean  `json:"score"`
	Assessed wireShare `json:"assessed"`
}

type wireGroup struct {
	By        string     `json:"by"`
	Name      string     `json:"name"`
	Title     string     `json:"title,omitempty"`
	N         int        `json:"n"`
	Small     bool       `json:"small"`
	Procedure wireMean   `json:"procedure"`
	Personal  wireMean   `json:"personal"`
	Area      *wireMean  `json:"area,omitempty"`
	Worst     wireMean   `json:"worst"`
	Last      wireMean   `json:"last"`
	Pass      wireShare  `json:"pass"`
	Found     *wireShare `json:"found,omitempty"`
	Findings  int        `json:"findings"`
}

func toMean(m Mean) wireMean {
	w := wireMean{N: m.N}
	if m.N > 0 {
		w.Mean = &m.Mean
	}
	if m.N > 1 {
		w.Low, w.High = &m.Interval.Low, &m.Interval.High
	}
	return w
}

func toShare(s Share) wireShare {
	return wireShare{s.Part, s.Whole, s.Share, s.Interval.Low, s.Interval.High}
}

func toSummary(s *Summary, lang string) wireSummary {
	w := wireSummary{
		Card: s.Card, PassMark: s.Pass, Conversations: s.Conversations, Turns: s.Turns, Moments: s.Moments, Kinds: map[string]int{},
		Procedure: toMean(s.Sides[Procedure]), Personal: toMean(s.Sides[Personal]), Worst: toMean(s.Worst), Last: toMean(s.Last),
		Pass: toShare(s.Passed), Fatal: s.Fatal, Assessed: s.Assessed, Areas: []wireAreaMean{}, SmallBelow: s.SmallBelow,
		By: string(s.By), Ranked: s.Ranked, Below: s.Below,
	}
	for k, n := range s.Kinds {
		w.Kinds[Kind(k).String()] = n
	}
	for i := range s.Areas {
		a := &s.Areas[i]
		w.Areas = append(w.Areas, wireAreaMean{a.Area.ID, a.Area.Side.String(), a.Area.Title.In(lang), toMean(a.Score), toShare(a.Assessed)})
	}
	if s.By != "" {
		w.Groups = []wireGroup{}
	}
	for i := range s.Groups {
		w.Groups = append(w.Groups, toGroup(&s.Groups[i]))
	}
	return w
}

func toGroup(g *Group) wireGroup {
	w := wireGroup{
		By: string(g.By), Name: g.Name, Title: g.Title, N: g.N, Small: g.Small,
		Procedure: toMean(g.Sides[Procedure]), Personal: toMean(g.Sides[Personal]), Worst: toMean(g.Worst), Last: toMean(g.Last),
		Pass: toShare(g.Pass), Findings: g.Findings,
	}
	if g.By == ByArea {
		area := toMean(g.Area)
		w.Area = &area
	}
	if g.By == ByArea || g.By == ByRule {
		found := toShare(g.Found)
		w.Found = &found
	}
	return w
}

type wireSkipped struct {
	Path string `json:"path"`
	Why  string `json:"why"`
}

type wireError struct {
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// toError takes the place out of an error, where it has one.
func toError(path string, err error) wireError {
	if place, ok := errors.AsType[*source.Error](err); ok {
		return wireError{path, place.Line, place.Column, place.Err.Error()}
	}
	return wireError{Path: path, Message: err.Error()}
}

// encode writes v as one line of JSON without its line end. Chinese and < stay as
// they are.
func encode(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1)
	return nil
}
