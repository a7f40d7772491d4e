package fill

import "strings"

// Some returns the values that are not empty, each once, in their order.
func Some(values ...string) []string {
	var out []string
	seen := map[string]bool{}
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}
