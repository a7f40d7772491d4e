package arch

import (
	"os/exec"
	"testing"
)

func TestVet(t *testing.T) { goTool(t, "vet", "./...") }

func TestStaticcheck(t *testing.T) { goTool(t, "tool", "staticcheck", "./...") }

// goTool runs the go command at the root of the module and reports what it
// complains about. Both tools keep their own cache; a first run takes a minute.
func goTool(t *testing.T, args ...string) {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped with -short")
	}
	tree(t) // the result depends on every file
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %v: %v\n%s", args, err, out)
	}
}
