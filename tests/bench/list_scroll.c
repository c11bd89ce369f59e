/* How long one key press takes in a table of many rows, with the window's own fonts: draws the
 * picture after each key, as the program does, and paints it. Milliseconds of the processor, so
 * that a busy machine counts for nothing. Figures, not a test.
 *
 *     list_scroll [ROWS] [KEYS]      for example: list_scroll 100000 400 */
#include "ui/vtable.h"
#include "window/window.h"
#include "words/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void cell(struct ui *ui, void *context, int row, int column, struct vtable_cell *out) {
    static const char *const titles[] = {"The last day of the contract",
                                         "Forty lorries at the gate", "Six to a wedding"};
    (void)context;
    if (column == 0)
        out->text = frame_printf(ui->frame, "Agent %d", row % 997);
    else if (column == 1)
        out->text = titles[row % 3];
    else
        out->text = ui_number(ui, row * (long long)column % 100);
}

static void draw(struct ui *ui, struct vtable *table, int rows) {
    static const struct vtable_column columns[] = {{"Agent", 180, false, false, true},
                                                   {"Call", 0, false, false, true},
                                                   {"Minutes", 110, true, true, true},
                                                   {"Decisions", 110, true, true, true}};
    struct vtable_look look = {
        .id = "rows", .columns = columns, .column_count = 4, .count = rows, .cell = cell};
    vtable_draw(ui, table, &look, ui_window(ui));
}

static int compare(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

struct bench {
    struct window *window;
    struct frame frame;
    struct ui_state state;
    struct vtable table;
    int rows;
};

static double cpu_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static double press(struct bench *bench, enum ui_key key) {
    double began = cpu_ms();
    struct ui_event event = {.kind = UI_KEY, .key = key};
    struct ui_page page = {&bench->state, &bench->frame, catalogue_of(LANGUAGE_ENGLISH), false, 0};
    struct ui ui;
    vtable_handle(&bench->table, &bench->state, &bench->frame, "rows", &event);
    while (ui_page_draws(&page, &ui))
        draw(&ui, &bench->table, bench->rows);
    window_present(bench->window, &bench->frame);
    return cpu_ms() - began;
}

static void measure(struct bench *bench, const char *name, enum ui_key key, int presses) {
    double *times = calloc((size_t)presses, sizeof *times);
    if (!times)
        exit(1);
    for (int i = 0; i < presses; i++)
        times[i] = press(bench, key);
    qsort(times, (size_t)presses, sizeof *times, compare);
    printf("%-10s %d rows  median %.2f ms  95 %% %.2f ms  worst %.2f ms\n", name, bench->rows,
           times[presses / 2], times[presses * 95 / 100], times[presses - 1]);
    free(times);
}

int main(int argc, char **argv) {
    char assets[4096];
    int rows = argc > 1 ? atoi(argv[1]) : 100000, presses = argc > 2 ? atoi(argv[2]) : 400;
    const char *root = getenv("OFFSCRIPT_SOURCE");
    snprintf(assets, sizeof assets, "%s/assets", root ? root : ".");
    struct err err = {0};
    struct window_setup setup = {
        .title = "rows", .assets = assets, .width = 1280, .height = 800, .is_hidden = true};
    struct bench bench = {
        .window = window_open(&setup, &err), .rows = rows, .table.sort_column = -1};
    if (!bench.window || presses < 1) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bench.frame.metrics = window_metrics(bench.window);
    window_size(bench.window, &bench.frame.width, &bench.frame.height);
    vlist_go(&bench.table.list, &bench.state, "rows", 0);
    press(&bench, KEY_HOME);
    measure(&bench, "Down", KEY_DOWN, presses);
    measure(&bench, "Page Down", KEY_PAGE_DOWN, presses);
    measure(&bench, "End", KEY_END, 1);
    measure(&bench, "Page Up", KEY_PAGE_UP, presses);
    frame_finish(&bench.frame);
    window_close(bench.window);
    return 0;
}
