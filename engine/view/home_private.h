#ifndef VIEW_HOME_PRIVATE_H
#define VIEW_HOME_PRIVATE_H

#include "view/home.h"

struct home_draw {
    struct ui ui;
    struct home_screen *screen;
    const struct home_view *view;
    enum ui_width width;
    struct rect filter_rects[FILTER_COUNT]; /* where the lists drop down */
};

enum { HOME_FOREVER = 1 << 24 };
enum {
    HOME_REGION_TOP,
    HOME_REGION_NEXT,
    HOME_REGION_FILTERS,
    HOME_REGION_CALLS,
    HOME_REGION_SIDE
};

/* Any of several may be chosen; else only one. */
bool home_takes_several(int filter);
/* How many items of a filter are chosen, and the first of them. */
int home_chosen_count(unsigned chosen);
int home_chosen_first(unsigned chosen);

/* The items of a filter: 0 is "all". Returns how many. */
int home_choices(struct ui *ui, const struct home_view *view, int filter,
                 const char *out[HOME_CHOICES_MAX]);
bool home_matches(struct ui *ui, const struct home_screen *screen, const struct home_view *view,
                  const struct home_call *call);
bool home_is_filtered(const struct home_screen *screen);

/* Each returns the height drawn. */
int home_next_draw(struct home_draw *d, struct rect rect);
int home_filters_draw(struct home_draw *d, struct rect rect, int shown);
int home_calls_draw(struct home_draw *d, struct rect rect);
int home_faults_draw(struct home_draw *d, struct rect rect);
int home_columns(const struct home_draw *d, int width);
void home_menu_draw(struct home_draw *d);

#endif
