package semantic

import "strings"

// accented lists the Latin letters that Unicode takes apart into a letter and
// accents: first the letter, then its forms, in lower case.
const accented = `
aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ bḃḅḇ cçćĉċčḉ dďḋḍḏḑḓ eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ fḟ gĝğġģǧǵḡ
hĥȟḣḥḧḩḫẖ iìíîïĩīĭįǐȉȋḭḯỉị jĵǰ kķǩḱḳḵ lĺļľḷḹḻḽ mḿṁṃ nñńņňǹṅṇṉṋ
oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ pṕṗ rŕŗřȑȓṙṛṝṟ sśŝşšșṡṣṥṧṩ tţťțṫṭṯṱẗ
uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự vṽṿ wŵẁẃẅẇẉẘ xẋẍ yýÿŷȳẏẙỳỵỷỹ zźżžẑẓẕ æǣǽ øǿ ſẛ ʒǯ
`

// unaccented tells the letter of each form.
var unaccented = func() map[rune]rune {
	m := map[rune]rune{'\u037E': ';', '\u0387': '·', '≠': '=', '≮': '<', '≯': '>'} // no letters, but taken apart as well
	for group := range strings.FieldsSeq(accented) {
		var letter rune
		for i, r := range group {
			if i == 0 {
				letter = r
				continue
			}
			m[r] = letter
		}
	}
	return m
}()
