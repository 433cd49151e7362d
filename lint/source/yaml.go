package source

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// maxYAML is how many lines and values in brackets a YAML file may have.
const maxYAML = 1 << 20

var errTooMuchYAML = fmt.Errorf("more than %d lines and values: keep them in JSON Lines or CSV, which are read a record at a time", maxYAML)

// yamlReader reads a YAML file, of one document or several: the strings that the
// selection names, or those of a shape that is known. $ is the root of each
// document.
type yamlReader struct {
	stream *stream
	gather *gatherer
}

func (r *yamlReader) read(yield func(*Conversation) bool) error {
	b, err := r.stream.whole()
	if err != nil {
		return err
	}
	if isBlank(b.text) {
		return nil
	}
	// Each value has one of these signs at least, and the parser holds more than
	// half a kilobyte for it.
	if countLines(b.text)+strings.Count(b.text, ",")+strings.Count(b.text, "[") > maxYAML {
		return r.stream.fail(errTooMuchYAML)
	}
	// Keys that stand twice are no error: both texts are there to be read.
	loader, err := yaml.NewLoader(strings.NewReader(yamlVersion(b.text)), yaml.WithUniqueKeys(false))
	if err != nil {
		return r.stream.fail(err)
	}
	r.directives(b)
	places := yamlPlaces{text: b.text, line: 1, column: 1}
	for {
		var doc yaml.Node
		err := loader.Load(&doc)
		if errors.Is(err, io.EOF) {
			return r.gather.end(yield)
		}
		if err != nil {
			return yamlFault(r.stream.path, b, err)
		}
		w := yamlWalk{block: b, path: r.stream.path, places: &places}
		if err := w.document(&doc); err != nil {
			return err
		}
		if _, err := r.gather.gather(b, &w.leaves, yield); err != nil {
			return err
		}
	}
}

// yamlVersion changes the directive %YAML 1.2, which the parser refuses though it
// reads that version, to one that it takes.
func yamlVersion(text string) string {
	const newer, older = "%YAML 1.2", "%YAML 1.1"
	if !strings.Contains(text, newer) {
		return text
	}
	out := []byte(text)
	prelude := true // before a document
	for lines := newLineScanner(text); lines.scan(); {
		switch line := text[lines.start:lines.end]; {
		case prelude && strings.HasPrefix(line, newer):
			copy(out[lines.start:], older)
		case strings.HasPrefix(line, "..."):
			prelude = true
		case !isBlank(line) && line[0] != '#' && line[0] != '%':
			prelude = false
		}
	}
	return string(out)
}

// yamlFault turns an error of the parser into an Error with its place.
func yamlFault(path string, b *Block, err error) error {
	load, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		if many, is := errors.AsType[*yaml.LoadErrors](err); is && len(many.Errors) > 0 {
			load, ok = many.Errors[0], true
		}
	}
	if !ok {
		return &Error{Path: path, Err: fmt.Errorf("not valid YAML: %w", err)}
	}
	at := 0
	switch {
	case load.Mark.Line > 0:
		places := yamlPlaces{text: b.text, line: 1, column: 1}
		places.seek(load.Mark.Line, max(load.Mark.Column, 1))
		at = places.at
	case load.Mark.Index > 0:
		at = min(load.Mark.Index, len(b.text)) // the parser's reader counts bytes
	}
	for at > 0 && at < len(b.text) && b.text[at]&0xC0 == 0x80 {
		at--
	}
	return b.fault(path, at, fmt.Errorf("not valid YAML: %s", load.Message))
}

// yamlPlaces finds offsets of lines and columns as the parser counts them: for
// it some more characters end a line. Places are asked for in the order of the
// text.
type yamlPlaces struct {
	text         string
	line, column int // of at
	at           int
}

// seek moves to a place; it reports false where there is none.
func (p *yamlPlaces) seek(line, column int) bool {
	if line < p.line || line == p.line && column < p.column {
		return false
	}
	for p.at < len(p.text) && (p.line < line || p.column < column) {
		if n := yamlBreak(p.text[p.at:]); n > 0 {
			if p.line == line {
				return false
			}
			p.at += n
			p.line, p.column = p.line+1, 1
			continue
		}
		p.at++
		for p.at < len(p.text) && p.text[p.at]&0xC0 == 0x80 {
			p.at++
		}
		p.column++
	}
	return p.line == line && p.column == column
}

// yamlBreak is the length of the line end at the start of s, 0 where there is
// none: \n, \r\n, \r, and U+0085, U+2028 and U+2029.
func yamlBreak(s string) int {
	if s == "" {
		return 0
	}
	switch s[0] {
	case '\n':
		return 1
	case '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if len(s) > 1 && s[1] == 0x85 {
			return 2
		}
	case 0xE2:
		if len(s) > 2 && s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9) {
			return 3
		}
	}
	return 0
}
