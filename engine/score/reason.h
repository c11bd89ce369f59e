/* Why a line of a profile is as it is, as a code with its numbers: words are made where words are
 * made (the report room, the window), each in its own language. */
#ifndef SCORE_REASON_H
#define SCORE_REASON_H

/* What a flag or a watch states about somebody. */
enum flag_kind {
    FLAG_BELOW_EXPECTED,
    FLAG_DEFAULTS_TO_ESCALATION,
    FLAG_KEEPS_WHAT_MUST_GO_UP,
    FLAG_OVER_CONFIDENT,
    FLAG_UNDER_CONFIDENT,
    FLAG_DECIDES_UNLOOKED,
    FLAG_RAPID,
    FLAG_PARKS_CALLS,
    FLAG_CLOCK_SENSITIVE,
    FLAG_LOOKS_LESS,
    FLAG_DECLINING,
    FLAG_COUNT
};
const char *
flag_name(enum flag_kind flag); /* "below_expected", …: stable; NULL outside the range */

/* In braces: what `count` holds, in order; then what `share` holds. */
enum reason_code {
    REASON_NONE, /* there is nothing to say */
    /* not enough data */
    REASON_NO_KEY,          /* {first exposures by enum key_status; [KEY_STATUS_COUNT] asked for} */
    REASON_NONE_RECENT,     /* {decisions that are older, days of the window} */
    REASON_MORE_DECISIONS,  /* {decisions missing} */
    REASON_MORE_SCENARIOS,  /* {scenarios missing} */
    REASON_MORE_BOTH,       /* {decisions missing, scenarios missing} */
    REASON_FEW_ON_SCALE,    /* {decisions, scenarios: recent and on the scale} */
    REASON_FEW_AGENTS,      /* {agents to compare with} */
    REASON_FEW_ESCALATIONS, /* {false alarms, unneeded, hits, needed} */
    REASON_FEW_STATED,      /* {decisions with a confidence missing} */
    REASON_SHORT_STATED,    /* {decisions, scenarios} {mean stated, acceptable} */
    REASON_FEW_EVIDENCE,    /* {decisions that need evidence missing} */
    REASON_FEW_CLOCK,       /* {chances, decisions with the target shown, without} */
    REASON_TEAM_TREND,      /* a trend is a person's */
    REASON_FEW_OCCASIONS,   /* {occasions} {days} */
    /* typical */
    REASON_BESIDE_POOL,        /* {persons read here} */
    REASON_BESIDE_PANEL,       /* what the panel expects of a newly certified agent */
    REASON_PANEL_EXPECTS_MORE, /* more than half of those read here show */
    REASON_ESCALATED,          /* {false alarms, unneeded, hits, needed} */
    REASON_STATED,             /* {decisions} {mean stated, acceptable} */
    REASON_UNSUPPORTED,        /* {unsupported, decisions, unsupported and right} */
    REASON_STOPPED,            /* {stopped, chances} */
    REASON_IMPROVING,
    REASON_NO_CHANGE,
    /* watch or flag */
    REASON_LIKE_GUESSING, /* {} {standard deviations above a blind choice} */
    REASON_FLAG,          /* {flag_kind} {probability} */
};

enum { REASON_COUNTS = 6 };
struct reason {
    enum reason_code code;
    int count[REASON_COUNTS];
    double share[2];
};

#endif
