#include "base/card_number.h"

#include "base/utf8.h"

enum { DIGITS_LEAST = 13, DIGITS_MOST = 19, GAP_MOST = 3 };

/* The last digits of a run, and which of them begin a group. */
struct run {
    int digits[DIGITS_MOST + 1];
    bool begins[DIGITS_MOST + 1];
    int count;
};

/* From the right, every second digit counts twice, and the sum of all is a multiple of ten. */
static bool has_check_digit(const int *digits, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
        int digit = digits[count - 1 - i] * (i % 2 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

static bool is_separator(uint32_t c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '_' || c == 0xa0 || c == 0x202f ||
           (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static void add(struct run *run, int digit, bool begins) {
    if (run->count > DIGITS_MOST) {
        run->count--;
        for (int i = 0; i < run->count; i++) {
            run->digits[i] = run->digits[i + 1];
            run->begins[i] = run->begins[i + 1];
        }
    }
    run->digits[run->count] = digit;
    run->begins[run->count++] = begins;
}

/* A group has just ended: is it the end of a card's number? */
static bool ends_card(const struct run *run) {
    for (int count = DIGITS_LEAST; count <= DIGITS_MOST && count <= run->count; count++) {
        int from = run->count - count;
        if (run->begins[from] && has_check_digit(run->digits + from, count))
            return true;
    }
    return false;
}

bool card_number_in(const char *text, size_t len) {
    struct run run = {.count = 0};
    int gap = 0;
    for (size_t i = 0; i < len;) {
        uint32_t c = 0;
        int bytes = utf8_decode(text + i, len - i, &c), digit = bytes > 0 ? utf8_digit(c) : -1;
        i += bytes > 0 ? (size_t)bytes : 1;
        if (digit >= 0) {
            add(&run, digit, run.count == 0 || gap > 0);
            gap = 0;
            continue;
        }
        if (gap == 0 && ends_card(&run))
            return true;
        if (bytes < 1 || !is_separator(c) || ++gap > GAP_MOST)
            run.count = gap = 0;
    }
    return gap == 0 && ends_card(&run);
}
