package source

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
)

// mailWriter writes a mail, in which parts have charsets of their own, and what is
// to be read in it.
type mailWriter struct {
	t    *testing.T
	rng  *rand.Rand
	eol  string
	file []mailPiece
	want []mailText
}

// mailPiece is a piece of the file in one charset.
type mailPiece struct {
	s   string
	enc encoding.Encoding
}

// mailText is a text that is to be read.
type mailText struct {
	text    string // without the blanks of soft breaks where it is of a page
	speaker Speaker
	anybody bool // words in a row may happen to ask
	part    string
	decoded string // the whole part, where it is encoded
	v       variant
	page    *pageWriter // nil: plain
}

func (w *mailWriter) one(list ...string) string { return list[w.rng.IntN(len(list))] }

// in chooses among texts those that a charset can write: the first is simplified,
// the second traditional.
func (w *mailWriter) in(v variant, simplified, traditional string) string {
	if strings.HasPrefix(v.name, "big5") || w.rng.IntN(2) == 0 {
		return traditional
	}
	return simplified
}

// ascii writes what has no charset.
func (w *mailWriter) ascii(s string) { w.file = append(w.file, mailPiece{s, encoding.Nop}) }

// bytes is the file, and the place of each character in it, counted one by one.
func (w *mailWriter) bytes() ([]byte, grid) {
	var file []byte
	g := grid{}
	at := Position{0, 1, 1}
	for _, p := range w.file {
		for i, r := range p.s {
			g[at.Offset] = at
			b, err := p.enc.NewEncoder().Bytes([]byte(string(r)))
			must(w.t, err)
			file = append(file, b...)
			at.Offset += len(b)
			at.Column++
			if r == '\n' || r == '\r' && !strings.HasPrefix(p.s[i+1:], "\n") {
				at.Line, at.Column = at.Line+1, 1
			}
		}
	}
	g[at.Offset] = at
	return file, g
}

// charset chooses one, and a name for it that mails use.
func (w *mailWriter) charset() (v variant, name string) {
	names := map[string][]string{
		"utf-8": {"utf-8", "UTF-8", "utf8"}, "gb18030": {"gb18030", "GB18030"}, "gbk": {"gbk", "GBK", "x-gbk", "cp936"},
		"gb2312": {"gb2312", "GB2312"}, "big5": {"big5", "Big5", "cp950"},
	}
	for {
		v = variants()[w.rng.IntN(len(variants()))]
		if list := names[v.name]; list != nil {
			return v, w.one(list...)
		}
	}
}

// field writes a header field, its name in any case, its parameters on lines of
// their own or not.
func (w *mailWriter) field(name, value string, params ...string) {
	w.ascii(w.one(name, strings.ToLower(name), strings.ToUpper(name)) + ":" + w.one(" ", "\t", "", w.eol+" ") + value)
	for _, p := range params {
		w.ascii(";" + w.one(" ", "", w.eol+" ", w.eol+"\t") + p)
	}
	w.ascii(w.eol)
}

// mail writes a whole mail.
func (w *mailWriter) mail() {
	w.field("Received", "from mail.example.com by mx.example.com"+w.eol+"\twith ESMTP")
	w.field("From", `"=?utf-8?B?`+base64.StdEncoding.EncodeToString([]byte("客服"))+`?=" <a@example.com>`)
	if w.rng.IntN(4) > 0 {
		w.subject()
	}
	w.field("Date", "Mon, 06 May 2024 10:00:00 +0800")
	w.entity("1", 0, true)
}

// subject writes a subject as it is, or in encoded words.
func (w *mailWriter) subject() {
	v, name := w.charset()
	head := w.one("", "Re: ", "Order 12 ")
	if w.rng.IntN(3) == 0 { // as it is, folded between words
		v = variants()[0]
		fold := [3]string{w.one("", w.eol+" "), w.one("", w.eol+"\t", w.eol+"  "), w.one("", w.eol+" ")}
		w.ascii("Subject: " + head + "您好" + fold[0] + "退款" + fold[1] + "😀x" + fold[2] + "y" + w.eol)
		blank := func(fold string) string { return strings.Repeat(" ", min(len(fold), 1)) }
		text := head + "您好退款" + blank(fold[1]) + "😀x" + blank(fold[2])
		w.want = append(w.want, mailText{text: text + "y", speaker: Agent, part: "subject", v: v})
		return
	}
	words := []string{}
	text := ""
	for range 1 + w.rng.IntN(3) {
		s := "您" + strings.NewReplacer("\t", "", " ", "", "\u2028", "").Replace(v.phrase(w.rng, 4))
		text += s
		data, err := v.enc.NewEncoder().Bytes([]byte(s))
		must(w.t, err)
		if w.rng.IntN(2) == 0 {
			words = append(words, "=?"+name+"?"+w.one("B", "b")+"?"+base64.StdEncoding.EncodeToString(data)+"?=")
			continue
		}
		q := ""
		for _, c := range data {
			q += fmt.Sprintf("=%02X", c)
		}
		words = append(words, "=?"+name+"?"+w.one("Q", "q")+"?"+q+"?=")
	}
	w.ascii("Subject: " + head + strings.Join(words, w.one(" ", w.eol+" ", w.eol+"\t")) + w.eol)
	w.want = append(w.want, mailText{text: head + text, speaker: Agent, part: "subject", v: v, decoded: head + text})
}

// entity writes the rest of a header, and a body: a text, or parts. read tells
// whether it is one that is read.
func (w *mailWriter) entity(number string, depth int, read bool) {
	kind := w.rng.IntN(6)
	if depth > 2 {
		kind %= 3
	}
	switch kind {
	case 0, 1:
		w.plain(number, read)
	case 2:
		w.page(number, read)
	case 3:
		w.parts("mixed", depth, func(i int) {
			switch w.rng.IntN(4) {
			case 0: // an attachment
				w.field("Content-Disposition", w.one("attachment", "ATTACHMENT"), `filename="a.txt"`)
				w.plain(number, false)
			case 1:
				w.field("Content-Type", w.one("image/png", "message/rfc822", "application/octet-stream"))
				w.ascii(w.eol + "Subject: x" + w.eol + w.eol + "x")
			default:
				w.entity(number+"."+strconv.Itoa(i), depth+1, read)
			}
		})
	case 4: // the plain version is read, wherever it stands
		first := w.rng.IntN(2)
		w.parts("alternative", depth, func(i int) {
			if i == 1+first {
				w.plain(number+"."+strconv.Itoa(i), read)
			} else {
				w.page(number, false)
			}
		})
	default: // of pages alone the last
		last := w.parts("alternative", depth, nil)
		for i := range last {
			w.boundary(depth, "")
			w.page(number+"."+strconv.Itoa(i+1), read && i == last-1)
		}
		w.boundary(depth, "--")
	}
}

// parts writes a multipart; where each is nil the parts are left to the caller,
// with how many they are to be.
func (w *mailWriter) parts(kind string, depth int, each func(i int)) int {
	n := 2 + w.rng.IntN(2)
	boundary := w.name(depth)
	w.field("Content-Type", w.one("multipart/", "Multipart/")+kind, `boundary=`+w.one(boundary, `"`+boundary+`"`))
	w.ascii(w.eol + w.one("", "A mail in several parts."))
	if each == nil {
		return n
	}
	for i := range n {
		w.boundary(depth, "")
		each(i + 1)
	}
	w.boundary(depth, "--")
	return n
}

// name is a boundary; those of parts inside begin as that around them does.
func (w *mailWriter) name(depth int) string { return "_b" + strings.Repeat("b", depth) }

func (w *mailWriter) boundary(depth int, end string) {
	w.ascii(w.eol + "--" + w.name(depth) + end + w.one("", " ") + w.eol)
}

// content ends the header and writes a body: as it is, or encoded; then decoded
// is the body.
func (w *mailWriter) content(v variant, body string) (decoded string) {
	data, err := v.enc.NewEncoder().Bytes([]byte(body))
	must(w.t, err)
	const name = "Content-Transfer-Encoding"
	switch w.rng.IntN(4) {
	case 0:
		w.field(name, w.one("base64", "BASE64"))
		w.ascii(w.eol)
		line := 4 * (1 + w.rng.IntN(19))
		for s := base64.StdEncoding.EncodeToString(data); s != ""; {
			n := min(line, len(s))
			w.ascii(s[:n] + w.eol)
			s = s[n:]
		}
		return body
	case 1:
		w.field(name, w.one("quoted-printable", "Quoted-Printable"))
		w.ascii(w.eol + w.quoted(data))
		return body
	case 2:
		w.field(name, w.one("8bit", "binary"))
	}
	w.ascii(w.eol)
	w.file = append(w.file, mailPiece{body, v.enc})
	return ""
}

// quoted writes quoted-printable, with line ends at any place.
func (w *mailWriter) quoted(data []byte) string {
	var b strings.Builder
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case bytes.HasPrefix(data[i:], []byte(w.eol)):
			b.WriteString(w.eol)
			i += len(w.eol) - 1
		case c > ' ' && c < 0x7F && c != '=' && w.rng.IntN(4) > 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
		if w.rng.IntN(12) == 0 {
			b.WriteString("=" + w.eol)
		}
	}
	return b.String()
}
