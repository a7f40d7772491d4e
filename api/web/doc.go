// Package web makes the pages that people see in a browser: the search page, the
// page of an article, and the page of an error. It turns wire types into HTML
// and knows nothing of HTTP; package api serves what it makes.
//
// The pages need no script and load nothing from elsewhere: that of a job has one
// that shows its progress, and is loaded anew without. They are meant for a
// policy of style-src 'self' and img-src 'self', so nothing here may use style
// attributes or inline scripts.
package web
