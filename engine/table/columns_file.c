/* One log into the columns of a worker. */
#include "base/hash.h"
#include "table/catalogue_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GROW(type, name)                                                                           \
    do {                                                                                           \
        type *grown = realloc(columns->name, (size_t)capacity * sizeof *grown);                    \
        if (!grown)                                                                                \
            return false;                                                                          \
        columns->name = grown;                                                                     \
    } while (0);

bool decision_columns_grow(struct decision_columns *columns) {
    int32_t capacity = columns->capacity ? 2 * columns->capacity : 4096;
    DECISION_COLUMNS(GROW)
    columns->capacity = capacity;
    return true;
}

bool session_columns_grow(struct session_columns *columns) {
    int32_t capacity = columns->capacity ? 2 * columns->capacity : 512;
    SESSION_COLUMNS(GROW)
    columns->capacity = capacity;
    return true;
}

void decision_columns_finish(struct decision_columns *columns) {
#define X(type, name) free(columns->name);
    DECISION_COLUMNS(X)
#undef X
    *columns = (struct decision_columns){0};
}

void session_columns_finish(struct session_columns *columns) {
#define X(type, name) free(columns->name);
    SESSION_COLUMNS(X)
#undef X
    *columns = (struct session_columns){0};
}

void shard_complain(struct shard *shard, int file, enum log_fault fault, const char *why) {
    if (shard->complaint_count == shard->complaint_capacity) {
        int capacity = shard->complaint_capacity ? 2 * shard->complaint_capacity : 16;
        struct complaint *grown = realloc(shard->complaints, (size_t)capacity * sizeof *grown);
        if (!grown) {
            shard->failed = true;
            return;
        }
        shard->complaints = grown;
        shard->complaint_capacity = capacity;
    }
    const char *copy = arena_text(shard->arena, why, strlen(why));
    shard->failed = shard->failed || !copy;
    shard->complaints[shard->complaint_count++] = (struct complaint){file, fault, copy};
}

void shard_finish(struct shard *shard) {
    scanner_destroy(shard->scanner);
    line_reader_finish(&shard->reader);
    intern_finish(&shard->intern);
    decision_columns_finish(&shard->decision);
    session_columns_finish(&shard->session);
    arena_destroy(shard->arena);
    free(shard->complaints);
    free(shard->seen);
}

bool shard_keep_seen(struct shard *shard, const struct file_seen *seen) {
    if (shard->seen_count == shard->seen_capacity) {
        int32_t capacity = shard->seen_capacity ? 2 * shard->seen_capacity : 256;
        struct file_seen *grown = realloc(shard->seen, (size_t)capacity * sizeof *grown);
        if (!grown) {
            shard->failed = true;
            return false;
        }
        shard->seen = grown;
        shard->seen_capacity = capacity;
    }
    shard->seen[shard->seen_count++] = *seen;
    return true;
}

int32_t shard_intern(struct shard *shard, const char *text, size_t len) {
    int32_t number = intern_add(&shard->intern, text, len);
    shard->failed = shard->failed || number < 0;
    return number;
}

/* ---- names to numbers ---- */

static int name_of(struct span span, int (*of)(const char *name)) {
    char text[32];
    if (!span.at || span.len >= sizeof text)
        return -1;
    memcpy(text, span.at, span.len);
    text[span.len] = '\0';
    return of(text);
}

static uint8_t known_or_0(struct span span, int (*of)(const char *name)) {
    int number = span.at ? name_of(span, of) : 0;
    return (uint8_t)(number < 0 ? 0 : number);
}

static int32_t intern_span(struct shard *shard, struct span span) {
    return span.at ? shard_intern(shard, span.at, span.len) : -1;
}

static int64_t null_is_minus(int64_t number, int64_t most) {
    return number == RECORD_NULL || number < 0 ? -1 : number > most ? most : number;
}

/* ---- sessions ---- */

/* No log of ours says such a thing, whatever its chain: also where broken chains are trusted. */
static void note_impossible(struct shard *shard, const struct scan_line *line) {
    if (shard->broken.code == ERR_NONE && !check_values(line, &shard->broken))
        shard->broken_line = shard->file_lines + 1;
}

static bool start_session(struct shard *shard, const struct scan_line *line, struct err *err) {
    struct session_columns *s = &shard->session;
    int mode = name_of(line->mode, mode_of), level = name_of(line->level, level_of);
    if (line->seq != 0 || line->type != RECORD_start)
        return err_set(err, ERR_CONTENT, "the session does not begin with its `start` record");
    if (mode < 0 || level < 0)
        return err_set(err, ERR_CONTENT, "the session has an unknown mode or level");
    if (!line->agent.at || !line->scenario.at)
        return err_set(err, ERR_CONTENT, "the session names no agent or no scenario");
    if (s->count == s->capacity && !session_columns_grow(s))
        return err_memory(err);
    int32_t row = s->count++;
    s->start_ms[row] = line->at_ms;
    s->offset[row] = shard->reader.offset;
    s->bytes[row] = 0;
    s->id[row] = intern_span(shard, line->session);
    s->agent[row] = intern_span(shard, line->agent);
    s->team[row] = intern_span(shard, line->team);
    s->scenario[row] = intern_span(shard, line->scenario);
    s->sha256[row] = intern_span(shard, line->scenario_sha256);
    s->version[row] = (int32_t)null_is_minus(line->version, INT32_MAX);
    s->file[row] = shard->file;
    s->first[row] = shard->decision.count;
    s->decisions[row] = s->lines[row] = 0;
    s->target_s[row] = (int32_t)null_is_minus(line->target_s, INT32_MAX);
    s->clock[row] = (int8_t)null_is_minus(line->clock, 1);
    s->mode[row] = (uint8_t)mode;
    s->level[row] = (uint8_t)level;
    s->timing[row] = known_or_0(line->timing, timing_of);
    note_impossible(shard, line);
    s->is_ended[row] = s->is_broken[row] = s->open_suspended[row] = 0;
    s->back_ms[row] = 0;
    s->last_ms[row] = line->at_ms;
    shard->last_scene = -1;
    shard->next_seq = 0;
    return true;
}

static bool is_same(const struct shard *shard, int32_t text, struct span span) {
    if (text < 0 || !span.at)
        return text < 0 && !span.at;
    const struct intern_text *item = &shard->intern.items[text];
    return item->len == span.len && memcmp(item->text, span.at, span.len) == 0;
}

static bool is_same_session(const struct shard *shard, const struct scan_line *line) {
    const struct session_columns *s = &shard->session;
    return shard->file_lines > 0 && is_same(shard, s->id[s->count - 1], line->session);
}

/* The first line that does not fit says why the file is set aside; the rest is read as it is. */
static bool is_checked(const struct shard *shard) {
    return !shard->trust && shard->broken.code == ERR_NONE;
}

/* Numbers without a gap, and every line names the hash of the line before. */
static bool check_chain(const struct shard *shard, const struct scan_line *line, struct err *err) {
    if (line->seq != shard->next_seq)
        return err_set(err, ERR_VERIFY, "record %" PRId64 " is missing (%" PRId64 " follows)",
                       shard->next_seq, line->seq);
    if (line->seq == 0 ? line->prev.at != NULL : !span_is(line->prev, shard->hash))
        return err_set(err, ERR_VERIFY,
                       "`prev` is not the hash of the line before: one of the two was changed");
    return true;
}

static bool check_head(struct shard *shard, const struct scan_line *line, struct err *err) {
    const struct session_columns *s = &shard->session;
    int32_t row = s->count - 1;
    if (is_checked(shard) && !check_chain(shard, line, &shard->broken))
        shard->broken_line = shard->file_lines + 1;
    if (line->same_head)
        return true;
    if (!is_same(shard, s->agent[row], line->agent) || !is_same(shard, s->team[row], line->team) ||
        !is_same(shard, s->scenario[row], line->scenario) ||
        s->mode[row] != name_of(line->mode, mode_of) ||
        s->level[row] != name_of(line->level, level_of) ||
        s->version[row] != null_is_minus(line->version, INT32_MAX))
        return err_set(err, ERR_CONTENT, "agent, team, scenario, version, level or mode changes");
    return true;
}

/* ---- decisions ---- */

static int compare_spans(struct span a, struct span b) {
    int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* A set of options as one text: their ids sorted, a line feed after each. */
static int32_t intern_ids(struct shard *shard, struct span *ids, int count) {
    char text[4096];
    size_t len = 0;
    for (int i = 1; i < count; i++) {
        struct span span = ids[i];
        int at = i;
        for (; at > 0 && compare_spans(ids[at - 1], span) > 0; at--)
            ids[at] = ids[at - 1];
        ids[at] = span;
    }
    for (int i = 0; i < count; i++) {
        if (len + ids[i].len + 1 > sizeof text)
            break; /* ids are short; so long a set is told apart by its beginning */
        memcpy(text + len, ids[i].at, ids[i].len);
        len += ids[i].len;
        text[len++] = '\n';
    }
    return intern_span(shard, (struct span){text, len});
}

/* What was offered, and what could have been, had everything been looked up. */
static void note_choices(struct shard *shard, const struct scan_line *line, int32_t row) {
    struct span ids[2 * SCAN_OPTIONS_MAX];
    int count = line->option_count;
    memcpy(ids, line->options, (size_t)count * sizeof *ids);
    shard->decision.offered[row] = intern_ids(shard, ids, count);
    memcpy(ids + count, line->withheld, (size_t)line->withheld_count * sizeof *ids);
    shard->decision.choices[row] = intern_ids(shard, ids, count + line->withheld_count);
}

/* Can a call that need not go up be settled here, and well? */
static bool can_keep(const struct scan_line *line) {
    for (int i = 0; i < line->category_count && i < line->option_count; i++)
        if (line->option_categories[i] >= 1 && !(line->escalating_place >> i & 1))
            return true;
    return false;
}

/* A poor option that stops the clock: was one there, was it taken? */
static void note_stops(const struct scan_line *line, struct decision_columns *d, int32_t row) {
    d->stop_offered[row] = d->stop_taken[row] = 0;
    for (int i = 0; i < line->stop_count && i < line->category_count && i < line->option_count;
         i++) {
        if (line->stops[i] != 1 || line->option_categories[i] != 0)
            continue;
        d->stop_offered[row] = 1;
        if (line->option.at && span_equal(line->options[i], line->option))
            d->stop_taken[row] = 1;
    }
}

static void add_credit(int64_t category, int64_t credit, int64_t sum[3], int n[3]) {
    if (category < 0 || category > 2 || credit < 0)
        return;
    sum[category] += credit;
    n[category]++;
}

/* What a choice of each category earns in the mean. */
static void note_credits(const struct scan_line *line, struct decision_columns *d, int32_t row) {
    int64_t sum[3] = {0};
    int n[3] = {0};
    for (int i = 0; i < line->category_count && i < line->credit_count; i++)
        add_credit(line->option_categories[i], line->credits[i], sum, n);
    for (int i = 0; i < line->withheld_count; i++)
        add_credit(line->withheld_categories[i], line->withheld_credits[i], sum, n);
    int16_t *const means[3] = {d->credit_0, d->credit_1, d->credit_2};
    for (int k = 0; k < 3; k++)
        means[k][row] = (int16_t)(n[k] ? (sum[k] + n[k] / 2) / n[k] : -1);
}

static void note_categories(const struct scan_line *line, struct decision_columns *d, int32_t row) {
    unsigned mask = 0, count = 0, sum = 0, squares = 0;
    for (int i = 0; i < line->category_count; i++) {
        int64_t category = line->option_categories[i];
        if (category < 0 || category > 2)
            continue;
        mask |= 1u << category;
        count++;
        sum += (unsigned)category;
        squares += (unsigned)(category * category);
    }
    for (int i = 0; i < line->withheld_count; i++)
        if (line->withheld_categories[i] >= 0 && line->withheld_categories[i] <= 2)
            mask |= 1u << line->withheld_categories[i];
    d->categories[row] = (uint8_t)mask;
    d->options[row] = (uint8_t)count;
    d->guess_sum[row] = (uint8_t)sum;
    d->guess_squares[row] = (uint8_t)squares;
}

/* A record earlier than the session's `start` counts as made at its beginning. */
static int64_t time_in_session(const struct shard *shard, int64_t at_ms) {
    int64_t start_ms = shard->session.start_ms[shard->session.count - 1];
    return at_ms < start_ms ? start_ms : at_ms;
}

static bool add_decision(struct shard *shard, const struct scan_line *line, struct err *err) {
    struct decision_columns *d = &shard->decision;
    if (!check_decision(line, err))
        return false;
    if (is_checked(shard) && !check_credit(line, &shard->broken))
        shard->broken_line = shard->file_lines + 1;
    note_impossible(shard, line);
    if (d->count == d->capacity && !decision_columns_grow(d))
        return err_memory(err);
    int32_t row = d->count++;
    d->at_ms[row] = time_in_session(shard, line->at_ms);
    d->session[row] = shard->session.count - 1;
    d->seq[row] = (int32_t)line->seq;
    d->scene[row] = intern_span(shard, line->scene);
    d->node[row] = intern_span(shard, line->node);
    note_choices(shard, line, row);
    d->option[row] = intern_span(shard, line->option);
    d->latency_ms[row] = (int32_t)null_is_minus(line->latency_ms, INT32_MAX);
    d->reading_ms[row] = (int32_t)null_is_minus(line->reading_ms, INT32_MAX);
    d->words[row] = (int32_t)null_is_minus(line->words, INT32_MAX);
    d->credit[row] = (int16_t)null_is_minus(line->credit, CREDIT_ONE);
    d->panel_n[row] = (int16_t)null_is_minus(line->panel_n, INT16_MAX);
    note_credits(line, d, row);
    d->expects[row] = (int16_t)null_is_minus(line->expects, CREDIT_ONE);
    d->exposure[row] = (int16_t)null_is_minus(line->exposure, INT16_MAX);
    bool needs = line->needed_count > 0 && line->needed_weight > 0;
    d->coverage[row] = (int16_t)(needs ? CREDIT_ONE * line->seen_weight / line->needed_weight : -1);
    d->is_unsupported[row] = (int8_t)(needs ? 2 * line->seen_weight < line->needed_weight : -1);
    d->confidence[row] = (int8_t)null_is_minus(line->confidence, 100);
    d->category[row] = (int8_t)null_is_minus(line->category, 2);
    note_categories(line, d, row);
    d->key[row] = known_or_0(line->key, key_status_of);
    d->escalation[row] = known_or_0(line->escalation, escalation_of);
    d->escalated[row] = (int8_t)null_is_minus(line->escalated, 1);
    d->offers_both[row] = line->escalating > 0 && line->escalating < line->option_count;
    d->can_keep[row] = can_keep(line);
    note_stops(line, d, row);
    d->skill[row] = known_or_0(line->skill, skill_of);
    d->also_skill[row] = known_or_0(line->also_skill, skill_of);
    d->stance[row] = known_or_0(line->stance, stance_of);
    d->suspended[row] = shard->session.open_suspended[d->session[row]];
    shard->session.open_suspended[d->session[row]] = 0;
    shard->session.decisions[shard->session.count - 1]++;
    shard->last_scene = -1;
    return true;
}

/* ---- the file ---- */

static bool add_line(struct shard *shard, const struct scan_line *line, size_t len,
                     struct err *err) {
    struct session_columns *s = &shard->session;
    if (!is_same_session(shard, line) && !start_session(shard, line, err))
        return false;
    if (!check_head(shard, line, err))
        return false;
    int32_t row = s->count - 1;
    if (line->type == RECORD_decision || line->type == RECORD_timeout) {
        if (!add_decision(shard, line, err))
            return false;
    } else if (line->type == RECORD_scene) {
        shard->last_scene = intern_span(shard, line->scene);
        s->open_suspended[row] = 0;
    } else if (line->type == RECORD_suspended) {
        s->open_suspended[row] = 1;
    } else if (line->type == RECORD_end) {
        s->is_ended[row] = 1;
    }
    s->open_scene[row] = s->is_ended[row] ? -1 : shard->last_scene;
    int64_t back = null_is_minus(s->last_ms[row] - line->at_ms, INT32_MAX);
    s->back_ms[row] = back > s->back_ms[row] ? (int32_t)back : s->back_ms[row];
    s->last_ms[row] = line->at_ms > s->last_ms[row] ? line->at_ms : s->last_ms[row];
    s->last_t[row] = line->t_ms;
    s->bytes[row] += (int64_t)len + 1;
    s->lines[row]++;
    shard->next_seq = line->seq + 1;
    shard->file_lines++;
    return !shard->failed || err_memory(err);
}

/* True at the end; *is_torn: the last line has no newline. */
static bool read_lines(struct shard *shard, bool *is_torn, struct err *err) {
    for (;;) {
        const char *text;
        size_t len;
        struct scan_line line;
        int64_t offset = shard->reader.offset;
        enum line_found found = line_reader_next(&shard->reader, &text, &len, err);
        *is_torn = found == LINE_TORN;
        if (found == LINE_NONE || found == LINE_TORN)
            return true;
        if (found == LINE_FAILED || !scan_line(shard->scanner, text, len, &line, err))
            return false;
        int32_t before = shard->session.count;
        if (!add_line(shard, &line, len, err))
            return false;
        if (is_checked(shard))
            sha256_hex(text, len, shard->hash);
        shard->last_offset = offset;
        shard->end_offset = shard->reader.offset;
        if (shard->session.count > before)
            shard->session.offset[before] = offset;
    }
}

static void roll_back(struct shard *shard, int32_t decisions, int32_t sessions) {
    shard->decision.count = decisions;
    shard->session.count = sessions;
}

static void complain_line(struct shard *shard, int line, const struct err *err) {
    char why[600];
    snprintf(why, sizeof why, "line %d: %s", line, err->text);
    shard_complain(shard, shard->file,
                   err->code == ERR_VERIFY    ? FAULT_BROKEN
                   : err->code == ERR_CONTENT ? FAULT_DAMAGED
                                              : FAULT_UNREADABLE,
                   why);
}

/* Sessions from `first` on are in a broken file. */
static void set_aside(struct shard *shard, int32_t first) {
    complain_line(shard, shard->broken_line, &shard->broken);
    for (int32_t row = first; row < shard->session.count; row++)
        shard->session.is_broken[row] = 1;
}

static void complain_torn(struct shard *shard) {
    char why[160];
    snprintf(why, sizeof why, "the last line is torn; the %d whole line%s before it count%s",
             shard->file_lines, shard->file_lines == 1 ? "" : "s",
             shard->file_lines == 1 ? "s" : "");
    shard_complain(shard, shard->file, FAULT_TORN, why);
}

/* Sessions from `first` on whose clock was set back. */
static void complain_clock(struct shard *shard, int32_t first) {
    const struct session_columns *s = &shard->session;
    for (int32_t row = first; row < s->count; row++) {
        char why[160];
        if (s->back_ms[row] <= CLOCK_BACK_MS)
            continue;
        snprintf(why, sizeof why,
                 "the clock was set back by %" PRId32 " s within the session; it counts, in the "
                 "order of its records",
                 s->back_ms[row] / 1000);
        shard_complain(shard, shard->file, FAULT_CLOCK, why);
    }
}

static bool open_source(struct shard *shard, const struct log_source *source, struct err *err) {
    if (!source->bytes)
        return line_reader_open(&shard->reader, source->name, RECORD_FILE_MAX, RECORD_LINE_MAX,
                                err);
    line_reader_open_memory(&shard->reader, source->name, source->bytes, (size_t)source->size,
                            RECORD_LINE_MAX);
    return true;
}

/* Goes on behind the lines that the cache knows. False: they are not what they were. */
static bool resume(struct shard *shard, const struct log_source *source, struct err *err) {
    char hash[65] = "";
    int64_t end = shard->reader.offset;
    if (!cache_resume(&source->grown, shard))
        return err_memory(err);
    const struct cached_file *file = &source->grown.block->file[source->grown.file];
    while (shard->reader.offset < file->end_offset) {
        const char *text;
        size_t len;
        int64_t offset = shard->reader.offset;
        if (line_reader_next(&shard->reader, &text, &len, err) != LINE_WHOLE)
            return false;
        if (offset == file->last_offset)
            sha256_hex(text, len, hash);
        end = shard->reader.offset;
    }
    return end == file->end_offset && strcmp(hash, shard->hash) == 0;
}

/* What the cache will say of the file. */
static void note_seen(struct shard *shard, int32_t first, bool can_go_on) {
    struct file_seen seen = {.file = shard->file,
                             .first = first,
                             .sessions = shard->session.count - first,
                             .can_go_on = can_go_on && shard->file_lines > 0,
                             .last_offset = shard->last_offset,
                             .end_offset = shard->end_offset};
    memcpy(seen.hash, shard->hash, sizeof seen.hash);
    if (shard->keeps_seen)
        shard_keep_seen(shard, &seen);
}

/* The lines, from the file's beginning or from where the cache ends. */
static bool read_source(struct shard *shard, const struct log_source *source, bool *is_torn,
                        struct err *err) {
    int32_t decisions = shard->decision.count, sessions = shard->session.count;
    shard->file_lines = 0;
    shard->last_offset = shard->end_offset = 0;
    scanner_reset(shard->scanner);
    if (source->grown.block && !resume(shard, source, err)) {
        roll_back(shard, decisions, sessions);
        *err = (struct err){0};
        shard->file_lines = 0;
        if (!open_source(shard, source, err))
            return false;
    }
    shard->lines -= shard->file_lines; /* those are not read again */
    return read_lines(shard, is_torn, err);
}

void shard_read(struct shard *shard, const struct log_source *source, int file) {
    struct err err = {0};
    bool is_torn = false;
    int32_t decisions = shard->decision.count, sessions = shard->session.count;
    shard->file = file;
    shard->broken = (struct err){0};
    if (!open_source(shard, source, &err)) {
        shard_complain(shard, file, FAULT_UNREADABLE, err.text);
        return;
    }
    bool ok = read_source(shard, source, &is_torn, &err);
    if (!ok) {
        complain_line(shard, shard->file_lines + 1, &err);
        shard->failed = shard->failed || err.code == ERR_MEMORY;
        roll_back(shard, decisions, sessions);
    } else if (shard->broken.code != ERR_NONE) {
        set_aside(shard, sessions);
    } else {
        if (shard->file_lines == 0)
            shard_complain(shard, file, FAULT_DAMAGED,
                           is_torn ? "it has no whole line" : "it is empty");
        else if (is_torn)
            complain_torn(shard);
        complain_clock(shard, sessions);
    }
    if (ok || err.code == ERR_CONTENT)
        note_seen(shard, sessions, ok && shard->broken.code == ERR_NONE);
    shard->bytes += shard->reader.offset;
    shard->lines += shard->file_lines;
    line_reader_close(&shard->reader);
}
