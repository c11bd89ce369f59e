/* Text of several lines: a coaching note, a reason. Selection, clipboard, undo and input methods
 * are edit.h's. Tab leaves it, Enter begins a new line, Ctrl+Enter and Escape are the screen's. */
#ifndef UI_TEXT_AREA_H
#define UI_TEXT_AREA_H

#include "ui/edit_draw.h"

/* Zeroed before text_area_init. */
struct text_area {
    struct edit edit;
    char *text, *history; /* text: UTF-8, NUL-terminated */
    int size;
    struct ui_scroll scroll;
    struct edit_place place;
    int goal_x;                    /* where Up and Down go on, in px on screen; -1: at the caret */
    bool is_dragging, wants_caret; /* the caret must come into sight */
};

/* Room for that many bytes of text and `limit` characters (0: as many as fit). False: out of
 * memory.
 */
bool text_area_init(struct text_area *area, int bytes, int limit);
void text_area_finish(struct text_area *area);
void text_area_clear(struct text_area *area);
/* A text that does not fit is left out. */
void text_area_set(struct text_area *area, const char *text);

/* True: it was for the area, which has the focus or is pointed at. Comes before ui_navigate, which
 * still wants pointer events. */
bool text_area_handle(struct text_area *area, struct ui_state *state, const struct frame *frame,
                      const char *id, const struct ui_event *event);

struct text_area_look {
    const char *id, *name, *placeholder;
    bool is_error, is_disabled;
};
void text_area_draw(struct ui *ui, struct text_area *area, const struct text_area_look *look,
                    struct rect rect);

#endif
