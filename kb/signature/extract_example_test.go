package signature_test

import (
	"fmt"

	"kbadvisor/kb/kbmark"
	"kbadvisor/kb/signature"
)

func ExampleExtract() {
	src := "---\nid: ftp-530-key\ntitle: 'FTP reply 530: the key is lost'\n---\n\n# FTP reply 530: the key is lost\n\n" +
		"## Symptoms\n\nThe FTP server answers:\n\n```\n331 Password required for bob.\n530 User bob cannot log in.\n```\n"
	a, err := kbmark.Parse([]byte(src), "ftp-530-key.md", kbmark.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range signature.Extract(a) {
		fmt.Printf("%s %s %s %q %q\n", s.Section, s.Protocol, s.Code, s.Text, s.Phase)
	}
	// Output:
	// TITLE ftp 530 "" ""
	// SYMPTOMS ftp 331 "Password required for bob." "before_login"
	// SYMPTOMS ftp 530 "User bob cannot log in." "user_given"
}
