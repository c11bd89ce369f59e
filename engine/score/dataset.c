#include "score/dataset.h"

#include "table/meetings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- choosing the measured decisions ---- */

/* Sessions in the order in which they are taken: by person, where asked for by team, then time. */
struct taken {
    int64_t start_ms;
    int32_t person, team, id, session;
};

struct building {
    struct dataset *dataset;
    const struct dataset_request *request;
    const int32_t *person_of; /* for each text: the person of that id; the request's, or own */
    int32_t *own_persons;
    struct meeting_count *met; /* one a row of the decision columns */
    struct taken *taken;
    int32_t taken_count;
};

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_turn(const void *a, const void *b) {
    const struct taken *x = a, *y = b;
    int order = compare(x->person, y->person);
    order = order ? order : compare(x->team, y->team);
    order = order ? order : compare(x->start_ms, y->start_ms);
    return order ? order : compare(x->id, y->id);
}

static bool is_measurable(uint8_t mode) {
    return mode == MODE_ASSESSMENT || mode == MODE_PRACTICE;
}

/* True: nothing can be told from it, for the person or for the scale. */
static bool is_missing(struct building *b, int32_t row) {
    const struct session_columns *s = &b->dataset->columns->session;
    const struct decision_columns *d = &b->dataset->columns->decision;
    struct dataset_agent *agent = &b->dataset->agent[b->dataset->agents - 1];
    int32_t session = d->session[row];
    bool is_suspended = d->suspended[row];
    bool is_adjusted = d->option[row] < 0 && s->timing[session] != TIMING_NORMAL;
    agent->suspended += is_suspended;
    agent->adjusted += is_adjusted && !is_suspended;
    return is_suspended || is_adjusted;
}

/* A first meeting at its level. */
static void add_first_exposure(struct building *b, int32_t row) {
    struct dataset *data = b->dataset;
    uint8_t key = data->columns->decision.key[row];
    bool is_first = b->met[row].any == 1;
    if (is_missing(b, row))
        return;
    data->by_key[key]++;
    if (key == KEY_AMBIGUOUS)
        data->ambiguous_rows[data->ambiguous_count++] = row;
    data->agent[data->agents - 1].by_key[key] += is_first;
    if (key < KEY_ILLUSTRATIVE || key < data->keys)
        return;
    data->measured[data->count++] =
        (struct measured){.row = row, .agent = data->agents - 1, .in_window = is_first};
    data->agent[data->agents - 1].count++;
}

static void take_decisions(struct building *b, int32_t session) {
    struct dataset *data = b->dataset;
    const struct session_columns *s = &data->columns->session;
    const struct decision_columns *d = &data->columns->decision;
    struct dataset_agent *agent = &data->agent[data->agents - 1];
    for (int32_t i = 0; i < s->decisions[session]; i++) {
        int32_t row = s->first[session] + i;
        if (d->at_ms[row] > data->as_of_ms)
            return;
        if (is_measurable(s->mode[session]) && b->met[row].at_level == 1 &&
            filter_takes_time(&b->request->filter, d->at_ms[row]))
            add_first_exposure(b, row);
        agent->previewed += s->mode[session] == MODE_PREVIEW;
        if (s->mode[session] == MODE_PANEL)
            data->panel_rows[data->panel_count++] = row;
    }
}

static void take_session(struct building *b, int32_t session) {
    struct dataset *data = b->dataset;
    const struct session_columns *s = &data->columns->session;
    struct dataset_agent *agent = &data->agent[data->agents - 1];
    bool counts = is_measurable(s->mode[session]);
    agent->sessions += counts;
    agent->ended += counts && s->is_ended[session] && s->last_ms[session] <= data->as_of_ms;
    agent->left += counts && meetings_is_left(s, session, data->as_of_ms);
    agent->team = s->team[session];
    take_decisions(b, session);
}

static void list_sessions(struct building *b) {
    struct dataset *data = b->dataset;
    const struct session_columns *s = &data->columns->session;
    struct filter_numbers numbers;
    filter_find(&b->request->filter, data->columns, b->person_of, &numbers);
    for (int32_t i = 0; i < s->count; i++) {
        if (s->is_broken[i] || s->start_ms[i] > data->as_of_ms)
            continue;
        if (!filter_takes_session(&numbers, data->columns, b->person_of, i)) {
            data->filtered_out++;
            continue;
        }
        b->taken[b->taken_count++] = (struct taken){.start_ms = s->start_ms[i],
                                                    .person = b->person_of[s->agent[i]],
                                                    .team = b->request->by_team ? s->team[i] : -1,
                                                    .id = s->id[i],
                                                    .session = i};
    }
    if (b->taken_count)
        qsort(b->taken, (size_t)b->taken_count, sizeof *b->taken, by_turn);
}

static void take_sessions(struct building *b) {
    struct dataset *data = b->dataset;
    const struct taken *last = NULL;
    list_sessions(b);
    for (int32_t i = 0; i < b->taken_count; i++) {
        const struct taken *taken = &b->taken[i];
        if (!last || last->person != taken->person || last->team != taken->team)
            data->agent[data->agents++] =
                (struct dataset_agent){.text = taken->person, .team = -1, .first = data->count};
        take_session(b, taken->session);
        last = taken;
    }
}

/* ---- items ---- */

struct item_key {
    int32_t scenario, scene, node, level, choices, categories;
};

/* One item while they are gathered. */
struct gathered {
    struct item_key key;
    int32_t number; /* in the order of coming, then in the order of items */
};

static int by_key(const void *a, const void *b) {
    const struct item_key *x = &((const struct gathered *)a)->key;
    const struct item_key *y = &((const struct gathered *)b)->key;
    int order = compare(x->scenario, y->scenario);
    order = order ? order : compare(x->scene, y->scene);
    order = order ? order : compare(x->node, y->node);
    order = order ? order : compare(x->level, y->level);
    order = order ? order : compare(x->choices, y->choices);
    return order ? order : compare(x->categories, y->categories);
}

struct gathering {
    struct gathered *items; /* with room for every measured decision */
    int32_t count;
    int32_t *slots; /* number + 1 by hash */
    uint32_t slot_count;
};

static uint32_t hash_key(const struct item_key *key) {
    uint64_t hash = (uint32_t)key->choices;
    hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uint32_t)key->node;
    hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uint32_t)(key->scene * 4 + key->level);
    hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uint32_t)key->categories;
    hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uint32_t)key->scenario;
    return (uint32_t)((hash * UINT64_C(0xff51afd7ed558ccd)) >> 32);
}

/* The item's number in the order of coming. */
static int32_t gather(struct gathering *g, const struct item_key *key) {
    uint32_t at = hash_key(key) & (g->slot_count - 1);
    for (; g->slots[at]; at = (at + 1) & (g->slot_count - 1))
        if (memcmp(&g->items[g->slots[at] - 1].key, key, sizeof *key) == 0)
            return g->slots[at] - 1;
    g->items[g->count] = (struct gathered){*key, g->count};
    g->slots[at] = ++g->count;
    return g->count - 1;
}

static int bits(unsigned mask) {
    return (int)((mask & 1) + (mask >> 1 & 1) + (mask >> 2 & 1));
}

/* The place of the category among those the item offers. */
static int8_t own_scale(unsigned mask, int category, bool is_timeout) {
    if (is_timeout)
        return 0;
    if (category < 0 || !(mask >> category & 1))
        return -1;
    return (int8_t)bits(mask & ((1u << category) - 1));
}

static void add_item(struct dataset *data, const struct item_key *key) {
    if (data->scenarios == 0 || data->scenario[data->scenarios - 1] != key->scenario)
        data->scenario[data->scenarios++] = key->scenario;
    data->item[data->items++] = (struct item){.scenario = data->scenarios - 1,
                                              .scene = key->scene,
                                              .node = key->node,
                                              .choices = key->choices,
                                              .level = (uint8_t)key->level,
                                              .categories = (uint8_t)key->categories,
                                              .expects = -1};
}

static bool gather_items(struct dataset *data, struct gathering *g) {
    const struct decision_columns *d = &data->columns->decision;
    const struct session_columns *s = &data->columns->session;
    g->slot_count = 1024;
    while (g->slot_count < 2 * (uint32_t)data->count)
        g->slot_count *= 2;
    g->slots = calloc(g->slot_count, sizeof *g->slots);
    g->items = malloc(((size_t)data->count + 1) * sizeof *g->items);
    if (!g->slots || !g->items)
        return false;
    for (int32_t i = 0; i < data->count; i++) {
        int32_t row = data->measured[i].row, session = d->session[row];
        struct item_key key = {s->scenario[session], d->scene[row],   d->node[row],
                               s->level[session],    d->choices[row], d->categories[row]};
        data->measured[i].item = gather(g, &key);
    }
    return true;
}

int32_t dataset_item_of_row(const struct dataset *data, int32_t row) {
    const struct decision_columns *d = &data->columns->decision;
    const struct session_columns *s = &data->columns->session;
    struct item_key key = {s->scenario[d->session[row]], d->scene[row],   d->node[row],
                           s->level[d->session[row]],    d->choices[row], d->categories[row]};
    int32_t low = 0, high = data->items;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        const struct item *item = &data->item[middle];
        struct gathered there = {.key = {data->scenario[item->scenario], item->scene, item->node,
                                         item->level, item->choices, item->categories}};
        int order = by_key(&(struct gathered){.key = key}, &there);
        if (order == 0)
            return middle;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* From the order of coming to that of names. */
static bool sort_items(struct dataset *data, struct gathering *g) {
    int32_t *place = malloc(((size_t)g->count + 1) * sizeof *place);
    data->item = malloc(((size_t)g->count + 1) * sizeof *data->item);
    data->scenario = malloc(((size_t)g->count + 1) * sizeof *data->scenario);
    bool ok = place && data->item && data->scenario;
    if (ok && g->count)
        qsort(g->items, (size_t)g->count, sizeof *g->items, by_key);
    for (int32_t i = 0; ok && i < g->count; i++) {
        add_item(data, &g->items[i].key);
        place[g->items[i].number] = i;
    }
    for (int32_t i = 0; ok && i < data->count; i++)
        data->measured[i].item = place[data->measured[i].item];
    free(place);
    return ok;
}

static void describe_panel(const struct decision_columns *d, int32_t row, struct item *item) {
    const int16_t credit[3] = {d->credit_0[row], d->credit_1[row], d->credit_2[row]};
    item->expects = d->expects[row];
    item->panel_n = d->panel_n[row];
    for (int category = 0, k = 0; category < 3; category++)
        if (item->categories >> category & 1)
            item->credit[k++] = credit[category] < 0 ? NAN : credit[category] / 10000.0;
}

static bool describe_items(struct dataset *data) {
    const struct decision_columns *d = &data->columns->decision;
    int64_t *latest = malloc(((size_t)data->items + 1) * sizeof *latest);
    if (!latest)
        return false;
    for (int32_t i = 0; i < data->items; i++)
        latest[i] = INT64_MIN;
    for (int32_t i = 0; i < data->count; i++) {
        const struct measured *m = &data->measured[i];
        struct item *item = &data->item[m->item];
        item->n++;
        if (d->expects[m->row] >= 0 && d->at_ms[m->row] >= latest[m->item]) {
            latest[m->item] = d->at_ms[m->row];
            describe_panel(d, m->row, item);
        }
    }
    for (int32_t i = 0; i < data->items; i++) {
        int categories = bits(data->item[i].categories);
        data->item[i].top = categories > 0 ? categories - 1 : 0;
    }
    free(latest);
    return true;
}

static bool make_items(struct dataset *data) {
    struct gathering g = {0};
    bool ok = gather_items(data, &g) && sort_items(data, &g) && describe_items(data);
    free(g.items);
    free(g.slots);
    return ok;
}

static void scale_categories(struct dataset *data) {
    const struct decision_columns *d = &data->columns->decision;
    for (int32_t i = 0; i < data->count; i++) {
        struct measured *m = &data->measured[i];
        m->is_timeout = d->option[m->row] < 0;
        m->x = own_scale(data->item[m->item].categories, d->category[m->row], m->is_timeout);
    }
}

/* ---- the window ---- */

/* Distinct calls with a decision in the agent's window. */
static int32_t count_scenarios(const struct dataset *data, const struct dataset_agent *agent,
                               int32_t *seen, int32_t mark) {
    int32_t count = 0;
    for (int32_t i = agent->first; i < agent->first + agent->count; i++) {
        int32_t scenario = data->item[data->measured[i].item].scenario;
        if (!data->measured[i].in_window || seen[scenario] == mark)
            continue;
        seen[scenario] = mark;
        count++;
    }
    return count;
}

static bool make_windows(struct dataset *data) {
    const struct decision_columns *d = &data->columns->decision;
    int32_t *seen = calloc((size_t)data->scenarios + 1, sizeof *seen);
    int64_t oldest = data->as_of_ms == INT64_MIN
                         ? INT64_MIN
                         : data->as_of_ms - data->window_days * DATASET_DAY_MS;
    if (!seen)
        return false;
    for (int32_t a = 0; a < data->agents; a++) {
        struct dataset_agent *agent = &data->agent[a];
        for (int32_t i = agent->first; i < agent->first + agent->count; i++) {
            struct measured *m = &data->measured[i];
            m->in_window = m->in_window && d->at_ms[m->row] >= oldest;
            agent->window += m->in_window;
        }
        agent->scenarios = count_scenarios(data, agent, seen, a + 1);
        data->window += agent->window;
    }
    free(seen);
    return true;
}

/* ---- all of it ---- */

/* Without a word about who is who every id is a person of its own. */
static bool find_persons(struct building *b) {
    const struct columns *columns = b->dataset->columns;
    if (b->request->person_of)
        return true;
    b->own_persons = malloc(((size_t)columns->text_count + 1) * sizeof *b->own_persons);
    for (int32_t i = 0; b->own_persons && i < columns->text_count; i++)
        b->own_persons[i] = i;
    return b->own_persons != NULL;
}

static bool build(struct building *b, struct err *err) {
    struct dataset *data = b->dataset;
    const struct columns *columns = data->columns;
    size_t rows = (size_t)columns->decision.count + 1;
    size_t sessions = (size_t)columns->session.count + 1;
    data->measured = calloc(rows, sizeof *data->measured);
    data->panel_rows = malloc(rows * sizeof *data->panel_rows);
    data->ambiguous_rows = malloc(rows * sizeof *data->ambiguous_rows);
    data->agent = malloc(sessions * sizeof *data->agent);
    b->taken = malloc(sessions * sizeof *b->taken);
    if (!data->measured || !data->panel_rows || !data->ambiguous_rows || !data->agent ||
        !b->taken || !find_persons(b))
        return err_memory(err);
    b->person_of = b->own_persons ? b->own_persons : b->request->person_of;
    if (!meetings_count(columns, b->person_of, data->as_of_ms, &b->met, err))
        return false;
    take_sessions(b);
    if (!make_items(data))
        return err_memory(err);
    scale_categories(data);
    return make_windows(data) || err_memory(err);
}

struct dataset *dataset_create(const struct columns *columns, const struct dataset_request *request,
                               struct err *err) {
    struct dataset *data = calloc(1, sizeof *data);
    if (!data) {
        err_memory(err);
        return NULL;
    }
    data->columns = columns;
    data->keys = request->keys;
    data->by_team = request->by_team;
    data->filter = request->filter;
    data->window_days = request->window_days ? request->window_days : DATASET_WINDOW_DAYS;
    data->is_provisional = request->keys < KEY_OPERATIONAL;
    data->as_of_ms = request->as_of_ms == INT64_MAX ? columns->latest_ms : request->as_of_ms;
    struct building b = {.dataset = data, .request = request};
    bool ok = build(&b, err);
    free(b.own_persons);
    free(b.met);
    free(b.taken);
    if (!ok) {
        dataset_destroy(data);
        return NULL;
    }
    return data;
}

void dataset_destroy(struct dataset *data) {
    if (!data)
        return;
    free(data->measured);
    free(data->panel_rows);
    free(data->ambiguous_rows);
    free(data->agent);
    free(data->item);
    free(data->scenario);
    free(data);
}
