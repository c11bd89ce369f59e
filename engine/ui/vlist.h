/* A list of which only the visible rows exist: 100,000 rows cost what 20 cost, for each picture and
 * each key. Rows have one height, or are measured when they come into sight.
 *
 * The list is one stop for Tab; Up, Down, Page Up, Page Down, Home and End move inside it. The row
 * in use is the element "ID.N" and holds the focus also while it is scrolled away. */
#ifndef UI_VLIST_H
#define UI_VLIST_H

#include "ui/ui.h"

/* What the screen keeps between two pictures. Zeroed at first: the first row is in use. */
struct vlist {
    int at;          /* the row in use */
    int top, top_px; /* the first visible row, and how much of it is hidden above */
    /* Of the last picture. */
    struct rect rect;   /* where the list was (mirrored) */
    int count, visible; /* rows there were; rows that were wholly in sight, at least 1 */
    /* Asked for since. */
    int moved_px; /* by the wheel */
    bool is_dragging;
};

struct vlist_row {
    int index;
    struct rect rect; /* as long as the row is; not mirrored, not clipped */
    bool has_focus, is_hovered;
};

struct vlist_look {
    const char *id;
    int count;
    int row_height;    /* device px; 0: `measure` says it, row by row */
    bool shows_choice; /* the row in use keeps its ground while the focus is elsewhere */
    bool has_cards;    /* rows draw their own ground */
    int gap;           /* device px at the end of each row that belong to nobody */
    void *context;     /* of the functions below */
    int (*measure)(struct ui *ui, void *context, int row, int width); /* device px, at least 1 */
    void (*draw)(struct ui *ui, void *context, const struct vlist_row *row);
    const char *(*spoken)(struct ui *ui, void *context, int row); /* without its place */
};

void vlist_draw(struct ui *ui, struct vlist *list, const struct vlist_look *look, struct rect rect);

/* Keys while a row has the focus, the wheel over the list, and dragging its bar. True: it was for
 * the list, and what changed is in the state. A press on a row is ui_navigate's. */
bool vlist_handle(struct vlist *list, struct ui_state *state, const struct frame *frame,
                  const char *id, const struct ui_event *event);

/* Puts a row into use and, at the next picture, in sight. */
void vlist_go(struct vlist *list, struct ui_state *state, const char *id, int row);

#endif
