package match

import (
	"strings"
)

// products fills in what product and version tell.
func (s *search) products(c *candidate) {
	o := &s.r.obs
	if o.Version != "" && strings.ContainsAny(c.card.Product, "0123456789") {
		c.v[fVersion] = -1
		if listsVersion(c.card.Product, o.Version) {
			c.v[fVersion] = 1
		}
	}
	if words := productWords(o.Product); len(words) > 0 {
		c.v[fProduct] = -1
		title := c.card.title
		for _, w := range words {
			if strings.Contains(c.card.Product, w) || strings.Contains(title, w) {
				c.v[fProduct] = 1
			}
		}
	}
}

// listsVersion reports whether a list of versions has the number.
func listsVersion(list, version string) bool {
	for i := strings.Index(list, version); i >= 0; {
		before, after := i == 0 || !isDigitOrPoint(list[i-1]), i+len(version) == len(list) || !isDigitOrPoint(list[i+len(version)])
		if before && after {
			return true
		}
		next := strings.Index(list[i+1:], version)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func isDigitOrPoint(c byte) bool { return c >= '0' && c <= '9' || c == '.' }

// productWords are the words by which lists of products name a product.
func productWords(product string) []string {
	switch product {
	case "iis":
		return []string{"internet information", "iis"}
	case "":
		return nil
	}
	return []string{product}
}
