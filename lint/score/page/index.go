package page

import (
	"encoding/json"
	"io"

	"github.com/cuoci/cuoci/lint/score"
)

// index is what the list of conversations is made from, as JSON.
type index struct {
	Words map[string]string `json:"words"`
	Kinds []string          `json:"kinds"`
	Rules [][2]string       `json:"rules"` // name and title, the most frequent first
	Rows  []row             `json:"rows"`

	names map[int]string
}

// row is one conversation of the list.
type row struct {
	Number   int    `json:"n"`
	Name     string `json:"name"`
	Agent    string `json:"agent,omitempty"`
	Kind     int    `json:"kind"`
	Sides    [2]int `json:"sides"` // −1: not assessed
	Worst    int    `json:"worst"`
	Last     int    `json:"last"`
	Findings int    `json:"found,omitempty"`
	Fatal    bool   `json:"fatal,omitempty"`
	Rules    []int  `json:"rules,omitempty"` // into Rules
}

func (p *writer) index(doc *document) (*index, error) {
	x := &index{Words: p.words.script(), Rules: [][2]string{}, Rows: []row{}, names: map[int]string{}}
	for k := range doc.Summary.Kinds {
		x.Kinds = append(x.Kinds, capital(score.Kind(k).Title(p.words.lang())))
	}
	at := map[string]int{}
	for _, list := range [][]*rule{doc.Rules, doc.More} {
		for _, r := range list {
			at[r.Name] = len(x.Rules)
			x.Rules = append(x.Rules, [2]string{r.Name, r.Title})
		}
	}
	err := p.each(func(raw []byte) error {
		var c conversation
		if err := json.Unmarshal(raw, &c); err != nil {
			return err
		}
		r := row{
			Number: c.Number, Name: c.Name, Agent: c.Agent, Kind: int(c.Kind), Findings: c.Findings, Fatal: len(c.Fatal) > 0,
			Sides: [2]int{p.words.rounded(c.Sides[0].Score), p.words.rounded(c.Sides[1].Score)},
			Worst: p.words.rounded(c.Worst), Last: p.words.rounded(c.Last),
		}
		for _, name := range c.Rules {
			r.Rules = append(r.Rules, at[name])
		}
		x.Rows = append(x.Rows, r)
		x.names[c.Number] = c.Name
		if c.Agent != "" {
			x.names[c.Number] += p.words.in("，", ", ") + c.Agent
		}
		return nil
	})
	return x, err
}

func (x *index) label(number int) string { return x.names[number] }

// write writes the index as an element. In JSON as it is encoded here no < is
// left that could end the element or begin a comment.
func (x *index) write(w io.Writer) error {
	if _, err := io.WriteString(w, `<script type="application/json" id="index">`); err != nil {
		return err
	}
	if err := json.NewEncoder(w).Encode(x); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</script>\n")
	return err
}

// rounded is a score in whole points, −1 where there is none.
func (w words) rounded(s score.Score) int {
	if !s.Assessed {
		return -1
	}
	return int(w.round(s.Points))
}
