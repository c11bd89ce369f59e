#include "fake_window.h"

#include "../view/view_fixture.h"
#include "base/job.h"
#include "base/os.h"
#include "window/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUEUE_MAX = 16 };

struct window {
    struct text_metrics metrics;
    const struct frame *frame; /* of the last picture; the program's own */
    struct ui_event queue[QUEUE_MAX];
    int count;
    struct ui_event early;
    bool has_early;
};

/* The program makes its window itself: what the test gives it beforehand stands here. */
static struct {
    const char *const *lines;
    char trouble[2000];
    int pictures, mark;
    bool is_idle;
    struct os_gate *gate; /* guards the two below */
    int jobs;             /* that were started and have not woken the window yet */
    int wakes;            /* that nobody has seen yet */
} script;

/* ---- work beside the loop ---- */

/* The program's own, which tells the worker; it is linked through here (--wrap). Each job wakes the
 * window once, so the script knows whether anything can still come by itself. */
void __real_jobs_start(struct jobs *jobs, struct job *job);
void __wrap_jobs_start(struct jobs *jobs, struct job *job);

void __wrap_jobs_start(struct jobs *jobs, struct job *job) {
    os_gate_enter(script.gate);
    script.jobs++;
    os_gate_leave(script.gate);
    __real_jobs_start(jobs, job);
}

void window_wake(struct window *window) {
    (void)window;
    os_gate_enter(script.gate);
    script.jobs--;
    script.wakes++;
    os_gate_signal(script.gate);
    os_gate_leave(script.gate);
}

static bool has_job(void) {
    os_gate_enter(script.gate);
    bool has_any = script.jobs || script.wakes;
    os_gate_leave(script.gate);
    return has_any;
}

/* Sleeps until a job is over. False: none runs. */
static bool wait_for_job(void) {
    os_gate_enter(script.gate);
    while (!script.wakes && script.jobs)
        os_gate_wait(script.gate);
    bool is_woken = script.wakes > 0;
    script.wakes = 0;
    os_gate_leave(script.gate);
    return is_woken;
}

void fake_window_script(const char *const *lines) {
    script.lines = lines;
    script.trouble[0] = '\0';
    script.pictures = script.jobs = script.wakes = 0;
    if (!script.gate)
        script.gate = os_gate_create();
}

const char *fake_window_trouble(void) {
    return *script.trouble ? script.trouble : NULL;
}

/* ---- what is on screen ---- */

static void fail_step(struct window *window, const char *line) {
    size_t len = (size_t)snprintf(script.trouble, sizeof script.trouble, "'%s'; there are:", line);
    for (int i = 0; window->frame && i < window->frame->element_count; i++)
        if (len + 80 < sizeof script.trouble)
            len += (size_t)snprintf(script.trouble + len, sizeof script.trouble - len, " %.60s",
                                    window->frame->elements[i].id);
}

static const struct element *element_of(struct window *window, const char *id) {
    const struct element *found = window->frame ? frame_find(window->frame, id) : NULL;
    return found && found->rect.w && found->rect.h ? found : NULL;
}

/* ---- what the person does ---- */

static void put(struct window *window, struct ui_event event) {
    if (window->count < QUEUE_MAX)
        window->queue[window->count++] = event;
}

static struct ui_event key_of(const char *name) {
    static const struct {
        const char *name;
        enum ui_key key;
    } names[] = {{"Enter", KEY_ENTER}, {"Escape", KEY_ESCAPE}, {"Tab", KEY_TAB},
                 {"F1", KEY_F1},       {"space", KEY_SPACE},   {"Right", KEY_RIGHT},
                 {"Down", KEY_DOWN},   {"plus", KEY_PLUS}};
    struct ui_event event = {.kind = UI_KEY};
    for (; strchr(name, '+'); name = strchr(name, '+') + 1) {
        event.is_shift |= !strncmp(name, "shift+", 6);
        event.is_ctrl |= !strncmp(name, "ctrl+", 5);
    }
    event.key = (enum ui_key) * name;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i].name, name))
            event.key = names[i].key;
    return event;
}

static bool press(struct window *window, const char *words, int clicks) {
    char id[100];
    int permille = 500;
    sscanf(words, "%99s %d", id, &permille);
    const struct element *element = element_of(window, id);
    if (!element)
        return false;
    struct ui_event event = {.kind = UI_MOVE,
                             .x = element->rect.x + element->rect.w * permille / 1000,
                             .y = element->rect.y + element->rect.h / 2};
    put(window, event);
    for (event.clicks = 1; event.clicks <= clicks; event.clicks++) {
        event.kind = UI_DOWN;
        put(window, event);
        event.kind = UI_UP;
        put(window, event);
    }
    return true;
}

static void type(struct window *window, const char *text) {
    struct ui_event event = {.kind = UI_TEXT};
    snprintf(event.text, sizeof event.text, "%s", text);
    put(window, event);
}

static bool says(struct window *window, const char *words) {
    char id[100];
    sscanf(words, "%99s", id);
    const struct element *element = element_of(window, id);
    return element && strstr(element->spoken, words + strlen(id) + 1);
}

/* True: the step is done. */
static bool do_step(struct window *window, const char *line) {
    char verb[16];
    sscanf(line, "%15s", verb);
    const char *rest = line + strlen(verb) + (line[strlen(verb)] == ' ');
    if (!strcmp(verb, "see"))
        return element_of(window, rest) != NULL;
    if (!strcmp(verb, "gone"))
        return window->frame && !frame_find(window->frame, rest);
    if (!strcmp(verb, "says"))
        return says(window, rest);
    if (!strcmp(verb, "idle"))
        return script.is_idle;
    if (!strcmp(verb, "mark"))
        script.mark = script.pictures;
    if (!strcmp(verb, "mark") || !strcmp(verb, "same"))
        return script.mark == script.pictures;
    if (!strcmp(verb, "press") || !strcmp(verb, "twice"))
        return press(window, rest, *verb == 't' ? 2 : 1);
    bool is_hiding = !strcmp(verb, "hide");
    if (is_hiding || !strcmp(verb, "show")) {
        put(window, (struct ui_event){.kind = is_hiding ? UI_HIDDEN : UI_SHOWN});
        return true;
    }
    struct ui_event event = key_of(rest);
    if (!strcmp(verb, "type")) {
        type(window, rest);
    } else if (!strcmp(verb, "early")) {
        window->early = event;
        window->has_early = true;
    } else {
        event.is_repeat = !strcmp(verb, "hold");
        put(window, event);
    }
    return true;
}

/* ---- the window's own header ---- */

struct window *window_open(const struct window_setup *setup, struct err *err) {
    (void)setup;
    struct window *window = calloc(1, sizeof *window);
    if (window)
        window->metrics = fixture_metrics();
    else
        err_memory(err);
    return window;
}

void window_close(struct window *window) {
    free(window);
}

static bool take(struct window *window, struct ui_event *out) {
    if (!window->count)
        return false;
    *out = window->queue[0];
    memmove(window->queue, window->queue + 1, (size_t)--window->count * sizeof *window->queue);
    return true;
}

/* Nothing waits: the script goes on. A step that cannot be done while the program would sleep for
 * ever never can. */
void window_wait(struct window *window, int timeout_ms, struct ui_event *out) {
    *out = (struct ui_event){.kind = UI_NONE};
    if (take(window, out) || timeout_ms == 0)
        return;
    script.is_idle = timeout_ms < 0 && !has_job();
    while (*script.lines && do_step(window, *script.lines)) {
        script.lines++;
        if (take(window, out))
            return;
    }
    if (*script.lines && (timeout_ms > 0 || wait_for_job()))
        return; /* time brings it, or the worker, or they do not */
    if (*script.lines)
        fail_step(window, *script.lines);
    out->kind = UI_CLOSE;
}

void window_forget_input(struct window *window) {
    window->count = 0;
}

void window_size(const struct window *window, int *width, int *height) {
    (void)window;
    *width = 1280;
    *height = 800;
}

int window_scale_percent(const struct window *window) {
    (void)window;
    return 100;
}

const struct text_metrics *window_metrics(struct window *window) {
    return &window->metrics;
}

const struct clipboard *window_clipboard(struct window *window) {
    (void)window;
    return NULL;
}

void window_set_theme(struct window *window, enum theme theme) {
    (void)window, (void)theme;
}

void window_text_input(struct window *window, struct rect field) {
    (void)window, (void)field;
}

void window_present(struct window *window, const struct frame *frame) {
    window->frame = frame;
    script.pictures++;
    if (window->has_early)
        put(window, window->early);
    window->has_early = false;
}
