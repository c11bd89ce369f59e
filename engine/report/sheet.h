/* A table of a report. Its cells stand once, as values; each format has its own list of columns:
 * which fields, in which order, under which names. What is undefined is null in JSON, empty in CSV
 * and a dash in text, never 0. */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "base/arena.h"
#include "base/buf.h"
#include "record/csv.h"

enum cell_kind { CELL_NONE, CELL_TEXT, CELL_INT, CELL_NUMBER };
struct cell {
    enum cell_kind kind;
    const char *text; /* borrowed by the sheet */
    int64_t integer;
    double number;
};

/* For text: right-aligned in `width` signs (left-aligned where it is negative; 0: as it comes),
 * numbers with so many decimals, shares as per cent. The other formats take field and name. */
struct sheet_column {
    int field;
    const char *name;
    int width, decimals;
    bool is_percent;
};

struct sheet {
    int fields, rows, capacity;
    struct cell *cells; /* rows × fields */
    bool failed;        /* out of memory: what is written is not whole */
};

void sheet_init(struct sheet *sheet, int fields);
void sheet_finish(struct sheet *sheet);

/* A new last row, all of it undefined; then its fields. NAN and NULL stay undefined. */
void sheet_row(struct sheet *sheet);
void sheet_text(struct sheet *sheet, int field, const char *text);
void sheet_int(struct sheet *sheet, int field, int64_t number);
void sheet_number(struct sheet *sheet, int field, double number);

/* Heads and rows; columns are two blanks apart, the last is not padded. */
void sheet_write_text(const struct sheet *sheet, const struct sheet_column *columns, int count,
                      struct buf *out);
/* `tail` ends every row (what is the same in all of them); its names stand in `tail_names`. */
void sheet_write_csv(const struct sheet *sheet, const struct sheet_column *columns, int count,
                     const char *tail_names, const char *tail, enum csv_style style,
                     struct buf *out);
/* A JSON list of objects. */
void sheet_write_json(const struct sheet *sheet, const struct sheet_column *columns, int count,
                      struct buf *out);

#endif
