#include "score/adopt.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/line_reader.h"
#include "model/rules.h"
#include "record/journal.h"
#include "record/log_reader.h"
#include "record/record.h"

#include <string.h>

/* The log's own first line: the rules it was written by, and whom it names. */
static bool is_of_first_release(const char *path, const char *name) {
    struct line_reader reader = {0};
    const char *line;
    size_t len;
    struct record record;
    struct arena *arena = arena_create();
    bool is_it = arena && line_reader_open(&reader, path, RECORD_FILE_MAX, RECORD_LINE_MAX, NULL) &&
                 line_reader_next(&reader, &line, &len, NULL) == LINE_WHOLE &&
                 record_read(line, len, arena, &record, NULL) && record.agent &&
                 record_rules(&record) == RULES_FIRST && strcmp(record.agent, name) == 0;
    line_reader_finish(&reader);
    arena_destroy(arena);
    return is_it;
}

static bool is_borne_out(const struct adoption *adoption, const struct columns *columns,
                         const char *name) {
    const struct session_columns *s = &columns->session;
    int32_t text = columns_find(columns, name);
    char path[FILE_PATH_MAX];
    for (int32_t i = 0; text >= 0 && i < s->count; i++)
        if (s->agent[i] == text &&
            log_path(path, sizeof path, adoption->logs, columns_text(columns, s->id[i])) &&
            is_of_first_release(path, name))
            return true;
    return false;
}

static bool is_named_before(const struct adoption *adoption, int name) {
    for (int i = 0; i < name; i++)
        if (adoption->names[i] && strcmp(adoption->names[i], adoption->names[name]) == 0)
            return true;
    return false;
}

bool adopt_logs(const struct adoption *adoption, const struct columns *columns, struct err *err) {
    struct journal *journal = NULL;
    bool ok = true;
    for (int i = 0; ok && i < ADOPT_NAMES; i++) {
        const char *name = adoption->names[i];
        if (!name || is_named_before(adoption, i) || !is_borne_out(adoption, columns, name))
            continue;
        if (!journal)
            journal = journal_open(adoption->logs, adoption->agent, adoption->now_ms, err);
        ok = journal && journal_alias(journal, adoption->agent, name, adoption->now_ms, err);
    }
    journal_close(journal);
    return ok;
}
