package source

import "slices"

// roleSelector is a selector of a selection, and what it makes of a leaf.
type roleSelector struct {
	role, rank int // among those of the role
	shape      int // among the shapes that are known
	selector   Selector
}

// roleIndex finds the selectors that may name a leaf, by its last step.
type roleIndex struct {
	byKey  map[string][]roleSelector
	others []roleSelector // that end with an index or with *, or name the root
}

func (x *roleIndex) add(shape int, s *Selection) {
	if x.byKey == nil {
		x.byKey = map[string][]roleSelector{}
	}
	for role, list := range s.roles() {
		for rank, sel := range list {
			r := roleSelector{role: role, rank: rank, shape: shape, selector: sel}
			if n := len(sel.steps); n > 0 && !sel.steps[n-1].all && !sel.steps[n-1].byAt {
				key := sel.steps[n-1].key
				x.byKey[key] = append(x.byKey[key], r)
			} else {
				x.others = append(x.others, r)
			}
		}
	}
}

// each calls found for the selectors that name a leaf, whose path it returns; in
// a role, those of lower rank come first.
func (x *roleIndex) each(f *leaf, path []pathStep, found func(r *roleSelector)) []pathStep {
	path = path[:0]
	for _, list := range [...][]roleSelector{x.byKey[f.step.key], x.others} {
		for i := range list {
			r := &list[i]
			if f.is(leafText) || r.role != roleText && r.role != roleQuestion {
				if len(path) == 0 {
					path = f.path(path)
				}
				if r.selector.matches(path) {
					found(r)
				}
			}
		}
	}
	return path
}

// roles are the selectors of each role.
func (s Selection) roles() [objectRoles + 1][]Selector {
	return [...][]Selector{
		roleQuestion: s.Question, roleSpeaker: s.Speaker, roleName: s.Name, roleTime: s.Time,
		roleID: s.ID, roleConversation: s.Conversation, roleText: s.Text,
	}
}

// shapes are the shapes of data files that are known.
type shapes struct {
	list  []shape
	index roleIndex
}

// shape is how a data file may be laid out.
type shape struct {
	selection Selection
	needs     role // some leaf must have each of these
	speaks    bool // and a speaker's value must be the role of one
}

// knownShapes are Rasa domains, messages with roles (OpenAI's, ShareGPT's) in a
// list with a name that is known or in any, Zendesk macros, and objects with a
// key that is known to be text (Chatwoot's canned responses among them), in the
// order in which they are tried.
func knownShapes() *shapes {
	x := &shapes{}
	x.add(shape{needs: bit(roleText), selection: Selection{Text: paths("$.responses.*[*].text")}})
	lists := []string{"messages", "conversations", "conversation", "turns", "dialog", "dialogue", "history", ""}
	for _, list := range lists {
		for _, keys := range [...][2]string{{"role", "content"}, {"from", "value"}, {"role", "text"}, {"speaker", "text"}, {"speaker", "content"}} {
			at := "$.." + list + "[*]."
			s := Selection{
				Text: paths(at+keys[1], at+keys[1]+"[*].text"), Speaker: paths(at + keys[0]), Name: paths(at + "name"),
				Time: paths(at+"time", at+"timestamp"), ID: paths("$..id"),
			}
			if list != "" {
				s.Conversation = paths("$.." + list)
			}
			x.add(shape{selection: s, needs: bit(roleText) | bit(roleSpeaker), speaks: list == ""})
		}
	}
	x.add(shape{needs: bit(roleText), selection: Selection{
		Text:     paths("$.macros[*].actions[*].value", "$.macros[*].actions[*].value[1]", "$.macro.actions[*].value", "$.macro.actions[*].value[1]"),
		ID:       paths("$..id"),
		comments: true,
	}})
	known := Selection{ID: paths("$..id", "$..short_code", "$..code")}
	for _, key := range knownText() {
		known.Text = append(known.Text, paths("$.."+key)...)
	}
	for _, key := range knownQuestion() {
		known.Question = append(known.Question, paths("$.."+key)...)
	}
	x.add(shape{needs: bit(roleText), selection: known})
	return x
}

func (x *shapes) add(s shape) {
	x.index.add(len(x.list), &s.selection)
	x.list = append(x.list, s)
}

// paths makes selectors of paths that are known to be right.
func paths(list ...string) []Selector {
	var out []Selector
	for _, p := range list {
		s, err := ParseSelector(p)
		if err == nil {
			out = append(out, s)
		}
	}
	return out
}

// of returns the selection for leaves of a known shape; nil where they have none.
func (x *shapes) of(l *leaves) *Selection {
	has := make([]role, len(x.list))
	speaks := make([]bool, len(x.list))
	var path []pathStep
	for i := range l.list.n {
		f := l.list.at(i)
		path = x.index.each(f, path, func(r *roleSelector) {
			has[r.shape] |= bit(r.role)
			if r.role == roleSpeaker && !speaks[r.shape] {
				_, speaks[r.shape] = ParseSpeaker(f.value)
			}
		})
	}
	for i := range x.list {
		if s := &x.list[i]; has[i]&s.needs == s.needs && (speaks[i] || !s.speaks) {
			return &s.selection
		}
	}
	return nil
}

// writeComments leaves only the actions of macros that write a comment their
// text.
func (l *leaves) writeComments() {
	comments := map[int32]bool{}
	for i := range l.list.n {
		f := l.list.at(i)
		if f.step.key == "field" && (f.value == "comment_value" || f.value == "comment_value_html") {
			comments[f.object] = true
		}
	}
	for i := range l.list.n {
		if f := l.list.at(i); !comments[f.object] {
			f.roles &^= bit(roleText)
		}
	}
}

// flat is the selection for files of nothing but keys and texts, most of these
// Chinese: message catalogues, and questions with their answers.
func (l *leaves) flat() *Selection {
	texts, han := 0, 0
	for i := range l.list.n {
		f := l.list.at(i)
		if !f.is(leafText) {
			continue
		}
		if f.is(leafRoot) || f.step.inList || f.up.inList() {
			return nil
		}
		texts++
		if slices.ContainsFunc([]rune(f.value), isHan) {
			han++
		}
	}
	if 2*han <= texts {
		return nil
	}
	return &Selection{Text: paths("$..*"), keysAsk: true}
}
