/* One part of a screen drawn into a frame with the fake font, and driven by events. */
#ifndef TESTS_UI_FIXTURE_H
#define TESTS_UI_FIXTURE_H

#include "paragraph_fake.h"
#include "ui/ui.h"
#include "words/words.h"

struct ui_fixture {
    struct frame frame;
    struct text_metrics metrics;
    int measured; /* calls of the font so far */
    struct ui_state state;
    enum language language;
    struct ui ui;
    char clip[64 * 1024]; /* what was copied last */
    struct clipboard clipboard;
};

void ui_fixture_init(struct ui_fixture *fix, int width, int height, enum language language);
void ui_fixture_finish(struct ui_fixture *fix);

/* Draws one page by `draw`. */
void ui_fixture_draw(struct ui_fixture *fix, void (*draw)(struct ui *ui, void *context),
                     void *context);

struct ui_event ui_fixture_key(enum ui_key key);
struct ui_event ui_fixture_text(const char *text);
struct ui_event ui_fixture_pointer(enum ui_event_kind kind, int x, int y);
/* The element's spoken text; fails the test if there is none of that id. */
const char *ui_fixture_spoken(const struct ui_fixture *fix, const char *id);
/* How many draws of that kind and role there are. */
int ui_fixture_draws(const struct ui_fixture *fix, enum draw_kind kind, enum role role);

#endif
