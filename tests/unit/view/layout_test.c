/* What must hold for every screen in every size: nothing overlaps, nothing is lost, everything can
 * be reached, spoken and read. */
#include "view_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    int width, height;
} windows[] = {{1280, 800}, {960, 600}, {1119, 700}, {1600, 900}, {1920, 1080}, {2560, 1440}};
static const int percents[] = {100, 125, 150, 175, 200};

typedef void check_frame(const struct frame *frame, const char *where);

static void every_picture(check_frame *check) {
    struct frame frame = {0};
    char where[96];
    for (int screen = 0; screen < FIXTURE_SCREENS; screen++)
        for (size_t w = 0; w < sizeof windows / sizeof *windows; w++)
            for (size_t p = 0; p < sizeof percents / sizeof *percents; p++)
                for (int arabic = 0; arabic < 2; arabic++) {
                    snprintf(where, sizeof where, "%s %dx%d %d %%%s",
                             fixture_name((enum fixture_screen)screen), windows[w].width,
                             windows[w].height, percents[p], arabic ? " arabic" : "");
                    fixture_draw((enum fixture_screen)screen, windows[w].width, windows[w].height,
                                 percents[p], arabic, &frame);
                    assert_false(frame.failed);
                    check(&frame, where);
                }
    frame_finish(&frame);
}

/* ---- texts as boxes ---- */

struct box {
    struct rect rect, clip;
    const struct draw *draw;
};

static struct rect meet(struct rect a, struct rect b) {
    int left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (right <= left || bottom <= top)
        return (struct rect){left, top, 0, 0};
    return (struct rect){left, top, right - left, bottom - top};
}

enum { BOXES_MAX = 4000 };

static int text_boxes(const struct frame *frame, struct box *out) {
    struct rect clips[32] = {{0, 0, frame->width, frame->height}};
    int depth = 0, count = 0;
    for (int i = 0; i < frame->draw_count; i++) {
        const struct draw *draw = &frame->draws[i];
        if (draw->kind == DRAW_CLIP) {
            clips[depth + 1] = meet(draw->rect, clips[depth]);
            depth++;
        } else if (draw->kind == DRAW_UNCLIP) {
            depth--;
        } else if (draw->kind == DRAW_TEXT && count < BOXES_MAX) {
            int px = draw->run.px;
            out[count++] =
                (struct box){{draw->rect.x, draw->rect.y - px * 7 / 10, draw->rect.w, px * 8 / 10},
                             clips[depth],
                             draw};
        }
    }
    return count;
}

static void show(const char *where, const char *what, const struct box *box) {
    print_error("%s: %s: “%.*s” at %d,%d\n", where, what, box->draw->run.len, box->draw->run.text,
                box->rect.x, box->rect.y);
}

static void texts_do_not_overlap(const struct frame *frame, const char *where) {
    static struct box boxes[BOXES_MAX];
    int count = text_boxes(frame, boxes);
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++) {
            struct rect both =
                meet(meet(boxes[i].rect, boxes[i].clip), meet(boxes[j].rect, boxes[j].clip));
            if (both.w > 2 && both.h > 2) {
                show(where, "overlaps", &boxes[i]);
                show(where, "with", &boxes[j]);
                fail();
            }
        }
}

/* A text may be scrolled away above and below, never be cut at its sides. */
static void texts_stay_inside(const struct frame *frame, const char *where) {
    static struct box boxes[BOXES_MAX];
    int count = text_boxes(frame, boxes);
    for (int i = 0; i < count; i++) {
        struct rect rect = boxes[i].rect, clip = boxes[i].clip;
        if (!clip.w || !clip.h) /* scrolled away */
            continue;
        bool is_in_window = clip.w == frame->width && clip.h == frame->height;
        bool fits = rect.x >= clip.x && rect.x + rect.w <= clip.x + clip.w + 1;
        if (is_in_window)
            fits = fits && rect.y >= 0 && rect.y + rect.h <= frame->height;
        if (!fits) {
            show(where, "is cut", &boxes[i]);
            fail();
        }
    }
}

/* ---- elements ---- */

static void elements_can_be_used(const struct frame *frame, const char *where) {
    int least = frame_px(frame, 32), tall = frame_px(frame, 40);
    assert_true(frame->element_count > 0);
    for (int i = 0; i < frame->element_count; i++) {
        const struct element *element = &frame->elements[i];
        bool is_whole =
            element->rect.w >= element->bounds.w && element->rect.h >= element->bounds.h;
        bool is_commit = !strcmp(element->id, "commit");
        if (!*element->spoken)
            fail_msg("%s: %s says nothing", where, element->id);
        if (is_whole && element->kind != ELEMENT_TEXT &&
            (element->rect.w < least || element->rect.h < least))
            fail_msg("%s: %s is %dx%d", where, element->id, element->rect.w, element->rect.h);
        if ((element->kind == ELEMENT_OPTION || is_commit) && element->bounds.h < tall)
            fail_msg("%s: %s is only %d high", where, element->id, element->bounds.h);
        if (element->bounds.x < -least ||
            element->bounds.x + element->bounds.w > frame->width + least)
            fail_msg("%s: %s stands outside", where, element->id);
        for (int j = 0; j < i; j++)
            if (!strcmp(frame->elements[j].id, element->id))
                fail_msg("%s: %s twice", where, element->id);
    }
}

/* What can be pressed does not lie on what can be pressed. */
static void targets_do_not_overlap(const struct frame *frame, const char *where) {
    for (int i = 0; i < frame->element_count; i++)
        for (int j = i + 1; j < frame->element_count; j++) {
            const struct element *a = &frame->elements[i], *b = &frame->elements[j];
            if (a->kind == ELEMENT_TEXT || b->kind == ELEMENT_TEXT)
                continue;
            struct rect both = meet(meet(a->bounds, a->rect), meet(b->bounds, b->rect));
            if (both.w > 1 && both.h > 1)
                fail_msg("%s: %s lies on %s", where, a->id, b->id);
        }
}

/* ---- contrast: which text stands on which ground (tokens of the design) ---- */

static const enum role grounds_of_text[] = {ROLE_CANVAS,          ROLE_SURFACE,
                                            ROLE_SUNKEN,          ROLE_ACCENT_SOFT,
                                            ROLE_BUBBLE_CUSTOMER, ROLE_BUBBLE_AGENT};

static bool is_readable(enum role text, enum role ground) {
    static const struct {
        enum role text, ground;
    } pairs[] = {{ROLE_ON_ACCENT, ROLE_ACCENT},
                 {ROLE_ACCENT_TEXT, ROLE_SURFACE},
                 {ROLE_ACCENT_TEXT, ROLE_CANVAS},
                 {ROLE_ACCENT_TEXT, ROLE_ACCENT_SOFT},
                 {ROLE_POSITIVE_TEXT, ROLE_POSITIVE_SOFT},
                 {ROLE_CAUTION_TEXT, ROLE_CAUTION_SOFT},
                 {ROLE_DANGER_TEXT, ROLE_DANGER_SOFT},
                 {ROLE_DANGER_TEXT, ROLE_SURFACE},
                 {ROLE_LIMIT_TEXT, ROLE_LIMIT_SOFT}};
    bool is_plain = text == ROLE_TEXT || text == ROLE_TEXT_2 || text == ROLE_TEXT_3;
    for (size_t i = 0; is_plain && i < sizeof grounds_of_text / sizeof *grounds_of_text; i++)
        if (grounds_of_text[i] == ground)
            return true;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].text == text && pairs[i].ground == ground)
            return true;
    return false;
}

static void texts_can_be_read(const struct frame *frame, const char *where) {
    for (int i = 0; i < frame->draw_count; i++) {
        const struct draw *draw = &frame->draws[i];
        enum role ground = ROLE_NONE;
        if (draw->kind != DRAW_TEXT || draw->run.len == 0)
            continue;
        int x = draw->rect.x + draw->rect.w / 2, y = draw->rect.y - draw->run.px / 3;
        for (int j = 0; j < i; j++) {
            struct rect r = frame->draws[j].rect;
            if (frame->draws[j].kind == DRAW_FILL && x >= r.x && x < r.x + r.w && y >= r.y &&
                y < r.y + r.h)
                ground = frame->draws[j].role;
        }
        bool is_seen = x >= 0 && x < frame->width && y >= 0 && y < frame->height;
        if (is_seen && !is_readable(draw->role, ground))
            fail_msg("%s: “%.*s” in %s stands on %s", where, draw->run.len, draw->run.text,
                     role_name(draw->role), role_name(ground));
    }
}

/* ---- the focus order of the call ---- */

static const char *const call_order[] = {
    "said",           "option.1",       "option.2",       "option.3",
    "option.4",       "option.5",       "confidence",     "why",
    "commit",         "tab.account",    "tab.policy",     "tab.orders",
    "tab.notes",      "fact.account.0", "fact.account.1", "fact.account.2",
    "fact.account.3", "fact.account.4", "fact.account.5", "fact.account.6",
    "fact.account.7", "fact.account.8", "fact.account.9", "opened",
    "line.0",         "line.1",         "line.2",         "line.3",
    "customer",       "leave",          "title",          "pause",
    "speak",          "progress"};

static void call_is_walked_in_order(void **state) {
    (void)state;
    struct frame frame = {0};
    fixture_draw(FIXTURE_CALL, 1280, 800, 100, false, &frame);
    int count = (int)(sizeof call_order / sizeof *call_order);
    for (int i = 0; i < frame.element_count && i < count; i++)
        assert_string_equal(frame.elements[i].id, call_order[i]);
    assert_int_equal(frame.element_count, count);
    frame_finish(&frame);
}

static void overlap(void **state) {
    (void)state;
    every_picture(texts_do_not_overlap);
}

static void inside(void **state) {
    (void)state;
    every_picture(texts_stay_inside);
}

static void usable(void **state) {
    (void)state;
    every_picture(elements_can_be_used);
}

static void targets(void **state) {
    (void)state;
    every_picture(targets_do_not_overlap);
}

static void readable(void **state) {
    (void)state;
    every_picture(texts_can_be_read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overlap),  cmocka_unit_test(inside),
        cmocka_unit_test(usable),   cmocka_unit_test(targets),
        cmocka_unit_test(readable), cmocka_unit_test(call_is_walked_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
