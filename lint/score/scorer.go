package score

import (
	"sync"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Scorer scores conversations by a card. It is safe for concurrent use.
type Scorer struct {
	card *Card
	lang string

	mu    sync.Mutex
	plans map[*lint.Linter]*plan
}

// NewScorer returns a Scorer whose titles and reasons are in lang, zh (when empty)
// or en.
func NewScorer(card *Card, lang string) *Scorer {
	if lang == "" {
		lang = "zh"
	}
	return &Scorer{card: card, lang: lang, plans: map[*lint.Linter]*plan{}}
}

// Card is what the Scorer scores by.
func (s *Scorer) Card() *Card { return s.card }

// Check reports what the card names and neither the packs of a linter nor the
// built-in ones have. The error joins rules.PlaceErrors.
func (s *Scorer) Check(l *lint.Linter) error {
	_, err := s.plan(l)
	return err
}

// plan is the card made ready for a linter.
func (s *Scorer) plan(l *lint.Linter) (*plan, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.plans[l]; p != nil {
		return p, nil
	}
	p, err := newPlan(s.card, l, s.lang)
	if err != nil {
		return nil, err
	}
	s.plans[l] = p
	return p, nil
}

// Judge scores conversations that one linter checks. It belongs to one
// goroutine.
type Judge struct {
	plan  *plan
	judge *lint.Judge
	work  work
}

// Judge returns a Judge for a linter, which should find what is at level
// suggestion. Errors are those of [Scorer.Check].
func (s *Scorer) Judge(l *lint.Linter) (*Judge, error) {
	p, err := s.plan(l)
	if err != nil {
		return nil, err
	}
	j, err := l.NewJudge(p.markers)
	if err != nil {
		return nil, err
	}
	return &Judge{plan: p, judge: j}, nil
}

// Direct is [lint.Judge.Direct].
func (j *Judge) Direct(x source.Directive) { j.judge.Direct(x) }

// Conversation checks and scores one conversation of the file at path.
func (j *Judge) Conversation(path string, conv *source.Conversation) *Conversation {
	return j.plan.score(path, conv, j.judge.Conversation(path, conv), &j.work)
}
