/* `option "id" { … }`. */
#include "script/build.h"

#include <string.h>

enum { LABEL_MAX = 40 };

enum option_field {
    F_SAY,
    F_ACT,
    F_SAYS,
    F_TO,
    F_WHEN,
    F_ONCE,
    F_ADD,
    F_SET,
    F_STANCE,
    F_ESCALATES,
    F_TEAM,
    F_BECAUSE,
    F_COMPLIANT,
    F_CRITICAL,
    F_STOPS_CLOCK,
    F_CREDIT,
    F_SPEAK,
    F_ACCEPT,
    F_LABEL,
    F_NEEDS,
    F_TAKES,
    F_BREAKS,
    F_PROVES,
    F_COUNT
};
static const char *const keys[F_COUNT] = {
    "say",    "act",       "says",  "to",      "when",      "once",     "add",         "set",
    "stance", "escalates", "team",  "because", "compliant", "critical", "stops_clock", "credit",
    "speak",  "accept",    "label", "needs",   "takes",     "breaks",   "proves"};

static void build_words(struct build *build, const struct where *where, struct option *option,
                        const struct value *const *found) {
    option->say = option->act = NULL;
    if (found[F_SAY])
        option->say = need_text(build, where, "say", found[F_SAY], CHARACTERS_OPTION_MAX);
    if (found[F_ACT])
        option->act = need_text(build, where, "act", found[F_ACT], CHARACTERS_OPTION_MAX);
    if (found[F_SAY] && found[F_ACT])
        fault_at(build, where, found[F_ACT], E112, "words that go with a deed stand in `says`",
                 "it has both `say` and `act`");
    if (!found[F_SAY] && !found[F_ACT] && !is_misspelt(build, where, "say") &&
        !is_misspelt(build, where, "act"))
        fault(build, where, E112, "add say = \"…\" (spoken) or act = \"…\" (done)",
              "it has neither `say` nor `act`");
    if (found[F_SAYS] && !found[F_ACT])
        fault_at(build, where, found[F_SAYS], E112, "spoken words alone are `say`",
                 "`says` goes with `act` only");
    read_variants(build, where, "says", found[F_SAYS], CHARACTERS_OPTION_MAX, &option->says);
    option->because = read_text(build, where, "because", found[F_BECAUSE], CHARACTERS_TEXT_MAX);
    option->speak = read_text(build, where, "speak", found[F_SPEAK], CHARACTERS_TEXT_MAX);
    option->label = read_line(build, where, "label", found[F_LABEL], LABEL_MAX);
    option->team = read_line(build, where, "team", found[F_TEAM], CHARACTERS_TEXT_MAX);
}

static void build_way(struct build *build, const struct where *where, struct option *option,
                      const struct value *const *found) {
    if (!found[F_TO] && !is_misspelt(build, where, "to"))
        fault(build, where, E106, "add to = \"the id of a scene or ending\"", "`to` is missing");
    read_branches(build, where, "to", found[F_TO], &option->to);
    option->when = read_condition(build, where, "when", found[F_WHEN]);
    option->once = read_bool(build, where, "once", found[F_ONCE], false);
    read_effect(build, where, found[F_SET], found[F_ADD], &option->effect);
}

static void build_marks(struct build *build, const struct where *where, struct option *option,
                        const struct value *const *found) {
    option->stance =
        (enum stance)read_name(build, where, "stance", found[F_STANCE], &stance_names, STANCE_NONE);
    bool is_stance = option->stance == STANCE_ESCALATE;
    option->escalates = read_bool(build, where, "escalates", found[F_ESCALATES], is_stance);
    if (is_stance && !option->escalates)
        fault_at(build, where, found[F_ESCALATES], E112,
                 "leave `escalates` out, or take another stance", "the stance escalate escalates");
    option->compliant = read_bool(build, where, "compliant", found[F_COMPLIANT], true);
    option->critical = read_bool(build, where, "critical", found[F_CRITICAL], false);
    option->stops_clock = read_bool(build, where, "stops_clock", found[F_STOPS_CLOCK], false);
    option->credit = read_share(build, where, "credit", found[F_CREDIT], -1);
}

/* What a look makes possible, what it takes, and which rule it breaks. */
static void build_story_marks(struct build *build, const struct where *where, struct option *option,
                              const struct value *const *found) {
    option->takes = read_takes(build, where, found[F_TAKES]);
    read_needs(build, where, found[F_NEEDS], option);
    option->proves = read_bool(build, where, "proves", found[F_PROVES], false);
    int rule = read_declared(build, where, "breaks", found[F_BREAKS], "rule", &build->rules);
    option->breaks = rule >= 0 ? &build->rules_made[rule] : NULL;
    bool is_grave = option->breaks && option->breaks->is_grave;
    if (is_grave && found[F_COMPLIANT] && option->compliant)
        fault_at(build, where, found[F_COMPLIANT], E112, "leave compliant out",
                 "an option that breaks a grave rule is not compliant");
    /* The first release let a critical option be compliant; its logs say so. */
    if (is_grave || (option->critical && !is_lenient(build->load)))
        option->compliant = false;
}

void build_option(struct build *build, const struct where *scene_where, int scene, int index,
                  const struct declaration *from) {
    struct where where = {from->place, "option", from->id, scene_where->id, from};
    struct option *option = (struct option *)(uintptr_t)&build->scenes[scene].options[index];
    const struct value *found[F_COUNT];
    if (!from->is_nameless &&
        !check_id(build, &where, NULL, "an option", from->id, from->id_len, false))
        build->has_bad_options = true;
    if (!from->value || !read_fields(build, &where, NULL, from->value, keys, F_COUNT, found))
        return;
    refuse_items(build, &where, NULL, from->value, 0);
    build_words(build, &where, option, found);
    build_way(build, &where, option, found);
    build_marks(build, &where, option, found);
    build_story_marks(build, &where, option, found);
    read_accept(build, &where, found[F_ACCEPT], scene, index);
}
