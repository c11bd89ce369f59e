/* How it is written. */
#include "lint/lint_private.h"
#include "lint/lint_texts.h"
#include "lint/lint_words.h"

#include "base/hash.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- W213 ---- */

struct told {
    uint64_t hash;
    int scene;
};

/* Of everything that is said in the scene; 0: nothing. */
static uint64_t hash_of(const struct scene *scene) {
    uint64_t hash = FNV1A_64_START;
    size_t letters = 0;
    for (int i = 0; i < scene->customer.count; i++)
        for (const char *c = scene->customer.items[i].text; *c; c++) {
            char lower = (char)tolower((unsigned char)*c);
            if (!isspace((unsigned char)*c))
                hash = fnv1a_64(hash, &lower, 1);
            letters += !isspace((unsigned char)*c);
        }
    return letters ? hash : 0;
}

static bool have_same_text(const struct scene *a, const struct scene *b) {
    bool is_same = a->customer.count == b->customer.count && a->customer.count > 0;
    for (int i = 0; is_same && i < a->customer.count; i++)
        is_same = lint_same_text(a->customer.items[i].text, b->customer.items[i].text);
    return is_same;
}

static int by_hash(const void *a, const void *b) {
    const struct told *left = a, *right = b;
    return left->hash != right->hash ? (left->hash > right->hash) - (left->hash < right->hash)
                                     : left->scene - right->scene;
}

static void tell_same(struct lint *lint, int first, int second) {
    const struct scene *scenes = lint->scenario->scenes;
    struct lint_finding finding =
        lint_of_scene(lint, LINT_SAME_SCENE, second, -1,
                      "lead to one scene from both places, or let each say its own");
    finding.key = "customer";
    lint_tell(lint, finding, "scene '%.64s' says the same as scene '%.64s' (line %d): \"%.60s\"",
              scenes[second].id, scenes[first].id, scenes[first].place.line,
              scenes[second].customer.items[0].text);
}

static void find_same_scenes(struct lint *lint) {
    int count = lint->scenario->scene_count;
    struct told *told = calloc((size_t)count + 1, sizeof *told);
    if (!told) {
        lint->failed = true;
        return;
    }
    for (int i = 0; i < count; i++)
        told[i] = (struct told){hash_of(&lint->scenario->scenes[i]), i};
    qsort(told, (size_t)count, sizeof *told, by_hash);
    for (int i = 1, first = 0; i < count; i++) {
        if (told[i].hash != told[first].hash)
            first = i;
        else if (told[i].hash && have_same_text(&lint->scenario->scenes[told[first].scene],
                                                &lint->scenario->scenes[told[i].scene]))
            tell_same(lint, told[first].scene, told[i].scene);
    }
    free(told);
}

/* ---- W229 ---- */

static struct lint_finding of_owner(const struct lint_owner *owner, const char *fix) {
    return (struct lint_finding){.code = LINT_MARKUP,
                                 .scene = owner->scene,
                                 .option = owner->option,
                                 .place = owner->place,
                                 .key = owner->key,
                                 .fix = fix};
}

/* "“…”" around the whole of `say`: the screen adds them once more. */
static bool is_quoted(const struct lint_owner *owner, const char *text) {
    static const char *const marks[] = {"\"", "“", "„", "«"};
    for (size_t i = 0; owner->key && i < sizeof marks / sizeof *marks; i++)
        if ((strcmp(owner->key, "say") == 0 || strcmp(owner->key, "says") == 0) &&
            strncmp(text, marks[i], strlen(marks[i])) == 0) {
            const char *end = text + strlen(text) - 1;
            return *end == '"' || (unsigned char)*end >= 0x80;
        }
    return false;
}

static void check_text(void *self, const struct lint_owner *owner, const char *text) {
    struct lint *lint = self;
    char found[64], mark[5];
    if (words_markup(text, found, sizeof found))
        lint_tell(lint, of_owner(owner, "write it as it is to be read and heard"),
                  "a text has \"%s\", which is read aloud as it stands: \"%.60s\"", found, text);
    if (words_wrong_quotation(text, lint->scenario->locale, mark))
        lint_tell(lint, of_owner(owner, "write the marks of the call's language"),
                  "a text has the quotation mark %s, which is none of the call's language (%s): "
                  "\"%.60s\"",
                  mark, lint->scenario->locale ? lint->scenario->locale : "en", text);
    else if (is_quoted(owner, text))
        lint_tell(lint, of_owner(owner, "leave the quotation marks out"),
                  "what is said stands in quotation marks, and the screen adds its own: \"%.60s\"",
                  text);
}

void lint_writing(struct lint *lint) {
    struct lint_visitor visitor = {.text = check_text, .self = lint};
    find_same_scenes(lint);
    lint_visit(lint->scenario, &visitor);
}
