#include "ui_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *clip_get(void *self) {
    return ((struct ui_fixture *)self)->clip;
}

static void clip_set(void *self, const char *text, size_t len) {
    struct ui_fixture *fix = self;
    assert_true(len < sizeof fix->clip);
    memcpy(fix->clip, text, len);
    fix->clip[len] = '\0';
}

void ui_fixture_init(struct ui_fixture *fix, int width, int height, enum language language) {
    *fix = (struct ui_fixture){.language = language};
    fix->metrics = fake_metrics(&fix->measured);
    fix->clipboard = (struct clipboard){clip_get, clip_set, fix};
    fix->frame.width = width;
    fix->frame.height = height;
    fix->frame.metrics = &fix->metrics;
    fix->frame.clipboard = &fix->clipboard;
}

void ui_fixture_finish(struct ui_fixture *fix) {
    frame_finish(&fix->frame);
}

void ui_fixture_draw(struct ui_fixture *fix, void (*draw)(struct ui *ui, void *context),
                     void *context) {
    const struct catalogue *words = catalogue_of(fix->language);
    struct ui_page page = {&fix->state, &fix->frame, words, words->is_rtl, 0};
    while (ui_page_draws(&page, &fix->ui))
        draw(&fix->ui, context);
    assert_false(fix->frame.failed);
    assert_int_equal(fix->frame.clip_depth, 0);
}

struct ui_event ui_fixture_key(enum ui_key key) {
    return (struct ui_event){.kind = UI_KEY, .key = key};
}

struct ui_event ui_fixture_text(const char *text) {
    struct ui_event event = {.kind = UI_TEXT};
    assert_true(strlen(text) < sizeof event.text);
    strncpy(event.text, text, sizeof event.text - 1);
    return event;
}

struct ui_event ui_fixture_pointer(enum ui_event_kind kind, int x, int y) {
    return (struct ui_event){.kind = kind, .x = x, .y = y};
}

const char *ui_fixture_spoken(const struct ui_fixture *fix, const char *id) {
    const struct element *element = frame_find(&fix->frame, id);
    if (!element)
        fail_msg("there is no element %s", id);
    return element->spoken;
}

int ui_fixture_draws(const struct ui_fixture *fix, enum draw_kind kind, enum role role) {
    int count = 0;
    for (int i = 0; i < fix->frame.draw_count; i++)
        count += fix->frame.draws[i].kind == kind && fix->frame.draws[i].role == role;
    return count;
}
