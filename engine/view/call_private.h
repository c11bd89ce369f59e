/* Shared by the files behind call.h. */
#ifndef VIEW_CALL_PRIVATE_H
#define VIEW_CALL_PRIVATE_H

#include "ui/widgets.h"
#include "view/call.h"

enum call_region { REGION_SAID, REGION_TRAY, REGION_DESK, REGION_TALK, REGION_BAR };

/* Everything one picture of the call needs. */
struct call_draw {
    struct ui ui;
    struct call_screen *screen;
    const struct call_view *view;
    enum ui_width width;
    struct rect talk_area; /* of the bubbles, scrolled */
    struct rect tray;
    bool options_scroll; /* there is no room for all; how sure, why and Commit stay in sight */
    struct rect desk;    /* where a short message covers the least */
};

void call_bar_draw(struct call_draw *d, struct rect rect);
void call_customer_draw(struct call_draw *d, struct rect rect);
int call_customer_height(struct call_draw *d);

/* The bubbles. The elements come later than the picture, because the focus order asks for it. */
void call_talk_draw(struct call_draw *d, struct rect rect);
void call_talk_elements(struct call_draw *d);
/* In one column: without a scroll area of its own. Returns the height. */
int call_talk_flow(struct call_draw *d, struct rect rect);

void call_desk_draw(struct call_draw *d, struct rect rect);
int call_desk_flow(struct call_draw *d, struct rect rect);

int call_tray_height(struct call_draw *d, int most);
void call_tray_draw(struct call_draw *d, struct rect rect);
/* Parts of the tray, for one column. */
int call_prompt_height(struct call_draw *d, int w);
void call_prompt_draw(struct call_draw *d, struct rect rect);
int call_options_flow(struct call_draw *d, struct rect rect);
int call_answer_flow(struct call_draw *d, struct rect rect);
void call_commit_draw(struct call_draw *d, struct rect rect);
void call_time_draw(struct call_draw *d, struct rect rect);

void call_over_draw(struct call_draw *d);
const char *call_trouble_way(const struct call_view *view); /* id of the one thing to do */
void call_pause_cover(struct call_draw *d, struct rect rect);

bool call_is_open(const struct call_view *view);
bool call_can_commit(const struct call_screen *screen, const struct call_view *view);
/* What is missing, in words; "" nothing. */
const char *call_missing(struct ui *ui, const struct call_screen *screen,
                         const struct call_view *view);
const char *call_option_key(struct call_draw *d, int position);

#endif
