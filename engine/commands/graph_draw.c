#include "commands/graph_draw.h"

#include "model/key.h"
#include "ui/svg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- words of an option ---- */

static int credit_of(const struct scene *scene, int option) {
    int all[OPTIONS_SHOWN_MAX];
    struct key key;
    if (scene->option_count > OPTIONS_SHOWN_MAX)
        return scene->options[option].credit;
    for (int i = 0; i < scene->option_count; i++)
        all[i] = i;
    key_compute(scene, all, scene->option_count, RULES_NOW, &key);
    return key.credit[option];
}

static void add_change(const struct scenario *scenario, const struct change *change,
                       const char *how, char *out, size_t size) {
    size_t len = strlen(out);
    if (change->slot <= SLOT_TRUST)
        snprintf(out + len, size - len, "%s%s %s%+d", len ? ", " : "",
                 scenario->slot_names[change->slot], how, (int)change->value);
}

void graph_worth(const struct scenario *scenario, const struct scene *scene, int option, char *out,
                 size_t size) {
    const struct effect *effect = &scene->options[option].effect;
    int credit = credit_of(scene, option);
    *out = '\0';
    if (credit >= 0)
        snprintf(out, size, "credit %.2f", (double)credit / CREDIT_ONE);
    for (int i = 0; i < effect->set_count; i++)
        add_change(scenario, &effect->set[i], "= ", out, size);
    for (int i = 0; i < effect->add_count; i++)
        add_change(scenario, &effect->add[i], "", out, size);
}

void graph_option_name(const struct option *option, char *out, size_t size) {
    static const size_t most = 34;
    const char *text = option->label ? option->label : option->say ? option->say : option->act;
    size_t len = strlen(text);
    if (len > most && !option->label) {
        len = most;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
        snprintf(out, size, "%.*s…", (int)len, text);
    } else {
        snprintf(out, size, "%s", text);
    }
}

static const char *place_id(const struct scenario *scenario, struct target to) {
    return to.scene >= 0 ? scenario->scenes[to.scene].id : scenario->endings[to.ending].id;
}

/* ---- dot ---- */

static void dot_text(struct buf *out, const char *text) {
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_char(out, '\\');
        buf_char(out, *text == '\n' ? ' ' : *text);
    }
}

static void dot_edges(const struct scenario *scenario, const struct scene *scene,
                      const struct branches *branches, const char *name, const char *worth,
                      const char *style, struct buf *out) {
    for (int i = 0; i < branches->count; i++) {
        buf_printf(out, "  \"%s\" -> \"%s\" [label=\"", scene->id,
                   place_id(scenario, branches->items[i].to));
        dot_text(out, name);
        buf_printf(out, "%s%s\"%s];\n", *worth ? " · " : "", worth, style);
    }
}

void graph_dot(const struct scenario *scenario, const struct graph_facts *facts, struct buf *out) {
    buf_printf(out,
               "digraph \"%s\" {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
               "  edge [fontname=\"sans-serif\", fontsize=10];\n",
               scenario->id);
    for (int i = 0; i < scenario->scene_count; i++)
        buf_printf(out, "  \"%s\"%s;\n", scenario->scenes[i].id,
                   !facts->is_reached[i]                   ? " [style=dashed, color=gray]"
                   : scenario->scenes[i].option_count == 0 ? " [style=rounded]"
                   : i == scenario->start                  ? " [penwidth=2]"
                                                           : "");
    for (int i = 0; i < scenario->ending_count; i++) {
        buf_printf(out, "  \"%s\" [shape=box, peripheries=2, label=\"", scenario->endings[i].id);
        dot_text(out, scenario->endings[i].title);
        buf_text(out, "\"];\n");
    }
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        for (int o = 0; o < scene->option_count; o++) {
            char name[300], worth[160];
            graph_option_name(&scene->options[o], name, sizeof name);
            graph_worth(scenario, scene, o, worth, sizeof worth);
            dot_edges(scenario, scene, &scene->options[o].to, name, worth, "", out);
        }
        if (scene->option_count == 0)
            dot_edges(scenario, scene, &scene->to, "", "", "", out);
        dot_edges(scenario, scene, &scene->timeout, "time runs out", "", ", style=dashed", out);
    }
    buf_text(out, "}\n");
}

/* ---- svg: layers ---- */

enum {
    BOX_WIDTH = 340,
    COLUMN = BOX_WIDTH + 70,
    HEAD_HEIGHT = 26,
    ROW_HEIGHT = 34,
    GAP = 64,
    MARGIN = 40,
    SWEEPS = 6
};

struct box {
    int layer;
    double wish; /* where its neighbours lie */
    int x, y, height;
};

struct drawing {
    const struct scenario *scenario;
    const struct graph_facts *facts;
    struct box *boxes; /* scenes, then endings */
    int *order;        /* of boxes, layer by layer */
    int count, layers, width, height;
    struct buf *out;
};

static int box_of(const struct drawing *drawing, struct target to) {
    return to.scene >= 0 ? to.scene : drawing->scenario->scene_count + to.ending;
}

typedef void each_edge(struct drawing *drawing, int from, int row, struct target to, bool is_time);

static void walk_branches(struct drawing *drawing, int from, int row,
                          const struct branches *branches, bool is_time, each_edge *each) {
    for (int i = 0; i < branches->count; i++)
        each(drawing, from, row, branches->items[i].to, is_time);
}

static void walk_edges(struct drawing *drawing, each_edge *each) {
    for (int i = 0; i < drawing->scenario->scene_count; i++) {
        const struct scene *scene = &drawing->scenario->scenes[i];
        for (int o = 0; o < scene->option_count; o++)
            walk_branches(drawing, i, o, &scene->options[o].to, false, each);
        if (scene->option_count == 0)
            walk_branches(drawing, i, 0, &scene->to, false, each);
        if (scene->timeout.count)
            walk_branches(drawing, i, scene->option_count, &scene->timeout, true, each);
    }
}

static void push_right(struct drawing *drawing, int from, int row, struct target to, bool is_time) {
    struct box *box = &drawing->boxes[box_of(drawing, to)];
    int layer = drawing->boxes[from].layer + 1;
    (void)row;
    (void)is_time;
    /* In a circle nothing is pushed for ever: a call cannot be deeper than it has scenes. */
    if (drawing->boxes[from].layer >= 0 && box->layer < layer && layer < drawing->count)
        box->layer = layer;
}

static void reach_layer(struct drawing *drawing, int from, int row, struct target to,
                        bool is_time) {
    struct box *box = &drawing->boxes[box_of(drawing, to)];
    (void)row;
    (void)is_time;
    if (drawing->boxes[from].layer == drawing->layers && box->layer < 0)
        box->layer = drawing->layers + 1;
}

static void find_layers(struct drawing *drawing) {
    bool is_changed = true;
    for (int i = 0; i < drawing->count; i++)
        drawing->boxes[i].layer = -1;
    drawing->boxes[drawing->scenario->start].layer = 0;
    if (drawing->facts->is_cyclic) {
        for (drawing->layers = 0; drawing->layers < drawing->count; drawing->layers++)
            walk_edges(drawing, reach_layer);
    } else {
        for (int round = 0; is_changed && round < drawing->count; round++) {
            long before = 0, after = 0;
            for (int i = 0; i < drawing->count; i++)
                before += drawing->boxes[i].layer;
            walk_edges(drawing, push_right);
            for (int i = 0; i < drawing->count; i++)
                after += drawing->boxes[i].layer;
            is_changed = before != after;
        }
    }
    drawing->layers = 0;
    for (int i = 0; i < drawing->count; i++) {
        struct box *box = &drawing->boxes[i];
        box->layer = box->layer < 0 ? 0 : box->layer; /* what nothing reaches */
        if (box->layer + 1 > drawing->layers)
            drawing->layers = box->layer + 1;
    }
}

/* ---- svg: places ---- */

/* One layer below the other; in a layer side by side, in the middle of the picture. */
static void place_layer(struct drawing *drawing, int begin, int end, int y) {
    int wide = (end - begin) * COLUMN - (COLUMN - BOX_WIDTH);
    for (int i = begin; i < end; i++) {
        struct box *box = &drawing->boxes[drawing->order[i]];
        box->x = MARGIN + (drawing->width - wide) / 2 + (i - begin) * COLUMN;
        box->y = y;
    }
}

static int layer_end(const struct drawing *drawing, int begin) {
    int end = begin;
    while (end < drawing->count &&
           drawing->boxes[drawing->order[end]].layer == drawing->boxes[drawing->order[begin]].layer)
        end++;
    return end;
}

static void place_boxes(struct drawing *drawing) {
    int y = MARGIN, most = 0;
    for (int i = 0, end; i < drawing->count; i = end) {
        end = layer_end(drawing, i);
        most = end - i > most ? end - i : most;
    }
    drawing->width = most * COLUMN - (COLUMN - BOX_WIDTH);
    for (int i = 0, end; i < drawing->count; i = end) {
        int height = 0;
        end = layer_end(drawing, i);
        for (int k = i; k < end; k++)
            if (drawing->boxes[drawing->order[k]].height > height)
                height = drawing->boxes[drawing->order[k]].height;
        place_layer(drawing, i, end, y);
        y += height + GAP;
    }
    drawing->height = y - GAP;
}

static int row_y(const struct box *box, int row) {
    return box->y + HEAD_HEIGHT + row * ROW_HEIGHT + ROW_HEIGHT / 2;
}

static void sort_layer(struct drawing *drawing) {
    for (int i = 1; i < drawing->count; i++) { /* by layer, then wish; stable */
        int own = drawing->order[i], k = i;
        const struct box *box = &drawing->boxes[own];
        for (; k > 0; k--) {
            const struct box *before = &drawing->boxes[drawing->order[k - 1]];
            if (before->layer < box->layer ||
                (before->layer == box->layer && before->wish <= box->wish))
                break;
            drawing->order[k] = drawing->order[k - 1];
        }
        drawing->order[k] = own;
    }
}

static void pull(struct drawing *drawing, int from, int row, struct target to, bool is_time) {
    struct box *source = &drawing->boxes[from], *box = &drawing->boxes[box_of(drawing, to)];
    (void)row;
    (void)is_time;
    if (source->layer < box->layer) /* a running mean: near ones that come later weigh more */
        box->wish = box->wish < 0 ? source->x : (box->wish + source->x) / 2;
}

static void find_places(struct drawing *drawing) {
    for (int i = 0; i < drawing->count; i++) {
        drawing->order[i] = i;
        drawing->boxes[i].wish = i;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        sort_layer(drawing);
        place_boxes(drawing);
        for (int i = 0; i < drawing->count; i++)
            drawing->boxes[i].wish = -1;
        walk_edges(drawing, pull);
    }
    sort_layer(drawing);
    place_boxes(drawing);
}

/* ---- svg: drawing ---- */

static void draw_text(struct drawing *drawing, int x, int y, const char *class, const char *text) {
    buf_printf(drawing->out, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, class);
    svg_escape(drawing->out, text, strlen(text));
    buf_text(drawing->out, "</text>\n");
}

static void draw_edge(struct drawing *drawing, int from, int row, struct target to, bool is_time) {
    const struct box *source = &drawing->boxes[from];
    const struct box *box = &drawing->boxes[box_of(drawing, to)];
    bool is_right = box->x >= source->x, is_down = box->y > source->y;
    int x1 = source->x + (is_right ? BOX_WIDTH : 0), y1 = row_y(source, row);
    int x2 = box->x + BOX_WIDTH / 2 + (is_right ? -1 : 1) * (from % 8) * 6, y2 = box->y;
    int aside = is_right ? 46 : -46;
    buf_printf(
        drawing->out,
        "<path class=\"edge%s%s\" d=\"M%d %d C%d %d %d %d %d %d\" marker-end=\"url(#tip)\"/>\n",
        is_time ? " time" : "", is_down ? "" : " back", x1, y1, x1 + aside, y1, x2,
        y2 - (is_down ? 70 : 120), x2, y2 - 2);
}

static void draw_frame(struct drawing *drawing, int index, const char *class, const char *title) {
    const struct box *box = &drawing->boxes[index];
    buf_printf(drawing->out,
               "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"box %s%s\"/>\n",
               box->x, box->y, BOX_WIDTH, box->height, class,
               drawing->facts->is_reached[index] ? "" : " away");
    draw_text(drawing, box->x + 10, box->y + 18, "title", title);
}

static void draw_option(struct drawing *drawing, int index, int option) {
    const struct scene *scene = &drawing->scenario->scenes[index];
    const struct box *box = &drawing->boxes[index];
    char name[300], worth[160];
    int y = row_y(box, option);
    graph_option_name(&scene->options[option], name, sizeof name);
    graph_worth(drawing->scenario, scene, option, worth, sizeof worth);
    buf_printf(drawing->out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"rule\"/>\n",
               box->x, y - ROW_HEIGHT / 2, box->x + BOX_WIDTH, y - ROW_HEIGHT / 2);
    draw_text(drawing, box->x + 10, y - 3, "name", name);
    draw_text(drawing, box->x + 10, y + 11, "worth", worth);
}

static void draw_scene(struct drawing *drawing, int index) {
    const struct scene *scene = &drawing->scenario->scenes[index];
    const struct box *box = &drawing->boxes[index];
    draw_frame(drawing, index,
               index == drawing->scenario->start ? "start"
               : scene->option_count             ? "scene"
                                                 : "speaks",
               scene->id);
    for (int o = 0; o < scene->option_count; o++)
        draw_option(drawing, index, o);
    if (scene->timeout.count) {
        char text[80];
        snprintf(text, sizeof text, "time runs out after %d s", scene->seconds);
        draw_text(drawing, box->x + 10, row_y(box, scene->option_count) + 4, "worth", text);
    }
}

static void measure(struct drawing *drawing) {
    for (int i = 0; i < drawing->count; i++) {
        struct box *box = &drawing->boxes[i];
        int rows = 1;
        if (i < drawing->scenario->scene_count) {
            const struct scene *scene = &drawing->scenario->scenes[i];
            rows = scene->option_count + (scene->timeout.count > 0);
        }
        box->height = HEAD_HEIGHT + rows * ROW_HEIGHT;
    }
}

static void draw(struct drawing *drawing) {
    const struct scenario *scenario = drawing->scenario;
    int width = 2 * MARGIN + drawing->width;
    int height = drawing->height + MARGIN;
    buf_printf(drawing->out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
               "height=\"%d\" font-family=\"sans-serif\">\n<title>",
               width, height, width, height);
    svg_escape(drawing->out, scenario->title, strlen(scenario->title));
    buf_text(
        drawing->out,
        "</title>\n<style>.box{fill:#fff;stroke:#52606d}.start{stroke-width:2.5}"
        ".speaks{fill:#f0f4f8}.ending{fill:#fff8e6;stroke:#8d6b1f}.away{stroke-dasharray:5 4}"
        ".title{font-size:15px;font-weight:bold;fill:#1f2933}.name{font-size:13px;fill:#1f2933}"
        ".worth{font-size:11px;fill:#52606d}.rule{stroke:#d9e2ec}"
        ".edge{fill:none;stroke:#3e6fa3;stroke-width:1.4;opacity:.75}"
        ".time{stroke:#8a5a00;stroke-dasharray:6 4}.back{stroke:#a33e3e}</style>\n"
        "<defs><marker id=\"tip\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
        "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#3e6fa3\"/></marker></defs>\n");
    buf_printf(drawing->out, "<rect width=\"%d\" height=\"%d\" fill=\"#fafbfc\"/>\n", width,
               height);
    walk_edges(drawing, draw_edge);
    for (int i = 0; i < scenario->scene_count; i++)
        draw_scene(drawing, i);
    for (int i = 0; i < scenario->ending_count; i++) {
        const struct box *box = &drawing->boxes[scenario->scene_count + i];
        draw_frame(drawing, scenario->scene_count + i, "ending", scenario->endings[i].id);
        draw_text(drawing, box->x + 10, row_y(box, 0) + 2, "name", scenario->endings[i].title);
    }
    buf_text(drawing->out, "</svg>\n");
}

bool graph_svg(const struct scenario *scenario, const struct graph_facts *facts, struct buf *out) {
    struct drawing drawing = {.scenario = scenario,
                              .facts = facts,
                              .count = scenario->scene_count + scenario->ending_count,
                              .out = out};
    drawing.boxes = calloc((size_t)drawing.count + 1, sizeof *drawing.boxes);
    drawing.order = calloc((size_t)drawing.count + 1, sizeof *drawing.order);
    bool ok = drawing.boxes && drawing.order;
    if (ok) {
        measure(&drawing);
        find_layers(&drawing);
        find_places(&drawing);
        draw(&drawing);
    }
    free(drawing.boxes);
    free(drawing.order);
    return ok && !out->failed;
}
