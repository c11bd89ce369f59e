#include "report/report_share_rows.h"

#include "base/arena.h"
#include "report/sheet.h"

#include <math.h>

enum share_field {
    F_ID,
    F_SCENARIO,
    F_SCENE,
    F_LEVEL,
    F_NODE,
    F_DECISION, /* "scenario  scene (level)", for people */
    F_N,
    F_CREDIT,
    F_BEST,
    F_ACCEPTABLE,
    F_ESCALATED,
    F_TIMEOUT,
    F_AGENTS,
    F_COUNT
};

static double share(int part, int whole) {
    return whole ? (double)part / whole : NAN;
}

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

static void fill(struct sheet *sheet, struct arena *arena, const struct score_report *report) {
    sheet_init(sheet, F_COUNT);
    for (int i = 0; i < report->count; i++) {
        const struct share_row *row = &report->shares[i];
        sheet_row(sheet);
        name_row(sheet, arena, row);
        sheet_int(sheet, F_N, row->n);
        sheet_number(sheet, F_CREDIT, row->credited ? row->credit / row->credited : NAN);
        sheet_number(sheet, F_BEST, share(row->best, row->credited));
        sheet_number(sheet, F_ACCEPTABLE, share(row->acceptable, row->credited));
        sheet_number(sheet, F_ESCALATED, share(row->escalated, row->n - row->timeouts));
        sheet_number(sheet, F_TIMEOUT, share(row->timeouts, row->n));
        sheet_int(sheet, F_AGENTS, row->agents);
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

static void to_text(const struct sheet *sheet, const struct score_report *report,
                    enum csv_style style, struct buf *out) {
    static const struct sheet_column columns[] = {{F_N, "n", 6, 0, false},
                                                  {F_CREDIT, "credit", 6, 2, false},
                                                  {F_BEST, "best", 4, 0, true},
                                                  {F_ACCEPTABLE, "accept.", 7, 0, true},
                                                  {F_ESCALATED, "escal.", 6, 0, true},
                                                  {F_TIMEOUT, "timeout", 7, 0, true},
                                                  {F_AGENTS, "agents", 6, 0, false},
                                                  {F_DECISION, "decision", 0, 0, false}};
    (void)report;
    (void)style;
    sheet_write_text(sheet, columns, COUNT(columns), out);
}

static void to_csv(const struct sheet *sheet, const struct score_report *report,
                   enum csv_style style, struct buf *out) {
    static const struct sheet_column columns[] = {
        {.field = F_SCENARIO, .name = "scenario"},
        {.field = F_SCENE, .name = "scene"},
        {.field = F_LEVEL, .name = "level"},
        {.field = F_NODE, .name = "node"},
        {.field = F_N, .name = "n"},
        {.field = F_CREDIT, .name = "mean_credit"},
        {.field = F_BEST, .name = "best_share"},
        {.field = F_ACCEPTABLE, .name = "acceptable_share"},
        {.field = F_ESCALATED, .name = "escalated_share"},
        {.field = F_TIMEOUT, .name = "timeout_share"},
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
    static const struct sheet_column columns[] = {
        {.field = F_ID, .name = "id"},
        {.field = F_N, .name = "n"},
        {.field = F_CREDIT, .name = "mean_credit"},
        {.field = F_BEST, .name = "best_share"},
        {.field = F_ACCEPTABLE, .name = "acceptable_share"},
        {.field = F_ESCALATED, .name = "escalated_share"},
        {.field = F_TIMEOUT, .name = "timeout_share"},
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
