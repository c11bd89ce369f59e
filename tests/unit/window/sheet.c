#include "sheet.h"

#include "ui/paragraph.h"

#include <string.h>

#define FSI "\u2068"
#define PDI "\u2069"

static struct rect box(const struct frame *frame, int x, int y, int w, int h) {
    struct rect rect = {frame_px(frame, x), frame_px(frame, y), frame_px(frame, w),
                        frame_px(frame, h)};
    if (frame->is_rtl)
        rect.x = frame_px(frame, 1280) - rect.x - rect.w;
    return rect;
}

static void write_at(struct frame *frame, const char *text, struct text_style style, int x, int y,
                     int w) {
    text_draw(frame, text, &style, box(frame, x, y, w, 10));
}

static void icon_at(struct frame *frame, const char *icon, int x, int y, int size, enum role role) {
    frame_icon(frame, icon, box(frame, x, y, size, size), role);
}

static void card(struct frame *frame, int x, int y, int w, int h) {
    struct rect rect = box(frame, x, y, w, h);
    frame_shadow(frame, rect, frame_px(frame, 12));
    frame_fill(frame, rect, ROLE_SURFACE, frame_px(frame, 12));
    frame_edge(frame, rect, ROLE_BORDER, frame_px(frame, 12), frame_px(frame, 1));
}

static void key_cap(struct frame *frame, const char *key, int x, int y, bool is_filled) {
    struct rect rect = box(frame, x, y, 20, 20);
    struct text_style style = {.size = 12,
                               .line_height = 20,
                               .is_line_fixed = true,
                               .weight = WEIGHT_MEDIUM,
                               .role = is_filled ? ROLE_ON_ACCENT : ROLE_TEXT_2,
                               .align = ALIGN_CENTER};
    if (is_filled)
        frame_fill(frame, rect, ROLE_ACCENT, frame_px(frame, 5));
    else
        frame_edge(frame, rect, ROLE_BORDER_STRONG, frame_px(frame, 5), frame_px(frame, 1));
    text_draw(frame, key, &style, rect);
}

static void option(struct frame *frame, int index, const char *key, const char *text) {
    int x = 20 + index * 250;
    bool is_chosen = index == 4;
    struct rect rect = box(frame, x, 603, 240, 96);
    int radius = frame_px(frame, 10);
    frame_fill(frame, rect, is_chosen ? ROLE_ACCENT_SOFT : ROLE_SURFACE, radius);
    frame_edge(frame, rect, is_chosen ? ROLE_ACCENT : ROLE_BORDER_STRONG, radius,
               frame_px(frame, is_chosen ? 2 : 1));
    key_cap(frame, key, x + 13, 615, is_chosen);
    write_at(frame, text, (struct text_style){.size = 14, .line_height = 20, .role = ROLE_TEXT},
             x + 43, 615, 184);
    frame_element(frame, ELEMENT_OPTION, frame_printf(frame, "option.%d", index), rect, radius);
}

static void bubble(struct frame *frame, int x, int y, int w, int h, bool is_agent,
                   const char *text) {
    bool is_right = is_agent != frame->is_rtl;
    frame_fill_corners(frame, box(frame, x, y, w, h),
                       is_agent ? ROLE_BUBBLE_AGENT : ROLE_BUBBLE_CUSTOMER, frame_px(frame, 14),
                       is_right ? CORNER_ALL & ~CORNER_BR : CORNER_ALL & ~CORNER_BL);
    write_at(
        frame, text,
        (struct text_style){.size = 15, .line_height = 22, .role = ROLE_TEXT, .align = ALIGN_TEXT},
        x + 14, y + 10, w - 28);
}

static void draw_call(struct frame *frame) {
    bubble(frame, 127, 110, 424, 60, true,
           frame->is_rtl ? "شكرًا على انتظارك يا هالة. أرى أن الحساب باسم والدتك."
                         : "Thanks for holding, Ruth. I can see the account is in your mum’s "
                           "name.");
    bubble(frame, 20, 180, 424, 82, false,
           frame->is_rtl ? "استغرقت أوراق الإرث أشهرًا، والآن هناك رسم إلغاء (" FSI "€120.50" PDI
                           ") على البطاقة " FSI "4421" PDI ". هل عليّ دفعه أيضًا؟"
                         : "The probate took months. I don’t have the certificate with me, and now "
                           "there’s an £84 leaving fee. Am I meant to pay that too?");
    bubble(frame, 20, 272, 424, 82, false,
           "اتصلت بي " FSI "Ruth Anselby" PDI " في الساعة " FSI "10:30" PDI
           " وقالت: «لا أستطيع (الآن)».");
    bubble(frame, 20, 364, 424, 38, false, "שלום, " FSI "Ruth" PDI "! הכרטיס 4421 (€120.50).");
    static const char *const options[2][5] = {
        {"Remove the £84 now as goodwill and ask for the certificate within 14 days.",
         "Pause the fee for 30 days, send the upload link and book a call back.",
         "Explain the 90-day rule and spread the £84 over her next three bills.",
         "Ask for the certificate first and leave the fee as it is until it arrives.",
         "Escalate to the Bereavement team with a short handover note."},
        {"ألغِ الرسم الآن كتعويض ودّي واطلب الشهادة خلال 14 يومًا.",
         "علّق الرسم 30 يومًا وأرسل رابط الرفع واحجز معاودة اتصال.",
         "اشرح قاعدة التسعين يومًا وقسّط الرسم على ثلاث فواتير.",
         "اطلب الشهادة أولًا واترك الرسم كما هو حتى تصل.",
         "صعّد إلى فريق الوفيات مع ملاحظة تسليم قصيرة بالحالة."}};
    static const char *const keys[] = {"1", "2", "3", "4", "E"};
    for (int i = 0; i < 5; i++)
        option(frame, i, keys[i], options[frame->is_rtl][i]);
}

static void draw_types(struct frame *frame) {
    static const struct {
        int size, line;
        enum font_weight weight;
    } sizes[] = {{12, 16, WEIGHT_REGULAR}, {13, 18, WEIGHT_REGULAR},  {14, 20, WEIGHT_REGULAR},
                 {15, 22, WEIGHT_MEDIUM},  {17, 24, WEIGHT_SEMIBOLD}, {20, 28, WEIGHT_SEMIBOLD},
                 {26, 32, WEIGHT_SEMIBOLD}};
    card(frame, 592, 106, 668, 250);
    for (int i = 0, y = 118; i < 7; y += sizes[i].line + 4, i++)
        write_at(frame,
                 frame_printf(frame, "%s %d: £84.00, 10:30, 1112",
                              frame->is_rtl ? "ما احتمال أن تقبله لجنة الخبراء"
                                            : "How likely is the panel",
                              sizes[i].size),
                 (struct text_style){.size = sizes[i].size,
                                     .line_height = sizes[i].line,
                                     .weight = sizes[i].weight,
                                     .role = i % 2 ? ROLE_TEXT_2 : ROLE_TEXT},
                 613, y, 630);
    for (int i = 0; i < 2; i++)
        write_at(frame, i ? "11:11 4:24 80%" : "08:88 4:24 99%",
                 (struct text_style){.size = 14,
                                     .line_height = 20,
                                     .is_tabular = true,
                                     .role = ROLE_TEXT,
                                     .align = ALIGN_END},
                 1100, 118 + 20 * i, 140);
    write_at(frame, "scenarios/x.lua:12 = 0x1F",
             (struct text_style){
                 .size = 13, .line_height = 18, .is_mono = true, .role = ROLE_ACCENT_TEXT},
             613, 326, 400);
}

static void draw_icons(struct frame *frame) {
    static const char *const names[] = {
        "arrow-right",  "badge-check",    "book-open",    "building-2",
        "calendar",     "check",          "chevron-down", "circle-alert",
        "circle-check", "circle-help",    "clock",        "eye",
        "eye-off",      "flag",           "gauge",        "heart-handshake",
        "history",      "hourglass",      "landmark",     "layers",
        "lock",         "message-square", "package",      "pause",
        "phone-call",   "plane",          "play",         "receipt",
        "rotate-ccw",   "scale",          "search",       "timer",
        "timer-off",    "triangle-alert", "users",        "volume-2"};
    static const int sizes[] = {14, 16, 20, 24};
    for (int s = 0; s < 4; s++)
        for (int i = 0; i < 18; i++)
            icon_at(frame, names[s % 2 ? i + 18 : i], 600 + i * 32, 372 + s * 30, sizes[s],
                    ROLE_TEXT);
    frame_icon_directed(frame, "arrow-right", box(frame, 1200, 372, 24, 24), ROLE_ACCENT);
}

static void draw_shapes(struct frame *frame) {
    static const enum role tags[] = {ROLE_POSITIVE_SOFT, ROLE_CAUTION_SOFT, ROLE_DANGER_SOFT,
                                     ROLE_LIMIT_SOFT, ROLE_SUNKEN};
    static const enum role inks[] = {ROLE_POSITIVE_TEXT, ROLE_CAUTION_TEXT, ROLE_DANGER_TEXT,
                                     ROLE_LIMIT_TEXT, ROLE_TEXT_2};
    for (int i = 0; i < 5; i++) {
        frame_fill(frame, box(frame, 20 + i * 100, 70, 92, 22), tags[i], frame_px(frame, 6));
        write_at(frame, frame->is_rtl ? "ضمن صلاحيتك" : "Authority",
                 (struct text_style){.size = 12,
                                     .line_height = 22,
                                     .is_line_fixed = true,
                                     .weight = WEIGHT_MEDIUM,
                                     .role = inks[i],
                                     .align = ALIGN_CENTER},
                 20 + i * 100, 70, 92);
    }
    for (int i = 0; i < 3; i++)
        frame_fill(frame, box(frame, 540 + i * 26, 70, 18, 7), ROLE_ACCENT, frame_px(frame, 99));
    frame_edge(frame, box(frame, 620, 70, 18, 7), ROLE_ACCENT, frame_px(frame, 99),
               frame_px(frame, 2));
    frame_edge_dashed(frame, box(frame, 660, 60, 180, 36), ROLE_DANGER, frame_px(frame, 9),
                      frame_px(frame, 1));
    frame_fill(frame, box(frame, 0, 553, 811, 6), ROLE_ACCENT, 0);
    for (int i = 0; i < 5; i++)
        frame_fill(frame, box(frame, 860 + i * 30, 64, 26, 26), (enum role)(ROLE_HEAT_1 + i),
                   frame_px(frame, 4));
}

static void draw_paths(struct frame *frame) {
    double unit = frame->scale_percent / 100.0;
    frame_path(frame,
               frame_printf(frame,
                            "M%.2f %.2f L%.2f %.2f L%.2f %.2f C%.2f %.2f %.2f %.2f %.2f %.2f",
                            30 * unit, 450 * unit, 60 * unit, 440 * unit, 90 * unit, 460 * unit,
                            120 * unit, 470 * unit, 130 * unit, 430 * unit, 160 * unit, 455 * unit),
               ROLE_MOOD_2, frame_px(frame, 2));
    frame_path(frame,
               frame_printf(frame, "M%.2f %.2f L%.2f %.2f L%.2f %.2f L%.2f %.2f Z", 200 * unit,
                            440 * unit, 206 * unit, 446 * unit, 200 * unit, 452 * unit, 194 * unit,
                            446 * unit),
               ROLE_ACCENT, 0);
    frame_clip(frame, box(frame, 230, 430, 100, 40));
    frame_fill(frame, box(frame, 220, 440, 200, 60), ROLE_LIMIT_SOFT, frame_px(frame, 14));
    write_at(frame, "Clipped text goes on",
             (struct text_style){.size = 20, .role = ROLE_LIMIT_TEXT}, 240, 446, 0);
    frame_unclip(frame);
}

static void draw_bar(struct frame *frame) {
    struct rect bar = box(frame, 0, 0, 1280, 47);
    frame_fill(frame, bar, ROLE_SURFACE, 0);
    frame_fill(frame, box(frame, 0, 47, 1280, 1), ROLE_BORDER, 0);
    write_at(frame, frame->is_rtl ? "الخط الذي ظلّت تدفع ثمنه" : "The line she kept paying for",
             (struct text_style){
                 .size = 14, .line_height = 20, .weight = WEIGHT_SEMIBOLD, .role = ROLE_TEXT},
             125, 14, 300);
    icon_at(frame, "phone-call", 16, 16, 16, ROLE_TEXT_2);
    struct rect button = box(frame, 1092, 735, 168, 40);
    frame_fill(frame, button, ROLE_ACCENT, frame_px(frame, 9));
    text_draw(frame, frame->is_rtl ? "تأكيد" : "Commit",
              &(struct text_style){.size = 14,
                                   .line_height = 40,
                                   .is_line_fixed = true,
                                   .weight = WEIGHT_SEMIBOLD,
                                   .role = ROLE_ON_ACCENT,
                                   .align = ALIGN_CENTER},
              button);
    frame_element(frame, ELEMENT_BUTTON, "commit", button, frame_px(frame, 9));
    struct rect field = box(frame, 366, 735, 706, 40);
    frame_fill(frame, field, ROLE_SURFACE, frame_px(frame, 9));
    frame_edge(frame, field, ROLE_BORDER_STRONG, frame_px(frame, 9), frame_px(frame, 1));
    frame_element(frame, ELEMENT_FIELD, "reason", field, frame_px(frame, 9));
}

void sheet_draw(struct frame *frame) {
    frame_begin(frame);
    frame->focus_id = "reason";
    frame->is_focus_visible = true;
    frame_fill(frame, (struct rect){0, 0, frame->width, frame->height}, ROLE_CANVAS, 0);
    frame_fill(frame, box(frame, 0, 553, 1280, 247), ROLE_SURFACE, 0);
    draw_bar(frame);
    draw_shapes(frame);
    draw_types(frame);
    draw_icons(frame);
    draw_paths(frame);
    draw_call(frame);
}
