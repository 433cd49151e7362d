package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Headers of columns, and keys of objects, that are known to be text, and those
// known to be the customer's question.
func knownText() []string {
	return []string{
		"话术", "话术内容", "回复", "回复内容", "内容", "答案", "回答", "答复", "标准答案", "回答内容", "模板内容", "快捷回复",
		"話術", "回覆", "回覆內容", "內容", "reply", "answer", "response", "content", "text", "message", "body", "utterance",
	}
}

func knownQuestion() []string {
	return []string{"问题", "问", "提问", "客户问题", "用户问题", "标准问题", "問題", "提問", "question", "query", "ask", "q"}
}

func knownChannel() []string { return []string{"channel", "渠道", "来源渠道", "來源渠道"} }

func knownID() []string { return []string{"id", "编号", "編號", "code", "short_code"} }

// Headers of columns that make the rows of a table turns of conversations.
func knownSpeaker() []string {
	return []string{"角色", "说话人", "發話人", "发言人", "发送方", "發送方", "role", "speaker", "sender", "from"}
}

func knownConversation() []string {
	return []string{"会话", "会话id", "会话编号", "对话", "对话id", "對話", "對話id", "工单号", "conversation", "conversation_id", "session", "session_id", "dialog_id"}
}

func knownTime() []string {
	return []string{"时间", "发送时间", "時間", "發送時間", "time", "timestamp", "sent_at", "created_at"}
}

// headers are the cells of the first row, in which columns are looked for.
type headers struct {
	names    []string
	isHeader bool  // some cell is the name of a column
	err      error // a column that is not there
}

// column finds the column of a selector.
func (h *headers) column(s Selector) (int, bool) {
	if i := slices.Index(h.names, s.Column()); i >= 0 && s.Column() != "" { // a path is none
		h.isHeader = true
		return i, true
	}
	n, err := strconv.Atoi(s.Column())
	return n - 1, err == nil && n > 0
}

// anyOf are the columns that selectors name, of which there must be one.
func (h *headers) anyOf(list []Selector) (out []int) {
	var missing []string
	for _, s := range list {
		i, ok := h.column(s)
		switch {
		case !ok:
			missing = append(missing, fmt.Sprintf("%q", s.String()))
		case !slices.Contains(out, i):
			out = append(out, i)
		}
	}
	if len(list) > 0 && len(out) == 0 {
		h.miss(strings.Join(missing, " or "))
	}
	return out
}

// allOf are the columns that selectors name.
func (h *headers) allOf(list []Selector) (out []int) {
	for _, s := range list {
		if i, ok := h.column(s); !ok {
			h.miss(fmt.Sprintf("%q", s.String()))
		} else if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
}

// first is the column that the first of some selectors names that names one; -1
// where there are no selectors.
func (h *headers) first(list []Selector) int {
	for _, s := range list {
		if i, ok := h.column(s); ok {
			return i
		}
	}
	if len(list) > 0 {
		h.miss(fmt.Sprintf("%q", list[0].String()))
	}
	return -1
}

// directive is the column that selectors name, else the one with the header
// cuoci; -1 where there is neither, which not every table has.
func (h *headers) directive(list []Selector) int {
	for _, s := range list {
		if i, ok := h.column(s); ok && i < len(h.names) {
			return i
		}
	}
	if known := h.known([]string{directiveWord}); len(known) > 0 {
		h.isHeader = true
		return known[0]
	}
	return -1
}

// miss notes a column that is not there.
func (h *headers) miss(names string) {
	const most = 20
	columns := h.names
	more := ""
	if len(columns) > most {
		columns, more = columns[:most], ", …"
	}
	if h.err == nil {
		h.err = &noTextError{fmt.Sprintf("no column %s: the columns are %s%s", names, strings.Join(columns, ", "), more)}
	}
}

// known are the columns with one of some names, whatever their case.
func (h *headers) known(names []string) (out []int) {
	for i, name := range h.names {
		if slices.Contains(names, strings.ToLower(name)) {
			out = append(out, i)
		}
	}
	return out
}
