#include "terminal/say.h"

#include "terminal/print.h"

void say_part(enum language language, int str, const char *a, const char *b, const char *c) {
    struct buf text = {0};
    words_format(&text, language, str, a, b, c, NULL);
    print_out("%s", buf_cstr(&text));
    buf_finish(&text);
}

void say(enum language language, int str, const char *a, const char *b, const char *c) {
    say_part(language, str, a, b, c);
    print_out("\n");
}

void say_error_text(enum language language, int str) {
    print_error("%s\n", string_of(language, str));
}

void say_error(enum language language, int str, long long number) {
    struct buf text = {0};
    words_count(&text, language, str, number, NULL);
    print_error("%s\n", buf_cstr(&text));
    buf_finish(&text);
}
