package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	v1 "kbadvisor/api/v1"
)

// severity is how bad a finding is, on one scale for all scanners.
type severity int

// The severities.
const (
	notGiven severity = iota
	info
	low
	medium
	high
	critical
)

// severities are all of them, the worst one first.
func severities() []severity { return []severity{critical, high, medium, low, info, notGiven} }

// String returns the name that people read.
func (s severity) String() string {
	return [...]string{"Not given", "Info", "Low", "Medium", "High", "Critical"}[s]
}

// tone returns the name that styles and scripts know it by.
func (s severity) tone() string {
	return [...]string{"none", "info", "low", "medium", "high", "critical"}[s]
}

// score finds a number that stands by itself, and is no version of a scale.
var score = regexp.MustCompile(`(?:^|[\s(,=:])(\d{1,3}(?:\.\d+)?)(?:$|[\s),;]|/10)`)

// severityOf reads what a scanner gave: the first word that is known, else the
// first number on the scale of the format.
func severityOf(f v1.Finding) severity {
	text := strings.ToLower(f.Severity)
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if s, ok := severityWord(w); ok {
			return s
		}
	}
	if m := score.FindStringSubmatch(text); m != nil {
		if n, err := strconv.ParseFloat(m[1], 64); err == nil {
			return severityNumber(f.Format, n)
		}
	}
	return notGiven
}

func severityWord(w string) (severity, bool) {
	switch w {
	case "critical", "urgent", "alarm":
		return critical, true
	case "high", "severe", "serious", "hole", "error", "important":
		return high, true
	case "medium", "moderate", "warning", "warn", "concern":
		return medium, true
	case "low", "minor", "potential":
		return low, true
	case "info", "information", "informational", "note", "log", "debug", "none", "minimal":
		return info, true
	}
	return notGiven, false
}

// severityNumber reads a number: classes from 0 (informational) to 4, those of
// Qualys from 1 to 5, and for all other scanners a score from 0 to 10.
func severityNumber(format string, n float64) severity {
	tool, _, _ := strings.Cut(format, "-")
	switch {
	case slices.Contains([]string{"nessus", "webinspect", "appscan", "acunetix", "ivil", "zap"}, tool) && n == float64(int(n)) && n <= 4:
		return info + severity(n)
	case tool == "qualys" && n == float64(int(n)) && n >= 1 && n <= 5:
		return severity(n)
	case n <= 0:
		return info
	case n < 4:
		return low
	case n < 7:
		return medium
	case n < 9:
		return high
	}
	return critical
}

// severityWords returns a severity as the scanner gave it; a bare number says what
// it means.
func severityWords(f v1.Finding) string {
	if _, err := strconv.ParseFloat(f.Severity, 64); err == nil {
		return severityOf(f).String() + " (" + f.Severity + ")"
	}
	return f.Severity
}
