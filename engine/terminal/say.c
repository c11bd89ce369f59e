#include "terminal/say.h"

#include "terminal/print.h"

#include <stdarg.h>

enum language say_language(const struct scenario *scenario) {
    int language = language_of(scenario->locale);
    return language < 0 ? LANGUAGE_ENGLISH : (enum language)language;
}

static void fill(struct buf *out, enum language language, int str, va_list list) {
    const char *arguments[CATALOGUE_ARGUMENTS_MAX];
    int count = 0;
    for (const char *argument; count < CATALOGUE_ARGUMENTS_MAX &&
                               (argument = va_arg(list, const char *));)
        arguments[count++] = argument;
    catalogue_fill(catalogue_of(language), string_of(language, str), arguments, count, out);
}

void say(enum language language, const char *before, int str, ...) {
    struct buf out = {0};
    va_list list;
    va_start(list, str);
    fill(&out, language, str, list);
    va_end(list);
    print_out("%s%s\n", before, buf_cstr(&out));
    buf_finish(&out);
}

void say_error(enum language language, int str, ...) {
    struct buf out = {0};
    va_list list;
    va_start(list, str);
    fill(&out, language, str, list);
    va_end(list);
    print_error("%s\n", buf_cstr(&out));
    buf_finish(&out);
}

void say_count(enum language language, const char *before, int str, long long number) {
    struct buf out = {0};
    words_count(&out, language, str, number, NULL);
    print_out("%s%s\n", before, buf_cstr(&out));
    buf_finish(&out);
}
