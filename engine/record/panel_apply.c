/* Putting a collected panel into a scenario. */
#include "record/panel_file.h"

#include "base/file.h"
#include "record/panel_sets.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct applying {
    struct scenario *scenario;
    const struct panel_file *file;
    const char *path;
    int first_expert; /* of the file, in scenario->experts */
    struct panel_sets sets;
    const struct panel_rating **ratings; /* one per set and expert, by set, then expert */
    int *set_of;                         /* parallel to ratings */
    int rating_count;
    const struct panel_lineage **lineage; /* what joins, by set, then time */
    int lineage_count;
    struct panel_note *notes;
    int note_count;
    int64_t guesses; /* scenes that were compared with ratings of an unknown scene */
    struct err *err;
};

static const char *keep(struct applying *applying, const char *text) {
    return text ? arena_text(applying->scenario->arena, text, strlen(text)) : NULL;
}

static bool add_experts(struct applying *applying) {
    struct scenario *scenario = applying->scenario;
    const struct panel_file *file = applying->file;
    int count = scenario->expert_count + file->expert_count;
    struct expert *experts = arena_array(scenario->arena, (size_t)count + 1, sizeof *experts);
    if (!experts)
        return err_memory(applying->err);
    if (scenario->expert_count)
        memcpy(experts, scenario->experts, (size_t)scenario->expert_count * sizeof *experts);
    applying->first_expert = scenario->expert_count;
    for (int i = 0; i < file->expert_count; i++) {
        struct expert *expert = &experts[applying->first_expert + i];
        expert->id = keep(applying, file->experts[i].id);
        expert->who = keep(applying, file->experts[i].who);
        expert->place = (struct place){keep(applying, applying->path), 1};
        if (!expert->id || !expert->who || !expert->place.file)
            return err_memory(applying->err);
    }
    scenario->experts = experts;
    scenario->expert_count = count;
    return true;
}

static int find_expert(const struct applying *applying, const char *id) {
    for (int i = 0; i < applying->file->expert_count; i++)
        if (strcmp(applying->file->experts[i].id, id) == 0)
            return applying->first_expert + i;
    return -1;
}

static bool refuse(struct applying *applying, const struct scene *scene,
                   const struct panel_rating *rating, const char *what) {
    return err_set(applying->err, ERR_CONTENT, "%s: scene '%s', expert '%s': %s", applying->path,
                   scene->id, rating->expert, what);
}

/* Every option of the scene once; both sides are of the same content, so a miss is damage. */
static bool fill_ratings(struct applying *applying, const struct scene *scene,
                         const struct panel_rating *rating, struct panel_row *row) {
    if (rating->rate_count < 0)
        return true;
    uint8_t *ratings =
        arena_array(applying->scenario->arena, (size_t)scene->option_count, sizeof *ratings);
    if (!ratings)
        return err_memory(applying->err);
    if (rating->rate_count != scene->option_count)
        return refuse(applying, scene, rating, "`rate` must name every option once");
    for (int i = 0; i < rating->rate_count; i++) {
        int option = scene_find_option(scene, rating->rates[i].option);
        if (option < 0)
            return refuse(applying, scene, rating, "`rate` names an option that does not exist");
        ratings[option] = (uint8_t)rating->rates[i].rating;
    }
    row->ratings = ratings;
    return true;
}

static bool fill_opens(struct applying *applying, const struct panel_rating *rating,
                       struct panel_row *row) {
    row->opens_count = -1;
    if (rating->opens_count < 0)
        return true;
    struct evidence *opens =
        arena_array(applying->scenario->arena, (size_t)rating->opens_count + 1, sizeof *opens);
    if (!opens)
        return err_memory(applying->err);
    row->opens = opens;
    row->opens_count = 0;
    for (int i = 0; i < rating->opens_count; i++)
        row->opens_count +=
            scenario_find_evidence(applying->scenario, rating->opens[i], &opens[row->opens_count]);
    return true;
}

static bool fill_row(struct applying *applying, const struct scene *scene,
                     const struct panel_rating *rating, struct panel_row *row) {
    *row = (struct panel_row){.expert = find_expert(applying, rating->expert),
                              .best = rating->best ? scene_find_option(scene, rating->best) : -1,
                              .escalate = rating->escalate,
                              .expects = rating->expects,
                              .reason = keep(applying, rating->because)};
    if (rating->because && !row->reason)
        return err_memory(applying->err);
    if (row->expert < 0)
        return refuse(applying, scene, rating, "is not among `experts`");
    if (rating->best && row->best < 0)
        return refuse(applying, scene, rating, "`best` names an option that does not exist");
    return fill_ratings(applying, scene, rating, row) && fill_opens(applying, rating, row);
}

/* ---- status ---- */

struct bound { /* a lineage entry and the set that it joins */
    const struct panel_lineage *lineage;
    int set;
};

static int by_set_and_time(const void *a, const void *b) {
    const struct bound *x = a, *y = b;
    int order = (x->set > y->set) - (x->set < y->set);
    return order ? order : (x->lineage > y->lineage) - (x->lineage < y->lineage);
}

static bool place_lineage(struct applying *applying) {
    const struct panel_file *file = applying->file;
    size_t most = (size_t)file->lineage_count + 1;
    struct bound *bound = arena_array(file->arena, most, sizeof *bound);
    applying->lineage = arena_array(file->arena, most, sizeof *applying->lineage);
    if (!bound || !applying->lineage)
        return err_memory(applying->err);
    int count = 0;
    for (int i = 0; i < file->lineage_count; i++)
        if (applying->sets.is_held[i])
            bound[count++] = (struct bound){&file->lineage[i],
                                            panel_sets_find(&applying->sets, file->lineage[i].to)};
    if (count)
        qsort(bound, (size_t)count, sizeof *bound, by_set_and_time);
    for (int i = 0; i < count; i++)
        applying->lineage[i] = bound[i].lineage;
    applying->lineage_count = count;
    return true;
}

/* The lineage that joins the nodes of this set: from the index returned, *count of them. */
static int lineage_of_set(const struct applying *applying, int set, int *count) {
    int low = 0, high = applying->lineage_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (panel_sets_find(&applying->sets, applying->lineage[middle]->to) < set)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < applying->lineage_count &&
                     panel_sets_find(&applying->sets, applying->lineage[low + *count]->to) == set;)
        ++*count;
    return low;
}

static bool resolve_status(struct applying *applying, int set, const struct panel_rating **ratings,
                           int experts, enum key_status *out) {
    const struct panel_file *file = applying->file;
    enum key_status most = experts >= PANEL_OPERATIONAL_MIN ? KEY_OPERATIONAL
                           : experts >= PANEL_PILOT_MIN     ? KEY_PILOT
                                                            : KEY_AMBIGUOUS;
    char found[65];
    int lineage_count, lineage = lineage_of_set(applying, set, &lineage_count);
    *out = most < KEY_PILOT ? most : KEY_PILOT;
    if (!panel_sha256(ratings, experts, applying->lineage + lineage, lineage_count, found))
        return err_memory(applying->err);
    for (int i = 0; i < file->key_count; i++) {
        const struct panel_key *key = &file->keys[i];
        if (strcmp(key->panel_sha256, found) == 0 &&
            panel_sets_find(&applying->sets, key->node) == set)
            *out = key->status < most ? key->status : most;
    }
    return true;
}

/* ---- one decision ---- */

/* `ratings` are the `count` experts' of the decision's set. */
static bool replace_panel(struct applying *applying, struct scene *scene, int set,
                          const struct panel_rating **ratings, int count) {
    struct arena *arena = applying->scenario->arena;
    struct panel *panel = arena_alloc(arena, sizeof *panel);
    struct panel_row *rows = arena_array(arena, (size_t)count, sizeof *rows);
    if (!panel || !rows)
        return err_memory(applying->err);
    if (count > PANEL_EXPERTS_MAX)
        return refuse(applying, scene, ratings[0], "there are more than 64 experts");
    for (int i = 0; i < count; i++) {
        if ((ratings[i]->rate_count < 0) != (ratings[0]->rate_count < 0))
            return refuse(applying, scene, ratings[i],
                          "some experts rated every option and some only named the best");
        if (!fill_row(applying, scene, ratings[i], &rows[i]))
            return false;
    }
    panel->rows = rows;
    panel->row_count = count;
    panel->is_votes = ratings[0]->rate_count < 0;
    panel->is_collected = true;
    scene->panel = panel;
    return resolve_status(applying, set, ratings, count, &panel->status);
}

struct placed { /* a rating and the set it belongs to */
    const struct panel_rating *rating;
    int set;
};

static int by_set_and_expert(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    int order = (x->set > y->set) - (x->set < y->set);
    if (order == 0)
        order = strcmp(x->rating->expert, y->rating->expert);
    if (order == 0)
        order = (x->rating->at_ms > y->rating->at_ms) - (x->rating->at_ms < y->rating->at_ms);
    return order ? order : (x->rating > y->rating) - (x->rating < y->rating);
}

static bool is_same_seat(const struct placed *x, const struct placed *y) {
    return x->set == y->set && strcmp(x->rating->expert, y->rating->expert) == 0;
}

/* Of several ratings of one item by one expert the later counts. */
static bool place_ratings(struct applying *applying) {
    const struct panel_file *file = applying->file;
    size_t count = (size_t)file->rating_count;
    struct placed *placed = arena_array(file->arena, count + 1, sizeof *placed);
    applying->ratings = arena_array(file->arena, count + 1, sizeof *applying->ratings);
    applying->set_of = arena_array(file->arena, count + 1, sizeof *applying->set_of);
    if (!placed || !applying->ratings || !applying->set_of)
        return err_memory(applying->err);
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed){&file->ratings[i],
                                    panel_sets_find(&applying->sets, file->ratings[i].node)};
    if (count)
        qsort(placed, count, sizeof *placed, by_set_and_expert);
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < count && is_same_seat(&placed[i], &placed[i + 1]))
            continue;
        applying->ratings[applying->rating_count] = placed[i].rating;
        applying->set_of[applying->rating_count++] = placed[i].set;
    }
    return true;
}

/* The first rating of the set and how many there are. */
static int ratings_of(const struct applying *applying, int set, int *count) {
    int low = 0, high = applying->rating_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (applying->set_of[middle] < set)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0;
         low + *count < applying->rating_count && applying->set_of[low + *count] == set;)
        ++*count;
    return low;
}

/* The scenes are const for everybody but the loader, whose last step this is. */
static struct scene *scenes_of(const struct applying *applying) {
    return (struct scene *)(uintptr_t)applying->scenario->scenes;
}

static bool apply_ratings(struct applying *applying) {
    struct scene *scenes = scenes_of(applying);
    for (int i = 0; i < applying->scenario->scene_count; i++) {
        int count = 0,
            set = *scenes[i].node ? panel_sets_find(&applying->sets, scenes[i].node) : -1;
        int first = set >= 0 ? ratings_of(applying, set, &count) : 0;
        if (count && !replace_panel(applying, &scenes[i], set, applying->ratings + first, count))
            return false;
    }
    return true;
}

/* ---- ratings that wait ---- */

enum { NOTES_MAX = 200, GUESSES_MAX = 2000000 }; /* a hostile file has more than anybody reads */

static bool note(struct applying *applying, int scene, const struct buf *text) {
    if (applying->note_count == NOTES_MAX)
        return true;
    struct panel_note *item = &applying->notes[applying->note_count++];
    item->scene = scene;
    item->text = text->failed ? NULL : keep(applying, buf_cstr(text));
    return item->text || err_memory(applying->err);
}

static const char *text_now(const struct scene *scene, const char *name) {
    int option = scene_find_option(scene, name);
    if (option >= 0)
        return scene->options[option].say ? scene->options[option].say : scene->options[option].act;
    if (strcmp(name, "prompt") == 0)
        return scene->prompt;
    if (strcmp(name, "customer") == 0 && scene->customer.count)
        return scene->customer.items[scene->customer.count - 1].text;
    return NULL;
}

/* "“old” is now “new”", for the texts that differ; long ones are cut. */
static void tell_change(const struct scene *scene, const struct panel_node *node, struct buf *out) {
    enum { SHOWN = 2, CHARACTERS = 90 };
    int changed = 0;
    for (int i = 0; node && i < node->text_count; i++) {
        const char *then = node->texts[i].text, *now = text_now(scene, node->texts[i].name);
        if (now && strcmp(now, then) == 0)
            continue;
        if (changed++ < SHOWN)
            buf_printf(out, "%s%s was \"%.*s\" and is %s%.*s%s", changed > 1 ? "; " : ": ",
                       node->texts[i].name, CHARACTERS, then, now ? "\"" : "", CHARACTERS,
                       now ? now : "no longer there", now ? "\"" : "");
    }
    if (changed > SHOWN)
        buf_printf(out, "; %d more texts differ", changed - SHOWN);
}

/* The file does not say which scene it was: the one whose options were rated. */
static bool is_rated_by(const struct scene *scene, const struct panel_rating *rating) {
    if (scene->option_count == 0 || rating->rate_count != scene->option_count)
        return false;
    for (int i = 0; i < rating->rate_count; i++)
        if (scene_find_option(scene, rating->rates[i].option) < 0)
            return false;
    return true;
}

/* Its own ratings or another waiting set have settled it already. */
static bool is_settled(const struct scene *scene) {
    return scene->panel && scene->panel->is_collected;
}

static bool wait_at(struct applying *applying, int index, const struct panel_node *node,
                    int ratings) {
    struct scene *scene = &scenes_of(applying)[index];
    struct buf text = {0};
    if (is_settled(scene))
        return true;
    scene->panel = NULL; /* the key is none until somebody decides */
    buf_printf(&text,
               "scene '%.64s' has changed since it was rated: %d rating%s wait%s, and until "
               "somebody decides its key is none",
               scene->id, ratings, ratings == 1 ? "" : "s", ratings == 1 ? "s" : "");
    tell_change(scene, node, &text);
    bool ok = note(applying, index, &text);
    buf_finish(&text);
    return ok;
}

static bool wait_nowhere(struct applying *applying, const struct panel_node *node, int ratings) {
    struct buf text = {0};
    buf_printf(&text, "%d rating%s in %s %s of a decision that the scenario does not have", ratings,
               ratings == 1 ? "" : "s", applying->path, ratings == 1 ? "is" : "are");
    if (node)
        buf_printf(&text, " (scene '%.64s')", node->scene);
    bool ok = note(applying, -1, &text);
    buf_finish(&text);
    return ok;
}

/* One set of ratings that no decision of the scenario is in. */
static bool wait_for(struct applying *applying, int set, const struct panel_rating *first,
                     int ratings) {
    const struct scenario *scenario = applying->scenario;
    int rated = applying->sets.rated[set];
    const struct panel_node *node = rated < 0 ? NULL : &applying->file->nodes[rated];
    int scene = node ? scenario_find_scene(scenario, node->scene) : -1, found = 0;
    if (scene >= 0 && scenario->scenes[scene].option_count)
        return wait_at(applying, scene, node, ratings);
    for (int i = 0; !node && i < scenario->scene_count && applying->guesses < GUESSES_MAX; i++) {
        applying->guesses++;
        if (is_rated_by(&scenario->scenes[i], first)) {
            found++;
            if (!wait_at(applying, i, NULL, ratings))
                return false;
        }
    }
    return found || wait_nowhere(applying, node, ratings);
}

static bool note_contradictions(struct applying *applying) {
    bool ok = true;
    for (int i = 0; ok && i < applying->file->lineage_count; i++) {
        const struct panel_lineage *lineage = &applying->file->lineage[i];
        struct buf text = {0};
        if (applying->sets.is_held[i])
            continue;
        buf_printf(&text,
                   "a lineage entry in %s joins %.16s and %.16s, which are two decisions of this "
                   "scenario or were joined otherwise before; it is passed over",
                   applying->path, lineage->from, lineage->to);
        ok = note(applying, -1, &text);
        buf_finish(&text);
    }
    return ok;
}

static bool find_waiting(struct applying *applying) {
    applying->notes = arena_array(applying->scenario->arena, NOTES_MAX, sizeof *applying->notes);
    if (!applying->notes)
        return err_memory(applying->err);
    for (int at = 0, count; at < applying->rating_count; at += count) {
        int set = applying->set_of[at];
        ratings_of(applying, set, &count);
        if (applying->sets.scene[set] < 0 && !wait_for(applying, set, applying->ratings[at], count))
            return false;
    }
    return note_contradictions(applying);
}

static bool add_source(struct applying *applying, const char *text, size_t len) {
    struct scenario *scenario = applying->scenario;
    size_t count = (size_t)scenario->source_count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(scenario->sources[i].path, applying->path) == 0)
            return true;
    struct source *sources = arena_array(scenario->arena, count + 1, sizeof *sources);
    if (!sources)
        return err_memory(applying->err);
    if (count)
        memcpy(sources, scenario->sources, count * sizeof *sources);
    sources[count] = (struct source){keep(applying, applying->path),
                                     arena_text(scenario->arena, text, len), len};
    if (!sources[count].path || !sources[count].text)
        return err_memory(applying->err);
    scenario->sources = sources;
    scenario->source_count++;
    return true;
}

bool panel_apply(struct scenario *scenario, const char *path, const char *text, size_t len,
                 int rules, struct panel_notes *notes, struct err *err) {
    struct panel_file file;
    struct applying applying = {.scenario = scenario, .file = &file, .path = path, .err = err};
    bool ok = panel_parse(text, len, path, &file, err);
    if (ok && strcmp(file.scenario, scenario->id) != 0)
        ok = err_set(err, ERR_CONTENT, "%s is the panel of '%s', not of '%s'", path, file.scenario,
                     scenario->id);
    ok = ok && panel_sets_make(&applying.sets, &file, scenario, err) && place_ratings(&applying) &&
         place_lineage(&applying) && add_experts(&applying) && apply_ratings(&applying) &&
         (rules == 1 || find_waiting(&applying)) && add_source(&applying, text, len);
    if (ok && notes)
        *notes = (struct panel_notes){applying.notes, applying.note_count};
    panel_finish(&file);
    return ok;
}

bool panel_apply_beside(struct scenario *scenario, const char *scenario_path,
                        struct panel_notes *notes, struct err *err) {
    char path[FILE_PATH_MAX];
    struct buf text = {0};
    if (!panel_path(path, sizeof path, scenario_path) || !file_exists(path))
        return true;
    bool ok = file_read(path, PANEL_BYTES_MAX, &text, err) &&
              panel_apply(scenario, path_name(path), buf_cstr(&text), text.len, 0, notes, err);
    buf_finish(&text);
    return ok;
}
