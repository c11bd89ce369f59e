#include "support/world.h"

#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "base/clock.h"
#include "base/file.h"
#include "record/log_reader.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char lua[] = "-- small\nscenario \"test/small\" {}\n";

/* small_scenario, with a nudge and effects, as a scenario that came from a file. */
static struct scenario *make_scenario(void) {
    struct scenario *scenario = small_scenario();
    struct arena *arena = scenario->arena;
    struct source *source = arena_alloc(arena, sizeof *source);
    *source = (struct source){"small.lua", arena_text(arena, lua, strlen(lua)), strlen(lua)};
    scenario->sources = source;
    scenario->source_count = 1;
    scenario->target_minutes = 6;
    struct variant *text = arena_alloc(arena, sizeof *text);
    text->text = "Hello? Are you there?";
    struct change *angrier = arena_alloc(arena, sizeof *angrier);
    *angrier = (struct change){SLOT_ANGER, 5};
    struct nudge *nudge = arena_alloc(arena, sizeof *nudge);
    *nudge = (struct nudge){20, {text, 1}, {.add = angrier, .add_count = 1}};
    struct scene *opening = small_scene(scenario, "opening");
    opening->nudges = nudge;
    opening->nudge_count = 1;
    struct evidence *evidence = arena_alloc(arena, sizeof *evidence);
    *evidence = (struct evidence){0, 1};
    opening->evidence = evidence;
    opening->evidence_count = 1;
    struct change *waived = arena_alloc(arena, sizeof *waived);
    *waived = (struct change){SLOT_ANGER, -30};
    small_option(scenario, "opening", "waive")->effect =
        (struct effect){.add = waived, .add_count = 1};
    return scenario;
}

static struct scenario *load(void *self, const struct bundle *bundle, struct err *err) {
    (void)self;
    const struct bundle_file *root = bundle_find(bundle, "small.lua");
    if (!root || strcmp(root->text, lua) != 0) {
        err_set(err, ERR_CONTENT, "not the small scenario");
        return NULL;
    }
    return make_scenario();
}

struct scenario_loader world_loader(struct world *world) {
    return (struct scenario_loader){load, world};
}

void world_begin(struct world *world) {
    *world = (struct world){.now = {1000, 1795325050123}}; /* 2026-11-22T05:24:10.123Z */
    const char *temporary = getenv("TMPDIR");
    snprintf(world->folder, sizeof world->folder, "%.40s/offscript.XXXXXX",
             temporary && strlen(temporary) < 40 ? temporary : "/tmp");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->logs, sizeof world->logs, "%s/logs", world->folder);
    world->scenario = make_scenario();
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk) {
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

void world_end(struct world *world) {
    scenario_destroy(world->scenario);
    nftw(world->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct play_setup world_setup(struct world *world) {
    return (struct play_setup){.scenario = world->scenario,
                               .logs = world->logs,
                               .agent = "a17",
                               .team = "blue",
                               .mode = MODE_PRACTICE,
                               .level = LEVEL_STANDARD,
                               .timing = TIMING_NORMAL,
                               .seed = 5,
                               .session = WORLD_SESSION};
}

struct play_source world_source(struct world *world, const char *session) {
    return (struct play_source){
        .logs = world->logs, .session = session, .loader = world_loader(world)};
}

struct play *world_play_as(struct world *world, const struct play_setup *setup) {
    world->err = (struct err){0};
    struct play *play = play_start(setup, world->now, &world->err);
    assert_string_equal(world->err.text, "");
    assert_non_null(play);
    return play;
}

struct play *world_play(struct world *world) {
    struct play_setup setup = world_setup(world);
    return world_play_as(world, &setup);
}

struct play *world_resume(struct world *world, const char *session) {
    struct play_source source = world_source(world, session);
    world->err = (struct err){0};
    struct play *play = play_resume(&source, world->now, &world->err);
    assert_string_equal(world->err.text, "");
    assert_non_null(play);
    return play;
}

void world_wait(struct world *world, int64_t ms) {
    world->now.monotonic_ms += ms;
    world->now.wall_ms += ms;
}

static void works(struct world *world, bool ok) {
    if (!ok)
        fail_msg("%s", world->err.text);
}

void world_open(struct world *world, struct play *play, const char *card) {
    int index = scenario_find_card(play_scenario(play), card);
    works(world, play_open_card(play, index, world->now, &world->err));
}

void world_ask(struct world *world, struct play *play, const char *card, const char *fact) {
    int index = scenario_find_card(play_scenario(play), card);
    int closed = card_find_fact(&play_scenario(play)->cards[index], fact);
    works(world, play_ask(play, index, closed, world->now, &world->err));
}

void world_close(struct world *world, struct play *play) {
    works(world, play_close_card(play, world->now, &world->err));
}

void world_select(struct world *world, struct play *play, const char *option) {
    int scene = session_scene(play_session(play));
    int index = scene_find_option(&play_scenario(play)->scenes[scene], option);
    works(world, play_tick(play, world->now, &world->err));
    if (!session_is_ready(play_session(play)))
        works(world, play_cut_in(play, world->now, &world->err));
    works(world, play_select(play, index, world->now, &world->err));
}

void world_commit(struct world *world, struct play *play, const char *option, int confidence) {
    world_select(world, play, option);
    works(world, play_commit(play, confidence, NULL, NULL, world->now, &world->err));
}

void world_whole_call(struct world *world) {
    struct play *play = world_play(world);
    world_wait(world, 2000);
    world_open(world, play, "account");
    world_wait(world, 1500);
    world_ask(world, play, "account", "letter");
    world_wait(world, 1000);
    world_open(world, play, "policy");
    world_wait(world, 900);
    world_close(world, play);
    world_select(world, play, "refuse");
    world_wait(world, 18000);
    works(world, play_pause(play, world->now, &world->err));
    world_wait(world, 7000);
    works(world, play_go(play, world->now, &world->err));
    world_select(world, play, "waive");
    world_wait(world, 500);
    works(world, play_commit(play, 80, "she was \"ill\" \xE2\x80\x94 documented", NULL, world->now,
                             &world->err));
    world_wait(world, 3000);
    world_open(world, play, "policy");
    world_wait(world, 1000);
    world_select(world, play, "thank");
    works(world, play_commit(play, -1, NULL, "Thank you,\nMs Okafor.", world->now, &world->err));
    assert_true(play_is_ended(play));
    play_destroy(play);
}

const char *world_path(struct world *world, const char *name) {
    static char path[PATH_MAX];
    assert_true(path_join(path, sizeof path, world->logs, name));
    return path;
}

char *world_read(struct world *world, const char *name, size_t *len) {
    struct buf bytes = {0};
    struct err err = {0};
    if (!file_read(world_path(world, name), RECORD_FILE_MAX, &bytes, &err))
        fail_msg("%s", err.text);
    *len = bytes.len;
    buf_char(&bytes, '\0');
    return bytes.data;
}

void world_write(struct world *world, const char *name, const char *bytes, size_t len) {
    FILE *file = fopen(world_path(world, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}
