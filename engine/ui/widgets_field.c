#include "ui/widgets_field.h"

#include "base/utf8.h"
#include "ui/widgets.h"

#include <string.h>

void field_clear(struct text_field *field) {
    field->text[0] = '\0';
    field->len = field->caret = field->refused = field->scrolled_px = 0;
}

void field_set(struct text_field *field, const char *text) {
    size_t len = strlen(text);
    field_clear(field);
    if (len >= FIELD_BYTES)
        return;
    memcpy(field->text, text, len + 1);
    field->len = field->caret = (int)len;
}

/* Marks and joiners that belong to the character before them. */
static bool is_joined(uint32_t character) {
    static const struct {
        uint32_t from, to;
    } ranges[] = {{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5c7},   {0x610, 0x61a},
                  {0x64b, 0x65f},   {0x670, 0x670},   {0x6d6, 0x6ed},   {0x900, 0x903},
                  {0x93a, 0x94f},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200d, 0x200d},
                  {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i].from && character <= ranges[i].to)
            return true;
    return false;
}

static uint32_t character_at(const struct text_field *field, int at, int *bytes) {
    uint32_t character = 0;
    *bytes = utf8_decode(field->text + at, (size_t)(field->len - at), &character);
    if (*bytes < 1)
        *bytes = 1;
    return character;
}

static int next_of(const struct text_field *field, int at) {
    int bytes;
    if (at >= field->len)
        return field->len;
    character_at(field, at, &bytes);
    at += bytes;
    while (at < field->len && is_joined(character_at(field, at, &bytes)))
        at += bytes;
    return at;
}

static int previous_of(const struct text_field *field, int at) {
    int previous = 0;
    for (int i = 0; i < at; i = next_of(field, i))
        previous = i;
    return previous;
}

static void cut(struct text_field *field, int from, int to) {
    memmove(field->text + from, field->text + to, (size_t)(field->len - to) + 1);
    field->len -= to - from;
    field->caret = from;
    field->refused = 0;
}

/* Without control characters: a field has one line. */
static size_t cleaned(const char *text, char *out, size_t size) {
    size_t len = 0;
    for (const char *at = text; *at && len + 1 < size; at++)
        if ((unsigned char)*at >= 0x20 && *at != 0x7f)
            out[len++] = *at;
    out[len] = '\0';
    return len;
}

static void insert(struct text_field *field, const char *typed) {
    char text[64];
    size_t len = cleaned(typed, text, sizeof text);
    if (!len || !utf8_is_valid(text, len))
        return;
    int have = (int)utf8_length(field->text, (size_t)field->len);
    int over = have + (int)utf8_length(text, len) - field->limit;
    bool is_full = field->len + (int)len >= FIELD_BYTES;
    if (is_full || (field->limit && over > 0)) {
        field->refused = over > 0 ? over : 1;
        return;
    }
    memmove(field->text + field->caret + len, field->text + field->caret,
            (size_t)(field->len - field->caret) + 1);
    memcpy(field->text + field->caret, text, len);
    field->len += (int)len;
    field->caret += (int)len;
    field->refused = 0;
}

static int word_back(const struct text_field *field, int at) {
    while (at > 0 && field->text[at - 1] == ' ')
        at--;
    while (at > 0 && field->text[at - 1] != ' ')
        at--;
    return at;
}

static bool handle_key(struct text_field *field, const struct frame *frame,
                       const struct ui_event *event) {
    bool is_rtl = *field->text ? text_is_rtl(field->text) : frame->is_rtl;
    enum ui_key key = event->key;
    if (is_rtl && (key == KEY_LEFT || key == KEY_RIGHT))
        key = key == KEY_LEFT ? KEY_RIGHT : KEY_LEFT;
    switch (key) {
    case KEY_LEFT:
        field->caret =
            event->is_ctrl ? word_back(field, field->caret) : previous_of(field, field->caret);
        return true;
    case KEY_RIGHT:
        field->caret = next_of(field, field->caret);
        return true;
    case KEY_HOME:
        field->caret = 0;
        return true;
    case KEY_END:
        field->caret = field->len;
        return true;
    case KEY_BACKSPACE:
        cut(field,
            event->is_ctrl ? word_back(field, field->caret) : previous_of(field, field->caret),
            field->caret);
        return true;
    case KEY_DELETE:
        cut(field, field->caret, next_of(field, field->caret));
        return true;
    default:
        return false;
    }
}

bool field_handle(struct text_field *field, const struct frame *frame,
                  const struct ui_event *event) {
    if (event->kind == UI_TEXT) {
        insert(field, event->text);
        return true;
    }
    if (event->kind != UI_KEY)
        return false;
    if (handle_key(field, frame, event))
        return true;
    /* A key that types comes as text as well; screens must not take it for a command. */
    return !event->is_ctrl && !event->is_alt && event->key < KEY_ENTER && event->key != KEY_OTHER;
}

/* ---- drawing ---- */

static struct text_style typed_style(const struct field_look *look, enum role role) {
    struct text_style style =
        ui_style(look->is_small ? SIZE_SMALL : SIZE_BODY, WEIGHT_REGULAR, role);
    style.is_typed = true;
    return style;
}

/* The line the text is drawn on: wide enough never to wrap, its beginning at the side of its own
 * direction, moved so that the caret stays in sight. In device px, mirrored. */
static struct rect typed_line(struct ui *ui, struct text_field *field, struct text_style *style,
                              struct rect rect) {
    bool is_rtl = *field->text ? text_is_rtl(field->text) : ui->frame->is_rtl;
    struct rect line = ui_mirror(ui, rect);
    int all = ui_text_width(ui, field->text, *style), room = line.w;
    int wide = (all > room ? all : room) + ui_px(ui, 4), height = ui_px(ui, 20);
    style->align = is_rtl == ui->frame->is_rtl ? ALIGN_START : ALIGN_END;
    line.y += (line.h - height) / 2;
    line.x = is_rtl ? line.x + line.w - wide : line.x;
    line.w = wide;
    return line;
}

static void draw_typed(struct ui *ui, struct text_field *field, struct text_style style,
                       struct rect rect, bool has_caret) {
    struct rect line = typed_line(ui, field, &style, rect), seen = ui_mirror(ui, rect);
    struct rect caret = text_caret(ui->frame, field->text, &style, line, field->caret);
    int margin = ui_px(ui, 2);
    field->scrolled_px = 0;
    if (has_caret && caret.x + margin > seen.x + seen.w)
        field->scrolled_px = caret.x + margin - seen.x - seen.w;
    if (has_caret && caret.x - margin < seen.x)
        field->scrolled_px = caret.x - margin - seen.x;
    line.x -= field->scrolled_px;
    ui_clip(ui, rect);
    text_draw(ui->frame, field->text, &style, line);
    if (has_caret) {
        int h = ui_px(ui, 18);
        frame_fill(ui->frame,
                   (struct rect){caret.x - field->scrolled_px, seen.y + (seen.h - h) / 2,
                                 ui_px(ui, 1) + ui->frame->scale_percent / 200, h},
                   ROLE_TEXT, 0);
    }
    ui_unclip(ui);
}

void field_draw(struct ui *ui, struct text_field *field, const struct field_look *look,
                struct rect rect) {
    int radius = ui_px(ui, look->is_small ? 8 : 9);
    ui_fill(ui, rect, look->is_disabled ? ROLE_SUNKEN : ROLE_SURFACE, radius);
    ui_edge(ui, rect, look->is_error ? ROLE_DANGER : ROLE_BORDER_STRONG, radius, ui_px(ui, 1));
    struct rect inside = rect_inset(rect, ui_px(ui, look->icon ? 10 : 12), 0);
    int side = ui_px(ui, 16);
    if (look->icon) {
        ui_icon(ui, look->icon, rect_middle(inside, side, side), ROLE_TEXT_3);
        rect_cut_left(&inside, side + ui_px(ui, 8));
    }
    bool has_caret = ui_has_focus(ui, look->id) && !look->is_disabled;
    if (look->key && !field->len && !has_caret) {
        int w = widget_key_width(ui, look->key);
        widget_key(ui, look->key, CAP_PLAIN, rect_cut_right(&inside, w));
        rect_cut_right(&inside, ui_px(ui, 6));
    }
    struct text_style style =
        typed_style(look, !field->len || look->is_disabled ? ROLE_TEXT_3 : ROLE_TEXT);
    if (field->len || has_caret)
        draw_typed(ui, field, style, inside, has_caret);
    if (!field->len) {
        style.max_lines = 1; /* it is spoken whole */
        ui_label(ui, look->placeholder, style, inside);
    }
    const char *value = field->len ? field->text : ui_str(ui, STR_UI_EMPTY);
    struct element *element = ui_element(ui, ELEMENT_FIELD, look->id, rect, radius,
                                         ui_join(ui, ", ", look->spoken, value, NULL));
    element->is_editing = !look->is_disabled;
    element->is_disabled = look->is_disabled;
}
