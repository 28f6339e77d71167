import { createSecretKey, type KeyObject } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { readRing } from './ring-file.ts'

/** A key that wraps the keys of files. */
export interface MasterKey {
  readonly id: string
  readonly key: KeyObject
}

/** The master keys of a deployment as one process sees them. */
export interface KeyRing {
  /** What is sealed from now on is sealed under this one. */
  current(): Promise<MasterKey>
  find(id: string): Promise<MasterKey | null>
}

interface Loaded {
  readonly stamp: string
  readonly current: string
  readonly keys: ReadonlyMap<string, MasterKey>
}

/** Opens a ring of keys; a file that was replaced meanwhile is read anew, so that a rotation needs no restart. */
export function openKeyRing(file: string): KeyRing {
  let loaded: Promise<Loaded> | undefined
  const stampOf = async (): Promise<string> => {
    const { ino, mtimeMs, size } = await stat(file)
    return `${ino} ${mtimeMs} ${size}`
  }
  const load = async (): Promise<Loaded> => {
    const stamp = await stampOf()
    const { current, keys } = await readRing(file)
    return { stamp, current, keys: new Map(keys.map(({ id, secret }) => [id, { id, key: createSecretKey(Buffer.from(secret, 'base64url')) }])) }
  }
  const fresh = async (): Promise<Loaded> => {
    const before = await loaded?.catch(() => undefined)
    if (before !== undefined && before.stamp === (await stampOf())) return before
    return (loaded = load())
  }
  return {
    current: async () => {
      const { current, keys } = await fresh()
      const key = keys.get(current)
      if (key === undefined) throw new Error(`${file} has no current key`)
      return key
    },
    find: async (id) => {
      const known = (await loaded?.catch(() => undefined))?.keys.get(id)
      return known ?? (await fresh()).keys.get(id) ?? null
    },
  }
}
