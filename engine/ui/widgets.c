#include "ui/widgets.h"

#include "base/utf8.h"

#include <string.h>

void widget_card(struct ui *ui, struct rect rect) {
    int radius = ui_px(ui, 12);
    frame_shadow(ui->frame, ui_mirror(ui, rect), radius);
    ui_fill(ui, rect, ROLE_SURFACE, radius);
    ui_edge(ui, rect, ui->state->is_high_contrast ? ROLE_BORDER_STRONG : ROLE_BORDER, radius,
            ui_px(ui, 1));
}

void widget_rule(struct ui *ui, struct rect rect) {
    ui_fill(ui, (struct rect){rect.x, rect.y, rect.w, ui_px(ui, 1)}, ROLE_BORDER, 0);
}

/* ---- key caps ---- */

static struct text_style cap_style(enum cap look) {
    static const enum role roles[] = {ROLE_TEXT_2, ROLE_ON_ACCENT, ROLE_ON_ACCENT, ROLE_TEXT_3};
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, roles[look]);
    style.line_height = 18;
    style.is_line_fixed = true;
    style.align = ALIGN_CENTER;
    return style;
}

int widget_key_width(struct ui *ui, const char *key) {
    int w = ui_text_width(ui, key, cap_style(CAP_PLAIN)) + 2 * ui_px(ui, 6);
    return w < ui_px(ui, 20) ? ui_px(ui, 20) : w;
}

int widget_key(struct ui *ui, const char *key, enum cap look, struct rect rect) {
    static const enum role edges[] = {ROLE_BORDER_STRONG, ROLE_ON_ACCENT, ROLE_ACCENT,
                                      ROLE_BORDER_STRONG};
    struct rect cap = rect_middle(rect, widget_key_width(ui, key), ui_px(ui, 20));
    int radius = ui_px(ui, 5);
    if (look == CAP_PLAIN || look == CAP_CHOSEN)
        ui_fill(ui, cap, look == CAP_PLAIN ? ROLE_SURFACE : ROLE_ACCENT, radius);
    ui_edge(ui, cap, edges[look], radius, ui_px(ui, 1));
    ui_label(ui, key, cap_style(look), cap);
    return cap.w;
}

/* ---- tags ---- */

static const struct {
    enum role fill, text;
} tag_roles[] = {
    [TAG_PLAIN] = {ROLE_SUNKEN, ROLE_TEXT_2},
    [TAG_ACCENT] = {ROLE_ACCENT_SOFT, ROLE_ACCENT_TEXT},
    [TAG_POSITIVE] = {ROLE_POSITIVE_SOFT, ROLE_POSITIVE_TEXT},
    [TAG_CAUTION] = {ROLE_CAUTION_SOFT, ROLE_CAUTION_TEXT},
    [TAG_DANGER] = {ROLE_DANGER_SOFT, ROLE_DANGER_TEXT},
    [TAG_LIMIT] = {ROLE_LIMIT_SOFT, ROLE_LIMIT_TEXT},
    [TAG_LINE] = {ROLE_SURFACE, ROLE_TEXT_2},
    [TAG_FULL] = {ROLE_ACCENT, ROLE_ON_ACCENT},
};

int widget_tag_width(struct ui *ui, const char *text, const char *icon) {
    int w = ui_text_width(ui, text, ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_2));
    return w + 2 * ui_px(ui, 8) + (icon ? ui_px(ui, 19) : 0);
}

int widget_tag(struct ui *ui, const char *text, const char *icon, enum tag look, struct rect rect) {
    struct rect tag = rect_middle(rect, widget_tag_width(ui, text, icon), ui_px(ui, 22));
    int radius = ui_px(ui, 6), w = tag.w;
    ui_fill(ui, tag, tag_roles[look].fill, radius);
    if (look == TAG_LINE)
        ui_edge(ui, tag, ROLE_BORDER, radius, ui_px(ui, 1));
    tag = rect_inset(tag, ui_px(ui, 8), 0);
    if (icon) {
        int side = ui_px(ui, 14);
        ui_icon(ui, icon, rect_middle(tag, side, side), tag_roles[look].text);
        rect_cut_left(&tag, ui_px(ui, 19));
    }
    ui_label(ui, text, ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, tag_roles[look].text), tag);
    return w;
}

/* ---- icon and words ---- */

static int meta_icon(const struct text_style *style) {
    return style->size <= 12 ? 14 : 16;
}

int widget_meta_width(struct ui *ui, const char *icon, const char *text, struct text_style style) {
    return ui_text_width(ui, text, style) + (icon ? ui_px(ui, meta_icon(&style) + 6) : 0);
}

int widget_meta(struct ui *ui, const char *icon, const char *text, struct text_style style,
                struct rect rect) {
    int w = widget_meta_width(ui, icon, text, style);
    if (icon) {
        int side = ui_px(ui, meta_icon(&style));
        ui_icon(ui, icon, rect_middle(rect, side, side), style.role);
        rect_cut_left(&rect, side + ui_px(ui, 6));
    }
    ui_label(ui, text, style, rect);
    return w;
}

int widget_pips(struct ui *ui, int filled, struct rect rect) {
    int side = ui_px(ui, 7), gap = ui_px(ui, 3);
    for (int i = 0; i < 5; i++) {
        struct rect pip = rect_middle(rect, side, side);
        pip.x += i * (side + gap);
        if (i < filled)
            ui_fill(ui, pip, ROLE_TEXT_2, ui_px(ui, 2));
        else
            ui_edge(ui, pip, ROLE_TEXT_3, ui_px(ui, 2), ui_px(ui, 1));
    }
    return 5 * side + 4 * gap;
}

/* ---- avatars ---- */

const char *widget_initials(struct ui *ui, const char *name) {
    char out[16] = "";
    size_t len = 0;
    bool at_start = true;
    int letters = 0;
    for (const char *at = name; *at && letters < 2;) {
        uint32_t letter;
        int bytes = utf8_decode(at, strlen(at), &letter);
        if (bytes <= 0)
            break;
        if (at_start && letter != ' ') {
            if (letters && letter >= 0x590 && letter <= 0x8ff)
                break; /* letters that would join into another word: one is enough */
            memcpy(out + len, at, (size_t)bytes);
            len += (size_t)bytes;
            letters++;
        }
        at_start = letter == ' ';
        at += bytes;
    }
    return frame_text(ui->frame, out, len);
}

void widget_avatar(struct ui *ui, const char *name, enum role fill, enum role text,
                   struct rect square) {
    ui_fill(ui, square, fill, square.w / 2);
    struct text_style style =
        ui_style(square.w >= ui_px(ui, 36) ? SIZE_BODY : SIZE_CAPTION, WEIGHT_SEMIBOLD, text);
    style.align = ALIGN_CENTER;
    ui_label(ui, widget_initials(ui, name), style, square);
}

/* ---- flow ---- */

struct flow flow_start(struct rect area, int row, int gap) {
    return (struct flow){.area = area, .x = area.x, .y = area.y, .row = row, .gap = gap};
}

struct rect flow_next(struct flow *flow, int w) {
    if (flow->x > flow->area.x && flow->x + w > flow->area.x + flow->area.w) {
        flow->x = flow->area.x;
        flow->y += flow->row + flow->gap;
    }
    struct rect rect = {flow->x, flow->y, w, flow->row};
    flow->x += w + flow->gap;
    return rect;
}

int flow_height(const struct flow *flow) {
    return flow->y - flow->area.y + (flow->x > flow->area.x ? flow->row : 0);
}
