package api

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
)

// The limits of an upload beside its size.
const (
	maxUnpacked  = 8        // times the most bytes of an upload, for one of its files when it is unpacked
	maxParts     = 100      // files of a form
	maxFormField = 1 << 10  // bytes of a field of a form that is no file
	minPace      = 16 << 10 // bytes a second, on average after the first 30 seconds
)

// upload is what a client sent to be linked: files in a folder of their own.
type upload struct {
	*folder
	files  []uploaded
	size   int64
	fields url.Values // of a form, without the files
}

// uploaded is one file of an upload.
type uploaded struct {
	name string // as the client calls it
	path string
	size int64
}

// receive writes the body of a request to files: all of it to one, or each file of
// a form to its own. The caller removes the upload, and hurries the answer.
func (s *Server) receive(c call, name string) (*upload, error) {
	f, err := s.room.folder()
	if err != nil {
		return nil, err
	}
	u := &upload{folder: f, fields: url.Values{}}
	control := http.NewResponseController(c.answer)
	if err := u.read(c.request, &paced{in: c.request.Body, control: control, start: time.Now()}, name); err != nil {
		// The time for the body stays: the server reads the rest of it before it
		// answers, and would wait for a client that sends nothing more.
		u.discard()
		c.hurried()
		return nil, uploadError(err)
	}
	// It holds for nothing else: when it passed later, the server would take the client
	// for gone.
	_ = control.SetReadDeadline(time.Time{})
	return u, nil
}

// read reads a body by its media type. Only forms are read in a way of their own:
// what a report is, its content tells.
func (u *upload) read(r *http.Request, body io.Reader, name string) error {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case kind == "multipart/form-data" && err == nil && params["boundary"] != "":
		return u.readForm(multipart.NewReader(body, params["boundary"]))
	case strings.HasPrefix(kind, "multipart/"):
		return errMediaType
	}
	return u.add(name, body)
}

// readForm reads the parts of a form.
func (u *upload) readForm(form *multipart.Reader) error {
	for n := 0; ; n++ {
		part, err := form.NextPart()
		switch {
		case err == io.EOF && len(u.files) == 0: // not one in it: that is a body which ends early
			return badParameters([]v1.ProblemError{{Location: "body.report", Message: "is missing: name at least one file"}})
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("%w: %w", errBadRequest, err)
		case n == maxParts:
			return badParameters([]v1.ProblemError{{Location: "body", Message: fmt.Sprintf("has more than %d parts: put the reports into a zip file", maxParts)}})
		}
		if err := u.readPart(part); err != nil {
			return err
		}
	}
}

// readPart reads a file, or another field. A browser sends a file without a name and
// content when none was chosen.
func (u *upload) readPart(part *multipart.Part) error {
	name := part.FormName()
	if name == "report" {
		if err := u.add(part.FileName(), part); err != nil {
			return err
		}
		if last := len(u.files) - 1; part.FileName() == "" && u.files[last].size == 0 {
			u.files = u.files[:last]
		}
		return nil
	}
	if part.FileName() != "" {
		return badParameters([]v1.ProblemError{{Location: "body.report", Message: "is the field of a report; here a file stands in " + cut(name, 40)}})
	}
	value, err := io.ReadAll(io.LimitReader(sent{part}, maxFormField+1))
	if err != nil {
		return err
	}
	if len(value) > maxFormField {
		return badParameters([]v1.ProblemError{{Location: "body." + cut(name, 40), Message: "is too long"}})
	}
	u.fields.Add(name, string(value))
	return nil
}

// add writes a file.
func (u *upload) add(name string, in io.Reader) (err error) {
	file := uploaded{name: fileName(name), path: filepath.Join(u.path, strconv.Itoa(len(u.files)))}
	out, err := os.OpenFile(file.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	file.size, err = io.Copy(taking{out, u.folder}, sent{in})
	u.files = append(u.files, file)
	u.size += file.size
	return err
}

// fileName returns the name of a report as it is told: the last element of what a
// client calls it, which may be of another system.
func fileName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	if name = strings.ToValidUTF8(name, "\uFFFD"); name == "" {
		name = "report"
	}
	return cut(name, 200)
}

// uploadError returns the error for a body that could not be read or kept.
func uploadError(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return withDetail(errBodyTooLarge, "The upload is over %d MiB.", large.Limit>>20)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return errTimeout
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w: %w", index.ErrFull, err)
	}
	return err
}
