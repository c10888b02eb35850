#ifndef WRIT_SERVE_FAILURE_H
#define WRIT_SERVE_FAILURE_H

/* The page that stands where the policy's would, while it cannot be read. */

#include "check/compilation.h"

struct failure {
    const struct compilation *compilation;
    const char *error; /* what the machine refused; NULL: the findings tell */
    bool last;         /* there is a page as it was before, at /last */
    const char *head;  /* HTML for the end of its `<head>` */
    const char *foot;  /* and of its `<body>` */
};

void failure_write(const struct failure *failure, struct text *text);

#endif
