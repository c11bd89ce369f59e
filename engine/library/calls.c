#include "library/calls.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void calls_finish(struct calls *calls) {
    gather_finish(&calls->gathered);
    *calls = (struct calls){0};
}

/* The other file that takes the id away: one that ships, or else any of the same owner. */
static const struct gathered_file *rival_of(const struct gathered *gathered,
                                            const struct gathered_file *file) {
    const struct gathered_file *rival = NULL;
    const struct gathered_file *other = file;
    while (other->same >= 0 && (other = &gathered->files[other->same]) != file)
        if (other->is_own == file->is_own ? !rival : !other->is_own)
            rival = other;
    return rival;
}

static bool add_entry(struct calls *calls, const struct gathered_file *file) {
    const struct gathered_file *rival = rival_of(&calls->gathered, file);
    struct call_entry *entry = &calls->entries[calls->count++];
    char why[FILE_PATH_MAX + 80];
    *entry = (struct call_entry){file->path, file->id, file->line, file->is_own, file->why};
    if (!rival) {
        calls->playable += file->is_scenario;
        return true;
    }
    if (rival->is_own != file->is_own)
        snprintf(why, sizeof why, "has the id '%.200s' of a call that ships with the program",
                 file->id);
    else
        snprintf(why, sizeof why, "has the id '%.200s', and so has %s", file->id, rival->path);
    entry->why = arena_text(calls->gathered.arena, why, strlen(why));
    return entry->why != NULL;
}

static int by_id(const void *a, const void *b) {
    const struct call_entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    if (order == 0)
        order = (x->why != NULL) - (y->why != NULL);
    return order ? order : strcmp(x->path, y->path);
}

static bool add_folder(struct calls *calls, const char *folder, bool is_own, struct err *err) {
    return !file_is_folder(folder) || gather_add(&calls->gathered, folder, is_own, err);
}

bool calls_read(const struct paths *paths, struct calls *calls, struct err *err) {
    *calls = (struct calls){0};
    struct gathered *gathered = &calls->gathered;
    if (!(gathered->arena = arena_create()))
        return err_memory(err);
    if (!add_folder(calls, paths->scenarios, false, err) ||
        !add_folder(calls, paths->own_scenarios, true, err) || !gather_settle(gathered, err))
        return false;
    calls->entries =
        arena_array(gathered->arena, (size_t)gathered->count + 1, sizeof *calls->entries);
    bool ok = calls->entries != NULL;
    for (int i = 0; ok && i < gathered->count; i++) {
        const struct gathered_file *file = &gathered->files[i];
        bool is_listed =
            file->is_scenario || file->is_unreadable || (file->is_lua && !file->is_part);
        ok = !is_listed || add_entry(calls, file);
    }
    if (ok && calls->count)
        qsort(calls->entries, (size_t)calls->count, sizeof *calls->entries, by_id);
    return ok || err_memory(err);
}

const struct call_entry *calls_find(const struct calls *calls, const char *id, int *count) {
    const struct call_entry *first = NULL;
    *count = 0;
    for (int i = 0; *id && i < calls->count; i++) {
        if (strcmp(calls->entries[i].id, id) != 0)
            continue;
        first = first ? first : &calls->entries[i];
        ++*count;
    }
    return first;
}
