package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// isDataFolder tells a data folder (true), an empty or missing folder (false) and
// a folder of something else (an error) apart.
func isDataFolder(dir string) (bool, error) {
	if _, err := os.Stat(filepath.Join(dir, settingsFile)); err == nil {
		return true, nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "lost+found" {
			return false, &exit{code: exitUsage, hint: "name a new or an empty folder with --data",
				err: fmt.Errorf("%s is no data folder of kbadvisor, and not empty", dir)}
		}
	}
	return false, nil
}

// folder returns the data folder that the flags name, or that of the platform.
func (d *dataFlags) folder() (string, error) {
	dir := d.dir
	if dir == "" {
		var err error
		if dir, err = defaultDir(runtime.GOOS, os.Getenv, os.UserHomeDir); err != nil {
			return "", err
		}
	}
	return filepath.Abs(dir)
}

// defaultDir returns the data folder by the convention of the platform.
func defaultDir(goos string, getenv func(string) string, home func() (string, error)) (string, error) {
	switch goos {
	case "windows":
		if dir := getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "kbadvisor"), nil
		}
	case "darwin", "ios":
		if dir, err := home(); err == nil {
			return filepath.Join(dir, "Library", "Application Support", "kbadvisor"), nil
		}
	default:
		if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
			return filepath.Join(dir, "kbadvisor"), nil
		}
		if dir, err := home(); err == nil {
			return filepath.Join(dir, ".local", "share", "kbadvisor"), nil
		}
	}
	return "", usagef("this account has no place for data: name a folder with --data")
}

func defaultDirHelp() string {
	switch runtime.GOOS {
	case "windows":
		return `%LocalAppData%\kbadvisor`
	case "darwin", "ios":
		return "~/Library/Application Support/kbadvisor"
	}
	return "$XDG_DATA_HOME/kbadvisor or ~/.local/share/kbadvisor"
}
