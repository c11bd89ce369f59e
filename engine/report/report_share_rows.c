#include "report/report_share_rows.h"

#include "base/arena.h"
#include "report/sheet.h"
#include "stats/minima.h"
#include "stats/proportion.h"

#include <math.h>

enum share_field {
    F_ID,
    F_SCENARIO,
    F_SCENE,
    F_LEVEL,
    F_NODE,
    F_DECISION, /* "scenario  scene (level)", for people */
    F_N,
    F_AGENTS,
    F_CREDIT, /* each of these is followed by its limits */
    F_BEST = F_CREDIT + 3,
    F_ACCEPTABLE = F_BEST + 3,
    F_ESCALATED = F_ACCEPTABLE + 3,
    F_TIMEOUT = F_ESCALATED + 3,
    F_CREDIT_BAND = F_TIMEOUT + 3, /* "0.42 (0.31 to 0.55)", for people */
    F_BEST_BAND,
    F_ACCEPTABLE_BAND,
    F_ESCALATED_BAND,
    F_TIMEOUT_BAND,
    F_COUNT
};

static const char *kept(struct arena *arena, const struct buf *text) {
    const char *copy = arena_text(arena, buf_cstr(text), text->len);
    return copy ? copy : "";
}

static void name_row(struct sheet *sheet, struct arena *arena, const struct share_row *row) {
    struct buf text = {0};
    buf_text(&text, row->scenario);
    if (row->scene)
        buf_printf(&text, "/%s@%s#%s", row->scene, row->level, row->node);
    sheet_text(sheet, F_ID, kept(arena, &text));
    buf_clear(&text);
    buf_text(&text, row->scenario);
    if (row->scene)
        buf_printf(&text, "  %s (%s)", row->scene, row->level);
    sheet_text(sheet, F_DECISION, kept(arena, &text));
    buf_finish(&text);
    sheet_text(sheet, F_SCENARIO, row->scenario);
    sheet_text(sheet, F_SCENE, row->scene);
    sheet_text(sheet, F_LEVEL, row->level);
    sheet_text(sheet, F_NODE, row->node);
}

struct share {
    enum share_field field, band;
    double part;
    int whole;
    bool is_credit; /* a mean of credits, not a share of decisions */
};

/* Nothing is said of fewer than MIN_SHARE decisions. */
static void add_share(struct sheet *sheet, struct arena *arena, const struct share *share) {
    struct buf text = {0};
    if (share->whole < MIN_SHARE)
        return;
    struct interval band = share->is_credit ? proportion_jeffreys(share->part, share->whole)
                                            : proportion_wilson(share->part, share->whole);
    double value = share->part / share->whole;
    sheet_number(sheet, (int)share->field, value);
    sheet_number(sheet, (int)share->field + 1, fmax(band.lo, 0));
    sheet_number(sheet, (int)share->field + 2, fmin(band.hi, 1));
    if (share->is_credit)
        buf_printf(&text, "%.2f (%.2f to %.2f)", value, fmax(band.lo, 0), fmin(band.hi, 1));
    else
        buf_printf(&text, "%.0f%% (%.0f to %.0f)", 100 * value, 100 * fmax(band.lo, 0),
                   100 * fmin(band.hi, 1));
    sheet_text(sheet, (int)share->band, kept(arena, &text));
    buf_finish(&text);
}

static void add_shares(struct sheet *sheet, struct arena *arena, const struct share_row *row) {
    int answers = row->n - row->timeouts;
    const struct share shares[] = {
        {F_CREDIT, F_CREDIT_BAND, row->credit, row->credited, true},
        {F_BEST, F_BEST_BAND, row->best, row->credited, false},
        {F_ACCEPTABLE, F_ACCEPTABLE_BAND, row->acceptable, row->credited, false},
        {F_ESCALATED, F_ESCALATED_BAND, row->escalated, answers, false},
        {F_TIMEOUT, F_TIMEOUT_BAND, row->timeouts, row->n, false}};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        add_share(sheet, arena, &shares[i]);
}

static void fill(struct sheet *sheet, struct arena *arena, const struct score_report *report) {
    sheet_init(sheet, F_COUNT);
    for (int i = 0; i < report->count; i++) {
        const struct share_row *row = &report->shares[i];
        sheet_row(sheet);
        name_row(sheet, arena, row);
        sheet_int(sheet, F_N, row->n);
        sheet_int(sheet, F_AGENTS, row->agents);
        add_shares(sheet, arena, row);
    }
}

/* Fills a sheet, writes it, and lets go of it. */
static void write(const struct score_report *report, enum csv_style style,
                  void (*to)(const struct sheet *, const struct score_report *, enum csv_style,
                             struct buf *),
                  struct buf *out) {
    struct arena *arena = arena_create();
    struct sheet sheet = {0};
    if (!arena) {
        out->failed = true;
        return;
    }
    fill(&sheet, arena, report);
    to(&sheet, report, style, out);
    sheet_finish(&sheet);
    arena_destroy(arena);
}

#define COUNT(columns) ((int)(sizeof columns / sizeof *columns))

/* A figure and its limits, for the columns of programs. */
#define WITH_LIMITS(place, title)                                                                  \
    {.field = (place), .name = title}, {.field = (place) + 1, .name = title "_low"}, {             \
        .field = (place) + 2, .name = title "_high"                                                \
    }

static void to_text(const struct sheet *sheet, const struct score_report *report,
                    enum csv_style style, struct buf *out) {
    static const struct sheet_column columns[] = {
        {F_N, "n", 6, 0, false},
        {F_AGENTS, "agents", 6, 0, false},
        {F_CREDIT_BAND, "credit (95 %)", 19, 0, false},
        {F_BEST_BAND, "best (95 %)", 15, 0, false},
        {F_ACCEPTABLE_BAND, "accept. (95 %)", 15, 0, false},
        {F_ESCALATED_BAND, "escal. (95 %)", 15, 0, false},
        {F_TIMEOUT_BAND, "timeout (95 %)", 15, 0, false},
        {F_DECISION, "decision", 0, 0, false}};
    (void)report;
    (void)style;
    sheet_write_text(sheet, columns, COUNT(columns), out);
}

static void to_csv(const struct sheet *sheet, const struct score_report *report,
                   enum csv_style style, struct buf *out) {
    static const struct sheet_column columns[] = {{.field = F_SCENARIO, .name = "scenario"},
                                                  {.field = F_SCENE, .name = "scene"},
                                                  {.field = F_LEVEL, .name = "level"},
                                                  {.field = F_NODE, .name = "node"},
                                                  {.field = F_N, .name = "n"},
                                                  WITH_LIMITS(F_CREDIT, "mean_credit"),
                                                  WITH_LIMITS(F_BEST, "best_share"),
                                                  WITH_LIMITS(F_ACCEPTABLE, "acceptable_share"),
                                                  WITH_LIMITS(F_ESCALATED, "escalated_share"),
                                                  WITH_LIMITS(F_TIMEOUT, "timeout_share"),
                                                  {.field = F_AGENTS, .name = "agents"}};
    const struct dataset *data = report->run->data;
    struct buf marks = {0};
    buf_printf(&marks, ",%s,%s", data->is_provisional ? "true" : "false",
               data->columns->is_trusted ? "true" : "false");
    sheet_write_csv(sheet, columns, COUNT(columns), ",provisional,trusted", buf_cstr(&marks), style,
                    out);
    buf_finish(&marks);
}

static void to_json(const struct sheet *sheet, const struct score_report *report,
                    enum csv_style style, struct buf *out) {
    static const struct sheet_column columns[] = {{.field = F_ID, .name = "id"},
                                                  {.field = F_N, .name = "n"},
                                                  WITH_LIMITS(F_CREDIT, "mean_credit"),
                                                  WITH_LIMITS(F_BEST, "best_share"),
                                                  WITH_LIMITS(F_ACCEPTABLE, "acceptable_share"),
                                                  WITH_LIMITS(F_ESCALATED, "escalated_share"),
                                                  WITH_LIMITS(F_TIMEOUT, "timeout_share"),
                                                  {.field = F_AGENTS, .name = "agents"},
                                                  {.field = F_SCENARIO, .name = "scenario"},
                                                  {.field = F_SCENE, .name = "scene"},
                                                  {.field = F_NODE, .name = "node"},
                                                  {.field = F_LEVEL, .name = "level"}};
    bool by_decision = report->by == SCORE_BY_DECISION;
    (void)style;
    sheet_write_json(sheet, columns, COUNT(columns) - (by_decision ? 0 : 4), out);
}

void share_rows_text(const struct score_report *report, struct buf *out) {
    write(report, CSV_RAW, to_text, out);
}

void share_rows_csv(const struct score_report *report, enum csv_style style, struct buf *out) {
    write(report, style, to_csv, out);
}

void share_rows_json(const struct score_report *report, struct buf *out) {
    write(report, CSV_RAW, to_json, out);
}
