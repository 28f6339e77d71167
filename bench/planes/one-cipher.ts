import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sharedCacheDirectory } from '#infra/setup/paths.mjs'

/** The SRTP cipher that every plane knows; Debian's Pion knows no longer key. */
const cipher = 'SRTP_AEAD_AES_128_GCM'

/** What the native client offers as it is published; a server takes what it likes best of it. */
const offered = 'SRTP_AEAD_AES_256_GCM:SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80'

// Whoever imports this before the native client gets a copy of its library that offers the one cipher, so that every
// server agrees to it and stays as it is published. Loaded too late it has no effect, which `assertOneCipher` tells.
registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context)
    return specifier.startsWith('@node-datachannel/') ? { ...found, url: pathToFileURL(offeringOneCipher(fileURLToPath(found.url))).href } : found
  },
})

/** A copy of the client's library whose list of ciphers has been cut to one, made once for each release. */
function offeringOneCipher(published: string): string {
  const library = readFileSync(published)
  const folder = join(sharedCacheDirectory(), 'bench')
  const copy = join(folder, `one-cipher-${createHash('sha256').update(library).digest('hex').slice(0, 12)}.node`)
  if (existsSync(copy)) return copy
  const at = library.indexOf(`${offered}\0`)
  if (at < 0) throw new Error('the native client offers other SRTP ciphers than it did: see bench/planes/one-cipher.ts')
  library.write(`${cipher}\0`, at, 'latin1')
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${copy}.${process.pid}`, library)
  renameSync(`${copy}.${process.pid}`, copy)
  return copy
}

/** Does something that opens WebRTC connections and throws if one of them agreed on another cipher, or on none that could be seen. */
export async function assertOneCipher<T>(act: () => Promise<T>): Promise<T> {
  const { initLogger } = await import('node-datachannel')
  const seen = new Set<string>()
  initLogger('Debug', (_, line) => {
    const profile = /SRTP profile is: (\w+)/.exec(line)?.[1]
    if (profile !== undefined) seen.add(profile)
  })
  try {
    const done = await act()
    // The library's lines arrive by a queue of their own.
    await elapse(100)
    if (seen.size !== 1 || !seen.has(cipher)) throw new Error(`the SRTP cipher is ${[...seen].join(', ') || 'unknown'}, not ${cipher}`)
    return done
  } finally {
    initLogger('Fatal', () => undefined)
  }
}
