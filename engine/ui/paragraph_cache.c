/* Finished layouts, the latest used ones kept. */
#include "base/hash.h"
#include "base/lru.h"
#include "ui/paragraph_private.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUTS = 1024 };

struct paragraph_cache {
    struct lru *lru;
    struct layout *layouts;
    struct layout typed; /* the text that a caret stands in */
    struct paragraph_work work;
};

static void work_finish(struct paragraph_work *work) {
    free(work->characters);
    free(work->types);
    free(work->brackets);
    free(work->levels);
    free(work->sources);
    free(work->chars);
    free(work->hards);
    free(work->lines);
    free(work->items);
    free(work->clean);
}

static void layout_finish(struct layout *layout) {
    free(layout->source);
    free(layout->runs);
    free(layout->lines);
}

void paragraph_cache_destroy(struct paragraph_cache *cache) {
    if (!cache)
        return;
    for (int i = 0; cache->layouts && i < LAYOUTS; i++)
        layout_finish(&cache->layouts[i]);
    layout_finish(&cache->typed);
    free(cache->layouts);
    lru_destroy(cache->lru);
    work_finish(&cache->work);
    free(cache);
}

struct paragraph_cache *paragraph_cache_create(void) {
    struct paragraph_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        return NULL;
    cache->lru = lru_create(LAYOUTS);
    cache->layouts = calloc(LAYOUTS, sizeof *cache->layouts);
    if (!cache->lru || !cache->layouts) {
        paragraph_cache_destroy(cache);
        return NULL;
    }
    return cache;
}

bool paragraph_grow(struct paragraph_work *work, void **list, int count, int *cap, size_t size) {
    if (count < *cap)
        return true;
    int more = *cap ? *cap : 16;
    while (more <= count)
        more *= 2;
    void *bigger = realloc(*list, (size_t)more * size);
    if (!bigger) {
        work->failed = true;
        return false;
    }
    *list = bigger;
    *cap = more;
    return true;
}

/* Keeps the text it was made from and the drawn text, which the runs point into. */
static void keep_texts(struct paragraph_work *work, const char *text, int len) {
    struct layout *out = work->out;
    void *list = out->source;
    bool is_grown =
        paragraph_grow(work, &list, len + work->clean_len, &out->source_cap, sizeof *out->source);
    out->source = list;
    if (!is_grown)
        return;
    char *clean = out->source + len;
    memcpy(out->source, text, (size_t)len);
    if (work->clean_len)
        memcpy(clean, work->clean, (size_t)work->clean_len);
    out->source_len = len;
    out->clean = clean;
    for (int i = 0; i < out->run_count; i++) {
        struct text_run *run = &out->runs[i].run;
        run->text = clean + (run->text - work->clean);
    }
}

static void summarise(struct layout *out, const struct paragraph_work *work) {
    int line_px = out->key.line_px;
    bool is_taller = work->has_arabic || out->key.flags & LAYOUT_RTL_INTERFACE;
    if (is_taller && !(out->key.flags & LAYOUT_LINE_FIXED))
        line_px = (line_px * 118 + 50) / 100;
    out->line_px = line_px;
    out->is_rtl = work->is_rtl;
    out->size = (struct text_size){.height = out->line_count * line_px, .lines = out->line_count};
    for (int i = 0; i < out->line_count; i++)
        if (out->lines[i].width > out->size.width)
            out->size.width = out->lines[i].width;
}

/* The steps from a text to its lines; false: out of memory. */
static bool lay_out(struct paragraph_work *work, struct layout *out, const char *text, int len) {
    work->metrics = out->key.metrics;
    work->out = out;
    work->failed = false;
    out->run_count = out->line_count = 0;
    paragraph_scan(work, text, len);
    if (!work->failed)
        paragraph_break(work);
    if (!work->failed)
        paragraph_itemise(work);
    if (!work->failed)
        paragraph_fill(work);
    if (!work->failed)
        keep_texts(work, text, len);
    if (work->failed)
        out->run_count = out->line_count = 0;
    summarise(out, work);
    return !work->failed;
}

static struct layout *take_slot(struct paragraph_cache *cache, uint64_t hash) {
    int slot = lru_add(cache->lru, hash);
    if (slot < 0) {
        lru_remove(cache->lru, lru_oldest(cache->lru));
        slot = lru_add(cache->lru, hash);
    }
    return &cache->layouts[slot];
}

const struct paragraph_work *paragraph_work_of(const struct frame *frame, const char *text,
                                               const struct layout_key *key) {
    struct paragraph_cache *cache = frame->paragraphs;
    if (!cache)
        return NULL;
    cache->typed.key = *key;
    return lay_out(&cache->work, &cache->typed, text, (int)strlen(text)) ? &cache->work : NULL;
}

const struct layout *paragraph_layout(struct frame *frame, const char *text,
                                      const struct layout_key *key) {
    struct paragraph_cache *cache = frame->paragraphs;
    if (!cache)
        return NULL;
    size_t len = strlen(text);
    uint64_t hash = fnv1a_64(fnv1a_64(FNV1A_64_START, key, sizeof *key), text, len);
    int slot = lru_find(cache->lru, hash);
    struct layout *out = slot < 0 ? take_slot(cache, hash) : &cache->layouts[slot];
    if (slot >= 0 && !memcmp(&out->key, key, sizeof *key) && out->source_len == (int)len &&
        !memcmp(out->source, text, len))
        return out;
    out->key = *key;
    if (lay_out(&cache->work, out, text, (int)len))
        return out;
    out->source_len = -1; /* try again next time */
    return NULL;
}
