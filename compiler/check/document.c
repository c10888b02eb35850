/* missing-field: what every published policy names about itself; short-notice:
 * from when a new version may hold. */

#include "check/catalogue.h"

static void run_missing_field(struct compilation *compilation);

RULE(missing_field) = {
    .slug = "missing-field",
    .severity = SEVERITY_WARNING,
    .summary = "the policy names no controller, contact, version or effective "
               "date",
    .why = "A reader must know who promises, since when, and whom to ask.",
    .bad = "policy shop \"Privacy Policy\" {\n"
           "  controller \"Shop Ltd\"\n"
           "}\n",
    .good = "policy shop \"Privacy Policy\" {\n"
            "  controller \"Shop Ltd\"\n"
            "  version    \"1.0\"\n"
            "  effective  2026-01-01\n"
            "  contact    \"privacy@shop.example\"\n"
            "}\n",
    .run = run_missing_field,
};

/* Raised where two versions are at hand: by `writ build --since`. */
RULE(short_notice) = {
    .slug = "short-notice",
    .severity = SEVERITY_ERROR,
    .summary = "the policy takes effect before the notice that the version in "
               "force promises has run (`writ build --since`)",
    .why = "A promise to tell people first is one that the next version keeps "
           "or breaks. Write a later day for `effective`, or publish it "
           "sooner.",
};

static void report(struct compilation *compilation, struct span span,
                   const char *what, const char *example)
{
    struct finding *finding =
        finding_add(&compilation->findings, &rule_missing_field, span,
                    "the policy does not say %s", what);
    finding_help(&compilation->findings, finding, "add `%s` to its header",
                 example);
}

static void run_missing_field(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    if (policy->tree == NULL) {
        return; /* a part of a policy, or an exercise */
    }
    struct span span = policy->tree->name.span;
    if (policy->controller == NULL) {
        report(compilation, span, "who is responsible for the data",
               "controller \"...\"");
    }
    if (policy->version == NULL) {
        report(compilation, span, "which version it is", "version \"1.0\"");
    }
    if (policy->effective == NULL) {
        report(compilation, span, "from when it holds", "effective 2026-01-01");
    }
    if (policy->contact == NULL) {
        report(compilation, span, "whom to ask", "contact \"...\"");
    }
}
