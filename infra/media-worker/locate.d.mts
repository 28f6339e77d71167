/** Distribution and version in which a binary that is linked to the system's libraries is valid: `debian12`. */
export declare function distributionOf(osRelease: string): string
/** Where the worker is kept between checkouts: by version, distribution and the recipe by which it was built. */
export declare function cachedWorkerPath(): string
/** Whether the file is a media worker that this machine can run, libraries included. */
export declare function workerRuns(path: string): boolean
/** A worker that is already there: the one named by MEDIASOUP_WORKER_BIN, or the cached one. */
export declare function presentWorker(): string | undefined
