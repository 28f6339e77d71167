/**
 * Takes the deployment's own settings from a file, the checkout's `.env` unless another is named, so that the product and every
 * command beside it see the same ones; what the shell says comes first, and what is left empty counts as not said. Tests do not
 * read it.
 */
export declare function takeOwnSettings(file?: string): void
