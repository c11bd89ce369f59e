/* Nothing that reaches a terminal can move its cursor, recolour it, or turn its lines. */
#include "support/cmocka.h"

#include "terminal/print.h"

#include <string.h>

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define SHALOM "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"

static const struct {
    const char *text, *shown;
} texts[] = {
    {"", ""},
    {"plain text", "plain text"},
    {"two\nlines\tand a tab", "two\nlines\tand a tab"},
    {"caf\xC3\xA9 \xE2\x80\xA6 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xE2\x80\xA6 \xF0\x9F\x98\x80"},
    /* escapes and controls */
    {"\x1B[31mred", "\\u{1b}[31mred"},
    {"\x1B]0;title\x07", "\\u{1b}]0;title\\u{7}"},
    {"a\rb", "a\\u{d}b"},
    {"a\bb\x7F", "a\\u{8}b\\u{7f}"},
    {"\xC2\x9B"
     "31m",
     "\\u{9b}31m"}, /* the one-byte CSI */
    {"\xC2\x85", "\\u{85}"},
    /* what turns or hides */
    {"\xE2\x80\xAEgpj.exe", "\\u{202e}gpj.exe"},
    {"\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC\xE2\x80\xAD", "\\u{202a}\\u{202b}\\u{202c}\\u{202d}"},
    {"\xE2\x80\xA8\xE2\x80\xA9", "\\u{2028}\\u{2029}"},
    {"\xEF\xBB\xBF", "\\u{feff}"},
    {"\xF3\xA0\x81\x81", "\\u{e0041}"}, /* a tag */
    /* isolates: only where there is something to isolate */
    {"to " FSI "Dana" PDI ".", "to Dana."},
    {SHALOM " " FSI "Dana" PDI, SHALOM " " FSI "Dana" PDI},
    {FSI "a" PDI "\n" SHALOM FSI "b" PDI "\n" FSI "c" PDI, "a\n" SHALOM FSI "b" PDI "\nc"},
    /* not UTF-8 */
    {"\xFF", "\\x{ff}"},
    {"\xC3", "\\x{c3}"},
    {"\xC0\x9B", "\\x{c0}\\x{9b}"}, /* an overlong escape */
    {"\xED\xA0\x80", "\\x{ed}\\x{a0}\\x{80}"},
    {"\xF4\x90\x80\x80", "\\x{f4}\\x{90}\\x{80}\\x{80}"},
};

static void what_is_shown(void **state) {
    (void)state;
    struct buf out = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buf_clear(&out);
        print_visible(texts[i].text, strlen(texts[i].text), &out);
        if (strcmp(buf_cstr(&out), texts[i].shown) != 0)
            fail_msg("case %zu: shown \"%s\"", i, buf_cstr(&out));
    }
    buf_clear(&out);
    print_visible("a\0b", 3, &out);
    assert_string_equal(buf_cstr(&out), "a\\u{0}b");
    buf_finish(&out);
}

/* Every single byte, and every pair: no control byte but newline and tab comes out. */
static void no_byte_gets_through(void **state) {
    (void)state;
    struct buf out = {0};
    for (int pair = 0; pair < 0x10000; pair++) {
        char text[2] = {(char)(pair >> 8), (char)pair};
        buf_clear(&out);
        print_visible(text, 2, &out);
        for (size_t i = 0; i < out.len; i++) {
            unsigned char c = (unsigned char)out.data[i];
            assert_false((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F);
            assert_false(c == 0xC2 && (unsigned char)out.data[i + 1] < 0xA0);
        }
    }
    buf_finish(&out);
}

static const struct {
    const char *json, *shown;
} documents[] = {
    {"{\"a\":1}\n", "{\"a\":1}\n"},
    {"\"caf\xC3\xA9\"", "\"caf\xC3\xA9\""},
    {"\"\xE2\x80\xAE\xC2\x9B\x7F\"", "\"\\u202e\\u009b\\u007f\""},
    {"\"" FSI SHALOM PDI "\"", "\"\\u2068" SHALOM "\\u2069\""},
    {"\"\xF3\xA0\x81\x81\"", "\"\\udb40\\udc41\""},
    {"\"\xFFx\xC3\"", "\"\\ufffdx\\ufffd\""},
};

/* The same document for a program, and nothing that turns a terminal's line. */
static void what_json_shows(void **state) {
    (void)state;
    struct buf out = {0};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        buf_clear(&out);
        print_visible_json(documents[i].json, strlen(documents[i].json), &out);
        if (strcmp(buf_cstr(&out), documents[i].shown) != 0)
            fail_msg("case %zu: shown \"%s\"", i, buf_cstr(&out));
    }
    buf_finish(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_json_shows),
        cmocka_unit_test(what_is_shown),
        cmocka_unit_test(no_byte_gets_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
