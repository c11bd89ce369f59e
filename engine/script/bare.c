#include "script/bare.h"

#include "base/suggest.h"
#include "script/load.h"

#include <ctype.h>
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- light userdata ---- */

/* An option is its index + 1; a mark is -1 - its index; a declared thing -1001 - its kind. */
enum { DECLARED_FROM = 1001 };

static intptr_t number_at(lua_State *state, int at) {
    return lua_islightuserdata(state, at) ? (intptr_t)lua_touserdata(state, at) : 0;
}

static void push_number(lua_State *state, intptr_t number) {
    lua_pushlightuserdata(state, (void *)number);
}

static bool is_mark(lua_State *state, int at) {
    intptr_t number = number_at(state, at);
    return number < 0 && number > -DECLARED_FROM;
}

static struct bare *mark_at(lua_State *state, int at) {
    return &load_of(state)->bare.items[-1 - number_at(state, at)];
}

void bare_push_option(lua_State *state, int index) {
    push_number(state, (intptr_t)index + 1);
}

void bare_push_declared(lua_State *state, int kind) {
    push_number(state, -(intptr_t)DECLARED_FROM - kind);
}

void bare_read(lua_State *state, int at, struct value *out) {
    static const char *const things[DECLARED_COUNT] = {"a scenario", "an expert",   "a card",
                                                       "a scene",    "an option",   "an ending",
                                                       "a rule",     "a checkpoint"};
    intptr_t number = number_at(state, at);
    if (number > 0) {
        out->kind = VALUE_OPTION;
        out->option = (int)number - 1;
    } else if (is_mark(state, at)) {
        out->kind = VALUE_BARE;
    } else {
        out->kind = VALUE_OTHER;
        out->text = things[-DECLARED_FROM - number];
    }
}

/* ---- what a mark does ---- */

static int note_word(struct load *load, const char *name, int file, int line) {
    struct bare_words *words = &load->bare;
    for (int i = 0; i < words->count; i++)
        if (words->items[i].line == line && words->items[i].file == file &&
            strcmp(words->items[i].name, name) == 0)
            return i;
    if (words->count == BARE_MAX)
        return -1;
    struct bare *word = &words->items[words->count];
    *word = (struct bare){.file = file, .line = line};
    snprintf(word->name, sizeof word->name, "%s", name);
    return words->count++;
}

/* A global that nobody declared was read. */
static int read_unknown(lua_State *state) {
    struct load *load = load_of(state);
    char name[BARE_NAME_MAX];
    int file = 0, line = 0;
    sandbox_charge(state, &load->sandbox, 1 + (size_t)load->bare.count / 16);
    lua_settop(state, 2);
    if (lua_type(state, 2) != LUA_TSTRING || !sandbox_where(state, &file, &line))
        return 0;
    snprintf(name, sizeof name, "%s", lua_tostring(state, 2));
    int index = note_word(load, name, file, line);
    if (index < 0 || is_lenient(load))
        return 0;
    push_number(state, -1 - (intptr_t)index);
    return 1;
}

/* Whatever is done with a mark gives the mark. */
static int give_mark(lua_State *state) {
    int at = is_mark(state, 1) ? 1 : 2;
    if (!is_mark(state, at))
        return luaL_error(state, "what a constructor gives is no number and no text");
    lua_pushvalue(state, at);
    return 1;
}

static int give_false(lua_State *state) {
    lua_pushboolean(state, 0);
    return 1;
}

static int give_nothing(lua_State *state) {
    (void)state;
    return 0;
}

/* The constructor that was meant by `Scene` or `sceen`; NULL: none is near. */
static const char *nearest_constructor(const char *name) {
    char lower[BARE_NAME_MAX];
    size_t len = strlen(name);
    for (size_t i = 0; i <= len; i++)
        lower[i] = (char)tolower((unsigned char)name[i]);
    struct suggest suggest;
    suggest_init(&suggest, lower);
    for (int kind = 0; kind < DECLARED_COUNT; kind++)
        suggest_add(&suggest, declared_name((enum declared)kind));
    suggest_add(&suggest, "include");
    return suggest.best;
}

static struct place place_of_word(struct load *load, const struct bare *word);

static bool is_key_word(struct load *load, const struct bare *word);

/* `Scene "late" {…}`: told, and then done as it was meant; `options "look" {…}` likewise. What is
 * called in another way (`pairs(t)`) stops the file, because nobody knows what it should give. */
static int call_mark(lua_State *state) {
    struct load *load = load_of(state);
    if (!is_mark(state, 1))
        return luaL_error(state, "two tables follow one another without a comma between them");
    struct bare *word = mark_at(state, 1);
    int type = lua_type(state, 2);
    if (word->is_told)
        return luaL_error(state, "it follows from what was told");
    if (lua_gettop(state) != 2 || (type != LUA_TSTRING && type != LUA_TTABLE)) {
        word->is_told = true;
        return luaL_error(state, "attempt to call a nil value (global '%s')", word->name);
    }
    const char *meant = nearest_constructor(word->name);
    char fix[160];
    const char *otherwise = explain_word(word->name, fix, sizeof fix);
    if (!meant && !explain_left_out(word->name) && is_key_word(load, word)) {
        snprintf(fix, sizeof fix, "write %s = …, with = behind the key", word->name);
        otherwise = fix;
    }
    load_fault(load, E101, place_of_word(load, word), otherwise, "'%s' does not exist here",
               word->name);
    word->is_told = true;
    if (!meant) {
        lua_settop(state, 1); /* as a mark in a table: nothing that follows is told */
        return 1;
    }
    lua_getglobal(state, meant);
    lua_replace(state, 1);
    lua_call(state, 1, 1);
    return 1;
}

static const luaL_Reg of_marks[] = {{"__index", give_mark},  {"__newindex", give_nothing},
                                    {"__call", call_mark},   {"__add", give_mark},
                                    {"__sub", give_mark},    {"__mul", give_mark},
                                    {"__div", give_mark},    {"__mod", give_mark},
                                    {"__pow", give_mark},    {"__idiv", give_mark},
                                    {"__unm", give_mark},    {"__len", give_mark},
                                    {"__concat", give_mark}, {"__lt", give_false},
                                    {"__le", give_false},    {"__band", give_mark},
                                    {"__bor", give_mark},    {"__bxor", give_mark},
                                    {"__shl", give_mark},    {"__shr", give_mark},
                                    {"__bnot", give_mark},   {NULL, NULL}};

void bare_open(lua_State *state) {
    lua_createtable(state, 0, 1);
    lua_pushcfunction(state, read_unknown);
    lua_setfield(state, -2, "__index");
    lua_setmetatable(state, -2);
    push_number(state, -1);
    lua_createtable(state, 0, sizeof of_marks / sizeof *of_marks);
    luaL_setfuncs(state, of_marks, 0);
    lua_setmetatable(state, -2);
    lua_pop(state, 1);
}

/* ---- what the text shows ---- */

struct scanned {
    struct load *load;
    int file;
};

static void note_lost(struct load *load, int file, int line, uint32_t at) {
    struct bare_words *words = &load->bare;
    if (words->lost_count < BARE_MAX)
        words->lost[words->lost_count++] = (struct lost){file, line, at};
}

static void tell_note(void *self, const struct outline_note *note) {
    const struct scanned *scanned = self;
    struct load *load = scanned->load;
    if (load->report->errors >= SCRIPT_KEPT_MAX && !is_lenient(load)) {
        load->report->errors++; /* counted, and nobody looks for its place */
        return;
    }
    const char *text = buf_cstr(&load->files[scanned->file].bytes);
    struct place place = place_at(load, scanned->file, note->at);
    int len = (int)(note->key.len < BARE_NAME_MAX ? note->key.len : BARE_NAME_MAX);
    const char *key = text + note->key.at;
    if (note->kind == OUTLINE_DOUBLE) {
        struct place first = place_at(load, scanned->file, note->first);
        load_fault_new(load, E122, place, "keep one of the two; Lua would lose the first",
                       "the key '%.*s' stands twice in one table: here and in line %d", len, key,
                       first.line);
        return;
    }
    note_lost(load, scanned->file, place.line, note->at);
    if (note->kind == OUTLINE_NIL_LOOP)
        load_fault_new(load, E104, place, "name the list to go through", "`in nil` has no list");
    else if (len)
        load_fault_new(load, E104, place, "give it a value, or leave the key out",
                       "'%.*s = nil' gives it nothing: nil is no value", len, key);
    else
        load_fault_new(load, E104, place, "leave it out, or write what belongs here",
                       "nil stands for nothing, and a list has no empty places");
}

void bare_scan(struct load *load, int file) {
    const struct buf *bytes = &load->files[file].bytes;
    struct scanned scanned = {load, file};
    if (!outline_scan(buf_cstr(bytes), bytes->len, tell_note, &scanned))
        load->no_memory = true;
}

/* ---- telling ---- */

bool bare_is_on(const struct load *load, int file, int line) {
    const struct bare_words *words = &load->bare;
    for (int i = 0; i < words->count; i++)
        if (words->items[i].file == file && words->items[i].line == line)
            return true;
    for (int i = 0; i < words->lost_count; i++)
        if (words->lost[i].file == file && words->lost[i].line == line)
            return true;
    return false;
}

bool bare_is_in(struct load *load, const struct declaration *from) {
    const struct bare_words *words = &load->bare;
    int file;
    if (!words->lost_count)
        return false;
    const struct outline_call *call = call_of(load, from, &file);
    for (int i = 0; call && i < words->lost_count; i++)
        if (words->lost[i].file == file &&
            outline_around(&load->files[file].outline, words->lost[i].at) == call)
            return true;
    return false;
}

/* The word where it stands alone in its line: no key, and behind no dot. `from` is the byte to
 * begin at. */
static bool find_word(struct load *load, const struct bare *word, uint32_t from,
                      struct token *out) {
    const struct buf *bytes = &load->files[word->file].bytes;
    const char *text = buf_cstr(bytes);
    struct lexer lexer;
    lexer_init(&lexer, text, bytes->len);
    if (from > lexer.at)
        lexer.at = from;
    bool is_behind_dot = false;
    for (struct token token; (token = token_next(&lexer)).kind != TOKEN_END;) {
        if (memchr(text + from, '\n', token.at - from))
            return false;
        struct lexer ahead = lexer;
        bool is_it = token_is(text, token, word->name) && !is_behind_dot &&
                     !token_is(text, token_next(&ahead), "=");
        if (is_it) {
            *out = token;
            return true;
        }
        is_behind_dot = token_is(text, token, ".") || token_is(text, token, ":");
    }
    return false;
}

static uint32_t line_begin(struct load *load, int file, int line) {
    const struct buf *bytes = &load->files[file].bytes;
    const char *text = buf_cstr(bytes);
    uint32_t at = 0;
    for (int at_line = 1; at < bytes->len; at++) {
        if (at_line == line)
            break;
        if (text[at] == '\r' && text[at + 1] == '\n')
            at++;
        at_line += text[at] == '\n' || text[at] == '\r';
    }
    load->look_left -= at < load->look_left ? at : load->look_left;
    return at;
}

static struct place place_of_word(struct load *load, const struct bare *word) {
    struct token token;
    struct place line = {load->files[word->file].shown, word->line, 0};
    if (!load->look_left)
        return line;
    return find_word(load, word, line_begin(load, word->file, word->line), &token)
               ? place_at(load, word->file, token.at)
               : line;
}

struct place bare_place(struct load *load, int file, int line, const char *name) {
    for (int i = 0; i < load->bare.count; i++) {
        const struct bare *word = &load->bare.items[i];
        if (word->file == file && word->line == line && strcmp(word->name, name) == 0)
            return place_of_word(load, word);
    }
    return (struct place){load->files[file].shown, line, 0};
}

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

/* `yes`, `False`, `NO`: what is true or false, and is written so. NULL: neither. */
static const char *truth_of(const char *name, const char *key) {
    static const char *const yes[] = {"true", "yes", "on", NULL};
    static const char *const no[] = {"false", "no", "off", NULL};
    static const char *const keys[] = {"once",     "escalates", "compliant", "critical",
                                       "resolved", "retained",  "proves",    "stops_clock",
                                       "first",    "grave",     NULL};
    char lower[8] = "";
    for (size_t i = 0; name[i]; i++) {
        if (i + 1 == sizeof lower)
            return NULL;
        lower[i] = (char)tolower((unsigned char)name[i]);
    }
    bool is_spelt = strcmp(lower, "true") == 0 || strcmp(lower, "false") == 0;
    if (!is_spelt && !is_one_of(key, keys))
        return NULL;
    return is_one_of(lower, yes) ? "true" : is_one_of(lower, no) ? "false" : NULL;
}

/* What to write instead: `key = value` with the value as it was meant. */
static void fix_for_value(const char *key, const char *value, size_t len, const char *name,
                          char *out, size_t size) {
    const char *truth = truth_of(name, key);
    static const char *const nothings[] = {"null", "none", "None", "NULL", "undefined", NULL};
    bool is_alone = len == strlen(name);
    if (is_alone && is_one_of(name, nothings))
        snprintf(out, size, "leave `%s` out, or give it a value", key);
    else if (is_alone && truth)
        snprintf(out, size, "write %s = %s", key, truth);
    else if (strcmp(key, "when") == 0 && len < 100)
        snprintf(out, size, "write the condition in quotation marks: when = \"%.*s\"", (int)len,
                 value);
    else if (is_alone)
        snprintf(out, size, "write %s = \"%s\", in quotation marks", key, name);
    else
        snprintf(out, size,
                 "write it in quotation marks; what a text shall show of the call stands in "
                 "braces: {%s}",
                 name);
}

/* The entry of a table in which the word stands; false: it stands in none. */
static bool entry_of_word(struct load *load, int file, uint32_t at, struct entry *out) {
    const struct outline *outline = outline_of(load, file);
    const struct buf *bytes = &load->files[file].bytes;
    const struct outline_call *call = outline ? outline_around(outline, at) : NULL;
    return call && load->look_left &&
           entry_around(buf_cstr(bytes), bytes->len, call->brace, at, &load->look_left, out);
}

/* Does a word that was called stand where a key may? */
static bool is_key_word(struct load *load, const struct bare *word) {
    struct token token;
    struct entry entry;
    return load->look_left &&
           find_word(load, word, line_begin(load, word->file, word->line), &token) &&
           entry_of_word(load, word->file, token.at, &entry) && !entry.key.len &&
           entry.begin == token.at;
}

static void tell_word(struct load *load, const struct bare *word, struct token token) {
    const char *text = buf_cstr(&load->files[word->file].bytes);
    struct place place = place_at(load, word->file, token.at);
    if (explain_left_out(word->name)) {
        load_fault_new(load, E101, place, explain_left_out(word->name), "'%s' does not exist here",
                       word->name);
        return;
    }
    struct entry entry;
    char key[BARE_NAME_MAX], fix[320];
    if (!entry_of_word(load, word->file, token.at, &entry)) {
        load_fault_new(load, E104, place, "write it in quotation marks, or declare it with `local`",
                       "nothing declares the word '%s'", word->name);
        return;
    }
    if (!entry.key.len) {
        struct lexer behind = {text, (uint32_t)load->files[word->file].bytes.len,
                               token.at + token.len, 0};
        struct token next = token_next(&behind);
        bool is_key = next.at < entry.end && next.kind == TOKEN_SIGN &&
                      !token_is(text, next, ".") && !token_is(text, next, "..");
        snprintf(fix, sizeof fix,
                 is_key ? "write %s = …, with one = behind the key" : "write \"%s\"", word->name);
        load_fault_new(load, E104, place, fix, "the word '%s' stands without quotation marks",
                       word->name);
        return;
    }
    if (load->bare.told_file == word->file && load->bare.told_entry == entry.begin + 1)
        return; /* the whole value was told with its first word */
    load->bare.told_file = word->file;
    load->bare.told_entry = entry.begin + 1;
    snprintf(key, sizeof key, "%.*s", (int)entry.key.len, text + entry.key.at);
    fix_for_value(key, text + entry.value.at, entry.end - entry.value.at, word->name, fix,
                  sizeof fix);
    load_fault_new(load, E104, place, fix, "`%s` has the word '%s' without quotation marks", key,
                   word->name);
}

/* Each of the same words of one line. */
static void tell_all(struct load *load, const struct bare *word) {
    struct token token;
    uint32_t from = load->look_left ? line_begin(load, word->file, word->line) : 0;
    bool is_found = false;
    while (load->look_left && find_word(load, word, from, &token)) {
        tell_word(load, word, token);
        from = token.at + token.len;
        is_found = true;
    }
    if (!is_found)
        load_fault_new(load, E104, (struct place){load->files[word->file].shown, word->line, 0},
                       "write it in quotation marks, or declare it with `local`",
                       "nothing declares the word '%s'", word->name);
}

void bare_report(struct load *load) {
    for (int i = 0; i < load->bare.count; i++)
        if (!load->bare.items[i].is_told)
            tell_all(load, &load->bare.items[i]);
}
