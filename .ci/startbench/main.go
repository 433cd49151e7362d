// Command startbench compares the start of `cuoci check -` with a short program that loads gse and cuts the same draft.
//
// Both programs run in turn, so that a machine that slows down slows down both; it prints the median wall time and the peak
// resident memory of each, and the ratios. It judges nothing.
//
//	go -C .ci/startbench run . -n 11
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
	"unicode/utf8"
)

func main() {
	rounds := flag.Int("n", 11, "rounds; each runs every program once")
	draft := flag.String("draft", "../../testdata/drafts/long.txt", "the `file` that both programs read from standard input")
	binary := flag.String("cuoci", "", "the cuoci `binary` to measure; built from the tree when empty")
	flag.Parse()
	if err := run(*rounds, *draft, *binary); err != nil {
		fmt.Fprintln(os.Stderr, "startbench:", err)
		os.Exit(2)
	}
}

// program is one of the programs compared, with what was measured.
type program struct {
	name  string
	args  []string
	walls []time.Duration
	rss   int64 // largest peak of any run, bytes
}

func run(rounds int, draft, binary string) error {
	if rounds < 1 {
		return fmt.Errorf("-n %d: at least one round is needed", rounds)
	}
	text, err := os.ReadFile(draft)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "startbench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if binary == "" {
		binary = filepath.Join(dir, "cuoci")
		if err := build("../..", binary, "./cmd/cuoci"); err != nil {
			return err
		}
	}
	if binary, err = filepath.Abs(binary); err != nil {
		return err
	}
	cut := filepath.Join(dir, "gsecut")
	if err := build(".", cut, "./gsecut"); err != nil {
		return err
	}

	cuoci := &program{name: "cuoci check -", args: []string{binary, "check", "-"}}
	gse := &program{name: "gse.NewEmbed, Cut", args: []string{cut}}
	// A program that does nothing: what starting a process costs here, and the floor of the memory reading, since a
	// new process is charged with its parent's pages until it is replaced.
	nothing := &program{name: "true", args: []string{"true"}}
	programs := []*program{nothing, cuoci, gse}
	for _, p := range programs { // files into the page cache; not counted
		if err := p.once(dir, text); err != nil {
			return err
		}
		p.walls, p.rss = nil, 0
	}
	for range rounds {
		for _, p := range programs {
			if err := p.once(dir, text); err != nil {
				return err
			}
		}
	}

	fmt.Printf("%s: %d characters, %d rounds, %s/%s, %d cores\n\n", filepath.Base(draft), utf8.RuneCount(text), rounds, runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	fmt.Printf("%-18s %12s %12s %12s %10s\n", "", "median", "fastest", "slowest", "peak RSS")
	for _, p := range programs {
		slices.Sort(p.walls)
		fmt.Printf("%-18s %12s %12s %12s %7.1f MB\n", p.name, ms(p.median()), ms(p.walls[0]), ms(p.walls[len(p.walls)-1]), float64(p.rss)/1e6)
	}
	fmt.Printf("\ncuoci takes 1/%.0f of the wall time and 1/%.0f of the memory\n", float64(gse.median())/float64(cuoci.median()), float64(gse.rss)/float64(cuoci.rss))
	return nil
}

// build compiles the package pkg of the module in dir.
func build(dir, out, pkg string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-o", out, pkg)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("building %s: %w", pkg, err)
	}
	return nil
}

// once runs the program in dir, where no configuration lies, with text on standard input. Status 1 is cuoci's "there are
// findings"; any other is an error.
func (p *program) once(dir string, text []byte) error {
	var stderr bytes.Buffer
	cmd := exec.Command(p.args[0], p.args[1:]...)
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, bytes.NewReader(text), &stderr
	start := time.Now()
	err := cmd.Run()
	p.walls = append(p.walls, time.Since(start))
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1) {
		return fmt.Errorf("%s: %w\n%s", p.name, err, stderr.Bytes())
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return errors.New("this system does not tell a process's memory")
	}
	peak := int64(usage.Maxrss)
	if runtime.GOOS != "darwin" { // kilobytes everywhere else
		peak *= 1024
	}
	p.rss = max(p.rss, peak)
	return nil
}

func (p *program) median() time.Duration {
	s := slices.Sorted(slices.Values(p.walls))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/1e6) }
