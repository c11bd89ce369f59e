#include "chart_fixture.h"

static struct chart_mark said(const char *name, double value, double low, double high) {
    struct chart_mark mark = chart_mark_empty(name);
    mark.state = CHART_SAID;
    mark.value = value;
    mark.low = low;
    mark.high = high;
    return mark;
}

static struct chart_mark too_few(const char *name, int have, int need) {
    struct chart_mark mark = chart_mark_empty(name);
    mark.state = CHART_TOO_FEW;
    mark.have = have;
    mark.need = need;
    mark.text = "3 more decisions until we can say";
    return mark;
}

static void make_bands(struct chart_fixture *fix) {
    fix->marks[0] = said("Judgment", 52, 46, 58);
    fix->marks[0].outer_low = 42;
    fix->marks[0].outer_high = 62;
    fix->marks[0].mean = 49;
    fix->marks[0].text = "46 to 58, typical";
    fix->marks[0].count = 40;
    fix->marks[1] = too_few("Escalation", 7, 10);
    fix->marks[2] = chart_mark_empty("Trend");
    fix->chart = (struct chart){.kind = CHART_BANDS, .title = "Profile", .count = 3, .most = 100};
}

static void make_scatter(struct chart_fixture *fix) {
    static const struct {
        const char *name, *label;
        double x, y;
    } people[] = {{"Mira Okonell", "MO", -0.9, 1.4},
                  {"Piet Varga", "PV", 0.1, 1.9},
                  {"Ines Falk", "IF", 0.12, 1.95},
                  {"\u0644\u064a\u0644\u0649", "\u0644", 0.6, 0.8}};
    for (int i = 0; i < 4; i++) {
        fix->marks[i] = said(people[i].name, people[i].y, people[i].y - 0.4, people[i].y + 0.4);
        fix->marks[i].label = people[i].label;
        fix->marks[i].x = people[i].x;
        fix->marks[i].x_low = people[i].x - 0.3;
        fix->marks[i].x_high = people[i].x + 0.3;
    }
    fix->marks[4] = too_few("Dana Roe", 4, 10);
    fix->chart = (struct chart){.kind = CHART_SCATTER,
                                .title = "Escalation",
                                .count = 5,
                                .x_title = "c: left is quicker to escalate",
                                .y_title = "d\u2032",
                                .most = 3,
                                .step = 1,
                                .x_least = -1.5,
                                .x_most = 1.5,
                                .x_step = 0.5,
                                .decimals = 1,
                                .has_zone = true,
                                .zone_x = {-0.4, 0.4},
                                .zone_y = {1.4, 3}};
}

static void make_curve(struct chart_fixture *fix) {
    static const int counts[] = {4, 9, 22, 31, 12};
    for (int i = 0; i < 5; i++) {
        double stated = 20 + 20 * i, right = 25 + 14 * i;
        fix->marks[i] = said(i % 2 ? "Said 40 %" : "Said 20 %", right, right - 12, right + 12);
        fix->marks[i].x = stated;
        fix->marks[i].count = counts[i];
    }
    fix->chart = (struct chart){.kind = CHART_CURVE,
                                .title = "How sure, how right",
                                .count = 5,
                                .x_title = "How sure you said you were, %",
                                .most = 120,
                                .step = 50,
                                .x_most = 100,
                                .x_step = 20};
}

static void make_bars(struct chart_fixture *fix) {
    static const char *const weeks[] = {"21 Sep", "5 Oct", "19 Oct", "2 Nov"};
    for (int i = 0; i < 4; i++) {
        fix->marks[i] = said(weeks[i], 40 + 9 * i, 34 + 9 * i, 46 + 9 * i);
        fix->marks[i].label = weeks[i];
    }
    fix->marks[1] = too_few("5 Oct", 5, 12);
    fix->marks[1].label = "5 Oct";
    fix->chart = (struct chart){
        .kind = CHART_BARS, .title = "Weeks", .count = 4, .least = 20, .most = 80, .mean = 50};
}

static void make_spark(struct chart_fixture *fix) {
    for (int i = 0; i < 6; i++)
        fix->marks[i] = said("Round", 40 + (i * 7) % 11, 0, 0);
    fix->marks[2] = chart_mark_empty("Round");
    fix->chart = (struct chart){
        .kind = CHART_SPARK, .title = "Four weeks", .count = 6, .least = 30, .most = 60};
}

void chart_fixture_init(struct chart_fixture *fix, enum chart_kind kind) {
    static void (*const makers[CHART_KINDS])(struct chart_fixture *) = {
        make_bands, make_scatter, make_curve, make_bars, make_spark};
    makers[kind](fix);
    fix->chart.id = "chart";
    fix->chart.marks = fix->marks;
}
