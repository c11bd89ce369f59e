/* One line of typed text, over edit.h: selection, clipboard, undo, input methods. Longer than the
 * limit is refused at the field, never cut. */
#ifndef UI_WIDGETS_FIELD_H
#define UI_WIDGETS_FIELD_H

#include "ui/edit_draw.h"

enum { FIELD_BYTES = 1400 };

/* Zeroed is an empty field without a limit; edit.limit may be set at once. */
struct text_field {
    struct edit edit;
    char text[FIELD_BYTES], history[2 * FIELD_BYTES];
    int scrolled_px; /* how far the text has moved so that the caret is in sight */
    struct edit_place place;
    bool is_dragging;
};

void field_clear(struct text_field *field);
void field_set(struct text_field *field, const char *text); /* the caret goes to the end */

/* Handles text, compositions and editing keys while the field has the focus. True: it was for the
 * field. */
bool field_handle(struct text_field *field, const struct frame *frame,
                  const struct ui_event *event);
/* Presses and drags on the field: comes before ui_navigate, which still wants the event. True: the
 * caret or the selection changed. */
bool field_point(struct text_field *field, struct ui_state *state, const struct frame *frame,
                 const char *id, const struct ui_event *event);

/* True while the text holds the number of a payment card: it must not be kept. */
bool field_holds_card(const struct text_field *field);

struct field_look {
    const char *id, *placeholder;
    const char *spoken; /* name; value or "empty" is added */
    const char *icon;   /* at the start, or NULL */
    const char *key;    /* key cap at the end, or NULL */
    bool is_error, is_disabled, is_small;
};
void field_draw(struct ui *ui, struct text_field *field, const struct field_look *look,
                struct rect rect);

#endif
