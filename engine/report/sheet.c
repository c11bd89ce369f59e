#include "report/sheet.h"

#include "base/json.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "report/report_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void sheet_init(struct sheet *sheet, int fields) {
    *sheet = (struct sheet){.fields = fields};
}

void sheet_finish(struct sheet *sheet) {
    free(sheet->cells);
    *sheet = (struct sheet){0};
}

void sheet_row(struct sheet *sheet) {
    if (sheet->failed)
        return;
    if (sheet->rows == sheet->capacity) {
        int capacity = sheet->capacity ? 2 * sheet->capacity : 64;
        size_t size = (size_t)capacity * (size_t)sheet->fields * sizeof *sheet->cells;
        struct cell *cells = realloc(sheet->cells, size);
        if (!cells) {
            sheet->failed = true;
            return;
        }
        sheet->cells = cells;
        sheet->capacity = capacity;
    }
    struct cell *row = sheet->cells + (size_t)sheet->rows++ * (size_t)sheet->fields;
    memset(row, 0, (size_t)sheet->fields * sizeof *row);
}

static void set(struct sheet *sheet, int field, struct cell cell) {
    if (!sheet->failed)
        sheet->cells[(size_t)(sheet->rows - 1) * (size_t)sheet->fields + (size_t)field] = cell;
}

void sheet_text(struct sheet *sheet, int field, const char *text) {
    if (text)
        set(sheet, field, (struct cell){.kind = CELL_TEXT, .text = text});
}

void sheet_int(struct sheet *sheet, int field, int64_t number) {
    set(sheet, field, (struct cell){.kind = CELL_INT, .integer = number});
}

void sheet_number(struct sheet *sheet, int field, double number) {
    if (isfinite(number))
        set(sheet, field, (struct cell){.kind = CELL_NUMBER, .number = number});
}

static const struct cell *cell_at(const struct sheet *sheet, int row, int field) {
    return &sheet->cells[(size_t)row * (size_t)sheet->fields + (size_t)field];
}

/* ---- text ---- */

static void pad(const char *text, int width, bool is_last, struct buf *out) {
    int len = (int)utf8_length(text, strlen(text));
    for (int i = len; i < width; i++)
        buf_char(out, ' ');
    buf_text(out, text);
    for (int i = len; i < -width && !is_last; i++)
        buf_char(out, ' ');
}

static void cell_text(const struct cell *cell, const struct sheet_column *column, struct buf *out) {
    switch (cell->kind) {
    case CELL_TEXT: /* texts come from logs that anybody may have written */
        visible_add(out, cell->text, strlen(cell->text), VISIBLE_TEXT);
        break;
    case CELL_INT:
        buf_printf(out, "%lld", (long long)cell->integer);
        break;
    case CELL_NUMBER:
        buf_printf(out, "%.*f%s", column->decimals,
                   column->is_percent ? 100 * cell->number : cell->number,
                   column->is_percent ? "%" : "");
        break;
    default:
        buf_char(out, '-');
        break;
    }
}

void sheet_write_text(const struct sheet *sheet, const struct sheet_column *columns, int count,
                      struct buf *out) {
    struct buf cell = {0};
    for (int row = -1; row < sheet->rows; row++) {
        for (int c = 0; c < count; c++) {
            buf_clear(&cell);
            if (row < 0)
                buf_text(&cell, columns[c].name);
            else
                cell_text(cell_at(sheet, row, columns[c].field), &columns[c], &cell);
            buf_text(out, c ? "  " : "");
            pad(buf_cstr(&cell), columns[c].width, c == count - 1, out);
        }
        buf_char(out, '\n');
    }
    buf_finish(&cell);
    out->failed |= sheet->failed;
}

/* ---- CSV ---- */

void sheet_write_csv(const struct sheet *sheet, const struct sheet_column *columns, int count,
                     const char *tail_names, const char *tail, enum csv_style style,
                     struct buf *out) {
    for (int c = 0; c < count; c++)
        buf_printf(out, "%s%s", c ? "," : "", columns[c].name);
    buf_printf(out, "%s" CSV_LINE_END, tail_names);
    for (int row = 0; row < sheet->rows; row++) {
        for (int c = 0; c < count; c++) {
            const struct cell *cell = cell_at(sheet, row, columns[c].field);
            buf_text(out, c ? "," : "");
            if (cell->kind == CELL_TEXT)
                csv_cell(cell->text, style, out);
            else if (cell->kind == CELL_INT)
                buf_printf(out, "%lld", (long long)cell->integer);
            else if (cell->kind == CELL_NUMBER)
                buf_printf(out, "%.6g", cell->number);
        }
        buf_printf(out, "%s" CSV_LINE_END, tail);
    }
    out->failed |= sheet->failed;
}

/* ---- JSON ---- */

static void cell_json(const struct cell *cell, const char *name, struct buf *out) {
    if (cell->kind == CELL_INT)
        json_member_int(out, name, cell->integer);
    else if (cell->kind == CELL_NUMBER)
        json_member_double(out, name, cell->number);
    else
        json_member_text(out, name, cell->kind == CELL_TEXT ? cell->text : NULL);
}

void sheet_write_json(const struct sheet *sheet, const struct sheet_column *columns, int count,
                      struct buf *out) {
    buf_char(out, '[');
    for (int row = 0; row < sheet->rows; row++) {
        json_key(out, NULL);
        buf_char(out, '{');
        for (int c = 0; c < count; c++)
            cell_json(cell_at(sheet, row, columns[c].field), columns[c].name, out);
        buf_char(out, '}');
    }
    buf_char(out, ']');
    out->failed |= sheet->failed;
}
