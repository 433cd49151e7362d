package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.version() },
	}
}

// version prints what the Go tool noted in the binary: the version of the
// module and the revision it was built from.
func (a *app) version() error {
	version, revision := "(unknown)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				revision = ", " + s.Value[:12]
			}
		}
	}
	_, err := fmt.Fprintf(a.stdout, "cuoci %s (%s%s, %s/%s)\n", version, runtime.Version(), revision, runtime.GOOS, runtime.GOARCH)
	return err
}
