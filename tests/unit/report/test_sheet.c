/* One table, three formats; what is undefined is never 0. */
#include "report/sheet.h"
#include "support/cmocka.h"

#include <math.h>

enum { F_NAME, F_N, F_SHARE, F_COUNT };

static void make(struct sheet *sheet) {
    sheet_init(sheet, F_COUNT);
    sheet_row(sheet);
    sheet_text(sheet, F_NAME, "first, \"here\"");
    sheet_int(sheet, F_N, 12);
    sheet_number(sheet, F_SHARE, 0.125);
    sheet_row(sheet);
    sheet_text(sheet, F_NAME, "=1+1\n");
    sheet_number(sheet, F_SHARE, NAN);
    sheet_row(sheet);
    sheet_text(sheet, F_NAME, NULL);
    sheet_int(sheet, F_N, 0);
    sheet_number(sheet, F_SHARE, 0);
}

static const struct sheet_column columns[] = {
    {F_N, "n", 4, 0, false}, {F_SHARE, "share", 6, 1, true}, {F_NAME, "name", 0, 0, false}};

static void check(const struct buf *out, const char *expected) {
    assert_false(out->failed);
    assert_string_equal(out->data, expected);
}

static void as_text(void **state) {
    (void)state;
    struct sheet sheet;
    struct buf out = {0};
    make(&sheet);
    sheet_write_text(&sheet, columns, 3, &out);
    check(&out, "   n   share  name\n"
                "  12   12.5%  first, \"here\"\n"
                "   -       -  =1+1\\u{a}\n"
                "   0    0.0%  -\n");
    buf_finish(&out);
    sheet_finish(&sheet);
}

static void as_csv(void **state) {
    (void)state;
    struct sheet sheet;
    struct buf out = {0};
    make(&sheet);
    sheet_write_csv(&sheet, columns, 3, ",mark", ",true", CSV_RAW, &out);
    check(&out, "n,share,name,mark\r\n"
                "12,0.125,\"first, \"\"here\"\"\",true\r\n"
                ",,\"=1+1\n\",true\r\n"
                "0,0,,true\r\n");
    buf_finish(&out);
    sheet_finish(&sheet);
}

static void as_json(void **state) {
    (void)state;
    struct sheet sheet;
    struct buf out = {0};
    make(&sheet);
    sheet_write_json(&sheet, columns, 3, &out);
    check(&out, "[{\"n\":12,\"share\":0.125,\"name\":\"first, \\\"here\\\"\"},"
                "{\"n\":null,\"share\":null,\"name\":\"=1+1\\n\"},"
                "{\"n\":0,\"share\":0,\"name\":null}]");
    buf_finish(&out);
    sheet_finish(&sheet);
}

static void grows(void **state) {
    (void)state;
    struct sheet sheet;
    struct buf out = {0};
    sheet_init(&sheet, 1);
    for (int i = 0; i < 1000; i++) {
        sheet_row(&sheet);
        sheet_int(&sheet, 0, i);
    }
    assert_int_equal(sheet.rows, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(sheet.cells[i].integer, i);
    buf_finish(&out);
    sheet_finish(&sheet);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_text), cmocka_unit_test(as_csv),
                                       cmocka_unit_test(as_json), cmocka_unit_test(grows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
