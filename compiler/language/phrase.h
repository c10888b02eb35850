#ifndef WRIT_LANGUAGE_PHRASE_H
#define WRIT_LANGUAGE_PHRASE_H

/* What the model says, in the words of a natural language: words alone, no
 * layout and no markup, so that checks, artifacts and answers all speak alike.
 * One file a language, one row in language/languages.c. Every function adds to
 * `text`. */

#include "base/text.h"
#include "model/situation.h"

/* The fixed words of a published document. Those that hold a `%s` say what
 * stands for it. */
struct headings {
    const char *skip; /* the link past everything before the text */
    const char *controller, *service, *version, *effective, *contact;
    const char *representative, *officer, *website, *digest;
    const char *promises; /* title of the box of what is never done */
    const char *contents; /* title of the list of sections */
    const char *summary;  /* title of the table of data, its caption, columns */
    const char *summary_note;
    const char *data, *purpose, *recipient, *keeping;
    const char *none;     /* a cell of it: used for nothing, given to nobody */
    const char *no_limit; /* a cell of it: no period is stated */
    const char *conditional; /* "%s, if %s": what, and the condition */
    const char *exception;   /* "%s, unless %s" */
    const char *for_purpose; /* "%s, for %s" */
    const char *of_subject;  /* "%s, only of %s": for whose information */
    const char *in_region;   /* "%s, only in %s" */
    const char *but_of;      /* "%s; of %s": and for whose under a condition */
    const char *but_in;      /* "%s; in %s" */
    const char *sometimes;   /* "%s, ...": under more than fits a cell */
    const char *keeping_for; /* "%s (for %s)": how long, for what */
    const char *rest;        /* "other %s": what is below a term, but unnamed */
    const char *rest_of[KIND_COUNT]; /* ... below the root, of five kinds */
    const char *rights; /* title of the table of rights, caption, columns */
    const char *rights_note;
    const char *right, *right_data, *right_terms;
    const char *answer;      /* "we answer %s": how soon */
    const char *only_if;     /* "only if %s" */
    const char *only_unless; /* "not if %s" */
    const char *definitions; /* title of the list of terms, and its note */
    const char *definitions_note;
    const char *others;    /* the last of the members of an open list */
    const char *permalink; /* what is read out for the link to a statement */
};

struct language {
    const char *code; /* "en": for `lang`, and for `translation` blocks */
    const char *name; /* in itself: "English" */
    const struct headings *headings;

    /* The sentence that is published, with its full stop: the wording (`as`,
     * or of a translation) with its placeholders filled, or else generated. */
    void (*statement)(const struct policy *policy,
                      const struct statement *statement, struct text *text);

    /* The generated sentence, whatever the wording. */
    void (*generated)(const struct policy *policy,
                      const struct statement *statement, struct text *text);

    /* What stands for `{data}`, `{purpose}`, ... in the statement's wording.
     * False, and nothing added, where it has no such part. */
    bool (*part)(const struct policy *policy, const struct statement *statement,
                 const char *name, struct text *text);

    /* An example of a finding, and a question: a clause without a full stop,
     * "we share email address with partners, where you have given consent". */
    void (*situation)(const struct policy *policy,
                      const struct situation *situation, struct text *text);
    void (*question)(const struct policy *policy,
                     const struct question *question, struct text *text);

    /* What was chosen of a space: "partners other than resellers". */
    void (*chosen)(const struct policy *policy, const struct chosen *chosen,
                   int space, bool prohibition, struct text *text);

    /* "a, b and c"; in a prohibition "a, b or c". */
    void (*list)(const char *const *items, size_t count, bool prohibition,
                 struct text *text);

    /* Clauses for after "if". Facts are closed, and what others of them imply
     * is left out. */
    void (*condition)(const struct policy *policy,
                      const struct condition *condition, struct text *text);
    void (*facts)(const struct policy *policy, const struct bits *facts,
                  struct text *text);

    /* "30 days"; "within 30 days after closure of your account"; of 2026-01-01
     * "1 January 2026", and of what is no date itself. */
    void (*duration)(const struct tree_duration *duration, struct text *text);
    void (*time)(const struct policy *policy, const struct time *time,
                 struct text *text);
    void (*date)(const char *date, struct text *text);

    /* The label of a term, or of its translation; for the root of a space its
     * own words ("any purpose"). Lives as long as the policy. */
    const char *(*label)(const struct policy *policy, const struct term *term);

    /* Sentences that say over what the statements of a section prevail, or to
     * what they give way. Nothing where its heading says neither. */
    void (*order)(const struct policy *policy, const struct section *section,
                  struct text *text);
};

extern const struct language language_english;

extern const struct language *const languages[]; /* NULL ended; default first */

/* The language of that code, or NULL. */
const struct language *language_find(const char *code);

/* --- for the files of languages ---------------------------------------- */

/* The label of a term in the language of that code, or its own. */
const char *phrase_label(const struct policy *policy, const char *code,
                         const struct term *term);

/* Adds the statement's wording in a language; `own` where `as` speaks it. False
 * where there is none. The full stop is left to the language. */
bool phrase_wording(const struct language *language, bool own,
                    const struct policy *policy,
                    const struct statement *statement, struct text *text);

/* The facts that no other of them implies, as terms, in the policy's arena. */
struct term_list phrase_facts(const struct policy *policy,
                              const struct bits *facts);

/* Makes an ASCII letter at the offset a capital. */
void phrase_capital(struct text *text, size_t offset);

#endif
