/* Words without quotation marks, `nil` where a value belongs, and keys given twice: what Lua would
 * lose in silence.
 *
 * A word that no file declares is nil to Lua. Here it is a mark instead, which goes through
 * calculations and into tables without an error, so that the word is told once and nothing that
 * follows from it is told beside it. In the bundle of an old log it stays nil and is a warning. */
#ifndef SCRIPT_BARE_H
#define SCRIPT_BARE_H

#include "model/scenario.h"
#include "script/outline.h"

struct lua_State;
struct load;
struct declaration;
struct value;

enum { BARE_MAX = 200, BARE_NAME_MAX = 64 };

struct bare_words {
    struct bare {
        int file, line;
        bool is_told; /* as a call of something that does not exist */
        char name[BARE_NAME_MAX];
    } items[BARE_MAX];
    int count;
    /* `nil` written as a value. */
    struct lost {
        int file, line;
        uint32_t at;
    } lost[BARE_MAX];
    int lost_count;
    /* The entry that was told last, by its first byte + 1: one with several words is told once. */
    int told_file;
    uint32_t told_entry;
};

/* Gives the table at the top of the stack, which holds the globals, and the marks their meaning. */
void bare_open(struct lua_State *state);

/* What the text of a file shows that Lua accepted: keys given twice, `nil` as a value. */
void bare_scan(struct load *load, int file);

/* Tells the words that were met, when all files have run or one has failed. */
void bare_report(struct load *load);

/* The place of a word in a line, with its column if it was met there. */
struct place bare_place(struct load *load, int file, int line, const char *name);

/* Was a word met, or nil written, on this line? */
bool bare_is_on(const struct load *load, int file, int line);

/* Was nil written as a value in this declaration? */
bool bare_is_in(struct load *load, const struct declaration *from);

/* Values that are no plain data, as light userdata: an option, a mark, another declared thing. */
void bare_push_option(struct lua_State *state, int index);
void bare_push_declared(struct lua_State *state, int kind);
void bare_read(struct lua_State *state, int at, struct value *out);

#endif
