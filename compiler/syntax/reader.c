/* Faults of a text, and the rules they fall under. Invariant: at most
 * FAULT_LIMIT findings and one `limit` come of one text, and none after the
 * reader has stopped. */

#include "syntax/reader.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>

RULE(syntax) = {
    .slug = "syntax",
    .severity = SEVERITY_ERROR,
    .summary = "the text is not a sentence, a term or a block of the language",
    .why = "What cannot be read is not checked, published or enforced. "
           "Reading goes on at the next sentence, so one run tells of every "
           "slip.",
    .bad = "data email\n"
           "section collection \"What we collect\" {\n"
           "  account: we may collect email\n"
           "}\n",
    .good = "data email\n"
            "section collection \"What we collect\" {\n"
            "  account: we may collect email.\n"
            "}\n",
};

RULE(encoding) = {
    .slug = "encoding",
    .severity = SEVERITY_ERROR,
    .summary = "a byte is not UTF-8, or a control or bidirectional character "
               "stands in the text",
    .why = "Characters that cannot be seen can make a policy read "
           "differently from what is enforced.",
    .bad = "data email \"email\xE2\x80\xAE address\"\n",
    .good = "data email \"email address\"\n",
};

RULE(limit) = {
    .slug = "limit",
    .severity = SEVERITY_ERROR,
    .summary = "the text or the work it asks for goes beyond a fixed limit: "
               "nesting of 256, numbers of 32 bits, 100 syntax errors a file, "
               "the budget of the analysis",
    .why = "Beyond it nothing could be promised about time and memory; "
           "refusing is better than passing what was not looked at.",
    .bad = "data log\n"
           "logs: we may store log up to 99999999999 seconds.\n",
    .good = "data log\n"
            "logs: we may store log up to 3000 years.\n",
};

void fault_limit(struct reader *reader, struct span span, const char *message,
                 const char *help)
{
    struct findings *findings = reader->reading->findings;

    if (reader->stopped)
        return;
    reader->stopped = true;

    struct finding *finding =
        finding_add(findings, &rule_limit, span, "%s", message);

    finding_help(findings, finding, "%s", help);
}

struct finding *fault_add(struct reader *reader, const struct rule *rule,
                          struct span span, const char *format, ...)
{
    if (reader->stopped)
        return NULL;
    if (reader->trial) {
        reader->faults++;
        return NULL;
    }
    if (reader->faults == FAULT_LIMIT) {
        fault_limit(reader, span,
                    "100 errors so far: the rest of this file is not read",
                    "repair those first");
        return NULL;
    }
    reader->faults++;

    va_list arguments;

    va_start(arguments, format);
    const char *message =
        arena_vprint(reader->reading->arena, format, arguments);
    va_end(arguments);
    return finding_add(reader->reading->findings, rule, span, "%s", message);
}

void fault_help(struct reader *reader, struct finding *finding,
                const char *format, ...)
{
    va_list arguments;

    if (!finding)
        return;
    va_start(arguments, format);
    finding->help = arena_vprint(reader->reading->arena, format, arguments);
    va_end(arguments);
}

void fault_relate(struct reader *reader, struct finding *finding,
                  struct span span, const char *caption)
{
    if (finding)
        finding_relate(reader->reading->findings, finding, span, NULL, caption);
}

const unsigned char *reader_bytes(const struct reader *reader, uint32_t offset)
{
    return reader->source->bytes + (offset - reader->source->base);
}

const char *reader_quote(const struct reader *reader, struct span span)
{
    enum { LONGEST = 40 };
    const unsigned char *bytes = reader_bytes(reader, span.start);
    size_t length = 0;

    while (length < span.end - span.start && bytes[length] != '\n') {
        uint32_t point;
        size_t next =
            utf8_read(bytes + length, span.end - span.start - length, &point);

        if (length + next > LONGEST || utf8_is_forbidden(point))
            break;
        length += next;
    }
    return arena_print(reader->reading->arena, "`%.*s%s`", (int)length,
                       (const char *)bytes,
                       length < span.end - span.start ? "..." : "");
}
