package change

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// parseDiff reads a diff without context: of each file as it is now the lines
// that were added. binary says that git did not look at the lines of some.
func parseDiff(diff string) (files map[string]*file, binary bool, err error) {
	files = map[string]*file{}
	var now *file
	for diff != "" {
		line, rest := cutLine(diff)
		diff = rest
		switch {
		case strings.HasPrefix(line, "diff --git "):
			now = nil
		case strings.HasPrefix(line, "Binary files "):
			binary = true
		case strings.HasPrefix(line, "+++ "):
			name, err := diffName(line[len("+++ "):])
			if err != nil {
				return nil, false, err
			}
			now = &file{}
			if name != "" {
				files[name] = now
			}
		case strings.HasPrefix(line, "@@ ") && now != nil:
			added, removed, err := hunk(line)
			if err != nil {
				return nil, false, err
			}
			if added.last >= added.first {
				now.added = append(now.added, added)
			}
			diff = skip(diff, removed+added.last-added.first+1)
		}
	}
	return files, binary, nil
}

// parseNumstat reads how many lines of each file were added and removed, of which
// it notes those that git did not look at.
func parseNumstat(out string, files map[string]*file) {
	for entry, rest, more := strings.Cut(out, "\x00"); more; entry, rest, more = strings.Cut(rest, "\x00") {
		name, binary := strings.CutPrefix(entry, "-\t-\t")
		before := name
		if strings.HasSuffix(entry, "\t") { // renamed: both names follow
			before, rest, _ = strings.Cut(rest, "\x00")
			name, rest, _ = strings.Cut(rest, "\x00")
		}
		if binary {
			files[name] = &file{binary: true, before: before}
		}
	}
}

// cutLine cuts the first line off, without its end.
func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return line, rest
}

// skip passes over n lines of a file, and what git says of a missing line end.
func skip(diff string, n int) string {
	for n > 0 && diff != "" {
		if !strings.HasPrefix(diff, `\ `) {
			n--
		}
		_, diff = cutLine(diff)
	}
	return diff
}

// hunk reads @@ -a,b +c,d @@: the lines added, and how many were removed.
func hunk(line string) (added span, removed int, err error) {
	fields := strings.Fields(line)
	if len(fields) < 4 || fields[1][0] != '-' || fields[2][0] != '+' {
		return span{}, 0, fmt.Errorf("git diff: %q is not understood", line)
	}
	_, removed, err = lineRange(fields[1][1:])
	if err != nil {
		return span{}, 0, fmt.Errorf("git diff: %q: %w", line, err)
	}
	first, n, err := lineRange(fields[2][1:])
	if err != nil {
		return span{}, 0, fmt.Errorf("git diff: %q: %w", line, err)
	}
	return span{first, first + n - 1}, removed, nil
}

// lineRange reads first,n or, for one line, first.
func lineRange(s string) (first, n int, err error) {
	a, b, more := strings.Cut(s, ",")
	if first, err = strconv.Atoi(a); err != nil || !more {
		return first, 1, err
	}
	n, err = strconv.Atoi(b)
	return first, n, err
}

// diffName reads the name behind +++; empty where the file is gone.
func diffName(s string) (string, error) {
	if s == os.DevNull || s == "/dev/null" {
		return "", nil
	}
	s = strings.TrimSuffix(s, "\t") // git ends names that hold a blank so
	if strings.HasPrefix(s, `"`) {
		var err error
		if s, err = unquote(s); err != nil {
			return "", err
		}
	}
	name, ok := strings.CutPrefix(s, "b/")
	if !ok {
		return "", fmt.Errorf("git diff: name %q is not understood", s)
	}
	return name, nil
}

// unquote reads a name in quotes as git writes those that hold a quote, a
// backslash or a control character.
func unquote(s string) (string, error) {
	if len(s) < 2 || s[len(s)-1] != '"' {
		return "", fmt.Errorf("git diff: name %s is not understood", s)
	}
	var b strings.Builder
	for s = s[1 : len(s)-1]; s != ""; {
		if s[0] != '\\' {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		if len(s) >= 4 && s[1] >= '0' && s[1] <= '3' {
			n, err := strconv.ParseUint(s[1:4], 8, 8)
			if err != nil {
				return "", fmt.Errorf("git diff: name %q is not understood", s)
			}
			b.WriteByte(byte(n))
			s = s[4:]
			continue
		}
		i := -1
		if len(s) > 1 {
			i = strings.IndexByte(`abtnvfr"\`, s[1])
		}
		if i < 0 {
			return "", fmt.Errorf("git diff: name %q is not understood", s)
		}
		b.WriteByte("\a\b\t\n\v\f\r\"\\"[i])
		s = s[2:]
	}
	return b.String(), nil
}

// lineEnds are the offsets of the line ends of a file, as git counts lines.
func lineEnds(path string) (ends []int, err error) {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	ends = []int{}
	buf := make([]byte, 64<<10)
	for at := 0; ; {
		n, err := f.Read(buf)
		for i := 0; ; {
			end := bytes.IndexByte(buf[i:n], '\n')
			if end < 0 {
				break
			}
			ends = append(ends, at+i+end)
			i += end + 1
		}
		at += n
		if errors.Is(err, io.EOF) {
			return ends, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
