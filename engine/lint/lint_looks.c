/* What must be looked up, and what need not be although it should. */
#include "lint/lint_private.h"
#include "lint/lint_texts.h"
#include "lint/lint_words.h"

#include "base/buf.h"

#include <stdio.h>
#include <string.h>

/* ---- W212 ---- */

static void check_evidence(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    const struct explore_result *explored = lint->explored;
    const uint8_t *given = explored->evidence + explored->evidence_first[index];
    if (!explored->scenes[index])
        return;
    for (int i = 0; i < scene->evidence_count; i++) {
        char name[160];
        if (given[i])
            continue;
        evidence_name(lint->scenario, scene->evidence[i], name, sizeof name);
        struct lint_finding finding =
            lint_of_scene(lint, LINT_EVIDENCE_AWAY, index, -1,
                          "correct the card's `when`, or name evidence that is on the desk here");
        finding.key = "evidence";
        lint_tell(lint, finding,
                  "the evidence '%s' cannot be opened in scene '%.64s': its card '%.64s' is on the "
                  "desk on none of the ways here",
                  name, scene->id, lint->scenario->cards[scene->evidence[i].card].id);
    }
}

/* ---- W221 ---- */

static void check_offers(struct lint *lint) {
    for (int i = 0; i < lint->explored->fault_count; i++) {
        const struct explore_fault *fault = &lint->explored->faults[i];
        char text[400];
        if (fault->kind != EXPLORE_FEW)
            continue;
        explore_fault_text(lint->scenario, fault, text, sizeof text);
        struct lint_finding finding =
            lint_of_scene(lint, LINT_FEW_OFFERED, fault->scene, -1,
                          "add an answer that somebody who has looked at nothing would give");
        finding.way = fault->way;
        finding.way_count = fault->way_count;
        lint_tell(lint, finding, "scene '%.64s': %s", lint->scenario->scenes[fault->scene].id,
                  text);
    }
}

/* ---- W232 ---- */

struct seen_slot {
    const struct scenario *scenario;
    const char *name; /* NULL: none yet */
};

static void find_seen(void *self, int slot) {
    struct seen_slot *seen = self;
    const char *name = seen->scenario->slot_names[slot];
    if (!seen->name && strncmp(name, "seen.", 5) == 0)
        seen->name = name + 5;
}

const char *lint_seen_by(const struct scenario *scenario, const struct option *option) {
    struct seen_slot seen = {scenario, NULL};
    condition_slots(option->when, find_seen, &seen);
    return seen.name;
}

static void check_when(struct lint *lint, int index, int o) {
    const struct scene *scene = &lint->scenario->scenes[index];
    const char *seen = lint_seen_by(lint->scenario, &scene->options[o]);
    char fix[200];
    if (!seen)
        return;
    snprintf(fix, sizeof fix, "write `needs = \"%.150s\"`", seen);
    struct lint_finding finding = lint_of_scene(lint, LINT_WHEN_SEEN, index, o, fix);
    finding.key = "when";
    lint_tell(
        lint, finding,
        "option '%.64s' of scene '%.64s' waits for `seen.%.100s` with `when`: to whoever does "
        "not look it counts as if it did not exist",
        scene->options[o].id, scene->id, seen);
}

/* ---- W220 ---- */

/* What is heard, and read without opening a card: the title of every card, too. */
static void add_free(void *self, const struct lint_owner *owner, const char *text) {
    struct buf *free_text = self;
    bool is_spoken = owner->scene >= 0 && owner->option < 0 && strcmp(owner->key, "panel") != 0;
    if (is_spoken)
        buf_printf(free_text, "%s\n", text);
}

static void gather_free(const struct scenario *scenario, struct buf *out) {
    struct lint_visitor visitor = {.text = add_free, .self = out};
    const char *const header[] = {scenario->title,         scenario->summary,
                                  scenario->agent_role,    scenario->agent_brief,
                                  scenario->customer_name, scenario->customer_about};
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        buf_printf(out, "%s\n", header[i] ? header[i] : "");
    if (scenario->agent_limit >= 0)
        buf_printf(out, "%d\n", scenario->agent_limit);
    for (int i = 0; i < scenario->card_count; i++)
        buf_printf(out, "%s\n", scenario->cards[i].title);
    for (int i = 0; i < scenario->speaker_count; i++)
        buf_printf(out, "%s\n", scenario->speakers[i].name);
    lint_visit(scenario, &visitor);
}

/* Where the token can be looked up. False: on no card. */
static bool find_source(const struct scenario *scenario, const struct token_found *token,
                        struct evidence *out) {
    for (int c = 0; c < scenario->card_count; c++) {
        const struct card *card = &scenario->cards[c];
        *out = (struct evidence){c, -1};
        if (card->text && words_have(card->text, token))
            return true;
        for (int f = 0; f < card->fact_count; f++) {
            out->fact = card->facts[f].closed ? f : -1;
            if (words_have(card->facts[f].value, token) ||
                (!card->facts[f].closed && words_have(card->facts[f].label, token)))
                return true;
        }
    }
    return false;
}

/* The first number or name of the text that only a look can tell. */
static bool find_free_fact(const struct lint *lint, const char *heard, const char *text,
                           struct token_found *token, struct evidence *source) {
    size_t at = 0;
    while (text && words_next_token(text, lint->scenario->locale, &at, token))
        if (!words_have(heard, token) && find_source(lint->scenario, token, source))
            return true;
    return false;
}

static void check_free_fact(struct lint *lint, const char *heard, int index, int o) {
    const struct scene *scene = &lint->scenario->scenes[index];
    const struct option *option = &scene->options[o];
    const char *texts[] = {option->say, option->act,
                           option->says.count ? option->says.items[0].text : NULL};
    static const char *const keys[] = {"say", "act", "says"};
    struct token_found token;
    struct evidence source;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char name[160], fix[220];
        if (!find_free_fact(lint, heard, texts[i], &token, &source))
            continue;
        evidence_name(lint->scenario, source, name, sizeof name);
        snprintf(fix, sizeof fix, "write `needs = \"%s\"`, or say it without the %s", name,
                 token.is_number ? "number" : "name");
        struct lint_finding finding = lint_of_scene(lint, LINT_FREE_FACT, index, o, fix);
        finding.key = keys[i];
        lint_tell(lint, finding,
                  "option '%.64s' of scene '%.64s' says '%.*s', which stands only in '%s', and "
                  "does not need it: the words tell what the agent should look up",
                  option->id, scene->id, token.len < 40 ? (int)token.len : 40, token.text, name);
        return;
    }
}

void lint_looks(struct lint *lint) {
    struct buf heard = {0};
    gather_free(lint->scenario, &heard);
    check_offers(lint);
    for (int i = 0; i < lint->scenario->scene_count; i++) {
        const struct scene *scene = &lint->scenario->scenes[i];
        check_evidence(lint, i);
        for (int o = 0; o < scene->option_count; o++) {
            check_when(lint, i, o);
            if (scene->options[o].need_count == 0 &&
                !lint_seen_by(lint->scenario, &scene->options[o]))
                check_free_fact(lint, buf_cstr(&heard), i, o);
        }
    }
    lint->failed = lint->failed || heard.failed;
    buf_finish(&heard);
}
