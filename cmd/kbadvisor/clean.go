package main

import "kbadvisor/api/report"

// clean makes text of articles, files and the network safe to print.
func clean(text string) string { return report.Clean(text) }

// cleanLine is clean for text that has to stay on one line.
func cleanLine(text string) string { return report.CleanLine(text) }

// cleanJSON does for JSON what clean does for text.
func cleanJSON(text []byte) []byte { return report.CleanJSON(text) }
