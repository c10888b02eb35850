/* Places from spans. Every field behind an unknown one is unknown too. */

#include "report/where.h"

struct where where_span(const struct sources *sources, struct span span)
{
    struct place start = source_place(sources, span.start);
    struct place end = source_place(sources, span.end);
    struct where where = { 0 };

    if (!start.source)
        return where;
    where.file = start.source->name;
    where.line = start.line;
    where.column = start.column;
    if (end.source == start.source) {
        where.end_line = end.line;
        where.end_column = end.column;
    }
    return where;
}

struct where where_of(const struct compilation *compilation,
                      const struct finding *finding)
{
    const struct program *program = &compilation->program;
    struct where where = { .file = finding->file, .line = finding->line };

    if (where.file)
        return where;
    where = where_span(&compilation->sources, finding->span);
    if (!where.file && program->root_count > 0)
        where.file = program->roots[0]->source->name;
    return where;
}

void where_words(struct text *text, const struct sources *sources,
                 struct span span)
{
    const struct source *source = source_at(sources, span.start);
    const unsigned char *at = source->bytes + (span.start - source->base);
    bool gap = false;

    for (size_t left = span.end - span.start; left > 0; left--, at++) {
        bool space = *at == ' ' || *at == '\t' || *at == '\r' || *at == '\n';
        if (!space && gap)
            text_char(text, ' ');
        if (!space)
            text_char(text, (char)*at);
        gap = space;
    }
}
