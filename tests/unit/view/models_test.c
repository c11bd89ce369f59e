/* What fills the screens: from plays, logs and scenarios, without a window. */
#include "base/file.h"
#include "library/library.h"
#include "play/play.h"
#include "stats/cluster.h"
#include "view/call_model.h"
#include "view/debrief_model.h"
#include "view/home_model.h"

#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char call_text[] =
    "scenario \"test/models\" {\n"
    "  format = 1, version = 1, title = \"A call\", summary = \"Short.\", industry = \"test\",\n"
    "  channel = \"voice\", locale = \"en\", start = \"one\",\n"
    "  agent = { role = \"Agent, Pennyroyal Parcels\", limit = 50, brief = \"Be kind.\" },\n"
    "  customer = { name = \"Dana Brandt\", about = \"Calls.\" }, mood = { anger = 50, trust = 50 "
    "},\n"
    "}\n"
    "card \"account\" { title = \"Account of {customer.name}\",\n"
    "  facts = { { \"Since\", \"2017\" }, { \"Letter\", \"on file\", closed = \"letter\" } } }\n"
    "scene \"one\" {\n"
    "  customer = \"Hello, {agent.name}?\", seconds = 40, timeout = { to = \"two\" },\n"
    "  option \"first\" { say = \"Good morning.\", to = \"two\", credit = 1 "
    "},\n"
    "  option \"up\" { act = \"Pass it up.\", says = \"I pass you on.\", to = \"two\", stance = "
    "\"escalate\", credit = 0 },\n"
    "}\n"
    "scene \"two\" {\n"
    "  customer = \"And now?\", note = \"A door.\",\n"
    "  option \"finish\" { say = \"Now it ends.\", to = \"done\", credit = 1, because = \"It "
    "ends.\" },\n"
    "  option \"back\" { say = \"Once more.\", to = \"one\", credit = 0 },\n"
    "}\n"
    "ending \"done\" { title = \"Done\", customer = \"Bye.\", lesson = \"None.\",\n"
    "  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 7 } }\n";

struct world {
    char home[64], file[128];
    struct paths paths;
    struct library *door;
    struct scenario *scenario;
    struct now now;
};

static int set_up(void **state) {
    struct world *world = calloc(1, sizeof *world);
    struct findings findings = {0};
    struct err err = {0};
    strcpy(world->home, "/tmp/offscript-models-XXXXXX");
    assert_non_null(mkdtemp(world->home));
    setenv("OFFSCRIPT_HOME", world->home, 1);
    setenv("OFFSCRIPT_DATA", getenv("OFFSCRIPT_SOURCE"), 1);
    assert_true(paths_find(&world->paths, &err));
    world->door = library_create(&world->paths, &err);
    snprintf(world->file, sizeof world->file, "%s/call.lua", world->home);
    assert_true(file_write(world->file, call_text, strlen(call_text), 0600, &err));
    world->scenario = library_load(world->door, world->file, LIBRARY_CHECKED, &findings, &err);
    if (!world->scenario)
        fail_msg("%s", err.text);
    findings_finish(&findings);
    world->now = (struct now){.monotonic_ms = 1000, .wall_ms = 1780000000000};
    *state = world;
    return 0;
}

static int tear_down(void **state) {
    struct world *world = *state;
    char line[100];
    scenario_destroy(world->scenario);
    library_destroy(world->door);
    snprintf(line, sizeof line, "rm -rf '%s'", world->home);
    int status = system(line);
    free(world);
    return status;
}

static struct now later(struct world *world, int64_t ms) {
    world->now.monotonic_ms += ms;
    world->now.wall_ms += ms;
    return world->now;
}

static struct play *start(struct world *world) {
    struct err err = {0};
    struct play_setup setup = {.scenario = world->scenario,
                               .logs = world->paths.logs,
                               .agent = "ines",
                               .agent_name = "Ines",
                               .mode = MODE_PRACTICE,
                               .level = LEVEL_STANDARD,
                               .timing = TIMING_NORMAL,
                               .seed = 1};
    struct play *play = play_start(&setup, world->now, &err);
    if (!play || !play_cut_in(play, world->now, &err))
        fail_msg("%s", err.text);
    return play;
}

static void choose(struct world *world, struct play *play, const char *id, int confidence) {
    struct err err = {0};
    const struct scenario *scenario = play_scenario(play);
    const struct scene *scene = &scenario->scenes[session_scene(play_session(play))];
    int option = scene_find_option(scene, id);
    if (!session_is_ready(play_session(play)))
        play_cut_in(play, world->now, &err);
    if (!play_select(play, option, later(world, 500), &err) ||
        !play_commit(play, confidence, "because", NULL, later(world, 500), &err))
        fail_msg("%s: %s", id, err.text);
}

/* Begun and, unless the id of the last option is NULL, finished. Gives the session. */
static void play_one(struct world *world, const char *first, const char *last, int confidence,
                     char session[64]) {
    struct play *play = start(world);
    struct err err = {0};
    snprintf(session, 64, "%s", play_id(play));
    later(world, 60000);
    play_tick(play, world->now, &err); /* the first moment runs out of time … */
    if (play_is_held(play))
        assert_true(play_release_hold(play, later(world, 1000), &err));
    choose(world, play, "back", 40);
    choose(world, play, first, confidence); /* … and is met again */
    if (last)
        choose(world, play, last, confidence);
    assert_true(play_quit(play, later(world, 10), &err));
    play_destroy(play);
}

/* ---- the call ---- */

static void what_a_call_shows(void **state) {
    struct world *world = *state;
    struct play *play = start(world);
    struct call_model model = {0};
    const struct call_view *view = &model.view;
    assert_true(call_model_update(&model, play, LANGUAGE_ENGLISH, world->now));
    assert_string_equal(view->organisation, "Pennyroyal Parcels");
    assert_int_equal(view->phase, CALL_DECIDE);
    assert_int_equal(view->decision, 1);
    assert_int_equal(view->line_count, 1);
    assert_string_equal(view->lines[0].who, "Dana");
    assert_non_null(strstr(view->lines[0].text, "Ines"));
    assert_int_equal(view->option_count, 2);
    assert_true(view->options[0].is_said && !view->options[0].is_escalation);
    assert_true(!view->options[1].is_said && view->options[1].is_escalation);
    assert_int_equal(view->selected, -1);
    assert_int_equal(view->left_ms, 40000);
    assert_true(view->can_pause && view->shows_mood && !view->is_paused && !view->trouble);
    assert_non_null(strstr(view->cards[0].title, "Dana Brandt"));
    assert_false(view->cards[0].was_opened);
    play_destroy(play);
    call_model_finish(&model);
}

static void what_was_done_in_it(void **state) {
    struct world *world = *state;
    struct play *play = start(world);
    struct call_model model = {0};
    struct err err = {0};
    const struct call_view *view = &model.view;
    assert_true(play_open_card(play, 0, later(world, 100), &err));
    assert_true(play_ask(play, 0, 1, later(world, 100), &err));
    assert_true(call_model_update(&model, play, LANGUAGE_ENGLISH, later(world, 100)));
    assert_true(view->cards[0].is_open && view->cards[0].facts[1].was_asked);
    assert_int_equal(view->opened_count, 2);
    assert_int_equal(view->left_ms, 39700); /* times move without anything that happened */
    choose(world, play, "up", 60);
    assert_true(call_model_update(&model, play, LANGUAGE_ENGLISH, world->now));
    assert_int_equal(view->decision, 2);
    assert_string_equal(view->lines[1].act, "Pass it up.");
    assert_string_equal(view->lines[1].text, "I pass you on.");
    assert_int_equal(view->lines[2].kind, CALL_NOTE);
    assert_int_equal(view->left_ms, -1);
    choose(world, play, "finish", 60);
    assert_true(call_model_update(&model, play, LANGUAGE_ENGLISH, world->now));
    assert_int_equal(view->phase, CALL_ENDED);
    assert_string_equal(view->ending, "Done");
    assert_int_equal(view->option_count, 0);
    play_destroy(play);
    call_model_finish(&model);
}

static void a_timeout_keeps_what_ran_out(void **state) {
    struct world *world = *state;
    struct play *play = start(world);
    struct call_model model = {0};
    struct err err = {0};
    play_tick(play, later(world, 40000), &err);
    assert_true(call_model_update(&model, play, LANGUAGE_ENGLISH, world->now));
    assert_int_equal(model.view.phase, CALL_TIMED_OUT);
    assert_int_equal(model.view.decision, 1);
    assert_int_equal(model.view.option_count, 2);
    assert_string_equal(model.view.options[0].text, "Good morning.");
    assert_int_equal(model.view.left_ms, -1);
    play_destroy(play);
    call_model_finish(&model);
}

static void organisations(void **state) {
    (void)state;
    assert_string_equal(organisation_of("Agent, Pennyroyal Parcels"), "Pennyroyal Parcels");
    assert_string_equal(organisation_of("Agent"), "");
    assert_string_equal(organisation_of(NULL), "");
    assert_string_equal(organisation_of("موظف، مرافق"), "مرافق");
}

/* ---- the debrief ---- */

static void what_a_debrief_shows(void **state) {
    struct world *world = *state;
    char session[64], open[64];
    struct err err = {0};
    struct debrief_model model;
    struct scenario_loader loader = library_loader();
    play_one(world, "first", "finish", 80, session);
    if (!debrief_model_load(&model, world->paths.logs, session, &loader, "Ines", LANGUAGE_ENGLISH,
                            &err))
        fail_msg("%s", err.text);
    const struct debrief_view *view = &model.view;
    assert_string_equal(view->title, "Done");
    assert_int_equal(view->csat, 5);
    assert_non_null(strstr(view->cost, "7"));
    assert_non_null(strstr(view->limit, "50"));
    assert_int_equal(view->decision_count, 4);
    assert_true(view->decisions[0].flags & DEBRIEF_TIMED_OUT);
    assert_string_equal(view->decisions[0].done, "");
    assert_string_equal(view->decisions[2].done, "Good morning.");
    assert_string_equal(view->decisions[2].options[1].key, "E");
    assert_true(view->decisions[2].options[0].is_choice);
    assert_int_equal(view->decisions[2].confidence, 80);
    assert_string_equal(view->decisions[2].why, "because");
    assert_string_equal(view->decisions[3].because, "It ends.");
    assert_true(model.seqs[0] < model.seqs[1] && model.seqs[2] < model.seqs[3]);
    /* What the panel missed is kept and is there the next time. */
    debrief_disputes_read(&model, world->paths.logs, "ines", session);
    assert_true(view->can_dispute && !view->decisions[2].dispute);
    assert_true(debrief_dispute_keep(&model, world->paths.logs, "ines", session, 2, "The letter."));
    assert_false(debrief_dispute_keep(&model, world->paths.logs, "ines", session, 9, "None."));
    debrief_model_finish(&model);
    assert_true(debrief_model_load(&model, world->paths.logs, session, &loader, "Ines",
                                   LANGUAGE_ENGLISH, &err));
    debrief_disputes_read(&model, world->paths.logs, "ines", session);
    assert_string_equal(model.view.decisions[2].dispute, "The letter.");
    debrief_model_finish(&model);
    /* A call that is not finished has none. */
    play_one(world, "first", NULL, 80, open);
    assert_false(debrief_model_load(&model, world->paths.logs, open, &loader, "Ines",
                                    LANGUAGE_ENGLISH, &err));
    assert_non_null(strstr(err.text, "not finished"));
    debrief_model_finish(&model);
}

static void how_sure_how_right(void **state) {
    (void)state;
    struct person_answer answers[60];
    struct person past = {.answers = answers, .session_count = 10};
    struct debrief_calibration out;
    for (int i = 0; i < 60; i++) /* says 80 %, is acceptable in half */
        answers[i] = (struct person_answer){
            .confidence = 80, .scenario = i / 6, .is_acceptable = i % 2 == 0};
    past.answer_count = 5;
    debrief_calibration_fill(&out, &past);
    assert_int_equal(out.count, 5);
    assert_int_equal(out.mean_stated, 0); /* too few: nothing is said */
    past.answer_count = 30;
    debrief_calibration_fill(&out, &past);
    assert_int_equal(out.mean_stated, 80);
    assert_int_equal(out.share, 50);
    assert_int_equal(out.gap, 30);
    assert_int_equal(out.scenarios, 5);
    /* The interval of score: by scenario, 95 %, Student's t of four degrees of freedom. */
    struct cluster_mean mean;
    double gap[30];
    int scenario[30];
    for (int i = 0; i < 30; i++) {
        gap[i] = 0.8 - answers[i].is_acceptable;
        scenario[i] = i / 6;
    }
    assert_true(cluster_mean(gap, scenario, 30, 5, &mean));
    assert_int_equal(out.gap_low, lround(100 * mean.ci_95.lo));
    assert_int_equal(out.gap_high, lround(100 * mean.ci_95.hi));
    assert_int_equal(out.point_count, 0);
    past.answer_count = 60;
    debrief_calibration_fill(&out, &past);
    assert_int_equal(out.point_count, 1);
    assert_int_equal(out.points[0].stated, 80);
    assert_int_equal(out.points[0].share, 50);
    assert_true(out.points[0].low < 50 && out.points[0].high > 50);
    assert_int_equal(out.points[0].count, 60);
}

/* ---- home ---- */

struct at_home {
    struct person *person;
    struct standing standing;
    struct home_model model;
};

static void load_home(struct world *world, struct library_model *library, const char *agent,
                      struct at_home *home) {
    struct err err = {0};
    struct person_request request = {
        .logs = world->paths.logs, .agent = agent, .now_ms = world->now.wall_ms};
    home->person = person_read(&request, &err);
    if (!home->person || !person_score(home->person, NULL, &home->standing, &err))
        fail_msg("%s", err.text);
    struct home_source source = {.library = library,
                                 .person = home->person,
                                 .standing = &home->standing,
                                 .name = "Ines",
                                 .team = "",
                                 .language = LANGUAGE_ENGLISH,
                                 .wall_ms = world->now.wall_ms};
    if (!home_model_load(&home->model, &source, &err))
        fail_msg("%s", err.text);
}

static void leave_home(struct at_home *home) {
    home_model_finish(&home->model);
    person_destroy(home->person);
}

static void what_home_shows(void **state) {
    struct world *world = *state;
    struct library_model library;
    struct at_home home;
    struct list_view list;
    struct err err = {0};
    char own[200], done[64], open[64];
    assert_true(folder_make(world->paths.own_scenarios, &err));
    snprintf(own, sizeof own, "%s/scenarios/broken.lua", world->home);
    assert_true(file_write(own, "scenario", 8, 0600, &err));
    snprintf(own, sizeof own, "%s/scenarios/call.lua", world->home);
    assert_true(file_write(own, call_text, strlen(call_text), 0600, &err));
    assert_true(library_model_load(&library, world->door, &world->paths, &err));
    assert_int_equal(library.fault_count, 1);
    assert_string_equal(library.faults[0].file, "broken.lua");
    assert_true(library.calls[0].is_warm_up);

    load_home(world, &library, "ines", &home); /* a new person starts with the warm-up */
    assert_int_equal(home.model.view.next, 0);
    assert_int_equal(home.model.view.last_count, 0);
    assert_null(home.model.view.continue_session);
    assert_string_equal(home.model.view.last_on, "");
    leave_home(&home);

    play_one(world, "first", "finish", 80, done);
    later(world, 60000);
    play_one(world, "first", NULL, 60, open);
    load_home(world, &library, "ines", &home);
    assert_int_equal(home.model.view.last_count, 2);
    assert_true(home.model.view.last_ended[0] && !home.model.view.last_ended[1]);
    assert_string_equal(home.model.view.continue_session, open);
    assert_string_equal(home.model.view.continue_title, "A call");
    assert_int_equal(home.model.view.continue_decisions, 3);
    assert_true(home.model.view.next > 0); /* the warm-up is for those who have finished nothing */
    for (int i = 0; i < library.count; i++) {
        bool is_it = !strcmp(library.calls[i].id, "test/models");
        assert_int_equal(library.calls[i].played, is_it ? 1 : 0);
        assert_int_equal(library.calls[i].is_waiting, is_it);
    }
    home_model_list(&home.model, SHELL_DEBRIEFS, &list);
    assert_int_equal(list.call_count, 2);
    assert_string_equal(list.calls[0].session, open); /* the newest first */
    assert_true(!list.calls[0].is_ended && list.calls[1].is_ended);
    assert_string_equal(list.calls[1].title, "A call");
    assert_int_equal(list.calls[1].decisions, 4);
    leave_home(&home);
    assert_string_equal(library.calls[0].last_played, "");

    load_home(world, &library, "otto", &home); /* somebody else did nothing of this */
    assert_int_equal(home.person->session_count, 0);
    leave_home(&home);
    library_model_finish(&library);
}

/* While the logs are read, and while they are scored, home shows what it knows. */
static void home_waits_for_nothing(void **state) {
    struct world *world = *state;
    struct library_model library = {0};
    struct home_source source = {.library = &library,
                                 .name = "Ines",
                                 .team = "",
                                 .language = LANGUAGE_ENGLISH,
                                 .wall_ms = world->now.wall_ms};
    struct home_model model;
    struct err err = {0};
    assert_true(home_model_load(&model, &source, &err));
    assert_int_equal(model.view.last_count, 0);
    assert_null(model.view.continue_session);
    home_model_finish(&model);
}

static void progress_says_what_is_missing(void **state) {
    struct world *world = *state;
    struct library_model library = {0};
    struct at_home home;
    char session[64];
    load_home(world, &library, "ines", &home);
    assert_int_equal(home.model.view.progress[0].state, PROGRESS_FEW);
    assert_non_null(strstr(home.model.view.progress[0].text, "You have 0 in 0"));
    leave_home(&home);
    play_one(world, "first", "finish", 80, session);
    load_home(world, &library, "ines", &home);
    for (int i = 0; i < PROGRESS_LINES; i++) {
        assert_int_equal(home.model.view.progress[i].state, PROGRESS_FEW);
        /* None of them counts: no panel. */
        assert_non_null(strstr(home.model.view.progress[i].text, "You have 0"));
    }
    leave_home(&home);
}

/* ---- the six lines ---- */

static struct line said(double low, double high) {
    return (struct line){.n = 40, .state = STATE_TYPICAL, .likely_low = low, .likely_high = high};
}

static struct standing full_standing(void) {
    struct standing standing = {.has_profile = true, .measured = 40, .scenarios = 4};
    struct profile *profile = &standing.profile;
    profile->n = 40;
    profile->judgment = (struct judgment_line){.line = said(0, 0), .report = 50, .report_se = 4};
    profile->escalation.line = said(0, 0);
    profile->escalation.measured.criterion = -0.8;
    profile->escalation.measured.se_criterion = 0.2;
    profile->calibration.line = said(0.07, 0.29);
    profile->evidence.line = said(-0.05, 0.2);
    profile->integrity.line = said(0.9, 1.1);
    profile->trend.line = said(-0.3, 0.3);
    return standing;
}

static struct home_view progress_of(const struct standing *standing, enum language language) {
    static struct library_model none;
    struct home_model model = {
        .source = {
            .library = &none, .standing = standing, .name = "", .team = "", .language = language}};
    struct home_view view;
    model.arena = arena_create();
    progress_model_fill(&model);
    view = model.view;
    static char texts[PROGRESS_LINES][320]; /* the arena goes */
    for (int i = 0; i < PROGRESS_LINES; i++) {
        snprintf(texts[i], sizeof texts[i], "%s", view.progress[i].text);
        view.progress[i].text = texts[i];
    }
    arena_destroy(model.arena);
    return view;
}

static void the_six_lines_in_words(void **state) {
    (void)state;
    struct standing standing = full_standing();
    struct home_view view = progress_of(&standing, LANGUAGE_ENGLISH);
    static const char *const texts[PROGRESS_LINES] = {"46 to 54", "escalat",   "7 to 29",
                                                      "0 to 20",  "90 to 100", ""};
    assert_int_equal(view.decisions, 40);
    for (int i = 0; i < PROGRESS_LINES; i++) {
        const struct progress_line *line = &view.progress[i];
        assert_int_equal(line->state, PROGRESS_SAID);
        assert_true(line->low >= 0 && line->low <= line->best && line->best <= line->high &&
                    line->high <= 1000);
        if (!strstr(line->text, texts[i]))
            fail_msg("line %d says “%s”", i, line->text);
        assert_false(line->is_provisional);
    }
    assert_true(view.progress[1].best < 500); /* left is quicker to escalate */
    standing.is_provisional = true;
    view = progress_of(&standing, LANGUAGE_ARABIC);
    for (int i = 0; i < PROGRESS_LINES; i++) {
        assert_true(view.progress[i].is_provisional);
        assert_null(strstr(view.progress[i].text, "to ")); /* in the language of the page */
    }
}

static void too_few_and_not_to_be_told(void **state) {
    (void)state;
    struct standing standing = full_standing();
    struct home_view view = progress_of(NULL, LANGUAGE_ENGLISH); /* still being scored */
    for (int i = 0; i < PROGRESS_LINES; i++) {
        assert_int_equal(view.progress[i].state, PROGRESS_FEW);
        assert_true(*view.progress[i].text);
    }
    standing.measured = 3;
    standing.scenarios = 1;
    view = progress_of(&standing, LANGUAGE_ENGLISH);
    for (int i = 0; i < PROGRESS_LINES; i++) {
        assert_int_equal(view.progress[i].state, PROGRESS_FEW);
        /* the whole minimum of the line, and how much of it is there */
        assert_non_null(strstr(view.progress[i].text, "Needs "));
        assert_non_null(strstr(view.progress[i].text, i == LINE_TREND
                                                          ? "4 rounds of 8 new decisions"
                                                          : "You have 3 in 1"));
        if (i != LINE_TREND) /* an empty library cannot give them, and that is said */
            assert_non_null(strstr(view.progress[i].text, "The library has 0 that count."));
    }
    /* Enough decisions, and still nothing about one line: what is missing is said. */
    standing = full_standing();
    standing.profile.evidence.line.state = STATE_NOT_ENOUGH_DATA;
    standing.profile.judgment.line.state = STATE_NOT_ENOUGH_DATA;
    view = progress_of(&standing, LANGUAGE_ENGLISH);
    assert_int_equal(view.progress[0].state, PROGRESS_FEW);
    assert_int_equal(view.progress[3].state, PROGRESS_FEW);
    assert_true(*view.progress[0].text && *view.progress[3].text);
    assert_int_equal(view.progress[2].state, PROGRESS_SAID);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(what_a_call_shows),
                                       TEST(what_was_done_in_it),
                                       TEST(a_timeout_keeps_what_ran_out),
                                       cmocka_unit_test(organisations),
                                       TEST(what_a_debrief_shows),
                                       cmocka_unit_test(how_sure_how_right),
                                       TEST(what_home_shows),
                                       TEST(home_waits_for_nothing),
                                       TEST(progress_says_what_is_missing),
                                       cmocka_unit_test(the_six_lines_in_words),
                                       cmocka_unit_test(too_few_and_not_to_be_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
