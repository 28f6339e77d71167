/** Whether a `process.versions.node` is new enough for the set-up itself. */
export declare function nodeIsSupported(version: string): boolean
