/* Ids, lists of ids, evidence, and `accept`. */
#include "base/visible.h"
#include "script/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_MAX = 64, SEGMENTS_MAX = 4 };

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_plain_id(const char *id, size_t len) {
    if (len == 0 || len > ID_MAX || !is_lower(*id))
        return false;
    for (size_t i = 0; i < len; i++)
        if (!is_lower(id[i]) && !is_digit(id[i]) && id[i] != '_')
            return false;
    return true;
}

static bool is_reserved(const char *id, bool is_expert) {
    static const char *const words[] = {"options", "escalate", "and",   "or",    "not",
                                        "true",    "false",    "anger", "trust", "seen",
                                        "visits",  "took",     "nil"};
    for (size_t i = is_expert ? 0 : 2; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], id) == 0)
            return true;
    return false;
}

/* The nearest id of the right form: small letters, _ for blanks and dashes, nothing invisible. */
static bool nearest_id(const char *id, size_t len, char out[ID_MAX + 1]) {
    visible_plain(out, ID_MAX + 1, id, len);
    for (char *at = out; *at; at++) {
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
        else if (*at == ' ' || *at == '-' || *at == '.')
            *at = '_';
    }
    return is_plain_id(out, strlen(out));
}

bool check_id(struct build *build, const struct where *where, const struct value *at,
              const char *what, const char *id, size_t len, bool is_expert) {
    char nearest[ID_MAX + 1], fix[160];
    struct shown shown;
    if (is_plain_id(id, len)) {
        if (!is_reserved(id, is_expert))
            return true;
        fault_at(build, where, at, E120, "choose another id", "'%s' is a reserved word", id);
        return false;
    }
    if (nearest_id(id, len, nearest))
        snprintf(fix, sizeof fix, "write \"%s\": small letters a-z, digits and _", nearest);
    else
        snprintf(fix, sizeof fix,
                 "an id begins with a small letter a-z and goes on with such "
                 "letters, digits and _; it has at most 64");
    fault_at(build, where, at, E120, fix, "\"%s\" cannot be the id of %s", visible_id(&shown, id),
             what);
    return false;
}

static bool is_segment(const char *from, size_t len) {
    if (len == 0 || len > ID_MAX || *from == '-' || *from == '_')
        return false;
    for (size_t i = 0; i < len; i++)
        if (!is_lower(from[i]) && !is_digit(from[i]) && from[i] != '_' && from[i] != '-')
            return false;
    return true;
}

/* Names of devices: no file and no folder can be called so on Windows. */
static bool is_device(const char *segment, size_t len) {
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (len == 3 && memcmp(devices[i], segment, 3) == 0)
            return true;
    return len == 4 && (memcmp(segment, "com", 3) == 0 || memcmp(segment, "lpt", 3) == 0) &&
           segment[3] >= '1' && segment[3] <= '9';
}

void check_scenario_id(struct build *build, const struct where *where, const char *id, size_t len) {
    int segments = 0;
    bool is_good = strlen(id) == len;
    for (const char *at = id; is_good && at; segments++) {
        const char *slash = strchr(at, '/');
        size_t part = slash ? (size_t)(slash - at) : strlen(at);
        is_good = is_segment(at, part);
        if (is_good && is_device(at, part))
            fault_new(build, where, NULL, E120, "choose another word for this part of the id",
                      "\"%.*s\" is the name of a device; no file can be called so on Windows",
                      (int)part, at);
        at = slash ? slash + 1 : NULL;
    }
    if (!is_good || segments > SEGMENTS_MAX)
        fault(build, where, E120, "such as \"telecom/late-refund\": a-z 0-9 _ -, up to four parts",
              "not the id of a scenario");
}

/* ---- lists of ids ---- */

static void split(const char *text, void (*each)(void *self, const char *word), void *self) {
    static const char between[] = " ,\t\n";
    char word[2 * ID_MAX + 32];
    for (text += strspn(text, between); *text; text += strspn(text, between)) {
        size_t len = strcspn(text, between);
        size_t kept = len < sizeof word ? len : sizeof word - 1;
        memcpy(word, text, kept);
        word[kept] = '\0';
        each(self, word);
        text += len;
    }
}

bool read_words(struct build *build, const struct where *where, const char *key,
                const struct value *value, void (*each)(void *self, const char *word), void *self) {
    if (value->kind == VALUE_TEXT) {
        split(value->text, each, self);
        return true;
    }
    if (value->kind != VALUE_TABLE || value->named) {
        fault_at(build, where, value, E112, NULL, "%s must be a list of ids", key);
        return false;
    }
    for (int i = 0; i < value->item_count; i++)
        if (value->items[i]->kind == VALUE_TEXT)
            split(value->items[i]->text, each, self);
        else
            wrong_type(build, where, key, value->items[i], "a list of ids in quotation marks");
    return true;
}

/* ---- evidence ---- */

struct evidence_list {
    struct build *build;
    const struct where *where;
    const char *key;
    struct evidence *items;
    int count;
    const struct value *value;
};

static void count_word(void *self, const char *word) {
    (void)word;
    ++*(int *)self;
}

static void hint_evidence(struct build *build, struct hint *hint) {
    const struct scenario *scenario = build->scenario;
    for (int i = SLOT_VARS + scenario->variable_count; i < scenario->slot_count; i++) {
        if (strncmp(scenario->slot_names[i], "seen.", 5) != 0 || !can_hint(build))
            break; /* cards come first */
        hint_add(build, hint, scenario->slot_names[i] + 5);
    }
}

static void missing_evidence(struct build *build, const struct where *where, const char *key,
                             const struct value *value, const char *word) {
    struct shown shown;
    struct hint hint;
    hint_init(&hint, word);
    hint_evidence(build, &hint);
    fault_at(build, where, value, E106,
             hint_text(&hint, "name a card, or a fact that has `closed`"),
             "%s names \"%s\", which is neither a card nor a closed fact", key,
             visible_id(&shown, word));
}

bool find_evidence(struct build *build, const struct where *where, const char *key,
                   const struct value *value, const char *word, struct evidence *out) {
    char card[ID_MAX + 1];
    const char *dot = strchr(word, '.');
    size_t len = dot ? (size_t)(dot - word) : strlen(word);
    snprintf(card, sizeof card, "%.*s", (int)(len <= ID_MAX ? len : ID_MAX), word);
    *out = (struct evidence){ids_find(&build->cards, card), -1};
    if (out->card >= 0 && dot)
        out->fact = card_find_fact(&build->scenario->cards[out->card], dot + 1);
    bool is_found = out->card >= 0 && (!dot || out->fact >= 0);
    if (!is_found && build->knows_facts)
        missing_evidence(build, where, key, value, word);
    return is_found;
}

static void add_evidence(void *self, const char *word) {
    struct evidence_list *list = self;
    struct evidence found;
    if (!list->build->knows_ids ||
        !find_evidence(list->build, list->where, list->key, list->value, word, &found))
        return;
    for (int i = 0; i < list->count; i++)
        if (list->items[i].card == found.card && list->items[i].fact == found.fact)
            return;
    list->items[list->count++] = found;
}

const struct evidence *read_evidence(struct build *build, const struct where *where,
                                     const char *key, const struct value *value, int *count) {
    enum { NAMED_MAX = 64 };
    int most = 0;
    *count = -1;
    if (!value || !read_words(build, where, key, value, count_word, &most))
        return NULL;
    if (most > NAMED_MAX) {
        fault_at(build, where, value, E102, NULL, "%s names more than %d cards and facts", key,
                 NAMED_MAX);
        return NULL;
    }
    struct evidence_list list = {build, where, key, NULL, 0, value};
    list.items = build_array(build, (size_t)most, sizeof *list.items);
    if (!list.items)
        return NULL;
    read_words(build, where, key, value, add_evidence, &list);
    *count = list.count;
    return list.items;
}

/* ---- accept ---- */

static bool is_warning_code(const char *key) {
    return key[0] == 'W' && is_digit(key[1]) && is_digit(key[2]) && is_digit(key[3]) && !key[4];
}

static bool keep_accept(struct script_report *report, const struct script_accept *accept) {
    if (report->accepted_count == report->accepted_capacity) {
        int capacity = report->accepted_capacity ? report->accepted_capacity * 2 : 16;
        struct script_accept *grown =
            realloc(report->accepted, (size_t)capacity * sizeof *report->accepted);
        if (!grown)
            return false;
        report->accepted = grown;
        report->accepted_capacity = capacity;
    }
    if (!report->arena && !(report->arena = arena_create()))
        return false;
    struct script_accept kept = *accept;
    kept.why = arena_text(report->arena, accept->why, strlen(accept->why));
    kept.place.file = arena_text(report->arena, accept->place.file, strlen(accept->place.file));
    report->accepted[report->accepted_count] = kept;
    report->accepted_count += kept.why && kept.place.file;
    return kept.why && kept.place.file;
}

void read_accept(struct build *build, const struct where *where, const struct value *value,
                 int scene, int option) {
    if (!value)
        return;
    if (value->kind != VALUE_TABLE) {
        wrong_type(build, where, "accept", value, "a table such as { W214 = \"why\" }");
        return;
    }
    struct shown shown;
    refuse_items(build, where, "accept", value, 0);
    for (const struct value *entry = value->named; entry; entry = entry->next) {
        if (!is_warning_code(entry->key)) {
            fault_at(build, where, entry, E112, "only warnings can be accepted, such as W214",
                     "accept names \"%s\", which is no warning", visible_id(&shown, entry->key));
            continue;
        }
        struct script_accept accept = {
            .code = atoi(entry->key + 1), .scene = scene, .option = option, .place = where->place};
        accept.why = need_text(build, where, entry->key, entry, -CHARACTERS_TEXT_MAX);
        if (!keep_accept(build->load->report, &accept))
            build->load->no_memory = true;
    }
}
