#ifndef WRIT_LANGUAGE_CHANGE_H
#define WRIT_LANGUAGE_CHANGE_H

/* How a language tells what a newer policy changed. A pattern holds %1, %2, ...
 * in the order that the language wants; phrase_arranged fills them in. */

/* What a reader of changes asks for first. Material by default are those before
 * GROUP_RIGHT_ADDED. */
enum change_group {
    GROUP_NEW_DATA,
    GROUP_NEW_PURPOSE,
    GROUP_NEW_RECIPIENT,
    GROUP_NEW_PLACE,   /* or a weaker safeguard */
    GROUP_PROHIBITION, /* removed or narrowed */
    GROUP_CONDITION,   /* or exception, widened */
    GROUP_KEPT_LONGER,
    GROUP_RIGHT_REMOVED, /* or made harder */
    GROUP_CONTROLLER,    /* or contact */
    GROUP_RIGHT_ADDED,
    GROUP_PROMISE, /* added, or a permission withdrawn */
    GROUP_KEPT_SHORTER,
    GROUP_WORDING,
    GROUP_TRANSLATION,
    GROUP_COUNT
};

/* The sentences there are of a change. %1 is the clause ("we share ..."), %2
 * the facts that limit it, %3 what is new or gone, %4 what was, %5 from which
 * events time runs. */
enum change_form {
    FORM_ALLOWED,                  /* newly, and nothing was said before */
    FORM_ALLOWED_FORBIDDEN_BEFORE, /* newly, and forbidden before */
    FORM_FORBIDDEN_ALLOWED_BEFORE, /* newly, and allowed before */
    FORM_FORBIDDEN,                /* newly, and nothing was said before */
    FORM_NO_LONGER_ALLOWED,
    FORM_NO_LONGER_FORBIDDEN,
    FORM_AGAINST_BASELINE,
    FORM_DUTY_ADDED,
    FORM_DUTY_REMOVED,
    FORM_MEASURE_ADDED, /* %3: the measures */
    FORM_MEASURE_REMOVED,
    FORM_LIMIT_LONGER, /* kept at most %3, not %4 */
    FORM_LIMIT_SHORTER,
    FORM_LIMIT_ADDED,
    FORM_LIMIT_REMOVED,  /* %4 */
    FORM_MINIMUM_LONGER, /* kept at least %3, not %4 */
    FORM_MINIMUM_SHORTER,
    FORM_MINIMUM_ADDED,
    FORM_MINIMUM_REMOVED, /* %4 */
    FORM_METHOD_ADDED,    /* %3: how it is deleted */
    FORM_METHOD_REMOVED,
    FORM_RIGHT_ADDED, /* %1: the right */
    FORM_RIGHT_REMOVED,
    FORM_TIME_ADDED,   /* %3: by when a duty is done */
    FORM_TIME_REMOVED, /* %4 */
    FORM_TIME_LATER,   /* %3, not %4 */
    FORM_TIME_SOONER,
    FORM_ANSWER_ADDED,   /* %3: by when a right (%1) is answered */
    FORM_ANSWER_REMOVED, /* %4 */
    FORM_ANSWER_LATER,   /* %3, not %4 */
    FORM_ANSWER_SOONER,
    FORM_COUNT
};

/* A report of changes for those who decide on them. */
struct review_words {
    const char *stop;    /* a full stop */
    const char *title;   /* "%1: what this change means" */
    const char *against; /* "%1 against %2": the newer version, the older */
    const char *version, *effective; /* "version %1", "%1, in effect from %2" */
    const char *newer, *older; /* versions that are not told apart by number */
    const char *within, *beyond; /* the older, a baseline, is kept, or is not */
    const char *verdicts[4];     /* same, narrower, broader, mixed */
    const char *tally; /* how many %1 block, %2 are to decide, %3 are to read */
    const char *blocking, *blocking_note; /* titles and what follows them */
    const char *decide, *decide_note;
    const char *inform, *inform_note;
    const char *clause, *before, *now; /* columns */
    const char *nothing;               /* a cell: no clause says it */
    const char *part[5]; /* cells: a text, title, field, word, translation */
    const char *texts;   /* "%1 texts" that are folded away */
    const char *stands_still; /* it means another thing from the same day on */
    const char *no_date;      /* it names no day of effect */
    const char *stale;        /* a wording of clause %1, in language %2 */
    const char *unpinned;     /* likewise */
    const char *broken;       /* the record of approvals was tampered with */
    const char *for_example;  /* "for example: %1" */
    const char *notice;       /* title, and then one of these: */
    const char *no_notice;    /* nothing changed that takes notice */
    const char *not_promised; /* %1: the older version */
    const char *promised;     /* %1: the older version, %2: its clause, %3: what
                                 that says */
    const char *publish_by;   /* to take effect on %1, publish by %2, at least
                                 %3 earlier */
    const char *material, *not_material;
    const char *signoff, *agreed, *not_agreed;
    const char *approved_by; /* role %1, by %2 */
    const char *roles[2];    /* where the header names no approvers */
    const char *notice_sent; /* a box: notice sent by %1 */
    const char *notice_sent_undated;
};

/* The part of a published document that says what has changed. */
struct revision_words {
    const char *title;
    const char *against;   /* "%1": the version before, with its date */
    const char *published; /* "%1": a date; it and what follows come behind that
                              sentence, after a space if one is due */
    const char *nothing;   /* nothing has changed in meaning or words */
    const char *now, *before; /* "%1" stands for a list of clauses */
    const char *of_version;   /* "%1 of %2": a clause, a version */
    const char *reworded, *added,
        *dropped; /* %1: a clause; it means the same */
    /* %1: a clause; no verdict differs, and still more or less is promised */
    const char *not_for_ever, *for_ever, *by_conduct, *not_by_conduct;
    const char *field;                       /* %1 is now %2, was %3 */
    const char *field_added, *field_dropped; /* %1 is %2 */
    const char *texts, *translations;        /* %1: how many */
    const char *text, *translation;          /* the same of one */
};

struct change_words {
    const char *forms[FORM_COUNT];
    const char *groups[GROUP_COUNT]; /* their titles */
    const char *keep, *erase;        /* verbs, for how long and how */
    const char *anything_else;       /* a verb: any action that has no name */
    const char *otherwise;           /* "otherwise %1": a verb */
    const char *any_other;           /* of a space without a word for it */
    const char *any_other_party;
    const char *first_of, *last_of; /* "the first of %1": events */
    const char *after;              /* " after %1": events */
    const char *where, *except;     /* ", where %1", ", except where %1" */
    const char *further;            /* cases too many to list, such as %1 */
    const char *in_time;            /* a deadline that cannot be named */
    const char *awkward;            /* how a condition begins that the language
                                       can deny only as a whole */
    struct review_words review;
    struct revision_words revision;
};

extern const struct change_words changes_english, changes_chinese;

#endif
