/* The words of a file, and what their outline shows, on good, bad and broken text. */
#include "base/buf.h"
#include "base/hash.h"
#include "script/outline.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text;
    const char *kinds; /* n name, 1 number, t text, l long text, o open text, s sign, ? odd */
} lexed[] = {
    {"", ""},
    {"scene \"a\" { x = 1.5e-3, [[y]], 'z' }", "ntsns1slsts"},
    {"-- a comment\nx --[[ long\n]] y --[==[ ]] ]==] z", "nnn"},
    {"\"not closed\nx", "on"},
    {"\"a\\\nb\" x \"\\z  \n c\" y", "tntn"},
    {"[[never closed", "l"},
    {"--[[ never closed", ""},
    {"a&&b||c!=d->e=>f", "nsnsnsnsnsn"},
    {"\u201cx\u201d", "?n?"},
    {"\xEF\xBB\xBFx", "n"},
    {"0x1F .5 3..4 a.b", "111nsn"},
    {"[=[ x ]=] [= y", "lssn"},
    {"\\\xff@", "???"},
};

static char letter_of(enum token_kind kind) {
    static const char letters[] = {'.', 'n', '1', 't', 'l', 'o', 's', '?'};
    return letters[kind];
}

static void test_lexer(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof lexed / sizeof *lexed; i++) {
        struct lexer lexer;
        char kinds[64] = "";
        size_t count = 0;
        lexer_init(&lexer, lexed[i].text, strlen(lexed[i].text));
        for (struct token token; (token = token_next(&lexer)).kind != TOKEN_END && count < 63;)
            kinds[count++] = letter_of(token.kind);
        assert_string_equal(kinds, lexed[i].kinds);
        assert_int_equal(token_next(&lexer).kind, TOKEN_END);
    }
}

static void test_positions(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t at;
        int line, column;
    } cases[] = {
        {"abc", 0, 1, 1},           {"abc", 2, 1, 3},      {"a\nb", 2, 2, 1},
        {"a\r\nbc", 4, 2, 2},       {"a\rb\rc", 4, 3, 1},  {"\u00e9\u20acx", 5, 1, 3},
        {"\xEF\xBB\xBFx", 3, 1, 1}, {"a\n\n\nb", 4, 4, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int line, column;
        token_position(cases[i].text, cases[i].at, &line, &column);
        assert_int_equal(line, cases[i].line);
        assert_int_equal(column, cases[i].column);
    }
}

/* ---- notes ----------------------------------------------------------------------------------- */

struct notes {
    const char *text;
    char found[400];
};

static void keep_note(void *self, const struct outline_note *note) {
    struct notes *notes = self;
    size_t len = strlen(notes->found);
    const char *kinds[] = {"double", "nil", "loop"};
    snprintf(notes->found + len, sizeof notes->found - len, "%s%s:%.*s", len ? " " : "",
             kinds[note->kind], (int)note->key.len, notes->text + note->key.at);
}

static const struct {
    const char *text, *found;
} noted[] = {
    {"x { a = 1, b = 2, a = 3 }", "double:a"},
    {"x { a = 1, [\"a\"] = 3 }", "double:a"},
    {"x { a = 1 } y { a = 2 }", ""},
    {"x { a = { b = 1 }, c = { b = 1 } }", ""},
    {"x { a = { b = 1, b = 2 }, a = 1 }", "double:b double:a"},
    {"x { a == b, a = 1 }", ""},
    {"x { f = function() local a = 1; a = 2; a = 3 end, g = 1, f = 2 }", "double:f"},
    {"x { f = function() for i = 1, 2 do a = i; a = i end end, a = 1 }", ""},
    {"x { a = nil, b = c or nil, nil, f(nil) }", "nil:a nil:"},
    {"for x in nil do end", "loop:"},
    {"local a = nil; a = 1; a = 2", ""},
    {"f(a, { b = 1, b = 2 })", "double:b"},
    {"x { a = 1, -- a = 2\n b = \"a = 3\", a2 = 1 }", ""},
    {"x { 1, 2, a = 1; a = 2 }", "double:a"},
    {"x { ab = 1, a = 1, abc = 1 }", ""},
    {"x { a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1,j=1,k=1,l=1,m=1,n=1,c=1,a=1,c=1 }",
     "double:a double:c double:c"},
};

static void test_notes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) {
        struct notes notes = {noted[i].text, ""};
        assert_true(outline_scan(noted[i].text, strlen(noted[i].text), keep_note, &notes));
        assert_string_equal(notes.found, noted[i].found);
    }
}

/* ---- entries and calls ----------------------------------------------------------------------- */

static const char tables[] =
    "card \"a\" {\n"
    "  title = \"A\", facts = { { \"x\", \"y\" }, { \"z\", closed = \"w\" } },\n"
    "  [\"icon\"] = \"user\", when = f(1, { 2, 3 }, function() return 1, 2 end),\n"
    "}\n"
    "scene(\"b\" .. 1) { option \"c\" { say = \"x\", to = \"d\" } }\n"
    "expert \"q\" \"who\"\n";

static void test_entries(void **state) {
    (void)state;
    size_t budget = 100000;
    uint32_t brace = (uint32_t)(strchr(tables, '{') - tables);
    struct entry entry;
    assert_true(entry_find(tables, sizeof tables - 1, brace, "icon", 0, &budget, &entry));
    assert_memory_equal(tables + entry.value.at, "\"user\"", 6);
    assert_true(entry_find(tables, sizeof tables - 1, brace, "when", 0, &budget, &entry));
    assert_int_equal(tables[entry.end - 1], ')');
    assert_false(entry_find(tables, sizeof tables - 1, brace, "text", 0, &budget, &entry));
    assert_true(entry_find(tables, sizeof tables - 1, brace, "facts", 0, &budget, &entry));
    assert_true(entry_find(tables, sizeof tables - 1, entry.value.at, NULL, 1, &budget, &entry));
    uint32_t closed = (uint32_t)(strstr(tables, "closed") - tables);
    assert_true(entry_around(tables, sizeof tables - 1, brace, closed + 9, &budget, &entry));
    assert_int_equal(entry.key.at, closed);
    budget = 3; /* nothing is read any more */
    assert_false(entry_find(tables, sizeof tables - 1, brace, "when", 0, &budget, &entry));
}

static void test_calls(void **state) {
    (void)state;
    struct outline outline = {0};
    assert_true(outline_make(&outline, tables, sizeof tables - 1));
    const struct outline_call *call = outline_find(&outline, tables, 5, "option", "c");
    assert_non_null(call);
    assert_int_equal(tables[call->brace], '{');
    assert_int_equal(tables[call->end], '}');
    assert_ptr_equal(outline_around(&outline, call->brace + 3), call);
    call = outline_find(&outline, tables, 5, "scene", "b1");
    assert_non_null(call);
    assert_int_equal(call->id.len, 0);
    call = outline_find(&outline, tables, 6, "expert", "q");
    assert_non_null(call);
    assert_int_equal(call->brace, 0);
    assert_null(outline_find(&outline, tables, 7, "expert", "q"));
    outline_finish(&outline);
}

/* ---- any text at all ------------------------------------------------------------------------- */

static void count_note(void *self, const struct outline_note *note) {
    (void)note;
    ++*(int *)self;
}

/* Pieces of Lua, cut and joined at random: every token goes forward, and nothing is read past the
 * end (the text is copied to memory of its own size, which the sanitizers watch). */
static void test_random(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "{",  "}",  "(",   ")",  "[",    "]",      "[[",       "]]",    "--[[",
        "\"", "'",  "\\",  "\n", "\r",   "nil",    "=",        ",",     ";",
        "a",  "b",  "end", "do", "if",   "in",     "1",        ".",     "..",
        "[=", "--", " ",   "!",  "\xE2", "\u201c", "function", "scene", "option \"x\" {",
        "\0"};
    uint64_t dice = 7;
    for (int round = 0; round < 4000; round++) {
        char made[512];
        size_t len = 0;
        for (int i = 0; i < 40; i++) {
            const char *piece = pieces[splitmix64(&dice) % (sizeof pieces / sizeof *pieces)];
            memcpy(made + len, piece, strlen(piece));
            len += strlen(piece);
        }
        char *text = malloc(len + 1); /* closed by a NUL, as every buffer is */
        assert_non_null(text);
        memcpy(text, made, len);
        text[len] = '\0';
        struct lexer lexer;
        uint32_t before = 0;
        lexer_init(&lexer, text, len);
        for (struct token token; (token = token_next(&lexer)).kind != TOKEN_END;) {
            assert_true(token.len > 0 && token.at >= before && token.at + token.len <= len);
            before = token.at + token.len;
        }
        int count = 0;
        struct outline outline = {0};
        assert_true(outline_scan(text, len, count_note, &count));
        assert_true(outline_make(&outline, text, len));
        for (int i = 0; i < outline.count; i++) {
            struct entry entry;
            size_t budget = 2000;
            if (outline.calls[i].brace)
                entry_around(text, len, outline.calls[i].brace, (uint32_t)len / 2, &budget, &entry);
        }
        outline_finish(&outline);
        free(text);
    }
}

/* Tables in tables beyond every bound, and very many keys: read to the end all the same. */
static void test_large(void **state) {
    (void)state;
    struct buf text = {0};
    int count = 0;
    for (int i = 0; i < 5000; i++)
        buf_text(&text, "{ a = ");
    assert_true(outline_scan(buf_cstr(&text), text.len, count_note, &count));
    buf_clear(&text);
    buf_text(&text, "x {");
    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "k%d = 1,", i % 19999);
    buf_text(&text, "}");
    assert_true(outline_scan(buf_cstr(&text), text.len, count_note, &count));
    assert_int_equal(count, 1);
    buf_finish(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lexer), cmocka_unit_test(test_positions),
        cmocka_unit_test(test_notes), cmocka_unit_test(test_entries),
        cmocka_unit_test(test_calls), cmocka_unit_test(test_random),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
