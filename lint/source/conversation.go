package source

import (
	"fmt"
	"strings"
)

// Speaker is the side that a turn belongs to.
type Speaker uint8

// The speakers. Unknown is the zero value: a turn whose role was not given or
// is none of those that [ParseSpeaker] knows.
const (
	Unknown Speaker = iota
	Agent
	Customer
	System
)

// String returns "unknown", "agent", "customer" or "system".
func (s Speaker) String() string {
	switch s {
	case Agent:
		return "agent"
	case Customer:
		return "customer"
	case System:
		return "system"
	default:
		return "unknown"
	}
}

// ParseSpeaker returns the speaker that a role name stands for, in English or
// Chinese, in either script; case and blanks around the name do not matter.
// It reports false, with Unknown, for a name that is no role.
func ParseSpeaker(role string) (Speaker, bool) {
	switch strings.ToLower(strings.TrimSpace(role)) {
	case "agent", "assistant", "gpt", "客服", "坐席", "座席", "人工", "卖家", "賣家", "商家":
		return Agent, true
	case "customer", "user", "human", "客户", "客戶", "顾客", "顧客", "用户", "用戶", "买家", "買家":
		return Customer, true
	case "system", "机器人", "機器人", "系统", "系統":
		return System, true
	default:
		return Unknown, false
	}
}

// Turn is what one speaker says in one go.
type Turn struct {
	Speaker Speaker
	Name    string // as written; empty when not given
	Time    string // as written; empty when not given
	End     string // when it ends, as written; empty when not given
	Text    Text

	Location *Location // nil where line and offset say all
}

// Location says where a text stands in a file beside or instead of line and
// offset.
type Location struct {
	Sheet      string // of a workbook
	Cell       string // such as C12
	Row        int    // 1-based row of a table, the header counted; 0 where there is none
	ColumnName string // header of a table's column
	Part       string // of a mail: 1, 1.2
	Detached   bool   // the text has no place in the file: its positions are those inside the cell or part
}

// Conversation is the turns that belong together. A draft, a paragraph or a
// line is a Conversation of one Turn. It stays valid after the iteration that
// yielded it, and may be read by several goroutines.
type Conversation struct {
	ID     string // as written in the file; empty when not given
	Index  int    // 1-based, in the order of the file
	Turns  []Turn
	Dialog bool // read as a conversation of turns, not as a lone text

	Channel string // by which it came, as written in JSON Lines or a table; empty when not given
}

// Unit says how plain text falls into Conversations.
type Unit uint8

// The units. A paragraph ends at a blank line.
const (
	UnitFile Unit = iota
	UnitParagraph
	UnitLine
)

// String returns "file", "paragraph" or "line".
func (u Unit) String() string {
	switch u {
	case UnitParagraph:
		return "paragraph"
	case UnitLine:
		return "line"
	default:
		return "file"
	}
}

// ParseUnit returns the unit of that name, or an error that lists the names.
func ParseUnit(name string) (Unit, error) {
	for _, u := range []Unit{UnitFile, UnitParagraph, UnitLine} {
		if name == u.String() {
			return u, nil
		}
	}
	return UnitFile, fmt.Errorf("unknown unit %q (allowed: file, paragraph, line)", name)
}
