/* `scenario "id" { … }`. */
#include "base/visible.h"
#include "script/build.h"

#include <string.h>

enum {
    FORMAT = 1,
    VERSION_MAX = 1000000,
    MONEY_MAX = 1000000000,
    TARGET_MINUTES_MAX = 240,
    MOOD_DEFAULT = 50
};

enum header_field {
    F_FORMAT,
    F_VERSION,
    F_TITLE,
    F_SUMMARY,
    F_INDUSTRY,
    F_CHANNEL,
    F_LOCALE,
    F_SKILLS,
    F_PHASE,
    F_DIFFICULTY,
    F_CURRENCY,
    F_TARGET_MINUTES,
    F_START,
    F_AGENT,
    F_CUSTOMER,
    F_MOOD,
    F_VARS,
    F_LEVELS,
    F_ACCEPT,
    F_KIND,
    F_PAIR,
    F_PACE,
    F_OWN_WORDS,
    F_STORY_CLOCK,
    F_EXCEPTION,
    F_SPEAKERS,
    F_COUNT
};
static const char *const names[F_COUNT] = {
    "format",   "version",   "title",       "summary",   "industry",       "channel", "locale",
    "skills",   "phase",     "difficulty",  "currency",  "target_minutes", "start",   "agent",
    "customer", "mood",      "vars",        "levels",    "accept",         "kind",    "pair",
    "pace",     "own_words", "story_clock", "exception", "speakers"};

static const char *text_or(const char *text, const char *otherwise) {
    return text && *text ? text : otherwise;
}

static int need_int(struct build *build, const struct where *where, const char *key,
                    const struct value *value, int low, int high) {
    if (!value && !is_misspelt(build, where, key))
        fault(build, where, E112, NULL, "%s is missing", key);
    return read_int(build, where, key, value, low, high, low);
}

static void read_locale(struct build *build, const struct where *where, const struct value *value) {
    build->scenario->locale = text_or(read_tag(build, where, "locale", value), "en");
}

static void read_skills(struct build *build, const struct where *where, const struct value *value) {
    struct scenario *scenario = build->scenario;
    if (!value)
        return;
    if (value->kind != VALUE_TABLE || value->named) {
        fault_at(build, where, value, E112, "such as { \"evidence\", \"listening\" }",
                 "skills must be a list of names");
        return;
    }
    enum skill *skills = build_array(build, (size_t)value->item_count, sizeof *skills);
    for (int i = 0; skills && i < value->item_count; i++) {
        int skill = read_name(build, where, "skills", value->items[i], &skill_names, SKILL_NONE);
        if (skill != SKILL_NONE)
            skills[scenario->skill_count++] = (enum skill)skill;
    }
    scenario->skills = skills;
}

static void read_agent(struct build *build, const struct where *where, const struct value *value) {
    static const char *const keys[] = {"role", "limit", "brief"};
    const struct value *found[3] = {NULL};
    if (value && read_fields(build, where, "agent", value, keys, 3, found))
        refuse_items(build, where, "agent", value, 0);
    struct scenario *scenario = build->scenario;
    scenario->agent_role =
        text_or(read_line(build, where, "agent.role", found[0], CHARACTERS_TEXT_MAX), "Agent");
    scenario->agent_limit = read_int(build, where, "agent.limit", found[1], 0, MONEY_MAX, -1);
    scenario->agent_brief =
        text_or(read_text(build, where, "agent.brief", found[2], CHARACTERS_TEXT_MAX), "");
}

static void read_customer(struct build *build, const struct where *where,
                          const struct value *value) {
    static const char *const keys[] = {"name", "about", "voice"};
    const struct value *found[3] = {NULL};
    if (value && read_fields(build, where, "customer", value, keys, 3, found))
        refuse_items(build, where, "customer", value, 0);
    struct scenario *scenario = build->scenario;
    scenario->customer_name = text_or(
        read_line(build, where, "customer.name", found[0], -CHARACTERS_TEXT_MAX), "The customer");
    scenario->customer_about =
        text_or(read_text(build, where, "customer.about", found[1], CHARACTERS_TEXT_MAX), "");
    read_voice(build, where, "customer.voice", found[2], &scenario->customer_voice);
}

static void read_mood(struct build *build, const struct where *where, const struct value *value) {
    static const char *const keys[] = {"anger", "trust"};
    const struct value *found[2] = {NULL};
    if (value && read_fields(build, where, "mood", value, keys, 2, found))
        refuse_items(build, where, "mood", value, 0);
    build->scenario->anger =
        read_int(build, where, "mood.anger", found[0], 0, MOOD_MAX, MOOD_DEFAULT);
    build->scenario->trust =
        read_int(build, where, "mood.trust", found[1], 0, MOOD_MAX, MOOD_DEFAULT);
}

/* A level that is given replaces the standard one as a whole: what it leaves out does not change.
 */
static void read_level(struct build *build, const struct where *where, const char *key,
                       const struct value *value, struct level_shift *out) {
    static const char *const keys[] = {"anger", "trust", "seconds"};
    const struct value *found[3];
    if (!value || !read_fields(build, where, key, value, keys, 3, found))
        return;
    refuse_items(build, where, key, value, 0);
    out->anger = read_int(build, where, "anger", found[0], -MOOD_MAX, MOOD_MAX, 0);
    out->trust = read_int(build, where, "trust", found[1], -MOOD_MAX, MOOD_MAX, 0);
    out->seconds_percent = read_int(build, where, "seconds", found[2], 10, 1000, 100);
}

static void read_levels(struct build *build, const struct where *where, const struct value *value) {
    static const char *const keys[] = {"calm", "storm"};
    const struct value *found[2] = {NULL};
    struct level_shift *levels = build->scenario->levels;
    levels[LEVEL_CALM] = (struct level_shift){-15, 10, 150};
    levels[LEVEL_STANDARD] = (struct level_shift){0, 0, 100};
    levels[LEVEL_STORM] = (struct level_shift){15, -10, 75};
    if (value && read_fields(build, where, "levels", value, keys, 2, found))
        refuse_items(build, where, "levels", value, 0);
    read_level(build, where, "levels.calm", found[0], &levels[LEVEL_CALM]);
    read_level(build, where, "levels.storm", found[1], &levels[LEVEL_STORM]);
}

static void read_start(struct build *build, const struct where *where, const struct value *value) {
    struct scenario *scenario = build->scenario;
    if (!value && is_misspelt(build, where, "start"))
        return;
    if (!value) {
        fault(build, where, E107, "start = \"the id of the first scene\"", "start is missing");
        return;
    }
    if (value->kind != VALUE_TEXT) {
        wrong_type(build, where, "start", value, "the id of a scene");
        return;
    }
    int number = ids_find(&build->targets, value->text);
    if (number >= 0 && number < scenario->scene_count) {
        scenario->start = number;
        return;
    }
    if (!build->knows_ids)
        return;
    struct shown shown;
    struct hint hint;
    hint_init(&hint, value->text);
    for (int i = 0; i < scenario->scene_count && can_hint(build); i++)
        hint_add(build, &hint, scenario->scenes[i].id);
    fault_at(build, where, value, E107, hint_text(&hint, "name the first scene"),
             number >= 0 ? "start names the ending \"%s\""
                         : "start names \"%s\", which is no scene",
             visible_id(&shown, value->text));
}

static void read_facts(struct build *build, const struct where *where,
                       const struct value *const *found) {
    struct scenario *scenario = build->scenario;
    int format = need_int(build, where, "format", found[F_FORMAT], 1, VERSION_MAX);
    if (format != FORMAT)
        fault_at(build, where, found[F_FORMAT], E112, "a newer program may read it",
                 "format is %d; this program reads format %d", format, FORMAT);
    scenario->version = need_int(build, where, "version", found[F_VERSION], 1, VERSION_MAX);
    scenario->title = need_line(build, where, "title", found[F_TITLE], CHARACTERS_TEXT_MAX);
    scenario->summary =
        text_or(read_text(build, where, "summary", found[F_SUMMARY], CHARACTERS_TEXT_MAX), "");
    scenario->industry =
        text_or(read_line(build, where, "industry", found[F_INDUSTRY], -64), "general");
    scenario->currency =
        text_or(read_line(build, where, "currency", found[F_CURRENCY], -16), "USD");
    scenario->channel = (enum channel)read_name(build, where, "channel", found[F_CHANNEL],
                                                &channel_names, CHANNEL_VOICE);
    scenario->phase = read_int(build, where, "phase", found[F_PHASE], 1, 3, 2);
    scenario->difficulty = read_int(build, where, "difficulty", found[F_DIFFICULTY], 1, 5, 3);
    scenario->target_minutes =
        read_int(build, where, "target_minutes", found[F_TARGET_MINUTES], 1, TARGET_MINUTES_MAX, 0);
}

static bool is_file_empty(const struct load *load) {
    return !visible_has_ink(buf_cstr(&load->files[0].bytes), load->files[0].bytes.len);
}

void build_header(struct build *build) {
    const struct declaration *from = build->scenario_from;
    if (!from) {
        if (!build->load->is_partial)
            load_fault(build->load, E107, (struct place){build->load->files[0].shown, 1, 1},
                       "begin with scenario \"pack/name\" { … start = \"opening\" }",
                       is_file_empty(build->load) ? "the file is empty"
                                                  : "the file declares no scenario");
        return;
    }
    struct where where = {from->place, "scenario", from->id, NULL, from};
    struct scenario *scenario = build->scenario;
    const struct value *found[F_COUNT];
    scenario->place = from->place;
    scenario->id = from->id;
    if (!from->is_nameless)
        check_scenario_id(build, &where, from->id, from->id_len);
    if (!from->value && !build->load->is_partial)
        fault(build, &where, E112, "write { … } after the id", "nothing follows the id");
    if (!from->value || !read_fields(build, &where, NULL, from->value, names, F_COUNT, found))
        return;
    refuse_items(build, &where, NULL, from->value, 0);
    read_facts(build, &where, found);
    read_locale(build, &where, found[F_LOCALE]);
    read_skills(build, &where, found[F_SKILLS]);
    read_agent(build, &where, found[F_AGENT]);
    read_customer(build, &where, found[F_CUSTOMER]);
    read_mood(build, &where, found[F_MOOD]);
    read_levels(build, &where, found[F_LEVELS]);
    read_start(build, &where, found[F_START]);
    build_story(build, &where,
                &(struct story_fields){.kind = found[F_KIND],
                                       .phase = found[F_PHASE],
                                       .pair = found[F_PAIR],
                                       .pace = found[F_PACE],
                                       .own_words = found[F_OWN_WORDS],
                                       .story_clock = found[F_STORY_CLOCK],
                                       .exceptions = found[F_EXCEPTION],
                                       .speakers = found[F_SPEAKERS]});
    read_accept(build, &where, found[F_ACCEPT], -1, -1);
}
