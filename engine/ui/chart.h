/* Charts, each with its table: what is in the picture is also there in words. A chart is data
 * before it is drawn, so a report draws it into a frame of its own and writes that as SVG (svg.h).
 *
 * Only what can be told is drawn: a value that is not finite is not there. What has too few
 * observations behind it is a dashed track with how many more it takes; what cannot be told has no
 * mark at all, and says so. Band rows, bars and sparklines run in the direction of reading; scatter
 * and curve are never mirrored. */
#ifndef UI_CHART_H
#define UI_CHART_H

#include "ui/vtable.h"

enum chart_kind {
    CHART_BANDS,   /* a row for each mark: range, best estimate, mean of the others */
    CHART_SCATTER, /* a dot for each mark, with a cross for its range both ways */
    CHART_CURVE, /* marks in the order of x, with a soft band; a dashed line for a perfect match */
    CHART_BARS,  /* a bar for each mark, from the mean if there is one */
    CHART_SPARK  /* a small line, without axes */
};

enum chart_state { CHART_SAID, CHART_TOO_FEW, CHART_UNDEFINED };

struct chart_mark {
    const char *name; /* "Mira Okonell", "2 to 15 November" */
    const char
        *label;       /* short, in the picture: initials in a dot, a word under a bar; NULL: none */
    const char *text; /* the value or the state in words; NULL: the number */
    enum chart_state state;
    double value;                 /* the best estimate */
    double low, high;             /* the likely range */
    double outer_low, outer_high; /* the wider one */
    double x, x_low, x_high;      /* scatter and curve */
    double mean;                  /* of the others: band rows */
    int count;                    /* observations behind it; 0: not said */
    int have, need;               /* too few: of how many; need 0: not said */
};
/* A mark with nothing to tell: every number is "not there". */
struct chart_mark chart_mark_empty(const char *name);

struct chart {
    enum chart_kind kind;
    const char *id, *title;
    const char *x_title, *y_title; /* along the axes, or NULL */
    const struct chart_mark *marks;
    int count;
    double least, most;     /* of the values */
    double x_least, x_most; /* of x */
    double step, x_step;    /* between lines of the axes; 0: none */
    int decimals;
    double mean;   /* bars: where they start; not finite: at the bottom */
    bool has_zone; /* scatter: a soft ground where things are well */
    double zone_x[2], zone_y[2];
};

/* What the screen keeps. Zeroed at first: the picture. */
struct chart_kept {
    bool is_table;
    struct vtable table;
};

/* Title, the button "ID-swap" that changes between picture and table, and one of the two. Marks are
 * the elements "ID.N". */
void chart_draw(struct ui *ui, const struct chart *chart, struct chart_kept *kept,
                struct rect rect);
/* How high title and button are, with the gap below; device px. Where it is narrow they stand one
 * below the other. */
int chart_head_height(struct ui *ui, const struct chart *chart, int width);
/* The picture alone. */
void chart_picture(struct ui *ui, const struct chart *chart, struct rect rect);
/* How high a picture of band rows is; of the others, what the design gives them. Device px. */
int chart_height(const struct ui *ui, const struct chart *chart);

/* `id` is the chart's. */
bool chart_handle(struct chart_kept *kept, struct ui_state *state, const struct frame *frame,
                  const char *id, const struct ui_event *event);
/* True: `pressed` was the button. The focus stays on it. */
bool chart_activate(struct chart_kept *kept, struct ui_state *state, const char *id,
                    const char *pressed);

/* With the true minus sign; "" for what is not finite. */
const char *chart_number(struct ui *ui, double value, int decimals);

#endif
