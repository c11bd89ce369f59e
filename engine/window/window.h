/* The only room that knows SDL. It opens a window, paints a frame, and says what the person did. It
 * sees neither session nor scenario. Draws only when asked; waits without waking otherwise. */
#ifndef WINDOW_WINDOW_H
#define WINDOW_WINDOW_H

#include "base/err.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/theme.h"

struct window;

struct window_setup {
    const char *title;
    const char *assets; /* folder with fonts/; borrowed while the window lives */
    int width, height;  /* logical px; the minimum is 960 x 600 */
    int scale_percent;  /* display scale; 0: ask the display (Xft.dpi), 100 if it does not say */
    enum theme theme;
    bool is_hidden; /* for tests */
};

/* NULL: no display, or no fonts; *err says which and how to fix it. */
struct window *window_open(const struct window_setup *setup, struct err *err);
void window_close(struct window *window); /* NULL is fine */

/* Waits until something happens or `timeout_ms` is over (-1: as long as it takes; 0: do not wait).
 * Never wakes up on its own. */
void window_wait(struct window *window, int timeout_ms, struct ui_event *out);
/* From any thread: window_wait returns (with UI_NONE), so that the loop looks at what it waits for.
 */
void window_wake(struct window *window);
/* Keys, text and presses that wait are forgotten: they were meant for the picture before. */
void window_forget_input(struct window *window);

void window_size(const struct window *window, int *width, int *height); /* device px */
int window_scale_percent(const struct window *window);
const struct text_metrics *window_metrics(struct window *window);
/* The system's clipboard. */
const struct clipboard *window_clipboard(struct window *window);
void window_set_theme(struct window *window, enum theme theme);

/* Where text is being typed (for input methods); w = 0: nowhere. Starts and stops text input. */
void window_text_input(struct window *window, struct rect field);

/* Paints what differs from the frame before, and presents it. Nothing is allocated for a frame
 * whose texts and shapes were seen before. */
void window_present(struct window *window, const struct frame *frame);

/* What is on screen, as a PNG or BMP by the name's end. */
bool window_save_picture(struct window *window, const char *path, struct err *err);

/* For tests and benchmarks: frames since the last call, and how many runs, icons and paths had to
 * be drawn anew or were still there. */
struct window_stats {
    long frames, texture_misses, texture_hits;
};
struct window_stats window_take_stats(struct window *window);

#endif
