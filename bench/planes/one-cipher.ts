import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { initLogger } from 'node-datachannel'
import { sharedCacheDirectory } from '#infra/setup/paths.mjs'
import { PlaneAbsent } from './plane.ts'

/** The SRTP cipher that every plane knows; Pion's knows no longer key. */
const cipher = 'SRTP_AEAD_AES_128_GCM'

const compiler = '/usr/bin/cc'

/** Environment in which a process that uses Debian's OpenSSL agrees to no other cipher. */
export function oneCipher(): { readonly LD_PRELOAD: string } {
  if (!existsSync(compiler)) throw new PlaneAbsent('one cipher for all: absent is g++')
  const folder = join(sharedCacheDirectory(), 'bench')
  mkdirSync(folder, { recursive: true })
  const library = join(folder, 'one-cipher.so')
  execFileSync(compiler, ['-shared', '-fPIC', '-O2', '-o', library, fileURLToPath(new URL('one-cipher.c', import.meta.url)), '-ldl'])
  return { LD_PRELOAD: library }
}

/** Does something with variables set for the processes that it starts. */
export async function withEnvironment<T>(variables: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  try {
    return await act()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }
}

/** Does something that opens WebRTC connections and throws if one of them agreed on another cipher, or on none that could be seen. */
export async function assertOneCipher<T>(act: () => Promise<T>): Promise<T> {
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
