package api

import (
	"fmt"
	"time"
)

// LinkConfig bounds the linking of reports. The zero value is ready for use; every
// zero field stands for the value that its comment names.
type LinkConfig struct {
	// Dir is the folder that uploads and results are kept in while they are of use,
	// the system's one for temporary files.
	Dir string
	// MaxUpload is the size of one upload in bytes, 1 GiB.
	MaxUpload int64
	// MaxAnswer is the size of an upload in bytes that is answered at once, 64 MiB.
	// A larger one becomes a job.
	MaxAnswer int64
	// MaxDisk is what all uploads and results may take together in bytes, 4 GiB.
	MaxDisk int64
	// MaxJobs is how many uploads are in work, waiting or kept with their results at
	// the same time, 200.
	MaxJobs int
	// Keep is how long a job and its result stay after its end, 1 h.
	Keep time.Duration
	// Timeout bounds the work on one upload, 1 h.
	Timeout time.Duration
}

// validate reports what is wrong with the settings.
func (c LinkConfig) validate() error {
	for _, v := range []struct {
		name string
		n    int64
	}{
		{"MaxUpload", c.MaxUpload}, {"MaxAnswer", c.MaxAnswer}, {"MaxDisk", c.MaxDisk}, {"MaxJobs", int64(c.MaxJobs)},
		{"Keep", int64(c.Keep)}, {"Timeout", int64(c.Timeout)},
	} {
		if v.n < 0 {
			return fmt.Errorf("api: Link.%s is below 0: want 0 for the default, or more", v.name)
		}
	}
	return nil
}

// withDefaults returns the settings with every zero field filled in.
func (c LinkConfig) withDefaults() LinkConfig {
	c.MaxUpload = orDefault(max(c.MaxUpload, 0), 1<<30)
	c.MaxAnswer = orDefault(max(c.MaxAnswer, 0), 64<<20)
	c.MaxDisk = orDefault(max(c.MaxDisk, 0), 4<<30)
	c.MaxJobs = orDefault(max(c.MaxJobs, 0), 200)
	c.Keep = orDefault(max(c.Keep, 0), time.Hour)
	c.Timeout = orDefault(max(c.Timeout, 0), time.Hour)
	return c
}
