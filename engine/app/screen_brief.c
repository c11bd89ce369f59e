/* Before the call. */
#include "app/host.h"

#include "library/library.h"
#include "library/minutes.h"
#include "view/call_brief.h"
#include "view/money.h"

#include <stdlib.h>

struct brief_place {
    bool is_suggested;
    struct scenario *scenario; /* until the call takes it */
    struct brief_view view;
    struct brief_screen screen;
    char limit[48];
};

static const char *or_nothing(const char *text) {
    return text ? text : "";
}

static void fill(struct brief_place *place, struct app *app) {
    const struct scenario *scenario = place->scenario;
    if (scenario->agent_limit >= 0)
        money_format(place->limit, sizeof place->limit, scenario->agent_limit, scenario->currency);
    int language = language_of(scenario->locale);
    place->view =
        (struct brief_view){.language = language >= 0 ? (enum language)language : app_language(app),
                            .is_rtl = locale_is_rtl(scenario->locale),
                            .title = scenario->title,
                            .summary = or_nothing(scenario->summary),
                            .role = or_nothing(scenario->agent_role),
                            .brief = or_nothing(scenario->agent_brief),
                            .limit = place->limit,
                            .is_limit_nothing = scenario->agent_limit == 0,
                            .customer = scenario->customer_name,
                            .about = or_nothing(scenario->customer_about),
                            .mode = app_setup(app)->mode,
                            .difficulty = scenario->difficulty,
                            .can_choose = app_setup(app)->mode != MODE_ASSESSMENT,
                            .is_timed = scenario_is_timed(scenario),
                            .can_speak = app_can_speak(app)};
}

static struct scenario *load(struct app *app, const char *name, struct err *err) {
    char path[PATH_MAX];
    struct findings findings = {0};
    struct library_note note;
    if (!library_find(app_setup(app)->paths, name, path, &note, err))
        return NULL;
    struct scenario *scenario = library_load(app_door(app), path, LIBRARY_CHECKED, &findings, err);
    findings_finish(&findings);
    if (scenario && *note.text)
        app_say(app, note.text, true);
    return scenario;
}

static void *open(struct app *app, struct request *request, struct err *err) {
    struct brief_place *place = calloc(1, sizeof *place);
    if (!place) {
        err_memory(err);
        return NULL;
    }
    place->is_suggested = request->a;
    place->scenario = load(app, request->text, err);
    if (!place->scenario) {
        free(place);
        return NULL;
    }
    brief_screen_init(&place->screen, app_setup(app)->level, app_timing(app));
    fill(place, app);
    return place;
}

static void close(void *self, struct app *app) {
    struct brief_place *place = self;
    (void)app;
    scenario_destroy(place->scenario);
    free(place);
}

/* The call takes the scenario that was read out. */
static bool command(void *self, struct app *app, struct request *request) {
    struct brief_place *place = self;
    (void)app;
    if (request->what != DO_BEGIN_CALL)
        return false;
    request->scenario = place->scenario;
    request->is_suggested = place->is_suggested;
    place->scenario = NULL;
    return false;
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct brief_place *place = self;
    place->view.toast = app_toast(app, &place->view.is_toast_bad);
    brief_draw(&place->screen, &place->view, frame);
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct brief_place *place = self;
    (void)app;
    return brief_handle(&place->screen, frame, &place->view, event);
}

static enum language language(void *self, struct app *app) {
    (void)app;
    return ((struct brief_place *)self)->view.language;
}

static struct ui_state *ui(void *self) {
    return &((struct brief_place *)self)->screen.ui;
}

const struct screen screen_brief = {.name = "brief",
                                    .opens = {DO_START},
                                    .open = open,
                                    .close = close,
                                    .draw = draw,
                                    .handle = handle,
                                    .command = command,
                                    .language = language,
                                    .ui = ui};
