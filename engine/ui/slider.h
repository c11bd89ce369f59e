/* Two things that are dragged along a line: a slider, which sets a number, and a splitter, which
 * moves the border between two parts of a screen. Both take the arrow keys (by what one sees),
 * Home, End, Page Up and Page Down while they have the focus.
 *
 * Their handle functions come before ui_navigate, which still wants every pointer event: it moves
 * the focus and knows what is pressed. */
#ifndef UI_SLIDER_H
#define UI_SLIDER_H

#include "ui/ui.h"

struct slider {
    const char *id, *name; /* spoken: the name, then the value in words */
    const char *value;     /* in words: "80 percent"; for drawing and handling it may be NULL */
    int least, most, step; /* step at least 1; Page Up and Page Down go ten steps */
    int at;
    bool is_disabled;
};

void slider_draw(struct ui *ui, const struct slider *slider, struct rect rect);
/* True: *at is the new number. */
bool slider_handle(const struct slider *slider, const struct ui_state *state,
                   const struct frame *frame, const struct ui_event *event, int *at);

struct splitter {
    const char *id, *name;
    int least_first, least_second; /* logical px that the parts keep, as far as there is room */
    bool is_down;                  /* one part above the other; else side by side */
};

/* What the screen keeps: how much of the room the first part has. */
struct splitter_state {
    int permille;     /* 0 at first: `start` of splitter_draw is taken */
    struct rect room; /* of the last picture, mirrored */
};

/* Cuts `rect` into two parts with the handle between them. `start`: thousandths for the first part
 * as long as nobody has moved it. */
void splitter_draw(struct ui *ui, const struct splitter *splitter, struct splitter_state *kept,
                   int start, struct rect rect, struct rect *first, struct rect *second);
/* True: it was for the splitter. */
bool splitter_handle(const struct splitter *splitter, struct splitter_state *kept,
                     struct ui_state *state, const struct frame *frame,
                     const struct ui_event *event);

#endif
