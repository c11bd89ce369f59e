/* Scores as CSV (RFC 4180). */
#include "report/report.h"
#include "report/report_reason.h"
#include "report/report_share_rows.h"

#include <math.h>

static void csv_number(struct buf *out, double number) {
    buf_char(out, ',');
    if (isfinite(number))
        buf_printf(out, "%.6g", number);
}

/* What must be said beside every number, and the end of the line. */
static void csv_marks(const struct score_report *report, struct buf *out) {
    const struct dataset *data = report->run->data;
    buf_printf(out, ",%s,%s" CSV_LINE_END, data->is_provisional ? "true" : "false",
               data->columns->is_trusted ? "true" : "false");
}

static void csv_reason(const struct profile *profile, enum line_kind kind, enum csv_style style,
                       struct buf *out) {
    struct buf words = {0};
    report_line_reason(profile, kind, &words);
    csv_cell(buf_cstr(&words), style, out);
    buf_finish(&words);
}

static double headline(const struct profile *profile, enum line_kind kind) {
    const double values[LINE_COUNT] = {profile->judgment.report,
                                       profile->escalation.measured.criterion,
                                       profile->calibration.measured.overconfidence,
                                       profile->evidence.rate,
                                       profile->integrity.rate,
                                       profile->trend.slope};
    return values[kind];
}

static void csv_profiles(const struct score_report *report, enum csv_style style, struct buf *out) {
    const struct columns *columns = report->run->data->columns;
    buf_text(out, "id,n,line,line_n,state,value,low,high,likely_low,likely_high,flags,reason,"
                  "provisional,trusted" CSV_LINE_END);
    for (int i = 0; i < report->count; i++)
        for (int kind = 0; kind < LINE_COUNT; kind++) {
            const struct profile *profile = &report->profiles[i];
            const struct line *line = profile_line(profile, (enum line_kind)kind);
            csv_cell(columns_text(columns, profile->id), style, out);
            buf_printf(out, ",%d,%s,%d,%s", profile->n, line_name((enum line_kind)kind), line->n,
                       score_state_name(line->state));
            csv_number(out, headline(profile, (enum line_kind)kind));
            csv_number(out, line->low);
            csv_number(out, line->high);
            csv_number(out, line->likely_low);
            csv_number(out, line->likely_high);
            buf_char(out, ',');
            for (int f = 0; f < line->flag_count; f++)
                buf_printf(out, "%s%s", f ? " " : "", flag_name(line->flags[f].kind));
            buf_char(out, ',');
            csv_reason(profile, (enum line_kind)kind, style, out);
            csv_marks(report, out);
        }
}

void score_report_csv(const struct score_report *report, enum csv_style style, struct buf *out) {
    if (style == CSV_SPREADSHEET)
        buf_text(out, CSV_BOM);
    if (report->profiles) {
        csv_profiles(report, style, out);
        return;
    }
    share_rows_csv(report, style, out);
}
