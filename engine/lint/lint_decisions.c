/* Each decision by itself. */
#include "lint/lint_private.h"

#include <ctype.h>

enum { PANEL_LEAST = 5 };

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
    else if (scene->panel && scene->panel->row_count < PANEL_LEAST)
        lint_tell(
            lint,
            lint_of_scene(lint, LINT_SMALL_PANEL, index, -1, "ask more people who know the work"),
            "the panel of scene '%.64s' has %d expert%s; a pilot needs %d or more", scene->id,
            scene->panel->row_count, scene->panel->row_count == 1 ? "" : "s", PANEL_LEAST);
}

/* The same words, whatever their case and blanks. */
static bool is_same_text(const char *a, const char *b) {
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

static const char *words_of(const struct option *option) {
    return option->say ? option->say : option->act;
}

static void find_same_words(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    for (int i = 1; i < scene->option_count; i++)
        for (int j = 0; j < i; j++) {
            if (!is_same_text(words_of(&scene->options[i]), words_of(&scene->options[j])))
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
        find_same_words(lint, i);
    }
}
