package baseline

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strconv"
	"unicode"
)

// version is the version of the file's format.
const version = 1

// header stands at the top of the file.
const header = `# Findings that were there before; "cuoci check --baseline %[1]s" does not tell
# them again. One entry a line, known by file, rule, matched text and sentence.
#   cuoci baseline update %[1]s [PATH...]   add what is new, take out what is gone
#   cuoci baseline prune %[1]s [PATH...]    only take out what is gone
# After a merge keep the entries of both sides, then update.
`

// Encode is the content of the file: YAML, one entry a line, sorted.
func (b *Baseline) Encode() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, header, shellWord(filepath.Base(b.Path)))
	fmt.Fprintf(&out, "version: %d\n", version)
	list := sorted(b.Entries)
	if len(list) == 0 {
		out.WriteString("findings: []\n")
		return out.Bytes()
	}
	out.WriteString("findings:\n")
	for i := range list {
		e := &list[i]
		line := append([]byte(nil), "- {path: "...)
		line = appendQuoted(line, e.Path)
		line = appendQuoted(append(line, ", rule: "...), e.Rule)
		line = appendQuoted(append(line, ", match: "...), e.Match)
		line = appendQuoted(append(line, ", sentence: "...), e.Sentence)
		if e.Count > 1 {
			line = strconv.AppendInt(append(line, ", count: "...), int64(e.Count), 10)
		}
		out.Write(append(line, "}\n"...))
	}
	return out.Bytes()
}

// appendQuoted writes a text in double quotes, as YAML has them: on one line,
// and with what has no shape of its own as an escape.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case unicode.IsPrint(r):
			dst = append(dst, string(r)...)
		case r <= 0xFFFF:
			dst = fmt.Appendf(dst, `\u%04X`, r)
		default:
			dst = fmt.Appendf(dst, `\U%08X`, r)
		}
	}
	return append(dst, '"')
}

// shellWord quotes a name that a shell would take apart, and takes out what
// would end the comment that it stands in.
func shellWord(name string) string {
	plain := true
	for _, r := range name {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '.', r == '-', r == '_':
		default:
			plain = false
		}
	}
	if plain {
		return name
	}
	return strconv.Quote(name)
}
