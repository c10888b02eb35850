// For Node.js, which unlike bundlers wants a file's whole name: the parser's modules leave out `.js` and `/index.js`.
export async function resolve(specifier, context, next) {
    for (const end of ['', '.js']) {
        try {
            return await next(specifier + end, context);
        } catch (error) {
            if (!specifier.startsWith('.')) throw error;
        }
    }
    return next(specifier + '/index.js', context);
}
