package extract

import "testing"

func TestTarget(t *testing.T) {
	for sentence, want := range map[string]string{
		"This problem was corrected in Thing 1.1.":                              "Thing 1.1.",
		"This was Fixed With Thing 1.1, a release":                              "Thing 1.1, a release",
		"It was made better, then made as of Thing 2.0":                         "Thing 2.0",
		"It was prefixed with Thing 1.0":                                        "",
		"It was fixed":                                                          "",
		"It was fixed in ":                                                      "",
		"Obtain the latest service pack for Thing":                              "latest service pack for Thing",
		"This problem does not occur in Thing 3":                                "Thing 3",
		"The bug occurs in Thing 3 and was fixed in Thing 4":                    "Thing 4",
		"(Resolved in Thing 5) The problem in Thing 4 is gone":                  "Thing 5) The problem in Thing 4 is gone",
		"To have it not happen beginning with Thing 6, install the latest pack": "Thing 6, install the latest pack",
	} {
		if got := target(sentence); got != want {
			t.Errorf("%q: %q, want %q", sentence, got, want)
		}
	}
}

func TestCutTail(t *testing.T) {
	for s, want := range map[string]string{
		"":                                      "",
		"Thing 1.1":                             "Thing 1.1",
		"Thing 1.1.":                            "Thing 1.1",
		"Thing 1.1. It is new":                  "Thing 1.1",
		"Thing! 2":                              "Thing! 2",
		"Thing!":                                "Thing",
		"Thing 1.1, which is new":               "Thing 1.1",
		"Thing 1.1, whichever":                  "Thing 1.1, whichever",
		"Thing 1.1 So it is gone":               "Thing 1.1",
		"Thing 1.1 (see below)":                 "Thing 1.1",
		"Thing 1.1 as described":                "Thing 1.1",
		"Thing 1.1 as sold":                     "Thing 1.1 as sold",
		"Thing 1.1 and is gone":                 "Thing 1.1",
		"Thing 1.1 and Other Thing":             "Thing 1.1 and Other Thing",
		"Thing 1.1, Thing 2, and Other Thing":   "Thing 1.1, Thing 2",
		"Thing 1.1, Thing 2, and Other Thing 3": "Thing 1.1, Thing 2, and Other Thing 3",
		"Thing 1.1 by design":                   "Thing 1.1",
		"Thing 1.1, by design":                  "Thing 1.1,",
		"Thing 1.1 to resolve it":               "Thing 1.1",
		"Thing 1.1 to Thing 1.4":                "Thing 1.1 to Thing 1.4",
	} {
		if got := cutTail(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
