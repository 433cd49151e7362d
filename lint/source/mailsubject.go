package source

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"strings"
	"unicode/utf8"
)

// subject yields the subject. One in encoded words has its places inside itself.
func (r *mailReader) subject(p *mailPart, yield func(*Conversation) bool) error {
	f, ok := p.fields["subject"]
	if !ok || len(bytes.TrimSpace(r.raw[f.start:f.end])) == 0 {
		return nil
	}
	raw := r.raw[f.start:f.end]
	if !bytes.Contains(raw, []byte("=?")) {
		text, err := r.unfolded(f)
		if err != nil {
			return err
		}
		return r.emit([]Turn{{Speaker: Agent, Text: text, Location: &Location{Part: "subject"}}}, yield)
	}
	words := mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		text, err := decodeMail(data, name)
		return strings.NewReader(text.text), err
	}}
	text, err := words.DecodeHeader(r.value(p, "subject"))
	if err != nil {
		return r.fault(f.start, fmt.Errorf("subject: %w", err))
	}
	if !utf8.ValidString(text) {
		return r.fault(f.start, fmt.Errorf("subject: %q is not UTF-8 beside its encoded words", text))
	}
	b := &Block{text: text, line: 1, charset: charsetUTF8}
	return r.emit([]Turn{{Speaker: Agent, Text: b.own(0, len(text)), Location: &Location{Part: "subject", Detached: true}}}, yield)
}

// unfolded is the text of a field that stands in the file as it is: where it goes
// on in the next line is layout.
func (r *mailReader) unfolded(f mailField) (Text, error) {
	line := bytes.LastIndexByte(r.raw[:f.start], '\n') + 1
	b, err := r.block(line, f.end, "")
	if err != nil {
		return Text{}, err
	}
	a := assembler{block: b}
	from := f.start - line // the name is ASCII
	for lines := newLineScanner(b.text[from:]); lines.scan(); {
		value := strings.TrimLeft(b.text[from+lines.start:from+lines.end], " \t")
		a.softBreak(value)
		end := from + lines.end
		a.keep(end-len(value), end)
	}
	return a.done(nil), nil
}
