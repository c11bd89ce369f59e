/* Nothing that reaches a terminal can move its cursor, recolour it, or turn its lines. */
#include "support/cmocka.h"

#include "terminal/print.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define SHALOM "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"

#define ZWJ "\xE2\x80\x8D"
#define LRM "\xE2\x80\x8E"

/* A value, as it is shown; and as it is shown where a text may have several lines, if that differs.
 */
static const struct {
    const char *text, *shown, *as_text;
} texts[] = {
    {"", "", NULL},
    {"plain text", "plain text", NULL},
    {"caf\xC3\xA9 \xE2\x80\xA6 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xE2\x80\xA6 \xF0\x9F\x98\x80",
     NULL},
    {"12\xC2\xA0km \xE2\x80\xAF!", "12\xC2\xA0km \xE2\x80\xAF!",
     NULL}, /* blanks that do not break */
    /* lines of their own */
    {"two\nlines\tand a tab", "two\\u{a}lines\\u{9}and a tab", "two\n    lines\tand a tab"},
    {"::stop-commands::x\n::stop-commands::x", "::stop-commands::x\\u{a}::stop-commands::x",
     "::stop-commands::x\n    ::stop-commands::x"},
    {"\n", "\\u{a}", "\n"},
    {"a\n\nb", "a\\u{a}\\u{a}b", "a\n    \n    b"},
    /* escapes and controls */
    {"\x1B[31mred", "\\u{1b}[31mred", NULL},
    {"\x1B]0;title\x07", "\\u{1b}]0;title\\u{7}", NULL},
    {"a\rb", "a\\u{d}b", NULL},
    {"a\bb\x7F", "a\\u{8}b\\u{7f}", NULL},
    {"\xC2\x9B"
     "31m",
     "\\u{9b}31m", NULL}, /* the one-byte CSI */
    {"\xC2\x85", "\\u{85}", NULL},
    /* what turns or hides */
    {"\xE2\x80\xAEgpj.exe", "\\u{202e}gpj.exe", NULL},
    {"\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC\xE2\x80\xAD", "\\u{202a}\\u{202b}\\u{202c}\\u{202d}",
     NULL},
    {SHALOM "\xE2\x80\xAE", SHALOM "\\u{202e}", NULL}, /* there, too */
    {"\xE2\x80\xA8\xE2\x80\xA9", "\\u{2028}\\u{2029}", NULL},
    {"\xEF\xBB\xBF", "\\u{feff}", NULL},
    {"\xF3\xA0\x81\x81", "\\u{e0041}", NULL}, /* a tag */
    {"in\xE2\x80\x8Bvisible\xC2\xAD\xE2\x81\xA0", "in\\u{200b}visible\\u{ad}\\u{2060}", NULL},
    {"\xE3\x85\xA4\xE2\xA0\x80", "\\u{3164}\\u{2800}", NULL}, /* fillers */
    /* joiners and signs where writing needs them, nowhere else */
    {"\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1", NULL},
    {"ad" ZWJ "min", "ad\\u{200d}min", NULL},
    {"\xF0\x9F\x91\xA9" ZWJ "\xF0\x9F\x92\xBB", "\xF0\x9F\x91\xA9" ZWJ "\xF0\x9F\x92\xBB", NULL},
    {"\xF0\x9F\x91\xA9" ZWJ, "\xF0\x9F\x91\xA9\\u{200d}", NULL},
    {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4\xEF\xB8\x8F", NULL},
    {"a\xEF\xB8\x8F", "a\\u{fe0f}", NULL},
    {LRM SHALOM, LRM SHALOM, NULL},
    {"a" LRM "b", "a\\u{200e}b", NULL},
    /* isolates: closed, and only where there is something to isolate */
    {"to " FSI "Dana" PDI ".", "to Dana.", NULL},
    {SHALOM " " FSI "Dana" PDI, SHALOM " " FSI "Dana" PDI, NULL},
    {SHALOM FSI "Dana", SHALOM "\\u{2068}Dana", NULL},
    {PDI "Dana" FSI, "\\u{2069}Dana\\u{2068}", NULL},
    {FSI "a" PDI "\n" SHALOM FSI "b" PDI, FSI "a" PDI "\\u{a}" SHALOM FSI "b" PDI,
     "a\n    " SHALOM FSI "b" PDI},
    /* not UTF-8 */
    {"\xFF", "\\x{ff}", NULL},
    {"\xC3", "\\x{c3}", NULL},
    {"\xC0\x9B", "\\x{c0}\\x{9b}", NULL}, /* an overlong escape */
    {"\xED\xA0\x80", "\\x{ed}\\x{a0}\\x{80}", NULL},
    {"\xF4\x90\x80\x80", "\\x{f4}\\x{90}\\x{80}\\x{80}", NULL},
};

static void what_is_shown(void **state) {
    (void)state;
    struct buf out = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *as_text = texts[i].as_text ? texts[i].as_text : texts[i].shown;
        buf_clear(&out);
        print_visible(texts[i].text, strlen(texts[i].text), &out);
        if (strcmp(buf_cstr(&out), texts[i].shown) != 0)
            fail_msg("case %zu: shown \"%s\"", i, buf_cstr(&out));
        buf_clear(&out);
        print_visible_text(texts[i].text, strlen(texts[i].text), &out);
        if (strcmp(buf_cstr(&out), as_text) != 0)
            fail_msg("case %zu: shown as a text \"%s\"", i, buf_cstr(&out));
    }
    buf_clear(&out);
    print_visible("a\0b", 3, &out);
    assert_string_equal(buf_cstr(&out), "a\\u{0}b");
    buf_finish(&out);
}

/* Every single byte, and every pair: no control byte comes out, and a newline only of a text. */
static void no_byte_gets_through(void **state) {
    (void)state;
    struct buf out = {0};
    for (int pair = 0; pair < 0x20000; pair++) {
        bool is_text = pair >= 0x10000;
        char text[2] = {(char)(pair >> 8), (char)pair};
        buf_clear(&out);
        (is_text ? print_visible_text : print_visible)(text, 2, &out);
        for (size_t i = 0; i < out.len; i++) {
            unsigned char c = (unsigned char)out.data[i];
            assert_false(c < 0x20 && !(is_text && (c == '\n' || c == '\t')));
            assert_false(c == 0x7F);
            assert_false(c == 0xC2 && (unsigned char)out.data[i + 1] < 0xA0);
        }
    }
    buf_finish(&out);
}

/* What the door itself prints, caught in a file. */
static const char *caught(void (*say)(void)) {
    static char text[4096];
    FILE *file = tmpfile();
    fflush(stdout);
    int terminal = dup(1);
    assert_true(dup2(fileno(file), 1) == 1);
    say();
    fflush(stdout);
    assert_true(dup2(terminal, 1) == 1);
    close(terminal);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void say_values(void) {
    print_out("%s: %d%% of %5.1f|%-6s|%6s|%.3s|%*s|%.*s|\n", "na\nme", 7, 2.25, "ab", "cd", "efgh",
              4, "x", 2, "yz!");
    print_out("%c%c %ld %lld %zu %u %x %016llx %04d\n", 'a', '\n', -1L, -2LL, (size_t)3, 4U, 0xABU,
              0x1234567890ULL, 12);
    print_out("a line of ours\n\nand one more\n");
}

static void say_texts(void) {
    print_paragraph("Dana: ", "Hello.\n  2. \xE2\x80\x9CYes.\xE2\x80\x9D", "\n");
    print_page("one\ntwo\x1B[m\n");
    print_columns("l\neft", 8, "right\r");
}

static void values_have_one_line(void **state) {
    (void)state;
    assert_string_equal(caught(say_values), "na\\u{a}me: 7% of   2.2|ab    |    cd|efg|   x|yz|\n"
                                            "a\\u{a} -1 -2 3 4 ab 0000001234567890 0012\n"
                                            "a line of ours\n\nand one more\n");
    assert_string_equal(caught(say_texts), "Dana: Hello.\n      2. \xE2\x80\x9CYes.\xE2\x80\x9D\n"
                                           "one\ntwo\\u{1b}[m\n"
                                           "  l\\u{a}eft right\\u{d}\n");
}

static const struct {
    const char *json, *shown;
} documents[] = {
    {"{\"a\":1}\n", "{\"a\":1}\n"},
    {"\"caf\xC3\xA9\"", "\"caf\xC3\xA9\""},
    {"\"\xE2\x80\xAE\xC2\x9B\x7F\"", "\"\\\\u{202e}\\\\u{9b}\\\\u{7f}\""},
    {"{\"a\\nb\":\"c\\u001b\\td\\\\n\\\"e\\u202e\"}\n",
     "{\"a\\\\u{a}b\":\"c\\\\u{1b}\\\\u{9}d\\\\n\\\"e\\\\u{202e}\"}\n"},
    {"\"" FSI SHALOM PDI "\"", "\"\\\\u{2068}" SHALOM "\\\\u{2069}\""},
    {"\"\xF3\xA0\x81\x81\"", "\"\\\\u{e0041}\""},
    {"\"\xFFx\xC3\"", "\"\xEF\xBF\xBDx\xEF\xBF\xBD\""},
    {"\"cut\\", "\"cut\\"},
};

/* A document for a program all the same, and nothing in it that turns a terminal's line. */
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
        cmocka_unit_test(values_have_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
