package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cuoci/cuoci/lint/atomicfile"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/report"
)

// output is a report that is asked for.
type output struct {
	format report.Format
	path   string // empty: standard output
}

// outputFlag is --output, or --format, which can name no file. Both add to one
// list.
type outputFlag struct {
	list *[]output
	file bool
}

// addOutputs adds the flags that say which reports are written.
func addOutputs(cmd *cobra.Command, list *[]output) {
	formats := report.Formats()
	fs := cmd.Flags()
	fs.Var(&outputFlag{list: list}, "format", "how findings are written to standard output: "+strings.Join(formats, ", ")+" (default text)")
	fs.Var(&outputFlag{list: list, file: true}, "output", "write a report in a format to standard output, or to the file PATH; may be given several times")
	complete(cmd, "format", formats)
	complete(cmd, "output", formats)
}

// String is empty: pflag asks for a default.
func (f *outputFlag) String() string { return "" }

// Type stands for the value in help.
func (f *outputFlag) Type() string {
	if f.file {
		return "FORMAT[:PATH]"
	}
	return "format"
}

// Set adds a report.
func (f *outputFlag) Set(s string) error {
	name, path, named := s, "", false
	if f.file {
		name, path, named = strings.Cut(s, ":")
	}
	if !slices.Contains(report.Formats(), name) {
		if ext := filepath.Ext(name); f.file && !named && ext != "" {
			format := string(report.Text)
			if slices.Contains(report.Formats(), ext[1:]) {
				format = ext[1:]
			}
			return fmt.Errorf("%q names no format: a file stands behind one and a colon, such as %s:%s", name, format, name)
		}
		return errors.New(config.Unknown("format", name, report.Formats()))
	}
	switch {
	case named && path == "":
		return fmt.Errorf("%q names no file behind the colon", s)
	case path == "-":
		path = ""
	}
	*f.list = append(*f.list, output{report.Format(name), path})
	return nil
}

var _ pflag.Value = (*outputFlag)(nil)

// checkOutputs refuses reports that would run into each other, and those that
// would take the place of a file that is to be checked.
func checkOutputs(list []output, args []string) error {
	files := map[string]report.Format{}
	for _, o := range list {
		key := o.path
		if key != "" {
			key = absolute(key)
		}
		other, twice := files[key]
		switch {
		case twice && key == "":
			return fmt.Errorf("--output: %s and %s both go to standard output: give one of them a file, such as %[2]s:report.%[2]s", other, o.format)
		case twice:
			return fmt.Errorf("--output: %s and %s both go to %q", other, o.format, o.path)
		}
		files[key] = o.format
		for _, arg := range args {
			if o.path != "" && arg != "-" && sameFile(arg, o.path) {
				return fmt.Errorf("--output: %q is to be checked: a report would take its place", o.path)
			}
		}
	}
	return nil
}

// sameFile reports whether two paths lead to one file.
func sameFile(a, b string) bool {
	if absolute(a) == absolute(b) {
		return true
	}
	x, err := os.Stat(a)
	if err != nil || !x.Mode().IsRegular() {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}

// wanted are the reports to write; text to standard output where nothing is said.
func (f *checkFlags) wanted() []output {
	if len(f.outputs) == 0 {
		return []output{{format: report.Text}}
	}
	return f.outputs
}

// isOutput reports whether a file of a walk is a report of this run, or of the
// last one in its place.
func (f *checkFlags) isOutput(path string) bool {
	for _, o := range f.outputs {
		if o.path == "" {
			continue
		}
		if absolute(path) == absolute(o.path) || atomicfile.Unfinished(path) {
			return true
		}
	}
	return false
}
