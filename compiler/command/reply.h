#ifndef WRIT_COMMAND_REPLY_H
#define WRIT_COMMAND_REPLY_H

/* An answer as text: for people, and as JSON, format 1. */

#include "base/text.h"
#include "check/compilation.h"
#include "diagram/answer.h"

void reply_human(const struct compilation *compilation,
                 const struct answer *answer, struct text *text);
void reply_json(const struct compilation *compilation,
                const struct answer *answer, struct text *text);

#endif
