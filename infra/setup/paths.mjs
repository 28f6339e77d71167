import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the checkout. */
export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The Node 24 that comes with the dependencies; whatever Node runs the set-up, the product runs on this one. */
export const productNode = join(repositoryRoot, 'node_modules', '.bin', 'node')

const systemCache = '/var/cache/lien-vien'

/** Directory for what outlives the checkout and is dear to make: `/var/cache` where we may write, else the home's cache. */
export function sharedCacheDirectory() {
  const chosen = process.env.LIEN_VIEN_CACHE
  if (chosen) return chosen
  try {
    mkdirSync(systemCache, { recursive: true, mode: 0o755 })
    accessSync(systemCache, constants.W_OK)
    return systemCache
  } catch {
    return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lien-vien')
  }
}

/** The environment for the product's own processes and tools: their Node comes first on the path. */
export const productEnvironment = () => ({
  ...process.env,
  PATH: `${join(repositoryRoot, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
})
