/* How an edited text looks: its selection, what an input method shows, the caret. Shared by the
 * field and the text area. */
#ifndef UI_EDIT_DRAW_H
#define UI_EDIT_DRAW_H

#include "ui/edit.h"
#include "ui/ui.h"

/* Where and how the text was drawn at the last picture, for clicks: on screen, not mirrored again.
 */
struct edit_place {
    struct rect rect;
    struct text_style style;
    bool is_drawn;
};

/* Draws into `place`, which is a place on screen. With `has_caret`, selection, composition and
 * caret are drawn. Returns the caret's rectangle. */
struct rect edit_draw(struct ui *ui, const struct editor *editor, const struct edit_place *place,
                      bool has_caret);

/* Presses and drags: `is_dragging` is the owner's. A press with Shift selects up to it, a double
 * press a word. True: the caret or the selection changed. */
bool edit_point(const struct editor *editor, const struct edit_place *place,
                const struct frame *frame, const struct ui_event *event, bool is_inside,
                bool *is_dragging);

#endif
