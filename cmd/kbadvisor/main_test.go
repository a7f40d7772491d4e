package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the program says into the golden files of testdata")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kbadvisor": main, "acked": acked})
}

// TestScripts runs the program as its users do: each file of testdata is a story.
// Its folder has the small articles of testdata/kb.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                scriptCommands(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "xdg"))
			env.Setenv("LocalAppData", filepath.Join(env.WorkDir, "local"))
			env.Setenv("KBADVISOR_DATA", filepath.Join(env.WorkDir, "data"))
			if err := os.Mkdir(filepath.Join(env.WorkDir, "home"), 0o700); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(env.WorkDir, "kb"), os.DirFS("testdata/kb"))
		},
	})
}
