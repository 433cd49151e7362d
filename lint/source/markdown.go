package source

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/text"
)

// maxPage is the most bytes of Markdown in one file. The parser keeps all of a
// page at once, and up to a hundred bytes for each of the file's.
const maxPage = 16 << 20

// markdownReader reads Markdown and MDX.
type markdownReader struct {
	stream      *stream
	mdx         bool
	quotes      bool
	frontMatter bool
}

func (r *markdownReader) read(yield func(*Conversation) bool) error {
	b, err := r.stream.whole()
	if err != nil {
		return err
	}
	if len(b.text) > maxPage {
		return r.stream.fail(fmt.Errorf("larger than %d MiB, too large for a page", maxPage>>20))
	}
	p := &page{block: b, yield: yield, quotes: r.quotes, roles: tellsRoles(b.text)}
	front := frontMatterEnd(b.text)
	if r.frontMatter {
		readFrontMatter(p, front)
	}
	w := &markdownWalker{page: p, html: &htmlWalker{page: p, jsx: r.mdx}, mdx: r.mdx}
	if r.mdx {
		m := newMDX(b, front)
		w.runs, w.marks = m.runs, m.marks
		w.src = withLineEnds(m.text.String(), 0)
	} else {
		w.src = withLineEnds(b.text, front)
	}
	root := newMarkdownParser(w.marks).Parse(text.NewReader(w.src))
	w.blocks(root)
	w.html.end()
	p.end()
	if p.stopped {
		return errStopped
	}
	return nil
}

// withLineEnds returns the bytes of a text as the parser wants them: blanks in
// place of what stands before an offset, and \n for an \r that no \n follows.
// None is longer or shorter, so that every place stays the same.
func withLineEnds(s string, from int) []byte {
	src := []byte(s)
	for i := range from {
		if src[i] != '\n' {
			src[i] = ' '
		}
	}
	for i := from; ; i++ {
		n := strings.IndexByte(s[i:], '\r')
		if n < 0 {
			return src
		}
		if i += n; i+1 >= len(src) || src[i+1] != '\n' {
			src[i] = '\n'
		}
	}
}
