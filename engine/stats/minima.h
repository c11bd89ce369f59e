/* How much there must be before anything is said: every minimum of the program, in one place, with
 * the section of docs/scoring.md that it belongs to. Below a minimum there is no number, only what
 * is missing. The counts are of decisions unless it says otherwise. */
#ifndef STATS_MINIMA_H
#define STATS_MINIMA_H

/* ---- anything about a person: "Minimum data", "1. Judgment" ---- */

enum {
    MIN_DECISIONS = 12,          /* anything at all about somebody … */
    MIN_SCENARIOS = 3,           /* … in so many scenarios */
    MIN_POOL_AGENTS = 5,         /* agents to stand beside, where no panel says what it expects */
    MIN_EXPECTED_DECISIONS = 24, /* for "below what the panel expects" … */
    MIN_EXPECTED_CALLS = 6,      /* … in so many calls */
    MIN_PANEL_PLAYS = 5,         /* the panel's own plays that give its own rate */
    MIN_SHARE = 20,              /* of a scenario or a decision, for its shares */
    MIN_SHARE_AGENTS = 5,        /* who decided, for a table by decision */
    MIN_SKILL_DECISIONS = 20,    /* of one skill … */
    MIN_SKILL_AGENTS = 10,       /* … of so many agents, for its added value */
};

/* ---- "2. Escalation" ---- */

enum {
    MIN_ESCALATION_RATES = 5,     /* of each kind, for rates with bars */
    MIN_ESCALATION_MEASURES = 10, /* of each kind, for d′ and c */
    MIN_UNNEEDED = 8,             /* that could be settled, for "defaults to escalation" */
    MIN_NEEDED = 6,               /* that must go up, for "keeps what must go up" */
};

/* ---- "3. Calibration" ---- */

enum {
    MIN_STATED = 10,          /* with a confidence, for the sentence */
    MIN_STATED_FLAG = 20,     /* for a flag … */
    MIN_STATED_SCENARIOS = 5, /* … in so many scenarios */
    MIN_STATED_CURVE = 50,    /* for one's own curve */
    MIN_PEERS = 4,            /* others at a decision, to adjust for them */
};

/* ---- "4. Evidence", "5. Integrity under the clock", "Speed, beside the lines" ---- */

enum {
    MIN_EVIDENCE = 10,        /* that need evidence */
    MIN_RAPID_RESPONSES = 10, /* responses to a decision that give its own time limit */
    MIN_SPEED_ACCURACY = 30,  /* for the rank correlation of haste and credit */
    MIN_NODE_TIMES = 50,      /* times at every decision, for a spread of its own */
    MIN_STOP_CHANCES = 6,     /* chances to stop the clock */
    MIN_CLOCK_ARM = 40,       /* with the target shown, and as many without: judgment */
    MIN_LOOK_ARM = 20,        /* the same: looking up */
    MIN_COST_ARM = 5,         /* unlooked decisions, and as many looked: what it costs */
    MIN_BUNCHING_ARM = 8,     /* calls with the target shown, and as many without */
};

/* ---- "6. Trend" ---- */

enum {
    MIN_OCCASION_DECISIONS = 8, /* new decisions of an occasion */
    MIN_OCCASIONS = 4,
    MIN_TREND_DAYS = 21, /* from the first occasion to the last */
};

/* ---- spreads over persons: "Statistical tools" ---- */

enum {
    MIN_SHRINK_ESTIMATES = 4,   /* agents with an estimate */
    MIN_RATE_AGENTS = 5,        /* agents with a rate … */
    MIN_RATE_TRIALS = 30,       /* … with so many trials in all */
    MIN_BOOTSTRAP_CLUSTERS = 6, /* clusters to draw from */
};

/* ---- a decision: "Decisions under review" ---- */

enum {
    MIN_CROSS_PRODUCT = 100, /* responses for standard errors from the cross-product */
    MIN_FEW_RESPONSES = 5,   /* responses per decision in the mean, from which n/(n − 1) counts */
    MIN_FIT = 50,            /* responses for infit, outfit; abilities from elsewhere for marks */
    MIN_REST_CALLS = 2,      /* other calls for an ability from elsewhere … */
    MIN_REST_DECISIONS = 6,  /* … with so many decisions */
    MIN_MISKEY = 10,         /* who chose the option, and who chose the best */
    MIN_NODE_CREDIT = 20,    /* "too easy", "too hard" */
    MIN_DEAD_OPTION = 30,    /* answers, for "an option nobody takes" */
    MIN_NODE_TIMEOUTS = 20,  /* "the clock runs out" */
    MIN_WORN_AGENTS = 20,    /* agents, for "worn out" */
    MIN_PAIR_AGENTS = 50,    /* agents who met both decisions of a pair */
    MIN_PAIR_OTHERS = 10,    /* responses beside the most common one */
};

/* Abilities from elsewhere that differ less than this do not differ. */
#define REST_SD_MIN 0.05

/* ---- a panel: "Keys" ---- */

enum {
    MIN_PILOT_EXPERTS = 5,
    MIN_OPERATIONAL_EXPERTS = 10,
};

#endif
