export declare const green: (text: string) => string
export declare const red: (text: string) => string
export declare const yellow: (text: string) => string
export declare const bold: (text: string) => string
export declare const dim: (text: string) => string

/** Writes a duration for a Vietnamese reader: `0,4 s`, `1 ph 41 s`. */
export declare function formatDuration(milliseconds: number): string

/** Draws one report of progress; returns false for a message that is none. */
export declare function showProgress(message: unknown): boolean

/** Prints a whole line above the line of running steps. */
export declare function say(text?: string): void

/**
 * Runs one step and prints its outcome with the time it took. The work receives a function by which it may tell how far
 * it is; a step that returns the word `skipped` is not printed.
 */
export declare function step<T>(label: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>
