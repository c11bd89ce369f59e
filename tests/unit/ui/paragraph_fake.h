/* A fake font for tests of text: every character is 10 px wide at 16 px (marks 0, "1" 6, spaces 5),
 * scaled with the size; and the picture of a text as a reader sees it from left to right. */
#ifndef TESTS_VIEW_PARAGRAPH_FAKE_H
#define TESTS_VIEW_PARAGRAPH_FAKE_H

#include "base/buf.h"
#include "ui/frame.h"
#include "ui/paragraph.h"

/* Counts its calls in *self, an int. */
struct text_metrics fake_metrics(int *calls);

/* The drawn lines, each in visual order with its brackets mirrored, separated by "|". */
void fake_picture(struct frame *frame, const char *text, const struct text_style *style, int width,
                  struct buf *out);

/* One run from left to right: right-to-left runs turned around, brackets mirrored, marks behind
 * their letter. */
void fake_picture_run(const char *text, int len, bool is_rtl, struct buf *out);

#endif
