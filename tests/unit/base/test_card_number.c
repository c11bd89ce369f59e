#include "base/card_number.h"
#include "base/utf8.h"
#include "support/cmocka.h"

#include <string.h>

static void what_is_a_card(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_card;
    } cases[] = {
        /* Test numbers that the networks publish for developers. */
        {"4111111111111111", true},
        {"5555 5555 5555 4444", true},
        {"3782-822463-10005", true},
        {"4222222222222", true}, /* 13 digits */
        {"6304000000000000", true},
        {"she said 4111 1111 1111 1111, valid to 12/28", true},
        {"2026 4111 1111 1111 1111 123", true}, /* groups before and behind */
        {"4111 - 1111 - 1111 - 1111", true},
        {"4111\u00a01111\u00a01111\u00a01111", true},
        {"4111.1111.1111.1111", true},
        {"٤١١١ ١١١١ ١١١١ ١١١١", true},
        {"４１１１１１１１１１１１１１１１", true},
        {"4111111111111112", false},     /* the check digit is wrong */
        {"411111111111", false},         /* 12 digits */
        {"41111111111111111111", false}, /* 20 in one group */
        {"4111 1111, 1111 1111", false}, /* two things */
        {"account 20171, since 2017, 84 pounds", false},
        {"+44 20 7946 0958", false},
        {"2026-11-27 10:30", false},
        {"", false},
        {"\xff\xfe", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (card_number_in(cases[i].text, strlen(cases[i].text)) != cases[i].is_card)
            fail_msg("“%s”", cases[i].text);
}

/* Of all last digits exactly one is right, and any wrong digit and any two neighbours turned round
 * (but 0 and 9) are found: what the rule of Luhn promises. */
static void the_check_digit_is_checked(void **state) {
    (void)state;
    char text[] = "4539148803436467";
    int right = 0;
    assert_true(card_number_in(text, 16));
    for (char last = '0'; last <= '9'; last++) {
        text[15] = last;
        right += card_number_in(text, 16);
    }
    assert_int_equal(right, 1);
    text[15] = '7';
    for (int i = 0; i < 16; i++) {
        char was = text[i];
        text[i] = was == '9' ? '0' : (char)(was + 1);
        assert_false(card_number_in(text, 16));
        text[i] = was;
    }
}

static void digits_of_every_script(void **state) {
    (void)state;
    assert_int_equal(utf8_digit('0'), 0);
    assert_int_equal(utf8_digit('9'), 9);
    assert_int_equal(utf8_digit(0x668), 8);  /* Arabic-Indic */
    assert_int_equal(utf8_digit(0x6f4), 4);  /* Persian */
    assert_int_equal(utf8_digit(0x96c), 6);  /* Devanagari */
    assert_int_equal(utf8_digit(0xff11), 1); /* full width */
    assert_int_equal(utf8_digit('a'), -1);
    assert_int_equal(utf8_digit(0xb2), -1); /* a superscript is no digit to count with */
    assert_int_equal(utf8_digit(0x66a), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_a_card),
                                       cmocka_unit_test(the_check_digit_is_checked),
                                       cmocka_unit_test(digits_of_every_script)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
