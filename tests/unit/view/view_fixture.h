/* The screens of the design as data: what the pictures show, for golden files and layout tests; and
 * a fixed-width font. */
#ifndef TESTS_VIEW_FIXTURE_H
#define TESTS_VIEW_FIXTURE_H

#include "view/call.h"
#include "view/call_brief.h"
#include "view/debrief.h"
#include "view/home.h"
#include "view/screen_list.h"
#include "view/welcome.h"

struct text_metrics fixture_metrics(void); /* 0.55 em a character, marks none */

struct call_view fixture_call(bool is_arabic);
struct home_view fixture_home(bool is_arabic);
struct debrief_view fixture_debrief(bool is_arabic);
struct brief_view fixture_brief(bool is_arabic);
struct list_view fixture_list(bool is_arabic, enum shell_tab tab);
struct welcome_values fixture_values(bool is_arabic);

/* One picture: which screen, how large, in which language. */
enum fixture_screen {
    FIXTURE_CALL,
    FIXTURE_HOME,
    FIXTURE_DEBRIEF,
    FIXTURE_WELCOME,
    FIXTURE_BRIEF,
    FIXTURE_LIST,
    FIXTURE_PROGRESS,
    FIXTURE_SCREENS
};
const char *fixture_name(enum fixture_screen screen);
/* Draws it into the frame, whose size and scale are set here. */
void fixture_draw(enum fixture_screen screen, int width, int height, int percent, bool is_arabic,
                  struct frame *frame);

#endif
