#ifndef WRIT_LANGUAGE_PHRASE_H
#define WRIT_LANGUAGE_PHRASE_H

/* What the model says, in the words of a natural language: words alone, no
 * layout and no markup, so that checks, artifacts and answers all speak alike.
 * A language is its own files and one row in language/languages.c. Every
 * function adds to `text`. */

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
    const char *includes;  /* "including %s": members, and there are others */
    const char *including; /* "%s (%s)": a member, and its own members */
    const char *others;    /* the last of the members of an open list */
    const char *colon;     /* between a caption and what it says */
    const char *comma, *semicolon; /* between phrases */
    const char *opening, *closing; /* parentheses */
    const char *language;          /* caption of the links to other languages */
    const char *permalink; /* what is read out for the link to a statement */

    /* The layers of a document. */
    const char *clause;  /* "section %s": a statement by its number */
    const char *clauses; /* "sections %s": the first of several */
    const char *brief;   /* title of the summary of one screen, its lines */
    const char *brief_data, *brief_purposes, *brief_recipients, *brief_keeping,
        *brief_places, *brief_rights;
    const char *sent_to;      /* "sent to %s": a place */
    const char *in_place;     /* "in %s": handled there only */
    const char *kept;         /* "%s: %s": which information, how long */
    const char *also;         /* "%s; %s": two periods that both bind */
    const char *more;         /* "and %s more": what a line has no room for */
    const char *all_of;       /* beside data: what holds for all of it */
    const char *besides;      /* beside data: in addition to that */
    const char *nothing_more; /* a cell: there is nothing in addition */
    const char *see_below;    /* a cell: it is not the same for all */
    const char *on_basis;     /* "on the basis of %s" */
    const char *receivers;    /* title of the table of recipients, caption, */
    const char *receivers_note;
    const char *receiver, *receiver_data, *receiver_purpose, *receiver_measures;
    const char *duties; /* title of the table of duties, caption, columns */
    const char *duties_note;
    const char *duty, *duty_object, *duty_time, *duty_way;
    const char *duty_of; /* "%s: %s": a party that is not us, its duty */
    const char *you;     /* whom we notify */
    const char *yields;  /* "not where %s prevails": a clause */
    const char *picture; /* title of the picture of flows, what it shows */
    const char *picture_note;
    const char *picture_data, *picture_purposes, *picture_recipients;
    const char *flows;      /* "%s to %s": from where to where */
    const char *flows_some; /* "%s to %s, under conditions" */
};

/* A sentence as a document lays it out: all in the lead, or, with more than two
 * exceptions, a lead that ends in a colon and the items of a list, each with its
 * own punctuation. One line each, in the policy's arena. */
struct phrase {
    const char *lead;
    const char **items;
    size_t item_count;
};

/* How near to its label a text must come that names something. */
enum mentioning {
    MENTION_EXACT,
    MENTION_NOUN, /* one of them, or several */
    MENTION_VERB  /* of an action or a right, in any form */
};

struct language {
    const char *code; /* "en": for `lang`, and for `translation` blocks */
    const char *name; /* in itself: "English" */
    const struct headings *headings;
    const struct readability *readability; /* language/readability.h */
    const struct change_words *changes;    /* language/change.h */

    /* The sentence that is published, with its full stop: the wording (`as`,
     * or of a translation) with its placeholders filled, or else generated. */
    void (*statement)(const struct policy *policy,
                      const struct statement *statement, struct text *text);

    /* The same for a document. */
    struct phrase (*phrase)(const struct policy *policy,
                            const struct statement *statement);

    /* The generated sentence, whatever the wording. */
    void (*generated)(const struct policy *policy,
                      const struct statement *statement, struct text *text);

    /* An example of a finding, and a question: a clause without a full stop,
     * "we share email address with partners, where you have given consent". */
    void (*situation)(const struct policy *policy,
                      const struct situation *situation, struct text *text);
    void (*question)(const struct policy *policy,
                     const struct question *question, struct text *text);

    /* What people may do: "you may access email address of minors". Its data,
     * subjects, recipients, regions and purposes are those of the question. */
    void (*right)(const struct policy *policy, const struct chosen *rights,
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
    void (*events)(const struct policy *policy, const struct time *time,
                   struct text *text);
    void (*date)(const char *date, struct text *text);

    /* The label of a term, or of its translation; for the root of a space its
     * own words ("any purpose"). Lives as long as the policy. */
    const char *(*label)(const struct policy *policy, const struct term *term);

    /* An action or a right by itself, its object told elsewhere: "delete",
     * "restrict the use of it". Of a right there is always one; of an action,
     * where `object`. */
    void (*verb)(const struct policy *policy, const struct term *term,
                 bool object, struct text *text);

    /* Where a text names what the label names, as whole words whatever their
     * case. NULL where it does not; `*length` is that of the name there. */
    const char *(*mention)(const char *text, const char *label,
                           enum mentioning how, size_t *length);

    /* Sentences that say over what the statements of a section prevail, or to
     * what they give way. Nothing where its heading says neither. */
    void (*order)(const struct policy *policy, const struct section *section,
                  struct text *text);
};

extern const struct language language_english, language_chinese;

extern const struct language *const languages[]; /* NULL ended; default first */

/* The language of that code, or NULL. */
const struct language *language_find(const char *code);

/* Adds a heading with its `%s` filled in. */
void phrase_filled(struct text *text, const char *heading, const char *value);

/* Adds a pattern with %1, %2, ... up to %9 filled in: `values[0]` is %1. */
void phrase_arranged(struct text *text, const char *pattern,
                     const char *const *values);

/* The languages of the policy that are spoken here, the one in which it is
 * written first; at least one. In its arena. */
struct language_list {
    const struct language **items;
    size_t count;
};
struct language_list language_list(const struct policy *policy);

/* --- words that translations give, in any language ---------------------- */

/* The title of a section (of the document: the policy's), prose, and the value
 * of a field of the header, or NULL where it is not given; as written where the
 * language has no words of its own for them. */
const char *phrase_title(const struct language *language,
                         const struct policy *policy,
                         const struct section *section);
const char *phrase_prose(const struct language *language,
                         const struct policy *policy,
                         const struct content *content);
const char *phrase_field(const struct language *language,
                         const struct policy *policy, const char *name);

/* --- wordings ----------------------------------------------------------- */

/* The text in place of the generated sentence in that language: the translation
 * or, in the language of the policy, `as`. Its text is NULL where there is
 * none. */
struct tree_string phrase_wording(const struct language *language,
                                  const struct policy *policy,
                                  const struct statement *statement);

/* What stands for `{data}`, `{purpose}`, ... in the statement's wording. False,
 * and nothing added, where it has no such part. */
bool phrase_part(const struct language *language, const struct policy *policy,
                 const struct statement *statement, const char *name,
                 struct text *text);

/* The names of all parts, NULL ended. */
extern const char *const phrase_parts[];

/* A `{name}` in a wording: where its brace stands and how long it is, with both
 * braces. False where none follows `at`. */
struct placeholder {
    const char *start, *name; /* the name is in the policy's arena */
    size_t length;
};
bool phrase_placeholder(const struct policy *policy, const char *at,
                        struct placeholder *placeholder);

/* --- for the files of languages ---------------------------------------- */

/* The label of a term in the language of that code, or its own. */
const char *phrase_label(const struct policy *policy, const char *code,
                         const struct term *term);

/* Whether nothing was chosen, or `any`. */
bool phrase_is_any(const struct chosen *chosen);

/* Adds the statement's wording on one line, its placeholders filled; false
 * where there is none. The full stop is left to the language. */
bool phrase_worded(const struct language *language, const struct policy *policy,
                   const struct statement *statement, struct text *text);

/* The text as a string of the arena; it is destroyed. */
const char *phrase_taken(const struct policy *policy, struct text *text);

/* The alternatives of a condition: itself where it is no `or`. */
struct alternatives {
    const struct condition **items;
    size_t count;
};
struct alternatives phrase_alternatives(const struct policy *policy,
                                        const struct condition *condition);

/* With more exceptions than this, they are a list. */
#define PHRASE_MOST_EXCEPTIONS 2

/* A condition with every `not` at a name, which means the same. */
const struct condition *phrase_plain(const struct policy *policy,
                                     const struct condition *condition);

/* The numbers of what the orders of that kind name, "4" and "4.1". */
struct numbering {
    const char **items;
    size_t count;
};
struct numbering phrase_numbers(const struct policy *policy,
                                const struct section *from,
                                const struct tree_qualifiers *qualifiers,
                                enum tree_qualifier_kind kind);

/* The first qualifier of that kind, or NULL. */
const struct tree_qualifier *phrase_qualifier(const struct statement *statement,
                                              enum tree_qualifier_kind kind);

/* Whether the region of a question is where something goes to, and not where it
 * is done. */
bool phrase_goes_to_region(const struct question *question);

/* The facts that no other of them implies, as terms, in the policy's arena. */
struct term_list phrase_facts(const struct policy *policy,
                              const struct bits *facts);

/* Makes an ASCII letter at the offset a capital. */
void phrase_capital(struct text *text, size_t offset);

#endif
