package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// settingsFile is the name of the settings in a data folder. It also marks the
// folder as one.
const settingsFile = "settings.json"

// settings is what a data folder remembers for all commands.
type settings struct {
	// NoBundled keeps the articles that ship with the program out.
	NoBundled bool `json:"no_bundled,omitempty"`
	// Bundled is the digest of the bundled articles that were imported last.
	Bundled string `json:"bundled,omitempty"`
	// Sections maps further heading words of Markdown to section names.
	Sections map[string]string `json:"sections,omitempty"`
}

// readSettings reads the settings of a data folder. It fails with fs.ErrNotExist
// where there are none.
func readSettings(dir string) (settings, error) {
	var s settings
	path := filepath.Join(dir, settingsFile)
	text, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("read %s: %w", path, err)
	}
	return s, nil
}

// write replaces the settings of a data folder at one stroke.
func (s settings) write(dir string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(filepath.Join(dir, settingsFile), append(text, '\n'))
}

// replaceFile writes a file so that a crash leaves the old or the new one.
func replaceFile(path string, text []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tmp.Close(), os.Remove(tmp.Name()))
		}
	}()
	if _, err := tmp.Write(text); err != nil {
		return err
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// readSections reads a user's extension of the table of headings: a JSON object
// of heading words and section names. An empty path is an empty table.
func readSections(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, usagef("read the table of sections: %w", err)
	}
	table := map[string]string{}
	if err := json.Unmarshal(text, &table); err != nil {
		return nil, usagef(`read the table of sections %s: %w: want {"heading": "SECTION", ...}`, path, err)
	}
	for heading, section := range table {
		if strings.TrimSpace(heading) == "" || strings.TrimSpace(section) == "" {
			return nil, usagef("read the table of sections %s: %q: %q: want a heading and a section name", path, heading, section)
		}
	}
	return table, nil
}
