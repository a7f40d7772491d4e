//go:build unix

package bleve

import (
	"fmt"
	"syscall"

	"kbadvisor/index"
)

// lowWater is how many bytes must be free for articles to be taken. Below it,
// reading and deleting go on.
const lowWater = 256 << 20

// checkSpace fails with index.ErrFull when the disk is nearly full.
func checkSpace(dir string) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return nil // what cannot be asked is tried
	}
	if free := int64(s.Bavail) * int64(s.Bsize); free < lowWater {
		return fmt.Errorf("%w: %d MiB free in %s, want %d MiB", index.ErrFull, free>>20, dir, int64(lowWater)>>20)
	}
	return nil
}
