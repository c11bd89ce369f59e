/* One chart of each kind, with what is said, what has too few decisions and what cannot be told. */
#ifndef TESTS_UI_CHART_FIXTURE_H
#define TESTS_UI_CHART_FIXTURE_H

#include "ui/chart.h"

enum { CHART_KINDS = CHART_SPARK + 1 };

struct chart_fixture {
    struct chart_mark marks[8];
    struct chart chart;
};

void chart_fixture_init(struct chart_fixture *fix, enum chart_kind kind);

#endif
