import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const systemCache = '/var/cache/lien-vien'

/** Directory for what outlives the checkout and is expensive to make: `/var/cache` where we may write, else the home. */
export function sharedCacheDirectory(): string {
  const chosen = process.env['LIEN_VIEN_CACHE']
  if (chosen) return chosen
  try {
    mkdirSync(systemCache, { recursive: true, mode: 0o755 })
    accessSync(systemCache, constants.W_OK)
    return systemCache
  } catch {
    return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lien-vien')
  }
}
