/** Root of the checkout. */
export declare const repositoryRoot: string
/** The Node 24 that comes with the dependencies; whatever Node runs the set-up, the product runs on this one. */
export declare const productNode: string
/** Directory for what outlives the checkout and is dear to make: `/var/cache` where we may write, else the home's cache. */
export declare function sharedCacheDirectory(): string
/** The environment for the product's own processes and tools: their Node comes first on the path. */
export declare function productEnvironment(): NodeJS.ProcessEnv
