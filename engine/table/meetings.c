#include "table/meetings.h"

#include <stdlib.h>

#define LEFT_MS (LEFT_DAYS * INT64_C(86400000))

/* ---- which decision a call was left at ---- */

struct place_node {
    int32_t sha256, scene, node;
};

struct places {
    struct place_node *items; /* sorted, without doubles */
    int32_t count;
};

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_place(const void *a, const void *b) {
    const struct place_node *x = a, *y = b;
    int order = compare(x->sha256, y->sha256);
    return order ? order : compare(x->scene, y->scene);
}

static bool has_open_scene(const struct session_columns *s) {
    for (int32_t i = 0; i < s->count; i++)
        if (s->open_scene[i] >= 0)
            return true;
    return false;
}

static void learn_places(struct places *places, const struct columns *columns) {
    const struct decision_columns *d = &columns->decision;
    const struct session_columns *s = &columns->session;
    for (int32_t i = 0; i < d->count; i++)
        places->items[i] = (struct place_node){s->sha256[d->session[i]], d->scene[i], d->node[i]};
    if (d->count)
        qsort(places->items, (size_t)d->count, sizeof *places->items, by_place);
    for (int32_t i = 0; i < d->count; i++)
        if (places->count == 0 ||
            by_place(&places->items[i], &places->items[places->count - 1]) != 0)
            places->items[places->count++] = places->items[i];
}

struct places *places_create(const struct columns *columns) {
    struct places *places = calloc(1, sizeof *places);
    if (!places || !has_open_scene(&columns->session))
        return places;
    places->items = malloc(((size_t)columns->decision.count + 1) * sizeof *places->items);
    if (!places->items) {
        free(places);
        return NULL;
    }
    learn_places(places, columns);
    return places;
}

void places_destroy(struct places *places) {
    if (!places)
        return;
    free(places->items);
    free(places);
}

int32_t places_node(const struct places *places, int32_t sha256, int32_t scene) {
    struct place_node key = {sha256, scene, -1};
    const struct place_node *found =
        places->count ? bsearch(&key, places->items, (size_t)places->count, sizeof key, by_place)
                      : NULL;
    return found ? found->node : -1;
}

bool meetings_is_left(const struct session_columns *sessions, int32_t session, int64_t as_of_ms) {
    return sessions->open_scene[session] >= 0 && sessions->last_ms[session] + LEFT_MS <= as_of_ms;
}

/* ---- meetings in order ---- */

struct meeting {
    int64_t at_ms, start_ms;
    int32_t person, node, id, seq;
    int32_t row; /* of the decision; -1: left open */
    uint8_t level;
};

struct meetings {
    struct meeting *items;
    size_t count;
};

static int by_time(const void *a, const void *b) {
    const struct meeting *x = a, *y = b;
    int order = compare(x->person, y->person);
    order = order ? order : compare(x->at_ms, y->at_ms);
    order = order ? order : compare(x->start_ms, y->start_ms);
    order = order ? order : compare(x->id, y->id);
    return order ? order : compare(x->seq, y->seq);
}

static void add_session(struct meetings *meetings, const struct columns *columns,
                        const struct places *places, int32_t person, int32_t session,
                        int64_t as_of_ms) {
    const struct session_columns *s = &columns->session;
    const struct decision_columns *d = &columns->decision;
    struct meeting meeting = {.at_ms = s->start_ms[session],
                              .start_ms = s->start_ms[session],
                              .person = person,
                              .id = s->id[session],
                              .level = s->level[session]};
    for (int32_t row = s->first[session]; row < s->first[session] + s->decisions[session]; row++) {
        if (d->at_ms[row] > as_of_ms)
            return;
        if (d->at_ms[row] > meeting.at_ms)
            meeting.at_ms = d->at_ms[row];
        meeting.node = d->node[row];
        meeting.seq = d->seq[row];
        meeting.row = row;
        meetings->items[meetings->count++] = meeting;
    }
    if (!meetings_is_left(s, session, as_of_ms))
        return;
    meeting.node = places_node(places, s->sha256[session], s->open_scene[session]);
    meeting.at_ms = s->last_ms[session] + LEFT_MS;
    meeting.seq = INT32_MAX;
    meeting.row = -1;
    if (meeting.node >= 0)
        meetings->items[meetings->count++] = meeting;
}

/* How often one person met a node. */
struct met {
    int32_t person; /* + 1; 0: nobody yet */
    int32_t any, at_level[LEVEL_COUNT];
};

/* Meetings must stand in order; `met` has a place for each text. */
static void count_all(const struct columns *columns, const struct meetings *meetings,
                      struct met *all, struct meeting_count *out) {
    for (size_t i = 0; i < meetings->count; i++) {
        const struct meeting *meeting = &meetings->items[i];
        struct met *met = &all[meeting->node];
        if (met->person != meeting->person + 1)
            *met = (struct met){.person = meeting->person + 1};
        met->any++;
        met->at_level[meeting->level]++;
        if (meeting->row < 0)
            continue;
        int32_t logged = columns->decision.exposure[meeting->row];
        struct meeting_count *count = &out[meeting->row];
        *count = (struct meeting_count){met->any, met->at_level[meeting->level]};
        if (logged <= met->any)
            continue;
        count->any = logged;
        count->at_level += count->at_level == 1;
    }
}

bool meetings_count(const struct columns *columns, const int32_t *person_of, int64_t as_of_ms,
                    struct meeting_count **out, struct err *err) {
    const struct session_columns *s = &columns->session;
    size_t rows = (size_t)columns->decision.count, texts = (size_t)columns->text_count + 1;
    struct places *places = places_create(columns);
    struct meetings meetings = {malloc((rows + (size_t)s->count + 1) * sizeof *meetings.items), 0};
    struct met *met = calloc(texts, sizeof *met);
    *out = calloc(rows + 1, sizeof **out);
    bool ok = places && meetings.items && met && *out;
    for (int32_t i = 0; ok && i < s->count; i++)
        if (s->start_ms[i] <= as_of_ms)
            add_session(&meetings, columns, places, person_of[s->agent[i]], i, as_of_ms);
    if (ok && meetings.count)
        qsort(meetings.items, meetings.count, sizeof *meetings.items, by_time);
    if (ok)
        count_all(columns, &meetings, met, *out);
    places_destroy(places);
    free(meetings.items);
    free(met);
    if (ok)
        return true;
    free(*out);
    *out = NULL;
    return err_memory(err);
}
