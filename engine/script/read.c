/* Typed reading of plain values. Every function says what is wrong and goes on with something
 * harmless, so that one loading finds as much as possible. */
#include "base/visible.h"
#include "script/build.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A comparison with a word without quotation marks is true or false to Lua. */
static bool is_of_bare(struct build *build, const struct where *where, const struct value *at) {
    if (at->kind != VALUE_BOOL || !where->from || !build->load->bare.count)
        return false;
    struct place place = place_of(build->load, where->from, at);
    return bare_is_on(build->load, file_of(build->load, place), place.line);
}

/* What is missing may be missing because its key was given nothing: that was told. */
static bool is_follow_up(struct build *build, const struct where *where, const struct value *at) {
    if (at)
        return at->kind == VALUE_BARE || is_of_bare(build, where, at);
    const struct value *table = where->from ? where->from->value : NULL;
    for (int i = 0; table && table->kind == VALUE_TABLE && i < table->item_count; i++)
        if (table->items[i]->kind == VALUE_BARE)
            return true;
    return where->from && bare_is_in(build->load, where->from);
}

static void tell(struct build *build, const struct where *where, struct place place,
                 enum severity severity, int code, const char *fix, const char *text) {
    struct shown id, scene;
    if (where->scene)
        script_report_add_as(build->load->report, severity, code, place, fix,
                             "%s \"%.64s\" of scene \"%.64s\": %s", where->kind,
                             visible_id(&id, where->id), visible_id(&scene, where->scene), text);
    else
        script_report_add_as(build->load->report, severity, code, place, fix, "%s \"%s\": %s",
                             where->kind, visible_id(&id, where->id), text);
}

static struct place place_for(struct build *build, const struct where *where,
                              const struct value *at) {
    return where->from ? place_of(build->load, where->from, at) : where->place;
}

void fault(struct build *build, const struct where *where, int code, const char *fix,
           const char *format, ...) {
    char text[700];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!is_follow_up(build, where, NULL))
        tell(build, where, place_for(build, where, NULL), diagnostic_severity(code), code, fix,
             text);
}

void fault_at(struct build *build, const struct where *where, const struct value *at, int code,
              const char *fix, const char *format, ...) {
    char text[700];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!is_follow_up(build, where, at))
        tell(build, where, place_for(build, where, at), diagnostic_severity(code), code, fix, text);
}

void fault_new(struct build *build, const struct where *where, const struct value *at, int code,
               const char *fix, const char *format, ...) {
    char text[700];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    enum severity severity = is_lenient(build->load) ? SEVERITY_WARNING : diagnostic_severity(code);
    if (!is_follow_up(build, where, at))
        tell(build, where, place_for(build, where, at), severity, code, fix, text);
}

const char *visible_id(struct shown *shown, const char *id) {
    return visible_write(shown->text, sizeof shown->text, id, strlen(id), VISIBLE_ID);
}

const char *visible_in_message(struct shown *shown, const char *text) {
    return visible_write(shown->text, sizeof shown->text, text, strlen(text), VISIBLE_TEXT);
}

void *build_array(struct build *build, size_t count, size_t size) {
    void *array = arena_array(build->scenario->arena, count ? count : 1, size);
    if (!array)
        build->load->no_memory = true;
    return array;
}

/* ---- did you mean ---- */

/* What will not be kept needs no fix. */
bool is_report_full(const struct build *build) {
    return build->load->report->errors >= SCRIPT_KEPT_MAX;
}

bool can_hint(const struct build *build) {
    return build->suggest_left && !is_report_full(build);
}

void hint_init(struct hint *hint, const char *word) {
    visible_plain(hint->word, sizeof hint->word, word, strlen(word));
    suggest_init(&hint->suggest, hint->word);
}

void hint_add(struct build *build, struct hint *hint, const char *candidate) {
    if (!can_hint(build))
        return;
    build->suggest_left--;
    suggest_add(&hint->suggest, candidate);
}

void hint_ids(struct build *build, struct hint *hint, const struct ids *ids) {
    for (int i = 0; i < ids->count && can_hint(build); i++)
        hint_add(build, hint, ids->entries[i].id);
}

const char *hint_text(struct hint *hint, const char *otherwise) {
    if (!hint->suggest.best)
        return otherwise;
    snprintf(hint->text, sizeof hint->text, "did you mean \"%.90s\"?", hint->suggest.best);
    return hint->text;
}

/* ---- tables ---- */

void wrong_type(struct build *build, const struct where *where, const char *key,
                const struct value *value, const char *wanted) {
    fault_at(build, where, value, E112, NULL, "%s must be %s, not %s", key, wanted,
             value_kind_name(value));
}

static void unknown_key(struct build *build, const struct where *where, const char *what,
                        const struct value *entry, const char *const *names, int count) {
    const char *key = entry->key;
    struct shown shown;
    struct hint hint;
    hint_init(&hint, key);
    for (int i = 0; i < count; i++)
        hint_add(build, &hint, names[i]);
    const char *fix = hint_text(&hint, NULL);
    if (hint.suggest.best)
        build->misspelt[build->misspelt_count++ % MISSPELT_MAX] =
            (struct misspelt){where->from, hint.suggest.best};
    if (entry->kind == VALUE_TABLE && entry->item_count && entry->items[0]->kind == VALUE_OPTION)
        fix = "write the options in the scene's own { }, without a key";
    if (*key == '[' && where->from && bare_is_in(build->load, where->from))
        return; /* a nil left the gap, and was told */
    if (*key == '[')
        fix = "items of a list are numbered 1, 2, 3 without gaps; a nil leaves one";
    if (what)
        fault_at(build, where, entry, E103, fix, "%s has no key '%s'", what,
                 visible_id(&shown, key));
    else
        fault_at(build, where, entry, E103, fix, "there is no key '%s' here",
                 visible_id(&shown, key));
}

bool is_misspelt(const struct build *build, const struct where *where, const char *key) {
    int count = build->misspelt_count < MISSPELT_MAX ? build->misspelt_count : MISSPELT_MAX;
    for (int i = 0; i < count; i++)
        if (build->misspelt[i].from == where->from && strcmp(build->misspelt[i].meant, key) == 0)
            return true;
    return false;
}

bool read_fields(struct build *build, const struct where *where, const char *what,
                 const struct value *table, const char *const *names, int count,
                 const struct value **found) {
    memset(found, 0, (size_t)count * sizeof(*found));
    if (table->kind != VALUE_TABLE) {
        wrong_type(build, where, what ? what : "what follows the id", table, "a table");
        return false;
    }
    for (const struct value *entry = table->named; entry; entry = entry->next) {
        int i = 0;
        while (i < count && (*names[i] != *entry->key || strcmp(names[i], entry->key) != 0))
            i++;
        if (i < count)
            found[i] = entry;
        else
            unknown_key(build, where, what, entry, names, count);
    }
    return true;
}

void refuse_items(struct build *build, const struct where *where, const char *what,
                  const struct value *table, int first) {
    if (table->kind != VALUE_TABLE || table->item_count <= first)
        return;
    bool is_thousands = table->items[first]->kind == VALUE_INTEGER && table->named;
    fault_at(build, where, table->items[first], E112,
             is_thousands ? "write key = value; a number has no comma in it: 1200 for 1,200"
                          : "write key = value",
             "%s%shas an entry without a key: %s", what ? what : "", what ? " " : "",
             value_kind_name(table->items[first]));
}

/* "€250": the number alone. */
static void number_in_text(struct build *build, const struct where *where, const char *key,
                           const struct value *value) {
    char digits[16], fix[80] = "write a number, without quotation marks";
    struct shown shown;
    size_t from = strcspn(value->text, "0123456789");
    size_t len = strspn(value->text + from, "0123456789");
    if (len && len < sizeof digits) {
        snprintf(digits, sizeof digits, "%.*s", (int)len, value->text + from);
        snprintf(fix, sizeof fix, "write %s, without quotation marks or signs", digits);
    }
    fault_at(build, where, value, E112, fix, "%s must be a whole number, not the text \"%.60s\"",
             key, visible_in_message(&shown, value->text));
}

/* ---- numbers ---- */

int read_int(struct build *build, const struct where *where, const char *key,
             const struct value *value, int low, int high, int missing) {
    if (!value)
        return missing;
    if (value->kind == VALUE_TEXT)
        number_in_text(build, where, key, value);
    else if (value->kind == VALUE_BOOL)
        fault_at(build, where, value, E112, value->truth ? "write 1" : "write 0, and 1 for yes",
                 "%s must be a whole number, not %s", key, value->truth ? "true" : "false");
    else if (value->kind == VALUE_NUMBER && isnan(value->number))
        fault_at(build, where, value, E112, NULL, "%s must be a whole number, not 0/0", key);
    else if (value->kind == VALUE_NUMBER)
        fault_at(build, where, value, E112, "round it", "%s must be a whole number, not %.10g", key,
                 value->number);
    else if (value->kind != VALUE_INTEGER)
        wrong_type(build, where, key, value, "a whole number");
    else if (value->integer < low || value->integer > high)
        fault_at(build, where, value, E112, NULL, "%s must be %d to %d, not %lld", key, low, high,
                 (long long)value->integer);
    else
        return (int)value->integer;
    return missing;
}

bool read_bool(struct build *build, const struct where *where, const char *key,
               const struct value *value, bool missing) {
    if (value && value->kind != VALUE_BOOL)
        fault_at(build, where, value, E112, NULL, "%s must be true or false, not %s", key,
                 value_kind_name(value));
    return value && value->kind == VALUE_BOOL ? value->truth : missing;
}

int read_share(struct build *build, const struct where *where, const char *key,
               const struct value *value, int missing) {
    if (!value)
        return missing;
    if (value->kind != VALUE_INTEGER && value->kind != VALUE_NUMBER) {
        wrong_type(build, where, key, value, "a number from 0 to 1");
        return missing;
    }
    double share = value->kind == VALUE_INTEGER ? (double)value->integer : value->number;
    if (!(share >= 0 && share <= 1)) { /* NaN too */
        if (isnan(share))
            fault_at(build, where, value, E112, NULL, "%s must be 0 to 1, not 0/0", key);
        else
            fault_at(build, where, value, E112, NULL, "%s must be 0 to 1, not %g", key, share);
        return missing;
    }
    return (int)floor(share * CREDIT_ONE + 0.5);
}

/* ---- names ---- */

static const char *kind_at(int number) {
    return kind_name((enum kind)number);
}
static const char *channel_at(int number) {
    return channel_name((enum channel)number);
}
static const char *stance_at(int number) {
    return stance_name((enum stance)number);
}
static const char *escalation_at(int number) {
    return escalation_name((enum escalation)number);
}
static const char *skill_at(int number) {
    return skill_name((enum skill)number);
}

const struct name_list kind_names = {kind_of, kind_at, KIND_COUNT};
const struct name_list channel_names = {channel_of, channel_at, CHANNEL_COUNT};
const struct name_list stance_names = {stance_of, stance_at, STANCE_COUNT};
const struct name_list escalation_names = {escalation_of, escalation_at, ESCALATION_COUNT};
const struct name_list skill_names = {skill_of, skill_at, SKILL_COUNT};

static void unknown_name(struct build *build, const struct where *where, const char *key,
                         const struct value *value, const struct name_list *names) {
    const char *word = value->text;
    char all[200] = "";
    struct shown shown;
    struct hint hint;
    hint_init(&hint, word);
    for (int i = 0; i < names->count; i++) {
        const char *name = names->name(i);
        size_t len = strlen(all);
        if (!name)
            continue;
        hint_add(build, &hint, name);
        snprintf(all + len, sizeof all - len, "%s%s", len ? ", " : "one of: ", name);
    }
    fault_at(build, where, value, E112, hint_text(&hint, all), "%s cannot be \"%s\"", key,
             visible_id(&shown, word));
}

int read_name(struct build *build, const struct where *where, const char *key,
              const struct value *value, const struct name_list *names, int missing) {
    if (!value)
        return missing;
    if (value->kind != VALUE_TEXT) {
        wrong_type(build, where, key, value, "a text");
        return missing;
    }
    int number = names->of(value->text);
    if (number >= 0)
        return number;
    unknown_name(build, where, key, value, names);
    return missing;
}
