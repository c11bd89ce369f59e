/* Each decision by itself. */
#include "lint/lint_private.h"

#include <ctype.h>

static bool has_credits(const struct scene *scene) {
    for (int i = 0; i < scene->option_count; i++)
        if (scene->options[i].credit >= 0)
            return true;
    return false;
}

static void check_key(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    if (scene->checks) /* proof is its key */
        return;
    if (!scene->panel && !has_credits(scene))
        lint_tell(
            lint,
            lint_of_scene(lint, LINT_NO_KEY, index, -1, "add a panel, or a credit to each option"),
            "scene '%.64s' has neither a panel nor credits: nobody can tell what a good "
            "answer is",
            scene->id);
    else if (scene->panel && scene->panel->row_count < LINT_PANEL_LEAST)
        lint_tell(
            lint,
            lint_of_scene(lint, LINT_SMALL_PANEL, index, -1, "ask more people who know the work"),
            "the panel of scene '%.64s' has %d expert%s; a pilot needs %d or more", scene->id,
            scene->panel->row_count, scene->panel->row_count == 1 ? "" : "s", LINT_PANEL_LEAST);
}

bool lint_same_text(const char *a, const char *b) {
    for (;;) {
        while (isspace((unsigned char)*a))
            a++;
        while (isspace((unsigned char)*b))
            b++;
        if (!*a || !*b)
            return !*a && !*b;
        if (tolower((unsigned char)*a++) != tolower((unsigned char)*b++))
            return false;
    }
}

static void find_same_words(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    for (int i = 1; i < scene->option_count; i++)
        for (int j = 0; j < i; j++) {
            if (!lint_same_text(lint_words(&scene->options[i]), lint_words(&scene->options[j])))
                continue;
            lint_tell(lint,
                      lint_of_scene(lint, LINT_SAME_WORDS, index, i,
                                    "change the words of one, or its condition so that never both "
                                    "are offered"),
                      "the options '%.64s' and '%.64s' of scene '%.64s' have the same words",
                      scene->options[j].id, scene->options[i].id, scene->id);
            break;
        }
}

static void check_escalation(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    for (int i = 0; i < scene->option_count && scene->escalation == ESCALATION_UNSAID; i++) {
        if (!scene->options[i].escalates)
            continue;
        lint_tell(lint,
                  lint_of_scene(lint, LINT_ESCALATION_UNSAID, index, i,
                                "say `escalation = \"needed\"`, \"unneeded\" or \"either\" in the "
                                "scene"),
                  "option '%.64s' passes the matter up, but scene '%.64s' does not say whether it "
                  "must go up",
                  scene->options[i].id, scene->id);
        return;
    }
}

/* ---- W215: what stands there, read at READING_WPM ---- */

enum { READING_WPM = 240 };

static int longest_line(const struct scene *scene) {
    int most = 0, all = 0;
    for (int i = 0; i < scene->customer.count; i++)
        if (scene->customer.items[i].words > most)
            most = scene->customer.items[i].words;
    for (int i = 0; i < scene->lines.count; i++)
        all += scene->lines.items[i].when ? 0 : scene->lines.items[i].words;
    return most + all;
}

/* Of the options that can be offered at once the longest. */
static int option_words(const struct scene *scene) {
    int words[OPTIONS_SHOWN_MAX] = {0}, sum = 0;
    for (int i = 0; i < scene->option_count; i++) {
        int own = scene->options[i].words;
        for (int k = 0; k < OPTIONS_SHOWN_MAX; k++)
            if (own > words[k]) {
                int swap = words[k];
                words[k] = own;
                own = swap;
            }
    }
    for (int k = 0; k < OPTIONS_SHOWN_MAX; k++)
        sum += words[k];
    return sum;
}

static int evidence_words(const struct scenario *scenario, const struct scene *scene) {
    int sum = 0;
    for (int i = 0; i < scene->evidence_count; i++) {
        struct evidence evidence = scene->evidence[i];
        const struct card *card = &scenario->cards[evidence.card];
        bool is_counted = false; /* the card, with another of its facts */
        for (int k = 0; k < i; k++)
            is_counted = is_counted || scene->evidence[k].card == evidence.card;
        sum += is_counted ? 0 : card->words;
        sum += evidence.fact >= 0 ? card->facts[evidence.fact].words : 0;
    }
    return sum;
}

static void check_reading_time(struct lint *lint, int index) {
    const struct scenario *scenario = lint->scenario;
    const struct scene *scene = &scenario->scenes[index];
    bool is_paced = scenario->has_pace && scenario->channel == CHANNEL_VOICE;
    int line = is_paced ? 0 : longest_line(scene), options = option_words(scene);
    int evidence = evidence_words(scenario, scene);
    int words = line + scene->prompt_words + options + evidence;
    int seconds = (words * 60 + READING_WPM - 1) / READING_WPM;
    if (scene->seconds == 0 || seconds <= scene->seconds)
        return;
    struct lint_finding finding = lint_of_scene(lint, LINT_READING_TIME, index, -1,
                                                "give more seconds, or cut what must be read");
    finding.key = "seconds";
    lint_tell(lint, finding,
              "scene '%.64s' gives %d s, and reading what stands there takes %d s at %d words per "
              "minute: %d words (line %d, prompt %d, options %d, evidence %d)",
              scene->id, scene->seconds, seconds, READING_WPM, words, line, scene->prompt_words,
              options, evidence);
}

void lint_decisions(struct lint *lint) {
    for (int i = 0; i < lint->scenario->scene_count; i++) {
        const struct scene *scene = &lint->scenario->scenes[i];
        if (scene->option_count == 0)
            continue;
        if (scene->option_count == 1)
            lint_tell(lint,
                      lint_of_scene(lint, LINT_ONE_OPTION, i, -1,
                                    "add another option, or make it a scene that only speaks"),
                      "scene '%.64s' has one option: there is nothing to decide", scene->id);
        check_key(lint, i);
        check_escalation(lint, i);
        check_reading_time(lint, i);
        find_same_words(lint, i);
    }
}
