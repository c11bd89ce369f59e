#include "play/exposure.h"

#include "base/file.h"
#include "record/people.h"
#include "table/meetings.h"

#include <stdlib.h>
#include <string.h>

/* Texts of the columns as scenes of the scenario. */
struct scenes {
    int32_t *of_node, *of_id; /* + 1; 0: none */
};

struct counting {
    const struct columns *columns;
    const struct scenario *scenario;
    struct scenes scenes;
    struct places *places;
    int32_t id, sha256; /* texts; −1: nowhere */
    const struct people *people;
    const char *agent;
    int64_t now_ms;
    struct exposure *out;
};

static bool name_scenes(struct counting *counting) {
    size_t texts = (size_t)counting->columns->text_count + 1;
    struct scenes *scenes = &counting->scenes;
    scenes->of_node = calloc(texts, sizeof *scenes->of_node);
    scenes->of_id = calloc(texts, sizeof *scenes->of_id);
    if (!scenes->of_node || !scenes->of_id)
        return false;
    for (int i = 0; i < counting->scenario->scene_count; i++) {
        const struct scene *scene = &counting->scenario->scenes[i];
        if (scene->option_count == 0)
            continue;
        int32_t node = columns_find(counting->columns, scene->node);
        int32_t id = columns_find(counting->columns, scene->id);
        if (node >= 0)
            scenes->of_node[node] = i + 1;
        if (id >= 0)
            scenes->of_id[id] = i + 1;
    }
    return true;
}

static void count_scene(struct counting *counting, int32_t scene) {
    if (scene > 0 && counting->out->shown[scene - 1] < UINT16_MAX)
        counting->out->shown[scene - 1]++;
}

/* The scene that the call was left at; 0: none of this scenario. */
static int32_t left_scene(const struct counting *counting, int32_t session) {
    const struct session_columns *s = &counting->columns->session;
    if (s->sha256[session] == counting->sha256)
        return counting->scenes.of_id[s->open_scene[session]];
    int32_t node = places_node(counting->places, s->sha256[session], s->open_scene[session]);
    return node < 0 ? 0 : counting->scenes.of_node[node];
}

static void count_session(struct counting *counting, int32_t session) {
    const struct session_columns *s = &counting->columns->session;
    const int32_t *node = counting->columns->decision.node;
    counting->out->sessions +=
        s->scenario[session] == counting->id && s->mode[session] != MODE_PREVIEW;
    for (int32_t i = 0; i < s->decisions[session]; i++)
        count_scene(counting, counting->scenes.of_node[node[s->first[session] + i]]);
    if (meetings_is_left(s, session, counting->now_ms))
        count_scene(counting, left_scene(counting, session));
}

static bool count_all(struct counting *counting) {
    const struct session_columns *s = &counting->columns->session;
    counting->places = places_create(counting->columns);
    bool ok = counting->places && name_scenes(counting);
    int32_t agent = -1; /* sessions lie agent by agent */
    bool is_own = false;
    for (int32_t i = 0; ok && i < s->count; i++) {
        if (i == 0 || s->agent[i] != agent)
            is_own = people_are_one(counting->people, columns_text(counting->columns, s->agent[i]),
                                    counting->agent);
        agent = s->agent[i];
        if (is_own)
            count_session(counting, i);
    }
    free(counting->scenes.of_node);
    free(counting->scenes.of_id);
    places_destroy(counting->places);
    return ok;
}

bool exposure_count(const struct exposure_request *request, const struct scenario *scenario,
                    struct exposure *out, struct err *err) {
    const char *paths[] = {request->logs};
    struct columns_request reading = {.paths = paths,
                                      .path_count = 1,
                                      .cache = request->cache,
                                      .now_ms = request->now_ms,
                                      .reads_on = true};
    struct err own = {0};
    if (!file_is_folder(request->logs))
        return true;
    struct people *people = people_read(paths, 1, &own);
    struct columns *columns = people ? columns_read(&reading, &own) : NULL;
    if (!columns) {
        people_destroy(people);
        return own.code != ERR_MEMORY || err_memory(err);
    }
    struct counting counting = {.columns = columns,
                                .scenario = scenario,
                                .people = people,
                                .agent = request->agent,
                                .id = columns_find(columns, scenario->id),
                                .sha256 = columns_find(columns, scenario->sha256),
                                .now_ms = request->now_ms,
                                .out = out};
    bool ok = count_all(&counting);
    columns_destroy(columns);
    people_destroy(people);
    return ok || err_memory(err);
}
