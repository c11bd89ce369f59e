#ifndef VIEW_DEBRIEF_PRIVATE_H
#define VIEW_DEBRIEF_PRIVATE_H

#include "view/debrief.h"

struct debrief_draw {
    struct ui ui;
    struct debrief_screen *screen;
    const struct debrief_view *view;
    enum ui_width width;
};

enum { DEBRIEF_FOREVER = 1 << 24 };
enum { DEBRIEF_TOP, DEBRIEF_OUTCOME, DEBRIEF_LIST, DEBRIEF_DETAIL, DEBRIEF_SIDE, DEBRIEF_AGAIN };

/* Each draws from the rectangle's top and returns the height. */
int debrief_outcome_draw(struct debrief_draw *d, struct rect rect);
int debrief_list_draw(struct debrief_draw *d, struct rect rect);
int debrief_steps_draw(struct debrief_draw *d, struct rect rect); /* the list as a strip */
int debrief_detail_draw(struct debrief_draw *d, struct rect rect);
int debrief_panel_draw(struct debrief_draw *d, const struct debrief_decision *decision,
                       struct rect rect);
int debrief_calibration_draw(struct debrief_draw *d, struct rect rect);
/* The curve as a chart; its marks are the caller's. */
struct chart debrief_curve(struct ui *ui, const struct debrief_calibration *calibration,
                           struct chart_mark marks[DEBRIEF_POINTS_MAX]);
int debrief_again_draw(struct debrief_draw *d, struct rect rect);

/* "I think the panel missed something", or what was kept of it; returns the height. */
int debrief_dispute_draw(struct debrief_draw *d, struct rect rect);
void debrief_dispute_over(struct debrief_draw *d); /* the field, over everything else */
void debrief_dispute_open(struct debrief_screen *screen, const struct debrief_view *view);
void debrief_dispute_close(struct debrief_screen *screen);
struct ui_command debrief_dispute_handle(struct debrief_screen *screen, const struct frame *frame,
                                         const struct ui_event *event);

const char *debrief_word(const struct debrief_draw *d, int category);
/* The tags of a decision, as many as `which` allows; returns the height of their rows (0 none). */
int debrief_tags_draw(struct debrief_draw *d, const struct debrief_decision *decision,
                      unsigned which, struct rect rect, bool is_measured);
int debrief_tags_width(struct debrief_draw *d, const struct debrief_decision *decision);
const char *debrief_quoted(struct debrief_draw *d, const char *text, bool is_said);

#endif
