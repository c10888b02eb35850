/* unchecked-pack: a pack that nothing holds the policy to. Without a word a
 * green run would say that the regulation was looked at. */

#include "check/catalogue.h"

static void run_unchecked_pack(struct compilation *compilation);

RULE(unchecked_pack) = {
    .slug = "unchecked-pack",
    .severity = SEVERITY_WARNING,
    .summary = "a pack is read, and nothing checks what it requires",
    .why = "What a requirement means is for a later version of the language. "
           "Until then a run without errors says nothing about the "
           "regulation; people have to read the policy against it.",
    .bad = "pack gdpr \"General Data Protection Regulation\" {\n"
           "  require contact: the header names a contact.\n"
           "}\n",
    .good = "# The General Data Protection Regulation, read by our counsel:\n"
            "# the header names a contact.\n",
    .run = run_unchecked_pack,
};

static void look(struct compilation *compilation, const struct tree_item *item)
{
    if (item->kind != ITEM_PACK) {
        return;
    }
    const struct tree_pack *pack = item->pack;
    struct finding *finding = finding_add(
        &compilation->findings, &rule_unchecked_pack, pack->name.span,
        "nothing checks what `%s` requires", pack->name.text);
    finding_help(&compilation->findings, finding,
                 "keep it as a comment until a version of Writ checks it");
}

static void run_unchecked_pack(struct compilation *compilation)
{
    const struct program *program = &compilation->program;
    for (size_t i = 0; i < program->count; i++) {
        const struct tree_file *file = program->files[i];
        for (size_t k = 0; k < file->item_count; k++) {
            look(compilation, &file->items[k]);
        }
    }
}
