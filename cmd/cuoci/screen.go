package main

import (
	"bufio"
	"fmt"
	"io"
	"sync"
	"time"
)

// progressAfter is how long a run lasts before it shows progress.
const progressAfter = time.Second

// screen is standard output and, on standard error, one line of progress, kept
// from running into each other.
type screen struct {
	mu     sync.Mutex
	out    *bufio.Writer
	direct bool // standard output is a terminal: what is written is shown at once
	err    io.Writer
	shown  bool
	files  int
	start  time.Time
	timer  *time.Timer   // nil: no progress
	line   func() string // what progress says; nil: how many files are checked
}

func newScreen(stdout, stderr io.Writer, progress bool) *screen {
	s := &screen{out: bufio.NewWriterSize(stdout, 64<<10), direct: isTerminal(stdout), err: stderr, start: time.Now()}
	if progress {
		s.mu.Lock() // show looks at timer
		defer s.mu.Unlock()
		s.timer = time.AfterFunc(progressAfter, s.show)
	}
	return s
}

// Write writes to standard output.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear()
	n, err := s.out.Write(p)
	if err == nil && s.direct {
		err = s.out.Flush()
	}
	return n, err
}

// say lets f write to standard error, behind what was written before.
func (s *screen) say(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear()
	_ = s.out.Flush() // the writer keeps the error and returns it again
	f()
}

// tell sets what progress says. f is called with the screen locked, from another
// goroutine.
func (s *screen) tell(f func() string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.line = f
}

// count changes what progress tells of.
func (s *screen) count(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// done counts a document.
func (s *screen) done() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files++
}

func (s *screen) flush() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Flush()
}

// close takes the progress line away and writes what is left.
func (s *screen) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	s.clear()
	_ = s.out.Flush() // after an error that was reported, or after flush
}

// show draws the progress line and comes back for the next one.
func (s *screen) show() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer == nil {
		return
	}
	s.shown = true
	line := fmt.Sprintf("cuoci: %d files checked, %d s", s.files, int(time.Since(s.start).Seconds()))
	if s.line != nil {
		line = s.line()
	}
	fmt.Fprint(s.err, "\r\x1b[K"+line) //nolint:errcheck // only progress
	s.timer.Reset(progressAfter / 5)
}

// clear takes the progress line away. The lock is held.
func (s *screen) clear() {
	if s.shown {
		s.shown = false
		fmt.Fprint(s.err, "\r\x1b[K") //nolint:errcheck // only progress
	}
}
