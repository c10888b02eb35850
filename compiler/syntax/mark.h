#ifndef WRIT_SYNTAX_MARK_H
#define WRIT_SYNTAX_MARK_H

/* Marks that are not of the language: which code points over 127 an author
 * takes for letters, and which marks plainly stand for one of ours. */

#include <stddef.h>
#include <stdint.h>

enum mark_class {
    MARK_LETTER,    /* of some script */
    MARK_SPACE,     /* looks like a space, or like nothing */
    MARK_FORBIDDEN, /* utf8_is_forbidden: told already */
    MARK_OTHER      /* punctuation, symbols */
};

enum mark_class mark_class(uint32_t point);

struct mark_meant {
    const char *mark;  /* as it stands, of marks below 128 */
    const char *write; /* what to write, for the help line */
    const char *close; /* of an opening quote: what closes it, else NULL */
    uint32_t point;    /* of marks over 127 */
    int token;         /* what is handed out for it, or TOK_STRAY */
};

/* What a code point stands for, or NULL. */
const struct mark_meant *mark_meant(uint32_t point);

/* The same for marks below 128: a run of them, as it stands. */
const struct mark_meant *mark_meant_ascii(const unsigned char *mark,
                                          size_t length);

#endif
