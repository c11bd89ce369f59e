#include "ui/catalogue.h"

#include "ui/paragraph.h"

#include <string.h>

static const struct sentence nothing = {1, ""};

static const struct sentence *sentence_of(const struct catalogue *catalogue, int str) {
    bool is_one = str >= 0 && str < catalogue->count && catalogue->sentences[str].forms;
    return is_one ? &catalogue->sentences[str] : &nothing;
}

const char *catalogue_text(const struct catalogue *catalogue, int str) {
    return sentence_of(catalogue, str)->forms;
}

const char *catalogue_form(const struct catalogue *catalogue, int str, long long number) {
    const struct sentence *sentence = sentence_of(catalogue, str);
    unsigned long size = (unsigned long)(number < 0 ? -number : number);
    int wanted = catalogue->plural(size);
    const char *form = sentence->forms;
    for (int i = 0; i < wanted && i + 1 < sentence->form_count; i++)
        form += strlen(form) + 1;
    return form;
}

static void add_argument(struct buf *out, const struct catalogue *catalogue, const char *text) {
    bool isolates = catalogue->is_rtl || text_is_rtl(text);
    if (isolates)
        buf_text(out, "\u2068");
    buf_text(out, text);
    if (isolates)
        buf_text(out, "\u2069");
}

void catalogue_fill(const struct catalogue *catalogue, const char *pattern,
                    const char *const *arguments, int count, struct buf *out) {
    for (const char *at = pattern; *at; at++) {
        bool is_hole = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}';
        if (is_hole && at[1] - '0' < count) {
            add_argument(out, catalogue, arguments[at[1] - '0']);
            at += 2;
        } else {
            buf_char(out, *at);
        }
    }
}
