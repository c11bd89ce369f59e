/* Putting a collected panel into a scenario. */
#include "record/panel_file.h"

#include "base/file.h"

#include <stdint.h>
#include <string.h>

struct applying {
    struct scenario *scenario;
    const struct panel_file *file;
    const char *path;
    int first_expert; /* of the file, in scenario->experts */
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

static bool resolve_status(struct applying *applying, const char *node, int experts,
                           enum key_status *out) {
    enum key_status most = experts >= PANEL_OPERATIONAL_MIN ? KEY_OPERATIONAL
                           : experts >= PANEL_PILOT_MIN     ? KEY_PILOT
                                                            : KEY_AMBIGUOUS;
    char found[65];
    *out = most < KEY_PILOT ? most : KEY_PILOT;
    if (!panel_sha256(applying->file, node, found))
        return err_memory(applying->err);
    for (int i = 0; i < applying->file->key_count; i++) {
        const struct panel_key *key = &applying->file->keys[i];
        if (strcmp(key->node, node) == 0 && strcmp(key->panel_sha256, found) == 0)
            *out = key->status < most ? key->status : most;
    }
    return true;
}

/* `first` is the first of the decision's `count` ratings. */
static bool replace_panel(struct applying *applying, struct scene *scene,
                          const struct panel_rating *first, int count) {
    struct arena *arena = applying->scenario->arena;
    struct panel *panel = arena_alloc(arena, sizeof *panel);
    struct panel_row *rows = arena_array(arena, (size_t)count, sizeof *rows);
    if (!panel || !rows)
        return err_memory(applying->err);
    if (count > PANEL_EXPERTS_MAX)
        return refuse(applying, scene, first, "there are more than 64 experts");
    for (int i = 0; i < count; i++) {
        if ((first[i].rate_count < 0) != (first->rate_count < 0))
            return refuse(applying, scene, &first[i],
                          "some experts rated every option and some only named the best");
        if (!fill_row(applying, scene, &first[i], &rows[i]))
            return false;
    }
    panel->rows = rows;
    panel->row_count = count;
    panel->is_votes = first->rate_count < 0;
    panel->is_collected = true;
    scene->panel = panel;
    return resolve_status(applying, scene->node, count, &panel->status);
}

static bool apply_ratings(struct applying *applying) {
    const struct panel_file *file = applying->file;
    /* The scenes are const for everybody but the loader, whose last step this is. */
    struct scene *scenes = (struct scene *)(uintptr_t)applying->scenario->scenes;
    for (int at = 0, count; at < file->rating_count; at += count) {
        const struct panel_rating *first = &file->ratings[at];
        count = 1;
        while (at + count < file->rating_count && strcmp(first[count].node, first->node) == 0)
            count++;
        for (int i = 0; i < applying->scenario->scene_count; i++)
            if (strcmp(scenes[i].node, first->node) == 0 &&
                !replace_panel(applying, &scenes[i], first, count))
                return false;
    }
    return true;
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
                 struct err *err) {
    struct panel_file file;
    struct applying applying = {scenario, &file, path, 0, err};
    bool ok = panel_parse(text, len, path, &file, err);
    if (ok && strcmp(file.scenario, scenario->id) != 0)
        ok = err_set(err, ERR_CONTENT, "%s is the panel of '%s', not of '%s'", path, file.scenario,
                     scenario->id);
    ok = ok && add_experts(&applying) && apply_ratings(&applying) &&
         add_source(&applying, text, len);
    panel_finish(&file);
    return ok;
}

bool panel_apply_beside(struct scenario *scenario, const char *scenario_path, struct err *err) {
    char path[FILE_PATH_MAX];
    struct buf text = {0};
    if (!panel_path(path, sizeof path, scenario_path) || !file_exists(path))
        return true;
    bool ok = file_read(path, PANEL_BYTES_MAX, &text, err) &&
              panel_apply(scenario, path_name(path), buf_cstr(&text), text.len, err);
    buf_finish(&text);
    return ok;
}
