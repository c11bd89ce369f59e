/* The cache of the catalogue: what was read of each log, kept from one run to the next.
 *
 * One file for each folder of logs that was asked for, `<cache>/catalogue-<hash of its path>`, in
 * this machine's own byte order. It begins with a head that names the program's version and the
 * layout of the columns; another version's file is not read. Blocks follow, each with its length
 * and a checksum, each with the rows of a number of logs; of two blocks that hold the same file the
 * later one holds. A block is added when few logs are new, the whole is written anew when many are.
 * What does not fit, by checksum or by any bound, is as if it were not there. */
#ifndef TABLE_CATALOGUE_PRIVATE_H
#define TABLE_CATALOGUE_PRIVATE_H

#include "base/buf.h"
#include "table/columns_private.h"

enum { CACHE_BLOCKS_MAX = 32 };

/* One log in a block. It is still the same if all of the first five are. */
struct cached_file {
    uint64_t device, inode;
    int64_t size, mtime_ns, ctime_ns;
    int64_t last_offset, end_offset; /* of its last whole line: where it begins and ends */
    int32_t first, sessions;         /* rows of the block */
    int32_t complaint, complaints;
    int32_t can_go_on; /* the lines so far are sound */
    char hash[68];     /* of the last whole line, 64 digits and a NUL */
};

struct cached_complaint {
    int32_t fault, why; /* why: text of the block */
};

/* As they stand in the file. */
struct cache_head {
    char magic[24];
    uint64_t layout;
};
struct block_head {
    uint64_t bytes, checksum; /* of what follows this head */
    int32_t files, complaints, sessions, decisions, texts, text_bytes;
};
struct cache_head cache_head(void); /* of this program */
uint64_t cache_checksum(const char *bytes, size_t len);
size_t cache_padded(size_t len); /* every array begins at a multiple of 8 */

struct cache_block {
    int32_t files, complaints, texts;
    struct cached_file *file;
    struct cached_complaint *complaint;
    struct decision_columns decision; /* texts by number of the block */
    struct session_columns session;   /* `file` by number of the block */
    const char **text;                /* each ends with a NUL */
};

struct cache {
    struct buf bytes; /* the blocks point into it */
    struct cache_block blocks[CACHE_BLOCKS_MAX];
    int count;
    bool is_whole; /* nothing stands behind the last block */
    int32_t taken, files;
};

/* What is sound of the file; nothing where there is none. False: out of memory. */
bool cache_read(const char *path, struct cache *cache);
void cache_finish(struct cache *cache);

/* Marks the sources that are still as they were read, puts their rows into the shard, and notes for
 * those that grew what was read of them. False: out of memory. */
bool cache_take(struct cache *cache, struct log_source *sources, int count, struct shard *shard);

/* The same log, a little longer: copies its rows into the shard, as if it had just been read up to
 * its old end. False: out of memory (the shard's `failed` is set). */
bool cache_resume(const struct cached_place *place, struct shard *shard);

/* Appends a block of everything in the shards, whose texts must be numbered as those of `columns`.
 * Files changed at `settled_ns` or later are written so that they are read anew: a second change
 * within one tick of the disk's clock would not show. False: out of memory. */
struct cache_content {
    const struct shard *shards;
    int shard_count;
    const struct columns *columns;
    const struct log_source *sources;
    int source_count;
    int64_t settled_ns;
};
bool cache_write_block(const struct cache_content *content, struct buf *out);

/* Where the cache of these paths lies. False: the name is too long. */
bool cache_path(const struct columns_request *request, char *out, size_t size);

/* Writes what is new, behind what is there or all of it anew. Of the content's shards the last one
 * holds what came from the cache. A cache that cannot be written is none: nothing is reported. */
void cache_keep(const struct cache *cache, const char *folder, const char *path,
                const struct cache_content *content);

#endif
