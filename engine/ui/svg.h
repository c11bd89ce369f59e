/* A frame as SVG, so that a chart is drawn once, for the window and for a report. Text stays text:
 * each run is a <text> with its direction, at the place the layout gave it. The same frame gives
 * the same bytes on every machine. */
#ifndef UI_SVG_H
#define UI_SVG_H

#include "ui/frame.h"
#include "ui/theme.h"

struct svg_look {
    enum theme theme;
    const char *title;   /* what the picture is, for who cannot see it; NULL: none */
    const char *id;      /* makes the names inside the picture different from those of others on the
                            same page; letters, digits and hyphens; NULL: "frame" */
    bool has_background; /* filled with the canvas's colour */
};

/* Appends <svg …>…</svg> and a newline. out->failed: out of memory. */
void frame_svg(const struct frame *frame, const struct svg_look *look, struct buf *out);

/* Text with what XML reserves escaped and what it forbids left out; fit for attributes in double
 * quotation marks. */
void svg_escape(struct buf *out, const char *text, size_t len);

#endif
