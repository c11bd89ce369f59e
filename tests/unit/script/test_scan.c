/* Which characters a text may hold. */
#include "script/scan.h"
#include "support/cmocka.h"

#include <string.h>

struct scanned {
    const char *text;
    size_t len; /* 0: strlen */
    enum scan_of of;
    enum scan_kind kind;
    size_t at, characters;
};

static const struct scanned cases[] = {
    {"", 0, SCAN_TEXT, SCAN_FINE, 0, 0},
    {"plain", 0, SCAN_TEXT, SCAN_FINE, 0, 5},
    {"two\nlines", 0, SCAN_TEXT, SCAN_FINE, 0, 9},
    {"caf\u00e9 \u20ac \U0001F600", 0, SCAN_TEXT, SCAN_FINE, 0, 8},
    {"tab\there", 0, SCAN_TEXT, SCAN_FORBIDDEN, 3, 3},
    {"tab\there\r\n", 0, SCAN_FILE, SCAN_FINE, 0, 10},
    {"a\0b", 3, SCAN_TEXT, SCAN_FORBIDDEN, 1, 1},
    {"a\0b", 3, SCAN_FILE, SCAN_FORBIDDEN, 1, 1},
    {"\x1b[31m", 0, SCAN_FILE, SCAN_FORBIDDEN, 0, 0},
    {"a\x7f", 0, SCAN_TEXT, SCAN_FORBIDDEN, 1, 1},
    {"a\xC2\x80", 0, SCAN_TEXT, SCAN_FORBIDDEN, 1, 1},
    {"a\xC2\x9F", 0, SCAN_TEXT, SCAN_FORBIDDEN, 1, 1},
    {"a\xC2\xA0", 0, SCAN_TEXT, SCAN_FINE, 0, 2},
    {"\u202a", 0, SCAN_TEXT, SCAN_FORBIDDEN, 0, 0},
    {"\u202e", 0, SCAN_FILE, SCAN_FORBIDDEN, 0, 0},
    {"\u2029", 0, SCAN_TEXT, SCAN_FINE, 0, 1},
    {"\u200f", 0, SCAN_TEXT, SCAN_FINE, 0, 1},
    {"\u2066a\u2067b\u2069\u2069", 0, SCAN_TEXT, SCAN_FINE, 0, 6},
    {"\u2066a", 0, SCAN_TEXT, SCAN_UNBALANCED, 4, 2},
    {"a\u2069", 0, SCAN_TEXT, SCAN_UNBALANCED, 1, 1},
    {"\u2069\u2066", 0, SCAN_TEXT, SCAN_UNBALANCED, 0, 0},
    {"\u2066a", 0, SCAN_FILE, SCAN_FINE, 0, 2},
    {"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 0, SCAN_TEXT, SCAN_FINE, 0, 9},
    {"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 0, SCAN_TEXT, SCAN_MARKS, 17, 9},
    {"\u0301\u0301\u0301\u0301a\u0301\u0301\u0301\u0301\u0301", 0, SCAN_TEXT, SCAN_FINE, 0, 10},
    {"\u064b\u064b\u064b\u064b\u064b\u064b\u064b\u064b\u064b", 0, SCAN_TEXT, SCAN_MARKS, 16, 8},
    {"\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49", 0, SCAN_TEXT, SCAN_MARKS, 24, 8},
    {"ok\xff", 0, SCAN_TEXT, SCAN_NOT_UTF8, 2, 2},
    {"ok\xC3", 0, SCAN_TEXT, SCAN_NOT_UTF8, 2, 2},
    {"\xC0\x80", 0, SCAN_FILE, SCAN_NOT_UTF8, 0, 0},
    {"\xED\xA0\x80", 0, SCAN_TEXT, SCAN_NOT_UTF8, 0, 0},
    {"\xF4\x90\x80\x80", 0, SCAN_TEXT, SCAN_NOT_UTF8, 0, 0},
};

static void test_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct scanned *c = &cases[i];
        struct scan scan;
        size_t len = c->len ? c->len : strlen(c->text);
        enum scan_kind kind = text_scan(c->text, len, c->of, &scan);
        if (kind != c->kind || scan.at != c->at || scan.characters != c->characters)
            fail_msg("case %zu: kind %d at %zu, %zu characters", i, (int)kind, scan.at,
                     scan.characters);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
