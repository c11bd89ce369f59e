#include "ui/svg.h"

#include "base/utf8.h"
#include "ui/icons.h"

#include <stdlib.h>
#include <string.h>

struct svg {
    const struct frame *frame;
    const struct svg_look *look;
    struct buf *out;
    int clips; /* names given so far */
    int open;  /* groups that must be closed */
};

/* ---- text and numbers ---- */

static bool is_allowed(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) ||
           (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
}

void svg_escape(struct buf *out, const char *text, size_t len) {
    for (size_t at = 0; at < len;) {
        uint32_t c = 0;
        int bytes = utf8_decode(text + at, len - at, &c);
        if (bytes < 1) { /* not UTF-8 */
            buf_text(out, "\xef\xbf\xbd");
            at++;
            continue;
        }
        if (c == '<')
            buf_text(out, "&lt;");
        else if (c == '>')
            buf_text(out, "&gt;");
        else if (c == '&')
            buf_text(out, "&amp;");
        else if (c == '"')
            buf_text(out, "&quot;");
        else if (is_allowed(c))
            buf_printf(out, "%.*s", bytes, text + at);
        at += (size_t)bytes;
    }
}

/* A length given in hundredths, without needless zeros: "12", "0.5", "-3.25". */
static void add_hundredths(struct buf *out, long value) {
    long whole = labs(value) / 100, rest = labs(value) % 100;
    buf_printf(out, "%s%ld", value < 0 ? "-" : "", whole);
    if (rest)
        buf_printf(out, rest % 10 ? ".%02ld" : ".%ld", rest % 10 ? rest : rest / 10);
}

static void add_length(struct svg *svg, const char *name, long hundredths) {
    buf_printf(svg->out, " %s=\"", name);
    add_hundredths(svg->out, hundredths);
    buf_char(svg->out, '"');
}

/* fill or stroke, and how much of it shows through. */
static void add_color(struct svg *svg, const char *what, enum role role) {
    struct color color = theme_color(svg->look->theme, role);
    buf_printf(svg->out, " %s=\"#%02x%02x%02x\"", what, color.r, color.g, color.b);
    if (color.a == 255)
        return;
    buf_printf(svg->out, " %s-opacity=\"", what);
    add_hundredths(svg->out, (color.a * 100 + 127) / 255);
    buf_char(svg->out, '"');
}

/* ---- shapes ---- */

static void add_corner(struct buf *out, bool is_round, int radius, int x, int y, int dx, int dy) {
    if (is_round)
        buf_printf(out, "a%d %d 0 0 1 %d %d", radius, radius, dx, dy);
    else if (x)
        buf_printf(out, "h%dv%d", dx, dy);
    else if (y)
        buf_printf(out, "v%dh%d", dy, dx);
}

/* A rectangle of which only some corners are round. */
static void add_part_round(struct svg *svg, const struct draw *draw) {
    struct buf *out = svg->out;
    int r = draw->radius, w = draw->rect.w - 2 * r, h = draw->rect.h - 2 * r;
    buf_printf(out, "<path d=\"M%d %dh%d", draw->rect.x + r, draw->rect.y, w);
    add_corner(out, draw->corners & CORNER_TR, r, 1, 0, r, r);
    buf_printf(out, "v%d", h);
    add_corner(out, draw->corners & CORNER_BR, r, 0, 1, -r, r);
    buf_printf(out, "h%d", -w);
    add_corner(out, draw->corners & CORNER_BL, r, 1, 0, -r, -r);
    buf_printf(out, "v%d", -h);
    add_corner(out, draw->corners & CORNER_TL, r, 0, 1, r, -r);
    buf_text(out, "z\"");
    add_color(svg, "fill", draw->role);
    buf_text(out, "/>\n");
}

/* A radius never goes past the middle. */
static int radius_of(const struct draw *draw) {
    int most = (draw->rect.w < draw->rect.h ? draw->rect.w : draw->rect.h) / 2;
    return draw->radius < most ? draw->radius : most;
}

static void add_rect(struct svg *svg, struct rect rect, long inset, long radius) {
    buf_text(svg->out, "<rect");
    add_length(svg, "x", rect.x * 100L + inset);
    add_length(svg, "y", rect.y * 100L + inset);
    add_length(svg, "width", rect.w * 100L - 2 * inset);
    add_length(svg, "height", rect.h * 100L - 2 * inset);
    if (radius > 0)
        add_length(svg, "rx", radius);
}

static void add_fill(struct svg *svg, const struct draw *draw) {
    struct draw fitted = *draw;
    fitted.radius = radius_of(draw);
    if (draw->rect.w <= 0 || draw->rect.h <= 0)
        return;
    if (fitted.radius && draw->corners != CORNER_ALL) {
        add_part_round(svg, &fitted);
        return;
    }
    add_rect(svg, draw->rect, 0, fitted.radius * 100L);
    add_color(svg, "fill", draw->role);
    buf_text(svg->out, "/>\n");
}

/* The stroke lies inside the rectangle. */
static void add_edge(struct svg *svg, const struct draw *draw) {
    long half = draw->stroke * 50L;
    if (draw->rect.w <= draw->stroke || draw->rect.h <= draw->stroke)
        return;
    add_rect(svg, draw->rect, half, radius_of(draw) * 100L - half);
    buf_text(svg->out, " fill=\"none\"");
    add_color(svg, "stroke", draw->role);
    add_length(svg, "stroke-width", draw->stroke * 100L);
    if (draw->is_dashed)
        add_length(svg, "stroke-dasharray", frame_px(svg->frame, 4) * 100L);
    buf_text(svg->out, "/>\n");
}

static void add_shadow(struct svg *svg, const struct draw *draw) {
    struct rect rect = draw->rect;
    rect.y += frame_px(svg->frame, 1);
    add_rect(svg, rect, 0, radius_of(draw) * 100L);
    add_color(svg, "fill", draw->role);
    buf_text(svg->out, "/>\n");
}

static void add_path(struct svg *svg, const struct draw *draw) {
    buf_text(svg->out, "<path d=\"");
    svg_escape(svg->out, draw->name, strlen(draw->name));
    buf_char(svg->out, '"');
    if (draw->stroke) {
        buf_text(svg->out, " fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        add_color(svg, "stroke", draw->role);
        add_length(svg, "stroke-width", draw->stroke * 100L);
    } else {
        add_color(svg, "fill", draw->role);
    }
    buf_text(svg->out, "/>\n");
}

/* Icons are drawn on a grid of ICON_GRID units, stroked 1.75 logical px wide and at most a tenth of
 * their size, as the window does. */
static void add_icon(struct svg *svg, const struct draw *draw) {
    const char *path = icon_path(draw->name);
    if (!path || draw->rect.w <= 0)
        return;
    long stroke = 175L * svg->frame->scale_percent / 100;
    if (stroke > draw->rect.w * 10L)
        stroke = draw->rect.w * 10L;
    long x = draw->rect.x, side = draw->rect.w;
    buf_printf(svg->out, "<g transform=\"translate(%ld %d) scale(%s%ld.%06ld %ld.%06ld)\">",
               draw->is_mirrored ? x + side : x, draw->rect.y, draw->is_mirrored ? "-" : "",
               side / ICON_GRID, side % ICON_GRID * 1000000 / ICON_GRID, side / ICON_GRID,
               side % ICON_GRID * 1000000 / ICON_GRID);
    buf_printf(svg->out,
               "<path d=\"%s\" fill=\"none\" stroke-linecap=\"round\" "
               "stroke-linejoin=\"round\"",
               path);
    add_color(svg, "stroke", draw->role);
    add_length(svg, "stroke-width", stroke * ICON_GRID / side);
    buf_text(svg->out, "/></g>\n");
}

/* ---- text ---- */

static const char *family_of(enum font_face face) {
    static const char *const families[FONT_FACE_COUNT] = {
        [FONT_INTER] = "Inter, 'Noto Sans', sans-serif",
        [FONT_NOTO] = "'Noto Sans', Inter, sans-serif",
        [FONT_NOTO_ARABIC] = "'Noto Sans Arabic', 'Noto Sans', sans-serif",
        [FONT_NOTO_HEBREW] = "'Noto Sans Hebrew', 'Noto Sans', sans-serif",
        [FONT_MONO] = "'Noto Sans Mono', monospace"};
    return families[face];
}

/* A run has one direction and its place is known, so nothing is left to the reader's own layout: a
 * run from right to left starts at its right end. */
static void add_text(struct svg *svg, const struct draw *draw) {
    static const int weights[WEIGHT_COUNT] = {400, 500, 600};
    const struct text_run *run = &draw->run;
    if (!run->len)
        return;
    buf_printf(svg->out, "<text x=\"%d\" y=\"%d\" font-family=\"%s\" font-size=\"%d\"",
               run->is_rtl ? draw->rect.x + draw->rect.w : draw->rect.x, draw->rect.y,
               family_of(run->face), run->px);
    if (run->weight != WEIGHT_REGULAR)
        buf_printf(svg->out, " font-weight=\"%d\"", weights[run->weight]);
    if (run->is_rtl)
        buf_text(svg->out, " direction=\"rtl\" unicode-bidi=\"bidi-override\"");
    if (draw->rect.w > 0)
        buf_printf(svg->out, " textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"", draw->rect.w);
    add_color(svg, "fill", draw->role);
    buf_text(svg->out, " xml:space=\"preserve\">");
    svg_escape(svg->out, run->text, (size_t)run->len);
    buf_text(svg->out, "</text>\n");
}

/* ---- the picture ---- */

static void open_clip(struct svg *svg, const struct draw *draw) {
    const char *id = svg->look->id ? svg->look->id : "frame";
    int number = svg->clips++;
    buf_printf(svg->out,
               "<clipPath id=\"%s-clip-%d\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
               "</clipPath><g clip-path=\"url(#%s-clip-%d)\">\n",
               id, number, draw->rect.x, draw->rect.y, draw->rect.w, draw->rect.h, id, number);
    svg->open++;
}

static void close_clip(struct svg *svg) {
    if (!svg->open)
        return;
    svg->open--;
    buf_text(svg->out, "</g>\n");
}

static void add_draw(struct svg *svg, const struct draw *draw) {
    switch (draw->kind) {
    case DRAW_FILL:
        add_fill(svg, draw);
        break;
    case DRAW_EDGE:
        add_edge(svg, draw);
        break;
    case DRAW_SHADOW:
        add_shadow(svg, draw);
        break;
    case DRAW_TEXT:
        add_text(svg, draw);
        break;
    case DRAW_ICON:
        add_icon(svg, draw);
        break;
    case DRAW_PATH:
        add_path(svg, draw);
        break;
    case DRAW_CLIP:
        open_clip(svg, draw);
        break;
    case DRAW_UNCLIP:
        close_clip(svg);
        break;
    }
}

void frame_svg(const struct frame *frame, const struct svg_look *look, struct buf *out) {
    struct svg svg = {.frame = frame, .look = look, .out = out};
    buf_printf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
               "viewBox=\"0 0 %d %d\"",
               frame->width, frame->height, frame->width, frame->height);
    if (look->title) {
        buf_text(out, " role=\"img\" aria-label=\"");
        svg_escape(out, look->title, strlen(look->title));
        buf_char(out, '"');
    }
    buf_text(out, ">\n");
    if (look->title) {
        buf_text(out, "<title>");
        svg_escape(out, look->title, strlen(look->title));
        buf_text(out, "</title>\n");
    }
    if (look->has_background)
        add_fill(&svg, &(struct draw){.rect = {0, 0, frame->width, frame->height},
                                      .role = ROLE_CANVAS,
                                      .corners = CORNER_ALL});
    for (int i = 0; i < frame->draw_count; i++)
        add_draw(&svg, &frame->draws[i]);
    while (svg.open)
        close_clip(&svg);
    buf_text(out, "</svg>\n");
}
