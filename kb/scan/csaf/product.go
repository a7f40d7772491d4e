package csaf

import "kbadvisor/kb/scan/stream"

// product is a full product name.
type product struct {
	ID     stream.Word `json:"product_id"`
	Name   stream.Word
	Helper struct{ CPE, PURL stream.Word } `json:"product_identification_helper"`

	parts [2]string // ids of the products that it is put together from
}

// product keeps a product.
func (a *advisory) product(j *stream.JSON) error {
	var p product
	if _, err := j.DecodeSome(&p); err != nil {
		return err
	}
	a.keep(p)
	return nil
}

// relationship keeps a product that is a part of another.
func (a *advisory) relationship(j *stream.JSON) error {
	var r struct {
		Product product     `json:"full_product_name"`
		Part    stream.Word `json:"product_reference"`
		Whole   stream.Word `json:"relates_to_product_reference"`
	}
	if _, err := j.DecodeSome(&r); err != nil {
		return err
	}
	r.Product.parts = [2]string{string(r.Part), string(r.Whole)}
	a.keep(r.Product)
	return nil
}

// keep keeps a product while there is room.
func (a *advisory) keep(p product) {
	if a.left -= 200 + len(p.parts[0]) + len(p.parts[1]) + len(p.ID) + len(p.Name) + len(p.Helper.CPE) + len(p.Helper.PURL); a.left >= 0 {
		a.products[string(p.ID)] = p
	}
}

// parts returns the ids of a product and of those that it is put together from,
// which are the ones with CPE and package.
func (a *advisory) parts(id string) []string {
	all := []string{id}
	for _, part := range a.products[id].parts {
		all = append(all, part, a.products[part].parts[0], a.products[part].parts[1])
	}
	return all
}
