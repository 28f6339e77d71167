/** The outcome of a decision: a value, or a refusal with a dotted code. Bugs and outages throw instead. */
export type Result<T, E extends string> = Ok<T> | Err<E>
export type Ok<T> = { readonly ok: true; readonly value: T }
export type Err<E extends string> = { readonly ok: false; readonly error: E }

/** Wraps a value that was reached. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

/** Wraps a refusal; `const` keeps the code a literal, so that a table of sentences can be checked for completeness. */
export const err = <const E extends string>(error: E): Err<E> => ({ ok: false, error })
