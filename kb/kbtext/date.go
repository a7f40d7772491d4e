package kbtext

import (
	"fmt"
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// months are the names of the months as the header writes them.
const months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"

// readDate reads DD-MON-YYYY with English month names in either case.
func readDate(s string) (kb.Date, bool) {
	if len(s) != 11 || s[2] != '-' || s[6] != '-' {
		return "", false
	}
	at := strings.Index(months, strings.ToUpper(s[3:6]))
	day, err1 := strconv.Atoi(s[:2])
	year, err2 := strconv.Atoi(s[7:])
	if at < 0 || at%3 != 0 || err1 != nil || err2 != nil {
		return "", false
	}
	month := at/3 + 1
	if year < 1 || day < 1 || day > daysIn(month, year) {
		return "", false
	}
	return kb.Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day)), true
}

// daysIn returns the number of days of a month.
func daysIn(month, year int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
