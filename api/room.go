package api

import (
	"fmt"
	"os"
	"sync"
)

// room is the place on disk where uploads and results lie until they are of no use,
// with a bound on what they take.
type room struct {
	parent string // folder to make it in
	most   int64  // bytes

	mu     sync.Mutex
	dir    string // made when it is needed first
	used   int64
	closed bool
}

func newRoom(parent string, most int64) *room { return &room{parent: parent, most: most} }

// folder is a folder in the room and the bytes that it takes.
type folder struct {
	room  *room
	path  string
	taken int64 // guarded by room.mu; -1 when it is removed
}

// folder makes a folder.
func (r *room) folder() (*folder, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, errStopping
	}
	if r.dir == "" {
		dir, err := os.MkdirTemp(r.parent, "kbadvisor-link-")
		if err != nil {
			return nil, fmt.Errorf("make a folder for uploads: %w", err)
		}
		r.dir = dir
	}
	path, err := os.MkdirTemp(r.dir, "")
	if err != nil {
		return nil, fmt.Errorf("make a folder for an upload: %w", err)
	}
	return &folder{room: r, path: path}, nil
}

// take reserves bytes, or fails with errNoRoom.
func (f *folder) take(n int64) error {
	r := f.room
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.closed, f.taken < 0:
		return errStopping
	case r.used+n > r.most:
		return errNoRoom
	}
	r.used += n
	f.taken += n
	return nil
}

// use makes the bytes that the folder takes so many.
func (f *folder) use(n int64) error {
	f.room.mu.Lock()
	taken := f.taken
	f.room.mu.Unlock()
	return f.take(n - max(taken, 0))
}

// discard removes the folder with all that is in it. It can be called again. What
// cannot be removed goes with the room.
func (f *folder) discard() {
	_ = os.RemoveAll(f.path)
	f.room.mu.Lock()
	defer f.room.mu.Unlock()
	f.room.used -= max(f.taken, 0)
	f.taken = -1
}

// close removes all folders. There are none afterwards.
func (r *room) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	if r.dir == "" {
		return nil
	}
	return os.RemoveAll(r.dir)
}
