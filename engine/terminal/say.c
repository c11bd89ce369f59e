#include "terminal/say.h"

#include "terminal/print.h"

#include <string.h>

/* What goes into a sentence: one line, or a text whose later lines stand further in. */
typedef void make_visible(const char *text, size_t len, struct buf *out);

static const char *shown(const char *text, make_visible *make, struct buf *out) {
    if (!text)
        return NULL;
    make(text, strlen(text), out);
    return buf_cstr(out);
}

static void print_sentence(enum language language, int str, const char *const fillings[3],
                           make_visible *make) {
    struct buf text = {0}, values[3] = {{0}, {0}, {0}};
    words_format(&text, language, str, shown(fillings[0], make, &values[0]),
                 shown(fillings[1], make, &values[1]), shown(fillings[2], make, &values[2]), NULL);
    print_page(buf_cstr(&text));
    for (int i = 0; i < 3; i++)
        buf_finish(&values[i]);
    buf_finish(&text);
}

void say_part(enum language language, int str, const char *a, const char *b, const char *c) {
    print_sentence(language, str, (const char *const[]){a, b, c}, print_visible);
}

void say_text(enum language language, int str, const char *text) {
    print_sentence(language, str, (const char *const[]){text, NULL, NULL}, print_visible_text);
    print_out("\n");
}

void say(enum language language, int str, const char *a, const char *b, const char *c) {
    say_part(language, str, a, b, c);
    print_out("\n");
}

void say_error_text(enum language language, int str) {
    print_error_page(string_of(language, str));
    print_error("\n");
}

void say_error_with(enum language language, int str, const char *a, const char *b, const char *c) {
    struct buf text = {0};
    words_format(&text, language, str, a, b, c, NULL);
    print_error("%s\n", buf_cstr(&text));
    buf_finish(&text);
}

void say_error(enum language language, int str, long long number) {
    struct buf text = {0};
    words_count(&text, language, str, number, NULL);
    print_error_page(buf_cstr(&text));
    print_error("\n");
    buf_finish(&text);
}
