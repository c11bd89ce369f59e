/* Between columns.c (public), columns_file.c (one file into a shard) and columns_merge.c. */
#ifndef TABLE_COLUMNS_PRIVATE_H
#define TABLE_COLUMNS_PRIVATE_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/line_reader.h"
#include "table/columns.h"
#include "table/scan.h"

/* Where the cache holds a log: file `file` of the block. */
struct cache_block;
struct cached_place {
    const struct cache_block *block; /* NULL: nowhere */
    int32_t file;
};

/* A file or a text in memory. */
struct log_source {
    const char *name;
    const char *bytes; /* NULL: a file */
    int64_t size;
    uint64_t device, inode;
    int64_t mtime_ns, ctime_ns;
    bool is_known;             /* its rows are in a shard already */
    struct cached_place grown; /* what was read of it when it was shorter */
};

/* What the cache must know of a file that was read. */
struct file_seen {
    int32_t file; /* among the sources */
    int32_t first, sessions;
    bool can_go_on;
    int64_t last_offset, end_offset; /* of the last whole line */
    char hash[65];
};

struct complaint {
    int file;
    enum log_fault fault;
    const char *why; /* in the shard's arena */
};

/* What one worker reads. */
struct shard {
    struct scanner *scanner;
    struct line_reader reader;
    struct intern intern;
    struct decision_columns decision;
    struct session_columns session;
    struct arena *arena;
    struct complaint *complaints;
    int complaint_count, complaint_capacity;
    int64_t bytes, lines, latest_ms;
    int64_t skipped_bytes;
    bool failed; /* out of memory */
    bool trust;  /* see struct columns_request */

    /* for the cache; kept only with `keeps_seen` */
    bool keeps_seen;
    struct file_seen *seen;
    int32_t seen_count, seen_capacity;

    /* of the file being read */
    int file, file_lines;
    struct err broken; /* ERR_NONE, or why the file is set aside and only tells what was met */
    int broken_line;
    int64_t next_seq;
    int32_t last_scene;              /* text, by intern number */
    int64_t last_offset, end_offset; /* of the line before */
    char hash[65];
};

/* The columns that hold texts. */
#define DECISION_TEXTS(d)                                                                          \
    { (d)->scene, (d)->node, (d)->choices, (d)->offered, (d)->option }
#define SESSION_TEXTS(s)                                                                           \
    { (s)->id, (s)->agent, (s)->team, (s)->scenario, (s)->sha256, (s)->open_scene }

struct columns_memory {
    struct intern intern; /* owns the texts of `columns` */
    const char **texts;
    struct arena *arena; /* complaints and file names */
};

bool decision_columns_grow(struct decision_columns *columns);
bool session_columns_grow(struct session_columns *columns);
void decision_columns_finish(struct decision_columns *columns);
void session_columns_finish(struct session_columns *columns);

/* Reads one source into the shard; what is wrong with it becomes a complaint. */
void shard_read(struct shard *shard, const struct log_source *source, int file);
void shard_complain(struct shard *shard, int file, enum log_fault fault, const char *why);
void shard_finish(struct shard *shard);
/* False: out of memory (`failed` is set). */
bool shard_keep_seen(struct shard *shard, const struct file_seen *seen);
int32_t shard_intern(struct shard *shard, const char *text, size_t len); /* −1: out of memory */

/* Is the line of a decision whole: names, options, numbers that fit? False: ERR_CONTENT. */
bool check_decision(const struct scan_line *line, struct err *err);
/* Is the credit that of the option chosen, which was shown? A changed last line of a log has no
 * line behind it whose `prev` would tell. False: ERR_VERIFY. */
bool check_credit(const struct scan_line *line, struct err *err);
/* Values that no program of ours writes: names of no list, weights, times and shares out of range.
 * False: ERR_CONTENT. */
bool check_values(const struct scan_line *line, struct err *err);

/* Makes one of the shards. NULL: out of memory. */
struct columns *columns_merge(struct shard *shards, int count, const struct log_source *sources,
                              int source_count, int64_t now_ms);

/* One session in two sources: does the first `len` bytes from each offset agree? */
bool sources_agree(const struct log_source *a, int64_t a_offset, const struct log_source *b,
                   int64_t b_offset, int64_t len);

#endif
