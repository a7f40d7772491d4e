package stream

// Records decodes each record of a report in JSON (the values of a list, or the
// documents after each other) and hands it over, with a warning when a member has
// another type than the record wants.
func Records[T any](r *Report, visit func(record T, warnings []string) error) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Each(func() error { return decodeSome(j, visit) })
}

// Items decodes each value of the list that comes next, as Records does.
func Items[T any](j *JSON, visit func(item T, warnings []string) error) error {
	return j.Array(func(int) error { return decodeSome(j, visit) })
}

func decodeSome[T any](j *JSON, visit func(T, []string) error) error {
	var record T
	warning, err := j.DecodeSome(&record)
	if err != nil {
		return err
	}
	if warning == "" {
		return visit(record, nil)
	}
	return visit(record, []string{warning})
}

// Members calls visit for each member of each object that a report in JSON has at
// the top. It has to take the member's value.
func (r *Report) Members(visit func(j *JSON, key string) error) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Each(func() error { return j.Object(func(key string) error { return visit(j, key) }) })
}
