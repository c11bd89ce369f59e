#include "ui/chart_private.h"

#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HEAD = 32, BAND_ROW = 52, PLOT_HEIGHT = 200, SPARK_HEIGHT = 28 };

struct chart_mark chart_mark_empty(const char *name) {
    return (struct chart_mark){.name = name,
                               .state = CHART_UNDEFINED,
                               .value = NAN,
                               .low = NAN,
                               .high = NAN,
                               .outer_low = NAN,
                               .outer_high = NAN,
                               .x = NAN,
                               .x_low = NAN,
                               .x_high = NAN,
                               .mean = NAN};
}

bool chart_is_there(double value) {
    return isfinite(value);
}

bool chart_has_range(double low, double high) {
    return isfinite(low) && isfinite(high) && low <= high;
}

int chart_scale(double value, double least, double most, int length) {
    double part = most > least ? (value - least) / (most - least) : 0;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return (int)lround(part * length);
}

const char *chart_number(struct ui *ui, double value, int decimals) {
    if (!isfinite(value))
        return "";
    const char *digits = frame_printf(ui->frame, "%.*f", decimals, fabs(value));
    bool is_zero = strspn(digits, "0.") == strlen(digits);
    return value < 0 && !is_zero ? frame_printf(ui->frame, "\u2212%s", digits) : digits;
}

const char *chart_words(struct ui *ui, const struct chart *chart, const struct chart_mark *mark) {
    if (mark->text)
        return mark->text;
    if (mark->state == CHART_TOO_FEW)
        return ui_str(ui, STR_UI_TOO_FEW);
    if (mark->state == CHART_UNDEFINED || !isfinite(mark->value))
        return ui_str(ui, STR_UI_UNDEFINED);
    return chart_number(ui, mark->value, chart->decimals);
}

void chart_element(struct ui *ui, const struct chart *chart, int index, struct rect rect,
                   int radius) {
    const struct chart_mark *mark = &chart->marks[index];
    ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "%s.%d", chart->id, index), rect,
               radius, ui_join(ui, ", ", mark->name, chart_words(ui, chart, mark), NULL));
}

int chart_height(const struct ui *ui, const struct chart *chart) {
    if (chart->kind == CHART_BANDS)
        return chart->count * ui_px(ui, BAND_ROW);
    return ui_px(ui, chart->kind == CHART_SPARK ? SPARK_HEIGHT : PLOT_HEIGHT);
}

/* Is there a mark that axes would be drawn for? */
static bool has_marks(const struct chart *chart) {
    for (int i = 0; i < chart->count; i++) {
        const struct chart_mark *mark = &chart->marks[i];
        if (mark->state == CHART_SAID && isfinite(mark->value) && isfinite(mark->x))
            return true;
    }
    return false;
}

/* No axes and no line of a perfect match without a point. */
static void draw_nothing(struct ui *ui, const struct chart *chart, struct rect rect) {
    const char *words =
        chart->count ? chart_words(ui, chart, &chart->marks[0]) : ui_str(ui, STR_UI_UNDEFINED);
    struct rect line = rect_cut_top(&rect, ui_px(ui, HEAD));
    ui_label(ui, words, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_3), line);
    ui_element(ui, ELEMENT_TEXT, chart->id, line, ui_px(ui, 6),
               ui_join(ui, ", ", chart->title, words, NULL));
}

void chart_picture(struct ui *ui, const struct chart *chart, struct rect rect) {
    bool has_axes = chart->kind == CHART_SCATTER || chart->kind == CHART_CURVE;
    if (has_axes && !has_marks(chart)) {
        draw_nothing(ui, chart, rect);
        return;
    }
    switch (chart->kind) {
    case CHART_BANDS:
        chart_bands(ui, chart, rect);
        break;
    case CHART_SCATTER:
        chart_scatter(ui, chart, rect);
        break;
    case CHART_CURVE:
        chart_curve(ui, chart, rect);
        break;
    case CHART_BARS:
        chart_bars(ui, chart, rect);
        break;
    case CHART_SPARK:
        chart_spark(ui, chart, rect);
        break;
    }
}

/* ---- the table ---- */

enum column {
    COLUMN_NAME,
    COLUMN_X,
    COLUMN_VALUE,
    COLUMN_RANGE,
    COLUMN_OUTER,
    COLUMN_MEAN,
    COLUMN_COUNT
};

struct twin {
    const struct chart *chart;
    enum column kinds[VTABLE_COLUMNS_MAX];
    struct vtable_column columns[VTABLE_COLUMNS_MAX];
    int count;
};

static const char *range_words(struct ui *ui, const struct chart *chart, double low, double high) {
    if (!chart_has_range(low, high))
        return "";
    return ui_format(ui, STR_UI_LIKELY_RANGE, chart_number(ui, low, chart->decimals),
                     chart_number(ui, high, chart->decimals), NULL);
}

static const char *cell_words(struct ui *ui, const struct chart *chart,
                              const struct chart_mark *mark, enum column column) {
    switch (column) {
    case COLUMN_NAME:
        return mark->name;
    case COLUMN_X:
        return chart_number(ui, mark->x, chart->decimals);
    case COLUMN_VALUE:
        return chart_words(ui, chart, mark);
    case COLUMN_RANGE:
        return range_words(ui, chart, mark->low, mark->high);
    case COLUMN_OUTER:
        return range_words(ui, chart, mark->outer_low, mark->outer_high);
    case COLUMN_MEAN:
        return chart_number(ui, mark->mean, chart->decimals);
    case COLUMN_COUNT:
        return mark->count ? ui_number(ui, mark->count) : "";
    }
    return "";
}

static void twin_cell(struct ui *ui, void *context, int row, int column, struct vtable_cell *cell) {
    const struct twin *twin = context;
    const struct chart_mark *mark = &twin->chart->marks[row];
    cell->text = cell_words(ui, twin->chart, mark, twin->kinds[column]);
    cell->is_strong = twin->kinds[column] == COLUMN_NAME;
    if (mark->state != CHART_SAID && twin->kinds[column] == COLUMN_VALUE)
        cell->role = ROLE_TEXT_3;
}

/* Is there anything to say in that column? */
static bool is_used(struct ui *ui, const struct chart *chart, enum column column) {
    for (int i = 0; i < chart->count; i++)
        if (*cell_words(ui, chart, &chart->marks[i], column))
            return true;
    return column == COLUMN_NAME || column == COLUMN_VALUE;
}

static void make_twin(struct ui *ui, const struct chart *chart, struct twin *twin) {
    static const int words[] = {STR_UI_COLUMN_NAME,  STR_UI_COLUMN_NAME,  STR_UI_COLUMN_VALUE,
                                STR_UI_COLUMN_RANGE, STR_UI_COLUMN_OUTER, STR_UI_COLUMN_MEAN,
                                STR_UI_COLUMN_COUNT};
    *twin = (struct twin){.chart = chart};
    for (int column = COLUMN_NAME; column <= COLUMN_COUNT; column++) {
        if (!is_used(ui, chart, (enum column)column))
            continue;
        const char *name = ui_str(ui, words[column]);
        if (column == COLUMN_X && chart->x_title)
            name = chart->x_title;
        if (column == COLUMN_VALUE && chart->y_title)
            name = chart->y_title;
        bool is_number = column != COLUMN_NAME && column != COLUMN_VALUE;
        twin->kinds[twin->count] = (enum column)column;
        twin->columns[twin->count++] =
            (struct vtable_column){.name = name, .is_at_end = is_number, .is_tabular = is_number};
    }
}

/* How wide a column must be for its longest cell, in logical px. */
static int column_width(struct ui *ui, const struct chart *chart, const char *name,
                        enum column column) {
    enum { PADDING = 2 * 12 + 4 };
    struct text_style head = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT);
    struct text_style cell = ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT);
    int widest = ui_text_width(ui, name, head);
    cell.is_tabular = true;
    for (int i = 0; i < chart->count; i++) {
        int w = ui_text_width(ui, cell_words(ui, chart, &chart->marks[i], column), cell);
        widest = w > widest ? w : widest;
    }
    return widest * 100 / ui->frame->scale_percent + PADDING;
}

/* Columns as wide as they need to be, the first with the rest. True: they fit. */
static bool fit_twin(struct ui *ui, struct twin *twin, int width) {
    int all = 0;
    for (int i = 0; i < twin->count; i++) {
        int w = column_width(ui, twin->chart, twin->columns[i].name, twin->kinds[i]);
        twin->columns[i].width = i ? w : 0;
        all += w;
    }
    return ui_px(ui, all) <= width;
}

static void draw_table(struct ui *ui, const struct chart *chart, struct chart_kept *kept,
                       struct rect rect) {
    struct twin twin;
    make_twin(ui, chart, &twin);
    bool fits = fit_twin(ui, &twin, rect.w);
    struct vtable_look look = {.id = chart->id,
                               .columns = twin.columns,
                               .column_count = twin.count,
                               .count = chart->count,
                               .context = &twin,
                               .cell = twin_cell,
                               .is_stacked = !fits,
                               .empty = ui_str(ui, STR_UI_UNDEFINED)};
    kept->table.sort_column = -1;
    vtable_draw(ui, &kept->table, &look, rect);
}

/* ---- with its head ---- */

static struct button swap_button(struct ui *ui, const struct chart *chart, bool is_table) {
    return (struct button){.id = frame_printf(ui->frame, "%s-swap", chart->id),
                           .label = ui_str(ui, is_table ? STR_UI_SHOW_CHART : STR_UI_SHOW_TABLE),
                           .look = BUTTON_BARE};
}

static struct text_style head_style(void) {
    return ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT);
}

/* Is there room for the title and the button side by side? */
static bool is_one_line(struct ui *ui, const struct chart *chart, const struct button *swap,
                        int width) {
    return ui_text_width(ui, chart->title, head_style()) + ui_px(ui, 8) + button_width(ui, swap) <=
           width;
}

int chart_head_height(struct ui *ui, const struct chart *chart, int width) {
    struct button swap = swap_button(ui, chart, false);
    int title = ui_text_height(ui, chart->title, head_style(), width);
    return ui_px(ui, HEAD) + (is_one_line(ui, chart, &swap, width) ? 0 : title) + ui_px(ui, 8);
}

static void draw_head(struct ui *ui, const struct chart *chart, bool is_table, struct rect head) {
    struct button swap = swap_button(ui, chart, is_table);
    struct rect row = rect_cut_bottom(&head, ui_px(ui, HEAD));
    if (is_one_line(ui, chart, &swap, row.w))
        ui_label(ui, chart->title, head_style(), row);
    else
        ui_text(ui, chart->title, head_style(), head);
    struct rect button = rect_cut_right(&row, button_width(ui, &swap));
    button_draw(ui, &swap, button)->spoken =
        ui_format(ui, is_table ? STR_UI_CHART_TABLE : STR_UI_CHART, chart->title, NULL);
}

void chart_draw(struct ui *ui, const struct chart *chart, struct chart_kept *kept,
                struct rect rect) {
    int gap = ui_px(ui, 8);
    draw_head(ui, chart, kept->is_table,
              rect_cut_top(&rect, chart_head_height(ui, chart, rect.w) - gap));
    rect_cut_top(&rect, gap);
    if (kept->is_table)
        draw_table(ui, chart, kept, rect);
    else
        chart_picture(ui, chart, rect);
}

bool chart_handle(struct chart_kept *kept, struct ui_state *state, const struct frame *frame,
                  const char *id, const struct ui_event *event) {
    return kept->is_table && vtable_handle(&kept->table, state, frame, id, event);
}

bool chart_activate(struct chart_kept *kept, struct ui_state *state, const char *id,
                    const char *pressed) {
    char swap[UI_ID_MAX];
    snprintf(swap, sizeof swap, "%s-swap", id);
    if (strcmp(pressed, swap))
        return false;
    kept->is_table = !kept->is_table;
    state->is_dirty = true;
    return true;
}
