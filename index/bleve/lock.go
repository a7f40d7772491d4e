package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"kbadvisor/index"
)

// The lock itself is bbolt's on articles.db, which the system frees when the
// process ends. The LOCK file only tells people who holds it.
const lockName = "LOCK"

// writeLock says that this process has the folder open.
func writeLock(dir string) error {
	text := fmt.Sprintf("pid %d since %s\n", os.Getpid(), time.Now().Format(time.RFC3339))
	if err := os.WriteFile(filepath.Join(dir, lockName), []byte(text), 0o600); err != nil {
		return fmt.Errorf("data folder: %w", translate(err))
	}
	return nil
}

func removeLock(dir string) { _ = os.Remove(filepath.Join(dir, lockName)) }

// inUse adds to index.ErrInUse who has the folder open.
func inUse(dir string, err error) error {
	if !errors.Is(err, index.ErrInUse) {
		return translate(err)
	}
	who := "another process"
	if data, rerr := os.ReadFile(filepath.Join(dir, lockName)); rerr == nil && len(data) < 200 {
		who = strings.TrimSpace(string(data))
	}
	return fmt.Errorf("%w: %s is in use by %s", index.ErrInUse, dir, who)
}

// isFull reports whether an error says that the disk is full.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
