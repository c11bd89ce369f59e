#include "record/log_list.h"

#include "base/file.h"
#include "base/file_tree.h"
#include "record/log_reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- each session once ---- */

struct candidate {
    const char *path;
    char session[SESSION_ID_LEN + 1]; /* "" where it could not be read */
    bool is_out;
};

static bool ends_with(const char *name, const char *end) {
    size_t len = strlen(name), end_len = strlen(end);
    return len > end_len && strcmp(name + len - end_len, end) == 0;
}

/* The name tells the session; only a file of another name is opened for it. */
static void name_candidate(struct candidate *candidate, const char *path) {
    const char *name = path_name(path);
    size_t stem = strlen(name) - strlen(".jsonl");
    candidate->path = path;
    if (ends_with(name, ".jsonl") && is_session_id(name, stem)) {
        memcpy(candidate->session, name, SESSION_ID_LEN);
        return;
    }
    struct log log;
    if (log_read(path, &log, NULL))
        memcpy(candidate->session, log.session, SESSION_ID_LEN);
    log_finish(&log);
}

static int by_session(const void *a, const void *b) {
    const struct candidate *x = *(struct candidate *const *)a, *y = *(struct candidate *const *)b;
    int order = strcmp(x->session, y->session);
    return order ? order : strcmp(x->path, y->path);
}

static void leave_out(struct log_list *list, struct candidate *candidate, const char *why) {
    candidate->is_out = true;
    list->left_out[list->left_out_count++] = (struct log_left_out){candidate->path, why};
}

/* Index of the longest log among these; -1: none can be read. *longest is it, to be finished. */
static int find_longest(struct candidate *const *group, int count, struct log *longest) {
    int index = -1;
    *longest = (struct log){0};
    for (int i = 0; i < count; i++) {
        struct log log;
        if (log_read(group[i]->path, &log, NULL) && log.count > longest->count) {
            struct log shorter = *longest;
            *longest = log;
            log = shorter;
            index = i;
        }
        log_finish(&log);
    }
    return index;
}

/* Several files of one session: the longest counts if all the others are its beginnings. */
static void settle_group(struct log_list *list, struct candidate *const *group, int count) {
    struct log longest;
    int kept = find_longest(group, count, &longest);
    bool agree = true;
    for (int i = 0; i < count && kept >= 0; i++) {
        struct log log;
        if (i != kept && log_read(group[i]->path, &log, NULL))
            agree = agree && log_is_prefix(&log, &longest);
        if (i != kept)
            log_finish(&log);
    }
    for (int i = 0; i < count; i++) {
        if (!agree)
            leave_out(list, group[i],
                      "the session stands in another file that says something else");
        else if (i != kept && kept >= 0)
            leave_out(list, group[i], "the session stands in another file, whole");
    }
    log_finish(&longest);
}

static void settle_sessions(struct log_list *list, struct candidate **sorted, int count) {
    for (int first = 0, size; first < count; first += size) {
        size = 1;
        while (first + size < count && sorted[first]->session[0] &&
               strcmp(sorted[first]->session, sorted[first + size]->session) == 0)
            size++;
        if (size > 1)
            settle_group(list, sorted + first, size);
    }
}

static bool once_each(struct log_list *list, const struct file_tree *tree, struct err *err) {
    size_t count = (size_t)tree->count + 1;
    struct candidate *candidates = calloc(count, sizeof *candidates);
    struct candidate **sorted = calloc(count, sizeof *sorted);
    list->paths = arena_array(list->arena, count, sizeof *list->paths);
    list->left_out = arena_array(list->arena, count, sizeof *list->left_out);
    bool ok = candidates && sorted && list->paths && list->left_out;
    for (int i = 0; ok && i < tree->count; i++) {
        sorted[i] = &candidates[i];
        name_candidate(&candidates[i], tree->files[i].path);
    }
    if (ok && tree->count > 0) {
        qsort(sorted, (size_t)tree->count, sizeof *sorted, by_session);
        settle_sessions(list, sorted, tree->count);
    }
    for (int i = 0; ok && i < tree->count; i++)
        if (!candidates[i].is_out)
            list->paths[list->count++] = candidates[i].path;
    free(candidates);
    free(sorted);
    return ok || err_memory(err);
}

/* Its paths lie in the tree's arena, which the list takes over. */
bool log_list_read(const char *const *paths, int path_count, struct log_list *out,
                   struct err *err) {
    static const char *const skipped[] = {"journals", "scenarios", NULL};
    struct file_tree tree = {.arena = arena_create()};
    *out = (struct log_list){.arena = tree.arena};
    bool ok = tree.arena || err_memory(err);
    for (int i = 0; ok && i < path_count; i++)
        ok = file_tree_add(&tree, paths[i], ".jsonl", skipped, err);
    for (int i = 0; ok && i < tree.left_count; i++)
        if (tree.left[i].reason == TREE_UNREADABLE)
            ok = err_set(err, ERR_IO, "%s %s", tree.left[i].path, tree.left[i].why);
    ok = ok && once_each(out, &tree, err);
    tree.arena = NULL;
    file_tree_finish(&tree);
    return ok;
}

void log_list_finish(struct log_list *list) {
    arena_destroy(list->arena);
    *list = (struct log_list){0};
}
