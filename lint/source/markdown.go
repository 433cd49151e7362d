package source

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/parser"
)

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
	p := &page{block: b, yield: yield, quotes: r.quotes, roles: tellsRoles(b.text)}
	front := frontMatterEnd(b.text)
	if r.frontMatter {
		readFrontMatter(p, front)
	}
	w := &markdownWalker{page: p, html: &htmlWalker{page: p, jsx: r.mdx}, mdx: r.mdx}
	w.directs, w.direct = mayDirect(b.text), r.stream.direct
	var marked map[int][]mdxDirective
	if r.mdx {
		m := newMDX(b, front)
		w.runs, w.marks, w.notes = m.runs, m.marks, m.inLine
		marked = m.notes
		w.src = withLineEnds(m.text.String(), 0)
	} else {
		w.src = withLineEnds(b.text, front)
	}
	if err := r.parse(w, marked); err != nil {
		return err
	}
	w.endDirectives()
	w.html.end()
	p.end()
	if p.stopped {
		return errStopped
	}
	return nil
}

// parse reads the page, a stretch at a time.
func (r *markdownReader) parse(w *markdownWalker, marked map[int][]mdxDirective) error {
	p, known := newMarkdownParser(w.marks, marked), parser.NewContext()
	for from := 0; from < len(w.src) && !w.page.stopped; {
		end := chunkEnd(w.src, from)
		if end-from > maxChunk {
			at := min(w.runs.start(from), len(w.page.block.text))
			return w.page.block.fault(r.stream.path, at,
				fmt.Errorf("more than %d MiB without a blank line before a heading or paragraph", maxChunk>>20))
		}
		w.end = end
		w.directed(p.Parse(chunkReader(w.src, from, end), parser.WithContext(known)))
		from = end
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
