package source

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// The way back into a scalar keeps its style. What the style cannot hold at any
// place of the text is refused; only double quotes hold everything.

// encodeYAMLDouble writes s into double quotes.
func encodeYAMLDouble(s string, c charset) string {
	var out strings.Builder
	out.Grow(len(s))
	for _, r := range s {
		short := shortEscape(r)
		switch {
		case short != "":
			out.WriteString(short)
		case isYAMLPlain(r) && c.has(r):
			out.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&out, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			fmt.Fprintf(&out, `\U%08x`, r)
		}
	}
	return out.String()
}

// isYAMLPlain tells whether a character may stand in YAML as it is, and ends no
// line.
func isYAMLPlain(r rune) bool {
	return r == '\t' || r >= ' ' && !unicode.Is(unicode.Cc, r) && r != 0xFEFF && r != 0x2028 && r != 0x2029 && r != 0xFFFE && r != 0xFFFF
}

// refuseYAML refuses what only double quotes can hold; lines says that line ends
// may stand.
func refuseYAML(s string, lines bool) error {
	for _, r := range s {
		switch {
		case r == '\n' && lines, isYAMLPlain(r):
		case r == '\n':
			return errors.New("a line end can only be written into a value in double quotes or into a block")
		default:
			return fmt.Errorf("%q can only be written into a value in double quotes", r)
		}
	}
	return nil
}

// encodeYAMLSingle writes s into single quotes.
func encodeYAMLSingle(s string, _ charset) string { return strings.ReplaceAll(s, "'", "''") }

func refuseYAMLSingle(s string) error { return refuseYAML(s, false) }

// refuseYAMLPlain refuses what would end a plain scalar, or make it something
// else, wherever in it s is written.
func refuseYAMLPlain(flow bool) func(s string) error {
	return func(s string) error {
		if err := refuseYAML(s, false); err != nil {
			return err
		}
		switch {
		case s == "":
			return nil
		case strings.Contains(s, ": "), strings.Contains(s, ":\t"), strings.HasSuffix(s, ":"),
			strings.Contains(s, " #"), strings.Contains(s, "\t#"),
			strings.ContainsAny(s[:1], " \t:-?,[]{}#&*!|>'\"%@`"), strings.ContainsAny(s[len(s)-1:], " \t"),
			flow && strings.ContainsAny(s, ",[]{}:"):
			return fmt.Errorf("%q cannot be written into a value without quotes", s)
		}
		var n yaml.Node
		if err := yaml.Load([]byte(s), &n); err != nil || len(n.Content) != 1 || n.Content[0].Tag != "!!str" {
			return fmt.Errorf("%q in a value without quotes would be no text", s)
		}
		return nil
	}
}

// yamlIndented writes into a block scalar.
type yamlIndented struct {
	eol, indent string
	folded      bool
}

func (e yamlIndented) encode(s string, _ charset) string {
	lines := strings.Split(s, "\n")
	var out strings.Builder
	for i, line := range lines {
		if i > 0 {
			out.WriteString(e.eol)
			if e.folded && lines[i-1] != "" {
				out.WriteString(e.eol) // a single one would be a blank
			}
			if line != "" {
				out.WriteString(e.indent)
			}
		}
		out.WriteString(line)
	}
	return out.String()
}

// refuse refuses what cannot stand at any place of the text: at its start blanks
// would be indentation, and behind a line end at its end it is not known whether
// indentation must follow.
func (e yamlIndented) refuse(s string) error {
	if err := refuseYAML(s, true); err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(s, " "), strings.HasPrefix(s, "\t"), strings.HasPrefix(s, "\n"), strings.HasSuffix(s, "\n"):
		return errors.New("a blank or line end at the start, or a line end at the end, cannot be written into a block")
	case e.folded && (strings.Contains(s, "\n ") || strings.Contains(s, "\n\t")):
		return errors.New("lines that begin with a blank cannot be written into a folded block")
	}
	return nil
}
