/* Where a line may begin: the rules of UAX #14 that matter for the languages the fonts cover, with
 * two habits of ours: a number and its unit stay together, and a dash never begins a line. */
#include "ui/paragraph_private.h"

#include <string.h>

typedef enum break_class cls;

static bool is_letter(cls c) {
    return c == BREAK_AL || c == BREAK_HL;
}

static bool is_quote(cls c) {
    return c == BREAK_QU || c == BREAK_QU_OPEN || c == BREAK_QU_CLOSE;
}

/* Rules that hold across spaces (LB13 to LB15). */
static bool is_kept_over_spaces(cls before, cls after) {
    return after == BREAK_CL || after == BREAK_EX || after == BREAK_SY || before == BREAK_OP;
}

/* LB23 to LB25 and LB30: numbers with what belongs to them. */
static bool is_number_part(cls before, cls after) {
    switch (before) {
    case BREAK_NU:
        return is_letter(after) || after == BREAK_NU || after == BREAK_PO || after == BREAK_PR ||
               after == BREAK_OP;
    case BREAK_AL:
    case BREAK_HL:
        return is_letter(after) || after == BREAK_NU || after == BREAK_PO || after == BREAK_PR ||
               after == BREAK_OP;
    case BREAK_PR:
        return is_letter(after) || after == BREAK_NU || after == BREAK_OP || after == BREAK_ID;
    case BREAK_PO:
        return is_letter(after) || after == BREAK_NU || after == BREAK_OP;
    case BREAK_CL:
        return is_letter(after) || after == BREAK_NU || after == BREAK_PO || after == BREAK_PR;
    case BREAK_IS:
        return is_letter(after) || after == BREAK_NU;
    case BREAK_HY:
        return after == BREAK_NU;
    case BREAK_SY:
        return after == BREAK_NU || after == BREAK_HL;
    case BREAK_ID:
        return after == BREAK_PO;
    default:
        return false;
    }
}

/* True if nothing may break between two neighbours without a space. */
static bool is_kept_together(cls before, cls after) {
    switch (after) {
    case BREAK_CM:
    case BREAK_SP:
    case BREAK_CL:
    case BREAK_EX:
    case BREAK_IS:
    case BREAK_SY:
    case BREAK_HY:
    case BREAK_BA:
    case BREAK_B2:
    case BREAK_NS:
    case BREAK_IN:
        return true;
    case BREAK_GL:
        return before != BREAK_BA && before != BREAK_HY;
    default:
        break;
    }
    return before == BREAK_GL || before == BREAK_OP || before == BREAK_IN || is_quote(before) ||
           is_quote(after) || is_number_part(before, after);
}

/* The class of the character that stands before `i`, marks and joiners skipped. */
static cls class_before(const struct paragraph_work *work, int first, int i) {
    while (i > first && work->chars[i].break_class == BREAK_CM)
        i--;
    cls found = (cls)work->chars[i].break_class;
    return found == BREAK_CM ? BREAK_AL : found;
}

/* True if a unit's symbol stands at `i` as a whole word: "12 GB", "5 km". */
static bool is_unit(const struct paragraph_work *work, int i, int end) {
    static const char units[] = " GB MB kB TB kWh kW km m cm mm kg g min h s ms ml l am pm ";
    char word[8] = " ";
    int len = 1;
    for (; i < end && work->chars[i].character < 0x80; i++) {
        cls c = (cls)work->chars[i].break_class;
        if (!is_letter(c))
            break;
        if (len > 4)
            return false;
        word[len++] = (char)work->chars[i].character;
    }
    word[len++] = ' ';
    word[len] = '\0';
    return len > 2 && strstr(units, word) != NULL;
}

/* A quotation mark opens if nothing or a space, dash or bracket stands before it (LB15a). */
static bool opens_quote(const struct paragraph_work *work, int first, int i) {
    if (work->chars[i].break_class != BREAK_QU_OPEN)
        return false;
    if (i == first)
        return true;
    cls before = (cls)work->chars[i - 1].break_class;
    return before == BREAK_SP || before == BREAK_OP || before == BREAK_GL || is_quote(before);
}

/* It closes if nothing, a space or closing punctuation follows (LB15b). */
static bool closes_quote(const struct paragraph_work *work, int i, int end) {
    if (work->chars[i].break_class != BREAK_QU_CLOSE)
        return false;
    if (i + 1 == end)
        return true;
    cls after = (cls)work->chars[i + 1].break_class;
    return after == BREAK_SP || after == BREAK_GL || after == BREAK_CL || after == BREAK_EX ||
           after == BREAK_IS || is_quote(after);
}

/* A line may begin at `i` after the space or spaces that end before it. */
static bool may_break_after_space(const struct paragraph_work *work, struct hard_line hard, int i) {
    int last = i - 1;
    while (last >= hard.first && work->chars[last].break_class == BREAK_SP)
        last--;
    if (last < hard.first)
        return false; /* leading spaces belong to the first word */
    cls before = class_before(work, hard.first, last), after = (cls)work->chars[i].break_class;
    if (is_kept_over_spaces(before, after) || opens_quote(work, hard.first, last) ||
        closes_quote(work, i, hard.end))
        return false;
    if (after == BREAK_IS || after == BREAK_B2 || after == BREAK_BA)
        /* French colons and dashes; but ".5" begins a number. */
        return after == BREAK_IS && i + 1 < hard.end && work->chars[i + 1].break_class == BREAK_NU;
    if (before == BREAK_NU && last == i - 2)
        return after != BREAK_PO && after != BREAK_PR && !is_unit(work, i, hard.end);
    return before != BREAK_PR || after != BREAK_NU;
}

static bool may_break(const struct paragraph_work *work, struct hard_line hard, int i) {
    const struct text_char *here = &work->chars[i];
    if (here->is_loose)
        return true;
    if (here->is_glued || here->break_class == BREAK_SP)
        return false;
    if (work->chars[i - 1].break_class == BREAK_SP)
        return may_break_after_space(work, hard, i);
    cls before = class_before(work, hard.first, i - 1), after = (cls)here->break_class;
    if (is_kept_together(before, after))
        return false;
    bool is_dash = before == BREAK_BA || before == BREAK_HY;
    if (is_dash && i - 2 >= hard.first) {
        cls earlier = class_before(work, hard.first, i - 2);
        /* "5–10", and a hyphen after a Hebrew word (LB21a). */
        return !(earlier == BREAK_NU && after == BREAK_NU) && earlier != BREAK_HL &&
               earlier != BREAK_SP;
    }
    return !is_dash; /* "-x" at the beginning */
}

void paragraph_break(struct paragraph_work *work) {
    for (int h = 0; h < work->hard_count; h++) {
        struct hard_line hard = work->hards[h];
        for (int i = hard.first + 1; i < hard.end; i++)
            work->chars[i].may_break = may_break(work, hard, i);
    }
}
