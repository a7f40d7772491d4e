package signature

import (
	"net/netip"
	"strings"
)

// chunkKind returns the kind of a chunk without blanks, and whether it is one
// token as a whole.
func chunkKind(s string) (TokenKind, bool) {
	if len(s) > 1024 {
		return TokWord, false
	}
	digit, soft := chunkSigns(s)
	switch {
	case !soft:
		return bareKind(s), true
	case strings.Contains(s, "://"):
		return TokURL, true
	case !digit && strings.IndexByte(s, ':') < 0:
		return plainKind(s)
	case isNumber(s):
		if strings.Count(s, ".") == 3 && isIP(s) {
			return TokIP, true
		}
		if isDate(s) {
			return TokDate, true
		}
		return TokNumber, true
	case isDate(s):
		return TokDate, true
	case isTime(s):
		return TokTime, true
	case isSegment(s):
		return TokHex, true
	case isAddress(s):
		return TokIP, true
	case isGUID(s):
		return TokGUID, true
	}
	return plainKind(s)
}

// chunkSigns reports whether a chunk has figures and whether it has marks.
func chunkSigns(s string) (digit, soft bool) {
	for i := range len(s) {
		switch tokenClass[s[i]] {
		case classDigit:
			digit = true
		case classSoft:
			soft = true
		}
	}
	return digit, soft
}

// plainKind is chunkKind for what is neither a number nor an address.
func plainKind(s string) (TokenKind, bool) {
	if k, ok := pathKind(s); ok {
		return k, true
	}
	if isMail(s) {
		return TokUser, true
	}
	return nameKind(s)
}

// bareKind returns the kind of a chunk of letters and digits.
func bareKind(s string) TokenKind {
	switch {
	case isDigits(s) && !(len(s) == 8 && strings.HasPrefix(s, "800")): // 80004005 is an HRESULT
		return TokNumber
	case isHexToken(s):
		return TokHex
	case isAmount(s):
		return TokNumber
	}
	return TokWord
}

// isAmount reports whether s is figures with a unit: 64K, 10MB, 30ms.
func isAmount(s string) bool {
	n := 0
	for n < len(s) && tokenClass[s[n]] == classDigit {
		n++
	}
	if n == 0 || len(s)-n > 2 {
		return false
	}
	switch strings.ToLower(s[n:]) {
	case "k", "kb", "mb", "gb", "ms":
		return true
	}
	return false
}

// isDigits reports whether s is decimal digits.
func isDigits(s string) bool {
	for i := range len(s) {
		if tokenClass[s[i]] != classDigit {
			return false
		}
	}
	return s != ""
}

// isHexDigits reports whether s is hex digits.
func isHexDigits(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; tokenClass[s[i]] != classDigit && (c < 'a' || c > 'f') {
			return false
		}
	}
	return s != ""
}

// isHexToken reports whether s is a hex number by its form: 0x and digits, eight or
// sixteen digits with both figures and letters, or a figure first and h last.
func isHexToken(s string) bool {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		return isHexDigits(s[2:])
	}
	if (len(s) == 8 || len(s) == 16) && isHexDigits(s) {
		return strings.ContainsAny(s, "0123456789")
	}
	n := len(s) - 1
	return n >= 1 && s[n]|0x20 == 'h' && s[0] >= '0' && s[0] <= '9' && isHexDigits(s[:n])
}

// isNumber reports whether s is figures with points or commas between them
// and perhaps a sign.
func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	for i := range len(s) {
		if tokenClass[s[i]] != classDigit && s[i] != '.' && s[i] != ',' {
			return false
		}
	}
	return s != "" && tokenClass[s[0]] == classDigit
}

// isDate reports whether s is a date in figures, perhaps with a time after T.
func isDate(s string) bool {
	if n := strings.IndexByte(s, 'T'); n == 10 {
		s = s[:n]
	}
	for _, sep := range [...]string{"/", "-", "."} {
		if a, rest, ok := strings.Cut(s, sep); ok {
			b, c, ok := strings.Cut(rest, sep)
			return ok && isDateParts(a, b, c, sep)
		}
	}
	return false
}

// isDateParts reports whether a, b and c are day, month and year in some
// order.
func isDateParts(a, b, c, sep string) bool {
	if !isDigits(a) || !isDigits(b) || !isDigits(c) || len(b) > 2 || b == "0" || a == "0" {
		return false
	}
	if len(a) == 4 {
		return len(c) <= 2 && (a[0] == '1' || a[0] == '2')
	}
	if len(a) > 2 {
		return false
	}
	year4 := len(c) == 4 && (strings.HasPrefix(c, "19") || strings.HasPrefix(c, "20"))
	return year4 || sep == "/" && len(c) <= 2
}

// isTime reports whether s is a time of the day in figures.
func isTime(s string) bool {
	for _, suffix := range [...]string{"am", "AM", "pm", "PM", "a", "p"} {
		if t, ok := strings.CutSuffix(s, suffix); ok {
			s = t
			break
		}
	}
	h, rest, ok := strings.Cut(s, ":")
	if !ok || !isDigits(h) || len(h) > 2 || len(rest) < 2 || !isDigits(rest[:2]) {
		return false
	}
	rest = rest[2:]
	if rest == "" {
		return true
	}
	return rest[0] == ':' && len(rest) >= 3 && isDigits(rest[1:3]) && strings.Trim(rest[3:], "0123456789.,:") == ""
}

// isSegment reports whether s is an address as segment and offset.
func isSegment(s string) bool {
	a, b, ok := strings.Cut(s, ":")
	return ok && len(a) == 4 && (len(b) == 4 || len(b) == 8) && isHexDigits(a) && isHexDigits(b)
}

// isAddress reports whether s is an IP address, perhaps with a port.
func isAddress(s string) bool {
	host, port, _ := strings.Cut(s, ":")
	if strings.Count(host, ".") == 3 {
		return isDigits(port) && len(port) <= 5 && isIP(host)
	}
	return strings.Count(s, ":") >= 2 && isHexDigits(strings.ReplaceAll(s, ":", "")) && isIP(s)
}

// isIP reports whether s is an IPv4 or IPv6 address.
func isIP(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

// isGUID reports whether s is a GUID without braces.
func isGUID(s string) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	return isHexDigits(strings.ReplaceAll(s, "-", "")) && strings.Count(s, "-") == 4
}

// isMail reports whether s is a name, @ and a host; as a password for anonymous
// access the host is often left out.
func isMail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.IndexByte(host, '@') < 0 && !strings.ContainsAny(s, `:\/,`)
}

// pathKind returns the kind of a path, or of a user with a domain, if s is one.
func pathKind(s string) (TokenKind, bool) {
	if len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/') && tokenClass[s[0]] == classLetter {
		return TokPath, true
	}
	if strings.IndexByte(s, ':') >= 0 {
		return 0, false
	}
	switch n := strings.Count(s, `\`); {
	case n == 0:
		unix := len(s) > 2 && s[0] == '/' && tokenClass[s[1]] == classLetter
		return TokPath, unix
	case n == 1 && s[0] != '\\' && s[0] != '.':
		if _, last, _ := strings.Cut(s, `\`); !isFile(last) {
			return TokUser, true
		}
	}
	return TokPath, true
}

// nameKind returns the kind of a name with points in it, and whether s is one.
func nameKind(s string) (TokenKind, bool) {
	if strings.ContainsAny(s, `:\/,@`) || strings.IndexByte(s, '.') < 0 {
		return TokWord, false
	}
	switch {
	case isFile(s):
		return TokFile, true
	case isHost(s):
		return TokHost, true
	case strings.Count(s, ".") >= 2 && strings.IndexByte(s, '-') < 0:
		return TokWord, true
	}
	return TokWord, false
}

// isFile reports whether s is a file's name with an extension.
func isFile(s string) bool {
	i := strings.LastIndexByte(s, '.')
	if i <= 0 || s[i-1] == '.' || len(s)-i-1 > 5 {
		return false
	}
	ext := strings.ToLower(s[i+1:])
	if hostEndings[ext] && strings.Count(s, ".") > 1 {
		return false
	}
	if fileEndings[ext] {
		return true
	}
	return len(ext) == 3 && strings.ContainsAny(s[:i], "0123456789_~$") && !isDigits(ext) && !hostEndings[ext]
}

// isHost reports whether s is the name of a host by its last label.
func isHost(s string) bool {
	i := strings.LastIndexByte(s, '.')
	last := strings.ToLower(s[i+1:])
	return i > 0 && (hostEndings[last] || len(last) == 2 && strings.Count(s, ".") >= 2)
}

// wordSet makes a set of the words of a text.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// fileEndings are extensions that make a name a file's name.
var fileEndings = wordSet(`386 acm adp ade aspx asp asa asm asx avi ax bak bas bat bin bmp c cab cat cbl
	cdx cer cfg cgi chk chm class cls cmd cnt cnv com cpi cpl cpp cs csv ctl cur cxx dat db dbc dbf dbg
	dbx dcr dcx ddl def dep dic dir dll do doc dot drv ds dsn dsp dsr dsw dta edb eml env eps err ers evt
	exe exp ext fky flt fmt fon for fot fpt frm frx gid gif grp gz h hlp hpp hqx htm html htx hxx ico idc
	idl idq idx inc inf ini inx jar java jet job jpeg jpg js key lck ldb ldf lib lic lnk lock log lst mad
	mak map mda mdb mde mdf mdw mid mif mmf mod mpd mpg msc msg msi msp mst mtx ndf ndx nls nt obj ocx odl
	olb old opt ost out ovl pab pal pas pcx pdb pdf pdr pif pip pjx pol ppd ppt prg pri prj prn prx ps pst
	pwl py qry rc reg rep res rpc rpt rsp rtf scp scr sct scx sed sep sh shb shs sql srg stf sty swp sym
	sys tar tbl tlb tmp tpl trm ttf txt url vb vbp vbs vbw vbx vcx vlb vsd vxd wab wav wdl wiz wll wmf wpd
	wpg wps wri wsh xla xlk xll xls xlt xlw xml xsl zip`)

// hostEndings are last labels that make a name a host's name.
var hostEndings = wordSet(`com net org edu gov mil int info biz local localdomain lan corp internal
	example test invalid arpa uk de fr us ca au jp se nl ch at it es`)
