/* The constructors: `scene "id" {…}` is two calls. The first notes id, file and line; the second
 * copies the table. Nothing is judged here but what can be told only now. */
#include "script/load.h"

#include <lauxlib.h>
#include <lua.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[DECLARED_COUNT] = {"scenario", "expert", "card", "scene",
                                                  "option",   "ending", "rule", "checkpoint"};
static const int most[DECLARED_COUNT] = {
    [DECLARED_SCENARIO] = 16,
    [DECLARED_EXPERT] = 1000,
    [DECLARED_CARD] = 1000,
    [DECLARED_SCENE] = SCENES_MAX,
    [DECLARED_OPTION] = SCENES_MAX * 8,
    [DECLARED_ENDING] = SCENES_MAX,
    [DECLARED_RULE] = RULES_MAX,
    [DECLARED_CHECKPOINT] = CHECKPOINTS_MAX,
};
/* Calls between two looks at the clock. */
enum { CALLS_A_LOOK = 32 };

const char *declared_name(enum declared kind) {
    return names[kind];
}

const char *value_kind_name(const struct value *value) {
    static const char *const kinds[] = {
        [VALUE_BOOL] = "true or false", [VALUE_INTEGER] = "a number", [VALUE_NUMBER] = "a number",
        [VALUE_TEXT] = "a text",        [VALUE_TABLE] = "a table",    [VALUE_OPTION] = "an option",
        [VALUE_BARE] = "a word"};
    return value->kind == VALUE_OTHER ? value->text : kinds[value->kind];
}

_Noreturn static void raise_memory(lua_State *state, struct load *load) {
    load->no_memory = true;
    sandbox_raise(state, &load->sandbox, LIMIT_SYSTEM);
}

/* ---- copying a value ---- */

/* A table that is being copied; it lies on Lua's stack with the key of its current entry above. */
struct open_table {
    struct value *value;
    struct value *numbered; /* entries with integer keys, the last first */
    int top;                /* of Lua's stack, where the table is */
};

struct copy {
    lua_State *state;
    struct load *load;
    struct place place;
    struct open_table open[SANDBOX_DEPTH_MAX];
    int depth;
};

static void count_copied(struct copy *copy, size_t size) {
    copy->load->copied += size;
    if (copy->load->copied > SANDBOX_COPIED_MAX)
        sandbox_raise(copy->state, &copy->load->sandbox, LIMIT_COPIED);
}

static void *take(struct copy *copy, size_t size) {
    count_copied(copy, size);
    void *piece = pool_alloc(&copy->load->values, size);
    if (!piece)
        raise_memory(copy->state, copy->load);
    return piece;
}

/* A text of the scenario to be. */
static char *take_text(struct copy *copy, const char *text, size_t len) {
    count_copied(copy, len + 1);
    char *piece = arena_text(copy->load->arena, text, len);
    if (!piece)
        raise_memory(copy->state, copy->load);
    return piece;
}

/* Lua keeps equal short strings once, so that mostly the address tells; the bytes are compared
 * because a string may have been collected and its place taken. */
static const char *take_key(struct copy *copy, const char *text, size_t len) {
    size_t at = ((uintptr_t)text >> 4) % LOAD_KEYS;
    const char *kept = copy->load->keys[at].key;
    if (copy->load->keys[at].lua == text && strcmp(kept, text) == 0 && strlen(kept) == len)
        return kept;
    char *key = take(copy, len + 1);
    memcpy(key, text, len);
    key[len] = '\0';
    copy->load->keys[at].lua = text;
    copy->load->keys[at].key = key;
    return key;
}

static void copy_number(lua_State *state, struct value *value) {
    int is_whole;
    value->integer = lua_tointegerx(state, -1, &is_whole); /* 3.0 is 3, -0.0 is 0 */
    value->kind = is_whole ? VALUE_INTEGER : VALUE_NUMBER;
    if (!is_whole)
        value->number = lua_tonumber(state, -1);
}

/* The value at the top of the stack, which stays there. A table is left empty. */
static struct value *copy_plain(struct copy *copy) {
    lua_State *state = copy->state;
    struct value *value = take(copy, sizeof *value);
    *value = (struct value){0};
    switch (lua_type(state, -1)) {
    case LUA_TBOOLEAN:
        value->kind = VALUE_BOOL;
        value->truth = lua_toboolean(state, -1);
        break;
    case LUA_TNUMBER:
        copy_number(state, value);
        break;
    case LUA_TSTRING: {
        const char *text = lua_tolstring(state, -1, &value->len);
        value->kind = VALUE_TEXT;
        value->text = take_text(copy, text, value->len);
        break;
    }
    case LUA_TLIGHTUSERDATA:
        bare_read(state, -1, value);
        break;
    case LUA_TTABLE:
        value->kind = VALUE_TABLE;
        break;
    default:
        value->kind = VALUE_OTHER;
        value->text = lua_type(state, -1) == LUA_TFUNCTION ? "a function" : "of a strange type";
    }
    return value;
}

static void add_named(struct copy *copy, struct value *table, struct value *child, const char *key,
                      size_t len) {
    child->key = take_key(copy, key, len);
    child->next = table->named;
    table->named = child;
}

/* The key lies below the value. Numbered entries are put in order when the table is complete. */
static void copy_key(struct copy *copy, struct open_table *open, struct value *child) {
    lua_State *state = copy->state;
    char odd[48];
    size_t len;
    if (lua_isinteger(state, -2)) {
        child->position = lua_tointeger(state, -2);
        child->next = open->numbered;
        open->numbered = child;
        open->value->item_count++;
    } else if (lua_type(state, -2) == LUA_TSTRING) {
        const char *key = lua_tolstring(state, -2, &len);
        add_named(copy, open->value, child, key, len);
    } else {
        if (lua_type(state, -2) == LUA_TNUMBER)
            snprintf(odd, sizeof odd, "[%.6g]", lua_tonumber(state, -2));
        else
            snprintf(odd, sizeof odd, "[a %s]", luaL_typename(state, -2));
        add_named(copy, open->value, child, odd, strlen(odd));
    }
}

static void open_table(struct copy *copy, struct value *value) {
    struct open_table *open = &copy->open[copy->depth++];
    *open = (struct open_table){.value = value, .top = lua_gettop(copy->state)};
    lua_pushnil(copy->state);
}

/* Puts the numbered entries at their places. One outside 1 … count leaves a gap: it becomes a named
 * entry "[7]", which no constructor knows. */
static void close_table(struct copy *copy) {
    struct open_table *open = &copy->open[--copy->depth];
    struct value *table = open->value;
    int count = table->item_count, filled = 0;
    lua_settop(copy->state, open->top);
    if (!count)
        return;
    table->items = take(copy, (size_t)count * sizeof *table->items);
    memset(table->items, 0, (size_t)count * sizeof *table->items);
    for (struct value *child = open->numbered, *next; child; child = next) {
        char odd[48];
        int64_t number = child->position;
        next = child->next;
        child->next = NULL;
        child->key = NULL;
        if (number >= 1 && number <= count) {
            table->items[number - 1] = child;
            continue;
        }
        snprintf(odd, sizeof odd, "[%lld]", (long long)number);
        add_named(copy, table, child, odd, strlen(odd));
    }
    for (int i = 0; i < count; i++)
        if (table->items[i])
            table->items[filled++] = table->items[i];
    table->item_count = filled;
}

/* Without recursion: what lies on Lua's stack says how to go on. */
static struct value *copy_table(struct copy *copy) {
    lua_State *state = copy->state;
    luaL_checkstack(state, 3 * SANDBOX_DEPTH_MAX + 8, NULL);
    struct value *root = copy_plain(copy);
    if (root->kind == VALUE_TABLE)
        open_table(copy, root);
    while (copy->depth) {
        struct open_table *open = &copy->open[copy->depth - 1];
        if (!lua_next(state, open->top)) {
            close_table(copy);
            if (copy->depth)
                lua_pop(state, 1);
            continue;
        }
        struct value *child = copy_plain(copy);
        copy_key(copy, open, child);
        if (child->kind == VALUE_TABLE && copy->depth < SANDBOX_DEPTH_MAX) {
            open_table(copy, child);
            continue;
        }
        if (child->kind == VALUE_TABLE)
            load_fault(copy->load, E102, copy->place, "does a table contain itself?",
                       "tables are nested more than %d deep", SANDBOX_DEPTH_MAX);
        lua_pop(state, 1);
    }
    return root;
}

/* ---- the two calls ---- */

static struct place place_here(lua_State *state, struct load *load) {
    int file = 0, line = 0;
    sandbox_where(state, &file, &line);
    return (struct place){load->files[file].shown, line};
}

static void look_at_clock(lua_State *state, struct load *load) {
    if (++load->calls % CALLS_A_LOOK == 0)
        sandbox_check_time(state, &load->sandbox);
}

static struct declaration *add_declaration(lua_State *state, struct load *load,
                                           enum declared kind) {
    if (load->counts[kind] == most[kind]) {
        load_fault(load, E102, place_here(state, load), "split the call into two scenarios",
                   "more than %d of the kind '%s' are declared", most[kind], names[kind]);
        sandbox_raise(state, &load->sandbox, LIMIT_DECLARED);
    }
    if (load->declaration_count == load->declaration_capacity) {
        int capacity = load->declaration_capacity ? load->declaration_capacity * 2 : 64;
        struct declaration *grown =
            realloc(load->declarations, (size_t)capacity * sizeof *load->declarations);
        if (!grown)
            raise_memory(state, load);
        load->declarations = grown;
        load->declaration_capacity = capacity;
    }
    load->counts[kind]++;
    struct declaration *declaration = &load->declarations[load->declaration_count++];
    *declaration = (struct declaration){.kind = kind, .place = place_here(state, load)};
    return declaration;
}

/* The table that follows the id lies at the top of the stack. */
static int take_content(lua_State *state, struct load *load, int index) {
    struct declaration *declaration = &load->declarations[index];
    struct copy copy = {.state = state, .load = load, .place = declaration->place};
    declaration->value = copy_table(&copy);
    if (declaration->kind == DECLARED_OPTION)
        bare_push_option(state, index);
    else if (!is_lenient(load)) /* in a table it shall not be lost */
        bare_push_declared(state, (int)declaration->kind);
    else
        return 0;
    return 1;
}

/* The second call: upvalue 1 is the declaration's index. */
static int declare_content(lua_State *state) {
    struct load *load = load_of(state);
    int index = (int)lua_tointeger(state, lua_upvalueindex(1));
    const struct declaration *declaration = &load->declarations[index];
    look_at_clock(state, load);
    if (declaration->value)
        return luaL_error(state,
                          "%s \"%s\" has its table already; a comma is missing before this one",
                          names[declaration->kind], declaration->id);
    lua_settop(state, 1);
    return take_content(state, load, index);
}

/* `scene("late", { … })`. */
static int declare_list(lua_State *state, struct load *load, int index) {
    const struct declaration *declaration = &load->declarations[index];
    if (is_lenient(load)) {
        lua_settop(state, 0); /* as it was: the table is not seen */
    } else {
        load_fault(load, E112, place_of(load, declaration, NULL),
                   "write scene \"id\" { … }: no parentheses and no comma",
                   "the id and the table of '%s' stand in one pair of parentheses",
                   names[declaration->kind]);
        lua_settop(state, 2);
        return take_content(state, load, index);
    }
    lua_pushinteger(state, index);
    lua_pushcclosure(state, declare_content, 1);
    return 1;
}

/* The first call: upvalue 1 is the kind. */
static int declare(lua_State *state) {
    struct load *load = load_of(state);
    enum declared kind = (enum declared)lua_tointeger(state, lua_upvalueindex(1));
    look_at_clock(state, load);
    struct declaration *declaration = add_declaration(state, load, kind);
    struct copy copy = {.state = state, .load = load, .place = declaration->place};
    size_t len = 0;
    if (lua_type(state, 1) == LUA_TSTRING) {
        const char *id = lua_tolstring(state, 1, &len);
        declaration->id = take_text(&copy, id, len);
        declaration->id_len = len;
    } else {
        load_fault(load, E112, place_of(load, declaration, NULL),
                   "write the id in quotation marks after the word", "%s needs an id, not %s%s",
                   names[kind], lua_isnoneornil(state, 1) ? "" : "a ",
                   lua_isnone(state, 1) ? "nothing" : luaL_typename(state, 1));
        declaration->id = "?";
        declaration->id_len = 1;
        declaration->is_nameless = true;
        load->is_nameless = true;
        if (lua_type(state, 1) == LUA_TTABLE) { /* `scene { … }`: look into it all the same */
            lua_settop(state, 1);
            return take_content(state, load, (int)(declaration - load->declarations));
        }
    }
    if (lua_gettop(state) > 1 && lua_type(state, 2) == LUA_TTABLE)
        return declare_list(state, load, (int)(declaration - load->declarations));
    lua_pushinteger(state, declaration - load->declarations);
    lua_pushcclosure(state, declare_content, 1);
    return 1;
}

static int include(lua_State *state) {
    size_t len;
    const char *path = luaL_checklstring(state, 1, &len);
    struct load *load = load_of(state);
    look_at_clock(state, load);
    if (load_include(load, path, len, place_here(state, load))) {
        load->include_depth++;
        run_file(state, load, load->file_count - 1);
        load->include_depth--;
    }
    if (load->no_memory)
        sandbox_raise(state, &load->sandbox, LIMIT_SYSTEM);
    if (load->includes_refused > SCRIPT_FILES_MAX)
        sandbox_raise(state, &load->sandbox, LIMIT_DECLARED);
    return 0;
}

void declare_open(lua_State *state) {
    for (int kind = 0; kind < DECLARED_COUNT; kind++) {
        lua_pushinteger(state, kind);
        lua_pushcclosure(state, declare, 1);
        lua_setfield(state, -2, names[kind]);
    }
    lua_pushcfunction(state, include);
    lua_setfield(state, -2, "include");
}
