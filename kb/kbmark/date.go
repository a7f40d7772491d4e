package kbmark

import (
	"strconv"
	"strings"
	"time"

	"kbadvisor/kb"
)

// dateLayouts are the notations of a date that is not all numbers.
var dateLayouts = []string{
	"2006-01-02", "2006-1-2", "2006/01/02", "2006/1/2", "2006.01.02", "20060102",
	"January 2, 2006", "Jan 2, 2006", "January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006",
	"2-Jan-2006", "Mon, 2 Jan 2006", "Monday, January 2, 2006", "January 2006", "2006-01",
}

// parseDate reads a day in one of the usual notations, a time of day behind it
// being ignored. Numbers with slashes are month/day/year unless the first is
// over 12; with dots they are day.month.year.
func parseDate(text string) (kb.Date, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 10 && text[4] == '-' && text[7] == '-' && strings.ContainsRune("T tZ", rune(text[10])) {
		text = text[:10]
	}
	if d, ok := numericDate(text); ok {
		return d, true
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return kb.Date(t.Format(time.DateOnly)), true
		}
	}
	return "", false
}

// numericDate reads 09/06/2017 and 06.09.2017.
func numericDate(text string) (kb.Date, bool) {
	first, rest, _ := strings.Cut(text, " ")
	sep := "/"
	if strings.Contains(first, ".") {
		sep = "."
	}
	parts := strings.Split(first, sep)
	if len(parts) != 3 || len(parts[2]) != 4 || len(rest) > 12 {
		return "", false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return "", false
		}
		n[i] = v
	}
	day, month := n[1], n[0]
	if sep == "." || n[0] > 12 {
		day, month = n[0], n[1]
	}
	t := time.Date(n[2], time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month || n[2] < 1970 {
		return "", false
	}
	return kb.Date(t.Format(time.DateOnly)), true
}
