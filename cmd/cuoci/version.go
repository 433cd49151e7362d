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
		Args:  noArgs(""),
		RunE:  func(*cobra.Command, []string) error { return a.version() },
	}
}

// version prints what the Go tool noted in the binary: the version of the
// module and the revision it was built from.
func (a *app) version() error {
	version, revision := moduleVersion(), ""
	if version == "" {
		version = "(unknown)"
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				revision = ", " + s.Value[:12]
			}
		}
	}
	_, err := fmt.Fprintf(a.stdout, "cuoci %s (%s%s, %s/%s)\n", version, runtime.Version(), revision, runtime.GOOS, runtime.GOARCH)
	return err
}

// moduleVersion is the version of the module, empty where the binary does not
// tell.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}
