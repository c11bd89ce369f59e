#include "library/warnings.h"

#include "base/file.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "library/explored.h"
#include "lint/lint.h"
#include "lint/lint_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the lint room finds ---- */

/* A scene whose panel waits has no key until somebody decides: that is told already. */
static bool is_told(const struct warnings *warnings, const struct lint_finding *found) {
    const struct findings *findings = warnings->findings;
    bool waits = false;
    for (int i = 0; i < findings->report.count; i++)
        waits = waits || (findings->report.items[i].code == W230 &&
                          findings->report.items[i].place.line == found->place.line);
    for (int i = 0; i < findings->explained_count; i++)
        waits = waits || (findings->explained[i].code == W230 &&
                          findings->explained[i].place.line == found->place.line);
    return waits && found->code == LINT_NO_KEY;
}

static struct place key_place(struct warnings *warnings, const struct lint_finding *found) {
    const struct scenario *scenario = warnings->scenario;
    const struct scene *scene = found->scene >= 0 ? &scenario->scenes[found->scene] : NULL;
    const char *word = !scene ? "" : found->option >= 0 ? "option" : "scene";
    const char *id = !scene               ? ""
                     : found->option >= 0 ? scene->options[found->option].id
                                          : scene->id;
    return found->key ? place_of_key(&warnings->places, found->place, word, id, found->key)
                      : found->place;
}

static void take(void *self, const struct lint_finding *found) {
    struct warnings *warnings = self;
    struct buf way = {0};
    if (is_told(warnings, found))
        return;
    struct place place = key_place(warnings, found);
    if (found->code == LINT_REMARK) {
        findings_remark(warnings->findings, place, found->text, found->fix);
        return;
    }
    explored_way(warnings->scenario, found->way, found->way_count, &way);
    struct finding finding = {.code = (int)found->code,
                              .scene = found->scene,
                              .option = found->option,
                              .place = place,
                              .text = found->text,
                              .fix = found->fix,
                              .way = found->way_count ? buf_cstr(&way) : NULL};
    findings_add(warnings->findings, &finding);
    buf_finish(&way);
}

/* ---- icons ---- */

/* The names are gone when the folder was listed: the best one is kept. */
struct icon_search {
    struct suggest suggest;
    char best[128];
};

static bool suggest_icon(void *self, const char *name) {
    struct icon_search *search = self;
    char stem[128];
    size_t len = strlen(name);
    if (len > 4 && len < sizeof stem && strcmp(name + len - 4, ".svg") == 0) {
        snprintf(stem, sizeof stem, "%.*s", (int)(len - 4), name);
        suggest_add(&search->suggest, stem);
        if (search->suggest.best == stem)
            search->suggest.best = strcpy(search->best, stem);
    }
    return true;
}

static bool is_icon(const char *folder, const char *icon) {
    char name[128], path[FILE_PATH_MAX];
    size_t len = strlen(icon);
    if (len == 0 || strspn(icon, "abcdefghijklmnopqrstuvwxyz0123456789-") != len ||
        (size_t)snprintf(name, sizeof name, "%s.svg", icon) >= sizeof name)
        return false;
    return path_join(path, sizeof path, folder, name) && file_exists(path);
}

static void check_icons(const struct warnings *warnings) {
    char folder[FILE_PATH_MAX], text[300], fix[160];
    struct err ignored = {0};
    if (!warnings->assets || !path_join(folder, sizeof folder, warnings->assets, "icons") ||
        !file_is_folder(folder))
        return;
    for (int i = 0; i < warnings->scenario->card_count; i++) {
        const struct card *card = &warnings->scenario->cards[i];
        if (!card->icon || is_icon(folder, card->icon))
            continue;
        struct icon_search search;
        suggest_init(&search.suggest, card->icon);
        folder_list(folder, suggest_icon, &search, &ignored);
        snprintf(text, sizeof text, "card '%.64s': there is no icon '%.64s'", card->id, card->icon);
        snprintf(fix, sizeof fix,
                 search.suggest.best ? "did you mean '%.64s'?" : "leave `icon` out%s",
                 search.suggest.best ? search.suggest.best : ", or take one that ships");
        struct finding finding = {.code = W228,
                                  .scene = -1,
                                  .option = -1,
                                  .place = card->place,
                                  .text = text,
                                  .fix = fix};
        findings_add(warnings->findings, &finding);
    }
}

/* ---- glyphs ---- */

enum { UNICODE_MAX = 0x110000, GLYPHS_TOLD_MAX = 20 };

struct looking {
    const struct warnings *warnings;
    unsigned char *seen; /* a bit for each character */
    int told;
};

static void tell_glyph(struct looking *looking, const struct lint_owner *owner,
                       uint32_t character) {
    char text[160], shown[5] = "";
    shown[utf8_encode(character, shown)] = '\0';
    snprintf(text, sizeof text,
             "no font that ships has the character U+%04X (%s): it is shown as \uFFFD",
             (unsigned)character, shown);
    struct finding finding = {.code = W219,
                              .scene = owner->scene,
                              .option = owner->option,
                              .place = owner->place,
                              .text = text,
                              .fix = "say it with other characters"};
    findings_add(looking->warnings->findings, &finding);
    looking->told++;
}

static void look_at(void *self, const struct lint_owner *owner, const char *text) {
    struct looking *looking = self;
    uint32_t character;
    size_t len = strlen(text);
    for (size_t at = 0; at < len && looking->told < GLYPHS_TOLD_MAX;) {
        int bytes = utf8_decode(text + at, len - at, &character);
        at += bytes ? (size_t)bytes : 1;
        if (!bytes || character < 0x80 || looking->seen[character / 8] >> (character % 8) & 1)
            continue;
        looking->seen[character / 8] |= (unsigned char)(1u << (character % 8));
        if (!glyphs_have(looking->warnings->glyphs, character))
            tell_glyph(looking, owner, character);
    }
}

bool warnings_add_glyphs(const struct warnings *warnings) {
    struct looking looking = {.warnings = warnings};
    struct lint_visitor visitor = {.text = look_at, .self = &looking};
    if (!warnings->glyphs)
        return true;
    looking.seen = calloc(UNICODE_MAX / 8, 1);
    if (looking.seen)
        lint_visit(warnings->scenario, &visitor);
    free(looking.seen);
    return looking.seen != NULL;
}

bool warnings_add(const struct warnings *warnings, struct err *err) {
    struct warnings copy = *warnings;
    struct lint_sink sink = {take, &copy};
    key_places_init(&copy.places, warnings->scenario);
    bool ok = lint_run(warnings->scenario, warnings->explored, &sink, err);
    key_places_finish(&copy.places);
    if (!ok)
        return false;
    check_icons(warnings);
    return warnings_add_glyphs(warnings) || err_memory(err);
}
