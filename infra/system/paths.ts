import { dirname } from 'node:path'

/** Root of the checkout. */
export const repositoryRoot = dirname(dirname(import.meta.dirname))
