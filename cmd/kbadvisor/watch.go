package main

import (
	"context"
	"log/slog"

	"kbadvisor/index/ingest"
)

// follow imports again whenever the sources change, until it is interrupted.
// What each import does is told as a line of the log.
func (c *importCommand) follow(ctx context.Context, cfg ingest.Config) error {
	c.level = min(c.level, slog.LevelInfo)
	cfg.Logger = c.logger()
	im, err := ingest.New(cfg)
	if err != nil {
		return err
	}
	c.note("watching for changes; interrupt to stop")
	return im.Watch(ctx, c.run, 0)
}
