package source

import "slices"

// recognise returns the selection for a data file of a known shape: Rasa
// domains, messages with roles (OpenAI's, ShareGPT's), Zendesk macros, objects
// with a key that is known to be text (Chatwoot's canned responses among them),
// and flat files of keys and texts. ok is false where the file has none.
func (l *leaves) recognise() (s Selection, ok bool) {
	for _, shape := range [...]func(*leaves) (Selection, bool){
		(*leaves).rasa, (*leaves).messages, (*leaves).macros, (*leaves).knownKeys, (*leaves).flat,
	} {
		if s, ok := shape(l); ok {
			return s, true
		}
	}
	return Selection{}, false
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

// has tells whether a leaf is named by one of some selectors.
func (l *leaves) has(list []Selector) bool {
	return slices.ContainsFunc(l.list, func(f leaf) bool { return anyMatches(list, f.path) })
}

func (l *leaves) rasa() (Selection, bool) {
	s := Selection{Text: paths("$.responses.*[*].text")}
	return s, l.has(s.Text)
}

// messages are lists of objects with a role and a text.
func (l *leaves) messages() (Selection, bool) {
	for _, list := range []string{"messages", "conversations", "conversation", "turns", "dialog", "dialogue", "history"} {
		for _, keys := range [][2]string{{"role", "content"}, {"from", "value"}, {"role", "text"}, {"speaker", "text"}, {"speaker", "content"}} {
			at := "$.." + list + "[*]."
			s := Selection{
				Text: paths(at+keys[1], at+keys[1]+"[*].text"), Speaker: paths(at + keys[0]), Name: paths(at + "name"),
				Time: paths(at + "time"), Conversation: paths("$.." + list),
			}
			if l.has(s.Text) && l.has(s.Speaker) {
				return s, true
			}
		}
	}
	return Selection{}, false
}

// macros are Zendesk's: the comments that they write.
func (l *leaves) macros() (Selection, bool) {
	s := Selection{Text: paths("$.macros[*].actions[*].value", "$.macros[*].actions[*].value[1]", "$.macro.actions[*].value", "$.macro.actions[*].value[1]")}
	if !l.has(s.Text) {
		return s, false
	}
	// Only the actions that write a comment hold text.
	fields := paths("$..actions[*].field")
	x := l.index()
	comments := map[int]bool{}
	for object, list := range x.of {
		for _, i := range list {
			f := &l.list[i]
			if anyMatches(fields, f.path) && (f.value == "comment_value" || f.value == "comment_value_html") {
				comments[object] = true
			}
		}
	}
	l.list = slices.DeleteFunc(l.list, func(f leaf) bool { return !comments[f.object] })
	return s, l.has(s.Text)
}

// knownKeys are objects with a key that is known to be text.
func (l *leaves) knownKeys() (Selection, bool) {
	var s Selection
	for _, key := range knownText() {
		if sel := paths("$.." + key); l.has(sel) {
			s.Text = append(s.Text, sel...)
		}
	}
	for _, key := range knownQuestion() {
		s.Question = append(s.Question, paths("$.."+key)...)
	}
	s.ID = paths("$..id", "$..short_code", "$..code")
	return s, s.Text != nil
}

// flat are files of nothing but keys and texts, some of these Chinese: message
// catalogues, and questions with their answers.
func (l *leaves) flat() (Selection, bool) {
	han := 0
	for _, f := range l.list {
		if len(f.path) == 0 || slices.ContainsFunc(f.path, func(p pathStep) bool { return p.inList }) {
			return Selection{}, false
		}
		if slices.ContainsFunc([]rune(f.value), func(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }) {
			han++
		}
	}
	return Selection{Text: paths("$..*"), keysAsk: true}, 2*han > len(l.list)
}
