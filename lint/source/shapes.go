package source

import "slices"

// recognise returns the selection for a data file of a known shape: Rasa
// domains, messages with roles (OpenAI's, ShareGPT's), Zendesk macros, objects
// with a key that is known to be text (Chatwoot's canned responses among them),
// and, unless it is one of many records, flat files of keys and texts. ok is
// false where the file has none.
func (l *leaves) recognise(record bool) (s Selection, ok bool) {
	for _, shape := range [...]func(*leaves) (Selection, bool){
		(*leaves).rasa, (*leaves).messages, (*leaves).macros, (*leaves).knownKeys,
	} {
		if s, ok := shape(l); ok {
			return s, true
		}
	}
	if record {
		return Selection{}, false
	}
	return l.flat()
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

func (l *leaves) rasa() (Selection, bool) {
	s := Selection{Text: paths("$.responses.*[*].text")}
	return s, l.has(s.Text)
}

// messages are lists of objects with a role and a text: lists with a name that
// is known, or any whose roles are those of speakers.
func (l *leaves) messages() (Selection, bool) {
	pairs := [...][2]string{{"role", "content"}, {"from", "value"}, {"role", "text"}, {"speaker", "text"}, {"speaker", "content"}}
	for _, list := range [...]string{"messages", "conversations", "conversation", "turns", "dialog", "dialogue", "history"} {
		for _, keys := range pairs {
			s := messagesAt("$.."+list, keys)
			s.Conversation = paths("$.." + list)
			if l.has(s.Text) && l.has(s.Speaker) {
				return s, true
			}
		}
	}
	for _, keys := range pairs {
		if s := messagesAt("$..", keys); l.has(s.Text) && l.speaks(s.Speaker) {
			return s, true
		}
	}
	return Selection{}, false
}

// messagesAt is the selection of messages in lists.
func messagesAt(list string, keys [2]string) Selection {
	at := list + "[*]."
	return Selection{
		Text: paths(at+keys[1], at+keys[1]+"[*].text"), Speaker: paths(at + keys[0]), Name: paths(at + "name"),
		Time: paths(at+"time", at+"timestamp"), ID: paths("$..id"),
	}
}

// speaks tells whether a string that some selectors name is the role of a
// speaker.
func (l *leaves) speaks(list []Selector) bool {
	var path []pathStep
	for i := range l.list {
		f := &l.list[i]
		if _, ok := ParseSpeaker(f.value); !ok {
			continue
		}
		path = f.path(path[:0])
		if _, ok := matching(list, path); ok {
			return true
		}
	}
	return false
}

// macros are Zendesk's: the comments that they write.
func (l *leaves) macros() (Selection, bool) {
	s := Selection{
		Text:     paths("$.macros[*].actions[*].value", "$.macros[*].actions[*].value[1]", "$.macro.actions[*].value", "$.macro.actions[*].value[1]"),
		ID:       paths("$..id"),
		comments: true,
	}
	return s, l.has(s.Text)
}

// writeComments leaves only the actions of macros that write a comment their
// text.
func (l *leaves) writeComments() {
	comments := map[int32]bool{}
	for i := range l.list {
		f := &l.list[i]
		if f.step.key == "field" && (f.value == "comment_value" || f.value == "comment_value_html") {
			comments[f.object] = true
		}
	}
	for i := range l.list {
		if f := &l.list[i]; !comments[f.object] {
			f.roles &^= bit(roleText)
		}
	}
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
	texts, han := 0, 0
	for i := range l.list {
		f := &l.list[i]
		if !f.is(leafText) {
			continue
		}
		if f.is(leafRoot) || f.step.inList || f.up.inList() {
			return Selection{}, false
		}
		texts++
		if slices.ContainsFunc([]rune(f.value), isHan) {
			han++
		}
	}
	return Selection{Text: paths("$..*"), keysAsk: true}, 2*han > texts
}
