/* The cache of the catalogue: reading its bytes. */
#include "base/file.h"
#include "table/catalogue_private.h"

#include <stdlib.h>
#include <string.h>

#define CACHE_BYTES_MAX (INT64_C(1) << 30)

struct pieces {
    char *at;
    size_t left;
    bool is_short;
};

/* The next `count` items; the buffer is aligned, and so is each array. */
static void *take(struct pieces *pieces, int32_t count, size_t size) {
    size_t len = cache_padded((size_t)(count < 0 ? 0 : count) * size);
    if (count < 0 || pieces->is_short || len > pieces->left) {
        pieces->is_short = true;
        return NULL;
    }
    void *start = pieces->at;
    pieces->at += len;
    pieces->left -= len;
    return start;
}

static bool is_text(int32_t number, int32_t texts) {
    return number >= -1 && number < texts;
}

static bool are_texts(const int32_t *column, int32_t count, int32_t texts) {
    for (int32_t i = 0; i < count; i++)
        if (!is_text(column[i], texts))
            return false;
    return true;
}

/* Sessions lie file by file and decisions session by session, without a gap. */
static bool rows_fit(const struct cache_block *block) {
    const struct session_columns *s = &block->session;
    int32_t session = 0, decision = 0, complaint = 0;
    for (int32_t f = 0; f < block->files; f++) {
        const struct cached_file *file = &block->file[f];
        if (file->first != session || file->sessions < 0 || file->complaint != complaint ||
            file->complaints < 0 || file->sessions > s->count - session ||
            file->complaints > block->complaints - complaint || file->hash[64])
            return false;
        session += file->sessions;
        complaint += file->complaints;
    }
    for (int32_t i = 0; i < s->count; i++) {
        if (s->first[i] != decision || s->decisions[i] < 0 ||
            s->decisions[i] > block->decision.count - decision || s->agent[i] < 0 || s->id[i] < 0)
            return false;
        decision += s->decisions[i];
    }
    return session == s->count && decision == block->decision.count &&
           complaint == block->complaints;
}

static bool texts_fit(const struct cache_block *block) {
    const struct decision_columns *d = &block->decision;
    const struct session_columns *s = &block->session;
    const int32_t *const of_decisions[] = DECISION_TEXTS(d);
    const int32_t *const of_sessions[] = SESSION_TEXTS(s);
    bool ok = true;
    for (size_t i = 0; i < sizeof of_decisions / sizeof *of_decisions; i++)
        ok = ok && are_texts(of_decisions[i], d->count, block->texts);
    for (size_t i = 0; i < sizeof of_sessions / sizeof *of_sessions; i++)
        ok = ok && are_texts(of_sessions[i], s->count, block->texts);
    for (int32_t i = 0; i < block->complaints; i++)
        ok = ok && block->complaint[i].why >= 0 && block->complaint[i].why < block->texts &&
             block->complaint[i].fault >= 0 && block->complaint[i].fault < FAULT_COUNT;
    for (int32_t i = 0; ok && i < d->count; i++)
        ok = d->scene[i] >= 0 && d->node[i] >= 0 && d->choices[i] >= 0 && d->offered[i] >= 0;
    return ok;
}

/* The texts, each closed by a NUL, one behind the other. False: they do not fit; *failed: memory.
 */
static bool point_at_texts(struct cache_block *block, const char *bytes, int32_t len,
                           bool *failed) {
    const char *end = bytes + len;
    block->text = malloc(((size_t)block->texts + 1) * sizeof *block->text);
    *failed = !block->text;
    for (int32_t i = 0; block->text && i < block->texts; i++) {
        const char *nul = bytes < end ? memchr(bytes, '\0', (size_t)(end - bytes)) : NULL;
        if (!nul)
            return false;
        block->text[i] = bytes;
        bytes = nul + 1;
    }
    return block->text && bytes == end;
}

static bool read_block(struct pieces *pieces, const struct block_head *head,
                       struct cache_block *block, bool *failed) {
    *block = (struct cache_block){
        .files = head->files, .complaints = head->complaints, .texts = head->texts};
    block->session.count = head->sessions;
    block->decision.count = head->decisions;
    block->file = take(pieces, head->files, sizeof *block->file);
    block->complaint = take(pieces, head->complaints, sizeof *block->complaint);
#define X(type, name) block->session.name = take(pieces, head->sessions, sizeof(type));
    SESSION_COLUMNS(X)
#undef X
#define X(type, name) block->decision.name = take(pieces, head->decisions, sizeof(type));
    DECISION_COLUMNS(X)
#undef X
    const char *texts = take(pieces, head->text_bytes, 1);
    return !pieces->is_short && head->texts >= 0 &&
           point_at_texts(block, texts, head->text_bytes, failed) && rows_fit(block) &&
           texts_fit(block);
}

/* The next block, if there is a sound one. */
static bool next_block(struct cache *cache, size_t *at, bool *failed) {
    struct block_head head;
    if (cache->count == CACHE_BLOCKS_MAX || cache->bytes.len - *at < sizeof head)
        return false;
    memcpy(&head, cache->bytes.data + *at, sizeof head);
    size_t left = cache->bytes.len - *at - sizeof head;
    char *content = cache->bytes.data + *at + sizeof head;
    if (head.bytes > left || cache_checksum(content, head.bytes) != head.checksum)
        return false;
    struct pieces pieces = {content, head.bytes, false};
    struct cache_block *block = &cache->blocks[cache->count];
    if (!read_block(&pieces, &head, block, failed)) {
        free(block->text);
        return false;
    }
    cache->count++;
    cache->files += block->files;
    *at += sizeof head + head.bytes;
    return true;
}

bool cache_read(const char *path, struct cache *cache) {
    struct cache_head wanted = cache_head();
    struct err ignored = {0};
    bool failed = false;
    *cache = (struct cache){0};
    if (!file_read(path, CACHE_BYTES_MAX, &cache->bytes, &ignored))
        return ignored.code != ERR_MEMORY;
    size_t at = sizeof wanted;
    if (cache->bytes.len < sizeof wanted || memcmp(cache->bytes.data, &wanted, sizeof wanted) != 0)
        return true;
    while (next_block(cache, &at, &failed))
        ;
    cache->is_whole = at == cache->bytes.len;
    return !failed;
}

void cache_finish(struct cache *cache) {
    for (int i = 0; i < cache->count; i++)
        free(cache->blocks[i].text);
    buf_finish(&cache->bytes);
    *cache = (struct cache){0};
}
