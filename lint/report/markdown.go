package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/cuoci/cuoci/lint"
)

// markdownLimit bounds a report, in UTF-16 units: GitHub takes comments of
// 65,536 characters, and a bot may want to add a line of its own.
const markdownLimit = 60_000

// markdownRules bounds the table of rules, which stands above all else.
const markdownRules = 40

// markdownWriter writes a comment for a pull request: the counts, a table of
// rules, and for each file a table that can be opened. It holds back as much as
// fits and counts the rest.
type markdownWriter struct {
	out    buffer
	words  *words
	limit  int
	counts Statistics
	files  []markdownFile
	held   int // units of all rows
	left   int // findings for which there was no room when they came
	unread []string
}

type markdownFile struct {
	path string
	rows []string
	more int // findings beyond rows
}

func newMarkdownWriter(w io.Writer, o Options) *markdownWriter {
	return &markdownWriter{out: buffer{w: w}, words: newWords(o.Lang), limit: markdownLimit}
}

func (m *markdownWriter) Result(r lint.Result) error {
	m.counts.Add(r)
	for i := range r.Findings {
		m.finding(&r.Findings[i])
	}
	if r.Err != nil && m.held < m.limit {
		e := toError(r.Path, r.Err)
		line := "- " + code(e.Path)
		if e.Line > 0 {
			line += fmt.Sprintf(" %d:%d", e.Line, e.Column)
		}
		line += m.words.labels.colon + escapeMarkdown(failure(e)) + "\n"
		m.held += units(line)
		m.unread = append(m.unread, line)
	}
	return nil
}

func (m *markdownWriter) finding(f *lint.Finding) {
	if len(m.files) == 0 || m.files[len(m.files)-1].path != f.Path {
		if m.held >= m.limit {
			m.left++
			return
		}
		m.files = append(m.files, markdownFile{path: f.Path})
	}
	file := &m.files[len(m.files)-1]
	if m.held >= m.limit {
		file.more++
		return
	}
	row := m.row(f)
	m.held += units(row)
	file.rows = append(file.rows, row)
}

// row is a finding in the table of its file.
func (m *markdownWriter) row(f *lint.Finding) string {
	at := fmt.Sprintf("%d:%d", f.Start.Line, f.Start.Column)
	if detached(f) {
		at = escapeMarkdown(cellOf(f.Location))
	}
	text := escapeMarkdown(shorten(f.Message))
	for _, s := range said(f) {
		text += "<br>" + m.words.labels.instead + escapeMarkdown(s.Text)
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |\n", at, m.words.levelName(f.Level), code(f.Rule), escapeMarkdown(m.words.quoted(f.Match)), text)
}

func (m *markdownWriter) Close(s Summary) error {
	head := m.head(s)
	unread := m.unreadPart()
	budget := m.limit - units(head) - units(unread) - units(m.closing(1<<30, 1<<30))
	var body strings.Builder
	left := m.left
	for _, f := range m.files {
		part, shown := m.filePart(f, budget)
		budget -= units(part)
		body.WriteString(part)
		left += f.more + len(f.rows) - shown
	}
	m.out.buf.WriteString(head + unread + body.String())
	if rules := len(m.counts.Counts()) - markdownRules; left > 0 || rules > 0 {
		m.out.buf.WriteString(m.closing(left, max(rules, 0)))
	}
	return m.out.flush()
}

// head is the title, the counts and the table of rules.
func (m *markdownWriter) head(s Summary) string {
	l := m.words.labels
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n%s\n", l.page.title, escapeMarkdown(l.closing(s)))
	counts := m.counts.Counts()
	if len(counts) == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "\n| %s | %s | %s | %s | %s | %s |\n|---|---|--:|--:|--:|--:|\n",
		l.counted[0], l.page.meaning, l.counted[1], l.counted[2], l.counted[3], l.counted[4])
	for _, c := range counts[:min(len(counts), markdownRules)] {
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %d |\n", code(c.Rule), escapeMarkdown(c.Title), c.Total, c.Errors, c.Warnings, c.Suggestions)
	}
	return b.String()
}

// unreadPart lists the files that could not be read, as long as half of the room
// takes.
func (m *markdownWriter) unreadPart() string {
	if len(m.unread) == 0 {
		return ""
	}
	part := "\n**" + m.words.labels.page.unread + "**\n\n"
	for _, line := range m.unread {
		if units(part)+units(line) > m.limit/2 {
			return part + "- " + ellipsis + "\n"
		}
		part += line
	}
	return part
}

// filePart is what can be opened for one file, with as many rows as fit into
// room; it is empty where none does.
func (m *markdownWriter) filePart(f markdownFile, room int) (part string, shown int) {
	p := &m.words.labels.page
	head := fmt.Sprintf("\n<details>\n<summary>%s%s</summary>\n\n| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n",
		code(slashed(f.path)), p.file(len(f.rows)+f.more), p.place, p.level, m.words.labels.counted[0], p.match, p.message)
	const end = "\n</details>\n"
	room -= units(head) + units(end)
	var rows strings.Builder
	for _, row := range f.rows {
		if room -= units(row); room < 0 {
			break
		}
		rows.WriteString(row)
		shown++
	}
	if shown == 0 {
		return "", 0
	}
	return head + rows.String() + end, shown
}

func (m *markdownWriter) closing(findings, rules int) string {
	return "\n" + m.words.labels.page.more(findings, rules) + "\n"
}

// units is the length of a text in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
