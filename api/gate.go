package api

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// gate bounds how much work is done at the same time and how much waits for it.
type gate struct {
	slots   chan struct{}
	queue   int64
	waiting atomic.Int64
}

func newGate(slots, queue int) *gate {
	return &gate{slots: make(chan struct{}, slots), queue: int64(queue)}
}

// enter waits for a slot. It fails with errBusy when the queue is full or the
// deadline passes in it. Every enter without error is followed by one leave.
func (g *gate) enter(ctx context.Context) error {
	select {
	case g.slots <- struct{}{}:
		return nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.queue {
		return errBusy
	}
	select {
	case g.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return errBusy
		}
		return ctx.Err()
	}
}

func (g *gate) leave() { <-g.slots }

// panicError carries a panic out of the goroutine in which it happened.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %.200v", e.value) }

// work runs f with the deadline of a search when there is a slot for it.
func work[T any](ctx context.Context, s *Server, f func(context.Context) (T, error)) (T, error) {
	return workFor(ctx, s, s.cfg.SearchTimeout, f)
}

// workFor runs f when there is a slot for it. When f does not keep to the deadline,
// workFor returns without it and f holds its slot until it ends, so that stray work
// stays bounded.
func workFor[T any](ctx context.Context, s *Server, limit time.Duration, f func(context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var none T
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if err := s.gate.enter(ctx); err != nil {
		return none, err
	}
	done := make(chan result, 1)
	go func() {
		defer s.gate.leave()
		var r result
		defer func() { done <- r }()
		defer func() {
			if v := recover(); v != nil {
				r.err = &panicError{value: v, stack: debug.Stack()}
			}
		}()
		r.value, r.err = f(ctx)
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}
