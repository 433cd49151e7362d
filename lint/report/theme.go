package report

import (
	"github.com/fatih/color"

	"github.com/cuoci/cuoci/lint"
)

// theme is the colours of a text report. Each is switched on or off when the
// report is made: the globals of the color package, which look at the process's
// own standard output, decide nothing here.
type theme struct {
	levels [lint.Error + 1]*color.Color
	rule   *color.Color
	gutter *color.Color
	label  *color.Color
	offer  *color.Color
}

func newTheme(on bool) *theme {
	ink := func(a ...color.Attribute) *color.Color {
		c := color.New(a...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return &theme{
		levels: [...]*color.Color{
			lint.Off:        ink(color.Reset),
			lint.Suggestion: ink(color.FgCyan, color.Bold),
			lint.Warning:    ink(color.FgYellow, color.Bold),
			lint.Error:      ink(color.FgRed, color.Bold),
		},
		rule:   ink(color.Bold),
		gutter: ink(color.Faint),
		label:  ink(color.Faint),
		offer:  ink(color.FgGreen),
	}
}

func (t *theme) level(l lint.Level) *color.Color {
	if int(l) < len(t.levels) {
		return t.levels[l]
	}
	return t.levels[lint.Off]
}
