/* Charts that run in the direction of reading: band rows, bars, sparklines. */
#include "ui/chart_private.h"

#include "ui/widgets.h"

enum { NAME_PERCENT = 30, WORDS_PERCENT = 30, SPARKS_MAX = 512 };

/* ---- band rows ---- */

/* A track with what is there so far of what it takes. */
static void draw_dashed(struct ui *ui, const struct chart_mark *mark, struct rect rect) {
    int h = ui_px(ui, 7);
    struct rect track = rect_middle(rect, rect.w, h), filled = track;
    if (mark->need > 0 && mark->have > 0) {
        filled.w = chart_scale(mark->have, 0, mark->need, track.w);
        ui_fill(ui, filled, ROLE_EXPERT_SOFT, h / 2);
    }
    ui_edge_dashed(ui, track, ROLE_BORDER_STRONG, h / 2, ui_px(ui, 1));
}

static void draw_range(struct ui *ui, const struct chart *chart, struct rect rect, double low,
                       double high, int thick, enum role role) {
    if (!chart_has_range(low, high))
        return;
    int from = chart_scale(low, chart->least, chart->most, rect.w);
    int to = chart_scale(high, chart->least, chart->most, rect.w);
    struct rect bar = rect_middle(rect, to - from > thick ? to - from : thick, thick);
    bar.x += from + bar.w <= rect.w ? from : rect.w - bar.w;
    ui_fill(ui, bar, role, thick / 2);
}

static void draw_track(struct ui *ui, const struct chart *chart, const struct chart_mark *mark,
                       struct rect rect) {
    int h = ui_px(ui, 5), y = rect.y + rect.h / 2;
    ui_fill(ui, rect_middle(rect, rect.w, h), ROLE_EXPERT_SOFT, h / 2);
    draw_range(ui, chart, rect, mark->outer_low, mark->outer_high, ui_px(ui, 2), ROLE_ACCENT_LINE);
    draw_range(ui, chart, rect, mark->low, mark->high, ui_px(ui, 8), ROLE_ACCENT_LINE);
    if (chart_is_there(mark->mean)) {
        int x = chart_scale(mark->mean, chart->least, chart->most, rect.w - ui_px(ui, 2));
        ui_fill(
            ui,
            rect_middle((struct rect){rect.x + x, rect.y, 0, rect.h}, ui_px(ui, 2), ui_px(ui, 16)),
            ROLE_TEXT_2, 0);
    }
    if (!chart_is_there(mark->value))
        return;
    int x = rect.x + chart_scale(mark->value, chart->least, chart->most, rect.w);
    ui_dot(ui, x, y, ui_px(ui, 6), ROLE_SURFACE);
    ui_dot(ui, x, y, ui_px(ui, 5), ROLE_ACCENT);
}

/* Name, track and words in three columns; where it is narrow the track stands below the words. */
static void draw_band(struct ui *ui, const struct chart *chart, int index, struct rect row) {
    const struct chart_mark *mark = &chart->marks[index];
    bool is_narrow = ui_width_class(ui) == UI_NARROW;
    struct rect whole = rect_inset(row, ui_px(ui, 4), ui_px(ui, 4)), line = row;
    int w = row.w;
    if (is_narrow)
        line = rect_cut_top(&row, row.h / 2);
    struct rect name = rect_cut_left(&line, w * (is_narrow ? 50 : NAME_PERCENT) / 100);
    struct rect words = rect_cut_right(&line, w * (is_narrow ? 50 : WORDS_PERCENT) / 100);
    struct rect track = rect_inset(is_narrow ? row : line, ui_px(ui, is_narrow ? 0 : 12), 0);
    struct text_style style = ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT);
    style.max_lines = 2; /* it is spoken whole */
    ui_label(ui, mark->name, style, name);
    bool is_said = mark->state == CHART_SAID;
    style = ui_style(SIZE_SMALL, WEIGHT_REGULAR, is_said ? ROLE_TEXT_2 : ROLE_TEXT_3);
    style.max_lines = is_narrow ? 1 : 2;
    style.align = is_narrow ? ALIGN_END : ALIGN_START;
    ui_label(ui, chart_words(ui, chart, mark), style, words);
    if (is_said)
        draw_track(ui, chart, mark, track);
    else if (mark->state == CHART_TOO_FEW)
        draw_dashed(ui, mark, track);
    chart_element(ui, chart, index, whole, ui_px(ui, 6));
}

void chart_bands(struct ui *ui, const struct chart *chart, struct rect rect) {
    int row = chart->count > 0 ? chart_height(ui, chart) / chart->count : 0;
    for (int i = 0; i < chart->count; i++) {
        struct rect line = {rect.x, rect.y + i * row, rect.w, row};
        if (i)
            widget_rule(ui, line);
        draw_band(ui, chart, i, line);
    }
}

/* ---- bars ---- */

struct bars {
    struct ui *ui;
    const struct chart *chart;
    struct rect area; /* without the labels */
    int base;         /* y from which bars go up or down */
};

static int bar_y(const struct bars *bars, double value) {
    return bars->area.y + bars->area.h -
           chart_scale(value, bars->chart->least, bars->chart->most, bars->area.h);
}

static void draw_whisker(const struct bars *bars, const struct chart_mark *mark, int x) {
    struct ui *ui = bars->ui;
    if (!chart_has_range(mark->low, mark->high))
        return;
    int top = bar_y(bars, mark->high), bottom = bar_y(bars, mark->low), cap = ui_px(ui, 8);
    int line = ui_px(ui, 1);
    ui_fill(ui, (struct rect){x - line, top, 3 * line, bottom - top + line}, ROLE_SURFACE, 0);
    ui_fill(ui, (struct rect){x, top, line, bottom - top + line}, ROLE_TEXT_2, 0);
    ui_fill(ui, (struct rect){x - cap / 2, top, cap, line}, ROLE_TEXT_2, 0);
    ui_fill(ui, (struct rect){x - cap / 2, bottom, cap, line}, ROLE_TEXT_2, 0);
}

static void draw_bar(const struct bars *bars, int index, struct rect cell) {
    struct ui *ui = bars->ui;
    const struct chart_mark *mark = &bars->chart->marks[index];
    int widest = ui_px(ui, 40), w = cell.w * 6 / 10 < widest ? cell.w * 6 / 10 : widest;
    int x = cell.x + (cell.w - w) / 2, radius = ui_px(ui, 3), least = ui_px(ui, 2);
    if (mark->state == CHART_SAID && chart_is_there(mark->value)) {
        int y = bar_y(bars, mark->value), top = y < bars->base ? y : bars->base;
        int h = y < bars->base ? bars->base - y : y - bars->base;
        ui_fill(ui, (struct rect){x, top, w, h > least ? h : least}, ROLE_ACCENT, radius);
        draw_whisker(bars, mark, x + w / 2);
    } else if (mark->state == CHART_TOO_FEW) {
        int h = ui_px(ui, 24);
        ui_edge_dashed(ui, (struct rect){x, bars->base - h, w, h}, ROLE_BORDER_STRONG, radius,
                       ui_px(ui, 1));
    }
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    style.align = ALIGN_CENTER;
    style.max_lines = 1; /* it is spoken whole */
    if (mark->label)
        ui_text(ui, mark->label, style,
                (struct rect){cell.x, bars->area.y + bars->area.h + ui_px(ui, 6), cell.w, 0});
    chart_element(ui, bars->chart, index, rect_inset(cell, ui_px(ui, 4), ui_px(ui, 4)),
                  ui_px(ui, 6));
}

void chart_bars(struct ui *ui, const struct chart *chart, struct rect rect) {
    struct bars bars = {ui, chart, rect, 0};
    int line = ui_px(ui, 1);
    rect_cut_bottom(&bars.area, ui_px(ui, 26));
    bool has_mean = chart_is_there(chart->mean);
    bars.base = has_mean ? bar_y(&bars, chart->mean) : bars.area.y + bars.area.h;
    for (int i = 0; i < chart->count; i++) {
        int from = rect.w * i / chart->count, to = rect.w * (i + 1) / chart->count;
        draw_bar(&bars, i, (struct rect){rect.x + from, rect.y, to - from, rect.h});
    }
    ui_fill(ui, (struct rect){rect.x, bars.base, rect.w, line},
            has_mean ? ROLE_TEXT_2 : ROLE_BORDER_STRONG, 0);
}

/* ---- sparklines ---- */

/* The line is broken where a value is not there. */
void chart_spark(struct ui *ui, const struct chart *chart, struct rect rect) {
    struct ui_point points[SPARKS_MAX];
    int count = 0, last = -1, radius = ui_px(ui, 3), drawn = chart->count;
    int first = drawn > SPARKS_MAX ? drawn - SPARKS_MAX : 0; /* the latest */
    rect = rect_inset(rect, radius, radius);
    for (int i = first; i <= drawn; i++) {
        const struct chart_mark *mark = i < drawn ? &chart->marks[i] : NULL;
        bool is_there = mark && mark->state == CHART_SAID && chart_is_there(mark->value);
        if (!is_there) {
            if (count > 1)
                ui_polyline(ui, points, count, ROLE_ACCENT, ui_px(ui, 2));
            else if (count == 1)
                ui_dot(ui, points[0].x, points[0].y, ui_px(ui, 1), ROLE_ACCENT);
            count = 0;
            continue;
        }
        points[count].x = rect.x + chart_scale(i - first, 0, drawn - 1 - first, rect.w);
        points[count++].y =
            rect.y + rect.h - chart_scale(mark->value, chart->least, chart->most, rect.h);
        last = i;
    }
    if (last >= 0) {
        int x = rect.x + chart_scale(last - first, 0, drawn - 1 - first, rect.w);
        int y = rect.y + rect.h -
                chart_scale(chart->marks[last].value, chart->least, chart->most, rect.h);
        ui_dot(ui, x, y, radius, ROLE_ACCENT);
    }
    const char *words =
        last >= 0 ? chart_words(ui, chart, &chart->marks[last]) : ui_str(ui, STR_UI_UNDEFINED);
    ui_element(ui, ELEMENT_TEXT, chart->id, rect_inset(rect, -radius, -radius), ui_px(ui, 4),
               ui_join(ui, ", ", chart->title, words, NULL));
}
