/* The cache of the catalogue: writing its bytes. */
#include "base/file.h"
#include "base/hash.h"
#include "table/catalogue_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_FORMAT = 1 };

/* Another program, another version, other columns: another number. */
static uint64_t layout(void) {
    static const char names[] = OFFSCRIPT_VERSION "\n"
#define X(type, name) #type " " #name "\n"
        DECISION_COLUMNS(X) SESSION_COLUMNS(X)
#undef X
        ;
    uint64_t sizes[] = {CACHE_FORMAT, sizeof(struct cached_file), sizeof(struct cached_complaint),
                        UINT64_C(0x0102030405060708)};
    uint64_t hash = fnv1a_64(FNV1A_64_START, names, sizeof names);
    return fnv1a_64(hash, sizes, sizeof sizes);
}

struct cache_head cache_head(void) {
    static const char magic[] = "offscript catalogue\n";
    struct cache_head made = {.layout = layout()};
    memcpy(made.magic, magic, sizeof magic);
    return made;
}

/* Finds damage. Eight bytes at a time: a cache of all logs is read at every start. */
uint64_t cache_checksum(const char *bytes, size_t len) {
    uint64_t hash = FNV1A_64_START;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return fnv1a_64(hash, bytes + i, len - i);
}

size_t cache_padded(size_t len) {
    return (len + 7) & ~(size_t)7;
}

/* ---- one block ---- */

struct writing {
    const struct cache_content *content;
    struct buf *out;
    int32_t *file_of; /* a source: its number in the block; −1: not in it */
    struct cached_file *file;
    struct cached_complaint *complaint;
    int32_t files, complaints, sessions, decisions;
    struct session_columns session;
    struct decision_columns decision;
    int32_t *number; /* + 1 of a text of the columns in the block; 0: none yet */
    int32_t texts;
    struct buf text_bytes;
};

static void count_all(struct writing *w) {
    for (int i = 0; i < w->content->shard_count; i++) {
        const struct shard *shard = &w->content->shards[i];
        w->files += shard->seen_count;
        w->complaints += shard->complaint_count; /* at most */
        w->sessions += shard->session.count;
        w->decisions += shard->decision.count;
    }
}

static bool make_room(struct writing *w) {
    const struct cache_content *content = w->content;
    bool ok = true;
    count_all(w);
    w->file_of = malloc(((size_t)content->source_count + 1) * sizeof *w->file_of);
    w->file = calloc((size_t)w->files + 1, sizeof *w->file);
    w->complaint = calloc((size_t)w->complaints + 1, sizeof *w->complaint);
    w->number = calloc((size_t)content->columns->text_count + 1, sizeof *w->number);
#define X(type, name)                                                                              \
    ok = ok && (w->session.name = malloc(((size_t)w->sessions + 1) * sizeof(type)));
    SESSION_COLUMNS(X)
#undef X
#define X(type, name)                                                                              \
    ok = ok && (w->decision.name = malloc(((size_t)w->decisions + 1) * sizeof(type)));
    DECISION_COLUMNS(X)
#undef X
    return ok && w->file_of && w->file && w->complaint && w->number;
}

static int32_t add_text(struct writing *w, const char *text) {
    buf_add(&w->text_bytes, text, strlen(text) + 1);
    return w->texts++;
}

static void rename_texts(struct writing *w, int32_t *column, int32_t count) {
    for (int32_t i = 0; i < count; i++) {
        int32_t text = column[i];
        if (text < 0)
            continue;
        if (!w->number[text])
            w->number[text] = add_text(w, w->content->columns->texts[text]) + 1;
        column[i] = w->number[text] - 1;
    }
}

static void describe_file(const struct writing *w, const struct file_seen *seen,
                          struct cached_file *out) {
    const struct log_source *source = &w->content->sources[seen->file];
    bool is_settled = source->ctime_ns < w->content->settled_ns;
    *out = (struct cached_file){.device = source->device,
                                .inode = source->inode,
                                .size = source->size,
                                .mtime_ns = is_settled ? source->mtime_ns : -1,
                                .ctime_ns = source->ctime_ns,
                                .last_offset = seen->last_offset,
                                .end_offset = seen->end_offset,
                                .first = w->session.count + seen->first,
                                .sessions = seen->sessions,
                                .can_go_on = seen->can_go_on};
    memcpy(out->hash, seen->hash, sizeof seen->hash);
}

static void copy_columns(struct writing *w, const struct shard *shard) {
    struct session_columns *s = &w->session;
    struct decision_columns *d = &w->decision;
    int32_t sessions = shard->session.count, decisions = shard->decision.count;
    if (sessions) {
#define X(type, name)                                                                              \
    memcpy(s->name + s->count, shard->session.name, (size_t)sessions * sizeof(type));
        SESSION_COLUMNS(X)
#undef X
    }
    if (decisions) {
#define X(type, name)                                                                              \
    memcpy(d->name + d->count, shard->decision.name, (size_t)decisions * sizeof(type));
        DECISION_COLUMNS(X)
#undef X
    }
    for (int32_t i = s->count; i < s->count + sessions; i++) {
        s->first[i] += d->count;
        s->file[i] = w->file_of[s->file[i]];
    }
    for (int32_t i = d->count; i < d->count + decisions; i++)
        d->session[i] += s->count;
    s->count += sessions;
    d->count += decisions;
}

static void gather(struct writing *w) {
    const struct cache_content *content = w->content;
    int32_t files = 0;
    for (int i = 0; i < content->source_count; i++)
        w->file_of[i] = -1;
    for (int i = 0; i < content->shard_count; i++) {
        const struct shard *shard = &content->shards[i];
        for (int32_t k = 0; k < shard->seen_count; k++) {
            w->file_of[shard->seen[k].file] = files;
            describe_file(w, &shard->seen[k], &w->file[files++]);
        }
        copy_columns(w, shard);
    }
    int32_t *const of_decisions[] = DECISION_TEXTS(&w->decision);
    int32_t *const of_sessions[] = SESSION_TEXTS(&w->session);
    for (size_t i = 0; i < sizeof of_decisions / sizeof *of_decisions; i++)
        rename_texts(w, of_decisions[i], w->decision.count);
    for (size_t i = 0; i < sizeof of_sessions / sizeof *of_sessions; i++)
        rename_texts(w, of_sessions[i], w->session.count);
}

/* The block's number of the file that is complained about; −1: it is not the file's own fault. */
static int32_t complained_file(const struct writing *w, const struct complaint *complaint) {
    bool depends = complaint->fault == FAULT_TWICE || complaint->fault == FAULT_FUTURE;
    return depends ? -1 : w->file_of[complaint->file];
}

/* By file: counted, then placed. */
static void gather_complaints(struct writing *w) {
    int32_t total = 0;
    for (int i = 0; i < w->content->shard_count; i++)
        for (int c = 0; c < w->content->shards[i].complaint_count; c++) {
            int32_t file = complained_file(w, &w->content->shards[i].complaints[c]);
            if (file >= 0)
                w->file[file].complaints++;
        }
    for (int32_t f = 0; f < w->files; f++) {
        w->file[f].complaint = total;
        total += w->file[f].complaints;
        w->file[f].complaints = 0;
    }
    for (int i = 0; i < w->content->shard_count; i++)
        for (int c = 0; c < w->content->shards[i].complaint_count; c++) {
            const struct complaint *complaint = &w->content->shards[i].complaints[c];
            int32_t file = complained_file(w, complaint);
            if (file >= 0)
                w->complaint[w->file[file].complaint + w->file[file].complaints++] =
                    (struct cached_complaint){(int32_t)complaint->fault,
                                              add_text(w, complaint->why)};
        }
    w->complaints = total;
}

static void put(struct buf *out, const void *bytes, size_t len) {
    static const char zeros[8] = "";
    buf_add(out, bytes, len);
    buf_add(out, zeros, cache_padded(len) - len);
}

static void put_block(struct writing *w) {
    struct buf *out = w->out;
    size_t start = out->len;
    struct block_head head = {.files = w->files,
                              .complaints = w->complaints,
                              .sessions = w->session.count,
                              .decisions = w->decision.count,
                              .texts = w->texts,
                              .text_bytes = (int32_t)w->text_bytes.len};
    buf_add(out, &head, sizeof head);
    put(out, w->file, (size_t)w->files * sizeof *w->file);
    put(out, w->complaint, (size_t)w->complaints * sizeof *w->complaint);
#define X(type, name) put(out, w->session.name, (size_t)w->session.count * sizeof(type));
    SESSION_COLUMNS(X)
#undef X
#define X(type, name) put(out, w->decision.name, (size_t)w->decision.count * sizeof(type));
    DECISION_COLUMNS(X)
#undef X
    put(out, buf_cstr(&w->text_bytes), w->text_bytes.len);
    if (out->failed)
        return;
    head.bytes = out->len - start - sizeof head;
    head.checksum = cache_checksum(out->data + start + sizeof head, head.bytes);
    memcpy(out->data + start, &head, sizeof head);
}

bool cache_write_block(const struct cache_content *content, struct buf *out) {
    struct writing w = {.content = content, .out = out};
    bool ok = make_room(&w);
    if (ok) {
        gather(&w);
        gather_complaints(&w);
        put_block(&w);
    }
    ok = ok && !out->failed && !w.text_bytes.failed;
    free(w.file_of);
    free(w.file);
    free(w.complaint);
    free(w.number);
    buf_finish(&w.text_bytes);
    session_columns_finish(&w.session);
    decision_columns_finish(&w.decision);
    return ok;
}

/* ---- the file ---- */

bool cache_path(const struct columns_request *request, char *out, size_t size) {
    uint64_t hash = FNV1A_64_START;
    char digits[17], name[64];
    for (int i = 0; i < request->path_count; i++)
        hash = fnv1a_64(hash, request->paths[i], strlen(request->paths[i]) + 1);
    hex16(hash, digits);
    snprintf(name, sizeof name, "catalogue-%s", digits);
    return path_join(out, size, request->cache, name);
}

/* Read in this run, and settled. */
static int32_t count_new(const struct cache_content *content) {
    int32_t count = 0;
    for (int i = 0; i + 1 < content->shard_count; i++)
        for (int32_t k = 0; k < content->shards[i].seen_count; k++)
            count +=
                content->sources[content->shards[i].seen[k].file].ctime_ns < content->settled_ns;
    return count;
}

/* Few new logs behind a sound cache that is not full of what is gone. */
static bool may_append(const struct cache *cache, int32_t count_new, int source_count) {
    return cache->count > 0 && cache->is_whole && cache->count < CACHE_BLOCKS_MAX &&
           4 * count_new < source_count && cache->files - cache->taken < source_count / 2 + 16;
}

void cache_keep(const struct cache *cache, const char *folder, const char *path,
                const struct cache_content *content) {
    struct err ignored = {0};
    struct buf out = {0};
    int32_t fresh = count_new(content);
    if (fresh == 0)
        return;
    if (may_append(cache, fresh, content->source_count)) {
        struct cache_content added = *content;
        added.shard_count--;
        if (cache_write_block(&added, &out))
            file_append(path, out.data, out.len, &ignored);
    } else {
        struct cache_head head = cache_head();
        buf_add(&out, &head, sizeof head);
        if (cache_write_block(content, &out) && folder_make(folder, &ignored))
            file_write(path, out.data, out.len, 0600, &ignored);
    }
    buf_finish(&out);
}
