// Package ident finds what a text names by a fixed code: articles, bulletins,
// CVE numbers, events, STOP codes, HRESULT and NTSTATUS values, Win32 numbers and
// names, numbers of tools, and reply codes. It knows the usual numbers with their
// names and the system's texts, and which bulletins and articles stand behind a
// CVE number.
package ident
