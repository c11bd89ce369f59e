#include "record/value.h"

#include "base/clock.h"
#include "base/json.h"

#include <string.h>

void value_clear(enum field_kind kind, void *place) {
    switch (kind) {
    case FIELD_IS_TYPE:
        break;
    case FIELD_IS_INT:
    case FIELD_IS_TIME:
    case FIELD_IS_FLAG:
    case FIELD_IS_SHARE:
    case FIELD_IS_PERCENT:
        *(int64_t *)place = RECORD_NULL;
        break;
    case FIELD_IS_TEXT:
        *(const char **)place = NULL;
        break;
    case FIELD_IS_TEXTS:
        *(struct texts *)place = (struct texts){.count = -1};
        break;
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES:
        *(struct numbers *)place = (struct numbers){.count = -1};
        break;
    case FIELD_IS_REF:
        *(struct record_ref *)place = (struct record_ref){0};
        break;
    case FIELD_IS_ENTRY_REF:
        *(struct entry_ref *)place = (struct entry_ref){0};
        break;
    case FIELD_IS_OUTCOME:
        *(struct record_outcome *)place = (struct record_outcome){0};
        break;
    case FIELD_IS_WITHHELD:
        *(struct withheld *)place = (struct withheld){.count = -1};
        break;
    case FIELD_IS_AUDIO:
        *(struct own_audio *)place = (struct own_audio){0};
        break;
    }
}

/* ---- writing ---- */

static void write_number(struct buf *out, int64_t number, int places) {
    if (number == RECORD_NULL)
        json_string(out, NULL);
    else
        json_decimal(out, number, places);
}

static void write_numbers(struct buf *out, const struct numbers *numbers, int places) {
    if (numbers->count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '[');
    for (int i = 0; i < numbers->count; i++) {
        json_key(out, NULL);
        write_number(out, numbers->items[i], places);
    }
    buf_char(out, ']');
}

static void write_texts(struct buf *out, const struct texts *texts) {
    if (texts->count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '[');
    for (int i = 0; i < texts->count; i++) {
        json_key(out, NULL);
        json_string(out, texts->items[i]);
    }
    buf_char(out, ']');
}

static void write_flag(struct buf *out, int64_t flag) {
    if (flag == RECORD_NULL)
        json_string(out, NULL);
    else
        json_bool(out, flag != 0);
}

static void write_time(struct buf *out, int64_t wall_ms) {
    char text[25];
    if (wall_ms == RECORD_NULL) {
        json_string(out, NULL);
        return;
    }
    clock_format_utc(wall_ms, text);
    json_string(out, text);
}

/* {"session":…,"seq":…} */
static void write_ref(struct buf *out, const char *key, const char *id, int64_t seq) {
    if (!id) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '{');
    json_key(out, key);
    json_string(out, id);
    json_key(out, "seq");
    json_int(out, seq);
    buf_char(out, '}');
}

static void write_outcome(struct buf *out, const struct record_outcome *outcome) {
    if (!outcome->is_given) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '{');
    json_key(out, "resolved");
    json_bool(out, outcome->resolved);
    json_key(out, "retained");
    json_bool(out, outcome->retained);
    json_key(out, "compliant");
    json_bool(out, outcome->compliant);
    json_key(out, "csat");
    json_int(out, outcome->csat);
    json_key(out, "cost");
    json_int(out, outcome->cost);
    buf_char(out, '}');
}

static void write_withheld_option(struct buf *out, const struct withheld_option *item) {
    buf_char(out, '{');
    json_key(out, "option");
    json_string(out, item->option);
    json_key(out, "credit");
    write_number(out, item->credit, 4);
    json_key(out, "category");
    write_number(out, item->category, 0);
    json_key(out, "votes");
    write_number(out, item->votes, 0);
    json_key(out, "stance");
    json_string(out, item->stance);
    buf_char(out, '}');
}

static void write_withheld(struct buf *out, const struct withheld *withheld) {
    if (withheld->count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '[');
    for (int i = 0; i < withheld->count; i++) {
        json_key(out, NULL);
        write_withheld_option(out, &withheld->items[i]);
    }
    buf_char(out, ']');
}

static void write_audio(struct buf *out, const struct own_audio *audio) {
    if (!audio->is_given) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '{');
    json_key(out, "ms");
    json_int(out, audio->ms);
    json_key(out, "sha256");
    json_string(out, audio->sha256);
    buf_char(out, '}');
}

static void write_refs(struct buf *out, enum field_kind kind, const void *place) {
    const struct record_ref *record = place;
    const struct entry_ref *entry = place;
    if (kind == FIELD_IS_REF)
        write_ref(out, "session", record->session, record->seq);
    else
        write_ref(out, "journal", entry->journal, entry->seq);
}

void value_write(enum field_kind kind, const void *place, struct buf *out) {
    switch (kind) {
    case FIELD_IS_TYPE:
        break;
    case FIELD_IS_TEXT:
        json_string(out, *(const char *const *)place);
        break;
    case FIELD_IS_TIME:
        write_time(out, *(const int64_t *)place);
        break;
    case FIELD_IS_INT:
        write_number(out, *(const int64_t *)place, 0);
        break;
    case FIELD_IS_FLAG:
        write_flag(out, *(const int64_t *)place);
        break;
    case FIELD_IS_SHARE:
        write_number(out, *(const int64_t *)place, 4);
        break;
    case FIELD_IS_PERCENT:
        write_number(out, *(const int64_t *)place, 2);
        break;
    case FIELD_IS_TEXTS:
        write_texts(out, place);
        break;
    case FIELD_IS_INTS:
        write_numbers(out, place, 0);
        break;
    case FIELD_IS_SHARES:
        write_numbers(out, place, 4);
        break;
    case FIELD_IS_REF:
    case FIELD_IS_ENTRY_REF:
        write_refs(out, kind, place);
        break;
    case FIELD_IS_OUTCOME:
        write_outcome(out, place);
        break;
    case FIELD_IS_WITHHELD:
        write_withheld(out, place);
        break;
    case FIELD_IS_AUDIO:
        write_audio(out, place);
        break;
    }
}

/* ---- comparing ---- */

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_texts(const struct texts *a, const struct texts *b) {
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (!same_text(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool same_numbers(const struct numbers *a, const struct numbers *b) {
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i])
            return false;
    return true;
}

static bool same_outcome(const struct record_outcome *a, const struct record_outcome *b) {
    return a->is_given == b->is_given && a->resolved == b->resolved && a->retained == b->retained &&
           a->compliant == b->compliant && a->csat == b->csat && a->cost == b->cost;
}

static bool same_withheld(const struct withheld *a, const struct withheld *b) {
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++) {
        const struct withheld_option *x = &a->items[i], *y = &b->items[i];
        if (!same_text(x->option, y->option) || x->credit != y->credit ||
            x->category != y->category || x->votes != y->votes || !same_text(x->stance, y->stance))
            return false;
    }
    return true;
}

static bool same_audio(const struct own_audio *a, const struct own_audio *b) {
    return a->is_given == b->is_given && a->ms == b->ms && same_text(a->sha256, b->sha256);
}

static bool same_record_ref(const struct record_ref *a, const struct record_ref *b) {
    return same_text(a->session, b->session) && a->seq == b->seq;
}

static bool same_entry_ref(const struct entry_ref *a, const struct entry_ref *b) {
    return same_text(a->journal, b->journal) && a->seq == b->seq;
}

bool value_is_equal(enum field_kind kind, const void *a, const void *b) {
    switch (kind) {
    case FIELD_IS_TYPE:
        return true;
    case FIELD_IS_TEXT:
        return same_text(*(const char *const *)a, *(const char *const *)b);
    case FIELD_IS_TEXTS:
        return same_texts(a, b);
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES:
        return same_numbers(a, b);
    case FIELD_IS_REF:
        return same_record_ref(a, b);
    case FIELD_IS_ENTRY_REF:
        return same_entry_ref(a, b);
    case FIELD_IS_OUTCOME:
        return same_outcome(a, b);
    case FIELD_IS_WITHHELD:
        return same_withheld(a, b);
    case FIELD_IS_AUDIO:
        return same_audio(a, b);
    default:
        return *(const int64_t *)a == *(const int64_t *)b;
    }
}
