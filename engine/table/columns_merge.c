/* The workers' columns become one: texts renumbered in byte order, sessions in theirs, doubles out.
 */
#include "base/clock.h"
#include "base/hash.h"
#include "table/columns_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Interns every shard's texts, sorts them, and fills shard number → final number. */
static bool merge_texts(struct columns *columns, struct shard *shards, int count, int32_t **maps) {
    struct columns_memory *memory = columns->memory;
    struct intern all = {0};
    bool ok = true;
    for (int i = 0; i < count; i++)
        for (int32_t t = 0; ok && t < shards[i].intern.count; t++) {
            const struct intern_text *item = &shards[i].intern.items[t];
            ok = intern_add(&all, item->text, item->len) >= 0;
        }
    memory->texts = malloc(((size_t)all.count + 1) * sizeof *memory->texts);
    ok = ok && memory->texts;
    for (int32_t t = 0; ok && t < all.count; t++)
        memory->texts[t] = all.items[t].text;
    if (ok && all.count)
        qsort(memory->texts, (size_t)all.count, sizeof *memory->texts, by_text);
    columns->texts = memory->texts;
    columns->text_count = ok ? all.count : 0;
    memory->intern = all;
    /* the text's place after sorting, by its number before */
    int32_t *place = malloc(((size_t)all.count + 1) * sizeof *place);
    ok = ok && place;
    for (int32_t t = 0; ok && t < all.count; t++)
        place[intern_add(&memory->intern, memory->texts[t], strlen(memory->texts[t]))] = t;
    for (int i = 0; ok && i < count; i++) {
        maps[i] = malloc(((size_t)shards[i].intern.count + 1) * sizeof *maps[i]);
        ok = maps[i] != NULL;
        for (int32_t t = 0; ok && t < shards[i].intern.count; t++) {
            const struct intern_text *item = &shards[i].intern.items[t];
            maps[i][t] = place[intern_add(&memory->intern, item->text, item->len)];
        }
    }
    free(place);
    return ok;
}

static void remap(int32_t *column, int32_t count, const int32_t *map) {
    for (int32_t i = 0; i < count; i++)
        column[i] = column[i] < 0 ? -1 : map[column[i]];
}

static void remap_shard(struct shard *shard, const int32_t *map) {
    struct decision_columns *d = &shard->decision;
    struct session_columns *s = &shard->session;
    int32_t *const of_decisions[] = DECISION_TEXTS(d);
    int32_t *const of_sessions[] = SESSION_TEXTS(s);
    for (size_t i = 0; i < sizeof of_decisions / sizeof *of_decisions; i++)
        remap(of_decisions[i], d->count, map);
    for (size_t i = 0; i < sizeof of_sessions / sizeof *of_sessions; i++)
        remap(of_sessions[i], s->count, map);
}

/* ---- sessions ---- */

struct found {
    int64_t start_ms, bytes, offset;
    int32_t agent, id, file, shard, row;
    bool is_broken, is_out;
};

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

/* Of one session the sound ones first. */
static int by_id(const void *a, const void *b) {
    const struct found *x = a, *y = b;
    int order = compare(x->id, y->id);
    order = order ? order : compare(x->is_broken, y->is_broken);
    return order ? order : compare(x->file, y->file);
}

static int by_order(const void *a, const void *b) {
    const struct found *x = a, *y = b;
    int order = compare(x->agent, y->agent);
    order = order ? order : compare(x->start_ms, y->start_ms);
    return order ? order : compare(x->id, y->id);
}

static struct found *list_sessions(const struct shard *shards, int count, int *found_count) {
    int total = 0, at = 0;
    for (int i = 0; i < count; i++)
        total += shards[i].session.count;
    struct found *found = malloc(((size_t)total + 1) * sizeof *found);
    for (int i = 0; found && i < count; i++) {
        const struct session_columns *s = &shards[i].session;
        for (int32_t row = 0; row < s->count; row++)
            found[at++] = (struct found){s->start_ms[row],
                                         s->bytes[row],
                                         s->offset[row],
                                         s->agent[row],
                                         s->id[row],
                                         s->file[row],
                                         i,
                                         row,
                                         s->is_broken[row],
                                         false};
    }
    *found_count = total;
    return found;
}

static void say_twice(struct shard *shard, int file, const char *other, bool is_same) {
    char why[600];
    if (is_same)
        snprintf(why, sizeof why,
                 "the same session is in %.400s, at least as long; that one counts", other);
    else
        snprintf(why, sizeof why,
                 "the same session is in %.400s with another content; neither counts", other);
    shard_complain(shard, file, FAULT_TWICE, why);
}

/* Copies of one session: the longest counts if all the others are its beginning. */
static void settle_copies(struct shard *shards, const struct log_source *sources,
                          struct found *copies, int count) {
    int longest = 0;
    bool agree = true;
    for (int i = 1; i < count; i++)
        if (copies[i].bytes > copies[longest].bytes)
            longest = i;
    const struct found *kept = &copies[longest];
    for (int i = 0; i < count; i++)
        agree = agree && (i == longest ||
                          sources_agree(&sources[copies[i].file], copies[i].offset,
                                        &sources[kept->file], kept->offset, copies[i].bytes));
    for (int i = 0; i < count; i++) {
        copies[i].is_out = !agree || i != longest;
        if (copies[i].is_out)
            say_twice(shards, copies[i].file,
                      sources[i == longest ? copies[i ? 0 : 1].file : kept->file].name, agree);
    }
}

static int drop_doubles(struct shard *shards, const struct log_source *sources, struct found *found,
                        int count) {
    qsort(found, (size_t)count, sizeof *found, by_id);
    for (int i = 0, next; i < count; i = next) {
        int sound = !found[i].is_broken;
        for (next = i + 1; next < count && found[next].id == found[i].id; next++)
            sound += !found[next].is_broken;
        if (sound > 1)
            settle_copies(shards, sources, found + i, sound);
        for (int k = i + (sound ? sound : 1); k < next; k++)
            found[k].is_out = true; /* named already; one of them tells what was met */
    }
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (!found[i].is_out)
            found[kept++] = found[i];
    qsort(found, (size_t)kept, sizeof *found, by_order);
    return kept;
}

/* ---- rows ---- */

static void copy_rows(struct decision_columns *to, const struct decision_columns *from,
                      int32_t first, int32_t count) {
    if (!count) /* a file without decisions has no columns at all */
        return;
#define X(type, name)                                                                              \
    memcpy(to->name + to->count, from->name + first, (size_t)count * sizeof(type));
    DECISION_COLUMNS(X)
#undef X
    to->count += count;
}

static void copy_session(struct session_columns *to, const struct session_columns *from,
                         int32_t row) {
#define X(type, name) to->name[to->count] = from->name[row];
    SESSION_COLUMNS(X)
#undef X
    to->count++;
}

static bool make_room(struct columns *columns, int sessions, int64_t decisions) {
    struct decision_columns *d = &columns->decision;
    struct session_columns *s = &columns->session;
    bool ok = decisions < INT32_MAX;
#define X(type, name) ok = ok && (d->name = malloc(((size_t)decisions + 1) * sizeof(type)));
    DECISION_COLUMNS(X)
#undef X
#define X(type, name) ok = ok && (s->name = malloc(((size_t)sessions + 1) * sizeof(type)));
    SESSION_COLUMNS(X)
#undef X
    d->capacity = (int32_t)decisions;
    s->capacity = sessions;
    return ok;
}

static void hash_session(struct columns *columns, int32_t row) {
    const struct session_columns *s = &columns->session;
    const char *id = columns_text(columns, s->id[row]);
    int64_t numbers[] = {s->start_ms[row], s->last_ms[row], s->bytes[row], s->decisions[row]};
    columns->hash = fnv1a_64(columns->hash, id, strlen(id) + 1);
    columns->hash = fnv1a_64(columns->hash, numbers, sizeof numbers);
}

/* A session of the day after tomorrow is from a wrong clock: taken for today it would make every
 * other decision old. */
static void judge_time(struct shard *shard, struct columns *columns, int32_t row, int64_t now_ms) {
    struct session_columns *s = &columns->session;
    char at[25], why[160];
    if (now_ms == 0 || s->is_broken[row] || s->last_ms[row] - CLOCK_AHEAD_MS <= now_ms)
        return;
    s->is_broken[row] = 1;
    clock_format_utc(s->last_ms[row], at);
    snprintf(why, sizeof why, "it is dated %.10s, more than a day ahead of this machine's clock",
             at);
    shard_complain(shard, s->file[row], FAULT_FUTURE, why);
}

static bool merge_rows(struct columns *columns, struct shard *shards, const struct found *found,
                       int count, int64_t now_ms) {
    int64_t decisions = 0;
    for (int i = 0; i < count; i++)
        decisions += shards[found[i].shard].session.decisions[found[i].row];
    if (!make_room(columns, count, decisions))
        return false;
    columns->hash = FNV1A_64_START;
    for (int i = 0; i < count; i++) {
        struct shard *shard = &shards[found[i].shard];
        int32_t first = columns->decision.count, row = columns->session.count;
        copy_session(&columns->session, &shard->session, found[i].row);
        copy_rows(&columns->decision, &shard->decision, columns->session.first[row],
                  columns->session.decisions[row]);
        columns->session.first[row] = first;
        for (int32_t d = first; d < columns->decision.count; d++)
            columns->decision.session[d] = row;
        judge_time(shard, columns, row, now_ms);
        if (columns->session.is_broken[row])
            continue;
        if (columns->session.last_ms[row] > columns->latest_ms)
            columns->latest_ms = columns->session.last_ms[row];
        hash_session(columns, row);
    }
    return true;
}

/* ---- what was skipped ---- */

static int by_file(const void *a, const void *b) {
    const struct complaint *x = a, *y = b;
    int order = compare(x->file, y->file);
    return order ? order : strcmp(x->why, y->why);
}

/* Files, not complaints: one file may hold several sessions. */
static void count_set_aside(struct columns *columns) {
    const char *last = NULL;
    for (int i = 0; i < columns->skipped_count; i++) {
        const struct skipped *skipped = &columns->skipped[i];
        if (!fault_sets_aside(skipped->fault) || (last && strcmp(last, skipped->file) == 0))
            continue;
        columns->set_aside++;
        last = skipped->file;
    }
}

static bool merge_complaints(struct columns *columns, const struct shard *shards, int count,
                             const struct log_source *sources) {
    int total = 0, at = 0;
    for (int i = 0; i < count; i++)
        total += shards[i].complaint_count;
    struct complaint *all = malloc(((size_t)total + 1) * sizeof *all);
    columns->skipped = malloc(((size_t)total + 1) * sizeof *columns->skipped);
    bool ok = all && columns->skipped;
    for (int i = 0; ok && i < count; i++)
        for (int c = 0; c < shards[i].complaint_count; c++)
            all[at++] = shards[i].complaints[c];
    if (ok)
        qsort(all, (size_t)total, sizeof *all, by_file);
    for (int i = 0; ok && i < total; i++) {
        const char *name = sources[all[i].file].name;
        struct skipped skipped = {
            arena_text(columns->memory->arena, name, strlen(name)),
            arena_text(columns->memory->arena, all[i].why, strlen(all[i].why)), all[i].fault};
        ok = skipped.file && skipped.why;
        columns->skipped[columns->skipped_count++] = skipped;
    }
    if (ok)
        count_set_aside(columns);
    free(all);
    return ok;
}

static bool merge(struct columns *columns, struct shard *shards, int count, int32_t **maps,
                  const struct log_source *sources, int64_t now_ms) {
    bool ok = merge_texts(columns, shards, count, maps);
    for (int i = 0; ok && i < count; i++) {
        remap_shard(&shards[i], maps[i]);
        columns->bytes += shards[i].bytes;
        columns->lines += shards[i].lines;
        columns->tolerated += scanner_tolerated(shards[i].scanner);
    }
    int found_count = 0;
    struct found *found = ok ? list_sessions(shards, count, &found_count) : NULL;
    ok = found != NULL;
    if (ok) {
        found_count = drop_doubles(shards, sources, found, found_count);
        ok = merge_rows(columns, shards, found, found_count, now_ms);
    }
    free(found);
    for (int i = 0; i < count; i++)
        ok = ok && !shards[i].failed;
    return ok && merge_complaints(columns, shards, count, sources);
}

struct columns *columns_merge(struct shard *shards, int count, const struct log_source *sources,
                              int source_count, int64_t now_ms) {
    struct columns *columns = calloc(1, sizeof *columns);
    int32_t **maps = calloc((size_t)count, sizeof *maps);
    bool ok = columns && maps;
    if (ok) {
        columns->latest_ms = INT64_MIN;
        columns->files = source_count;
        columns->memory = calloc(1, sizeof *columns->memory);
        ok = columns->memory && (columns->memory->arena = arena_create());
    }
    ok = ok && merge(columns, shards, count, maps, sources, now_ms);
    for (int i = 0; maps && i < count; i++)
        free(maps[i]);
    free(maps);
    if (!ok) {
        columns_destroy(columns);
        return NULL;
    }
    return columns;
}
