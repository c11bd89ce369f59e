/* Where in a file a value stands. Lua tells the line of a call and nothing about what its table
 * holds; so the way from the declaration to the value is looked up in the values copied, and walked
 * in the outline of the file. */
#include "script/load.h"

#include <string.h>

/* One step of the way: a key, or the number of an item. */
struct step {
    const char *key;
    int item;
};

struct on_way {
    const struct value *table, *named; /* `named`: the entry to be looked at next */
    int item;
    struct step step; /* that led from this table to the next level */
};

static const struct value *next_child(struct on_way *level) {
    if (level->item < level->table->item_count) {
        level->step = (struct step){NULL, level->item};
        return level->table->items[level->item++];
    }
    const struct value *child = level->named;
    if (child) {
        level->step = (struct step){child->key, 0};
        level->named = child->next;
    }
    return child;
}

/* The levels from `root` to the table that holds `wanted`; 0: it is the root, or not in there. */
static int find_way(const struct value *root, const struct value *wanted, size_t *budget,
                    struct on_way levels[SANDBOX_DEPTH_MAX]) {
    int depth = 0;
    if (!root || root->kind != VALUE_TABLE || root == wanted)
        return 0;
    levels[depth++] = (struct on_way){.table = root, .named = root->named};
    while (depth && *budget) {
        const struct value *child = next_child(&levels[depth - 1]);
        --*budget;
        if (!child)
            depth--;
        else if (child == wanted)
            return depth;
        else if (child->kind == VALUE_TABLE && depth < SANDBOX_DEPTH_MAX)
            levels[depth++] = (struct on_way){.table = child, .named = child->named};
    }
    return 0;
}

struct place place_at(const struct load *load, int file, size_t at) {
    const struct loaded_file *from = &load->files[file];
    struct place place = {.file = from->shown};
    token_position(buf_cstr(&from->bytes), at, &place.line, &place.column);
    return place;
}

int file_of(const struct load *load, struct place place) {
    for (int i = 0; i < load->file_count; i++)
        if (load->files[i].shown == place.file)
            return i;
    return -1;
}

const struct outline *outline_of(struct load *load, int file) {
    struct loaded_file *from = &load->files[file];
    if (!from->outline.is_made &&
        !outline_make(&from->outline, buf_cstr(&from->bytes), from->bytes.len)) {
        load->no_memory = true;
        return NULL;
    }
    return &from->outline;
}

const struct outline_call *call_of(struct load *load, const struct declaration *from, int *file) {
    *file = file_of(load, from->place);
    const struct outline *outline = *file >= 0 ? outline_of(load, *file) : NULL;
    return outline ? outline_find(outline, buf_cstr(&load->files[*file].bytes), from->place.line,
                                  declared_name(from->kind), from->id)
                   : NULL;
}

struct place place_of_call(struct load *load, struct place place, const char *word,
                           const char *id) {
    int file = file_of(load, place);
    const struct outline *outline = file >= 0 && load->look_left ? outline_of(load, file) : NULL;
    const struct outline_call *call =
        outline ? outline_find(outline, buf_cstr(&load->files[file].bytes), place.line, word, id)
                : NULL;
    return call ? place_at(load, file, call->word.at) : place;
}

struct place place_of(struct load *load, const struct declaration *from,
                      const struct value *value) {
    struct on_way levels[SANDBOX_DEPTH_MAX];
    int file;
    if (load->report->errors >= SCRIPT_KEPT_MAX || !load->look_left)
        return from->place;
    const struct outline_call *call = call_of(load, from, &file);
    if (!call)
        return from->place;
    const struct buf *bytes = &load->files[file].bytes;
    uint32_t at = call->word.at, brace = call->brace;
    int depth = value ? find_way(from->value, value, &load->look_left, levels) : 0;
    for (int i = 0; i < depth && brace; i++) {
        const struct step *step = &levels[i].step;
        struct entry entry;
        if (!entry_find(buf_cstr(bytes), bytes->len, brace, step->key, step->item, &load->look_left,
                        &entry))
            break;
        at = entry.begin;
        brace = token_is(buf_cstr(bytes), entry.value, "{") ? entry.value.at : 0;
    }
    return place_at(load, file, at);
}
