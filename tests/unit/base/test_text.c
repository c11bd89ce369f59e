/* Errors, buffers, arenas, UTF-8, JSON, hashes, clocks, suggestions. */
#include "support/cmocka.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- errors ---- */

static void the_first_error_wins(void **state) {
    (void)state;
    struct err err = {0};
    assert_false(err_set(&err, ERR_STATE, "first %d", 1));
    assert_false(err_set(&err, ERR_IO, "second"));
    assert_int_equal(err.code, ERR_STATE);
    assert_string_equal(err.text, "first 1");
    assert_false(err_set(NULL, ERR_IO, "nobody listens"));
}

static void a_long_error_is_cut_at_a_character(void **state) {
    (void)state;
    for (size_t pad = 500; pad < 512; pad++) {
        struct err err = {0};
        char text[600];
        memset(text, 'x', pad);
        strcpy(text + pad, "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC");
        err_set(&err, ERR_IO, "%s", text);
        assert_true(utf8_is_valid(err.text, strlen(err.text)));
        assert_true(strlen(err.text) >= 505 || strlen(err.text) >= pad);
    }
}

static void system_errors_are_told_apart(void **state) {
    (void)state;
    static const struct {
        int number;
        enum err_code code;
    } cases[] = {{ENOSPC, ERR_FULL},        {EDQUOT, ERR_FULL},   {EFBIG, ERR_FULL},
                 {EWOULDBLOCK, ERR_LOCKED}, {ENOMEM, ERR_MEMORY}, {EACCES, ERR_IO}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct err err = {0};
        err_system(&err, cases[i].number, "cannot open %s", "x");
        assert_int_equal(err.code, cases[i].code);
        assert_memory_equal(err.text, "cannot open x: ", 15);
    }
}

/* ---- buffers and arenas ---- */

static void a_buffer_grows(void **state) {
    (void)state;
    struct buf buf = {0};
    assert_string_equal(buf_cstr(&buf), "");
    for (int i = 0; i < 1000; i++)
        buf_text(&buf, "ab");
    assert_int_equal(buf.len, 2000);
    assert_int_equal(buf.data[2000], 0);
    buf_clear(&buf);
    assert_string_equal(buf_cstr(&buf), "");
    buf_printf(&buf, "%s-%d", "x", 7);
    buf_char(&buf, '!');
    assert_string_equal(buf_cstr(&buf), "x-7!");
    assert_false(buf_reserve(&buf, SIZE_MAX / 2));
    assert_true(buf.failed);
    buf_text(&buf, "ignored");
    assert_string_equal(buf_cstr(&buf), "x-7!");
    buf_finish(&buf);
}

static void numbers_are_written_whole(void **state) {
    (void)state;
    static const struct {
        long long number;
        const char *text;
    } cases[] = {{0, "0"},
                 {-1, "-1"},
                 {9007199254740993, "9007199254740993"},
                 {INT64_MAX, "9223372036854775807"},
                 {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf buf = {0};
        buf_int(&buf, cases[i].number);
        assert_string_equal(buf_cstr(&buf), cases[i].text);
        buf_finish(&buf);
    }
}

static void an_arena_hands_out_zeroed_aligned_memory(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    for (size_t size = 0; size < 70000; size = size * 3 + 1) {
        unsigned char *piece = arena_alloc(arena, size);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xAA, size);
    }
    assert_null(arena_array(arena, SIZE_MAX / 2, 3));
    assert_null(arena_alloc(arena, SIZE_MAX));
    assert_string_equal(arena_text(arena, "abcdef", 3), "abc");
    assert_true(arena_used(arena) > 40000);
    arena_destroy(arena);
    arena_destroy(NULL);
}

/* ---- UTF-8 ---- */

static void utf8_is_strict(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_valid;
        size_t characters;
    } cases[] = {
        {"", true, 0},
        {"abc", true, 3},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", true, 3},
        {"\xC0\x80", false, 0},         /* overlong */
        {"\xE0\x9F\xBF", false, 0},     /* overlong */
        {"\xED\xA0\x80", false, 0},     /* surrogate */
        {"\xF4\x90\x80\x80", false, 0}, /* above U+10FFFF */
        {"\xF5\x80\x80\x80", false, 0},
        {"\x80", false, 0},
        {"\xE2\x82", false, 0}, /* cut */
        {"\xFF", false, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t len = strlen(cases[i].text);
        assert_int_equal(utf8_is_valid(cases[i].text, len), cases[i].is_valid);
        if (cases[i].is_valid)
            assert_int_equal(utf8_length(cases[i].text, len), cases[i].characters);
    }
}

static void every_character_goes_there_and_back(void **state) {
    (void)state;
    for (uint32_t c = 1; c <= 0x110000; c += c < 0x3000 ? 1 : 97) {
        char bytes[4];
        uint32_t back = 0;
        int len = utf8_encode(c, bytes);
        bool is_character = c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
        assert_int_equal(len > 0, is_character);
        if (len > 0) {
            assert_int_equal(utf8_decode(bytes, (size_t)len, &back), len);
            assert_int_equal(back, c);
            assert_int_equal(utf8_decode(bytes, (size_t)len - 1, &back), 0);
        }
    }
}

static void words_are_what_a_reader_counts(void **state) {
    (void)state;
    assert_int_equal(utf8_words(""), 0);
    assert_int_equal(utf8_words("  one\ttwo\n three "), 3);
    assert_int_equal(utf8_words("50\xC2\xA0"
                                "EUR"),
                     2);
}

/* ---- JSON ---- */

static void strings_escape_only_what_they_must(void **state) {
    (void)state;
    struct buf buf = {0};
    json_string(&buf, "a\"b\\c/\xE2\x82\xAC\x7F\b\t\n\f\r\x01\x1f");
    assert_string_equal(buf_cstr(&buf),
                        "\"a\\\"b\\\\c/\xE2\x82\xAC\x7F\\b\\t\\n\\f\\r\\u0001\\u001f\"");
    buf_clear(&buf);
    json_string(&buf, NULL);
    assert_string_equal(buf_cstr(&buf), "null");
    buf_finish(&buf);
}

static void decimals_have_no_trailing_zeros(void **state) {
    (void)state;
    static const struct {
        int64_t number;
        int places;
        const char *text;
    } cases[] = {{3000, 4, "0.3"}, {10000, 4, "1"},  {0, 4, "0"},        {8333, 4, "0.8333"},
                 {1, 4, "0.0001"}, {80, 2, "0.8"},   {100, 2, "1"},      {5, 2, "0.05"},
                 {7, 0, "7"},      {-15, 1, "-1.5"}, {12340, 4, "1.234"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf buf = {0};
        json_decimal(&buf, cases[i].number, cases[i].places);
        assert_string_equal(buf_cstr(&buf), cases[i].text);
        buf_finish(&buf);
    }
}

static void keys_bring_their_commas(void **state) {
    (void)state;
    struct buf buf = {0};
    buf_char(&buf, '{');
    json_key(&buf, "a");
    buf_char(&buf, '[');
    json_key(&buf, NULL);
    json_int(&buf, 1);
    json_key(&buf, NULL);
    json_bool(&buf, true);
    buf_char(&buf, ']');
    json_key(&buf, "b");
    json_string(&buf, "{");
    buf_char(&buf, '}');
    assert_string_equal(buf_cstr(&buf), "{\"a\":[1,true],\"b\":\"{\"}");
    buf_finish(&buf);
}

/* ---- hashes: published vectors ---- */

static void hashes_are_the_published_ones(void **state) {
    (void)state;
    char digest[65], hex[17];
    sha256_hex("", 0, digest);
    assert_string_equal(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256_hex("abc", 3, digest);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(fnv1a_64(FNV1A_64_START, "", 0), UINT64_C(0xcbf29ce484222325));
    assert_int_equal(fnv1a_64(FNV1A_64_START, "foobar", 6), UINT64_C(0x85944171f73967e8));
    uint64_t seed = 1234567; /* the generator's own test vector */
    assert_int_equal(splitmix64(&seed), UINT64_C(6457827717110365317));
    assert_int_equal(splitmix64(&seed), UINT64_C(3203168211198807973));
    hex16(UINT64_C(0x0123456789abcdef), hex);
    assert_string_equal(hex, "0123456789abcdef");
    assert_int_equal(stream_state(0, "clock"), fnv1a_64(FNV1A_64_START, "clock", 5));
}

/* ---- clocks ---- */

static void times_go_there_and_back(void **state) {
    (void)state;
    static const struct {
        int64_t ms;
        const char *text;
    } cases[] = {{0, "1970-01-01T00:00:00.000Z"},
                 {1795325050123, "2026-11-22T05:24:10.123Z"},
                 {951782399999, "2000-02-28T23:59:59.999Z"},
                 {951782400000, "2000-02-29T00:00:00.000Z"},
                 {-1, "1969-12-31T23:59:59.999Z"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[25];
        int64_t back;
        clock_format_utc(cases[i].ms, text);
        assert_string_equal(text, cases[i].text);
        assert_true(clock_parse_utc(text, &back));
        assert_int_equal(back, cases[i].ms);
    }
    static const char *const bad[] = {"",
                                      "2026-11-22",
                                      "2026-11-22T05:24:10Z",
                                      "2026-13-22T05:24:10.123Z",
                                      "2026-11-22T25:24:10.123Z",
                                      "2026-11-22T05:24:10.123Zx",
                                      "2026-11-22 05:24:10.123Z"};
    int64_t ms;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(clock_parse_utc(bad[i], &ms));
}

static void clocks_and_random_bytes_are_there(void **state) {
    (void)state;
    unsigned char bytes[32] = {0}, zero[32] = {0};
    int64_t before = clock_monotonic_ms();
    assert_true(clock_monotonic_us() / 1000 >= before);
    assert_true(clock_wall_ms() > 1600000000000);
    assert_true(random_bytes(bytes, sizeof bytes));
    assert_memory_not_equal(bytes, zero, sizeof bytes);
}

/* ---- suggestions ---- */

static void the_nearest_word_is_suggested(void **state) {
    (void)state;
    static const struct {
        const char *word, *expected;
    } cases[] = {{"custmer", "customer"}, {"angre", "anger"}, {"tsrut", NULL},
                 {"trsut", "trust"},      {"zebra", NULL},    {"customer", "customer"}};
    static const char *const words[] = {"anger", "trust", "customer", "option"};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct suggest suggest;
        suggest_init(&suggest, cases[i].word);
        for (size_t k = 0; k < COUNT(words); k++)
            suggest_add(&suggest, words[k]);
        if (cases[i].expected)
            assert_string_equal(suggest.best, cases[i].expected);
        else
            assert_null(suggest.best);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_error_wins),
        cmocka_unit_test(a_long_error_is_cut_at_a_character),
        cmocka_unit_test(system_errors_are_told_apart),
        cmocka_unit_test(a_buffer_grows),
        cmocka_unit_test(numbers_are_written_whole),
        cmocka_unit_test(an_arena_hands_out_zeroed_aligned_memory),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(every_character_goes_there_and_back),
        cmocka_unit_test(words_are_what_a_reader_counts),
        cmocka_unit_test(strings_escape_only_what_they_must),
        cmocka_unit_test(decimals_have_no_trailing_zeros),
        cmocka_unit_test(keys_bring_their_commas),
        cmocka_unit_test(hashes_are_the_published_ones),
        cmocka_unit_test(times_go_there_and_back),
        cmocka_unit_test(clocks_and_random_bytes_are_there),
        cmocka_unit_test(the_nearest_word_is_suggested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
