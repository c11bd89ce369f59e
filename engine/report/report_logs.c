/* What the numbers rest on: which logs were read, which were set aside and why. */
#include "base/clock.h"
#include "base/visible.h"
#include "report/report.h"
#include "report/report_json.h"
#include "score/look_alike.h"

#include <stdlib.h>
#include <string.h>

/* Files by why they were set aside; a file counts once, under what is said of it first. */
static void count_faults(const struct columns *columns, int counts[FAULT_COUNT]) {
    const char *last = "";
    memset(counts, 0, FAULT_COUNT * sizeof *counts);
    for (int i = 0; i < columns->skipped_count; i++) {
        const struct skipped *skipped = &columns->skipped[i];
        if (!fault_sets_aside(skipped->fault) || strcmp(last, skipped->file) == 0)
            continue;
        counts[skipped->fault]++;
        last = skipped->file;
    }
}

static const char *fault_words(enum log_fault fault, int count) {
    switch (fault) {
    case FAULT_UNREADABLE:
        return "could not be read";
    case FAULT_DAMAGED:
        return count == 1 ? "is damaged" : "are damaged";
    case FAULT_BROKEN:
        return count == 1 ? "is broken (a line was changed, lost or added)"
                          : "are broken (a line was changed, lost or added)";
    case FAULT_NO_FILE:
        return count == 1 ? "is a link or no regular file" : "are links or no regular files";
    case FAULT_FUTURE:
        return count == 1 ? "is dated ahead of this machine's clock"
                          : "are dated ahead of this machine's clock";
    default:
        return count == 1 ? "has a session that is in another file"
                          : "have sessions that are in other files";
    }
}

static int count_sessions(const struct columns *columns) {
    int count = 0;
    for (int32_t i = 0; i < columns->session.count; i++)
        count += !columns->session.is_broken[i];
    return count;
}

static void text_set_aside(const struct columns *columns, struct buf *out) {
    int counts[FAULT_COUNT];
    bool is_first = true;
    if (columns->set_aside == 0)
        return;
    count_faults(columns, counts);
    buf_printf(out, "%d of %d logs %s set aside: ", columns->set_aside, columns->files,
               columns->set_aside == 1 ? "was" : "were");
    for (int fault = 0; fault < FAULT_COUNT; fault++) {
        if (counts[fault] == 0)
            continue;
        buf_printf(out, "%s%d %s", is_first ? "" : ", ", counts[fault],
                   fault_words((enum log_fault)fault, counts[fault]));
        is_first = false;
    }
    buf_text(out, ".\n");
}

static void quote(struct buf *out, const struct columns *columns, int32_t text) {
    const char *id = columns_text(columns, text);
    buf_char(out, '\'');
    visible_add(out, id, strlen(id), VISIBLE_ID);
    buf_char(out, '\'');
}

/* One line a pair, with what is not plain made visible: else the two would read the same. */
static void text_look_alikes(const struct dataset *data, struct buf *out) {
    struct look_alike *pairs;
    int count;
    if (!look_alikes_find(data, &pairs, &count, NULL)) {
        out->failed = true;
        return;
    }
    for (int i = 0; i < count; i++) {
        quote(out, data->columns, pairs[i].a);
        buf_text(out, " and ");
        quote(out, data->columns, pairs[i].b);
        buf_text(out, " look alike and are scored as two persons.\n");
    }
    free(pairs);
}

static void json_look_alikes(struct buf *out, const struct dataset *data) {
    struct look_alike *pairs;
    int count;
    if (!look_alikes_find(data, &pairs, &count, NULL)) {
        out->failed = true;
        return;
    }
    json_key(out, "look_alike");
    buf_char(out, '[');
    for (int i = 0; i < count; i++) {
        json_key(out, NULL);
        buf_char(out, '[');
        json_key(out, NULL);
        json_string(out, columns_text(data->columns, pairs[i].a));
        json_key(out, NULL);
        json_string(out, columns_text(data->columns, pairs[i].b));
        buf_char(out, ']');
    }
    buf_char(out, ']');
    free(pairs);
}

void report_logs_text(const struct dataset *data, struct buf *out) {
    const struct columns *columns = data->columns;
    text_set_aside(columns, out);
    if (data->filtered_out)
        buf_printf(out, "The filter leaves out %d of %d sessions.\n", data->filtered_out,
                   count_sessions(columns));
    if (columns->is_trusted)
        buf_text(out, "Trusted: logs with a broken chain count all the same (--trust).\n");
    text_look_alikes(data, out);
}

static void json_filter_text(struct buf *out, const char *key, const char *text) {
    json_key(out, key);
    json_string(out, text);
}

static void json_filter_time(struct buf *out, const char *key, bool has, int64_t at_ms) {
    char text[25];
    if (has)
        clock_format_utc(at_ms, text);
    json_filter_text(out, key, has ? text : NULL);
}

static void json_filter(struct buf *out, const struct dataset *data) {
    const struct log_filter *filter = &data->filter;
    json_key(out, "filter");
    buf_char(out, '{');
    json_filter_text(out, "agent", filter->agent);
    json_filter_text(out, "team", filter->team);
    json_filter_text(out, "scenario", filter->scenario);
    json_filter_text(out, "level",
                     filter->has_level ? level_name((enum level)filter->level) : NULL);
    json_filter_text(out, "mode", filter->has_mode ? mode_name((enum mode)filter->mode) : NULL);
    json_filter_time(out, "since", filter->has_since, filter->since_ms);
    json_filter_time(out, "until", filter->has_until, filter->until_ms);
    json_member_int(out, "sessions_left_out", data->filtered_out);
    buf_char(out, '}');
}

static void json_counts(struct buf *out, const struct columns *columns) {
    int counts[FAULT_COUNT];
    count_faults(columns, counts);
    json_key(out, "logs");
    buf_char(out, '{');
    json_member_int(out, "files", columns->files);
    json_member_int(out, "sessions", count_sessions(columns));
    json_member_int(out, "set_aside", columns->set_aside);
    json_key(out, "why");
    buf_char(out, '{');
    for (int fault = 0; fault < FAULT_COUNT; fault++)
        if (fault_sets_aside((enum log_fault)fault))
            json_member_int(out, fault_name((enum log_fault)fault), counts[fault]);
    buf_text(out, "}}");
}

void json_logs(struct buf *out, const struct dataset *data) {
    const struct columns *columns = data->columns;
    json_counts(out, columns);
    json_key(out, "trusted");
    json_bool(out, columns->is_trusted);
    json_filter(out, data);
    json_look_alikes(out, data);
    json_key(out, "skipped");
    buf_char(out, '[');
    for (int i = 0; i < columns->skipped_count; i++) {
        json_key(out, NULL);
        buf_char(out, '{');
        json_member_text(out, "file", columns->skipped[i].file);
        json_member_text(out, "why", columns->skipped[i].why);
        json_member_text(out, "fault", fault_name(columns->skipped[i].fault));
        json_key(out, "set_aside");
        json_bool(out, fault_sets_aside(columns->skipped[i].fault));
        buf_char(out, '}');
    }
    buf_char(out, ']');
}
