package bleve

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"

	"kbadvisor/index"
)

// token names the page of a query that begins at offset.
func token(q index.Query, offset int) string {
	b := binary.BigEndian.AppendUint64(nil, queryHash(q))
	return base64.RawURLEncoding.EncodeToString(binary.AppendUvarint(b, uint64(offset)))
}

// readToken returns the offset of the query's page.
func readToken(q index.Query) (int, error) {
	if q.Page == "" {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(q.Page)
	if err != nil || len(b) < 9 {
		return 0, fmt.Errorf("%w: take it from the page before", index.ErrBadPage)
	}
	offset, n := binary.Uvarint(b[8:])
	if n <= 0 || 8+n != len(b) || offset >= index.MaxDepth {
		return 0, fmt.Errorf("%w: take it from the page before", index.ErrBadPage)
	}
	if binary.BigEndian.Uint64(b) != queryHash(q) {
		return 0, fmt.Errorf("%w: it belongs to another query", index.ErrBadPage)
	}
	return int(offset), nil
}

// queryHash tells queries apart by what they match and how they sort.
func queryHash(q index.Query) uint64 {
	q.Page, q.Limit, q.Facets, q.Highlight, q.Text = "", 0, false, false, ""
	h := fnv.New64a()
	fmt.Fprintf(h, "%#v", q)
	return h.Sum64()
}
