package source

import (
	"bytes"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// pageChunk is about how much of a page is parsed at a time: the parser keeps
	// some hundred bytes for each byte of short lines.
	pageChunk = 256 << 10
	// maxChunk is the most that is parsed at a time where a page cannot be cut.
	maxChunk = 2 << 20
)

// chunkEnd returns where a stretch of Markdown that starts at a place may end: at
// a blank line before a heading or paragraph at the left margin, which ends all
// lists, quotes and tables before it, outside of code and of HTML that goes on
// over blank lines. What is cut apart is read alike, but that a link does not
// find its definition in a later stretch.
func chunkEnd(src []byte, from int) int {
	var fence []byte
	var closing string // of HTML
	blank := false
	for at := from; at < len(src); {
		next := len(src)
		if n := bytes.IndexByte(src[at:], '\n'); n >= 0 {
			next = at + n + 1
		}
		line := src[at:next]
		body := bytes.TrimLeft(line, " \t>")
		switch {
		case fence != nil:
			if bytes.HasPrefix(body, fence) && len(bytes.Trim(body, string(fence[:1])+" \t\r\n")) == 0 {
				fence = nil
			}
		case closing != "":
			if bytes.Contains(bytes.ToLower(line), []byte(closing)) {
				closing = ""
			}
		case blank && at-from >= pageChunk && beginsAtMargin(line[0]):
			return at
		case bytes.HasPrefix(body, []byte("```")), bytes.HasPrefix(body, []byte("~~~")):
			fence = []byte(fenceOf(string(body)))
			if len(fence) == 0 {
				fence = nil
			}
		case len(body) > 1 && body[0] == '<':
			closing = rawHTMLEnd(body)
		}
		blank = util.IsBlank(line)
		at = next
	}
	return len(src)
}

// beginsAtMargin tells whether a line that begins with a byte begins a heading or
// a paragraph.
func beginsAtMargin(c byte) bool { return c == '#' || isASCIILetter(c) || c >= 0x80 }

// rawHTMLEnd returns what ends the HTML that a line begins, where a blank line
// does not and the line itself does not either.
func rawHTMLEnd(line []byte) string {
	lower := bytes.ToLower(line)
	for _, h := range [...][2]string{{"<!--", "-->"}, {"<pre", "</pre>"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<textarea", "</textarea>"}} {
		if bytes.HasPrefix(lower, []byte(h[0])) && !bytes.Contains(lower, []byte(h[1])) {
			return h[1]
		}
	}
	return ""
}

// chunkReader reads src[from:end]; places are those of src.
func chunkReader(src []byte, from, end int) text.Reader {
	r := text.NewReader(src[:end])
	r.SetPosition(-1, text.NewSegment(from, from))
	r.AdvanceLine()
	return r
}
