/* Text styles, words and shapes of ui.h. */
#include "ui/ui.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text_style ui_style(enum ui_size size, enum font_weight weight, enum role role) {
    static const struct {
        int size, line;
    } scale[] = {{12, 16}, {13, 18}, {14, 20}, {15, 22}, {17, 24}, {20, 28}, {26, 32}};
    return (struct text_style){
        .size = scale[size].size, .line_height = scale[size].line, .weight = weight, .role = role};
}

int ui_text(struct ui *ui, const char *text, struct text_style style, struct rect rect) {
    return text_draw(ui->frame, text, &style, ui_mirror(ui, rect)).height;
}

int ui_label(struct ui *ui, const char *text, struct text_style style, struct rect rect) {
    int height = text_measure(ui->frame, text, &style, rect.w).height;
    rect.y += (rect.h - height) / 2;
    return text_draw(ui->frame, text, &style, ui_mirror(ui, rect)).width;
}

int ui_text_width(struct ui *ui, const char *text, struct text_style style) {
    return text_measure(ui->frame, text, &style, 0).width;
}

int ui_text_height(struct ui *ui, const char *text, struct text_style style, int width) {
    return text_measure(ui->frame, text, &style, width).height;
}

/* ---- words ---- */

const char *ui_str(const struct ui *ui, int str) {
    return catalogue_text(ui->words, str);
}

static const char *fill(struct ui *ui, const char *pattern, const char *const *args, int count) {
    struct buf out = {0};
    catalogue_fill(ui->words, pattern, args, count, &out);
    ui->frame->failed |= out.failed;
    const char *text = frame_text(ui->frame, buf_cstr(&out), out.len);
    buf_finish(&out);
    return text;
}

const char *ui_format(struct ui *ui, int str, ...) {
    const char *args[CATALOGUE_ARGUMENTS_MAX];
    int count = 0;
    va_list list;
    va_start(list, str);
    for (const char *arg; count < CATALOGUE_ARGUMENTS_MAX && (arg = va_arg(list, const char *));)
        args[count++] = arg;
    va_end(list);
    return fill(ui, ui_str(ui, str), args, count);
}

const char *ui_count(struct ui *ui, int str, long long number, ...) {
    const char *args[CATALOGUE_ARGUMENTS_MAX] = {ui_number(ui, number)};
    int count = 1;
    va_list list;
    va_start(list, number);
    for (const char *arg; count < CATALOGUE_ARGUMENTS_MAX && (arg = va_arg(list, const char *));)
        args[count++] = arg;
    va_end(list);
    return fill(ui, catalogue_form(ui->words, str, number), args, count);
}

const char *ui_quote(struct ui *ui, const char *text) {
    const char *pattern = ui_str(ui, text_is_rtl(text) ? STR_UI_QUOTE_RTL : STR_UI_QUOTE_LTR);
    const char *hole = strstr(pattern, "{0}");
    if (!hole)
        return text;
    return frame_printf(ui->frame, "%.*s%s%s", (int)(hole - pattern), pattern, text, hole + 3);
}

const char *ui_number(struct ui *ui, long long number) {
    if (number < 0) /* the true minus sign */
        return frame_printf(ui->frame, "\u2212%lld", -number);
    return frame_printf(ui->frame, "%lld", number);
}

const char *ui_clock(struct ui *ui, int64_t ms) {
    int64_t seconds = (ms < 0 ? 0 : ms) / 1000;
    int minutes = (int)(seconds / 60), rest = (int)(seconds % 60);
    if (minutes < 60)
        return frame_printf(ui->frame, "%d:%02d", minutes, rest);
    return frame_printf(ui->frame, "%d:%02d:%02d", minutes / 60, minutes % 60, rest);
}

const char *ui_join(struct ui *ui, const char *separator, ...) {
    struct buf out = {0};
    va_list list;
    va_start(list, separator);
    /* The list ends with a NULL; parts that are left out are "". */
    for (const char *part; (part = va_arg(list, const char *));) {
        if (!*part)
            continue;
        if (out.len)
            buf_text(&out, separator);
        buf_text(&out, part);
    }
    va_end(list);
    ui->frame->failed |= out.failed;
    const char *text = frame_text(ui->frame, buf_cstr(&out), out.len);
    buf_finish(&out);
    return text;
}
