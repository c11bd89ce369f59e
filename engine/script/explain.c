/* Lua's messages in plain words. */
#include "base/suggest.h"
#include "script/load.h"
#include "script/syntax.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "3:17: message": chunks are named by the number of their file. Returns the message. */
static const char *cut_place(const struct load *load, const char *message, int *file, int *line) {
    char *end;
    if (!isdigit((unsigned char)*message))
        return message;
    long file_read = strtol(message, &end, 10);
    if (*end != ':' || file_read >= load->file_count || !isdigit((unsigned char)end[1]))
        return message;
    long line_read = strtol(end + 1, &end, 10);
    if (end[0] != ':' || end[1] != ' ')
        return message;
    *file = (int)file_read;
    *line = (int)line_read;
    return end + 2;
}

static void fault_at(struct load *load, int code, int file, int line, const char *fix,
                     const char *text) {
    load_fault(load, code, (struct place){load->files[file].shown, line}, fix, "%s", text);
}

static bool explain_limit(struct load *load, int file, int line, const char *message) {
    if (strstr(message, "stack overflow") || strstr(message, "too many C levels"))
        fault_at(load, E102, file, line, "look for a function that calls itself without end",
                 "calls, braces or parentheses are nested too deep");
    else if (strstr(message, "(limit is ") || strstr(message, "too many registers"))
        fault_at(load, E102, file, line, "put some of it into a table or another function",
                 message);
    else
        return false;
    return true;
}

void explain_syntax(struct load *load, int index, const char *message) {
    int file = index, line = 0;
    char words[400];
    message = cut_place(load, message ? message : "syntax error", &file, &line);
    if (explain_limit(load, file, line, message))
        return;
    if (syntax_check_start(load, index))
        return;
    int first = syntax_explain(load, index);
    if (first && first <= line)
        return; /* Lua stops where it cannot go on; the reason stands there or before */
    const char *fix = NULL, *eof = strstr(message, "near <eof>");
    if (strstr(message, "unfinished string"))
        fix = "close the quotation mark on the same line; longer texts stand in [[…]]";
    else if (strstr(message, "unfinished long string") ||
             strstr(message, "unfinished long comment"))
        fix = "close it with ]]";
    else if (eof)
        fix = "something that was opened is not closed";
    else if (strstr(message, "near '<\\")) /* no sign of Lua's, such as a byte of “ */
        fix = "outside of texts only plain signs count: straight quotation marks (\"), "
              "ordinary blanks, -";
    else if (strstr(message, "syntax error"))
        fix = "an id or a text without its quotation marks?";
    else if (strstr(message, "<name> expected"))
        fix = "a key has = behind it: title = \"…\"";
    else if (strstr(message, "expected"))
        fix = "is a comma or a brace missing here, or on the line above?";
    if (eof)
        snprintf(words, sizeof words, "%.*sat the end of the file", (int)(eof - message), message);
    else
        snprintf(words, sizeof words, "%s", message);
    fault_at(load, E101, file, line, fix, words);
}

/* ---- errors while running ---- */

static const char *const known[] = {
    "scenario", "expert",   "card",   "scene", "option", "ending",    "include",  "ipairs",
    "select",   "tonumber", "string", "table", "math",   "utf8",      "tostring", "type",
    "error",    "assert",   "format", "len",   "lower",  "sub",       "upper",    "rep",
    "concat",   "insert",   "max",    "min",   "floor",  "tointeger", "char",
};

static const struct left_out {
    const char *name, *fix;
} left_out[] = {
    {"pairs", "its order differs from run to run; use a list and ipairs"},
    {"next", "its order differs from run to run; use a list and ipairs"},
    {"print", "a scenario prints nothing"},
    {"require", "use include \"file.lua\""},
    {"dofile", "use include \"file.lua\""},
    {"pcall", "errors are for the author to see"},
    {"xpcall", "errors are for the author to see"},
    {"setmetatable", "there are no metatables here"},
    {"random", "chance belongs to the session's seed, not to the file"},
    {"gsub", "there are no patterns here"},
    {"find", "there are no patterns here"},
    {"match", "there are no patterns here"},
    {"gmatch", "there are no patterns here"},
    {"load", "only what stands in the file is run"},
    {"os", "a scenario has no access to the system"},
    {"io", "a scenario has no access to the system"},
    {"debug", "a scenario has no access to the system"},
    {"coroutine", "there are no coroutines here"},
};

const char *explain_left_out(const char *word) {
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (strcmp(left_out[i].name, word) == 0)
            return left_out[i].fix;
    return NULL;
}

const char *explain_word(const char *word, char *out, size_t size) {
    struct suggest suggest;
    if (explain_left_out(word))
        return explain_left_out(word);
    suggest_init(&suggest, word);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        suggest_add(&suggest, known[i]);
    if (!suggest.best || strcmp(suggest.best, word) == 0)
        return "docs/format.md lists what there is";
    snprintf(out, size, "did you mean '%s'?", suggest.best);
    return out;
}

/* The name in "attempt to call a nil value (global 'pairs')". */
static bool quoted_name(const char *message, char *out, size_t size) {
    const char *from = strchr(message, '\'');
    const char *to = from ? strchr(from + 1, '\'') : NULL;
    size_t len = to ? (size_t)(to - from - 1) : 0;
    if (len == 0 || len >= size)
        return false;
    memcpy(out, from + 1, len);
    out[len] = '\0';
    return true;
}

static bool starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

void explain_failure(struct load *load, int file, int line, const char *message) {
    char name[64], fix[96];
    message = cut_place(load, message, &file, &line);
    if (explain_limit(load, file, line, message))
        return;
    if (bare_is_on(load, file, line) &&
        !starts_with(message, "attempt to call a nil value (global"))
        return; /* it follows from a word, or from nil, that is told */
    bool is_missing = starts_with(message, "attempt to call a nil value") ||
                      starts_with(message, "attempt to index a nil value");
    if (is_missing && quoted_name(message, name, sizeof name)) {
        load_fault(load, E101, bare_place(load, file, line, name),
                   explain_word(name, fix, sizeof fix), "'%s' does not exist here", name);
    } else if (starts_with(message, "attempt to perform arithmetic on a string value")) {
        fault_at(load, E101, file, line, "join two texts by two dots: \"a\" .. \"b\"",
                 "texts cannot be added");
    } else if (starts_with(message, "attempt to index a string value")) {
        fault_at(load, E101, file, line, "write string.rep(text, 3) rather than text:rep(3)",
                 "texts have no methods here");
    } else {
        fault_at(load, E101, file, line, NULL, message);
    }
}
