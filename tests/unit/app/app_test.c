/* The program as a person drives it, without a display: the loop, the stack of screens and what
 * each of them does, over logs in a folder of its own. */
#include "fake_window.h"

#include "app/app.h"
#include "base/file.h"

#include "support/cmocka.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct desk {
    char home[64];
    struct paths paths;
    struct settings settings;
    struct app_setup setup;
};

static int set_up(void **state) {
    struct desk *desk = calloc(1, sizeof *desk);
    struct err err = {0};
    strcpy(desk->home, "/tmp/offscript-app-XXXXXX");
    assert_non_null(mkdtemp(desk->home));
    setenv("OFFSCRIPT_HOME", desk->home, 1);
    setenv("OFFSCRIPT_DATA", getenv("OFFSCRIPT_SOURCE"), 1);
    setenv("OFFSCRIPT_SPEECH", "/nonexistent", 1);
    assert_true(paths_find(&desk->paths, &err));
    assert_true(settings_load(&desk->paths, &desk->settings, &err));
    desk->settings.is_welcomed = true;
    desk->setup = (struct app_setup){.paths = &desk->paths,
                                     .settings = &desk->settings,
                                     .logs = desk->paths.logs,
                                     .agent = "ines",
                                     .mode = MODE_PRACTICE,
                                     .level = LEVEL_STANDARD,
                                     .timing = TIMING_UNTIMED,
                                     .has_seed = true};
    *state = desk;
    return 0;
}

static int tear_down(void **state) {
    struct desk *desk = *state;
    char line[100];
    snprintf(line, sizeof line, "rm -rf '%s'", desk->home);
    int status = system(line);
    free(desk);
    return status;
}

#define RUN(desk, ...) run(desk, (const char *const[]){__VA_ARGS__, NULL})

static void run(struct desk *desk, const char *const *lines) {
    struct err err = {0};
    fake_window_script(lines);
    if (app_run(&desk->setup, &err) != 0)
        fail_msg("%s", err.text);
    if (fake_window_trouble())
        fail_msg("%s", fake_window_trouble());
}

/* How many records of a folder's files hold the text. */
static int count_in(const struct desk *desk, const char *folder, const char *text) {
    char pattern[200];
    int found = 0;
    glob_t files;
    snprintf(pattern, sizeof pattern, "%s/%s/*.jsonl", desk->home, folder);
    if (glob(pattern, 0, NULL, &files))
        return 0;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct buf log = {0};
        struct err err = {0};
        assert_true(file_read(files.gl_pathv[i], 1 << 22, &log, &err));
        for (const char *at = buf_cstr(&log); (at = strstr(at, text)); at++)
            found++;
        buf_finish(&log);
    }
    globfree(&files);
    return found;
}

static int count(const struct desk *desk, const char *text) {
    return count_in(desk, "logs", text);
}

#define A_CALL                                                                                     \
    "see option.1", "key 1", "key shift+5", "key Enter", "see said", "key F1", "key 2",            \
        "key shift+6", "key Enter", "see said", "key e", "key shift+4", "key Enter", "see debrief"

static void a_first_day(void **state) {
    struct desk *desk = *state;
    desk->settings.is_welcomed = false;
    RUN(desk, "see welcome", "press name", "type Mira", "press save", "see start",
        "says start Enter to start", "press start", "see begin", "key Enter", A_CALL,
        "press debrief", "see decision.0", "key Down", "key d", "see note",
        "type Nobody asked her.", "key Enter", "see kept", "key Escape", "see start");
    assert_string_equal(desk->settings.name, "Mira");
    assert_true(desk->settings.is_welcomed);
    assert_int_equal(count(desk, "\"type\":\"end\""), 1);
    assert_int_equal(count(desk, "\"type\":\"decision\""), 3);
    /* The second day: what was done is there. */
    RUN(desk, "see start", "press nav.debriefs", "see past.0", "press past.0", "see decision.0",
        "press nav.progress", "see progress.0", "press nav.home", "see start");
}

static void left_and_continued(void **state) {
    struct desk *desk = *state;
    RUN(desk, "see start", "key Enter", "see begin", "key Enter", "see option.1", "key 1",
        "key shift+5", "key Enter", "see said", "press leave", "see stay", "press leave-now",
        "see start");
    RUN(desk, "see start", "key Enter", "see option.1", "see commit");
    assert_int_equal(count(desk, "\"type\":\"resume\""), 1);
    assert_int_equal(count(desk, "\"type\":\"start\""), 1);
}

static void a_moment_is_tried_again(void **state) {
    struct desk *desk = *state;
    desk->setup.scenario = "warmup/first_steps";
    RUN(desk, "see begin", "key Enter", A_CALL, "key Enter", "see decision.0", "key t",
        "see option.1", "see commit");
    assert_int_equal(count(desk, "\"mode\":\"retry\""), 2); /* its start and its scene */
}

/* What was pressed for one moment does nothing in the next. */
static void presses_do_not_spill_over(void **state) {
    struct desk *desk = *state;
    desk->setup.scenario = "warmup/first_steps";
    RUN(desk, "see begin", "twice begin", "see option.1", "hold Enter", "says commit not ready",
        "key 1", "key shift+5", "early Enter", "twice commit", "see said", "hold Enter",
        "hold Enter", "says commit not ready", "says confidence Not set");
    assert_int_equal(count(desk, "\"type\":\"decision\""), 1);
}

static void what_cannot_be_opened_is_told_at_home(void **state) {
    struct desk *desk = *state;
    RUN(desk, "see start", "key Enter", "see begin", "key Enter", "see option.1", "press leave",
        "press leave-now", "see start");
    char line[200];
    snprintf(line, sizeof line, "rm -rf %s/logs/scenarios", desk->home);
    assert_int_equal(system(line), 0);
    RUN(desk, "see start", "key Enter", "see toast", "see start", "key Tab", "gone toast");
    /* Asked for at the start it is an error of the program. */
    struct err err = {0};
    fake_window_script((const char *const[]){NULL});
    desk->setup.scenario = "no/such_call";
    assert_int_equal(app_run(&desk->setup, &err), -1);
    assert_non_null(strstr(err.text, "no/such_call"));
}

static void settings_hold_at_once(void **state) {
    struct desk *desk = *state;
    desk->setup.timing = desk->settings.timing = TIMING_NORMAL;
    RUN(desk, "see start", "press me", "see timing", "press timing 900", "press language 900",
        "see save", "press save", "see start", "says start مفتاح الإدخال للبدء", "press start",
        "see begin", "says timing بلا وقت");
    struct settings kept;
    struct err err = {0};
    assert_true(settings_load(&desk->paths, &kept, &err));
    assert_string_equal(kept.language, "ar");
    assert_int_equal(kept.timing, TIMING_UNTIMED);
    RUN(desk, "see start", "press me", "see theme", "press theme 900", "key Escape", "see start");
    assert_int_equal(desk->settings.theme, kept.theme); /* not saved: as before */
}

static void text_size_and_find_work_everywhere(void **state) {
    struct desk *desk = *state;
    RUN(desk, "see start", "press nav.progress", "see progress.0", "key ctrl+plus", "key ctrl+k",
        "see find", "type zzz", "see clear-all");
    assert_int_equal(desk->settings.text_percent, 125);
}

/* No picture is made while nothing has changed. */
static void nothing_is_drawn_for_nothing(void **state) {
    struct desk *desk = *state;
    RUN(desk, "see start", "idle", "mark", "key z", "key z", "idle", "same");
}

/* Whoever comes back to a home of the first release: their logs are joined with the id while home
 * is open already, once, and it is noted. */
static void old_logs_are_adopted(void **state) {
    struct desk *desk = *state;
    char line[400];
    struct err err = {0};
    struct settings kept;
    snprintf(line, sizeof line, "mkdir -p %s/logs && cp -r %s/tests/data/rules1/. %s/logs",
             desk->home, getenv("OFFSCRIPT_SOURCE"), desk->home);
    assert_int_equal(system(line), 0);
    setenv("USER", "nobody", 1);
    desk->setup.agent = NULL;
    strcpy(desk->settings.name, "Bo Bengtsson");
    assert_true(settings_know_agent(&desk->paths, &desk->settings, &err));
    assert_true(desk->settings.must_adopt);
    for (int day = 0; day < 2; day++) {
        RUN(desk, "see start", "idle", "press nav.debriefs", "see past.0");
        assert_false(desk->settings.must_adopt);
        assert_true(settings_load(&desk->paths, &kept, &err));
        assert_false(kept.must_adopt);
        assert_int_equal(count_in(desk, "logs/journals", "\"also\":\"Bo Bengtsson\""), 1);
        assert_int_equal(count_in(desk, "logs/journals", "\"type\":\"alias\""), 1);
    }
}

/* A pause that was asked for and a window out of sight are in the log, and the call goes on. */
static void pauses_are_recorded(void **state) {
    struct desk *desk = *state;
    desk->setup.scenario = "warmup/first_steps";
    RUN(desk, "see begin", "key Enter", "see option.1", "press pause", "see go", "press go",
        "gone go", "see option.1", "hide", "show", "gone go", "see option.1", "key 1",
        "key shift+5", "key Enter", "see said");
    assert_int_equal(count(desk, "\"type\":\"pause\""), 2);
    assert_int_equal(count(desk, "\"type\":\"decision\""), 1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(a_first_day),
                                       TEST(left_and_continued),
                                       TEST(a_moment_is_tried_again),
                                       TEST(presses_do_not_spill_over),
                                       TEST(what_cannot_be_opened_is_told_at_home),
                                       TEST(settings_hold_at_once),
                                       TEST(text_size_and_find_work_everywhere),
                                       TEST(nothing_is_drawn_for_nothing),
                                       TEST(old_logs_are_adopted),
                                       TEST(pauses_are_recorded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
