#include "paragraph_fake.h"

#include "base/utf8.h"
#include "ui/paragraph_private.h"

#include <string.h>

static int char_width(uint32_t c) {
    if (break_class_of(c) == BREAK_CM)
        return 0;
    return c == ' ' ? 5 : c == '1' ? 6 : 10;
}

static int width(void *self, const struct text_run *run) {
    ++*(int *)self;
    int sum = 0;
    for (int at = 0; at < run->len;) {
        uint32_t c;
        at += utf8_decode(run->text + at, (size_t)(run->len - at), &c);
        sum += char_width(c);
    }
    return sum * run->px / 16;
}

static int ascent(void *self, enum font_face face, enum font_weight weight, int px) {
    (void)self, (void)face, (void)weight;
    return px * 15 / 16;
}

static int descent(void *self, enum font_face face, enum font_weight weight, int px) {
    (void)self, (void)face, (void)weight;
    return px * 4 / 16;
}

static bool has_glyph(void *self, enum font_face face, uint32_t c) {
    ++*(int *)self;
    enum script_code script = script_of(c);
    bool is_mark = c >= 0x591 && c <= 0x65F;
    switch (face) {
    case FONT_INTER:
        return c < 0x590 || (c >= 0x2000 && c < 0x2300) || c == 0xFFFD;
    case FONT_NOTO_ARABIC:
        return script == SCRIPT_ARABIC || c == ' ' || c == 0xA0 || (is_mark && c >= 0x610);
    case FONT_NOTO_HEBREW:
        return script == SCRIPT_HEBREW || c == ' ' || (is_mark && c < 0x5F0);
    case FONT_MONO:
        return c < 0x250;
    default:
        return script == SCRIPT_HAN || script == SCRIPT_KANA || c == 0x3002;
    }
}

struct text_metrics fake_metrics(int *calls) {
    return (struct text_metrics){.run_width = width,
                                 .ascent = ascent,
                                 .descent = descent,
                                 .has_glyph = has_glyph,
                                 .self = calls};
}

static uint32_t mirrored(uint32_t c) {
    static const char pairs[] = "()[]{}<>";
    const char *at = c < 0x80 && c ? strchr(pairs, (int)c) : NULL;
    if (at)
        return (uint32_t)pairs[(at - pairs) ^ 1];
    return c == 0xAB ? 0xBB : c == 0xBB ? 0xAB : c;
}

void fake_picture_run(const char *text, int len, bool is_rtl, struct buf *out) {
    if (!is_rtl) {
        buf_add(out, text, (size_t)len);
        return;
    }
    for (int end = len; end > 0;) {
        int start = end;
        uint32_t c;
        do {
            do
                start--;
            while (((unsigned char)text[start] & 0xC0) == 0x80);
            utf8_decode(text + start, (size_t)(end - start), &c);
        } while (start > 0 && break_class_of(c) == BREAK_CM);
        char bytes[4];
        uint32_t turned = mirrored(c);
        if (turned != c)
            buf_add(out, bytes, (size_t)utf8_encode(turned, bytes));
        else
            buf_add(out, text + start, (size_t)(end - start));
        end = start;
    }
}

void fake_picture(struct frame *frame, const char *text, const struct text_style *style, int wide,
                  struct buf *out) {
    buf_clear(out);
    frame_begin(frame);
    text_draw(frame, text, style, (struct rect){0, 0, wide, 0});
    for (int i = 0; i < frame->draw_count; i++) {
        const struct draw *draw = &frame->draws[i];
        if (i && draw->rect.y != draw[-1].rect.y)
            buf_char(out, '|');
        fake_picture_run(draw->run.text, draw->run.len, draw->run.is_rtl, out);
    }
}
