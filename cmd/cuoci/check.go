package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// checkFlags are the flags of check. What is empty is left to the configuration.
type checkFlags struct {
	outputs       []output
	packs         []string
	profile       choice
	enable        []string
	disable       []string
	level         choice
	failOn        choice
	unit          choice
	encoding      string
	lang          choice
	color         choice
	stdinFilename string
	quiet         bool
	jobs          int
	config        string
	forceExclude  bool
	explain       bool
	input         choice
	textKeys      []string
	columns       []string
	showText      bool
	statistics    bool
	redact        bool
	exitZero      bool
	known         knownFlags

	noSuppressions bool

	selection []source.Selector // what textKeys and columns say
}

const packsUsage = "rule `packs`: names, or paths that start with ./ or / (default: all built-in)"

func (f *checkFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.SortFlags = false
	levels := []string{"error", "warning", "suggestion"}
	addOutputs(cmd, &f.outputs)
	fs.StringSliceVar(&f.packs, "packs", nil, packsUsage)
	addChoice(cmd, &f.profile, "profile", "profile", "levels for a kind of text", rules.DefaultProfile, rules.Profiles())
	fs.StringSliceVar(&f.enable, "enable", nil, "run only these `rules`: ids, packs or globs (negative/*)")
	fs.StringSliceVar(&f.disable, "disable", nil, "do not run these `rules`: ids, packs or globs")
	addChoice(cmd, &f.level, "level", "level", "lowest level reported", "suggestion", levels)
	addChoice(cmd, &f.failOn, "fail-on", "level", "lowest level that makes the exit status 1", "warning", append(levels, "off"))
	fs.BoolVar(&f.exitZero, "exit-zero", false, "exit status 0 whatever is found; what could not be done is still status 2")
	addChoice(cmd, &f.unit, "unit", "unit", "what stands alone in plain text", "file", config.Units())
	fs.StringVar(&f.encoding, "encoding", "", "`encoding` of the files: "+strings.Join(source.Encodings(), ", ")+" (default: detect)")
	addChoice(cmd, &f.lang, "lang", "language", "language of findings", "zh", []string{"zh", "en"})
	addChoice(cmd, &f.color, "color", "mode", "colours in text; auto is on a terminal, unless NO_COLOR is set", "auto", []string{"auto", "always", "never"})
	fs.StringVar(&f.stdinFilename, "stdin-filename", "", "`name` of standard input, for reports, format by ending, and configuration")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "findings and errors only: no closing count, no progress")
	fs.IntVarP(&f.jobs, "jobs", "j", 0, "files checked at the same time: `n` (default: one a processor)")
	fs.StringVar(&f.config, "config", "", "configuration `file` in place of the "+config.Name+" files found upward of each file")
	fs.BoolVar(&f.forceExclude, "force-exclude", false, "treat what is named as a folder's entries are: pass over what is ignored or hidden, skip data without text")
	fs.BoolVar(&f.explain, "explain", false, "show the pattern, the words as cut and the conditions of each finding")
	fs.BoolVar(&f.statistics, "statistics", false, "count the findings of each rule: a table behind text, \"statistics\" in the summary of JSON")
	fs.BoolVar(&f.redact, "redact", false, "mask customers' data in reports: long numbers, e-mail addresses, names behind 姓名 and before 先生 and 女士")
	addChoice(cmd, &f.input, "input", "format", "how files are laid out, whatever their ending", "by the ending", source.Formats())
	fs.StringSliceVar(&f.textKeys, "text-key", nil, "`keys` whose values are text in data files: a key, or a path such as $.items[*].reply")
	fs.StringSliceVar(&f.columns, "column", nil, "`columns` of tables that are text: a header, or a number from 1")
	f.known.register(cmd)
	fs.BoolVar(&f.noSuppressions, "no-suppressions", false, "tell them all, whatever comments and cells in files (cuoci: ignore) and allow in the configuration say")
	fs.BoolVar(&f.showText, "show-text", false, "show what would be checked, with its place, and check nothing")
	complete(cmd, "encoding", source.Encodings())
}

// lend is for a command that has some of the flags of check: what it returns adds
// those that are named.
func (f *checkFlags) lend() func(to *pflag.FlagSet, names ...string) {
	all := &cobra.Command{}
	f.register(all)
	return func(to *pflag.FlagSet, names ...string) {
		for _, name := range names {
			to.AddFlag(all.Flags().Lookup(name))
		}
	}
}

// verify refuses values that flags themselves cannot refuse.
func (f *checkFlags) verify(args []string) error {
	if err := checkOutputs(f.outputs, args); err != nil {
		return err
	}
	if f.showText && len(f.outputs) > 0 {
		return errors.New("--show-text checks nothing: there is no report to write")
	}
	if f.statistics && !slices.ContainsFunc(f.wanted(), func(o output) bool { return o.format.HoldsStatistics() }) {
		return errors.New("--statistics: none of these reports holds counts: those in text, json, jsonl and markdown do")
	}
	if f.jobs < 0 {
		return fmt.Errorf("--jobs: %d is less than 1", f.jobs)
	}
	if err := f.known.verify(); err != nil {
		return err
	}
	if source.CheckEncoding(f.encoding) != nil {
		return errors.New("--encoding: " + config.Unknown("encoding", f.encoding, source.Encodings()))
	}
	for flag, list := range map[string][]string{"text-key": f.textKeys, "column": f.columns} {
		for _, text := range list {
			s, err := source.ParseSelector(text)
			if err != nil {
				return fmt.Errorf("--%s: %w", flag, err)
			}
			f.selection = append(f.selection, s)
		}
	}
	return nil
}

func newCheckCommand(a *app) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH...|-]",
		Short: "Check drafts, canned replies and conversations (the default)",
		Long: `check reads files, folders or standard input (-) and writes what it finds to
standard output, everything else to standard error.

Of folders it reads the files that end in
` + strings.Join(source.Endings(), " ") + `,
but not hidden ones, nor what .gitignore or ignore in .cuoci.yaml names. Data
files of which no text is known are counted as skipped; --text-key, --column or
files in .cuoci.yaml say what is text in them. What is named itself is read in any
case, or is an error; with --force-exclude, for programs that name files, it is
treated as what a folder holds.

Exit status: 0 nothing at or above --fail-on; 1 findings; 2 something could not
be done: a wrong flag, pack or configuration, or a named file that could not be
read, or a report that could not be written. Everything else is still done.

Reports: --format X writes standard output in another format than text. --output
may be given several times; a file appears whole or not at all:
--output text --output sarif:cuoci.sarif --output junit:reports/cuoci.xml`,
		Example: `  cuoci check reply.txt
  cuoci check replies/ --unit line --format jsonl
  cuoci check replies/ --output github --output sarif:cuoci.sarif
  pbpaste | cuoci check - --lang en`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.check(cmd.Context(), &f, args)
		},
	}
	f.register(cmd)
	return cmd
}

// check runs the main job.
func (a *app) check(ctx context.Context, f *checkFlags, args []string) error {
	if err := f.verify(args); err != nil {
		return err
	}
	if len(args) == 0 {
		if isTerminal(a.stdin) {
			return errors.New("nothing to check: name a file, a folder, or - for standard input")
		}
		args = []string{"-"}
	}
	s, err := newSession(f)
	if err != nil {
		return err
	}
	w := &walk{session: s, stdin: a.stdin, args: args, reads: true}
	if f.showText {
		return a.showText(s, w)
	}
	return a.report(ctx, s, w)
}
