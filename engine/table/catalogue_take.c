/* The cache of the catalogue: rows of logs that are still as they were read. */
#include "table/catalogue_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- which source is which file ---- */

struct identity {
    uint64_t device, inode;
    int32_t source;
};

static int by_identity(const void *a, const void *b) {
    const struct identity *x = a, *y = b;
    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    return (x->inode > y->inode) - (x->inode < y->inode);
}

struct taking {
    struct log_source *sources;
    struct identity *identities; /* sorted */
    int32_t count;
    bool *is_met; /* a source: a later block holds it */
    struct shard *shard;
    const struct cache_block *block;
    int32_t *number; /* a text of the block: its number in the shard */
};

/* −1: no such file is asked for, or a later block had it. */
static int32_t meet(struct taking *taking, const struct cached_file *file) {
    struct identity key = {file->device, file->inode, 0};
    const struct identity *found =
        bsearch(&key, taking->identities, (size_t)taking->count, sizeof key, by_identity);
    if (!found || taking->is_met[found->source])
        return -1;
    taking->is_met[found->source] = true;
    return found->source;
}

static bool is_unchanged(const struct cached_file *file, const struct log_source *source) {
    return file->size == source->size && file->mtime_ns == source->mtime_ns &&
           file->ctime_ns == source->ctime_ns;
}

static bool has_grown(const struct cached_file *file, const struct log_source *source) {
    return file->can_go_on && source->size > file->size && file->sessions > 0;
}

/* ---- rows ---- */

static bool make_room(struct shard *shard, int32_t sessions, int32_t decisions) {
    while (shard->session.capacity - shard->session.count < sessions)
        if (!session_columns_grow(&shard->session))
            return false;
    while (shard->decision.capacity - shard->decision.count < decisions)
        if (!decision_columns_grow(&shard->decision))
            return false;
    return true;
}

/* Copies rows of the block behind those of the shard; texts keep their numbers. */
static bool copy_rows(struct shard *shard, const struct cache_block *block, int32_t session,
                      int32_t sessions) {
    struct session_columns *s = &shard->session;
    struct decision_columns *d = &shard->decision;
    int32_t decision = sessions ? block->session.first[session] : 0, decisions = 0;
    for (int32_t i = session; i < session + sessions; i++)
        decisions += block->session.decisions[i];
    if (!make_room(shard, sessions, decisions))
        return false;
    if (sessions) {
#define X(type, name)                                                                              \
    memcpy(s->name + s->count, block->session.name + session, (size_t)sessions * sizeof(type));
        SESSION_COLUMNS(X)
#undef X
    }
    if (decisions) {
#define X(type, name)                                                                              \
    memcpy(d->name + d->count, block->decision.name + decision, (size_t)decisions * sizeof(type));
        DECISION_COLUMNS(X)
#undef X
    }
    for (int32_t i = s->count; i < s->count + sessions; i++)
        s->first[i] += d->count - decision;
    for (int32_t i = d->count; i < d->count + decisions; i++)
        d->session[i] += s->count - session;
    s->count += sessions;
    d->count += decisions;
    return true;
}

static void set_file(struct shard *shard, int32_t sessions, int32_t file) {
    for (int32_t i = shard->session.count - sessions; i < shard->session.count; i++)
        shard->session.file[i] = file;
}

/* ---- whole logs ---- */

static bool take_texts(struct taking *taking) {
    const struct cache_block *block = taking->block;
    taking->number = malloc(((size_t)block->texts + 1) * sizeof *taking->number);
    for (int32_t i = 0; taking->number && i < block->texts; i++)
        taking->number[i] = shard_intern(taking->shard, block->text[i], strlen(block->text[i]));
    return taking->number && !taking->shard->failed;
}

static void renumber(int32_t *column, int32_t from, int32_t to, const int32_t *number) {
    for (int32_t i = from; i < to; i++)
        column[i] = column[i] < 0 ? -1 : number[column[i]];
}

static void renumber_rows(struct shard *shard, int32_t session, int32_t decision,
                          const int32_t *number) {
    int32_t *const of_decisions[] = DECISION_TEXTS(&shard->decision);
    int32_t *const of_sessions[] = SESSION_TEXTS(&shard->session);
    for (size_t i = 0; i < sizeof of_decisions / sizeof *of_decisions; i++)
        renumber(of_decisions[i], decision, shard->decision.count, number);
    for (size_t i = 0; i < sizeof of_sessions / sizeof *of_sessions; i++)
        renumber(of_sessions[i], session, shard->session.count, number);
}

static bool take_file(struct taking *taking, const struct cached_file *file, int32_t source) {
    struct shard *shard = taking->shard;
    const struct cache_block *block = taking->block;
    struct file_seen seen = {.file = source,
                             .first = shard->session.count,
                             .sessions = file->sessions,
                             .can_go_on = file->can_go_on,
                             .last_offset = file->last_offset,
                             .end_offset = file->end_offset};
    memcpy(seen.hash, file->hash, sizeof seen.hash);
    if (!copy_rows(shard, block, file->first, file->sessions) || !shard_keep_seen(shard, &seen))
        return false;
    set_file(shard, file->sessions, source);
    for (int32_t i = 0; i < file->complaints; i++) {
        const struct cached_complaint *complaint = &block->complaint[file->complaint + i];
        shard_complain(shard, source, (enum log_fault)complaint->fault,
                       block->text[complaint->why]);
    }
    taking->sources[source].is_known = true;
    return !shard->failed;
}

static bool take_block(struct taking *taking, int32_t *taken) {
    const struct cache_block *block = taking->block;
    int32_t session = taking->shard->session.count, decision = taking->shard->decision.count;
    bool ok = true;
    taking->number = NULL;
    for (int32_t i = 0; ok && i < block->files; i++) {
        const struct cached_file *file = &block->file[i];
        int32_t source = meet(taking, file);
        if (source < 0)
            continue;
        if (is_unchanged(file, &taking->sources[source])) {
            ok = (taking->number || take_texts(taking)) && take_file(taking, file, source);
            ++*taken;
        } else if (has_grown(file, &taking->sources[source])) {
            taking->sources[source].grown = (struct cached_place){block, i};
        }
    }
    if (ok && taking->number)
        renumber_rows(taking->shard, session, decision, taking->number);
    free(taking->number);
    return ok;
}

bool cache_take(struct cache *cache, struct log_source *sources, int count, struct shard *shard) {
    struct taking taking = {.sources = sources,
                            .identities = malloc(((size_t)count + 1) * sizeof(struct identity)),
                            .count = count,
                            .is_met = calloc((size_t)count + 1, sizeof(bool)),
                            .shard = shard};
    bool ok = taking.identities && taking.is_met;
    for (int i = 0; ok && i < count; i++)
        taking.identities[i] = (struct identity){sources[i].device, sources[i].inode, i};
    if (ok && count)
        qsort(taking.identities, (size_t)count, sizeof *taking.identities, by_identity);
    for (int b = cache->count - 1; ok && b >= 0; b--) {
        taking.block = &cache->blocks[b];
        ok = take_block(&taking, &cache->taken);
    }
    free(taking.identities);
    free(taking.is_met);
    return ok;
}

/* ---- a log that grew ---- */

static int32_t text_in(struct shard *shard, const struct cache_block *block, int32_t text) {
    return text < 0 ? -1 : shard_intern(shard, block->text[text], strlen(block->text[text]));
}

static void take_row_texts(struct shard *shard, const struct cache_block *block, int32_t session,
                           int32_t decision) {
    int32_t *const of_decisions[] = DECISION_TEXTS(&shard->decision);
    int32_t *const of_sessions[] = SESSION_TEXTS(&shard->session);
    for (size_t i = 0; i < sizeof of_decisions / sizeof *of_decisions; i++)
        for (int32_t row = decision; row < shard->decision.count; row++)
            of_decisions[i][row] = text_in(shard, block, of_decisions[i][row]);
    for (size_t i = 0; i < sizeof of_sessions / sizeof *of_sessions; i++)
        for (int32_t row = session; row < shard->session.count; row++)
            of_sessions[i][row] = text_in(shard, block, of_sessions[i][row]);
}

bool cache_resume(const struct cached_place *place, struct shard *shard) {
    const struct cache_block *block = place->block;
    const struct cached_file *file = &block->file[place->file];
    struct session_columns *s = &shard->session;
    int32_t session = s->count, decision = shard->decision.count;
    if (!copy_rows(shard, block, file->first, file->sessions)) {
        shard->failed = true;
        return false;
    }
    set_file(shard, file->sessions, shard->file);
    take_row_texts(shard, block, session, decision);
    for (int32_t i = session; i < s->count; i++)
        shard->file_lines += s->lines[i];
    shard->next_seq = s->lines[s->count - 1];
    shard->last_scene = s->open_scene[s->count - 1];
    shard->last_offset = file->last_offset;
    shard->end_offset = file->end_offset;
    memcpy(shard->hash, file->hash, sizeof shard->hash);
    return !shard->failed;
}
