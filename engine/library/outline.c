#include "library/outline.h"

#include "script/token.h"

#include <string.h>

struct reading {
    struct lexer lexer;
    struct token last, now, next; /* three tokens in a row; `now` is looked at */
};

static void advance(struct reading *reading) {
    reading->last = reading->now;
    reading->now = reading->next;
    reading->next = token_next(&reading->lexer);
    if (token_is(reading->lexer.text, reading->next, "(")) /* scenario("id"): as scenario "id" */
        reading->next = token_next(&reading->lexer);
}

static bool is_now(const struct reading *reading, const char *word) {
    const char *text = reading->lexer.text;
    return reading->now.kind == TOKEN_NAME && token_is(text, reading->now, word) &&
           !token_is(text, reading->last, ".") && !token_is(text, reading->last, ":") &&
           !token_is(text, reading->next, "=") && !token_is(text, reading->last, "local");
}

/* What stands between the quotation marks of `next`; NULL: it is no text, or one with escapes. */
static const char *text_behind(const struct reading *reading, size_t *len) {
    const char *text = reading->lexer.text + reading->next.at;
    size_t whole = reading->next.len;
    if (reading->next.kind == TOKEN_TEXT && whole >= 2) {
        *len = whole - 2;
        return memchr(text, '\\', whole) ? NULL : text + 1;
    }
    if (reading->next.kind == TOKEN_LONG_TEXT && whole >= 4 && text[1] == '[') {
        *len = whole - 4;
        return text + 2;
    }
    return NULL;
}

/* `scenario "a/" .. name` is not written out. */
static bool ends_behind_text(const struct reading *reading) {
    struct lexer ahead = reading->lexer;
    struct token behind = token_next(&ahead);
    return token_is(ahead.text, behind, "{") || token_is(ahead.text, behind, ")");
}

static void read_scenario(struct reading *reading, struct outline *out) {
    size_t len = 0;
    int column;
    const char *id = ends_behind_text(reading) ? text_behind(reading, &len) : NULL;
    if (!out->has_scenario)
        token_position(reading->lexer.text, reading->now.at, &out->line, &column);
    out->has_scenario = true;
    if (out->id[0] || !id || len >= OUTLINE_ID_MAX || memchr(id, '\0', len))
        return;
    memcpy(out->id, id, len);
    out->id[len] = '\0';
}

void outline_read(const char *text, size_t len, struct outline *out,
                  void (*include)(void *self, const char *path, size_t len), void *self) {
    struct reading reading = {0};
    size_t text_len;
    const char *behind;
    *out = (struct outline){0};
    lexer_init(&reading.lexer, text, len);
    advance(&reading);
    for (advance(&reading); reading.now.kind != TOKEN_END; advance(&reading)) {
        if (is_now(&reading, "scenario"))
            read_scenario(&reading, out);
        else if (is_now(&reading, "scene") || is_now(&reading, "ending"))
            out->has_scenes = out->has_scenes || text_behind(&reading, &text_len);
        else if (include && is_now(&reading, "include") &&
                 (behind = text_behind(&reading, &text_len)))
            include(self, behind, text_len);
    }
}
