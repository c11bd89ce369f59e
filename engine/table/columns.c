#include "table/columns.h"

#include "base/file.h"
#include "base/file_tree.h"
#include "base/thread.h"
#include "table/catalogue_private.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct log_source *sources;
    struct shard *shards;
    int count, shard_count;
    int64_t bytes_all;
    _Atomic int64_t bytes_done;
    const struct columns_request *request;
    struct cache *cache; /* NULL: none; what it knows goes into the last shard */
};

static bool is_cancelled(const struct columns_request *request) {
    return request->cancel && atomic_load(request->cancel);
}

static void read_piece(void *self, int worker, int piece) {
    struct reading *reading = self;
    const struct columns_request *request = reading->request;
    if (reading->sources[piece].is_known || is_cancelled(request))
        return;
    shard_read(&reading->shards[worker], &reading->sources[piece], piece);
    int64_t done = atomic_fetch_add(&reading->bytes_done, reading->sources[piece].size) +
                   reading->sources[piece].size;
    if (worker == 0 && request->progress)
        request->progress(request->self, done, reading->bytes_all);
}

bool fault_sets_aside(enum log_fault fault) {
    return fault != FAULT_TORN && fault != FAULT_CLOCK;
}

const char *fault_name(enum log_fault fault) {
    static const char *const names[FAULT_COUNT] = {"unreadable", "damaged", "broken", "twice",
                                                   "future",     "torn",    "clock",  "no_file"};
    return (int)fault >= 0 && fault < FAULT_COUNT ? names[fault] : NULL;
}

static bool shard_init(struct shard *shard, const struct reading *reading) {
    shard->trust = reading->request->trust;
    shard->keeps_seen = reading->cache != NULL;
    shard->scanner = scanner_create();
    shard->arena = arena_create();
    return shard->scanner && shard->arena;
}

/* A file changed so shortly before it was read may change again without a new time. */
#define SETTLED_MS 2000

static void keep(const struct reading *reading, const struct columns *columns) {
    struct cache_content content = {.shards = reading->shards,
                                    .shard_count = reading->shard_count,
                                    .columns = columns,
                                    .sources = reading->sources,
                                    .source_count = reading->count,
                                    .settled_ns =
                                        (reading->request->now_ms - SETTLED_MS) * 1000000};
    char path[FILE_PATH_MAX];
    if (reading->cache && cache_path(reading->request, path, sizeof path))
        cache_keep(reading->cache, reading->request->cache, path, &content);
}

enum { FILES_PER_THREAD = 8 }; /* fewer are not worth a thread */

static int wanted_threads(const struct reading *reading) {
    int threads = reading->request->threads;
    if (threads <= 0)
        threads = thread_count();
    return threads > THREADS_MAX ? THREADS_MAX : threads;
}

static bool make_shards(struct reading *reading, int threads) {
    reading->shard_count = threads + (reading->cache != NULL);
    reading->shards = calloc((size_t)reading->shard_count, sizeof *reading->shards);
    for (int i = 0; i < reading->shard_count; i++)
        if (!reading->shards || !shard_init(&reading->shards[i], reading))
            return false;
    return true;
}

static int count_unknown(struct reading *reading) {
    int unknown = 0;
    for (int i = 0; i < reading->count; i++) {
        if (reading->sources[i].is_known)
            continue;
        unknown++;
        reading->bytes_all += reading->sources[i].size;
    }
    return unknown;
}

static struct columns *read_all(struct reading *reading, struct err *err) {
    struct columns *columns = NULL;
    int threads = wanted_threads(reading), unknown = 0;
    bool ok = make_shards(reading, threads);
    if (ok && reading->cache)
        ok =
            cache_take(reading->cache, reading->sources, reading->count, &reading->shards[threads]);
    if (ok) {
        unknown = count_unknown(reading);
        if (threads > 1 + unknown / FILES_PER_THREAD)
            threads = 1 + unknown / FILES_PER_THREAD;
        threads_run(threads, unknown ? reading->count : 0, read_piece, reading);
        if (is_cancelled(reading->request))
            err_set(err, ERR_CANCELLED, "cancelled");
        else
            columns = columns_merge(reading->shards, reading->shard_count, reading->sources,
                                    reading->count, reading->request->now_ms);
    }
    if (columns) {
        columns->is_trusted = reading->request->trust;
        columns->files_read = unknown;
        keep(reading, columns);
    } else {
        err_memory(err);
    }
    for (int i = 0; reading->shards && i < reading->shard_count; i++)
        shard_finish(&reading->shards[i]);
    free(reading->shards);
    return columns;
}

/* A folder of logs that cannot be read is no smaller folder: the caller is told. */
static bool was_read_whole(const struct file_tree *tree, struct err *err) {
    for (int i = 0; i < tree->left_count; i++)
        if (tree->left[i].reason == TREE_UNREADABLE)
            return err_set(err, ERR_IO, "%s %s", tree->left[i].path, tree->left[i].why);
    return true;
}

/* What the walk met and did not take is named with the rest. */
static bool add_left(struct columns *columns, const struct file_tree *tree) {
    struct skipped *all = realloc(
        columns->skipped, (size_t)(columns->skipped_count + tree->left_count + 1) * sizeof *all);
    if (!all)
        return false;
    columns->skipped = all;
    for (int i = 0; i < tree->left_count; i++) {
        struct arena *arena = columns->memory->arena;
        const struct tree_left *left = &tree->left[i];
        struct skipped skipped = {arena_text(arena, left->path, strlen(left->path)),
                                  arena_text(arena, left->why, strlen(left->why)),
                                  left->reason == TREE_LINK || left->reason == TREE_NOT_REGULAR
                                      ? FAULT_NO_FILE
                                      : FAULT_UNREADABLE};
        if (!skipped.file || !skipped.why)
            return false;
        all[columns->skipped_count++] = skipped;
        columns->set_aside++;
        columns->files++;
    }
    return true;
}

static struct log_source source_of(const struct tree_file *file) {
    return (struct log_source){.name = file->path,
                               .size = file->size,
                               .device = file->device,
                               .inode = file->inode,
                               .mtime_ns = file->mtime_ns,
                               .ctime_ns = file->ctime_ns};
}

static bool find_sources(const struct columns_request *request, struct file_tree *tree,
                         struct log_source **sources, struct err *err) {
    static const char *const skipped[] = {"journals", "scenarios", NULL};
    for (int i = 0; i < request->path_count; i++)
        if (!file_tree_add(tree, request->paths[i], ".jsonl", skipped, err))
            return false;
    if (!request->reads_on && !was_read_whole(tree, err))
        return false;
    *sources = malloc(((size_t)tree->count + 1) * sizeof **sources);
    for (int i = 0; *sources && i < tree->count; i++)
        (*sources)[i] = source_of(&tree->files[i]);
    return *sources || err_memory(err);
}

static struct columns *read_files(const struct columns_request *request, struct log_source *sources,
                                  int count, struct err *err) {
    struct reading reading = {.sources = sources, .count = count, .request = request};
    struct cache cache = {0};
    char path[FILE_PATH_MAX];
    if (request->cache && !request->trust && cache_path(request, path, sizeof path)) {
        if (!cache_read(path, &cache)) {
            err_memory(err);
            return NULL;
        }
        reading.cache = &cache;
    }
    struct columns *columns = read_all(&reading, err);
    cache_finish(&cache);
    return columns;
}

struct columns *columns_read(const struct columns_request *request, struct err *err) {
    struct file_tree tree = {0};
    struct log_source *sources = NULL;
    struct columns *columns = NULL;
    if (find_sources(request, &tree, &sources, err))
        columns = read_files(request, sources, tree.count, err);
    if (columns && !add_left(columns, &tree)) {
        columns_destroy(columns);
        columns = NULL;
        err_memory(err);
    }
    free(sources);
    file_tree_finish(&tree);
    return columns;
}

struct columns *columns_read_texts(const struct columns_text *texts, int count,
                                   const struct columns_request *request, struct err *err) {
    struct log_source *sources = malloc(((size_t)count + 1) * sizeof *sources);
    if (!sources) {
        err_memory(err);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        sources[i] = (struct log_source){
            .name = texts[i].name, .bytes = texts[i].bytes, .size = (int64_t)texts[i].len};
    struct columns_request quiet = {
        .threads = request->threads, .trust = request->trust, .now_ms = request->now_ms};
    struct reading reading = {.sources = sources, .count = count, .request = &quiet};
    struct columns *columns = read_all(&reading, err);
    free(sources);
    return columns;
}

void columns_destroy(struct columns *columns) {
    if (!columns)
        return;
    decision_columns_finish(&columns->decision);
    session_columns_finish(&columns->session);
    free(columns->skipped);
    if (columns->memory) {
        intern_finish(&columns->memory->intern);
        free(columns->memory->texts);
        arena_destroy(columns->memory->arena);
        free(columns->memory);
    }
    free(columns);
}

const char *columns_text(const struct columns *columns, int32_t text) {
    return text < 0 ? "" : columns->texts[text];
}

int32_t columns_find(const struct columns *columns, const char *text) {
    int32_t low = 0, high = columns->text_count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = strcmp(columns->texts[middle], text);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* ---- one session in two files ---- */

/* At the session that begins at `offset`. */
static bool open_at(struct line_reader *reader, const struct log_source *source, int64_t offset) {
    struct err ignored = {0};
    if (source->bytes)
        line_reader_open_memory(reader, source->name, source->bytes, (size_t)source->size,
                                RECORD_LINE_MAX);
    else if (!line_reader_open(reader, source->name, RECORD_FILE_MAX, RECORD_LINE_MAX, &ignored))
        return false;
    const char *line;
    size_t len;
    while (reader->offset < offset)
        if (line_reader_next(reader, &line, &len, &ignored) != LINE_WHOLE)
            return false;
    return true;
}

bool sources_agree(const struct log_source *a, int64_t a_offset, const struct log_source *b,
                   int64_t b_offset, int64_t len) {
    struct line_reader x = {0}, y = {0};
    struct err ignored = {0};
    bool agree = open_at(&x, a, a_offset) && open_at(&y, b, b_offset);
    for (int64_t done = 0; agree && done < len;) {
        const char *x_line, *y_line;
        size_t x_len, y_len;
        agree = line_reader_next(&x, &x_line, &x_len, &ignored) == LINE_WHOLE &&
                line_reader_next(&y, &y_line, &y_len, &ignored) == LINE_WHOLE && x_len == y_len &&
                memcmp(x_line, y_line, x_len) == 0;
        done += (int64_t)x_len + 1;
    }
    line_reader_finish(&x);
    line_reader_finish(&y);
    return agree;
}
