package source

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strconv"
	"strings"
)

// looksLikeMail tells whether a text begins with the header of a mail: lines of
// nothing but fields, with a sender or subject and another that mails have, up
// to a blank line.
func looksLikeMail(text string) bool {
	known, names := 0, 0
	for lines := newLineScanner(text); lines.scan(); {
		line := text[lines.start:lines.end]
		if line == "" {
			return names > 0 && known > 1
		}
		name, _, found := strings.Cut(line, ":")
		switch {
		case line[0] == ' ' || line[0] == '\t':
			continue
		case !found || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "":
			return false
		}
		switch strings.ToLower(name) {
		case "from", "subject":
			names++
			known++
		case "to", "date", "message-id", "mime-version", "received", "return-path", "content-type", "reply-to", "cc":
			known++
		}
	}
	return false
}

// mailReader reads an e-mail (RFC 5322, MIME): its subject and the newest text
// of its body, without quoted history, signature and attachments. Of parts that
// say the same in several ways the plain one is read. Text that is encoded as
// base64 or quoted-printable has its places inside the decoded part; other text
// has them in the file.
type mailReader struct {
	stream *stream
	raw    []byte
	count  int
}

// maxMailDepth bounds parts inside of parts.
const maxMailDepth = 32

var (
	errNoBoundary  = errors.New("a multipart without a boundary parameter")
	errCutOff      = errors.New("the mail is cut off: its last part does not end")
	errPartsNested = errors.New("parts are nested too deep")
)

func (r *mailReader) read(yield func(*Conversation) bool) error {
	if err := r.stream.all(); err != nil {
		return err
	}
	r.raw = r.stream.buf
	p := r.part(0, len(r.raw), "1")
	if err := r.subject(&p, yield); err != nil {
		return err
	}
	return r.body(&p, 0, yield)
}

// mailPart is a part of a mail: raw[start:end] behind its header.
type mailPart struct {
	number     string
	start, end int
	fields     map[string]mailField // by name in lower case
	media      string
	params     map[string]string
}

// mailField is the value of a header field, with the line ends inside of it.
type mailField struct{ start, end int }

// part reads the header of the part in raw[start:end].
func (r *mailReader) part(start, end int, number string) mailPart {
	p := mailPart{number: number, end: end, fields: map[string]mailField{}}
	at := start
	name := ""
	for at < end {
		next := end
		if i := bytes.IndexByte(r.raw[at:end], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := bytes.TrimRight(r.raw[at:next], "\r\n")
		switch {
		case len(line) == 0:
			p.start = next
			r.media(&p)
			return p
		case line[0] == ' ' || line[0] == '\t':
			if f, ok := p.fields[name]; ok {
				f.end = at + len(line)
				p.fields[name] = f
			}
		default:
			before, _, found := bytes.Cut(line, []byte(":"))
			if !found && at == start { // no header at all
				p.start = start
				r.media(&p)
				return p
			}
			name = strings.ToLower(strings.TrimSpace(string(before)))
			if _, known := p.fields[name]; found && !known {
				p.fields[name] = mailField{at + len(before) + 1, at + len(line)}
			}
		}
		at = next
	}
	p.start = end
	r.media(&p)
	return p
}

// media settles what kind of part it is; text/plain unless it says otherwise.
func (r *mailReader) media(p *mailPart) {
	var err error
	if p.media, p.params, err = mime.ParseMediaType(r.value(p, "content-type")); err != nil || p.media == "" {
		p.media = "text/plain"
	}
}

// value is a header field on one line.
func (r *mailReader) value(p *mailPart, name string) string {
	f := p.fields[name]
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ").Replace(string(r.raw[f.start:f.end])))
}

// emit yields a conversation of its own.
func (r *mailReader) emit(turns []Turn, yield func(*Conversation) bool) error {
	r.count++
	if !yield(&Conversation{Index: r.count, Turns: turns}) {
		return errStopped
	}
	return nil
}

// body yields the texts of a part and of the parts in it.
func (r *mailReader) body(p *mailPart, depth int, yield func(*Conversation) bool) error {
	if depth > maxMailDepth {
		return r.fault(p.start, errPartsNested)
	}
	disposition, _, _ := strings.Cut(r.value(p, "content-disposition"), ";")
	switch {
	case strings.EqualFold(strings.TrimSpace(disposition), "attachment"):
		return nil
	case strings.HasPrefix(p.media, "multipart/"):
		parts, err := r.parts(p)
		if err != nil {
			return err
		}
		if p.media == "multipart/alternative" {
			parts = alternative(parts)
		}
		for i := range parts {
			if err := r.body(&parts[i], depth+1, yield); err != nil {
				return err
			}
		}
		return nil
	case p.media == "text/plain", p.media == "text/html":
		return r.text(p, yield)
	}
	return nil
}

// alternative keeps the one of several versions that is read: the plain one,
// else the last, which is the richest.
func alternative(parts []mailPart) []mailPart {
	for i := range parts {
		if parts[i].media == "text/plain" {
			return parts[i : i+1]
		}
	}
	return parts[max(len(parts)-1, 0):]
}

// parts cuts a multipart at its boundaries.
func (r *mailReader) parts(p *mailPart) ([]mailPart, error) {
	boundary := p.params["boundary"]
	if boundary == "" {
		return nil, r.fault(p.start, errNoBoundary)
	}
	var list []mailPart
	from := -1
	for at := p.start; at < p.end; {
		next := p.end
		if i := bytes.IndexByte(r.raw[at:p.end], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := strings.TrimRight(string(r.raw[at:next]), " \t\r\n")
		if rest, ok := strings.CutPrefix(line, "--"+boundary); ok && (rest == "" || rest == "--") {
			if from >= 0 {
				list = append(list, r.part(from, withoutBreak(r.raw, from, at), p.number+"."+strconv.Itoa(len(list)+1)))
			}
			if rest == "--" {
				return list, nil
			}
			from = next
		}
		at = next
	}
	return nil, r.fault(p.end, errCutOff)
}

// withoutBreak is the end of raw[from:to] without the line end that belongs to
// the boundary behind it.
func withoutBreak(raw []byte, from, to int) int {
	if to > from && raw[to-1] == '\n' {
		to--
		if to > from && raw[to-1] == '\r' {
			to--
		}
	}
	return to
}

// text yields what a text part says.
func (r *mailReader) text(p *mailPart, yield func(*Conversation) bool) error {
	b, where, err := r.decoded(p)
	if err != nil {
		return err
	}
	if p.media == "text/html" {
		return r.page(b, where, yield)
	}
	a := assembler{block: b}
	newest(b.text, strings.EqualFold(p.params["format"], "flowed"), &a)
	text := a.done(nil)
	if isBlank(text.String()) {
		return nil
	}
	return r.emit([]Turn{{Speaker: Agent, Text: text, Location: where}}, yield)
}

// decoded is the text of a part, in a block of the file where it stands there as
// it is.
func (r *mailReader) decoded(p *mailPart) (*Block, *Location, error) {
	raw := r.raw[p.start:p.end]
	var data []byte
	var err error
	switch encoding := strings.ToLower(r.value(p, "content-transfer-encoding")); encoding {
	case "", "7bit", "8bit", "binary":
		b, err := r.block(p.start, p.end, p.params["charset"])
		return b, &Location{Part: p.number}, err
	case "quoted-printable":
		data, err = io.ReadAll(quotedprintable.NewReader(bytes.NewReader(raw)))
	case "base64":
		data, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(raw)))
	default:
		err = fmt.Errorf("content transfer encoding %q: 7bit, 8bit, binary, quoted-printable and base64 are known", encoding)
	}
	if err != nil {
		return nil, nil, r.fault(p.start, fmt.Errorf("part %s: %w", p.number, err))
	}
	d, err := decodeMail(data, p.params["charset"])
	if err != nil {
		return nil, nil, r.fault(p.start, fmt.Errorf("part %s: %w", p.number, err))
	}
	return &Block{text: d.text, line: 1, charset: charsetUTF8}, &Location{Part: p.number, Detached: true}, nil
}

// block decodes raw[start:end] where it stands.
func (r *mailReader) block(start, end int, name string) (*Block, error) {
	raw := r.raw[start:end]
	d, err := decodeMail(raw, name)
	if err != nil {
		return nil, r.fault(start, err)
	}
	c, _ := mailCharset(raw, name)
	return &Block{text: d.text, runs: d.runs, base: start, line: 1 + countLines(string(r.raw[:start])), charset: c}, nil
}

// mailCharset is the charset of a name; of no name, or of one for Latin letters,
// that which the bytes tell.
func mailCharset(data []byte, name string) (charset, error) {
	switch strings.ToLower(name) {
	case "", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "unknown-8bit":
		if c := detectBytes(data, true); c != charsetUnknown {
			return c, nil
		}
		return charsetUTF8, nil
	case "x-gbk", "cp936", "ms936":
		return charsetGBK, nil
	case "cp950", "big5-hkscs", "x-x-big5":
		return charsetBig5, nil
	}
	return parseCharset(name)
}

// decodeMail decodes the text of a mail.
func decodeMail(data []byte, name string) (decoded, error) {
	c, err := mailCharset(data, name)
	if err != nil {
		return decoded{}, err
	}
	d := c.decode(data)
	if d.bad >= 0 {
		return d, fmt.Errorf("not %v: byte %#x at byte %d of the part", c, data[d.bad], d.bad)
	}
	return d, nil
}

// fault is an Error at a byte of the file.
func (r *mailReader) fault(at int, err error) error {
	line := bytes.LastIndexByte(r.raw[:at], '\n') + 1
	return &Error{Path: r.stream.path, Line: 1 + countLines(string(r.raw[:line])), Column: 1, Err: err}
}
