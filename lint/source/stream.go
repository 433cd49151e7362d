package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	chunkSize = 64 << 10 // how much is read at a time
	maxRecord = 16 << 20 // bytes of a line or paragraph that is streamed
	maxWhole  = 64 << 20 // bytes of a file that is read whole
)

// stream reads a file in stretches of whole lines and decodes them.
type stream struct {
	path    string
	r       io.Reader
	buf     []byte // read and not yet consumed
	base    int    // file offset of buf[0]
	line    int    // number of the line that starts at buf[0]
	size    int64  // of the file, where that is known before it is read; else 0
	charset charset
	end     error // what the reader ended with: io.EOF, or what went wrong

	directive func(Directive) // nil: nobody asks
}

// fill reads until n bytes are at hand or the reader ends.
func (s *stream) fill(n int) {
	for idle := 0; len(s.buf) < n && s.end == nil; {
		if len(s.buf) == cap(s.buf) {
			s.buf = slices.Grow(s.buf, max(min(n-len(s.buf), len(s.buf)), chunkSize))
		}
		got, err := s.r.Read(s.buf[len(s.buf):min(cap(s.buf), n)])
		s.buf = s.buf[:len(s.buf)+got]
		s.end = err
		if idle++; got > 0 {
			idle = 0
		} else if idle > 100 && err == nil {
			s.end = io.ErrNoProgress
		}
	}
}

// atEnd reports whether buf holds the rest of the file.
func (s *stream) atEnd() bool { return errors.Is(s.end, io.EOF) }

// fail returns an Error for the whole file.
func (s *stream) fail(err error) error { return &Error{Path: s.path, Err: err} }

// begin finds the encoding as far as the first bytes tell, and skips a byte
// order mark.
func (s *stream) begin(option string) error {
	given, err := parseCharset(option)
	if err != nil {
		return s.fail(err)
	}
	s.line = 1
	s.fill(detectWindow + 1)
	m, marked, err := byteOrderMark(s.buf)
	if err != nil {
		return s.fail(err)
	}
	switch {
	case given == charsetUnknown:
		s.charset = m.charset
	case given == charsetUTF16 && m.charset.wide():
		s.charset = m.charset
	case given == charsetUTF16:
		s.charset = charsetUTF16LE
		if c, ok := detectWide(s.buf, s.atEnd()); ok {
			s.charset = c
		}
	default:
		s.charset = given
	}
	if marked && s.charset != m.charset && (s.charset != charsetGBK || m.charset != charsetGB18030) {
		return s.fail(fmt.Errorf("the file starts with the byte order mark of %v, but was to be read as %v", m.charset, s.charset))
	}
	s.drop(len(m.bytes), 0)
	return s.beginUnmarked(given == charsetUnknown && !marked)
}

// beginUnmarked tells UTF-16 from binary data.
func (s *stream) beginUnmarked(guess bool) error {
	head := s.buf[:min(len(s.buf), detectWindow)]
	nul := bytes.IndexByte(head, 0)
	if guess && (nul >= 0 || detectBytes(s.buf, s.atEnd()) == charsetUnknown) {
		if c, ok := detectWide(s.buf, s.atEnd()); ok {
			s.charset = c
			return nil
		}
	}
	if nul >= 0 && !s.charset.wide() {
		return s.fail(fmt.Errorf("%w: NUL byte at byte offset %d", ErrBinary, s.base+nul))
	}
	return nil
}

// settle finds the encoding at the first byte that is not ASCII, however late
// in the file it stands.
func (s *stream) settle() {
	if s.charset != charsetUnknown {
		return
	}
	if i := firstNonASCII(s.buf); i >= 0 {
		s.fill(i + detectWindow + 1) // one more, to know whether the window ends the file
		s.charset = detectBytes(s.buf[i:], s.atEnd())
		if s.charset == charsetUnknown {
			s.charset = charsetUTF8 // the error names the first byte that is not UTF-8
		}
	}
}

// drop consumes n bytes with so many line ends.
func (s *stream) drop(n, lines int) {
	s.buf = s.buf[:copy(s.buf, s.buf[n:])]
	s.base += n
	s.line += lines
}

// decode returns the Block of the first n bytes of buf and, if some of them are
// not to be decoded, the Block of those before them and an Error.
func (s *stream) decode(n int) (*Block, error) {
	src := s.buf[:n]
	d := s.charset.decode(src)
	c := s.charset
	if c == charsetUnknown && s.atEnd() {
		c = charsetUTF8
	}
	b := &Block{text: d.text, runs: d.runs, base: s.base, line: s.line, charset: c}
	var err error
	if d.bad >= 0 {
		err = s.charset.badByte(src, d.bad, s.base)
	}
	if nul := strings.IndexByte(b.text, 0); nul >= 0 {
		at := b.startOf(nul)
		b.text = b.text[:nul]
		b.runs = slices.DeleteFunc(b.runs, func(r run) bool { return int(r.text) > nul })
		err = fmt.Errorf("NUL character at byte offset %d", at)
	}
	if err != nil {
		return b, b.fault(s.path, len(b.text), err)
	}
	return b, nil
}

// all reads the rest of the file.
func (s *stream) all() error {
	if s.size <= maxWhole {
		if n := int(s.size) - s.base - len(s.buf); n > 0 {
			s.buf = slices.Grow(s.buf, n+1) // one more, to see the end
		}
		s.fill(maxWhole + 1)
	}
	switch {
	case s.size > maxWhole || len(s.buf) > maxWhole:
		return s.fail(fmt.Errorf("larger than %d MiB, too large to be read whole", maxWhole>>20))
	case !s.atEnd():
		return s.ended()
	}
	return nil
}

// whole returns the rest of the file as one Block.
func (s *stream) whole() (*Block, error) {
	if err := s.all(); err != nil {
		return nil, err
	}
	s.settle()
	b, err := s.decode(len(s.buf))
	s.buf = nil
	return b, err
}

// Decode returns the text of a whole file, without a byte order mark; encoding is
// one of [Encodings], or empty to detect it. Errors are those of reading it.
func Decode(data []byte, encoding string) (string, error) {
	s := &stream{r: bytes.NewReader(data)}
	if err := s.begin(encoding); err != nil {
		return "", err
	}
	b, err := s.whole()
	if err != nil {
		return "", err
	}
	return b.text, nil
}

// peek returns the first lines of the file, or all of it where it is short,
// without consuming them; what cannot be decoded is left out.
func (s *stream) peek() string {
	s.fill(chunkSize)
	s.settle()
	n := len(s.buf)
	if !s.atEnd() {
		n = s.charset.lastLineEnd(s.buf)
	}
	return s.charset.decode(s.buf[:n]).text
}

// next returns the next stretch of the file, and how much of its text, from its
// start, ends where cut says: cut returns the length of the whole records that
// text starts with. At the end of the file, everything is whole. With an error
// comes what can still be read before it, or nil; io.EOF is the regular end.
func (s *stream) next(what string, cut func(text string) int) (b *Block, length int, err error) {
	for want := chunkSize; ; want *= 2 {
		s.fill(min(len(s.buf)+want, maxRecord+chunkSize))
		s.settle()
		if len(s.buf) == 0 || s.end != nil && !s.atEnd() && s.charset.lastLineEnd(s.buf) == 0 {
			return nil, 0, s.ended()
		}
		n := len(s.buf)
		if !s.atEnd() {
			n = s.charset.lastLineEnd(s.buf)
		}
		if n > 0 {
			b, err = s.decode(n)
			length = len(b.text)
			if err != nil || !s.atEnd() {
				length = cut(b.text)
			}
			if err != nil {
				return b, length, err
			}
		}
		if length > 0 || s.atEnd() {
			s.drop(b.endOf(length)-s.base, countLines(b.text[:length]))
			return b, length, nil
		}
		if len(s.buf) > maxRecord {
			return nil, 0, s.tooLong(what, s.line)
		}
		if s.end != nil {
			return nil, 0, s.ended()
		}
	}
}

// ended returns the error that the reader ended with.
func (s *stream) ended() error {
	if s.atEnd() {
		return io.EOF
	}
	return s.fail(withoutPath(s.end))
}

// tooLong returns the Error for a record over the limit, which starts a line.
func (s *stream) tooLong(what string, line int) error {
	return &Error{Path: s.path, Line: line, Column: 1, Err: fmt.Errorf("%s of more than %d MiB", what, maxRecord>>20)}
}
